//! Two people at two windows on one store.

use super::{choose_user, guarded, secret};
use crate::common::lines::enterprise;
use crate::common::window::Window;
use crate::review;

/// A window at which this reviewer has signed in, at the queue.
fn reviewing(store: &std::path::Path, name: &str) -> Window {
    let mut window = Window::open(store, None);
    choose_user(&mut window, name);
    window.sign_in(&secret(name));
    window.see(&format!("{name} · 审核员"));
    window.click("资质审核");
    window
}

#[test]
fn two_people_at_two_windows_see_each_others_work_and_what_the_other_holds() {
    let mut play = review::begin();
    review::submit(&mut play, "C1");
    let store = guarded(play, &["李强", "周平", "孙敏"]);
    let mut first = reviewing(&store, "李强");
    first.see_part("名称 杭州砺行");
    let mut second = reviewing(&store, "周平");
    second.see("李强 正在审核这一件。");
    first.see("李强 · 审核员");
    // Whoever locks the window leaves it to the other.
    first.press_with(eframe::egui::Modifiers::COMMAND, eframe::egui::Key::L);
    first.see("窗口已锁定");
    second.see_no("李强 正在审核这一件。");
    // What a third one does, both see appear.
    super::as_user(&store, "desk", &enterprise("N1", "T", "成都青禾农业科技有限公司")).unwrap();
    first.sign_in(&secret("李强"));
    first.see("周平 正在审核这一件。");
    for window in [&mut first, &mut second] {
        window.click("客户");
        window.see("成都青禾农业科技有限公司");
    }
    second.see("周平 · 审核员");
}

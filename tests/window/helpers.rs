//! What the other tests look with can fail: each look for what is not so gives up.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use eframe::egui::accesskit::Role;

use crate::common::Play;
use crate::common::window::Window;

/// Whether a look at the window gives up.
fn gives_up(window: &mut Window, look: impl FnOnce(&mut Window)) -> bool {
    catch_unwind(AssertUnwindSafe(|| look(window))).is_err()
}

#[test]
fn a_look_for_what_is_not_so_gives_up() {
    let mut window = Play::with_bill("Q").window();
    window.noon();
    window.click("账单");
    window.see("B1");
    window.click("B1");
    window.see_enabled("申请开票");
    window.patience = Duration::from_millis(100);
    let looks: [fn(&mut Window); 10] = [
        |window| window.see("B2"),
        |window| window.see_all(["B1", "B2"]),
        |window| window.see_part("没有这张"),
        |window| window.see_no("B1"),
        |window| window.see_no_part("B"),
        |window| window.see_disabled("申请开票"),
        |window| window.see_barred(Role::Tab, "账单"),
        |window| window.see_enabled("没有这个按钮"),
        |window| window.click("没有这个按钮"),
        |window| window.tab_to("没有这个按钮"),
    ];
    for (i, look) in looks.into_iter().enumerate() {
        assert!(gives_up(&mut window, look), "look {i} found what is not there");
    }
    let looks: [fn(&mut Window); 4] = [
        |window| window.see_all(["B1", "账单"]),
        |window| window.see_no("B2"),
        |window| window.see_no_part("没有这张"),
        |window| window.see_enabled("申请开票"),
    ];
    for (i, look) in looks.into_iter().enumerate() {
        assert!(!gives_up(&mut window, look), "look {i} found nothing");
    }
}

//! The users in the settings: passwords, who is let in, and whether everybody signs in.

use eframe::egui::accesskit::Role;
use egui_kittest::kittest::Queryable;

use super::{as_user, required, secret};
use crate::common::Play;
use crate::common::window::Window;

#[test]
fn sign_in_is_turned_on_once_everybody_has_a_password() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#);
    let mut window = play.window();
    window.click("设置");
    window.see("还没有密码：desk、王敏。先为他们设置密码（P），或停用（D）。");
    window.scroll_to("须用密码登录");
    window.see_barred(Role::CheckBox, "须用密码登录");
    window.click("王敏");
    window.click_button("设置密码");
    window.enter("新密码", &secret("王敏"));
    window.enter("再输一次密码", &secret("王敏"));
    window.press(eframe::egui::Key::Enter);
    window.see("已设置密码");
    window.see("待本人修改");
    window.click_last("desk", Role::Label);
    window.click_button("设置密码");
    window.see("修改密码");
    window.enter("新密码", &secret("desk"));
    window.enter("再输一次密码", &secret("desk"));
    window.press(eframe::egui::Key::Enter);
    window.see_no_part("还没有密码");
    window.click("须用密码登录");
    // From now on nothing is seen before somebody has signed in.
    window.see("窗口已锁定");
    window.sign_in(&secret("desk"));
    window.see("无操作多久后锁定（这台电脑）");
    window.click_last("5 分钟", Role::RadioButton);
    window.see("您还没有恢复码：忘了密码就没有办法登录。");
    window.scroll_to("生成恢复码…");
    window.click_button("生成恢复码…");
    window.click("我已把恢复码保管好");
    window.press(eframe::egui::Key::Enter);
    window.see("您有恢复码。重新生成后，原来的作废。");
}

#[test]
fn a_user_is_disabled_and_let_in_again_but_never_the_last_admin() {
    let store = required(Play::new());
    let mut window = Window::open(&store, None);
    super::choose_user(&mut window, "desk");
    window.sign_in(&secret("desk"));
    window.click("设置");
    window.scroll_to("须用密码登录");
    window.click("王敏");
    window.click_button("停用");
    window.see_part("已停用：不能登录");
    assert!(as_user(&store, "王敏", r#"{"op":"drafts"}"#).is_err());
    window.click_button("启用");
    window.see("已启用");
    assert!(as_user(&store, "王敏", r#"{"op":"drafts"}"#).is_ok());
    window.click_last("desk", Role::Label);
    window.click_button("停用");
    window.see_part("至少要有一位管理员");
}

#[test]
fn who_is_no_admin_sees_their_own_line_alone() {
    let store = required(Play::new());
    let mut window = Window::open(&store, None);
    super::choose_user(&mut window, "李强");
    window.sign_in(&secret("李强"));
    window.click("设置");
    window.scroll_to("须用密码登录");
    window.see("审核员");
    window.see_disabled("添加用户");
    assert_eq!(window.harness.query_all_by_label("王敏").count(), 0);
    window.see_barred(Role::CheckBox, "须用密码登录");
}

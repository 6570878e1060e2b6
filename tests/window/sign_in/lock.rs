//! The locked window, and a change of user there.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use super::{choose_user, required, secret};
use crate::common::window::Window;
use crate::common::{Closed, Play};

/// A window of 王敏's, who has just signed in.
pub(super) fn opened(store: &Closed) -> Window {
    let mut window = Window::open(store, None);
    choose_user(&mut window, "王敏");
    window.sign_in(&secret("王敏"));
    window.see("王敏 · 财务专员");
    window
}

pub(super) fn lock(window: &mut Window) {
    window.press_with(Modifiers::COMMAND, Key::L);
    // At once: after so long that nobody is there, it locks itself.
    let begun = window.harness.ctx.input(|input| input.time);
    window.see("窗口已锁定");
    let waited = window.harness.ctx.input(|input| input.time) - begun;
    assert!(waited < 60.0, "it locked itself after {waited} s");
}

/// Whether nothing of the desk is to be seen, whatever is pressed.
fn is_shut(window: &mut Window) {
    for (modifiers, key) in [
        (Modifiers::COMMAND, Key::K),
        (Modifiers::COMMAND, Key::J),
        (Modifiers::COMMAND, Key::Num3),
        (Modifiers::COMMAND, Key::N),
        (Modifiers::COMMAND, Key::U),
        (Modifiers::NONE, Key::F1),
        (Modifiers::NONE, Key::F6),
        (Modifiers::NONE, Key::Escape),
    ] {
        window.press_with(modifiers, key);
        for part in ["砺行", "C1", "总览", "快捷键"] {
            assert_eq!(window.harness.query_all_by_label_contains(part).count(), 0, "{part} after {key:?}");
        }
    }
}

#[test]
fn what_is_typed_is_there_after_the_window_was_locked_and_nothing_is_seen_meanwhile() {
    let store = required(Play::with_bill("Q"));
    let mut window = opened(&store);
    window.choose("C1");
    window.click("邮寄地址");
    window.click_button("新增地址");
    window.enter("收件人", "张三");
    window.enter("详细地址", "文三路 1 号");
    lock(&mut window);
    is_shut(&mut window);
    window.sign_in("不是这个密码吧");
    window.see_part("用户名或密码不正确");
    window.sign_in(&secret("王敏"));
    window.see("详细地址");
    let field = window.harness.get_by_role_and_label(Role::TextInput, "详细地址");
    assert_eq!(field.accesskit_node().value().as_deref(), Some("文三路 1 号"));
    assert!(field.accesskit_node().is_focused(), "one types on where one was");
    window.harness.get_by_role_and_label(Role::TextInput, "详细地址").type_text(" 2 楼");
    window.harness.step();
    let field = window.harness.get_by_role_and_label(Role::TextInput, "详细地址");
    assert!(field.accesskit_node().value().is_some_and(|text| text.contains("2 楼")));
}

#[test]
fn a_window_that_nobody_uses_locks_itself_and_one_in_use_does_not() {
    let store = required(Play::with_bill("Q"));
    let mut window = opened(&store);
    window.press(Key::F6);
    let now = window.harness.ctx.input(|input| input.time);
    window.harness.input_mut().time = Some(now + 14.0 * 60.0);
    window.harness.step();
    window.press(Key::F6);
    window.harness.input_mut().time = Some(now + 16.0 * 60.0);
    window.harness.step();
    window.see("王敏 · 财务专员");
    window.harness.input_mut().time = Some(now + 32.0 * 60.0);
    window.harness.step();
    window.see("窗口已锁定");
    window.harness.input_mut().time = None;
    window.sign_in(&secret("王敏"));
    window.see("王敏 · 财务专员");
}

#[test]
fn another_user_signs_in_at_a_locked_window_and_what_was_typed_is_a_draft_of_the_first() {
    let store = required(Play::with_bill("Q"));
    let mut window = opened(&store);
    window.choose("C1");
    window.click("邮寄地址");
    window.click_button("新增地址");
    window.enter("详细地址", "文三路 1 号");
    lock(&mut window);
    choose_user(&mut window, "李强");
    window.see("登录后，王敏没提交的内容存为其草稿。");
    window.sign_in(&secret("李强"));
    window.see("李强 · 审核员");
    window.see("全部客户");
    assert_eq!(window.harness.query_all_by_label_contains("文三路").count(), 0);
    // By the menu at the name: switch user.
    window.press_with(Modifiers::COMMAND, Key::U);
    window.see("切换用户");
    window.press(Key::Enter);
    window.see("窗口已锁定");
    choose_user(&mut window, "王敏");
    window.sign_in(&secret("王敏"));
    window.see("王敏 · 财务专员");
    // The customer of the user who is back is chosen again.
    window.click("邮寄地址");
    window.click_button("新增地址");
    window.until("the draft", |harness| {
        let fields = harness.query_all_by_role_and_label(Role::TextInput, "详细地址");
        fields.last().is_some_and(|field| field.accesskit_node().value().as_deref() == Some("文三路 1 号"))
    });
}

#[test]
fn the_menu_at_the_name_is_opened_and_left_by_keys_and_a_locked_window_hears_none_of_the_desks() {
    let store = required(Play::with_bill("Q"));
    let mut window = opened(&store);
    window.press_with(Modifiers::COMMAND, Key::U);
    window.see("修改密码");
    window.press(Key::Escape);
    window.see_no("修改密码");
    lock(&mut window);
    is_shut(&mut window);
}

#[test]
fn without_sign_in_the_menu_chooses_a_user_for_this_window_and_there_is_no_lock() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_user","name":"赵静","roles":["reviewer"]}"#);
    let mut window = play.window();
    window.see_part("desk · ");
    window.press_with(Modifiers::COMMAND, Key::L);
    window.see("这个账套没有启用登录");
    window.press_with(Modifiers::COMMAND, Key::U);
    window.see("当前操作人（只对这个窗口）");
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    window.see("赵静 · 审核员");
}

#[test]
fn ones_own_password_is_changed_by_giving_the_present_one() {
    let store = required(Play::with_bill("Q"));
    let mut window = opened(&store);
    window.click("王敏 · 财务专员");
    window.click("修改密码");
    window.enter("现在的密码", "不是这个");
    window.enter("新密码", "三文鱼和牛油果卷");
    window.enter("再输一次密码", "三文鱼和牛油果卷");
    window.press(Key::Enter);
    window.see_part("用户名或密码不正确");
    window.enter("现在的密码", &secret("王敏"));
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已设置密码");
    lock(&mut window);
    window.sign_in("三文鱼和牛油果卷");
    window.see("王敏 · 财务专员");
}

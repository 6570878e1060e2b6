//! The audit log in the window: read, narrowed, opened from an object, checked; by keyboard.

use crate::common::Play;
use crate::common::window::Window;
use eframe::egui::{Key, Modifiers};

/// An accepted application of `C1`, and a clerk's attempt at adding a user.
fn begin() -> (Play, String) {
    let mut play = Play::with_bill("Q");
    play.ok(r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#);
    let number = play.apply("C1", &["B1"]);
    play.accept(&number);
    play.refused(r#"{"op":"add_user","name":"新","roles":["clerk"],"by":"王敏"}"#);
    (play, number)
}

fn open(window: &mut Window) {
    window.see("总览");
    window.press_with(Modifiers::COMMAND, Key::K);
    window.enter("搜索客户、账单、申请、金额和命令", "审计日志");
    window.press(Key::Enter);
    window.see_part("添加用户 · 被拒绝：没有权限");
}

#[test]
fn the_log_is_read_from_the_newest_entry_with_what_each_changed() {
    let (play, number) = begin();
    let mut window = play.window();
    open(&mut window);
    window.see("被拒绝，没有改变数据");
    window.press(Key::ArrowDown);
    window.see_all(["受理申请", "改变了什么", "待受理", "开票中"]);
    window.see_part("与前一条相连");
    window.see(&number);
    window.press(Key::C);
    window.see_part("数据与日志一致");
}

#[test]
fn an_application_has_its_history_and_the_way_back_to_the_whole_log() {
    let (play, number) = begin();
    let mut window = play.window();
    window.open_application(&number);
    window.press(Key::H);
    window.see(&format!("{number} 的操作记录"));
    window.see_all(["提交开票申请", "受理申请"]);
    window.see_no_part("被拒绝：没有权限");
    window.click(&format!("{number} 的操作记录"));
    window.see_part("添加用户 · 被拒绝：没有权限");
}

//! The audit log in the window: read, narrowed, opened from an object, checked; by keyboard.

use crate::common::Play;
use crate::common::lines::{NAME, special_info};
use crate::common::window::Window;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use serde_json::json;

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
    open_log(window);
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

#[test]
fn what_an_entry_changed_is_said_as_the_forms_say_it() {
    let mut play = Play::with_bill("T");
    play.ok(&special_info("C1", NAME, "1202026209900012345"));
    let mut window = play.window();
    window.see("总览");
    go(&mut window);
    window.see_part(&format!("开票信息 · {NAME} · 新增"));
    window.see_all(["银行账号", "1202****2345", "企业增值税专用发票", "纳税人识别号", "保存人"]);
    window.see_no_part("1202026209900012345");
    window.see_no_part("enterprise_special");
    // The bill: whose it is, in what words it is charged, and what it comes to.
    window.click_last("添加账单", Role::Label);
    window.see_part("账单 · B1 · 新增");
    window.see_all(["费用类型", "100.00"]);
    window.see_no("buyer_name");
}

#[test]
fn the_log_is_narrowed_to_a_user_and_found_by_what_was_asked() {
    let (mut play, number) = begin();
    play.ok(&json!({"op": "reject_application", "application": number, "reason": "抬头有误请改"}).to_string());
    let mut window = play.window();
    open_log(&mut window);
    window.see("驳回申请");
    window.click_button("王敏");
    window.see_no("驳回申请");
    window.see_part("添加用户 · 被拒绝：没有权限");
    window.click_button("王敏");
    window.see("驳回申请");
    window.enter("客户、申请、账单、内容", "抬头有误");
    window.see_no("受理申请");
    window.see("驳回申请");
    window.see("共 1 条");
    // Enter opens what the entry is about.
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    window.see_part("抬头有误请改");
    window.see(&number);
    window.see_no("客户、申请、账单、内容");
}

#[test]
fn what_a_check_finds_is_listed_in_words_and_leads_to_what_it_is_about() {
    let (play, number) = begin();
    let forge = "DROP TRIGGER audit_stays;
        DROP TRIGGER application_promise_stays;
        UPDATE audit SET op = 'cancel_application' WHERE op = 'accept_application';
        UPDATE app_user SET roles = '[\"admin\"]' WHERE name = '王敏';
        UPDATE application SET due_on = '2020-01-01';";
    rusqlite::Connection::open(play.desk.path()).unwrap().execute_batch(forge).unwrap();
    let mut window = play.window();
    open_log(&mut window);
    window.press(Key::C);
    window.see("核对结果");
    window.see_part("表“用户（app_user）”的内容不是由命令写入的");
    window.see_part(&format!("{number}：申请日期与提交时间不符"));
    // The first that leads anywhere has the keyboard.
    window.press(Key::Escape);
    window.see_no("核对结果");
    window.see_part("处不符");
    window.click("查看");
    let broken = window.harness.query_all_by_label_contains("审计日志自第").next();
    let broken = broken.and_then(|node| node.accesskit_node().label()).expect("what leads to the entry");
    window.click(&broken);
    window.see_no("核对结果");
    let entry: String = broken.chars().filter(char::is_ascii_digit).collect();
    window.see(&format!("第 {entry} 条"));
}

/// Goes to the log by the palette.
fn go(window: &mut Window) {
    window.press_with(Modifiers::COMMAND, Key::K);
    window.enter("搜索客户、账单、申请、金额和命令", "审计日志");
    window.press(Key::Enter);
    window.see("改变了什么");
}

fn open_log(window: &mut Window) {
    window.see("总览");
    go(window);
}

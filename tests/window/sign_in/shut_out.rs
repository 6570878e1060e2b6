//! A locked window that is closed, who is locked out of an open one, and keys that come before it is known who is there.

use eframe::egui::accesskit::Role;
use eframe::egui::{Event, Key, Modifiers, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::kittest::Queryable;
use rusqlite::Connection;
use std::path::Path;

use super::lock::{lock, opened};
use super::{as_user, choose_user, required, secret};
use crate::common::Play;
use crate::common::window::Window;

/// The system asks the window to close; whether it does.
fn closes(window: &mut Window) -> bool {
    let input = window.harness.input_mut();
    input.viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
    window.harness.step();
    let output = &window.harness.output().viewport_output[&ViewportId::ROOT];
    !output.commands.contains(&ViewportCommand::CancelClose)
}

/// Types an address of `C1` that is not saved.
fn type_an_address(window: &mut Window) {
    window.choose("C1");
    window.click("邮寄地址");
    window.click_button("新增地址");
    window.enter("详细地址", "文三路 1 号");
}

fn see_value(window: &mut Window, field: &str, value: &str) {
    window.until(value, |harness| {
        let mut fields = harness.query_all_by_role_and_label(Role::TextInput, field);
        fields.any(|node| node.value().as_deref() == Some(value))
    });
}

fn drafts(store: &Path) -> i64 {
    let db = Connection::open(store).unwrap();
    db.query_row("SELECT count(*) FROM draft", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_locked_window_that_is_closed_asks_about_what_would_be_lost_without_saying_of_whom() {
    let store = required(Play::with_bill("Q"));
    let full = "CREATE TRIGGER full BEFORE INSERT ON draft BEGIN SELECT RAISE(ABORT, 'full'); END";
    Connection::open(&*store).unwrap().execute_batch(full).unwrap();
    let mut window = opened(&store);
    type_an_address(&mut window);
    window.until("that it cannot be kept", |harness| {
        harness.state().office().is_some_and(|office| !office.unkept_drafts().is_empty())
    });
    lock(&mut window);
    assert!(!closes(&mut window), "it is lost without a word");
    window.see("有未保存的内容");
    window.see("邮寄地址");
    for part in ["C1", "砺行", "文三路"] {
        assert_eq!(window.harness.query_all_by_label_contains(part).count(), 0, "{part}");
    }
    window.press(Key::Escape);
    window.see_no("有未保存的内容");
    window.see("窗口已锁定");
    window.sign_in(&secret("王敏"));
    see_value(&mut window, "详细地址", "文三路 1 号");
}

#[test]
fn a_locked_window_in_which_all_is_kept_closes_and_the_draft_is_there_again() {
    let store = required(Play::with_bill("Q"));
    let mut window = opened(&store);
    type_an_address(&mut window);
    lock(&mut window);
    assert!(closes(&mut window));
    window.leave();
    assert_eq!(drafts(&store), 1);
    let mut window = opened(&store);
    window.choose("C1");
    window.click("邮寄地址");
    window.click_button("新增地址");
    see_value(&mut window, "详细地址", "文三路 1 号");
}

#[test]
fn an_application_that_was_begun_is_as_it_was_after_the_lock() {
    let store = required(Play::with_bill("T"));
    let mut window = opened(&store);
    window.choose("C1");
    window.press_with(Modifiers::COMMAND, Key::N);
    window.see("本次开票");
    window.enter("开票金额（含税）", "12.50");
    lock(&mut window);
    window.sign_in(&secret("王敏"));
    see_value(&mut window, "开票金额（含税）", "12.50");
}

#[test]
fn who_is_disabled_is_locked_out_of_an_open_window_and_what_was_typed_stays_a_draft_of_theirs() {
    let store = required(Play::with_bill("Q"));
    let mut window = opened(&store);
    type_an_address(&mut window);
    as_user(&store, "desk", r#"{"op":"disable_user","name":"王敏"}"#).unwrap();
    window.see("窗口已锁定");
    window.see_part("王敏已停用，不能再登录");
    assert_eq!(
        window.harness.query_all_by_label("王敏　财务专员").count(),
        0,
        "nobody is let in under the name"
    );
    for part in ["砺行", "文三路", "总览"] {
        assert_eq!(window.harness.query_all_by_label_contains(part).count(), 0, "{part}");
    }
    choose_user(&mut window, "李强");
    window.sign_in(&secret("李强"));
    window.see("李强 · 审核员");
    window.leave();
    assert_eq!(drafts(&store), 1);
    as_user(&store, "desk", r#"{"op":"enable_user","name":"王敏"}"#).unwrap();
    let found = as_user(&store, "王敏", r#"{"op":"drafts"}"#).unwrap();
    assert_eq!(found.as_array().unwrap().len(), 1);
}

fn key(key: Key, modifiers: Modifiers) -> [Event; 2] {
    [true, false].map(|pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers })
}

const PALETTE: &str = "搜索客户、账单、申请、金额和命令";

#[test]
fn keys_of_the_very_first_frames_wait_for_the_page() {
    let mut window = Play::with_bill("Q").window();
    let mut keys = key(Key::K, Modifiers::COMMAND).to_vec();
    for (letter, typed) in [(Key::C, "c"), (Key::Num1, "1")] {
        let [down, up] = key(letter, Modifiers::NONE);
        keys.extend([down, Event::Text(typed.to_owned()), up]);
    }
    keys.extend(key(Key::Enter, Modifiers::NONE));
    window.harness.input_mut().events.extend(keys);
    window.harness.step();
    let customer = "杭州砺行新能源有限责任公司";
    window.until(customer, |h| h.query_all_by_role_and_label(Role::Button, customer).next().is_some());
    window.see_no(PALETTE);
}

#[test]
fn keys_that_come_before_somebody_has_signed_in_are_nobodys() {
    let store = required(Play::with_bill("Q"));
    let mut window = Window::open(&store, None);
    window.harness.input_mut().events.extend(key(Key::K, Modifiers::COMMAND));
    window.harness.step();
    window.see("登录开票台");
    choose_user(&mut window, "王敏");
    window.sign_in(&secret("王敏"));
    window.see("王敏 · 财务专员");
    window.see("总览");
    window.see_no(PALETTE);
}

#[test]
fn a_name_that_looks_like_anothers_is_refused_in_the_form() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_user","name":"sales","roles":["clerk"]}"#);
    let mut window = play.window();
    window.click("设置");
    window.click_button("添加用户");
    // The first letter but one is Cyrillic.
    window.enter("姓名", "sаles");
    window.click("财务专员");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("sales");
    assert_eq!(window.harness.query_all_by_label("已添加用户").count(), 0);
}

//! Red letters on an application's page: what a reversal would come to, the forms at the tax bureau, and their states.

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use serde_json::{Value, json};

use crate::common::Play;
use crate::common::lines::{NOON, at, refund, step, user, with};
use crate::common::window::Window;

const NUMBER: &str = "26512000000000000001";
const OTHER: &str = "26512000000000000002";
const FORM: &str = "44030126111234567890";

/// An application of `C1` over 350.00 that was issued with these invoices, its page on screen at noon.
fn issued(invoices: &[(&str, &str)], prepare: impl FnOnce(&mut Play, &str)) -> (Window, String) {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.paid("C1", "B1", "350.00");
    let number = play.apply("C1", &["B1"]);
    play.issue_as(&number, invoices);
    prepare(&mut play, &number);
    let mut window = play.window();
    window.noon();
    window.open_application(&number);
    (window, number)
}

/// What was begun for an invoice, by the seller.
fn begun(application: &str, invoice: &str, has_used: bool) -> String {
    let more = format!(
        r#""invoice":"{invoice}","begun_by":"seller","buyer_has_used":{has_used},"reason":"service_ended""#
    );
    at(NOON, &with(&step("begin_red_letter", application), &more))
}

fn letters(window: &Window, application: &str) -> Value {
    window.meanwhile(&step("red_letters", application))
}

fn send(window: &mut Window) {
    window.press_with(Modifiers::COMMAND, Key::Enter);
}

#[test]
fn one_key_shows_what_a_reversal_would_come_to_before_anything_begins() {
    let (mut window, number) = issued(&[(NUMBER, "350.00")], |play, _| {
        play.ok(&refund("B1", "40.00"));
    });
    window.press(Key::R);
    window.see_all(["红冲后", "退回账单", "350.00", "其中已退款，不能再开票", "40.00"]);
    window.see("0.00 → 310.00");
    window.press(Key::Escape);
    window.see_no("红冲后");
    assert_eq!(window.application(&number)["state"], "issued");
    assert_eq!(letters(&window, &number), json!([]));
}

#[test]
fn forms_of_all_invoices_are_begun_at_once_and_held_up_until_the_buyer_has_confirmed() {
    let (mut window, number) = issued(&[(NUMBER, "150.00"), (OTHER, "200.00")], |_, _| {});
    window.press(Key::R);
    window.click("登记红字确认单");
    window.select("录入后的状态", "02 销方录入待购方确认");
    window.see_part("购买方须在 72 小时内确认");
    window.see_part("最晚 2026-11-25 12:00");
    window.enter(&format!("发票 {NUMBER} 的确认单编号"), FORM);
    send(&mut window);
    window.see_all(["红字确认单", "2 份", "02 销方录入待购方确认"]);
    window.see("2026-11-25 12:00 前须确认 · 还剩 72 小时");
    let begun = letters(&window, &number);
    assert_eq!((&begun[0]["form_no"], &begun[1]["form_no"]), (&json!(FORM), &Value::Null));
    assert_eq!((&begun[1]["invoice"], &begun[1]["reason"]), (&json!(OTHER), &json!("wrong_invoice")));
    window.see(&format!("被红冲蓝字数电票号码：{NUMBER} 红字发票信息确认单编号：{FORM}"));
    window.press(Key::R);
    window.see_part("请等对方确认并登记后再红冲");
    window.see_disabled("红冲");
}

#[test]
fn two_keys_write_down_that_a_form_is_confirmed_and_the_reversal_follows() {
    let (mut window, number) = issued(&[(NUMBER, "350.00")], |play, number| {
        play.ok(&begun(number, NUMBER, true));
    });
    window.press(Key::U);
    window.see_all(["登记确认单的状态", "当前状态"]);
    window.enter("确认单编号", FORM);
    send(&mut window);
    window.see("已登记确认单的状态");
    window.see_part("所有发票的确认单都可以开具红字发票");
    window.see_part("04 购销双方已确认 · 2026-11-22 12:00");
    assert_eq!(letters(&window, &number)[0]["code"], "04");
    window.press(Key::R);
    window.see("03 服务中止");
    window.enter("红字发票号码", "26512000000000000009");
    send(&mut window);
    window.see_part("已登记红冲");
    window.see("26512000000000000009");
    assert_eq!(window.application(&number)["state"], "reversed");
}

#[test]
fn only_states_that_a_form_may_be_in_are_offered() {
    let (mut window, number) = issued(&[(NUMBER, "350.00")], |play, number| {
        play.ok(&begun(number, NUMBER, true));
    });
    window.press(Key::U);
    window.click_last("新状态", Role::ComboBox);
    window.see("05 作废（销方录入购方否认）");
    let offered =
        |label: &str| window.harness.query_all_by_role_and_label(Role::MenuItem, label).next().is_some();
    for never in ["06 作废（购方录入销方否认）", "07 作废（超72小时未确认）", "09 作废（确认后撤销）"]
    {
        assert!(!offered(never), "{never}");
    }
    window.click_last("05 作废（销方录入购方否认）", Role::MenuItem);
    send(&mut window);
    window.see_part("05 作废（销方录入购方否认） · 2026-11-22 12:00");
    assert_eq!(letters(&window, &number)[0]["code"], "05");
    window.press(Key::R);
    window.click("登记红字确认单");
    window.see_enabled("登记确认单");
}

#[test]
fn after_72_hours_a_form_is_called_overdue_and_lapses_unless_it_was_confirmed_in_time() {
    let (mut window, number) = issued(&[(NUMBER, "350.00")], |play, number| {
        play.ok(&begun(number, NUMBER, true));
    });
    window.at("2026-11-25T12:00:01+08:00");
    window.see("2026-11-25 12:00 前须确认 · 已超过 72 小时");
    window.see_part("没有按时确认的，登记为 07 作废");
    window.press(Key::U);
    window.enter("发生时间", "2026-11-25 12:30");
    send(&mut window);
    window.see("日期不能晚于今天");
    window.enter("发生时间", "2026-11-24 10:00");
    window.select("新状态", "04 购销双方已确认");
    send(&mut window);
    window.see("已登记确认单的状态");
    let letter = letters(&window, &number)[0].clone();
    assert_eq!(
        (&letter["code"], &letter["history"][1]["happened_at"]),
        (&json!("04"), &json!("2026-11-24T02:00:00Z"))
    );
}

#[test]
fn a_number_of_another_length_is_said_beside_its_field() {
    let (mut window, number) = issued(&[(NUMBER, "350.00")], |_, _| {});
    window.press(Key::R);
    window.click("登记红字确认单");
    window.enter("确认单编号", "12");
    window.see("已输入 2 位");
    window.see_disabled("登记确认单");
    window.enter("确认单编号", "12x");
    window.see("确认单编号是 16 至 24 位数字");
    window.enter("确认单编号", "1");
    window.press(Key::Backspace);
    window.see_enabled("登记确认单");
    send(&mut window);
    window.see("已登记红字确认单");
    window.see_part("01 无需确认 · 2026-11-22 12:00");
    assert_eq!(letters(&window, &number)[0]["code"], "01");
}

#[test]
fn who_is_no_clerk_sees_the_forms_and_changes_none() {
    let (mut play, number) = {
        let mut play = Play::new();
        play.customer("C1", "Q");
        play.paid("C1", "B1", "350.00");
        let number = play.apply("C1", &["B1"]);
        play.issue(&number, NUMBER, "350.00");
        (play, number)
    };
    play.all_ok([user("审核", "reviewer"), begun(&number, NUMBER, true)]);
    let mut window = play.window();
    window.noon();
    window.seat("审核");
    window.open_application(&number);
    window.see("02 销方录入待购方确认");
    window.see_disabled("登记状态…");
    window.press(Key::U);
    window.see_no("登记确认单的状态");
}

#[test]
fn open_forms_are_among_what_is_to_do() {
    let (mut window, number) = issued(&[(NUMBER, "350.00")], |_, _| {});
    window.click("总览");
    window.see_no("红字待确认");
    window.meanwhile(&begun(&number, NUMBER, true));
    window.see("红字待确认");
    let letter = letters(&window, &number)[0]["red_letter"].clone();
    window.meanwhile(&at(
        NOON,
        &format!(r#"{{"op":"red_letter_state","red_letter":{letter},"state":"confirmed"}}"#),
    ));
    window.see("待开红字发票");
    window.see_no("红字待确认");
}

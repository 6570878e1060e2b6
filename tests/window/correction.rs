//! Corrections in the window: asked for, decided by another person, linked both ways.

use crate::common::Play;
use crate::common::window::Window;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};

/// An issued application of 100.00, of a customer of `issuer`.
fn issued(issuer: &str) -> (Play, String) {
    let mut play = Play::new();
    play.customer("C1", issuer);
    play.ok(r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#);
    play.paid("C1", "B1", "100.00");
    let email = if issuer == "Q" { r#","email":"fin@example.com""# } else { "" };
    let answer = play.ok(&format!(
        r#"{{"op":"submit_application","account":"C1","type":"enterprise_general","all":true{email}}}"#
    ));
    let number = answer["application"].as_str().unwrap().to_owned();
    play.issue(&number, "26512000000000000001", "100.00");
    (play, number)
}

/// The same, with a correction that `by` has asked for.
fn requested(by: &str) -> (Play, String) {
    let (mut play, number) = issued("Q");
    play.ok(&format!(
        r#"{{"op":"request_correction","application":"{number}","reason":"备注漏填","changes":{{"remark":"合同 1"}},"by":"{by}"}}"#
    ));
    (play, number)
}

/// The application's page, at noon of the day it was issued.
fn opened(play: Play, number: &str) -> Window {
    let mut window = play.window();
    window.noon();
    window.open_application(number);
    window
}

#[test]
fn the_quota_and_the_last_day_are_shown_before_anything_is_asked() {
    let (play, number) = issued("Q");
    let mut window = opened(play, &number);
    window.see_all(["2026 年次数", "已用 0 次，还剩 3 次", "2027-11-22", "还有 365 天"]);
    window.click_button("申请更正");
    window.see("该账号 2026 年已用 0 次更正，还剩 3 次，本次占用 1 次；最晚可在 2027-11-22 提出。");
}

#[test]
fn a_correction_is_asked_for_with_a_reason_and_the_changed_fields() {
    let (play, number) = issued("Q");
    let mut window = opened(play, &number);
    window.click_button("申请更正");
    window.enter("更正原因", "抬头少字");
    window.enter("名称", "杭州砺行新能源科技有限责任公司");
    window.see("原为：杭州砺行新能源有限责任公司");
    window.enter("备注", "合同 1");
    window.click_button("申请更正");
    window.see_all([
        "已提交更正申请，等待另一人审批",
        "待审批",
        "抬头少字",
        "→ 杭州砺行新能源科技有限责任公司",
    ]);
    assert_eq!(window.application(&number)["state"], "issued", "nothing is reversed yet");
}

#[test]
fn what_will_not_do_is_said_beside_its_field_while_it_is_typed() {
    let (play, number) = issued("Q");
    let mut window = opened(play, &number);
    window.click_button("申请更正");
    window.see_disabled("申请更正");
    window.enter("更正原因", "税号有误");
    window.enter("纳税人识别号", "91330106");
    window.see_part("15、17、18 或 20 位");
    window.see_disabled("申请更正");
    window.enter("纳税人识别号", "913301067L53XQJUQR");
    window.see_no_part("15、17、18 或 20 位");
    window.enter("收票邮箱", "nobody");
    window.see_part("不是有效的邮箱地址");
    window.enter("收票邮箱", "new@example.com");
    window.see("原为：fin@example.com");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已提交更正申请，等待另一人审批");
}

#[test]
fn who_asked_cannot_decide_and_is_led_to_the_rule_and_back() {
    let (play, number) = requested("desk");
    let mut window = opened(play, &number);
    window.see("desk 提交或最后修改的资料不能由本人审核。请由另一位审核员办理。");
    window.see_disabled("批准更正");
    window.see_disabled("驳回");
    window.click("查看规则");
    window.see("four-eyes");
    window.click("‹ 返回");
    window.see("申请内容");
}

#[test]
fn an_approval_reverses_and_opens_a_replacement_linked_both_ways() {
    let (play, number) = requested("王敏");
    let mut window = opened(play, &number);
    window.click_button("批准更正");
    window.see("红字发票号码");
    window.enter("红字发票号码", "26512000000000000001");
    window.click_button("批准更正");
    window.see_part("发票号码 26512000000000000001 已登记过");
    window.enter("红字发票号码", "26512000000000000009");
    window.click_button("批准更正");
    window.see_part("已批准更正，新申请 FP20261122-0002");
    window.see_part("红字发票 26512000000000000009，原因：01 开票有误");
    window.click("FP20261122-0002");
    window.see("合同 1");
    window.click(&number);
    window.see_part("红字发票 26512000000000000009，原因：01 开票有误");
    assert_eq!(window.application(&number)["state"], "reversed");
    assert_eq!(window.application("FP20261122-0002")["remark"], "合同 1");
}

#[test]
fn a_refusal_says_why_and_leaves_the_invoice() {
    let (play, number) = requested("王敏");
    let mut window = opened(play, &number);
    window.click_button("驳回");
    window.see("驳回后原发票不变，不占用本年的更正次数。");
    window.see_disabled("驳回更正");
    window.enter("原因", "备注无误");
    window.click_button("驳回更正");
    window.see_all(["已驳回更正，原发票不变", "2026 年次数", "已用 0 次，还剩 3 次"]);
    assert_eq!(window.application(&number)["state"], "issued");
}

#[test]
fn corrections_that_wait_are_found_from_the_list() {
    let (mut play, number) = requested("王敏");
    play.paid("C1", "B2", "70.00");
    let other = play.apply("C1", &["B2"]);
    let mut window = play.window();
    window.click("申请记录");
    window.see(&other);
    window.click_button("待审批更正");
    window.see_no(&other);
    window.see(&number);
}

#[test]
fn where_none_is_offered_the_button_says_so_and_a_ticket_is_offered() {
    let (play, number) = issued("T");
    let mut window = opened(play, &number);
    window.see_part("不支持开票后更正或重开");
    window.see_disabled("申请更正");
    window.click("提交工单");
    window.see("客户的诉求");
    window.enter("客户的诉求", "抬头少字，客户要求更正");
    window.click_button("提交工单");
    window.see("抬头少字，客户要求更正");
    let tickets = window.meanwhile(r#"{"op":"tickets"}"#);
    assert_eq!(
        (&tickets[0]["application"], &tickets[0]["rule"]),
        (&number.into(), &"correction-not-offered".into())
    );
}

#[test]
fn after_the_last_day_the_button_is_closed() {
    let (play, number) = issued("Q");
    let mut window = opened(play, &number);
    window.see("2027-11-22");
    window.see("还有 365 天");
    window.at("2027-11-22T23:59:00+08:00");
    window.see("今日 24:00 截止");
    window.at("2027-11-23T00:00:00+08:00");
    window.see("已过期");
    window.see_part("现已逾期，不再受理");
    window.see_disabled("申请更正");
}

#[test]
fn a_used_up_quota_closes_the_button_until_the_next_year() {
    let (mut play, mut number) = issued("Q");
    for n in 0..3 {
        play.ok(&format!(
            r#"{{"op":"request_correction","application":"{number}","reason":"x","changes":{{"remark":"{n}"}},"by":"王敏"}}"#
        ));
        let answer = play.ok(&format!(
            r#"{{"op":"approve_correction","application":"{number}","reason":"同意","red_number":"2651200000000000001{n}"}}"#
        ));
        number = answer["replacement"].as_str().unwrap().to_owned();
        play.issue(&number, &format!("2651200000000000002{n}"), "100.00");
    }
    let mut window = opened(play, &number);
    window.see("已用 3 次，还剩 0 次");
    window.see_part("2026 年的 3 次更正机会已用完");
    window.see_disabled("申请更正");
    window.at("2027-01-01T00:00:00+08:00");
    window.see("2027 年次数");
    window.see("已用 0 次，还剩 3 次");
    window.see_no_part("更正机会已用完");
}

#[test]
fn an_approval_asks_for_a_red_number_of_each_invoice() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.ok(r#"{"op":"add_user","name":"王敏","roles":["clerk"]}"#);
    play.paid("C1", "B1", "100.00");
    let number = play.apply("C1", &["B1"]);
    play.issue_as(&number, &[("26512000000000000001", "60.00"), ("26512000000000000002", "40.00")]);
    play.ok(&format!(
        r#"{{"op":"request_correction","application":"{number}","reason":"x","changes":{{"remark":"1"}},"by":"王敏"}}"#
    ));
    let mut window = opened(play, &number);
    window.click_button("批准更正");
    window.enter("发票 26512000000000000001 的红字发票号码", "26512000000000000008");
    window.see_disabled("批准更正");
    window.enter("发票 26512000000000000002 的红字发票号码", "26512000000000000009");
    window.click_button("批准更正");
    window.see_part("已批准更正，新申请 FP20261122-0002");
    let old = window.application(&number);
    assert_eq!((&old["state"], old["reversals"].as_array().unwrap().len()), (&"reversed".into(), 2));
}

#[test]
fn where_nothing_is_left_to_invoice_the_button_says_to_reverse_it() {
    let (mut play, number) = issued("Q");
    play.ok(r#"{"op":"add_refund","bill_no":"B1","amount":"100.00","on":"2026-11-22"}"#);
    let mut window = opened(play, &number);
    window.see_part("没有可重新开票的金额，不能更正。请改为红冲该申请");
    window.see_disabled("申请更正");
    window.see_enabled("红冲");
}

#[test]
fn a_correction_that_will_be_posted_names_its_address() {
    let (mut play, number) = issued("Q");
    play.ok(r#"{"op":"copy_policy","from":"qweather","code":"own","name_zh":"自订"}"#);
    play.ok(r#"{"op":"change_policy","code":"own","changes":{"delivery":"post"}}"#);
    play.ok(r#"{"op":"change_issuer","code":"Q","changes":{"policy":"own"}}"#);
    play.ok(r#"{"op":"save_address","account":"C1","recipient":"周平","phone":"17199338205","region":"浙江省杭州市","street":"莫干山路1号"}"#);
    let mut window = opened(play, &number);
    window.click_button("申请更正");
    window.enter("更正原因", "改为邮寄");
    window.see_disabled("申请更正");
    window.click_last("送达", Role::ComboBox);
    window.click("浙江省杭州市 莫干山路1号 周平 17199338205");
    window.click_button("申请更正");
    window.see("已提交更正申请，等待另一人审批");
    window.see("→ 浙江省杭州市 莫干山路1号 周平 17199338205");
    assert_eq!(window.application(&number)["state"], "issued");
}

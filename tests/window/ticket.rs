//! Tickets in the window: opened from the refusal, found in the list, noted, closed, opened again.

use crate::common::Play;
use crate::common::window::Window;
use eframe::egui::{Key, Modifiers};

/// `H1` of `Q`, registered in Hong Kong, with a paid bill.
fn begin() -> Play {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_account","account":"H1","issuer":"Q","name":"香港青禾有限公司","kind":"enterprise","region":"hong_kong_macao_taiwan"}"#);
    play.paid("H1", "B1", "100.00");
    play
}

/// The same, with an open ticket.
fn ticketed() -> Play {
    let mut play = begin();
    play.ok(r#"{"op":"open_ticket","account":"H1","rule":"account-outside-mainland","note":"要形式发票"}"#);
    play
}

fn tickets(window: &Window) -> serde_json::Value {
    window.meanwhile(r#"{"op":"tickets"}"#)
}

/// The window with `H1` chosen.
fn at_customer(play: Play) -> Window {
    let mut window = play.window();
    window.click("全部客户");
    window.enter("按名称、编号或拼音查找客户", "香港");
    window.see_part("H1 · 企业 · 非中国大陆账号");
    window.press(Key::Enter);
    window.see("香港青禾有限公司");
    window
}

#[test]
fn a_ticket_is_opened_from_the_refusal_in_the_wizard() {
    let mut window = at_customer(begin());
    window.press_with(Modifiers::COMMAND, Key::N);
    window.see_part("不能申请增值税发票。请改为提交工单。");
    assert_eq!(tickets(&window), serde_json::json!([]), "a refusal opens nothing by itself");
    window.click("提交工单");
    window.enter("客户的诉求", "要形式发票");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_all(["已提交工单 1", "要形式发票", "处理记录"]);
    assert_eq!(tickets(&window)[0]["notes"][0]["note"], "要形式发票");
}

#[test]
fn a_ticket_that_is_open_already_is_shown_in_the_place_of_another() {
    let mut window = at_customer(ticketed());
    window.press_with(Modifiers::COMMAND, Key::N);
    window.click("提交工单");
    window.see("此事已有未关闭的工单 1");
    window.see("处理记录");
    assert_eq!(tickets(&window).as_array().unwrap().len(), 1);
}

#[test]
fn a_customer_and_a_bill_that_are_refused_lead_to_a_ticket_too() {
    for place in ["客户", "账单"] {
        let mut window = ticketed().window();
        window.tab(place);
        window.click(if place == "客户" { "香港青禾有限公司" } else { "B1" });
        window.click("提交工单");
        window.see("此事已有未关闭的工单 1");
    }
}

#[test]
fn a_ticket_is_noted_closed_and_opened_again() {
    let mut window = ticketed().window();
    window.click("工单");
    window.click("香港青禾有限公司");
    window.see("处理记录");
    window.see_disabled("添加备注");
    window.enter("备注", "已联系客户");
    window.click_button("添加备注");
    window.see("已添加备注");
    window.see("已联系客户");
    window.enter("备注", "形式发票已寄出");
    window.click_button("关闭工单");
    window.see("工单已关闭");
    window.see("形式发票已寄出");
    window.enter("备注", "客户又来问");
    window.click_button("重新打开");
    window.see("工单已重新打开");
    let ticket = &tickets(&window)[0];
    assert_eq!((&ticket["state"], ticket["notes"].as_array().unwrap().len()), (&"open".into(), 4));
}

#[test]
fn a_ticket_is_closed_by_its_letter_once_something_is_noted_and_opened_again_by_the_chord() {
    let mut window = ticketed().window();
    window.click("工单");
    window.click("香港青禾有限公司");
    window.see("处理记录");
    window.press(Key::C);
    window.see("请先填写备注");
    window.enter("备注", "形式发票已寄出");
    window.press(Key::Escape);
    window.press(Key::C);
    window.see("工单已关闭");
    window.press(Key::N);
    window.enter("备注", "客户又来问");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("工单已重新打开");
    assert_eq!(tickets(&window)[0]["state"], "open");
}

#[test]
fn a_key_behind_one_that_closed_a_ticket_waits_until_it_is_shown_closed() {
    let mut window = ticketed().window();
    window.click("工单");
    window.click("香港青禾有限公司");
    window.enter("备注", "形式发票已寄出");
    window.press(Key::Escape);
    let held = window.hold_readers();
    window.press(Key::C);
    window.see("工单已关闭");
    window.enter("备注", "客户又来问");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    drop(held);
    window.see("工单已重新打开");
    assert_eq!(tickets(&window)[0]["state"], "open");
}

#[test]
fn closed_tickets_are_out_of_the_way_until_they_are_asked_for() {
    let mut play = ticketed();
    play.ok(r#"{"op":"close_ticket","ticket":"1","note":"已寄出"}"#);
    let mut window = play.window();
    window.click("工单");
    window.see("没有符合条件的工单");
    window.see_no("香港青禾有限公司");
    window.click_button("已关闭");
    window.see("香港青禾有限公司");
}

#[test]
fn tickets_are_found_by_customer_and_number() {
    let mut play = ticketed();
    play.ok(r#"{"op":"add_account","account":"H2","issuer":"Q","name":"澳门甲有限公司","kind":"enterprise","region":"hong_kong_macao_taiwan"}"#);
    play.ok(r#"{"op":"open_ticket","account":"H2","rule":"account-outside-mainland"}"#);
    let mut window = play.window();
    window.click("工单");
    window.see("香港青禾有限公司");
    window.see("澳门甲有限公司");
    window.enter("工单号、申请编号或客户", "澳门");
    window.see_no("香港青禾有限公司");
    window.see("澳门甲有限公司");
    window.enter("工单号、申请编号或客户", "1");
    window.see_no("澳门甲有限公司");
    window.see("香港青禾有限公司");
    window.enter("工单号、申请编号或客户", "没有这家");
    window.see("没有符合条件的工单");
    window.click("清除筛选");
    window.see("澳门甲有限公司");
}

#[test]
fn a_customer_without_tickets_leads_to_those_of_all() {
    let mut play = ticketed();
    play.customer("C9", "Q");
    let mut window = play.window();
    window.tab("工单");
    window.choose("C9");
    window.click("清除筛选");
    window.click_button("显示全部客户");
    window.see("全部客户");
    window.see_part("共 1 件");
}

#[test]
fn a_note_that_was_added_is_no_draft_any_more() {
    let mut window = ticketed().window();
    window.tab("工单");
    window.click("香港青禾有限公司");
    window.press(Key::N);
    window.enter("备注", "已寄出形式发票");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已添加备注");
    window.see_no_part("草稿 · ");
    let drafts = window.meanwhile(r#"{"op":"drafts"}"#);
    assert_eq!(drafts.as_array().map(Vec::len), Some(0), "{drafts}");
}

//! Reasons of a rejection, written beside what they are about.

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;

use super::{applies, begin, review_as, second, see_scan, submit};
use crate::common::lines::NAME;

#[test]
fn a_rejection_for_a_phrase_takes_three_keys() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    see_scan(&mut window, "certificate.png");
    window.press(Key::R);
    window.see("名称的驳回原因");
    window.press(Key::Num1);
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see(&format!("{NAME} 的专票资质已驳回"));
    assert_eq!(applies(&window), Err("qualification-rejected".to_owned()));
    let history = window.read(|db, _| fapiao_desk::desk::pages::review::history(db, "C1"));
    assert_eq!(history[0].submission.reasons["name"], "与证明不一致");
}

#[test]
fn a_reason_is_begun_at_the_field_that_the_keyboard_is_at_and_read_beside_it() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    see_scan(&mut window, "certificate.png");
    window.press(Key::ArrowDown);
    window.press(Key::R);
    window.see("纳税人识别号的驳回原因");
    window.harness.event(Event::Text("少一位".to_owned()));
    window.press(Key::Enter);
    window.see("驳回原因：少一位");
    window.see_no("纳税人识别号的驳回原因");
    window.see_enabled("驳回");
    window.see_disabled("通过");
    window.press(Key::A);
    window.see("已写了驳回原因。要通过，请先清空原因。");
}

#[test]
fn the_pointer_writes_reasons_about_fields_and_scans() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    see_scan(&mut window, "certificate.png");
    window.click("写驳回原因：开户银行");
    see_scan(&mut window, "proof.pdf");
    window.click("2 证明上没有这一项");
    window.until("the phrase", |h| h.query_all_by_value("证明上没有这一项").next().is_some());
    window.scroll_to("写驳回原因：一般纳税人证明");
    window.click("写驳回原因：一般纳税人证明");
    window.scroll_to("2 没有盖章");
    window.click("2 没有盖章");
    window.until("the phrase", |h| h.query_all_by_value("没有盖章").next().is_some());
    window.click_button("驳回");
    window.see(&format!("{NAME} 的专票资质已驳回"));
    let history = window.read(|db, _| fapiao_desk::desk::pages::review::history(db, "C1"));
    let reasons = &history[0].submission.reasons;
    assert_eq!((reasons["bank"].as_str(), reasons.len()), ("证明上没有这一项", 2));
    assert_eq!(reasons["general_taxpayer_proof"], "没有盖章");
}

#[test]
fn what_was_written_stays_while_one_looks_at_the_next_and_is_asked_about_before_it_is_lost() {
    let mut play = begin();
    submit(&mut play, "C1");
    second(&mut play);
    let mut window = review_as(play, "李强");
    see_scan(&mut window, "certificate.png");
    window.press(Key::R);
    window.harness.event(Event::Text("盖章不清".to_owned()));
    window.press(Key::Escape);
    window.see("驳回原因：盖章不清");
    window.press(Key::J);
    window.see_part("名称 成都青禾");
    window.see_no("驳回原因：盖章不清");
    window.press(Key::K);
    window.see("驳回原因：盖章不清");
}

//! Reasons of a rejection, written beside what they are about.

use std::path::Path;

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;
use rusqlite::Connection;

use super::{OTHER, applies, begin, review_as, second, see_scan, submit};
use crate::common::lines::NAME;
use crate::common::window::Window;

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
fn what_was_written_stays_while_one_looks_at_the_next() {
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

/// How many drafts the store has.
fn kept(store: &Path) -> i64 {
    let db = Connection::open(store).unwrap();
    db.query_row("SELECT count(*) FROM draft", [], |row| row.get(0)).unwrap()
}

/// The queue of this store, with this user at the desk.
fn queue(store: &Path, user: &str) -> Window {
    let mut window = Window::open(store, None);
    window.seat(user);
    window.at("2026-11-23T10:00:00+08:00");
    window.click("资质审核");
    window
}

#[test]
fn what_was_written_is_there_again_after_a_crash_for_whoever_wrote_it_and_for_nobody_else() {
    let mut play = begin();
    submit(&mut play, "C1");
    let store = play.close();
    let mut left = queue(&store, "李强");
    see_scan(&mut left, "certificate.png");
    left.press(Key::R);
    left.harness.event(Event::Text("盖章不清".to_owned()));
    left.until("the draft", |_| kept(&store) == 1);
    // The window is still open here: it has said nothing at its end.
    let mut window = queue(&store, "李强");
    window.see("驳回原因：盖章不清");
    window.see_part("草稿 · 今天 10:00");
    window.seat("周平");
    window.see_no("驳回原因：盖章不清");
    window.seat("李强");
    window.see("驳回原因：盖章不清");
    window.click("重新开始");
    window.see_no("驳回原因：盖章不清");
    window.until("no draft", |_| kept(&store) == 0);
}

#[test]
fn what_was_written_is_listed_among_the_drafts_and_gone_when_it_is_decided() {
    let mut play = begin();
    submit(&mut play, "C1");
    second(&mut play);
    let mut window = review_as(play, "李强");
    see_scan(&mut window, "certificate.png");
    window.press(Key::J);
    window.see_part("名称 成都青禾");
    see_scan(&mut window, "certificate.png");
    window.press(Key::R);
    window.harness.event(Event::Text("盖章不清".to_owned()));
    window.press(Key::Escape);
    window.press(Key::K);
    window.see_part(&format!("名称 {NAME}"));
    window.tab("总览");
    window.click(&format!("1 份草稿还没有提交：资质驳回原因 · {OTHER}"));
    window.click("继续填写");
    window.see("驳回原因：盖章不清");
    window.see_part("名称 成都青禾");
    see_scan(&mut window, "certificate.png");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see(&format!("{OTHER} 的专票资质已驳回"));
    let store = window.store().to_owned();
    window.until("no draft", |_| kept(&store) == 0);
}

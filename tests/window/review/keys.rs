//! What a review costs in keys, and that no key acts on what was not on screen when it was pressed.

use eframe::egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable;

use super::{OTHER, applies, begin, confirm_all, held, review_as, second, see_scan, submit, submit_with};
use crate::common::lines::{NAME, TAX_ID, enterprise, review, special_info};
use crate::common::scans::pdf;
use crate::common::window::Window;

/// A key as it comes with others in one frame.
fn key(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

fn ctrl_enter() -> Event {
    let modifiers = Modifiers { ctrl: true, ..Modifiers::COMMAND };
    Event::Key { key: Key::Enter, physical_key: None, pressed: true, repeat: false, modifiers }
}

fn text(text: &str) -> Event {
    Event::Text(text.to_owned())
}

/// Has all of this come in one frame, which is slow; the keys are let go again.
fn in_one_frame(window: &mut Window, events: impl IntoIterator<Item = Event>) {
    let let_go = |event: &Event| match event.clone() {
        Event::Key { key, physical_key, repeat, modifiers, .. } => {
            Some(Event::Key { key, physical_key, pressed: false, repeat, modifiers })
        }
        _ => None,
    };
    for event in events {
        let after = let_go(&event);
        window.harness.input_mut().events.extend([event].into_iter().chain(after));
    }
    window.harness.step();
    window.harness.step();
}

#[test]
fn a_review_with_two_scans_takes_three_keys() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    let mut keys = 0;
    for (file, key) in [("certificate.png", Key::Space), ("proof.pdf", Key::Space), ("proof.pdf", Key::A)] {
        see_scan(&mut window, file);
        window.press(key);
        keys += 1;
    }
    let said = format!("{NAME} 的专票资质已通过");
    window.see(&said);
    assert_eq!((keys, applies(&window)), (3, Ok(())));
    // What was read here is not said again elsewhere.
    window.press_with(Modifiers::COMMAND, Key::Num1);
    window.see("要做的事");
    window.see_no(&said);
}

#[test]
fn an_approval_that_lacks_something_says_what_and_goes_to_it() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    see_scan(&mut window, "certificate.png");
    window.press(Key::Space);
    window.see("4 / 6");
    window.press(Key::Num1);
    see_scan(&mut window, "certificate.png");
    window.press(Key::A);
    window.see("还没有核对：开户银行、银行账号（一般纳税人证明）。");
    see_scan(&mut window, "proof.pdf");
    window.press(Key::Space);
    window.see("6 / 6");
    window.see_no_part("还没有核对");
}

#[test]
fn a_field_turns_the_scan_that_proves_it_into_view_and_is_confirmed_by_itself() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    see_scan(&mut window, "certificate.png");
    // From the name down to the bank.
    for _ in 0..5 {
        window.press(Key::ArrowDown);
    }
    see_scan(&mut window, "proof.pdf");
    window.press(Key::Enter);
    window.see("1 / 6");
    window.press(Key::Enter);
    window.see("0 / 6");
    // A click on a field whose scan is not in view shows that, and confirms nothing.
    window.click("名称 杭州砺行新能源有限责任公司");
    see_scan(&mut window, "certificate.png");
    window.see("0 / 6");
    window.click("名称 杭州砺行新能源有限责任公司");
    window.see("1 / 6");
}

#[test]
fn of_a_document_every_page_is_seen_before_it_confirms_anything() {
    let mut play = begin();
    submit_with(&mut play, "C1", &pdf(3, "0 0 1 rg 20 20 100 100 re f"));
    let mut window = review_as(play, "李强");
    see_scan(&mut window, "certificate.png");
    window.press(Key::Space);
    window.see("第 1 / 3 页");
    for page in ["第 2 / 3 页", "第 3 / 3 页"] {
        press_until(&mut window, page);
        window.see("4 / 6");
    }
    press_until(&mut window, "6 / 6");
}

/// Presses Space until this is there: it does nothing while the page that is asked for is still being drawn.
fn press_until(window: &mut Window, label: &str) {
    while window.harness.query_all_by_label(label).next().is_none() {
        window.until("a moment", |_| true);
        window.press(Key::Space);
    }
}

#[test]
fn a_key_that_was_pressed_before_the_next_scan_was_on_screen_confirms_nothing_of_it() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    see_scan(&mut window, "certificate.png");
    in_one_frame(&mut window, [key(Key::Space), key(Key::Space), key(Key::A)]);
    window.see("4 / 6");
    see_scan(&mut window, "proof.pdf");
    window.see("4 / 6");
    assert_eq!(applies(&window), Err("qualification-pending".to_owned()));
}

#[test]
fn what_comes_with_going_on_approves_nothing_unseen_and_is_about_the_one_that_comes() {
    let mut play = begin();
    submit(&mut play, "C1");
    second(&mut play);
    let mut window = review_as(play, "李强");
    confirm_all(&mut window);
    window.press(Key::J);
    window.see_part("名称 成都青禾");
    held(&mut window, "C2");
    see_scan(&mut window, "certificate.png");
    // The one before is confirmed wholly; whoever goes back to it has to see it before approving it.
    in_one_frame(&mut window, [key(Key::K), key(Key::A)]);
    window.see_part("名称 杭州砺行");
    window.see("6 / 6");
    in_one_frame(&mut window, [key(Key::J), key(Key::R), text("r"), text("不符")]);
    window.see_part("名称 成都青禾");
    window.see("名称的驳回原因");
    assert_eq!(applies(&window), Err("qualification-pending".to_owned()));
}

#[test]
fn reasons_that_are_typed_in_one_frame_land_on_the_fields_that_they_are_about() {
    let mut play = begin();
    submit(&mut play, "C1");
    let mut window = review_as(play, "李强");
    see_scan(&mut window, "certificate.png");
    in_one_frame(
        &mut window,
        [key(Key::R), text("r"), text("名称不符"), key(Key::Tab), text("税号不符"), key(Key::ArrowDown)],
    );
    window.see("注册地址的驳回原因");
    window.see("驳回原因：名称不符");
    window.see("驳回原因：税号不符");
    in_one_frame(&mut window, [text("地址不符"), key(Key::Tab), text("电话不符"), ctrl_enter(), key(Key::A)]);
    window.see(&format!("{NAME} 的专票资质已驳回"));
    let reasons = window.read(|db, _| {
        let history = fapiao_desk::desk::pages::review::history(db, "C1")?;
        Ok(history[0].submission.reasons.clone().into_iter().collect::<Vec<_>>())
    });
    let reasons: Vec<(&str, &str)> = reasons.iter().map(|(of, why)| (of.as_str(), why.as_str())).collect();
    assert_eq!(
        reasons,
        [("address", "地址不符"), ("name", "名称不符"), ("phone", "电话不符"), ("tax_id", "税号不符")]
    );
}

#[test]
fn what_is_typed_about_a_submission_that_goes_meanwhile_is_told_and_nothing_is_decided() {
    let mut play = begin();
    submit(&mut play, "C1");
    second(&mut play);
    let mut window = review_as(play, "李强");
    see_scan(&mut window, "certificate.png");
    held(&mut window, "C1");
    window.press(Key::R);
    in_one_frame(&mut window, [text("盖章不清")]);
    for line in ["release", "hold", "approve"] {
        window.send(&review(line, "C1", "周平")).unwrap();
    }
    window.see_part("名称 成都青禾");
    window.see_part("已由他人办理，正在写的驳回原因没有送出：盖章不清");
    see_scan(&mut window, "certificate.png");
    in_one_frame(&mut window, [key(Key::Space), key(Key::R), text("r"), text("a"), key(Key::A)]);
    window.see("0 / 6");
    window.see_no("名称的驳回原因");
    window.press(Key::Escape);
    window.see_no_part("已由他人办理");
    window.press(Key::Space);
    window.see("4 / 6");
}

#[test]
fn what_is_not_as_verified_is_confirmed_by_itself_alone() {
    let mut play = begin();
    play.ok(&enterprise("C2", "T", OTHER).replace(TAX_ID, "91440300MA0DEM01X2"));
    play.ok(&special_info("C2", OTHER, "1202026209900012345"));
    submit(&mut play, "C2");
    let mut window = review_as(play, "李强");
    window.see_part("与实名认证不一致");
    for (file, confirmed) in [("certificate.png", "3 / 6"), ("proof.pdf", "5 / 6")] {
        see_scan(&mut window, file);
        window.press(Key::Space);
        window.see(confirmed);
    }
    see_scan(&mut window, "certificate.png");
    window.press(Key::Space);
    window.see("5 / 6");
    window.press(Key::Enter);
    window.see("6 / 6");
    window.see_enabled("通过");
}

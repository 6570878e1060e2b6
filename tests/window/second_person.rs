//! What a second person has to do, in the window: whoever may not asks, by the keyboard, and another finds it in his list
//! of things to do.

use eframe::egui::{Event, Key, Modifiers};

use crate::common::Play;
use crate::common::lines::{apply_all, by, issue, step, user, with};
use crate::common::window::Window;

/// The day after applications are made, on which none can be cancelled any more.
const NEXT_DAY: &str = "2026-11-23T12:00:00+08:00";
const BLUE: &str = "26512000000000000001";

/// A desk of 王敏 and 李强 whose policy needs a second person to issue and to reverse, with so many applications of 王敏 over
/// 100.00 that are being issued.
fn issuing(count: u32) -> (Play, Vec<String>) {
    let mut play = Play::with_one_issuer();
    play.all_ok([
        &*user("王敏", "clerk"),
        &user("李强", "clerk"),
        r#"{"op":"copy_policy","from":"tencent-cloud","code":"own","name_zh":"自订规则"}"#,
        r#"{"op":"change_policy","code":"own","changes":{"second_person_to_issue":true,"second_person_to_reverse":true}}"#,
        r#"{"op":"change_issuer","code":"T","changes":{"policy":"own"}}"#,
    ]);
    let numbers = (1..=count).map(|n| {
        let account = format!("C{n}");
        play.customer(&account, "T");
        play.paid(&account, &format!("B{n}"), "100.00");
        let number = play.applied(&by("王敏", &apply_all(&account)));
        play.accept(&number);
        number
    });
    let numbers = numbers.collect();
    (play, numbers)
}

fn ask(number: &str, of: &str) -> String {
    by("王敏", &with(&step("request_step", number), &format!(r#""step":"{of}","note":"出差，请代办""#)))
}

/// The window at the overview, with `user` at the desk.
fn overview(play: Play, user: &str) -> Window {
    let mut window = play.window();
    window.at(NEXT_DAY);
    window.seat(user);
    window.rest();
    window
}

fn requests(window: &Window, number: &str) -> Vec<String> {
    let view = window.application(number);
    let all = view["requests"].as_array().cloned().unwrap_or_default();
    all.iter().map(|request| request["state"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn one_asks_and_another_issues_by_three_keys_each_and_a_number() {
    let (play, numbers) = issuing(1);
    let mut window = overview(play, "王敏");
    let mut keys = 0;
    let mut press = |window: &mut Window, modifiers, key| {
        keys += 1;
        window.press_with(modifiers, key);
    };
    window.see("开具发票");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.see("王敏 提交了申请 FP20261122-0001，须由另一位同事登记开票：desk、李强。");
    window.see_enabled("请同事登记开票");
    press(&mut window, Modifiers::NONE, Key::I);
    window.see("附言（可不填）");
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    window.see("已请同事办理");
    window.see_disabled("已请同事开票");
    assert_eq!((keys, requests(&window, &numbers[0])), (3, vec!["waiting".into()]));
    window.press_with(Modifiers::COMMAND, Key::Num1);
    window.see("没有待办事项");
    window.see("1 件须由另一位同事办理");

    window.seat("李强");
    window.see("同事请开票");
    let mut keys = 0;
    let mut press = |window: &mut Window, modifiers, key| {
        keys += 1;
        window.press_with(modifiers, key);
    };
    window.rest();
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.see_enabled("登记开票");
    window.rest();
    press(&mut window, Modifiers::NONE, Key::I);
    window.see("与申请金额一致");
    window.harness.event(Event::Text(BLUE.to_owned()));
    window.harness.step();
    press(&mut window, Modifiers::COMMAND, Key::Enter);
    window.see("已登记开票");
    let view = window.application(&numbers[0]);
    assert_eq!(
        (keys, view["state"].as_str(), requests(&window, &numbers[0])),
        (3, Some("issued"), vec!["done".into()])
    );
    assert_eq!(view["timeline"][3]["by"], "李强");
}

#[test]
fn a_request_is_declined_with_a_reason_which_whoever_asked_sees_until_he_takes_note() {
    let (mut play, numbers) = issuing(1);
    play.ok(&ask(&numbers[0], "issue"));
    let mut window = overview(play, "李强");
    window.see("同事请开票");
    window.press(Key::Enter);
    window.see("出差，请代办");
    window.see_enabled("不予办理");
    window.rest();
    window.press(Key::T);
    window.see_disabled("不予办理");
    window.enter("原因", "金额不对");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已退回请求");
    window.seat("王敏");
    window.press_with(Modifiers::COMMAND, Key::Num1);
    window.see("不予办理：金额不对");
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    window.see("知道了");
    window.rest();
    window.press(Key::T);
    window.see("已从要做的事中移去");
    window.see_no("知道了");
    window.see_enabled("请同事登记开票");
    window.press_with(Modifiers::COMMAND, Key::Num1);
    window.see("开具发票");
    window.see_no("不予办理：金额不对");
}

#[test]
fn whoever_asked_withdraws() {
    let (mut play, numbers) = issuing(1);
    play.ok(&ask(&numbers[0], "issue"));
    let mut window = overview(play, "王敏");
    window.open_application(&numbers[0]);
    window.see_enabled("撤回请求");
    window.rest();
    window.press(Key::T);
    window.see("已撤回请求");
    window.see_enabled("请同事登记开票");
    assert_eq!(requests(&window, &numbers[0]), ["withdrawn"]);
}

#[test]
fn a_reversal_is_asked_for_by_who_issued_and_named_in_the_timeline() {
    let (mut play, numbers) = issuing(1);
    play.ok(&by("李强", &issue(&numbers[0], &[(BLUE, "100.00")])));
    let mut window = overview(play, "李强");
    window.open_application(&numbers[0]);
    window.see_enabled("请同事红冲");
    window.rest();
    window.press(Key::R);
    window.see("李强 提交了申请 FP20261122-0001 或登记了它的开票，须由另一位同事红冲：desk。");
    window.enter("附言（可不填）", "客户退订");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已请同事办理");
    window.see("红冲 · 客户退订");
    window.see_enabled("登记寄送");
    assert_eq!(requests(&window, &numbers[0]), ["waiting"]);
}

#[test]
fn of_many_those_are_asked_for_in_one_press_and_the_others_go_on() {
    let (mut play, numbers) = issuing(2);
    play.customer("C9", "T");
    play.paid("C9", "B9", "100.00");
    let others = play.applied(&by("李强", &apply_all("C9")));
    play.accept(&others);
    let mut window = overview(play, "王敏");
    window.tab("申请记录");
    window.see(&numbers[0]);
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press(Key::I);
    window.see("2 件不在其中");
    window.see("请同事办理这 2 件");
    window.press_with(Modifiers::COMMAND, Key::R);
    window.see_part("已请同事登记开票 2 件，合计 ¥200.00");
    // The others are filled in from where they were.
    window.see("0 件可登记，0 件有误，1 件未填");
    window.see_no("请同事办理这 2 件");
    assert!(numbers.iter().all(|number| requests(&window, number) == ["waiting"]));
    window.harness.event(Event::Paste(BLUE.to_owned()));
    window.harness.step();
    window.see("1 件可登记，0 件有误，0 件未填");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("已登记开票 1 件");
    assert_eq!(window.application(&others)["state"], "issued");
}

#[test]
fn an_admin_turns_a_duty_on_and_is_warned_where_nobody_else_could_do_it() {
    let mut play = Play::with_one_issuer();
    play.ok(r#"{"op":"copy_policy","from":"tencent-cloud","code":"own","name_zh":"自订规则"}"#);
    let mut window = play.window();
    window.click("开票规则");
    window.click("自订规则");
    window.see("同一个人可以办完全程。");
    window.click_button("修改参数");
    window.see("放弃修改");
    window.scroll_to("登记开票须由他人办理");
    window.rest();
    window.click("登记开票须由他人办理");
    window.see("提交申请的人不能登记它的开票，要请同事办理；从保存起对所有申请生效，包括已提交的。");
    window.see_part("目前能办理的只有 desk");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已保存为新版本");
    window.see("登记开票");
    window.see_part("目前能办理的只有 desk");
    let policy = window.meanwhile(r#"{"op":"policy","code":"own"}"#);
    assert_eq!((&policy["second_person_to_issue"], &policy["version"]), (&true.into(), &2.into()));
}

//! The overview in the window: its figures, what there is to do, and where each thing leads.

use std::sync::LazyLock;

use crate::common::Play;
use crate::common::lines::{self, enterprise, special_info};
use crate::common::window::Window;
use eframe::egui::accesskit::Toggled;
use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT, Queryable};

/// Today, as far from now as the windows of these tests need it: they see the machine's clock.
fn now() -> chrono::NaiveDate {
    static TODAY: LazyLock<chrono::NaiveDate> =
        LazyLock::new(|| fapiao_desk::domain::calendar::china_date(chrono::Utc::now()));
    *TODAY
}

/// A desk whose clock is the machine's, with a customer `C1` of `Q`.
fn begin() -> Play {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let instant = chrono::Utc::now().format("%Y-%m-%dT%H:%M:%SZ");
    play.ok(&format!(r#"{{"op":"balance","account":"C1","at":"{instant}"}}"#));
    play
}

fn bill(play: &mut Play, account: &str, bill_no: &str, billed_days_ago: i64, paid: bool) {
    let day = |ago: i64| now() - chrono::TimeDelta::days(ago);
    let paid_on = paid.then(|| day(billed_days_ago).to_string());
    let (billed, due) = (day(billed_days_ago).to_string(), day(billed_days_ago - 5).to_string());
    play.ok(&lines::bill(account, bill_no, "100.00", &billed, &due, paid_on.as_deref()));
}

/// Whether the panel of this name is open, as the navigation shows it.
fn sees_panel(window: &mut Window, name: &str) {
    window.until(name, |harness| {
        harness.query_all_by_label(name).any(|node| node.accesskit_node().toggled() == Some(Toggled::True))
    });
}

#[test]
fn an_empty_store_begins_with_five_steps_that_lead_on() {
    let folder = crate::common::place::folder();
    let mut window = Window::open(&folder.path().join("desk.sqlite"), None);
    window.begin();
    window.click("总览");
    window.see_all(["开始使用", "导入客户", "导入账单", "填写开票信息", "提交第一件申请"]);
    window.click("去添加");
    sees_panel(&mut window, "设置");
}

#[test]
fn steps_that_are_done_are_ticked() {
    let mut window = begin().window();
    window.see("开始使用");
    // The customer has its invoice info, too.
    window.until("three steps done", |harness| harness.query_all_by_label("已完成").count() == 3);
    window.click("导入账单文件");
    sees_panel(&mut window, "导入导出");
}

#[test]
fn a_narrow_window_shows_what_there_is_to_do_or_the_charts_and_scrolls_only_that() {
    let mut play = begin();
    bill(&mut play, "C1", "B1", 3, true);
    let mut window = play.window();
    window.see_all(["账龄", "可开票金额"]);
    window.see_no("图表");
    window.harness.set_size(vec2(1024.0, 700.0));
    window.see("图表");
    window.see_no("账龄");
    window.click("图表");
    window.see_all(["账龄", "每月开票"]);
    let foot = window.harness.query_all_by_label("账龄").map(|node| node.rect().bottom()).fold(0.0, f32::max);
    assert!(foot < 700.0 - 28.0, "both charts are in view: {foot}");
    window.click("要做的事");
    window.see_no("账龄");
}

#[test]
fn the_figures_are_those_of_the_store() {
    let mut play = begin();
    bill(&mut play, "C1", "B1", 40, true);
    bill(&mut play, "C1", "B2", 35, true);
    play.apply("C1", &["B2"]);
    let mut window = play.window();
    window.see("¥ 100.00");
    window.see("1 家客户");
    window.see_part("最早到期");
    window.see("本月还没有开票");
}

#[test]
fn an_application_that_waits_is_one_click_away() {
    let mut play = begin();
    bill(&mut play, "C1", "B1", 40, true);
    let number = play.apply("C1", &["B1"]);
    let mut window = play.window();
    window.see("受理申请");
    window.see(&number);
    window.click("处理");
    sees_panel(&mut window, "申请记录");
}

#[test]
fn bills_that_get_too_old_lead_to_themselves_and_leave_the_customer_as_it_is() {
    let mut play = begin();
    bill(&mut play, "C1", "B3", 40, true);
    bill(&mut play, "C1", "B1", 350, true);
    bill(&mut play, "C1", "B2", 351, true);
    let mut window = play.window();
    window.see("2 张账单将过开票时限");
    window.see_part("其中 ¥200.00 将在 30 天内超过 12 个月");
    window.press(Key::Enter);
    sees_panel(&mut window, "账单");
    // One of them is chosen already; what can wait is not listed, and all customers are still looked at.
    window.see_all(["B1", "B2", "用于开票申请", "全部客户"]);
    window.see_no("B3");
}

#[test]
fn an_account_that_overdue_bills_block_leads_to_its_bills() {
    let mut play = begin();
    bill(&mut play, "C1", "B1", 40, true);
    bill(&mut play, "C1", "B2", 20, false);
    let mut window = play.window();
    window.see_all(["没有待办事项", "暂无可开票的账单"]);
    // There is nothing to do about it here: it is one line until it is opened.
    window.see_no("账单逾期，暂不能开票");
    window.click("1 家客户账单逾期，暂不能开票，共 ¥100.00");
    window.see_all(["账单逾期，暂不能开票", "账单逾期 15 天"]);
    window.click("查看");
    sees_panel(&mut window, "账单");
    window.see_all(["用于开票申请", "全部客户"]);
    // The list is narrowed to what is overdue.
    window.see("B2");
    window.see_no("B1");
}

#[test]
fn what_is_late_leads_to_the_list_of_what_is_late() {
    let mut play = Play::with_bill("Q");
    let late = play.apply("C1", &["B1"]);
    play.ok(r#"{"op":"add_bill","account":"C1","bill_no":"B2","kind":"other","amount":"5.00","billed_on":"2030-01-02","due_on":"2030-01-12","paid_on":"2030-01-03","at":"2030-01-10T09:00:00+08:00"}"#);
    let new = play.apply("C1", &["B2"]);
    let mut window = play.window();
    window.at("2030-01-10T09:00:00+08:00");
    window.see("1 件已逾期");
    window.click("查看逾期");
    sees_panel(&mut window, "申请记录");
    window.see(&late);
    window.see_no(&new);
}

/// A customer whose application was issued on 22 November 2026, under the policy that takes corrections for a year.
fn issued() -> (Play, String) {
    let mut play = Play::with_bill("Q");
    let number = play.apply("C1", &["B1"]);
    play.issue(&number, "26440000000000000001", "100.00");
    play.ok(&format!(r#"{{"op":"deliver_application","application":"{number}","email":"fin@example.com"}}"#));
    (play, number)
}

#[test]
fn a_correction_that_waits_is_one_click_away() {
    let (mut play, number) = issued();
    play.ok(&format!(r#"{{"op":"request_correction","application":"{number}","reason":"抬头有误"}}"#));
    play.ok(&lines::user("李强", "reviewer"));
    let mut window = play.window();
    window.at("2026-12-01T09:00:00+08:00");
    // Whoever asked for it can only know of it.
    window.see("1 件须由另一位同事办理");
    window.see_no("审批更正");
    window.seat("李强");
    window.see("审批更正");
    window.see_no("导入账单");
    window.see("尽快处理");
    window.click("处理");
    sees_panel(&mut window, "申请记录");
    window.see(&number);
}

#[test]
fn the_end_of_the_time_for_corrections_is_foreseen_for_a_week() {
    let (play, _) = issued();
    let mut window = play.window();
    window.at("2027-11-14T09:00:00+08:00");
    window.see("没有待办事项");
    window.at("2027-11-15T09:00:00+08:00");
    window.see("更正截止");
    window.at("2027-11-22T23:59:59+08:00");
    window.see("今日到期");
    window.see("更正截止");
    window.at("2027-11-23T00:00:00+08:00");
    window.see("没有待办事项");
}

#[test]
fn a_qualification_to_be_reviewed_is_opened_from_the_list() {
    let mut play = Play::new();
    for (account, name) in [("C1", "杭州砺行新能源有限责任公司"), ("C2", "成都青禾农业科技有限公司")]
    {
        submit_qualification(&mut play, account, name);
    }
    // Without a bill the overview would begin with its first steps.
    play.paid("C1", "B1", "100.00");
    play.ok(&lines::user("李强", "reviewer"));
    let mut window = play.window();
    window.at("2026-11-24T09:00:00+08:00");
    window.seat("李强");
    window.see("待审核资质");
    window.until("both", |harness| harness.query_all_by_label("审核专票资质").count() == 2);
    window.click("处理");
    sees_panel(&mut window, "资质审核");
    // The one that was clicked is open: its name stands in the queue and among the fields.
    window.until("the second", |harness| {
        harness.query_all_by_label_contains("成都青禾农业科技有限公司").count() > 1
    });
}

/// An enterprise of `T` whose special-invoice info waits to be reviewed.
fn submit_qualification(play: &mut Play, account: &str, name: &str) {
    play.ok(&enterprise(account, "T", name));
    play.ok(&special_info(account, name, "1202026209900012345"));
    let submission = play.submission(account);
    play.ok(&submission);
}

#[test]
fn arrows_and_enter_lead_through_the_list_from_the_moment_it_is_there() {
    let mut play = begin();
    bill(&mut play, "C1", "B1", 40, true);
    bill(&mut play, "C1", "B2", 40, true);
    play.apply("C1", &["B1"]);
    let second = play.apply("C1", &["B2"]);
    let mut window = play.window();
    window.see(&second);
    window.press(Key::ArrowDown);
    window.press(Key::Enter);
    sees_panel(&mut window, "申请记录");
    window.see_all([second.as_str(), "申请内容"]);
}

#[test]
fn a_bar_of_a_month_says_its_numbers_and_leads_to_its_applications() {
    let (play, number) = issued();
    let mut window = play.window();
    window.noon();
    window.click("2026-11，1 张，¥100.00\n普票 ¥100.00\n专票 ¥0.00");
    sees_panel(&mut window, "申请记录");
    window.see_all([number.as_str(), "2026-11 开票 ×"]);
    window.click("总览");
    window.click("2026-10，0 张，¥0.00\n普票 ¥0.00\n专票 ¥0.00");
    window.see("没有符合条件的申请");
    window.click("2026-10 开票 ×");
    window.see(&number);
}

#[test]
fn the_keyboard_goes_from_bar_to_bar() {
    let (play, number) = issued();
    let mut window = play.window();
    window.noon();
    window.see("2026-11，1 张，¥100.00\n普票 ¥100.00\n专票 ¥0.00");
    window.tab_to("图表：每月开票");
    window.press(Key::ArrowLeft);
    window.press(Key::Enter);
    window.see("2026-10 开票 ×");
    window.click("总览");
    window.tab_to("图表：每月开票");
    window.press(Key::End);
    window.press(Key::Enter);
    window.see_all([number.as_str(), "2026-11 开票 ×"]);
}

#[test]
fn on_time_and_rejections_are_charts_too() {
    let (mut play, _) = issued();
    play.paid("C1", "B2", "30.00");
    let rejected = play.apply("C1", &["B2"]);
    play.ok(&format!(r#"{{"op":"reject_application","application":"{rejected}","reason":"重复申请"}}"#));
    let mut window = play.window();
    window.noon();
    window.click("按时率");
    window.see("2026-11，按时率 100.0%\n1 / 1 件按时");
    window.click("驳回原因");
    window.click("重复申请 1 件");
    sees_panel(&mut window, "申请记录");
    window.see_all([rejected.as_str(), "驳回原因：重复申请 ×"]);
}

#[test]
fn what_was_begun_and_not_sent_is_among_what_there_is_to_do() {
    let mut play = begin();
    bill(&mut play, "C1", "B1", 40, true);
    let number = play.apply("C1", &["B1"]);
    let mut window = play.window();
    window.open_application(&number);
    window.click_button("驳回");
    window.enter("原因", "抬头有误");
    window.press(Key::Escape);
    window.click("总览");
    window.click(&format!("1 份草稿还没有提交：驳回 · {number}"));
    window.click("继续填写");
    sees_panel(&mut window, "申请记录");
    window.see_all([number.as_str(), "申请内容"]);
}

#[test]
fn a_draft_is_discarded_once_it_is_confirmed() {
    let mut play = begin();
    let numbers = ["B1", "B2"].map(|no| {
        bill(&mut play, "C1", no, 40, true);
        play.apply("C1", &[no])
    });
    let mut window = play.window();
    for number in &numbers {
        window.open_application(number);
        window.click_button("驳回");
        window.enter("原因", "抬头有误");
        window.press(Key::Escape);
    }
    let drafts = |window: &Window| window.office().drafts().len();
    let of = |number: &String| format!("驳回 · {number}");
    window.click("总览");
    window.click(&format!("2 份草稿还没有提交：{}", of(&numbers[1])));
    window.click(&of(&numbers[0]));
    window.tab_to("草稿");
    window.press(Key::Delete);
    window.see("丢弃草稿");
    window.press(Key::Escape);
    window.see_no("丢弃草稿");
    assert_eq!(drafts(&window), 2, "it was not confirmed");
    window.press(Key::Delete);
    window.see("丢弃草稿");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see(&format!("1 份草稿还没有提交：{}", of(&numbers[1])));
    window.click("× 丢弃");
    window.click_button("丢弃草稿");
    window.see_no_part("草稿还没有提交");
    assert_eq!(drafts(&window), 0);
}

#[test]
fn a_band_of_ages_leads_to_its_bills() {
    let mut play = begin();
    bill(&mut play, "C1", "B1", 10, true);
    bill(&mut play, "C1", "B2", 40, true);
    let mut window = play.window();
    window.click("31–90 天 100.00");
    sees_panel(&mut window, "账单");
    window.see("B2");
    window.see_no("B1");
}

#[test]
fn the_list_is_narrowed_to_one_kind() {
    let mut play = begin();
    bill(&mut play, "C1", "B1", 350, true);
    bill(&mut play, "C1", "B2", 40, true);
    play.apply("C1", &["B2"]);
    let mut window = play.window();
    window.see("受理申请");
    window.see("1 张账单将过开票时限");
    window.click_button("账单");
    window.see_no("受理申请");
    window.see("1 张账单将过开票时限");
    window.click("全部");
    window.see("受理申请");
}

#[test]
fn one_customer_on_top_has_only_its_own_and_says_what_blocks_it() {
    let mut play = begin();
    bill(&mut play, "C1", "B1", 40, true);
    play.customer("C2", "Q");
    bill(&mut play, "C2", "B2", 40, true);
    bill(&mut play, "C2", "B3", 20, false);
    let mut window = play.window();
    window.see("¥ 100.00");
    window.choose("C2");
    window.see_all(["¥ 0.00", "有逾期未付账单", "解除后可开 ¥100.00"]);
}

#[test]
fn what_changes_in_the_store_is_shown_at_once() {
    let mut play = begin();
    bill(&mut play, "C1", "B1", 40, true);
    let mut window = play.window();
    window.see("1 家客户");
    window.see("没有待办事项");
    let today = now().to_string();
    window.send(&lines::bill("C1", "B9", "23.45", &today, &today, Some(&today))).unwrap();
    window.see("¥ 123.45");
    window.see(NAME_OF_BAND);
}

/// The youngest band of ages, whose meter says its amount.
const NAME_OF_BAND: &str = "0–30 天 23.45";

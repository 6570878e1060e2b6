//! The overview in the window: its figures, what there is to do, and where each thing leads.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper of a test fails it by panicking")]

mod common;

use common::Play;
use common::window::Window;
use eframe::egui::accesskit::Toggled;
use egui_kittest::kittest::{NodeT, Queryable};

/// Today, as far from now as the windows of these tests need it: they see the machine's clock.
fn now() -> chrono::NaiveDate {
    fapiao_desk::domain::calendar::china_date(chrono::Utc::now())
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
    let paid_on = if paid { format!(r#","paid_on":"{}""#, day(billed_days_ago)) } else { String::new() };
    play.ok(&format!(
        r#"{{"op":"add_bill","account":"{account}","bill_no":"{bill_no}","kind":"other","amount":"100.00","billed_on":"{}","due_on":"{}"{paid_on}}}"#,
        day(billed_days_ago),
        day(billed_days_ago - 5)
    ));
}

fn choose(window: &mut Window, code: &str) {
    window.click("全部客户");
    window.enter("按名称或编号查找客户", code);
    window.see_part(&format!("{code} · 企业 · 正常"));
    window.press(eframe::egui::Key::Enter);
}

/// Whether the panel of this name is open, as the navigation shows it.
fn sees_panel(window: &mut Window, name: &str) {
    window.until(name, |harness| {
        harness.query_all_by_label(name).any(|node| node.accesskit_node().toggled() == Some(Toggled::True))
    });
}

#[test]
fn an_empty_store_begins_with_three_steps_that_lead_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut window = Window::open(&folder.path().join("desk.sqlite"), None);
    window.click("新建空白账套");
    window.click("总览");
    window.see("开始使用");
    window.see("导入客户");
    window.see("导入账单");
    window.click("去添加");
    sees_panel(&mut window, "设置");
}

#[test]
fn steps_that_are_done_are_ticked() {
    let store = begin().close();
    let mut window = Window::open(&store, None);
    window.see("开始使用");
    window.until("two steps done", |harness| harness.query_all_by_label("已完成").count() == 2);
    window.click("导入账单文件");
    sees_panel(&mut window, "导入导出");
}

#[test]
fn the_figures_are_those_of_the_store() {
    let mut play = begin();
    bill(&mut play, "C1", "B1", 40, true);
    bill(&mut play, "C1", "B2", 35, true);
    play.apply("C1", &["B2"]);
    let store = play.close();
    let mut window = Window::open(&store, None);
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
    let store = play.close();
    let mut window = Window::open(&store, None);
    window.see("受理申请");
    window.see(&number);
    window.click("处理");
    sees_panel(&mut window, "申请记录");
}

#[test]
fn bills_that_get_too_old_lead_to_an_application_of_their_customer() {
    let mut play = begin();
    bill(&mut play, "C1", "B1", 350, true);
    bill(&mut play, "C1", "B2", 351, true);
    let store = play.close();
    let mut window = Window::open(&store, None);
    window.see("2 张账单将过开票时限");
    window.see_part("其中 ¥200.00 将在 30 天内超过 12 个月");
    window.click("申请");
    window.see_no("全部客户");
    sees_panel(&mut window, "申请开票");
}

#[test]
fn an_account_that_overdue_bills_block_leads_to_its_bills() {
    let mut play = begin();
    bill(&mut play, "C1", "B1", 40, true);
    bill(&mut play, "C1", "B2", 20, false);
    let store = play.close();
    let mut window = Window::open(&store, None);
    window.see("账单逾期，暂不能开票");
    window.see("账单逾期 15 天");
    window.see("暂无可开票的账单");
    window.click("查看");
    window.see_no("全部客户");
    sees_panel(&mut window, "账单");
}

#[test]
fn enter_on_the_chosen_row_leads_on_as_its_link_does() {
    let mut play = begin();
    bill(&mut play, "C1", "B1", 40, true);
    play.apply("C1", &["B1"]);
    let store = play.close();
    let mut window = Window::open(&store, None);
    window.click("受理申请");
    window.press(eframe::egui::Key::Enter);
    sees_panel(&mut window, "申请记录");
}

#[test]
fn the_list_is_narrowed_to_one_kind() {
    let mut play = begin();
    bill(&mut play, "C1", "B1", 350, true);
    bill(&mut play, "C1", "B2", 40, true);
    play.apply("C1", &["B2"]);
    let store = play.close();
    let mut window = Window::open(&store, None);
    window.see("受理申请");
    window.see("1 张账单将过开票时限");
    // The filter comes after the item of the same name in the navigation.
    window.click("账单");
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
    let store = play.close();
    let mut window = Window::open(&store, None);
    window.see("¥ 100.00");
    choose(&mut window, "C2");
    window.see("¥ 0.00");
    window.see("有逾期未付账单");
    window.see("解除后可开 ¥100.00");
}

#[test]
fn what_changes_in_the_store_is_shown_at_once() {
    let mut play = begin();
    bill(&mut play, "C1", "B1", 40, true);
    let store = play.close();
    let mut window = Window::open(&store, None);
    window.see("1 家客户");
    window.see("没有待办事项");
    let office = window.harness.state().office().unwrap();
    let command = fapiao_desk::desk::command::AddBill {
        account: "C1".into(),
        bill_no: "B9".into(),
        kind: fapiao_desk::domain::bill::BillKind::Other,
        amount: fapiao_desk::domain::money::Fen(2_345),
        billed_on: now(),
        due_on: now(),
        paid_on: Some(now()),
        item: None,
    };
    drop(office.command(fapiao_desk::desk::command::Command::AddBill(command)));
    window.see("¥ 123.45");
    window.see(NAME_OF_BAND);
}

/// The youngest band of ages, whose meter says its amount.
const NAME_OF_BAND: &str = "0–3 个月 123.45";

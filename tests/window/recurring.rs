//! Recurring invoicing in the window: plans are made and changed, looked ahead at, run when their day comes.

use crate::common::Play;
use crate::common::window::Window;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use fapiao_desk::store::audit;

/// A store with the customer `C1` of `T`, who has 100.00 to invoice, and with what these lines say. The clock is years
/// ahead of any machine's, so that nothing is due before a test has set the window's.
fn with(lines: &[&str]) -> Play {
    let mut play = Play::with_bill("T");
    play.at("2040-05-04T09:00:00+08:00");
    for line in lines {
        play.ok(line);
    }
    play
}

const PLAN: &str = r#"{"op":"set_recurring","account":"C1","enabled":true,"type":"enterprise_general"}"#;

/// Opens the panel on 4 May 2040.
fn panel(play: Play) -> Window {
    panel_at(play, "2040-05-04T09:00:00+08:00")
}

fn panel_at(play: Play, at: &str) -> Window {
    let mut window = play.window();
    window.at(at);
    window.click("定期开票");
    window.see("执行记录");
    window
}

/// Whether the last check box with this label is on, or off.
fn toggle(window: &mut Window, label: &str) {
    window.click_last(label, Role::CheckBox);
}

#[test]
fn a_plan_is_made_and_the_panel_looks_ahead_to_its_day() {
    let mut window = panel(with(&[]));
    window.see("还没有定期开票计划");
    window.see_disabled("新建计划");
    window.choose("C1");
    window.see("该客户还没有定期开票计划");
    window.click_button("新建计划");
    window.see("新建定期开票计划");
    window.see("下次执行：2040-05-10，申请当时的全部可开票金额。");
    window.click_button("保存");
    window.see_all([
        "定期开票计划已建立",
        "每月 10 日自动申请全部可开票金额",
        "2040 年 5 月（2040-05-10）",
        "将申请",
        "1 个计划：下次将申请 1 家，合计 ¥100.00；跳过 0 家",
    ]);
    window.see_disabled("立即执行");
}

#[test]
fn what_will_be_skipped_says_why_and_leads_to_the_rule() {
    let frozen = r#"{"op":"set_account_status","account":"C1","status":"frozen"}"#;
    let mut window = panel(with(&[PLAN, frozen]));
    window.see("账号已冻结");
    window.see_part("将跳过：账号已冻结，不能申请开票");
    window.click("查看规则");
    window.see("搜索手册、规则和按键");
}

/// `H1` of `T`, registered in Hong Kong, with a plan that is skipped every month.
fn outside(lines: &[&str]) -> Play {
    let account = r#"{"op":"add_account","account":"H1","issuer":"T","name":"香港青禾有限公司","kind":"enterprise","region":"hong_kong_macao_taiwan"}"#;
    let plan = r#"{"op":"set_recurring","account":"H1","enabled":true,"type":"enterprise_general"}"#;
    with(&[&[account, plan], lines].concat())
}

#[test]
fn a_skip_of_an_account_outside_the_mainland_leads_to_a_ticket() {
    let mut window = panel(outside(&[]));
    window.see_part("将跳过：");
    window.click("提交工单");
    window.enter("客户的诉求", "要形式发票");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see("已提交工单 1");
    window.see("处理记录");
}

#[test]
fn a_month_that_was_skipped_of_an_account_outside_the_mainland_leads_to_a_ticket_too() {
    let mut window = panel_at(
        outside(&[
            r#"{"op":"run_recurring","at":"2040-05-10T09:00:00+08:00"}"#,
            r#"{"op":"open_ticket","account":"H1","rule":"account-outside-mainland","note":"要形式发票"}"#,
            r#"{"op":"set_recurring","account":"H1","enabled":false,"type":"enterprise_general"}"#,
        ]),
        "2040-05-11T09:00:00+08:00",
    );
    window.click("执行记录");
    window.see("2040-05");
    window.click("提交工单");
    window.see("此事已有未关闭的工单 1");
}

#[test]
fn a_month_without_anything_to_invoice_is_foreseen_as_a_skip() {
    let mut window = panel(with(&[
        PLAN,
        r#"{"op":"submit_application","account":"C1","type":"enterprise_general","all":true}"#,
    ]));
    window.see("无可开票金额");
    window.see("将跳过：目前没有可开票金额。");
}

#[test]
fn a_policy_that_does_not_offer_it_is_named() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    let mut window = panel(play);
    window.choose("C1");
    window.see("该客户不能使用定期开票");
    window.see_part("不提供定期开票，请手动申请");
    window.see_disabled("新建计划");
}

#[test]
fn the_day_comes_while_the_window_is_open_and_the_plan_runs_once() {
    let mut window = panel_at(with(&[PLAN]), "2040-05-09T23:59:59+08:00");
    window.see("将申请");
    window.at("2040-05-10T00:00:00+08:00");
    window.see_all(["定期开票已执行：已申请 1 家，合计 ¥100.00", "5 月已申请", "2040 年 6 月（2040-06-10）"]);
    window.at("2040-05-11T09:00:00+08:00");
    window.see("今日 2040-05-11 星期五 · 工作日");
    let runs = window.read(|db, _| fapiao_desk::desk::lists::recurring::runs(db, None, None));
    assert_eq!(runs.len(), 1);
}

#[test]
fn a_plan_whose_day_passed_while_the_desk_was_closed_runs_at_the_start() {
    // On since long before any machine's today.
    let mut play = Play::with_bill("T");
    play.ok(r#"{"op":"set_recurring","account":"C1","enabled":true,"type":"enterprise_general","at":"2020-01-02T09:00:00+08:00"}"#);
    let store = play.close();
    let mut window = Window::open(&store, None);
    window.see("定期开票已执行：已申请 1 家，合计 ¥100.00");
    window.click("查看");
    window.see("执行记录");
    drop(window);
    let mut again = Window::open(&store, None);
    again.click("定期开票");
    again.see_part("已申请");
    again.see_no_part("定期开票已执行");
}

#[test]
fn a_run_leads_to_its_application_whose_timeline_names_the_plan() {
    let mut window = panel_at(
        with(&[PLAN, r#"{"op":"run_recurring","at":"2040-05-10T09:00:00+08:00"}"#]),
        "2040-05-20T09:00:00+08:00",
    );
    window.click_last("执行记录", Role::RadioButton);
    window.see("已申请 1 家，合计 ¥100.00；跳过 0 家");
    window.click("FP20400510-0001");
    window.see("定期开票 · 2040 年 5 月");
}

#[test]
fn a_skipped_month_stays_on_record_with_its_reason() {
    let mut window = panel_at(
        with(&[
            PLAN,
            r#"{"op":"set_account_status","account":"C1","status":"frozen"}"#,
            r#"{"op":"run_recurring","at":"2040-05-10T09:00:00+08:00"}"#,
            r#"{"op":"set_account_status","account":"C1","status":"active"}"#,
        ]),
        "2040-05-20T09:00:00+08:00",
    );
    window.see("5 月已跳过");
    window.see("将申请");
    window.click_last("执行记录", Role::RadioButton);
    window.see("已申请 0 家，合计 ¥0.00；跳过 1 家");
    window.click("账号已冻结");
    window.see("搜索手册、规则和按键");
}

#[test]
fn a_plan_is_switched_off_and_on_again() {
    let mut window = panel(with(&[PLAN]));
    window.click_button("停用");
    window.see("计划已停用");
    window.see_part("计划已停用，不会自动申请");
    window.click_button("启用");
    window.see("计划已启用");
    window.see("2040 年 5 月（2040-05-10）");
}

#[test]
fn a_plan_is_changed_in_its_form() {
    let mut window = panel(with(&[PLAN]));
    window.until("the customer's sheet", |harness| {
        harness.query_all_by_role_and_label(Role::Button, "修改").next().is_some()
    });
    while window.is_disabled("修改") {
        window.harness.step();
    }
    window.click_button("修改");
    window.see("修改定期开票计划");
    toggle(&mut window, "启用计划");
    window.see_part("计划已停用，不会自动申请");
    window.click_button("保存");
    window.see("定期开票计划已保存");
    window.see_no("修改定期开票计划");
    window.see("停用");
}

#[test]
fn plans_whose_day_comes_are_run_by_the_program_whoever_is_at_the_desk() {
    let mut window = panel_at(
        with(&[PLAN, r#"{"op":"add_user","name":"审核甲","roles":["reviewer"]}"#]),
        "2040-05-09T09:00:00+08:00",
    );
    window.seat("审核甲");
    window.see_part("审核甲 · 审核员");
    window.at("2040-05-10T09:00:00+08:00");
    window.see("定期开票已执行：已申请 1 家，合计 ¥100.00");
    let office = window.harness.state().office().unwrap();
    let log = office.read(|db, _| {
        let mut by = Vec::new();
        audit::each(db, |entry| {
            by.extend((entry.op == "run_recurring").then_some(entry.by.0));
            Ok(true)
        })?;
        Ok(by)
    });
    assert_eq!(log.wait().unwrap().unwrap(), [0], "the program itself");
}

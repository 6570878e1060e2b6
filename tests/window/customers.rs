//! Looking through customers: narrowing, the balance opened into its reasons, and what can be done about it.

use crate::common::Play;
use crate::common::window::Window;
use eframe::egui::{Key, accesskit::Role, vec2};
use egui_kittest::kittest::{NodeT, Queryable};

/// 砺行 of `Q` with a bill of 100.00, 青禾 of `T` with an overdue one, and 王敏.
fn play() -> Play {
    let mut play = Play::with_bill("Q");
    play.ok(r#"{"op":"add_account","account":"C2","issuer":"Q","name":"成都青禾农业科技有限公司","kind":"organisation"}"#);
    play.ok(r#"{"op":"add_bill","account":"C2","bill_no":"LATE","kind":"other","amount":"20.00","billed_on":"2021-10-01","due_on":"2021-10-10"}"#);
    play.ok(r#"{"op":"add_account","account":"C3","issuer":"T","name":"王敏","kind":"individual"}"#);
    play
}

fn open(play: Play) -> Window {
    let mut window = play.window();
    window.noon();
    window.tab("客户");
    window.see("C1");
    window
}

#[test]
fn the_list_shows_every_customer_with_what_can_be_invoiced() {
    let mut window = open(play());
    for code in ["C1", "C2", "C3"] {
        window.see(code);
    }
    window.see_all(["100.00", "账号已冻结", "共 3 家客户，其中受限 1 家"]);
}

#[test]
fn a_part_of_the_name_narrows_the_list_as_it_is_typed() {
    let mut window = open(play());
    window.enter("客户名称或编号", "禾");
    window.see_no("C1");
    window.see("C2");
    window.enter("客户名称或编号", "没有这家");
    window.see("没有符合条件的客户");
    window.click("清除筛选");
    window.see("C1");
}

#[test]
fn blocked_customers_and_kinds_are_filters() {
    let mut window = open(play());
    window.click_button("受限");
    window.see_no("C1");
    window.see("C2");
    window.click_button("全部");
    window.click_last("类别", Role::ComboBox);
    window.click_last("个人", Role::MenuItem);
    window.see_no("C2");
    window.see("C3");
}

#[test]
fn what_tab_leads_to_is_in_view_in_a_small_window() {
    let mut window = open(play());
    window.harness.set_size(vec2(1024.0, 640.0));
    window.click("C1");
    window.see("可开票金额的构成");
    /// Where the page ends.
    const STATUS_BAR: f32 = 640.0 - 26.0;
    let mut stops = std::collections::BTreeSet::new();
    for _ in 0..30 {
        window.press(Key::Tab);
        window.harness.run_steps(2);
        let root = window.harness.root();
        let focused = root.children_recursive().find(|node| node.accesskit_node().is_focused());
        let Some(focused) = focused else { continue };
        let (rect, name) = (focused.rect(), focused.accesskit_node().label());
        let is_on_page = rect.top() >= 0.0 && rect.bottom() <= STATUS_BAR;
        assert!(is_on_page || rect.top() >= STATUS_BAR && rect.bottom() <= 640.0, "{name:?} {rect:?}");
        assert!(rect.left() >= 0.0 && rect.right() <= 1024.0, "{name:?} {rect:?}");
        stops.extend(name);
    }
    assert!(stops.len() > 8, "{stops:?}");
}

#[test]
fn without_customers_the_list_leads_to_the_import() {
    let mut window = Play::new().window();
    window.tab("客户");
    window.see("还没有客户");
}

#[test]
fn a_balance_opens_into_its_reasons_and_who_entered_them() {
    let mut play = play();
    play.ok(r#"{"op":"add_non_invoiceable","account":"C1","amount":"30.00","reason":"legacy_prepaid_invoice","note":"2022 年充值 500"}"#);
    play.ok(r#"{"op":"add_bill","account":"C1","bill_no":"OLD","kind":"other","amount":"45.00","billed_on":"2021-10-01","due_on":"2021-10-10","paid_on":"2021-10-05"}"#);
    let mut window = open(play);
    window.click("C1");
    window.see_all([
        "¥ 70.00",
        "可开票账单剩余（1 张）",
        "2022-10-08 前充值时已开票",
        "2022 年充值 500 · desk 于 2026-11-22 录入",
        "账单超过开票期限（1 张）",
        "913301067L53XQJUQR",
    ]);
}

#[test]
fn more_to_take_off_than_remains_is_said_as_arrears() {
    let mut play = play();
    play.ok(
        r#"{"op":"add_non_invoiceable","account":"C1","amount":"130.00","reason":"other","note":"押金"}"#,
    );
    let mut window = open(play);
    window.click("C1");
    window.see_part("欠票 ¥30.00：");
    window.see_disabled("申请开票");
}

#[test]
fn a_blocked_customer_says_which_rule_and_what_to_do() {
    let mut window = open(play());
    window.click("C2");
    window.see_part("账号已冻结：账单 LATE 应于 2021-10-10 前付清，逾期过久，账号已自动冻结。请先付清欠款。");
    window.see_disabled("申请开票");
    window.click("查看规则");
    window.see("规则与帮助");
}

#[test]
fn a_customer_is_chosen_from_its_card_or_with_enter() {
    let mut window = open(play());
    window.click("C1");
    window.click_button("选择此客户");
    window.see_no("全部客户");
    window.see_disabled("选择此客户");
    window.click("C3");
    window.see("未认证");
    window.press(Key::Enter);
    window.until("C3 to be chosen", |harness| {
        harness.query_all_by_role_and_label(Role::Button, "王敏").next().is_some()
    });
}

#[test]
fn the_card_leads_to_the_customers_bills() {
    let mut window = open(play());
    window.click("C1");
    window.click("查看账单");
    window.see("B1");
    window.see_no("LATE");
}

#[test]
fn freezing_asks_for_a_reason_and_blocks_the_customer() {
    let mut window = open(play());
    window.click("C1");
    window.see("查看账单");
    window.click("更多操作");
    window.click("冻结账号");
    window.click_button("冻结账号");
    window.see("请填写原因，它会记入审计日志");
    window.enter("原因", "客户申请销户");
    window.click_button("冻结账号");
    window.see_part("账号已冻结，不能申请开票。");
    window.click("更多操作");
    window.click("解除冻结");
    window.enter("原因", "撤回销户");
    window.click_button("解除冻结");
    window.see_no_part("账号已冻结，不能申请开票。");
}

#[test]
fn a_non_invoiceable_amount_needs_an_amount_and_other_reasons_an_explanation() {
    let mut window = open(play());
    window.click("C1");
    window.see("查看账单");
    window.click("更多操作");
    window.click("登记不可开票金额");
    window.click_button("登记不可开票金额");
    window.see("请填写大于零的金额");
    window.enter("金额（元）", "25");
    window.click("类型");
    window.click("其他");
    window.see("选择“其他”时请填写说明");
    window.enter("说明", "合同押金");
    window.click_button("登记不可开票金额");
    window.see("¥ 75.00");
    window.see_part("合同押金 · ");
}

#[test]
fn a_top_up_is_recorded_and_changes_nothing_that_can_be_invoiced() {
    let mut window = open(play());
    window.click("C1");
    window.see("查看账单");
    window.click("更多操作");
    window.click("登记充值");
    window.enter("金额（元）", "1000");
    window.click_button("登记充值");
    window.see("已登记充值");
    window.see("¥ 100.00");
}

#[test]
fn what_is_filtered_and_shown_comes_out_as_a_file() {
    let mut window = open(play());
    let path = window.store().with_file_name("客户.csv");
    window.pick(&path);
    window.enter("客户名称或编号", "砺行");
    window.see_no("C2");
    window.click("导出");
    window.click("导出为 CSV");
    window.see_part("已导出 1 行：");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("C1,杭州砺行新能源有限责任公司,企业,,1,0,100.00,0.00"), "{text}");
}

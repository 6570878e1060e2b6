//! The application wizard, by mouse and by keyboard, with every refusal that a clerk can cause in it.

use crate::common::Play;
use crate::common::lines::{apply_bills, non_invoiceable};
use crate::common::window::Window;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

/// Opens the wizard for a customer of the store.
fn wizard(play: Play, account: &str) -> Window {
    let mut window = play.window();
    window.noon();
    window.choose(account);
    window.press_with(Modifiers::COMMAND, Key::N);
    window.see("本次开票");
    window
}

/// Presses the checkbox of a bill.
fn check(window: &mut Window, bill_no: &str) {
    window.click_last(bill_no, Role::CheckBox);
}

fn next(window: &mut Window) {
    window.see_enabled("下一步");
    window.click_button("下一步");
}

fn submit(window: &mut Window) {
    window.see("已通过全部开票规则");
    window.click_button("提交申请");
}

/// A customer of the issuer whose bills are chosen, with bills in every standing.
fn with_bills() -> Play {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.paid("C1", "B1", "497573.70");
    play.paid("C1", "B2", "6000.00");
    play.paid("C1", "B3", "300.00");
    play.apply("C1", &["B3"]);
    play.ok(r#"{"op":"add_refund","bill_no":"B2","amount":"400.00","on":"2026-11-01"}"#);
    play.ok(r#"{"op":"add_bill","account":"C1","bill_no":"B4","kind":"other","amount":"70.00","billed_on":"2025-11-21","due_on":"2025-12-21","paid_on":"2025-12-01"}"#);
    play.ok(r#"{"op":"add_bill","account":"C1","bill_no":"B5","kind":"other","amount":"80.00","billed_on":"2026-11-01","due_on":"2026-11-30"}"#);
    play
}

/// A customer of the issuer from whose whole invoiceable amount is taken: 100.00 and 50.00, of which 30.00 is not.
fn with_an_amount() -> Play {
    let mut play = Play::new();
    play.customer("C1", "T");
    play.ok(r#"{"op":"add_bill","account":"C1","bill_no":"B1","kind":"other","amount":"100.00","billed_on":"2026-09-01","due_on":"2026-09-30","paid_on":"2026-09-05"}"#);
    play.paid("C1", "B2", "50.00");
    play.ok(&non_invoiceable("C1", "30.00"));
    play
}

#[test]
fn without_a_customer_the_wizard_leads_to_the_customers() {
    let mut window = Play::new().window();
    window.see("总览");
    window.press_with(Modifiers::COMMAND, Key::N);
    window.see("请先选择客户");
    window.click_button("选择客户");
    window.see_no("请先选择客户");
}

#[test]
fn bills_are_chosen_and_the_application_is_opened_where_it_stands() {
    let mut window = wizard(with_bills(), "C1");
    check(&mut window, "B1");
    check(&mut window, "B2");
    window.see_all(["所选账单（2 张）", "¥ 503,173.70", "伍拾万叁仟壹佰柒拾叁元柒角整", "税额（3%）"]);
    next(&mut window);
    window.enter("接收邮箱", "fin@example.com");
    next(&mut window);
    submit(&mut window);
    window.see_part("已提交，金额 ¥503,173.70");
    window.see("FP20261122-0002");
    window.see("待受理");
}

#[test]
fn the_keyboard_alone_takes_an_application_through_the_wizard() {
    let mut play = with_bills();
    play.ok(r#"{"op":"add_top_up","account":"C1","amount":"1.00","on":"2026-11-01"}"#);
    let mut window = wizard(play, "C1");
    window.harness.get_by_role_and_label(Role::Table, "账单").focus();
    window.harness.step();
    window.press(Key::ArrowDown);
    window.press(Key::Space);
    window.see("已选 1 张");
    window.press(Key::Enter);
    window.enter("接收邮箱", "fin@example.com");
    window.press(Key::Enter);
    window.see("已通过全部开票规则");
    window.press(Key::Enter);
    window.see("提交申请");
    window.press_with(Modifiers::COMMAND, Key::Enter);
    window.see_part("已提交，金额");
}

#[test]
fn escape_and_alt_left_go_back_and_lose_nothing() {
    let mut window = wizard(with_bills(), "C1");
    check(&mut window, "B1");
    next(&mut window);
    window.enter("接收邮箱", "fin@example.com");
    window.press(Key::Enter);
    window.see("申请内容");
    window.press(Key::Escape);
    window.see("接收邮箱");
    window.press_with(Modifiers::ALT, Key::ArrowLeft);
    window.see("已选 1 张");
    next(&mut window);
    window.see("接收邮箱");
    next(&mut window);
    window.see("fin@example.com");
}

#[test]
fn all_that_can_be_invoiced_is_chosen_at_once() {
    let mut window = wizard(with_bills(), "C1");
    window.see("B1");
    window.click("全选");
    window.see("已选 2 张");
    window.click("全选");
    window.see("已选 0 张");
    window.see_disabled("下一步");
}

#[test]
fn a_bill_that_cannot_be_invoiced_says_why_and_cannot_be_chosen() {
    let mut window = wizard(with_bills(), "C1");
    window.see("B1");
    window.see_no("B4");
    window.click("全部");
    for (bill, pill, why) in [
        ("B3", "已开票", "B3：账单已无可开金额。"),
        ("B4", "超过 12 个月", "B4：账单超过开票期限。"),
        ("B5", "未付款", "B5：账单未付款。"),
    ] {
        window.see(pill);
        window.see_barred(Role::CheckBox, bill);
        window.click_last(bill, Role::Label);
        window.see_part(why);
    }
    window.see("已选 0 张");
    window.see("部分退款 400.00");
}

#[test]
fn an_overdue_bill_blocks_the_account_and_leads_to_its_rule() {
    let mut play = with_bills();
    play.ok(r#"{"op":"add_bill","account":"C1","bill_no":"B6","kind":"other","amount":"80.00","billed_on":"2026-11-01","due_on":"2026-11-21"}"#);
    let mut window = wizard(play, "C1");
    window.see_part("有逾期未付账单：账单 B6 应于 2026-11-21 前付清");
    check(&mut window, "B1");
    window.see_disabled("下一步");
    window.click("查看规则");
    window.see("overdue-bill");
}

#[test]
fn a_frozen_account_says_so() {
    let mut play = with_an_amount();
    play.ok(r#"{"op":"set_account_status","account":"C1","status":"frozen"}"#);
    let mut window = wizard(play, "C1");
    window.see_part("账号已冻结：");
    window.see_disabled("下一步");
}

#[test]
fn an_account_outside_the_mainland_is_told_of_the_ticket() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_account","account":"C1","issuer":"Q","name":"香港示例有限公司","kind":"enterprise","region":"hong_kong_macao_taiwan"}"#);
    let mut window = wizard(play, "C1");
    window.see_part("请改为提交工单");
    window.see("该客户还没有账单");
}

#[test]
fn bills_that_do_not_cover_what_is_not_invoiceable_are_refused() {
    let mut play = with_bills();
    play.ok(r#"{"op":"add_non_invoiceable","account":"C1","amount":"5600.00","reason":"other","note":"旧系统已开纸质票"}"#);
    let mut window = wizard(play, "C1");
    check(&mut window, "B2");
    window.see_part("所选账单不足以抵扣：所选账单剩余 ¥5,600.00");
    window.see("旧系统已开纸质票 5,600.00");
    window.see_disabled("下一步");
    check(&mut window, "B1");
    window.see("¥ 497,573.70");
    next(&mut window);
}

#[test]
fn an_amount_is_taken_from_the_oldest_bills_after_what_is_not_invoiceable() {
    let mut window = wizard(with_an_amount(), "C1");
    window.see("最多可开 ¥120.00");
    window.enter("开票金额（含税）", "90");
    window.see_all(["¥ 90.00", "取用 2 张账单", "70.00", "20.00", "− 30.00"]);
}

#[test]
fn more_than_is_invoiceable_is_refused_beside_the_amount_and_exactly_that_much_is_not() {
    let mut window = wizard(with_an_amount(), "C1");
    window.enter("开票金额（含税）", "120.01");
    window.see_part("超过了可开票金额 ¥120.00");
    window.press(Key::Enter);
    window.see("填写金额");
    window.see_disabled("下一步");
    window.enter("开票金额（含税）", "120");
    window.see("¥ 120.00");
    next(&mut window);
    window.see("发票类型");
}

#[test]
fn nothing_and_what_is_no_amount_do_not_go_on() {
    let mut window = wizard(with_an_amount(), "C1");
    window.see("最多可开 ¥120.00");
    window.see_disabled("下一步");
    window.enter("开票金额（含税）", "0");
    window.see_part("金额为 ¥0.00，必须大于零");
    window.enter("开票金额（含税）", "1.234");
    window.see("最多两位小数，不会四舍五入");
    window.see_disabled("下一步");
}

#[test]
fn enter_right_after_the_amount_goes_on_as_soon_as_it_is_worked_out() {
    let mut window = wizard(with_an_amount(), "C1");
    window.see("最多可开 ¥120.00");
    window.enter("开票金额（含税）", "50");
    window.press(Key::Enter);
    window.see("发票类型");
}

#[test]
fn the_whole_amount_is_one_click() {
    let mut window = wizard(with_an_amount(), "C1");
    window.see("最多可开 ¥120.00");
    window.click_button("全部金额");
    window.see("¥ 120.00");
}

#[test]
fn posting_says_when_it_is_due_who_pays_and_that_nothing_is_reissued() {
    let mut window = wizard(with_an_amount(), "C1");
    window.enter("开票金额（含税）", "9.99");
    next(&mut window);
    window.see("孙敏 17199338205 · 默认");
    window.see_part("开票金额不足 ¥10.00，邮费由收件方到付。");
    next(&mut window);
    window.see("2026-11-27（周五）24:00 前，5 个工作日");
    window.see("提交当日 24:00 前且未开票时");
    window.see_part("该开票方不予重开");
    submit(&mut window);
    window.see("FP20261122-0001");
}

#[test]
fn a_year_whose_holidays_are_not_known_is_said_to_be_assumed() {
    let play = Play::with_bill("Q");
    let mut window = wizard(play, "C1");
    window.at("2026-12-25T12:00:00+08:00");
    check(&mut window, "B1");
    next(&mut window);
    window.enter("接收邮箱", "fin@example.com");
    next(&mut window);
    window.see_part("2027 年的节假日安排尚未导入");
}

#[test]
fn types_that_cannot_be_had_cannot_be_chosen() {
    let mut window = wizard(with_an_amount(), "C1");
    window.enter("开票金额（含税）", "50");
    next(&mut window);
    window.see("组织增值税普通发票");
    for title in ["个人增值税普通发票", "组织增值税普通发票", "企业增值税专用发票"]
    {
        window.see_barred(Role::RadioButton, title);
    }
}

#[test]
fn info_that_was_not_saved_is_derived_where_the_policy_lets_it_be() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_account","account":"C1","issuer":"Q","name":"砺行","kind":"enterprise","verified_name":"杭州砺行新能源有限责任公司","verified_tax_id":"913301067L53XQJUQR"}"#);
    play.paid("C1", "B1", "100.00");
    let mut window = wizard(play, "C1");
    check(&mut window, "B1");
    next(&mut window);
    window.see_part("将使用实名认证的名称和税号");
    window.see("杭州砺行新能源有限责任公司");
    window.enter("接收邮箱", "fin@example.com");
    next(&mut window);
    window.see("已通过全部开票规则");
}

#[test]
fn missing_info_is_filled_in_without_leaving_the_wizard() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_account","account":"C1","issuer":"Q","name":"王小明","kind":"individual"}"#);
    play.paid("C1", "B1", "100.00");
    let mut window = wizard(play, "C1");
    check(&mut window, "B1");
    next(&mut window);
    window.see("还没有这种发票的开票信息，填写后才能申请。");
    window.see_disabled("下一步");
    window.click("填写开票信息");
    window.see("填写开票信息：个人增值税普通发票");
    window.click_button("保存");
    window.see("已保存");
    window.see_no("填写开票信息：个人增值税普通发票");
    window.enter("接收邮箱", "wang@example.com");
    next(&mut window);
    window.see("已通过全部开票规则");
    window.see("C1");
}

#[test]
fn without_an_address_one_is_added_and_used() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_account","account":"C1","issuer":"T","name":"王小明","kind":"individual"}"#);
    play.ok(r#"{"op":"save_invoice_info","account":"C1","type":"personal_general","name":"王小明"}"#);
    play.paid("C1", "B1", "100.00");
    let mut window = wizard(play, "C1");
    window.enter("开票金额（含税）", "100");
    next(&mut window);
    window.see_part("该客户还没有邮寄地址");
    window.see_disabled("下一步");
    window.click("新增地址");
    window.enter("收件人", "王小明");
    window.enter("联系电话", "13800138000");
    window.enter("所在地区", "上海市浦东新区");
    window.enter("详细地址", "张江路 88 号");
    window.press(Key::Enter);
    window.see("王小明 13800138000 · 默认");
    next(&mut window);
    window.see("上海市浦东新区 张江路 88 号 王小明 13800138000");
}

#[test]
fn an_email_is_required_and_called_wrong_while_it_is_typed() {
    let mut window = wizard(with_bills(), "C1");
    check(&mut window, "B1");
    next(&mut window);
    window.see("接收邮箱");
    // What was said in the application before is filled in.
    window.see_enabled("下一步");
    window.enter("接收邮箱", "fin@example");
    window.see("“fin@example”不是有效的邮箱地址");
    window.see_disabled("下一步");
    window.enter("接收邮箱", "fin@example.com，cw@example.com");
    window.see_no_part("不是有效的邮箱地址");
    next(&mut window);
    window.see("已通过全部开票规则");
}

#[test]
fn a_remark_that_cannot_be_printed_is_called_wrong_while_it_is_typed() {
    let mut window = wizard(with_bills(), "C1");
    check(&mut window, "B1");
    next(&mut window);
    window.enter("接收邮箱", "fin@example.com");
    window.enter("备注", &"备".repeat(231));
    window.see("231/230");
    window.see_part("备注有 231 个字符");
    window.see_disabled("下一步");
    window.enter("备注", "谢谢√");
    window.see_no_part("备注有");
    window.enter("备注", "a\u{0412}\u{20AC}");
    window.see_part("不能打印在发票上");
    window.enter("备注", "合同 R-2026-118\n第二页");
    next(&mut window);
    window.see("合同 R-2026-118 第二页");
}

#[test]
fn a_bill_that_somebody_else_takes_meanwhile_is_named_and_nothing_typed_is_lost() {
    let mut window = wizard(with_bills(), "C1");
    check(&mut window, "B1");
    next(&mut window);
    window.enter("接收邮箱", "fin@example.com");
    window.enter("备注", "合同 R-2026-118");
    next(&mut window);
    window.see("已通过全部开票规则");
    window.meanwhile(&apply_bills("C1", &["B1"]));
    window.see_part("账单已无可开金额：账单 B1 已没有可开票的金额");
    window.see_part("已填写的内容都还在");
    window.see_disabled("提交申请");
    window.click("返回第 1 步");
    window.see_part("所选账单中有 1 张刚刚变为不可开票");
    check(&mut window, "B2");
    next(&mut window);
    window.see("接收邮箱");
    next(&mut window);
    window.see("合同 R-2026-118");
    submit(&mut window);
    window.see("FP20261122-0003");
}

#[test]
fn another_customer_begins_anew() {
    let mut play = with_bills();
    play.customer("C2", "Q");
    play.paid("C2", "Z1", "55.00");
    let mut window = wizard(play, "C1");
    check(&mut window, "B1");
    next(&mut window);
    window.see("接收邮箱");
    window.choose_after("杭州砺行新能源有限责任公司", "C2");
    window.see("Z1");
    window.see("已选 0 张");
}

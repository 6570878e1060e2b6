//! The customers panel: found, opened into the balance's reasons, frozen, chosen.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper of a test fails it by panicking")]

mod common;

use common::Play;
use common::window::Window;

fn begin() -> Play {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.paid("C1", "B1", "100.00");
    play.ok(r#"{"op":"add_non_invoiceable","account":"C1","amount":"30.00","reason":"legacy_prepaid_invoice","note":"合同 R-1"}"#);
    play.ok(r#"{"op":"add_account","account":"C2","issuer":"Q","name":"海外客户","kind":"enterprise","region":"overseas"}"#);
    play
}

/// The word for customers stands in many places; the way there from a page that needs one is the only one of its kind.
fn to_customers(window: &mut Window) {
    window.click("邮寄地址");
    window.click("选择客户");
}

#[test]
fn a_customer_opens_into_the_reasons_of_its_balance() {
    let store = begin().close();
    let mut window = Window::open(&store, None);
    to_customers(&mut window);
    window.click("杭州砺行新能源有限责任公司");
    window.see("− 30.00");
    window.see("¥70.00");
    window.see_part("合同 R-1");
    window.see("913301067L53XQJUQR");
}

#[test]
fn a_blocked_customer_says_by_which_rule_and_cannot_apply() {
    let store = begin().close();
    let mut window = Window::open(&store, None);
    to_customers(&mut window);
    window.click("不可申请");
    window.see_no("杭州砺行新能源有限责任公司");
    window.click("海外客户");
    window.see_part("工单");
}

#[test]
fn an_account_is_frozen_with_a_reason() {
    let store = begin().close();
    let mut window = Window::open(&store, None);
    to_customers(&mut window);
    window.click("杭州砺行新能源有限责任公司");
    window.click("冻结账号");
    window.enter("原因", "欠费核实");
    window.click("确定");
    window.see("账号已冻结");
    window.see("解除冻结");
}

#[test]
fn a_non_invoiceable_amount_is_added_and_taken_off_at_once() {
    let store = begin().close();
    let mut window = Window::open(&store, None);
    to_customers(&mut window);
    window.click("杭州砺行新能源有限责任公司");
    window.click("登记不可开票金额");
    window.enter("金额", "20");
    window.click("确定");
    window.see("¥50.00");
}

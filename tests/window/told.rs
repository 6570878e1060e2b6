//! What the issuers' documents tell the customer stands where the clerk needs it.

#![allow(clippy::unwrap_used, reason = "a helper of a test fails it by panicking")]

use crate::common::window::Window;
use crate::common::{Closed, Play};
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

/// Opens the wizard for `C1` at noon of the day that [`Play`] plays on.
fn wizard(store: &Closed) -> Window {
    let mut window = Window::open(store, None);
    window.at("2026-11-22T12:00:00+08:00");
    window.click_button("全部客户");
    window.enter("按名称或编号查找客户", "C1");
    window.see_part("C1 · ");
    window.press(Key::Enter);
    window.press_with(Modifiers::COMMAND, Key::N);
    window.see("本次开票");
    window
}

/// An enterprise of `T` with this to invoice, in the step of types, info and delivery.
fn details_of(amount: &str) -> (Closed, Window) {
    let mut play = Play::new();
    play.customer("C1", "T");
    play.paid("C1", "B1", amount);
    let store = play.close();
    let mut window = wizard(&store);
    window.click_button("全部金额");
    window.see_enabled("下一步");
    window.click_button("下一步");
    window.see("发票类型");
    (store, window)
}

#[test]
fn the_four_types_say_who_they_are_for_and_who_may_have_them() {
    let (_store, mut window) = details_of("100.00");
    for (kind, said) in [
        ("企业增值税普通发票", "适用于小规模纳税人，不能抵扣进项税额。"),
        ("企业增值税专用发票", "须先通过专票资质审核（提交后 2 个工作日内），当前：未提交"),
        ("个人增值税普通发票", "企业账号不能申请这种发票"),
        ("组织增值税普通发票", "企业账号不能申请这种发票"),
    ] {
        window.until(said, |harness| {
            let card = harness.query_all_by_role_and_label(Role::RadioButton, kind).last();
            card.is_some_and(|card| card.accesskit_node().description().as_deref() == Some(said))
        });
    }
}

#[test]
fn freight_below_ten_yuan_is_the_receivers_and_the_time_to_deliver_stands_beside_it() {
    let (_store, mut window) = details_of("9.99");
    window.see_part("提交后 5 个工作日内开具并寄出。 开票金额不足 ¥10.00，邮费由收件方到付。");
    let (_store, mut window) = details_of("10.00");
    window.see_part("邮费由开票方承担。");
}

#[test]
fn what_cannot_be_mended_is_said_before_it_is_submitted() {
    let (_store, mut window) = details_of("100.00");
    window.see_enabled("下一步");
    window.click_button("下一步");
    window.see("请仔细核对：因信息填写错误开出的发票，该开票方不予重开。");
}

#[test]
fn a_special_invoice_says_how_long_its_tax_can_be_deducted_and_until_which_day() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_user","name":"审核员","roles":["reviewer"]}"#);
    play.customer("C1", "T");
    play.paid("C1", "B1", "100.00");
    let scan = play.desk.path().with_file_name("scan.pdf");
    std::fs::write(&scan, crate::common::scans::picture("scan")).unwrap();
    let scan = scan.display();
    play.ok(r#"{"op":"save_invoice_info","account":"C1","type":"enterprise_special","name":"杭州砺行新能源有限责任公司","tax_id":"913301067L53XQJUQR","address":"杭州市余杭区文一西路969号","phone":"0571-81234567","bank":"中国工商银行","bank_account":"1202026209900012345"}"#);
    play.ok(&format!(
        r#"{{"op":"submit_qualification","account":"C1","evidence":[{{"kind":"tax_certificate","path":"{scan}"}},{{"kind":"general_taxpayer_proof","path":"{scan}"}}]}}"#
    ));
    play.ok(r#"{"op":"approve_qualification","account":"C1","by":"审核员"}"#);
    let answer =
        play.ok(r#"{"op":"submit_application","account":"C1","type":"enterprise_special","all":true}"#);
    let number = answer["application"].as_str().unwrap().to_owned();
    play.issue(&number, "26440000000000000001", "100.00");
    let store = play.close();
    let mut window = Window::open(&store, None);
    window.at("2026-11-22T12:00:00+08:00");
    window.click("申请记录");
    window.see(&number);
    window.click(&number);
    window.press(Key::Enter);
    window.see("自开票之日起 360 天内，最后一天 2027-11-17");
    window.see("开票方承担");
}

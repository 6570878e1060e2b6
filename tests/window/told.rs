//! What the issuers' documents tell the customer stands where the clerk needs it.

use crate::common::Play;
use crate::common::lines::{NAME, apply_all, review, special_info, user};
use crate::common::window::Window;
use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

/// Opens the wizard for `C1` at noon of the day that [`Play`] plays on.
fn wizard(play: Play) -> Window {
    let mut window = play.window();
    window.noon();
    window.choose("C1");
    window.press_with(Modifiers::COMMAND, Key::N);
    window.see("本次开票");
    window
}

/// An enterprise of `T` with this to invoice, in the step of types, info and delivery.
fn details_of(amount: &str) -> Window {
    let mut play = Play::new();
    play.customer("C1", "T");
    play.paid("C1", "B1", amount);
    let mut window = wizard(play);
    window.click_button("全部金额");
    window.see_enabled("下一步");
    window.click_button("下一步");
    window.see("发票类型");
    window
}

#[test]
fn the_four_types_say_who_they_are_for_and_who_may_have_them() {
    let mut window = details_of("100.00");
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
    let mut window = details_of("9.99");
    window.see_part("提交后 5 个工作日内开具并寄出。 开票金额不足 ¥10.00，邮费由收件方到付。");
    let mut window = details_of("10.00");
    window.see_part("邮费由开票方承担。");
}

#[test]
fn what_cannot_be_mended_is_said_before_it_is_submitted() {
    let mut window = details_of("100.00");
    window.see_enabled("下一步");
    window.click_button("下一步");
    window.see("请仔细核对：因信息填写错误开出的发票，该开票方不予重开。");
}

#[test]
fn a_special_invoice_says_how_long_its_tax_can_be_deducted_and_until_which_day() {
    let mut play = Play::with_bill("T");
    play.ok(&user("审核员", "reviewer"));
    play.ok(&special_info("C1", NAME, "1202026209900012345"));
    let submission = play.submission("C1");
    play.ok(&submission);
    play.ok(&review("approve", "C1", "审核员"));
    let number = play.applied(&apply_all("C1").replace("enterprise_general", "enterprise_special"));
    play.issue(&number, "26440000000000000001", "100.00");
    let mut window = play.window();
    window.noon();
    window.open_application(&number);
    window.see("自开票之日起 360 天内，最后一天 2027-11-17");
    window.see("开票方承担");
}

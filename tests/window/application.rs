//! An application's own page: taking it onwards, what is said beside a field, reversing it, and what is shown of it.

use crate::common::Play;
use crate::common::lines::non_invoiceable;
use crate::common::window::Window;
use eframe::egui::Key;
use egui_kittest::kittest::{NodeT, Queryable};

/// An application of 砺行 over 350.00 from two bills, opened at noon of the day it was submitted; before, `prepare`
/// does to it what is wanted.
fn opened(issuer: &str, prepare: impl FnOnce(&mut Play, &str)) -> (Window, String) {
    let mut play = Play::new();
    play.customer("C1", issuer);
    opened_in(play, issuer, prepare)
}

/// The same of a customer that is there already.
fn opened_in(mut play: Play, issuer: &str, prepare: impl FnOnce(&mut Play, &str)) -> (Window, String) {
    play.paid("C1", "B1", "100.00");
    play.paid("C1", "B2", "250.00");
    let basis =
        if issuer != "T" { r#""email":"fin@example.com","bills":["B1","B2"]"# } else { r#""all":true"# };
    let line = format!(r#"{{"op":"submit_application","account":"C1","type":"enterprise_general",{basis}}}"#);
    let number = play.applied(&line);
    prepare(&mut play, &number);
    let mut window = play.window();
    window.noon();
    window.open_application(&number);
    (window, number)
}

#[test]
fn an_application_goes_from_submitted_to_received_in_its_page() {
    let (mut window, number) = opened("Q", |_, _| {});
    window.click_button("受理");
    window.see("已受理");
    window.click_button("登记开票");
    window.see("与申请金额一致");
    window.enter("发票号码", "26512000000000000001");
    window.click_button("登记开票");
    window.see("已登记开票");
    window.see("26512000000000000001");
    window.click_button("登记寄送");
    window.see("收票邮箱");
    window.click_button("登记寄送");
    window.see("已登记寄送");
    window.click_button("登记签收");
    window.see("已登记签收");
    let view = window.application(&number);
    assert_eq!(view["state"], "received");
    assert_eq!(view["sent_to"], "fin@example.com");
    assert_eq!(view["invoices"][0]["gross"], "350.00");
}

#[test]
fn an_invoice_number_that_is_used_already_is_said_beside_it_and_nothing_typed_is_lost() {
    let (mut window, number) = opened("Q", |play, number| {
        play.customer("C2", "Q");
        play.paid("C2", "B9", "10.00");
        let other = play.apply("C2", &["B9"]);
        play.issue(&other, "26512000000000000001", "10.00");
        play.accept(number);
    });
    window.click_button("登记开票");
    window.enter("发票号码", "26512000000000000001");
    window.click_button("登记开票");
    window.see_part("发票号码 26512000000000000001 已登记过");
    window.enter("发票号码", "26512000000000000002");
    window.see_no_part("已登记过");
    window.click_button("登记开票");
    window.see("已登记开票");
    assert_eq!(window.application(&number)["invoices"][0]["number"], "26512000000000000002");
}

#[test]
fn invoices_that_do_not_add_up_cannot_be_recorded() {
    let (mut window, _) = opened("Q", |play, number| play.accept(number));
    window.click_button("登记开票");
    window.enter("发票号码", "26512000000000000001");
    window.enter("价税合计", "300");
    window.see("比申请金额少 ¥50.00");
    window.see_disabled("登记开票");
    window.enter("价税合计", "350");
    window.see("与申请金额一致");
    window.see_enabled("登记开票");
}

#[test]
fn an_amount_above_the_issuers_limit_is_planned_as_several_invoices() {
    let mut play = Play::new();
    play.ok(r#"{"op":"add_issuer","code":"L","name":"示例","policy":"qweather","max_invoice_amount":"150"}"#);
    play.customer("C1", "L");
    let (mut window, _) = opened_in(play, "L", |_, _| {});
    window.click_button("受理");
    window.click_button("登记开票");
    window.see_part("已拆成 3 张");
    window.see("与申请金额一致");
}

#[test]
fn a_date_of_issue_in_the_future_or_before_submission_is_said_beside_it() {
    let (mut window, _) = opened("Q", |play, number| play.accept(number));
    window.click_button("登记开票");
    window.enter("开票日期", "2026-11-23");
    window.see("日期不能晚于今天");
    window.enter("开票日期", "2026/11/21");
    window.see("不能早于 2026-11-22");
    window.enter("开票日期", "昨天");
    window.see("2026-11-21");
    window.enter("开票日期", "前几天");
    window.see("请写成 2026-01-31 这样");
}

#[test]
fn posting_needs_a_carrier_and_a_number() {
    let (mut window, number) = opened("T", |play, number| {
        play.issue(number, "26512000000000000001", "350.00");
    });
    window.click_button("登记寄送");
    window.see("快递公司");
    window.see_disabled("登记寄送");
    window.click("顺丰速运");
    window.enter("运单号", "SF1380012345678");
    window.click_button("登记寄送");
    window.see("已登记寄送");
    let view = window.application(&number);
    assert_eq!((&view["carrier"], &view["tracking_no"]), (&"顺丰速运".into(), &"SF1380012345678".into()));
}

#[test]
fn an_email_address_that_is_wrong_is_said_while_it_is_typed() {
    let (mut window, _) = opened("Q", |play, number| {
        play.issue(number, "26512000000000000001", "350.00");
    });
    window.click_button("登记寄送");
    window.enter("收票邮箱", "fin@");
    window.see("“fin@”不是有效的邮箱地址");
    window.see_disabled("登记寄送");
}

#[test]
fn rejecting_asks_for_a_reason_and_writes_it_into_the_timeline() {
    let (mut window, number) = opened("Q", |_, _| {});
    window.click_button("驳回");
    window.see("原因");
    window.see_disabled("驳回");
    window.enter("原因", "抬头与合同不符");
    window.click_button("驳回");
    window.see("已驳回，占用的金额已退回");
    window.see("抬头与合同不符");
    assert_eq!(window.application(&number)["state"], "rejected");
}

#[test]
fn cancelling_asks_once_more_and_escape_leaves_everything_as_it_is() {
    let (mut window, number) = opened("Q", |_, _| {});
    window.click_button("取消申请");
    window.see_part("取消后本申请即告结束");
    window.press(Key::Escape);
    window.see_no_part("取消后本申请即告结束");
    assert_eq!(window.application(&number)["state"], "submitted");
    window.click_button("取消申请");
    window.see_part("取消后本申请即告结束");
    window.click_button("取消申请");
    window.see_part("已取消申请");
    assert_eq!(window.application(&number)["state"], "cancelled");
}

#[test]
fn after_its_day_an_application_of_a_policy_that_says_so_can_no_longer_be_cancelled() {
    let (mut window, _) = opened("T", |_, _| {});
    window.see_enabled("取消申请");
    window.at("2026-11-23T00:00:00+08:00");
    window.until("the button to be barred", |harness| {
        harness.get_by_label("取消申请").accesskit_node().is_disabled()
    });
}

#[test]
fn what_is_issued_is_reversed_with_a_red_number_and_a_reason() {
    let (mut window, number) = opened("Q", |play, number| {
        play.issue(number, "26512000000000000001", "350.00");
    });
    window.click_button("红冲");
    window.enter("红字发票号码", "26512000000000000001");
    window.click_button("红冲");
    window.see_part("发票号码 26512000000000000001 已登记过");
    window.enter("红字发票号码", "26512000000000000009");
    window.click_button("红冲");
    window.see_part("已登记红冲");
    window.see_part("红字发票 26512000000000000009，原因：01 开票有误");
    assert_eq!(window.application(&number)["state"], "reversed");
}

#[test]
fn what_is_late_says_by_how_many_working_days() {
    let (mut window, _) = opened("Q", |_, _| {});
    window.at("2026-12-08T09:00:00+08:00");
    window.see("待受理 · 逾期 2 个工作日");
    window.see("逾期 2 个工作日");
}

#[test]
fn a_refund_after_submission_is_flagged() {
    let (mut window, _) = opened("Q", |play, _| {
        play.ok(r#"{"op":"add_refund","bill_no":"B1","amount":"40.00","on":"2026-11-22"}"#);
    });
    window.see_part("本申请的账单有退款，其中 ¥40.00 不再足额");
    window.see("账单 B1 退款 40.00");
}

#[test]
fn the_bank_account_is_masked_until_it_is_asked_for() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.ok(r#"{"op":"save_invoice_info","account":"C1","type":"enterprise_general","name":"杭州砺行新能源有限责任公司","tax_id":"913301067L53XQJUQR","bank":"招商银行杭州分行","bank_account":"6225880212348842"}"#);
    let (mut window, _) = opened_in(play, "Q", |_, _| {});
    window.see("6225****8842");
    window.click("显示");
    window.see("6225880212348842");
    window.click("隐藏");
    window.see("6225****8842");
}

/// Takes an application to issued with two invoices.
fn issue_twice(play: &mut Play, number: &str) {
    play.issue_as(number, &[("26512000000000000001", "150.00"), ("26512000000000000002", "200.00")]);
}

#[test]
fn several_invoices_are_reversed_by_a_red_one_each() {
    let (mut window, number) = opened("Q", issue_twice);
    window.click_button("红冲");
    let (first, second) =
        ("发票 26512000000000000001 的红字发票号码", "发票 26512000000000000002 的红字发票号码");
    window.enter(first, "26512000000000000009");
    window.see_disabled("红冲");
    window.enter(second, "26512000000000000009");
    window.see("与上面的号码重复");
    window.see_disabled("红冲");
    window.enter(second, "26512000000000000001");
    window.click_button("红冲");
    window.see_part("发票号码 26512000000000000001 已登记过");
    window.enter(second, "26512000000000000010");
    window.click_button("红冲");
    window.see_part("已登记红冲");
    window.see_part("红冲 2 张发票，原因：01 开票有误");
    window.see("26512000000000000009");
    window.see("26512000000000000010");
    let reversals = window.application(&number)["reversals"].clone();
    assert_eq!(
        (&reversals[0]["red_number"], &reversals[1]["red_number"]),
        (&"26512000000000000009".into(), &"26512000000000000010".into())
    );
}

#[test]
fn what_is_no_longer_covered_is_issued_once_it_is_confirmed_and_explained() {
    let (mut window, number) = opened("Q", |play, number| {
        play.accept(number);
        play.ok(r#"{"op":"add_refund","bill_no":"B1","amount":"40.00","on":"2026-11-22"}"#);
    });
    window.click_button("登记开票");
    window.enter("发票号码", "26512000000000000001");
    window.see_part("申请金额中 ¥40.00 不再足额");
    window.see_disabled("登记开票");
    window.click("仍按申请金额全额开票");
    window.see_disabled("登记开票");
    window.enter("全额开票的原因", "客户要求全额");
    window.click_button("登记开票");
    window.see_part("已登记开票");
    window.see("发票 26512000000000000001 · 客户要求全额");
    assert_eq!(window.application(&number)["state"], "issued");
}

#[test]
fn no_amount_of_an_application_is_cut_in_a_small_window() {
    use eframe::egui::{Color32, FontId, Vec2};
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.paid("C1", "A1", "9876543210.12");
    play.ok(&non_invoiceable("C1", "1234567890.12"));
    let number = play.apply("C1", &["A1"]);
    play.issue(&number, "26512000000000000001", "8641975320.00");
    let mut window = play.window();
    window.harness.set_size(Vec2::new(1280.0, 800.0));
    window.noon();
    window.open_application(&number);
    window.see_part("张，价税合计");
    let amounts =
        ["9,876,543,210.12", "1,234,567,890.12", "8,641,975,320.00", "8,390,267,300.97", "251,708,019.03"];
    for amount in amounts {
        let needed = window.harness.ctx.fonts_mut(|fonts| {
            fonts.layout_no_wrap(amount.to_owned(), FontId::monospace(14.0), Color32::WHITE).size().x
        });
        let shown: Vec<_> = window.harness.query_all_by_label(amount).map(|node| node.rect()).collect();
        assert!(!shown.is_empty(), "{amount} is not there");
        for rect in shown {
            assert!(rect.width() >= needed - 0.5, "{amount} is cut: {} of {needed}", rect.width());
            assert!(rect.right() <= 1280.0 - 280.0, "{amount} lies beyond its card: {rect:?}");
        }
    }
}

#[test]
fn what_an_older_desk_reversed_without_its_red_numbers_takes_them_here() {
    let folder = crate::common::place::folder();
    let store = folder.path().join("old.sqlite");
    let old = include_str!("../fixtures/schema-4.sql");
    rusqlite::Connection::open(&store).unwrap().execute_batch(old).unwrap();
    let mut window = Window::open(&store, None);
    window.click("申请记录");
    window.click("FP20261116-0001");
    window.press(Key::Enter);
    window.see_part("由旧版本红冲，还有 2 张发票没有红字发票号码");
    window.click_button("红冲");
    window.see_part("补登记不改变金额");
    window.enter("发票 26440000000000000001 的红字发票号码", "26440000000000000004");
    window.enter("发票 26440000000000000002 的红字发票号码", "26440000000000000005");
    window.click_button("红冲");
    window.see_no_part("由旧版本红冲");
    window.see("补登记红字发票");
    window.see("26440000000000000005");
}

//! The worked examples of RULES.md section 4, through the whole desk and its store.

use crate::common::Play;
use crate::common::lines::{non_invoiceable, reverse};

fn invoiceable(play: &mut Play) -> String {
    play.balance("C1")["invoiceable"].as_str().unwrap().to_owned()
}

fn begin() -> Play {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play
}

#[test]
fn example_1_a_paid_bill_is_invoiceable() {
    let mut play = begin();
    play.paid("C1", "B1", "123.45");
    assert_eq!(invoiceable(&mut play), "123.45");
}

#[test]
fn example_2_bills_paid_from_a_top_up_count_and_the_top_up_does_not() {
    let mut play = begin();
    play.ok(r#"{"op":"add_top_up","account":"C1","amount":"1000.00","on":"2026-09-30"}"#);
    play.paid("C1", "B1", "600.00");
    play.paid("C1", "B2", "200.00");
    assert_eq!(invoiceable(&mut play), "800.00");
}

#[test]
fn example_3_money_invoiced_as_a_top_up_and_unspent_is_taken_off() {
    let mut play = begin();
    play.ok(&non_invoiceable("C1", "30.00").replace("other", "legacy_prepaid_invoice"));
    play.paid("C1", "B1", "50.00");
    assert_eq!(invoiceable(&mut play), "20.00");
}

/// A invoiced in full for 100, then 40 refunded; B of 100 paid. Answers A's application.
fn refunded_after_invoice(play: &mut Play) -> String {
    play.paid("C1", "A", "100.00");
    let application = play.apply("C1", &["A"]);
    play.issue(&application, "26440000000000000001", "100.00");
    play.ok(r#"{"op":"add_refund","bill_no":"A","amount":"40.00","on":"2026-11-22"}"#);
    play.paid("C1", "B", "100.00");
    application
}

#[test]
fn example_4_an_application_absorbs_what_was_refunded_after_it_was_invoiced() {
    let mut play = begin();
    let a = refunded_after_invoice(&mut play);
    let balance = play.balance("C1");
    assert_eq!(balance["invoiceable"], "60.00");
    assert_eq!(balance["remaining"], "100.00");
    assert_eq!(balance["non_invoiceable"], "40.00");
    let b = play.ok(
        r#"{"op":"submit_application","account":"C1","type":"enterprise_general","bills":["B"],"email":"fin@example.com"}"#,
    );
    assert_eq!(b["amount"], "60.00");
    assert_eq!(b["bills"], serde_json::json!([{"bill_no":"B","invoiced":"60.00","absorbed":"40.00"}]));
    let balance = play.balance("C1");
    assert_eq!((&balance["remaining"], &balance["non_invoiceable"]), (&"0.00".into(), &"0.00".into()));
    assert_eq!(play.application(&a)["uncovered"], "40.00");
}

#[test]
fn example_5_reversing_the_refunded_invoice_gives_the_absorbed_part_back() {
    let mut play = begin();
    let a = refunded_after_invoice(&mut play);
    play.apply("C1", &["B"]);
    play.ok(&reverse(&a, "26440000000000000002"));
    let balance = play.balance("C1");
    assert_eq!(balance["invoiceable"], "100.00");
    let remaining: Vec<&str> =
        balance["bills"].as_array().unwrap().iter().map(|b| b["remaining"].as_str().unwrap()).collect();
    assert_eq!(remaining, ["60.00", "40.00"]);
}

#[test]
fn example_6_cancelling_gives_back_what_was_reserved_and_absorbed_once() {
    let mut play = begin();
    refunded_after_invoice(&mut play);
    let before = play.balance("C1");
    for step in [r#""op":"cancel_application""#, r#""op":"reject_application","reason":"抬头有误""#] {
        let b = play.apply("C1", &["B"]);
        let end = format!(r#"{{{step},"application":"{b}"}}"#);
        play.ok(&end);
        assert_eq!(play.balance("C1"), before);
        assert_eq!(play.refused(&end), "transition-not-allowed");
        assert_eq!(play.balance("C1"), before);
    }
}

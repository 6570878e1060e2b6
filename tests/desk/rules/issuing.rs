//! Issuing: numbers that are used once, sums to the fen, each invoice's tax by itself.

use serde_json::{Value, json};

use super::{amount, refuses};
use crate::common::Play;
use crate::common::lines::issue;

/// An application of C1 for an amount, accepted; its number.
fn accepted(play: &mut Play, yuan: &str) -> String {
    let number = play.applied(&amount(yuan, ""));
    play.accept(&number);
    number
}

const N1: &str = "26440000000000000001";
const N2: &str = "26440000000000000002";
const N3: &str = "26440000000000000003";

#[test]
fn several_invoices_add_up_to_the_fen_and_each_has_its_own_tax() {
    let mut play = Play::with_bill("T");
    let application = accepted(&mut play, "100.00");
    let parts = [(N1, "33.33"), (N2, "33.33"), (N3, "33.34")];
    let answer = play.ok(&issue(&application, &parts));
    let split = |i: usize| {
        let invoice = &answer["invoices"][i];
        [&invoice["net"], &invoice["tax"], &invoice["gross"], &invoice["rate"]].map(|v| v.as_str().unwrap())
    };
    assert_eq!(split(0), ["31.44", "1.89", "33.33", "0.06"]);
    assert_eq!(split(1), ["31.44", "1.89", "33.33", "0.06"]);
    assert_eq!(split(2), ["31.45", "1.89", "33.34", "0.06"]);
    let view = play.application(&application);
    assert_eq!(view["invoices"], answer["invoices"]);
    assert_eq!(view["state"], "issued");
}

#[test]
fn a_fen_too_much_or_too_little_is_refused() {
    let mut play = Play::with_bill("T");
    let application = accepted(&mut play, "100.00");
    for gross in ["66.66", "66.68"] {
        assert_eq!(field(&mut play, &issue(&application, &[(N1, "33.33"), (N2, gross)])), "invoices");
    }
    assert_eq!(field(&mut play, &issue(&application, &[])), "invoices");
    play.ok(&issue(&application, &[(N1, "33.33"), (N2, "66.67")]));
}

#[test]
fn an_invoice_is_of_more_than_nothing() {
    let mut play = Play::with_bill("T");
    let application = accepted(&mut play, "100.00");
    let line = issue(&application, &[(N1, "100.00"), (N2, "0.00")]);
    refuses(&mut play, "amount-not-positive", &line);
    let line = issue(&application, &[(N1, "100.01"), (N2, "-0.01")]);
    refuses(&mut play, "amount-not-positive", &line);
}

#[test]
fn a_number_is_used_once_in_the_store_by_whichever_invoice() {
    let mut play = Play::with_bill("T");
    let first = accepted(&mut play, "10.00");
    let second = accepted(&mut play, "10.00");
    let rule = "duplicate-invoice-number";
    refuses(&mut play, rule, &issue(&first, &[(N1, "5.00"), (N1, "5.00")]));
    refuses(&mut play, rule, &issue(&first, &[(N1, "5.00"), (&format!(" {N1} "), "5.00")]));
    play.ok(&issue(&first, &[(N1, "10.00")]));
    refuses(&mut play, rule, &issue(&second, &[(N1, "10.00")]));
    refuses(&mut play, rule, &issue(&second, &[(N2, "5.00"), (N1, "5.00")]));
    play.ok(&issue(&second, &[(N2, "10.00")]));
}

#[test]
fn a_red_number_and_an_invoice_number_are_never_the_same() {
    let mut play = Play::with_bill("T");
    let first = accepted(&mut play, "10.00");
    let second = accepted(&mut play, "10.00");
    play.ok(&issue(&first, &[(N1, "10.00")]));
    let reverse = |red: &str| {
        json!({"op": "reverse_application", "application": first, "red_number": red, "reason": "allowance"})
            .to_string()
    };
    refuses(&mut play, "duplicate-invoice-number", &reverse(N1));
    play.ok(&reverse(N2));
    refuses(&mut play, "duplicate-invoice-number", &issue(&second, &[(N2, "10.00")]));
}

#[test]
fn an_invoice_number_has_the_shape_of_one() {
    let mut play = Play::with_bill("T");
    let application = accepted(&mut play, "10.00");
    for number in ["", "1", "2644000000000000000", "264400000000000000011", "2644000000000000000A"] {
        assert_eq!(field(&mut play, &issue(&application, &[(number, "10.00")])), "invoices[0].number");
    }
    play.ok(&issue(&application, &[("12345678", "10.00")]));
}

#[test]
fn an_invoice_is_dated_between_the_application_and_today() {
    let mut play = Play::with_bill("T");
    let application = accepted(&mut play, "10.00");
    for day in ["2026-11-21", "2026-11-23"] {
        let line = issue(&application, &[(N1, "10.00")]).replace("2026-11-22", day);
        assert_eq!(field(&mut play, &line), "invoices[0].issued_on");
    }
}

/// An application of C1 that was issued with these invoices.
fn issued(play: &mut Play, yuan: &str, invoices: &[(&str, &str)]) -> String {
    let application = accepted(play, yuan);
    play.ok(&issue(&application, invoices));
    application
}

fn reverse(application: &str, numbers: &Value) -> String {
    let mut line = json!({"op": "reverse_application", "application": application, "reason": "allowance"});
    for (field, value) in numbers.as_object().unwrap() {
        line[field] = value.clone();
    }
    line.to_string()
}

fn pairs(pairs: &[(&str, &str)]) -> Value {
    let pair = |(number, red): &(&str, &str)| json!({"number": number, "red_number": red});
    json!({"reversals": pairs.iter().map(pair).collect::<Vec<_>>()})
}

/// The field that a line is refused for.
fn field(play: &mut Play, line: &str) -> Value {
    refuses(play, "bad-field", line);
    serde_json::to_value(play.send(line).unwrap_err()).unwrap()["field"].clone()
}

const R1: &str = "26550000000000000001";
const R2: &str = "26550000000000000002";

#[test]
fn each_of_several_invoices_is_reversed_by_a_red_one_of_its_own_or_none_is() {
    let mut play = Play::with_bill("T");
    let application = issued(&mut play, "100.00", &[(N1, "60.00"), (N2, "40.00")]);
    for (numbers, wrong) in [
        (json!({}), "reversals"),
        (json!({"red_number": R1}), "reversals"),
        (json!({"red_number": R1, "reversals": []}), "reversals"),
        (json!({"reversals": []}), "reversals"),
        (pairs(&[(N1, R1)]), "reversals"),
        (pairs(&[(N1, R1), (N3, R2)]), "reversals[1].number"),
        (pairs(&[(N1, R1), (N1, R2)]), "reversals[1].number"),
        (pairs(&[(N1, R1), (N2, "12")]), "reversals[1].red_number"),
        (pairs(&[(N1, R1), (N2, " ")]), "reversals[1].red_number"),
    ] {
        assert_eq!(field(&mut play, &reverse(&application, &numbers)), wrong, "{numbers}");
    }
    for used in [pairs(&[(N1, R1), (N2, R1)]), pairs(&[(N1, R1), (N2, N1)]), pairs(&[(N1, N2), (N2, R1)])] {
        refuses(&mut play, "duplicate-invoice-number", &reverse(&application, &used));
    }
    play.ok(&reverse(&application, &pairs(&[(N2, R2), (N1, &format!(" {R1} "))])));
    let view = play.application(&application);
    let reversals = view["reversals"].as_array().unwrap().iter();
    let reversals: Vec<_> = reversals.map(|r| (&r["number"], &r["red_number"], &r["reason"])).collect();
    let allowance = &json!("allowance");
    let expected = [(&json!(N1), &json!(R1), allowance), (&json!(N2), &json!(R2), allowance)];
    assert_eq!((view["state"].as_str(), reversals.as_slice()), (Some("reversed"), &expected[..]));
    refuses(&mut play, "transition-not-allowed", &reverse(&application, &pairs(&[(N1, R1), (N2, R2)])));
}

#[test]
fn the_only_invoice_of_an_application_is_reversed_by_either_field() {
    let mut play = Play::with_bill("T");
    let [first, second] = [(N1, "10.00"), (N2, "10.00")].map(|of| issued(&mut play, "10.00", &[of]));
    for numbers in [json!({}), json!({"red_number": ""})] {
        assert_eq!(field(&mut play, &reverse(&first, &numbers)), "red_number");
    }
    play.ok(&reverse(&first, &json!({"red_number": R1})));
    refuses(&mut play, "duplicate-invoice-number", &reverse(&second, &pairs(&[(N2, R1)])));
    play.ok(&reverse(&second, &pairs(&[(N2, R2)])));
}

#[test]
fn what_is_no_longer_covered_is_issued_only_by_whoever_confirms_it_and_says_why() {
    let mut play = Play::with_bill("T");
    let application = accepted(&mut play, "100.00");
    play.ok(r#"{"op":"add_refund","bill_no":"B1","amount":"40.00","on":"2026-11-22"}"#);
    let with = |more: Value| {
        let mut line: Value = serde_json::from_str(&issue(&application, &[(N1, "100.00")])).unwrap();
        for (field, value) in more.as_object().unwrap() {
            line[field] = value.clone();
        }
        line.to_string()
    };
    for more in [json!({}), json!({"confirm_uncovered": false, "note": "x"}), json!({"note": "x"})] {
        assert_eq!(field(&mut play, &with(more)), "confirm_uncovered");
    }
    let refusal = serde_json::to_value(play.send(&with(json!({}))).unwrap_err()).unwrap();
    assert_eq!(refusal["fault"], json!({"uncovered": {"amount": "40.00"}}));
    for more in [json!({"confirm_uncovered": true}), json!({"confirm_uncovered": true, "note": " "})] {
        assert_eq!(field(&mut play, &with(more)), "note");
    }
    play.ok(&with(json!({"confirm_uncovered": true, "note": "客户要求全额"})));
    let view = play.application(&application);
    let issued = view["timeline"].as_array().unwrap().last().unwrap();
    assert_eq!(issued["note"], format!("{N1}\n客户要求全额"));
}

#[test]
fn what_is_covered_again_needs_no_confirmation() {
    let mut play = Play::with_bill("T");
    let older = accepted(&mut play, "60.00");
    let newer = accepted(&mut play, "40.00");
    play.ok(r#"{"op":"add_refund","bill_no":"B1","amount":"40.00","on":"2026-11-22"}"#);
    assert_eq!(field(&mut play, &issue(&newer, &[(N1, "40.00")])), "confirm_uncovered");
    play.ok(&issue(&older, &[(N2, "60.00")]));
    play.ok(&format!(r#"{{"op":"reject_application","application":"{newer}","reason":"退款"}}"#));
}

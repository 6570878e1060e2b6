//! Issuing: numbers that are used once, sums to the fen, each invoice's tax by itself.

use serde_json::{Value, json};

use super::{amount, customer_of, refuses};
use crate::common::Play;

/// An application of C1 for an amount, accepted; its number.
fn accepted(play: &mut Play, yuan: &str) -> String {
    let made = play.ok(&amount(yuan, ""));
    let number = made["application"].as_str().unwrap().to_owned();
    play.ok(&format!(r#"{{"op":"accept_application","application":"{number}"}}"#));
    number
}

fn issue(application: &str, invoices: &[(&str, &str)]) -> String {
    let invoices: Vec<Value> = invoices
        .iter()
        .map(|(number, gross)| json!({"number": number, "issued_on": "2026-11-22", "gross": gross}))
        .collect();
    json!({"op": "issue_application", "application": application, "invoices": invoices}).to_string()
}

const N1: &str = "26440000000000000001";
const N2: &str = "26440000000000000002";
const N3: &str = "26440000000000000003";

#[test]
fn several_invoices_add_up_to_the_fen_and_each_has_its_own_tax() {
    let mut play = customer_of("T");
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
    let view = play.ok(&format!(r#"{{"op":"application","application":"{application}"}}"#));
    assert_eq!(view["invoices"], answer["invoices"]);
    assert_eq!(view["state"], "issued");
}

#[test]
fn a_fen_too_much_or_too_little_is_refused() {
    let mut play = customer_of("T");
    let application = accepted(&mut play, "100.00");
    for gross in ["66.66", "66.68"] {
        refuses(&mut play, "bad-field", &issue(&application, &[(N1, "33.33"), (N2, gross)]));
    }
    refuses(&mut play, "bad-field", &issue(&application, &[]));
    play.ok(&issue(&application, &[(N1, "33.33"), (N2, "66.67")]));
}

#[test]
fn no_invoice_is_of_more_than_the_issuers_maximum() {
    let mut play = customer_of("T");
    play.ok(r#"{"op":"change_issuer","code":"T","changes":{"max_invoice_amount":"60.00"}}"#);
    let application = accepted(&mut play, "100.00");
    refuses(&mut play, "invoice-above-maximum", &issue(&application, &[(N1, "60.01"), (N2, "39.99")]));
    play.ok(&issue(&application, &[(N1, "60.00"), (N2, "40.00")]));
}

#[test]
fn an_invoice_is_of_more_than_nothing() {
    let mut play = customer_of("T");
    let application = accepted(&mut play, "100.00");
    let line = issue(&application, &[(N1, "100.00"), (N2, "0.00")]);
    refuses(&mut play, "amount-not-positive", &line);
    let line = issue(&application, &[(N1, "100.01"), (N2, "-0.01")]);
    refuses(&mut play, "amount-not-positive", &line);
}

#[test]
fn a_number_is_used_once_in_the_store_by_whichever_invoice() {
    let mut play = customer_of("T");
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
    let mut play = customer_of("T");
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
    let mut play = customer_of("T");
    let application = accepted(&mut play, "10.00");
    for number in ["", "1", "2644000000000000000", "264400000000000000011", "2644000000000000000A"] {
        refuses(&mut play, "bad-field", &issue(&application, &[(number, "10.00")]));
    }
    play.ok(&issue(&application, &[("12345678", "10.00")]));
}

#[test]
fn an_invoice_is_dated_between_the_application_and_today() {
    let mut play = customer_of("T");
    let application = accepted(&mut play, "10.00");
    for day in ["2026-11-21", "2026-11-23"] {
        refuses(&mut play, "bad-field", &issue(&application, &[(N1, "10.00")]).replace("2026-11-22", day));
    }
}

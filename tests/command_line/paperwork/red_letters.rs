//! Red letters: the confirmation form of an invoice, its 72 hours, what a reversal would come to, and the reversal.

use serde_json::{Value, json};

use super::super::contract::scene::{NOON, at, scene};
use super::application;
use crate::common::lines;
use crate::common::process::Desk;

const NUMBER: &str = "26442000000000000001";
const OTHER: &str = "26442000000000000002";
const FORM: &str = "44030126111234567890";

/// An application of `C1` for this much, issued with these invoices; answers its number.
fn issued(desk: &Desk, bill: &str, amount: &str, invoices: &[(&str, &str)]) -> String {
    let answers = desk.ok(&[&at(NOON, &lines::paid("C1", bill, amount)), &lines::apply_amount("C1", amount)]);
    let number = answers[1]["application"].as_str().unwrap().to_owned();
    desk.ok(&[&at(NOON, &lines::step("accept_application", &number)), &lines::issue(&number, invoices)]);
    number
}

fn one(desk: &Desk, line: &str) -> Value {
    desk.ok(&[line]).remove(0)
}

fn begin(application: &str, more: &str) -> String {
    let more = format!(r#""reason":"service_ended",{more}"#);
    at(NOON, &lines::with(&lines::step("begin_red_letter", application), &more))
}

fn state(time: &str, letter: &Value, state: &str, more: &str) -> String {
    at(time, &format!(r#"{{"op":"red_letter_state","red_letter":{letter},"state":"{state}"{more}}}"#))
}

fn balance(desk: &Desk) -> Value {
    let balance = one(desk, &at(NOON, r#"{"op":"balance","account":"C1"}"#));
    json!({
        "invoiceable": balance["invoiceable"], "remaining": balance["remaining"],
        "non_invoiceable": balance["non_invoiceable"], "in_arrears": balance["in_arrears"],
    })
}

fn simulate(desk: &Desk, application: &str) -> Value {
    one(desk, &at(NOON, &lines::step("simulate_reversal", application)))
}

#[test]
fn a_form_that_the_other_side_has_to_confirm_holds_the_reversal_until_it_has() {
    let desk = scene();
    let number = issued(&desk, "B1", "100.00", &[(NUMBER, "100.00")]);
    let begun = one(&desk, &begin(&number, r#""begun_by":"seller","buyer_has_used":true"#));
    assert_eq!((&begun["state"], &begun["code"]), (&json!("awaiting_buyer"), &json!("02")));
    assert_eq!(begun["confirm_by"], "2026-11-25T04:00:00Z", "72 hours after noon in China");
    assert_eq!(begun["remark"], format!("被红冲蓝字数电票号码：{NUMBER}"));
    let refused = desk.refused(&at(NOON, &lines::reverse(&number, OTHER)));
    assert_eq!(
        (&refused["rule"], &refused["state"]),
        (&json!("transition-not-allowed"), &json!("awaiting_buyer"))
    );
    let again = desk.refused(&begin(&number, r#""begun_by":"buyer""#));
    assert_eq!(again["rule"], "conflict", "one form at a time");
    let confirmed =
        one(&desk, &state(NOON, &begun["red_letter"], "confirmed", &format!(r#","form_no":"{FORM}""#)));
    assert_eq!(confirmed["code"], "04");
    assert_eq!(confirmed["remark"], format!("被红冲蓝字数电票号码：{NUMBER} 红字发票信息确认单编号：{FORM}"));
    let reason =
        desk.refused(&at(NOON, &lines::reverse(&number, OTHER).replace("service_ended", "allowance")));
    assert_eq!((&reason["rule"], &reason["field"]), (&json!("bad-field"), &json!("reason")));
    desk.ok(&[&at(NOON, &lines::reverse(&number, OTHER))]);
    let reversed = application(&desk, &number);
    let events: Vec<&Value> =
        reversed["timeline"].as_array().unwrap().iter().map(|event| &event["event"]).collect();
    assert_eq!(events, ["submitted", "accepted", "issued", "red_letter", "red_letter", "reversed"]);
    let letters = one(&desk, &lines::step("red_letters", &number));
    assert_eq!((&letters[0]["red_number"], &letters[0]["form_no"]), (&json!(OTHER), &json!(FORM)));
    assert_eq!(letters[0]["history"].as_array().unwrap().len(), 2);
    let late = desk.refused(&state(NOON, &begun["red_letter"], "withdrawn_later", ""));
    assert_eq!(late["rule"], "transition-not-allowed", "its red invoice is issued");
    assert_eq!(one(&desk, r#"{"op":"red_letters"}"#), json!([]));
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn the_seventy_two_hours_end_to_the_instant() {
    let desk = scene();
    let number = issued(&desk, "B1", "100.00", &[(NUMBER, "100.00")]);
    let begun = one(&desk, &begin(&number, r#""begun_by":"buyer""#));
    assert_eq!(begun["code"], "03");
    let letter = &begun["red_letter"];
    let (last, over) = ("2026-11-25T12:00:00+08:00", "2026-11-25T12:00:00.001+08:00");
    assert_eq!(desk.refused(&state(last, letter, "lapsed", ""))["rule"], "transition-not-allowed");
    assert_eq!(desk.refused(&state(over, letter, "confirmed", ""))["rule"], "transition-not-allowed");
    let open = one(&desk, &at(over, r#"{"op":"red_letters"}"#));
    assert_eq!((&open[0]["is_overdue"], &open[0]["state"]), (&json!(true), &json!("awaiting_seller")));
    // It was confirmed in time, and is written down later.
    let in_time = format!(r#","happened_at":"{last}""#);
    assert_eq!(one(&desk, &state("2026-12-01T12:00:00+08:00", letter, "confirmed", &in_time))["code"], "04");
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn a_form_that_is_void_makes_room_for_another() {
    let desk = scene();
    let number = issued(&desk, "B1", "100.00", &[(NUMBER, "100.00")]);
    let begun = one(&desk, &begin(&number, r#""begun_by":"seller","buyer_has_used":true"#));
    assert_eq!(one(&desk, &state(NOON, &begun["red_letter"], "denied_by_buyer", ""))["code"], "05");
    let again = one(&desk, &begin(&number, r#""begun_by":"seller","buyer_has_used":false"#));
    assert_eq!((&again["code"], &again["confirm_by"]), (&json!("01"), &Value::Null));
    desk.ok(&[&at(NOON, &lines::reverse(&number, OTHER))]);
    let letters = one(&desk, &lines::step("red_letters", &number));
    let red: Vec<&Value> = letters.as_array().unwrap().iter().map(|letter| &letter["red_number"]).collect();
    assert_eq!(red, [&Value::Null, &json!(OTHER)]);
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn a_form_that_is_void_holds_the_reversal_and_one_that_was_withdrawn_does_not() {
    let desk = scene();
    let number = issued(&desk, "B1", "100.00", &[(NUMBER, "100.00")]);
    let reverse = at(NOON, &lines::reverse(&number, OTHER));
    let held = |standing: &str| {
        let refused = desk.refused(&reverse);
        let seen = (&refused["rule"], &refused["state"]);
        assert_eq!(seen, (&json!("transition-not-allowed"), &json!(standing)), "{refused}");
    };
    let seller = r#""begun_by":"seller","buyer_has_used":true"#;
    for standing in ["denied_by_buyer", "abnormal"] {
        let begun = one(&desk, &begin(&number, seller));
        one(&desk, &state(NOON, &begun["red_letter"], standing, ""));
        held(standing);
    }
    let begun = one(&desk, &begin(&number, seller));
    one(&desk, &state(NOON, &begun["red_letter"], "withdrawn", ""));
    held("abnormal");
    let begun = one(&desk, &begin(&number, r#""begun_by":"seller","buyer_has_used":false"#));
    one(&desk, &state(NOON, &begun["red_letter"], "abnormal", ""));
    held("abnormal");
    let other = issued(&desk, "B2", "50.00", &[("26442000000000000003", "50.00")]);
    let begun = one(&desk, &begin(&other, r#""begun_by":"buyer""#));
    one(&desk, &state(NOON, &begun["red_letter"], "withdrawn", ""));
    desk.ok(&[&at(NOON, &lines::reverse(&other, "26442000000000000103"))]);
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn after_the_72_hours_the_next_form_is_begun_and_the_first_has_lapsed() {
    let desk = scene();
    let number = issued(&desk, "B1", "100.00", &[(NUMBER, "100.00")]);
    let first = one(&desk, &begin(&number, r#""begun_by":"buyer""#));
    let (last, over) = ("2026-11-25T12:00:00.0009+08:00", "2026-11-25T12:00:00.001+08:00");
    let next = lines::step("begin_red_letter", &number);
    let next = lines::with(&next, r#""begun_by":"seller","buyer_has_used":true,"reason":"allowance""#);
    assert_eq!(desk.refused(&at(last, &next))["rule"], "conflict", "it may be confirmed to the millisecond");
    let entered = lines::with(&next, r#""entered_at":"2026-11-25T12:00:00+08:00""#);
    assert_eq!(desk.refused(&at(over, &entered))["rule"], "conflict");
    let begun = one(&desk, &at(over, &next));
    let letters = one(&desk, &lines::step("red_letters", &number));
    assert_eq!((&letters[0]["red_letter"], &letters[0]["state"]), (&first["red_letter"], &json!("lapsed")));
    assert_eq!(letters[0]["history"][1]["happened_at"], "2026-11-25T04:00:00.001Z");
    assert_eq!((&letters[1]["red_letter"], &letters[1]["code"]), (&begun["red_letter"], &json!("02")));
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn what_is_finer_than_the_store_keeps_is_not_compared() {
    let desk = scene();
    let number = issued(&desk, "B1", "100.00", &[(NUMBER, "100.00")]);
    let entered = r#""begun_by":"buyer","entered_at":"2026-11-22T11:00:00.0007+08:00""#;
    let letter = one(&desk, &begin(&number, entered))["red_letter"].take();
    let over = "2026-11-26T12:00:00+08:00";
    let at_once = r#","happened_at":"2026-11-25T11:00:00.0007+08:00""#;
    assert_eq!(desk.refused(&state(over, &letter, "lapsed", at_once))["rule"], "transition-not-allowed");
    assert_eq!(one(&desk, &state(over, &letter, "confirmed", at_once))["code"], "04");
    assert_eq!(desk.run(&["check"]).code, 0);
}

#[test]
fn a_number_is_of_one_form_and_the_forms_of_an_application_give_one_reason() {
    let desk = scene();
    let number = issued(&desk, "B1", "100.00", &[(NUMBER, "60.00"), (OTHER, "40.00")]);
    let of = |invoice: &str, more: &str| {
        begin(&number, &format!(r#""begun_by":"seller","buyer_has_used":false,"invoice":"{invoice}"{more}"#))
    };
    let form = format!(r#","form_no":"{FORM}""#);
    let first = one(&desk, &of(NUMBER, &form));
    let reason = desk.refused(&of(OTHER, "").replace("service_ended", "allowance"));
    assert_eq!((&reason["rule"], &reason["field"]), (&json!("bad-field"), &json!("reason")));
    assert_eq!(reason["fault"]["choice"]["expected"], json!(["service_ended"]));
    let taken = |line: &str| {
        let refused = desk.refused(line);
        let seen = (&refused["rule"], &refused["key"], &refused["fields"]);
        assert_eq!(seen, (&json!("conflict"), &json!(NUMBER), &json!(["form_no"])), "{refused}");
    };
    taken(&of(OTHER, &form));
    let second = one(&desk, &of(OTHER, ""));
    taken(&state(NOON, &second["red_letter"], "no_confirmation", &form));
    taken(&state(NOON, &second["red_letter"], "abnormal", &form));
    one(&desk, &state(NOON, &first["red_letter"], "withdrawn", ""));
    taken(&of(NUMBER, &form));
}

#[test]
fn what_cannot_be_is_refused_with_the_field() {
    let desk = scene();
    let number = issued(&desk, "B1", "100.00", &[(NUMBER, "60.00"), (OTHER, "40.00")]);
    for (more, field) in [
        (r#""begun_by":"seller","buyer_has_used":true"#, "invoice"),
        (r#""begun_by":"seller","invoice":"26442000000000000001""#, "buyer_has_used"),
        (r#""begun_by":"buyer","buyer_has_used":false,"invoice":"26442000000000000001""#, "buyer_has_used"),
        (r#""begun_by":"buyer","invoice":"26442000000000000009""#, "invoice"),
        (r#""begun_by":"buyer","invoice":"26442000000000000001","form_no":"12""#, "form_no"),
        (
            r#""begun_by":"buyer","invoice":"26442000000000000001","entered_at":"2026-11-23T12:00:00+08:00""#,
            "entered_at",
        ),
        (
            r#""begun_by":"buyer","invoice":"26442000000000000001","entered_at":"2026-11-20T12:00:00+08:00""#,
            "entered_at",
        ),
    ] {
        let refused = desk.refused(&begin(&number, more));
        assert_eq!((&refused["rule"], &refused["field"]), (&json!("bad-field"), &json!(field)), "{more}");
    }
    desk.ok(&[&at(NOON, &lines::paid("C1", "B2", "5.00"))]);
    let early =
        one(&desk, &at(NOON, &lines::apply_amount("C1", "5.00")))["application"].as_str().unwrap().to_owned();
    let refused = desk.refused(&begin(&early, r#""begun_by":"buyer""#));
    assert_eq!(refused["rule"], "transition-not-allowed");
    assert_eq!(desk.refused(&state(NOON, &json!("7"), "confirmed", ""))["rule"], "not-found");
}

#[test]
fn one_form_for_each_invoice_and_all_of_them_before_the_reversal() {
    let desk = scene();
    let number = issued(&desk, "B1", "100.00", &[(NUMBER, "60.00"), (OTHER, "40.00")]);
    let first = one(&desk, &begin(&number, &format!(r#""begun_by":"buyer","invoice":"{NUMBER}""#)));
    let more = format!(r#""begun_by":"seller","buyer_has_used":false,"invoice":"{OTHER}""#);
    one(&desk, &begin(&number, &more));
    let reversals = format!(
        r#""reason":"service_ended","reversals":[{{"number":"{NUMBER}","red_number":"26442000000000000101"}},{{"number":"{OTHER}","red_number":"26442000000000000102"}}]"#
    );
    let reverse = at(NOON, &lines::with(&lines::step("reverse_application", &number), &reversals));
    assert_eq!(desk.refused(&reverse)["invoice"], NUMBER);
    one(&desk, &state(NOON, &first["red_letter"], "confirmed", ""));
    desk.ok(&[&reverse]);
    assert_eq!(application(&desk, &number)["state"], "reversed");
}

/// What was foretold is what comes, to the fen.
fn foretold(desk: &Desk, number: &str) -> Value {
    let before = balance(desk);
    let said = simulate(desk, number);
    assert_eq!(said["before"], before);
    assert_eq!(balance(desk), before, "asking changes nothing");
    desk.ok(&[&at(NOON, &lines::reverse(number, "26442000000000000101"))]);
    assert_eq!(said["after"], balance(desk), "{said}");
    said
}

#[test]
fn a_simulation_says_what_the_reversal_restores() {
    let desk = scene();
    let number = issued(&desk, "B1", "100.00", &[(NUMBER, "100.00")]);
    let said = foretold(&desk, &number);
    assert_eq!((&said["restored"], &said["refunded"]), (&json!("100.00"), &json!("0.00")));
    assert_eq!(said["after"]["invoiceable"], "100.00");
    assert_eq!(said["bills"], json!([{"bill_no": "B1", "restored": "100.00", "remaining": "100.00"}]));
    assert_eq!(said["deadlines"]["confirm_by"], "2026-11-25T04:00:00Z");
    assert_eq!(
        desk.refused(&at(NOON, &lines::step("simulate_reversal", &number)))["rule"],
        "transition-not-allowed"
    );
}

#[test]
fn a_simulation_knows_what_was_refunded_and_what_others_absorbed_because_of_it() {
    let desk = scene();
    let first = issued(&desk, "B1", "100.00", &[(NUMBER, "100.00")]);
    desk.ok(&[&at(NOON, &lines::refund("B1", "40.00")), &lines::paid("C1", "B2", "100.00")]);
    // The second absorbs the 40.00 that the first has invoiced too much.
    let all = one(&desk, &at(NOON, &lines::apply_all("C1")));
    assert_eq!(all["amount"], "60.00");
    let said = foretold(&desk, &first);
    assert_eq!((&said["restored"], &said["refunded"]), (&json!("100.00"), &json!("40.00")));
    assert_eq!(said["after"]["invoiceable"], "100.00", "60.00 of B1, and the 40.00 that B2 gets back");
    assert_eq!(desk.run(&["check"]).code, 0);
}

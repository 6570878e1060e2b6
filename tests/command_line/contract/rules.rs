//! Every rule, refusing through the automation interface, and its boundary.

use serde_json::{Value, json};

use crate::common::process::Desk;
use crate::contract::scene::{apply_amount, apply_bills, at, bill, last, paid, refused, scene};

/// The rules that are tried below, and in the tests of policies, qualifications, corrections and recurring invoicing.
const TRIED: [&str; 36] = [
    "policy-contradictory",
    "refund-exceeds-bill",
    "opening-exceeds-bill",
    "account-outside-mainland",
    "account-frozen",
    "overdue-bill",
    "basis-not-offered",
    "bill-not-found",
    "bill-not-paid",
    "bill-age-limit",
    "bill-fully-invoiced",
    "amount-not-positive",
    "amount-exceeds-invoiceable",
    "selection-below-offset",
    "type-not-allowed",
    "invoice-info-required",
    "invoice-info-invalid",
    "qualification-required",
    "qualification-pending",
    "qualification-rejected",
    "qualification-stale",
    "address-required",
    "email-required",
    "email-invalid",
    "remark-invalid",
    "four-eyes",
    "transition-not-allowed",
    "cancel-window-closed",
    "already-issued",
    "correction-not-offered",
    "correction-quota-used",
    "correction-window-closed",
    "duplicate-invoice-number",
    "invoice-above-maximum",
    "recurring-already-run",
    "bill-in-use",
];

#[test]
fn no_rule_of_the_table_is_left_out() {
    let table = Desk::empty().run(&["rules", "--json"]).answer();
    let rules: Vec<&str> =
        table.as_array().unwrap().iter().map(|line| line["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, TRIED);
}

fn line(text: &str) -> String {
    text.to_owned()
}

/// `D1` applies at another time.
fn apply_at(time: &str, bills: &[&str]) -> String {
    at(time, &apply_bills(bills))
}

fn accept(n: u32) -> String {
    format!(r#"{{"op":"accept_application","application":"FP20261122-{n:04}"}}"#)
}

fn cancel(n: u32) -> String {
    format!(r#"{{"op":"cancel_application","application":"FP20261122-{n:04}"}}"#)
}

fn issue(n: u32, number: &str, gross: &str) -> String {
    format!(
        r#"{{"op":"issue_application","application":"FP20261122-{n:04}","invoices":[{{"number":"{number}","issued_on":"2026-11-22","gross":"{gross}"}}]}}"#
    )
}

const FIRST: &str = "26440000000000000001";

/// `C1` has 100.00 and applies for it in full, accepted: FP20261122-0001.
fn accepted() -> Vec<String> {
    vec![paid("C1", "B1"), apply_amount("100.00"), accept(1)]
}

fn rule(error: &Value) -> &str {
    assert!(!error["message"].as_str().unwrap().is_empty());
    error["rule"].as_str().unwrap()
}

#[test]
fn refunds_up_to_the_bills_amount_are_taken_and_a_fen_more_is_not() {
    let desk = scene();
    let refund = |amount: &str| {
        format!(r#"{{"op":"add_refund","bill_no":"B1","amount":"{amount}","on":"2026-11-22"}}"#)
    };
    let error = refused(&desk, &[paid("C1", "B1"), refund("60.00"), refund("40.01")]);
    assert_eq!(
        (rule(&error), &error["bill_no"], &error["amount"], &error["refunded"]),
        ("refund-exceeds-bill", &json!("B1"), &json!("100.00"), &json!("60.00"))
    );
    last(&desk, &[refund("40.00")]);
}

#[test]
fn a_bill_may_have_been_invoiced_in_full_before_and_a_fen_more_not() {
    let desk = scene();
    let with = |opening: &str| paid("C1", "B1").replace('}', &format!(r#","opening":"{opening}"}}"#));
    let error = refused(&desk, &[with("100.01")]);
    assert_eq!(
        (rule(&error), &error["bill_no"], &error["amount"], &error["opening"]),
        ("opening-exceeds-bill", &json!("B1"), &json!("100.00"), &json!("100.01"))
    );
    last(&desk, &[with("100.00")]);
}

#[test]
fn an_unpaid_bill_is_not_refunded() {
    let desk = scene();
    let refund = r#"{"op":"add_refund","bill_no":"B1","amount":"1","on":"2026-11-22"}"#;
    let unpaid = bill("C1", "B1", "9.00", "2026-11-20", "2026-12-05", None);
    assert_eq!(rule(&refused(&desk, &[unpaid, line(refund)])), "bill-not-paid");
}

#[test]
fn an_account_outside_the_mainland_is_told_so_before_anything_else() {
    let desk = scene();
    let apply = r#"{"op":"submit_application","account":"H1","type":"personal_general","bills":["nothing"]}"#;
    let add = r#"{"op":"add_account","account":"H1","issuer":"Q","name":"香港甲有限公司","kind":"enterprise","region":"hong_kong_macao_taiwan"}"#;
    let error = refused(&desk, &[line(add), line(apply)]);
    assert_eq!(
        (rule(&error), &error["region"]),
        ("account-outside-mainland", &json!("hong_kong_macao_taiwan"))
    );
}

#[test]
fn a_frozen_account_is_refused_until_it_is_active_again() {
    let desk = scene();
    let set = |status: &str| format!(r#"{{"op":"set_account_status","account":"C1","status":"{status}"}}"#);
    let error = refused(&desk, &[paid("C1", "B1"), set("frozen"), apply_amount("1.00")]);
    assert_eq!(rule(&error), "account-frozen");
    last(&desk, &[set("active"), apply_amount("1.00")]);
}

#[test]
fn a_bill_unpaid_for_more_than_thirty_days_freezes_and_before_that_blocks() {
    let desk = scene();
    let unpaid = bill("D1", "B2", "9.00", "2026-10-01", "2026-10-23", None);
    let error = refused(&desk, &[paid("D1", "B1"), unpaid, apply_bills(&["B1"])]);
    assert_eq!((rule(&error), &error["bill_no"]), ("overdue-bill", &json!("B2")));
    let later = refused(&desk, &[apply_at("2026-11-23T00:00:00+08:00", &["B1"])]);
    assert_eq!((rule(&later), &later["due_on"]), ("account-frozen", &json!("2026-10-23")));
    last(&desk, &[line(r#"{"op":"pay_bill","bill_no":"B2","paid_on":"2026-11-22"}"#), apply_bills(&["B1"])]);
}

#[test]
fn each_policy_takes_its_own_basis() {
    let desk = scene();
    let chosen = apply_amount("1.00").replace(r#""amount":"1.00""#, r#""bills":["B1"]"#);
    let error = refused(&desk, &[paid("C1", "B1"), chosen]);
    assert_eq!((rule(&error), &error["offered"]), ("basis-not-offered", &json!("free_amount")));
    let amount = apply_bills(&["B2"]).replace(r#""bills":["B2"]"#, r#""amount":"1.00""#);
    let error = refused(&desk, &[paid("D1", "B2"), amount]);
    assert_eq!((rule(&error), &error["offered"]), ("basis-not-offered", &json!("chosen_bills")));
}

#[test]
fn a_bill_that_is_unknown_or_of_another_account_is_not_found() {
    let desk = scene();
    let lines = [paid("C1", "B1"), paid("D1", "B2")];
    last(&desk, &lines);
    for bills in [&["X9"][..], &["B1"], &["B2", "X9"]] {
        let error = refused(&desk, &[apply_bills(bills)]);
        assert_eq!((rule(&error), &error["bill_no"]), ("bill-not-found", &json!(bills.last())));
    }
}

#[test]
fn a_bill_counts_as_paid_from_the_day_of_payment_on() {
    let desk = scene();
    let tomorrow = bill("D1", "B1", "9.00", "2026-11-20", "2026-12-05", Some("2026-11-23"));
    assert_eq!(rule(&refused(&desk, &[tomorrow, apply_bills(&["B1"])])), "bill-not-paid");
    last(&desk, &[apply_at("2026-11-23T00:00:00+08:00", &["B1"])]);
}

#[test]
fn a_bill_of_twelve_months_ago_is_taken_and_one_of_a_day_before_is_not() {
    let desk = scene();
    let old = |no: &str, on: &str| bill("D1", no, "9.00", on, on, Some(on));
    last(&desk, &[old("B1", "2025-11-22"), old("B2", "2025-11-21"), apply_bills(&["B1"])]);
    let error = refused(&desk, &[apply_bills(&["B2"])]);
    assert_eq!(
        (rule(&error), &error["billed_on"], &error["last_day"]),
        ("bill-age-limit", &json!("2025-11-21"), &json!("2026-11-21"))
    );
}

#[test]
fn a_bill_of_which_nothing_remains_is_refused() {
    let desk = scene();
    let error = refused(&desk, &[paid("D1", "B1"), apply_bills(&["B1"]), apply_bills(&["B1"])]);
    assert_eq!((rule(&error), &error["bill_no"]), ("bill-fully-invoiced", &json!("B1")));
}

#[test]
fn an_amount_is_above_zero_and_all_of_nothing_is_not() {
    let desk = scene();
    let all = apply_amount("0").replace(r#""amount":"0""#, r#""all":true"#);
    assert_eq!(rule(&refused(&desk, &[all])), "amount-not-positive");
    last(&desk, &[paid("C1", "B1")]);
    for amount in ["0", "0.00", "-5.00"] {
        let error = refused(&desk, &[apply_amount(amount)]);
        assert_eq!(rule(&error), "amount-not-positive", "{amount}");
    }
    last(&desk, &[apply_amount("0.01")]);
}

#[test]
fn all_that_is_invoiceable_may_be_asked_for_and_a_fen_more_may_not() {
    let desk = scene();
    let error = refused(&desk, &[paid("C1", "B1"), apply_amount("100.01")]);
    assert_eq!(
        (rule(&error), &error["amount"], &error["invoiceable"]),
        ("amount-exceeds-invoiceable", &json!("100.01"), &json!("100.00"))
    );
    last(&desk, &[apply_amount("100.00")]);
}

#[test]
fn chosen_bills_have_to_leave_something_after_the_offset() {
    let desk = scene();
    let owes = r#"{"op":"add_non_invoiceable","account":"D1","amount":"100.00","reason":"other"}"#;
    let error = refused(&desk, &[paid("D1", "B1"), paid("D1", "B2"), line(owes), apply_bills(&["B1"])]);
    assert_eq!(
        (rule(&error), &error["remaining"], &error["non_invoiceable"]),
        ("selection-below-offset", &json!("100.00"), &json!("100.00"))
    );
    last(&desk, &[apply_bills(&["B1", "B2"])]);
}

#[test]
fn a_type_that_the_account_may_not_have_is_refused_with_those_it_may() {
    let desk = scene();
    let apply = apply_amount("1.00").replace("enterprise_general", "personal_general");
    let error = refused(&desk, &[paid("C1", "B1"), apply]);
    assert_eq!(
        (rule(&error), &error["allowed"]),
        ("type-not-allowed", &json!(["enterprise_general", "enterprise_special"]))
    );
    let save = r#"{"op":"save_invoice_info","account":"C1","type":"organisation_general","name":"甲"}"#;
    assert_eq!(rule(&refused(&desk, &[line(save)])), "type-not-allowed");
}

#[test]
fn invoice_info_is_required_unless_the_policy_derives_it() {
    let desk = scene();
    let add = |account: &str, issuer: &str| {
        format!(
            r#"{{"op":"add_account","account":"{account}","issuer":"{issuer}","name":"甲","kind":"enterprise","verified_name":"甲","verified_tax_id":"91440300MA0DEM01X2"}}"#
        )
    };
    let error = refused(&desk, &[add("C2", "T"), paid("C2", "B1"), apply_amount("1.00").replace("C1", "C2")]);
    assert_eq!(
        (rule(&error), &error["invoice_type"]),
        ("invoice-info-required", &json!("enterprise_general"))
    );
    last(&desk, &[add("D2", "Q"), paid("D2", "B2"), apply_bills(&["B2"]).replace("D1", "D2")]);
    let special =
        apply_bills(&["B3"]).replace("D1", "D2").replace("enterprise_general", "enterprise_special");
    assert_eq!(rule(&refused(&desk, &[paid("D2", "B3"), special])), "invoice-info-required");
}

#[test]
fn invoice_info_that_will_not_do_is_refused_with_every_field() {
    let desk = scene();
    let save = r#"{"op":"save_invoice_info","account":"D1","type":"enterprise_special","name":"另一家公司","tax_id":"91440300MA0DEM01XA"}"#;
    let error = refused(&desk, &[line(save)]);
    assert_eq!(rule(&error), "invoice-info-invalid");
    let fields: Vec<&Value> = error["problems"].as_array().unwrap().iter().map(|p| &p["field"]).collect();
    assert_eq!(fields, ["name", "tax_id", "address", "phone", "bank", "bank_account"]);
}

#[test]
fn derived_info_without_a_tax_id_will_not_do() {
    let desk = scene();
    let add = r#"{"op":"add_account","account":"D2","issuer":"Q","name":"甲","kind":"enterprise","verified_name":"甲"}"#;
    let error = refused(&desk, &[line(add), paid("D2", "B1"), apply_bills(&["B1"]).replace("D1", "D2")]);
    assert_eq!((rule(&error), &error["problems"][0]["field"]), ("invoice-info-invalid", &json!("tax_id")));
}

#[test]
fn a_special_invoice_needs_a_qualification_where_the_policy_reviews() {
    let desk = scene();
    let save = |account: &str| {
        format!(
            r#"{{"op":"save_invoice_info","account":"{account}","type":"enterprise_special","name":"杭州砺行新能源有限责任公司","tax_id":"913301067L53XQJUQR","address":"杭州市文一西路969号","phone":"0571-88888888","bank":"招商银行杭州分行","bank_account":"571900000010000"}}"#
        )
    };
    let special = |apply: String| apply.replace("enterprise_general", "enterprise_special");
    let error = refused(&desk, &[paid("C1", "B1"), save("C1"), special(apply_amount("1.00"))]);
    assert_eq!(rule(&error), "qualification-required");
    last(&desk, &[paid("D1", "B2"), save("D1"), special(apply_bills(&["B2"]))]);
}

#[test]
fn delivery_by_post_needs_an_address_of_the_account() {
    let desk = scene();
    let remove = r#"{"op":"remove_address","address":"1"}"#;
    last(&desk, &[paid("C1", "B1")]);
    let elsewhere = r#"{"op":"save_address","account":"D1","recipient":"甲","phone":"17199338205","region":"浙江省","street":"文一西路"}"#;
    let id = last(&desk, &[line(elsewhere)])["address"].as_str().unwrap().to_owned();
    let other = apply_amount("1.00").replace('}', &format!(r#","address":"{id}"}}"#));
    assert_eq!(rule(&refused(&desk, &[other])), "not-found");
    assert_eq!(rule(&refused(&desk, &[line(remove), apply_amount("1.00")])), "address-required");
}

#[test]
fn delivery_by_mail_needs_addresses_that_are_some() {
    let desk = scene();
    let with = |email: &str| apply_bills(&["B1"]).replace("fin@example.com", email);
    let none = apply_bills(&["B1"]).replace(r#","email":"fin@example.com""#, "");
    assert_eq!(rule(&refused(&desk, &[paid("D1", "B1"), none])), "email-required");
    assert_eq!(rule(&refused(&desk, &[with(" ")])), "email-required");
    for wrong in ["nobody", "a@b@c.cn", "a@example.com, b@", &format!("{}@example.com", "a".repeat(189))] {
        assert_eq!(rule(&refused(&desk, &[with(wrong)])), "email-invalid", "{wrong}");
    }
    last(&desk, &[with("a@example.com, b@example.com")]);
}

#[test]
fn a_remark_has_at_most_230_characters_that_tax_software_can_hold() {
    let desk = scene();
    let with = |remark: &str| apply_amount("1.00").replace('}', &format!(r#","remark":"{remark}"}}"#));
    let error = refused(&desk, &[paid("C1", "B1"), with(&"字".repeat(231))]);
    assert_eq!((rule(&error), &error["length"]), ("remark-invalid", &json!(231)));
    let error = refused(&desk, &[with("合同 😀")]);
    assert_eq!((rule(&error), &error["character"]), ("remark-invalid", &json!("😀")));
    last(&desk, &[with(&"字".repeat(230))]);
}

#[test]
fn a_step_that_the_state_does_not_offer_is_refused() {
    let desk = scene();
    let number = r#""application":"FP20261122-0001""#;
    last(&desk, &[paid("C1", "B1"), apply_amount("100.00")]);
    for (step, name) in [
        (issue(1, FIRST, "100.00"), "issue"),
        (
            format!(r#"{{"op":"deliver_application",{number},"carrier":"顺丰","tracking_no":"SF1"}}"#),
            "deliver",
        ),
        (format!(r#"{{"op":"receive_application",{number}}}"#), "receive"),
        (
            format!(r#"{{"op":"reverse_application",{number},"red_number":"{FIRST}","reason":"allowance"}}"#),
            "reverse",
        ),
    ] {
        let error = refused(&desk, &[step]);
        assert_eq!(
            (rule(&error), &error["state"], &error["step"]),
            ("transition-not-allowed", &json!("submitted"), &json!(name))
        );
    }
    let again = refused(&desk, &[accept(1), accept(1)]);
    assert_eq!((rule(&again), &again["state"]), ("transition-not-allowed", &json!("issuing")));
    let ended = refused(&desk, &[cancel(1), cancel(1)]);
    assert_eq!((rule(&ended), &ended["state"]), ("transition-not-allowed", &json!("cancelled")));
}

#[test]
fn cancelling_is_open_to_the_end_of_the_day_of_submission() {
    let desk = scene();
    last(&desk, &[paid("C1", "B1"), apply_amount("10.00"), apply_amount("10.00")]);
    last(&desk, &[at("2026-11-22T23:59:59.999+08:00", &cancel(1))]);
    let error = refused(&desk, &[at("2026-11-23T00:00:00+08:00", &cancel(2))]);
    assert_eq!((rule(&error), &error["last_day"]), ("cancel-window-closed", &json!("2026-11-22")));
}

#[test]
fn under_the_other_policy_cancelling_is_open_until_issue() {
    let desk = scene();
    last(&desk, &[paid("D1", "B1"), apply_bills(&["B1"]), accept(1)]);
    last(&desk, &[at("2026-12-31T12:00:00+08:00", &cancel(1))]);
}

#[test]
fn what_is_issued_is_not_cancelled() {
    let desk = scene();
    let mut lines = accepted();
    lines.extend([issue(1, FIRST, "100.00"), cancel(1)]);
    assert_eq!(rule(&refused(&desk, &lines)), "already-issued");
}

#[test]
fn corrections_are_offered_by_one_policy_only() {
    let desk = scene();
    let mut lines = accepted();
    lines.push(issue(1, FIRST, "100.00"));
    lines.push(line(r#"{"op":"request_correction","application":"FP20261122-0001","reason":"抬头有误","changes":{"remark":"甲"}}"#));
    assert_eq!(rule(&refused(&desk, &lines)), "correction-not-offered");
}

#[test]
fn an_invoice_number_is_used_once_in_the_store() {
    let desk = scene();
    let mut lines = accepted();
    lines.extend([issue(1, FIRST, "100.00"), paid("C1", "B2"), apply_amount("100.00"), accept(2)]);
    last(&desk, &lines);
    let error = refused(&desk, &[issue(2, FIRST, "100.00")]);
    assert_eq!((rule(&error), &error["number"]), ("duplicate-invoice-number", &json!(FIRST)));
    let both = r#"{"op":"issue_application","application":"FP20261122-0002","invoices":[{"number":"26440000000000000002","issued_on":"2026-11-22","gross":"50.00"},{"number":"26440000000000000002","issued_on":"2026-11-22","gross":"50.00"}]}"#;
    assert_eq!(rule(&refused(&desk, &[line(both)])), "duplicate-invoice-number");
    let red = format!(
        r#"{{"op":"reverse_application","application":"FP20261122-0001","red_number":"{FIRST}","reason":"allowance"}}"#
    );
    assert_eq!(rule(&refused(&desk, &[red])), "duplicate-invoice-number");
}

#[test]
fn invoices_have_to_add_up_to_the_application_and_carry_possible_dates_and_numbers() {
    let desk = scene();
    last(&desk, &accepted());
    let field = |line: String| {
        let error = refused(&desk, &[line]);
        assert_eq!(rule(&error), "bad-field");
        error["field"].as_str().unwrap().to_owned()
    };
    assert_eq!(field(issue(1, FIRST, "99.99")), "invoices");
    assert_eq!(field(issue(1, "123", "100.00")), "invoices[0].number");
    let on = |day: &str| {
        issue(1, FIRST, "100.00").replace(r#""issued_on":"2026-11-22""#, &format!(r#""issued_on":"{day}""#))
    };
    assert_eq!(field(on("2026-11-23")), "invoices[0].issued_on", "tomorrow");
    assert_eq!(field(on("2026-11-21")), "invoices[0].issued_on", "before it was submitted");
    let none = r#"{"op":"issue_application","application":"FP20261122-0001","invoices":[]}"#;
    assert_eq!(field(line(none)), "invoices");
}

#[test]
fn the_first_thing_that_is_wrong_is_named() {
    let desk = scene();
    let everything_wrong = r#"{"op":"submit_application","account":"D1","type":"personal_general","bills":["B1","B2","X9"],"email":"nobody"}"#;
    let old = bill("D1", "B1", "9.00", "2025-11-01", "2025-11-01", Some("2025-11-01"));
    let unpaid = bill("D1", "B2", "9.00", "2026-11-01", "2026-12-01", None);
    assert_eq!(rule(&refused(&desk, &[old, unpaid, line(everything_wrong)])), "bill-not-found");
    let without = everything_wrong.replace(r#","X9""#, "");
    let error = refused(&desk, std::slice::from_ref(&without));
    assert_eq!(
        (rule(&error), &error["bill_no"]),
        ("bill-not-paid", &json!("B2")),
        "rule by rule, not bill by bill"
    );
    let pay = r#"{"op":"pay_bill","bill_no":"B2","paid_on":"2026-11-02"}"#;
    assert_eq!(rule(&refused(&desk, &[line(pay), without.clone()])), "bill-age-limit");
    assert_eq!(rule(&refused(&desk, &[without.replace(r#""B1","#, "")])), "type-not-allowed");
}

#[test]
fn what_was_refused_has_changed_nothing() {
    let desk = scene();
    last(&desk, &[paid("C1", "B1")]);
    let balance = r#"{"op":"balance","account":"C1"}"#;
    let before = desk.ok(&[balance]);
    refused(&desk, &[apply_amount("100.01")]);
    assert_eq!(desk.ok(&[balance]), before);
    assert_eq!(desk.ok(&[r#"{"op":"applications"}"#])[0], json!([]));
}

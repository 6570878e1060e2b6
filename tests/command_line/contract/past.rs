//! `balance` with `on`: what it answered on a day that is over, told again.

use serde_json::Value;

use crate::common::lines::{
    NAME, apply_bills, approve_correction, at, bill, change_issuer, change_policy, enterprise, issue, issuer,
    non_invoiceable, paid, refund, request_correction, reverse, status, step, user, with,
};
use crate::common::process::Desk;
use crate::contract::scene::{refused, scene, strs};

const NUMBER: &str = "26440000000000000001";

fn balance(account: &str) -> String {
    format!(r#"{{"op":"balance","account":"{account}"}}"#)
}

/// The question, about a day, asked on one long after it.
fn on(day: &str, line: &str) -> String {
    at("2027-01-05T12:00:00+08:00", &with(line, &format!(r#""on":"{day}""#)))
}

/// Sends what happens day by day, and asks each evening; answers what was said, with the days.
fn lived(desk: &Desk, account: &str, days: &[(&'static str, Vec<String>)]) -> Vec<(&'static str, Value)> {
    let mut said = Vec::new();
    for (day, lines) in days {
        let morning = at(&format!("{day}T09:00:00+08:00"), &balance(account));
        let evening = at(&format!("{day}T23:59:59+08:00"), &balance(account));
        let lines: Vec<String> = [vec![morning], lines.clone(), vec![evening]].concat();
        said.push((*day, desk.ok(&strs(&lines)).pop().unwrap()));
    }
    said
}

#[test]
fn every_day_of_a_history_is_answered_as_it_was_answered_on_that_day() {
    let desk = scene();
    desk.ok(&[&user("李强", "reviewer")]);
    let first = "FP20261124-0001";
    let days = [
        ("2026-11-23", vec![paid("D1", "A", "100.00"), bill("D1", "U", "70.00", "2026-11-01", "2026-11-25", None)]),
        ("2026-11-24", vec![apply_bills("D1", &["A"]), step("accept_application", first)]),
        ("2026-11-25", vec![issue(first, &[(NUMBER, "100.00")]).replace("2026-11-22", "2026-11-25")]),
        // The bill of the 25th is overdue, and a refund takes what is invoiced.
        ("2026-11-26", vec![refund("A", "40.00"), paid("D1", "B", "100.00"), non_invoiceable("D1", "5.00")]),
        ("2026-11-27", vec![r#"{"op":"pay_bill","bill_no":"U","paid_on":"2026-11-26"}"#.into()]),
        ("2026-11-28", vec![apply_bills("D1", &["B"])]),
        ("2026-11-29", vec![status("D1", "frozen")]),
        ("2026-11-30", vec![status("D1", "active"), reverse(first, "26440000000000000009")]),
        ("2026-12-01", vec![step("cancel_application", "FP20261128-0001")]),
        (
            "2026-12-02",
            vec![
                r#"{"op":"remove_non_invoiceable","account":"D1","amount":"5.00","reason":"other","why":"重复"}"#.into(),
                r#"{"op":"correct_bill","bill_no":"U","reason":"录入错","changes":{"bill_no":"V","amount":"71.00","paid_on":null}}"#.into(),
            ],
        ),
        (
            "2026-12-03",
            vec![
                r#"{"op":"pay_bill","bill_no":"V","paid_on":"2026-12-03"}"#.into(),
                r#"{"op":"remove_bill","bill_no":"V","reason":"重复"}"#.into(),
                r#"{"op":"remove_refund","bill_no":"A","amount":"40.00","on":"2026-11-22","reason":"录入错"}"#.into(),
                paid("D1", "V", "12.00"),
            ],
        ),
        ("2026-12-04", vec![apply_bills("D1", &["A"]), step("accept_application", "FP20261204-0001")]),
        (
            "2026-12-05",
            vec![issue("FP20261204-0001", &[("26440000000000000002", "100.00")]).replace("2026-11-22", "2026-12-05")],
        ),
        (
            "2026-12-07",
            vec![
                request_correction("FP20261204-0001", r#"{"remark":"合同 1"}"#),
                approve_correction("FP20261204-0001", "26440000000000000008", "李强"),
            ],
        ),
    ];
    let said = lived(&desk, "D1", &days);
    let different: Vec<&Value> = said.iter().map(|(_, answer)| &answer["invoiceable"]).collect();
    assert!(different.windows(2).any(|two| two[0] != two[1]), "the days differ: {different:?}");
    assert!(said.iter().any(|(_, answer)| answer["blocked"] == "overdue-bill"));
    assert!(said.iter().any(|(_, answer)| answer["blocked"] == "account-frozen"));
    for (day, answer) in &said {
        assert_eq!(desk.ok(&[&on(day, &balance("D1"))]), std::slice::from_ref(answer), "{day}");
    }
    // The days between are as the one before them; today is today with and without its name.
    let mut before = desk.ok(&[&on("2026-12-06", &balance("D1"))]).remove(0);
    before["on"] = "2026-12-05".into();
    assert_eq!(before, said[12].1);
    let late = at("2026-12-07T23:59:59+08:00", &balance("D1"));
    assert_eq!(desk.ok(&[&late]), desk.ok(&[&with(&late, r#""on":"2026-12-07""#)]));
}

#[test]
fn a_past_day_is_read_a_page_at_a_time_too() {
    let desk = scene();
    lived(
        &desk,
        "D1",
        &[
            ("2026-11-23", ["B1", "B2", "B3"].map(|no| paid("D1", no, "1.00")).to_vec()),
            ("2026-11-24", vec![paid("D1", "B0", "1.00")]),
        ],
    );
    let page = |more: &str| {
        let line = with(&on("2026-11-23", &balance("D1")), more);
        desk.ok(&[&line]).remove(0)
    };
    let numbers = |answer: &Value| {
        let bills = answer["bills"].as_array().unwrap().clone();
        bills.iter().map(|bill| bill["bill_no"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let first = page(r#""limit":2"#);
    assert_eq!((numbers(&first), &first["next"]), (vec!["B1".into(), "B2".into()], &Value::from("B2")));
    let rest = page(r#""limit":2,"after":"B2""#);
    assert_eq!((numbers(&rest), rest.get("next")), (vec!["B3".into()], None));
    assert_eq!(rest["invoiceable"], "3.00", "sums are always whole");
    let line = with(&on("2026-11-23", &balance("D1")), r#""after":"B0""#);
    assert_eq!(refused(&desk, &[line])["rule"], "not-found", "it was not there yet");
}

#[test]
fn a_day_to_come_is_refused_and_before_the_account_there_is_nothing() {
    let desk = scene();
    desk.ok(&[&paid("D1", "B1", "100.00")]);
    let error = refused(&desk, &[with(&balance("D1"), r#""on":"2026-11-23""#)]);
    assert_eq!((&error["rule"], &error["field"]), (&"bad-field".into(), &"on".into()));
    let answer = desk.ok(&[&on("2026-11-21", &balance("D1"))]).remove(0);
    assert_eq!((&answer["invoiceable"], &answer["bills"]), (&"0.00".into(), &serde_json::json!([])));
    assert!(answer.get("notices").is_none(), "{answer}");
}

#[test]
fn a_day_has_the_policy_of_that_day() {
    let desk = scene();
    let copy = r#"{"op":"copy_policy","from":"qweather","code":"own","name_zh":"自订"}"#;
    let days = [
        ("2026-11-23", vec![bill("D1", "old", "50.00", "2026-03-01", "2026-03-10", Some("2026-03-05"))]),
        ("2026-11-24", vec![copy.into(), change_issuer("Q", r#"{"policy":"own"}"#)]),
        ("2026-11-25", vec![change_policy("own", r#"{"bill_age_limit_months":6}"#)]),
        ("2026-11-26", vec![change_issuer("Q", r#"{"policy":"tencent-cloud"}"#)]),
    ];
    let said = lived(&desk, "D1", &days);
    let expected = ["50.00", "50.00", "0.00", "50.00"];
    for ((day, answer), expected) in said.iter().zip(expected) {
        assert_eq!(answer["invoiceable"], expected, "{day}");
        assert_eq!(desk.ok(&[&on(day, &balance("D1"))]), std::slice::from_ref(answer), "{day}");
    }
}

/// The clock of an import is the machine's, so this store has no other.
#[test]
fn what_an_import_brought_is_there_from_its_day_on() {
    let desk = Desk::empty();
    desk.ok(&[
        &at("2026-01-05T09:00:00+08:00", &issuer("Q", NAME, "qweather")),
        &enterprise("C1", "Q", NAME),
        &paid("C1", "B1", "100.00"),
    ]);
    let bills =
        "账单号,客户编号,账单日期,付款期限,账单金额,付款日期\nB2,C1,2026-10-01,2026-10-10,50.00,2026-10-05\n";
    std::fs::write(desk.path("bills.csv"), bills).unwrap();
    assert_eq!(desk.run(&["import", "bills", "bills.csv", "--issuer", "Q"]).code, 0);
    let told = |day: &str| {
        let line = at("2099-01-05T09:00:00+08:00", &with(&balance("C1"), &format!(r#""on":"{day}""#)));
        desk.ok(&[&line]).remove(0)
    };
    let numbers = |day: &str| told(day)["bills"].as_array().unwrap().len();
    assert_eq!((numbers("2098-12-31"), told("2098-12-31").get("notices")), (2, None));
    assert_eq!(numbers("2026-01-31"), 1, "the imported one was not there yet");
    assert_eq!(desk.run(&["undo-import", "1"]).code, 0);
    assert_eq!((numbers("2098-12-31"), told("2098-12-31").get("notices")), (1, None));
    assert_eq!((numbers("2026-01-31"), told("2026-01-31").get("notices")), (1, None));
}

//! Every rule of RULES.md sections 4, 5 and 8, refused through the desk by its id; a refusal changes nothing.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "what a test needs and does not find fails it"
)]

mod afterwards;
mod applying;
mod deadlines;
mod issuing;
mod windows;

use crate::common::Play;
use crate::common::dump::dump;
use fapiao_desk::domain::rules::RuleId;

/// Sends a line that `rule` refuses; nothing in the store is another afterwards.
fn refuses(play: &mut Play, rule: &str, line: &str) {
    let before = dump(play.desk.path());
    assert_eq!(play.refused(line), rule, "{line}");
    assert!(dump(play.desk.path()) == before, "something changed: {line}");
}

/// `line` at a moment in China, `2026-11-22T23:59:59`.
fn at(moment: &str, line: &str) -> String {
    format!(r#"{{"at":"{moment}+08:00",{}"#, &line[1..])
}

/// An application of a customer of `Q` for these bills, with further fields.
fn chosen(bills: &[&str], more: &str) -> String {
    format!(
        r#"{{"op":"submit_application","account":"C1","type":"enterprise_general","email":"fin@example.com","bills":{bills:?}{more}}}"#
    )
}

/// An application of a customer of `T` for an amount, with further fields.
fn amount(yuan: &str, more: &str) -> String {
    format!(
        r#"{{"op":"submit_application","account":"C1","type":"enterprise_general","amount":"{yuan}"{more}}}"#
    )
}

/// A customer `C1` of an issuer, with a paid bill `B1` of 100.00.
fn customer_of(issuer: &str) -> Play {
    Play::with_bill(issuer)
}

fn bill(bill_no: &str, billed_on: &str, due_on: &str, paid_on: Option<&str>) -> String {
    let paid = paid_on.map(|on| format!(r#","paid_on":"{on}""#)).unwrap_or_default();
    format!(
        r#"{{"op":"add_bill","account":"C1","bill_no":"{bill_no}","kind":"other","amount":"10.00","billed_on":"{billed_on}","due_on":"{due_on}"{paid}}}"#
    )
}

#[test]
fn every_rule_about_applications_is_asked_through_the_desk() {
    let tests = [
        include_str!("applying.rs"),
        include_str!("issuing.rs"),
        include_str!("afterwards.rs"),
        include_str!("../corrections.rs"),
    ];
    let is_asked = |rule: &&RuleId| tests.iter().any(|test| test.contains(&format!("{:?}", rule.as_str())));
    let ours = RuleId::ALL.iter().filter(|rule| [4, 5, 8].contains(&rule.section()));
    let forgotten: Vec<&RuleId> = ours.filter(|rule| !is_asked(rule)).collect();
    assert!(forgotten.is_empty(), "{forgotten:?}");
}

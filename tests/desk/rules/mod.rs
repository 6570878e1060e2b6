//! Every rule of RULES.md sections 4, 5 and 8, refused through the desk by its id; a refusal changes nothing.

mod afterwards;
mod applying;
mod deadlines;
mod issuing;
mod windows;

use crate::common::Play;
use crate::common::dump::{but_for_log, dump, is_attempt};
use crate::common::lines;
use crate::common::refusals::{refusals, says, scene};
use fapiao_desk::domain::rule_id::RuleId;

/// Sends a line that `rule` refuses; nothing in the store is another afterwards.
fn refuses(play: &mut Play, rule: &str, line: &str) {
    let before = dump(play.desk.path());
    assert_eq!(play.refused(line), rule, "{line}");
    let after = dump(play.desk.path());
    let is_same =
        if is_attempt(rule) { but_for_log(&after) == but_for_log(&before) } else { after == before };
    assert!(is_same, "something changed: {line}");
}

/// `line` at a moment in China, `2026-11-22T23:59:59`.
fn at(moment: &str, line: &str) -> String {
    lines::at(&format!("{moment}+08:00"), line)
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

fn bill(bill_no: &str, billed_on: &str, due_on: &str, paid_on: Option<&str>) -> String {
    lines::bill("C1", bill_no, "10.00", billed_on, due_on, paid_on)
}

#[test]
fn each_rule_refuses_by_its_id_and_changes_nothing() {
    let folder = crate::common::place::folder();
    let mut asked = Vec::new();
    for case in refusals(folder.path()) {
        let mut play = Play::empty();
        play.all_ok(scene().iter().chain(&case.before));
        refuses(&mut play, case.rule.as_str(), &case.line);
        let refusal = play.refusal(&case.line);
        assert!(says(&refusal, &case.says), "{refusal} does not say {}", case.says);
        asked.push(case.rule);
    }
    let asked_elsewhere = [RuleId::RecurringAlreadyRun, RuleId::OutAtBureau];
    let all: Vec<RuleId> =
        RuleId::ALL.iter().copied().filter(|rule| !asked_elsewhere.contains(rule)).collect();
    assert_eq!(asked, all);
}

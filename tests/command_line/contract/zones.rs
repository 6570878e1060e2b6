//! The last second of a day in China, from machines that are elsewhere: each boundary lies at the same instant.

use serde_json::{Value, json};

use crate::common::process::finish;
use crate::contract::scene::{apply_bills, at, bill, scene};

/// Behind China by half a day with a summer time, and ahead of it by six hours.
const ZONES: [&str; 2] = ["America/New_York", "Pacific/Kiritimati"];

/// Has each zone prepare a store by `lines`, and send `line` a second before and at midnight of a day's end in China,
/// which are given in UTC: later first, since what is refused changes nothing.
fn both_sides(lines: &[String], line: &str, midnight: &str) -> (Value, Value) {
    let mut answers: Vec<(Value, Value)> = Vec::new();
    let before = midnight.replace("16:00:00Z", "15:59:59Z");
    for zone in ZONES {
        let desk = scene();
        let run = |line: &str| {
            let mut command = desk.with(&["run", "-"]);
            command.env("TZ", zone);
            finish(command, line.as_bytes()).answer()
        };
        desk.ok(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let after = run(&at(midnight, line));
        answers.push((run(&at(&before, line)), after));
    }
    assert_eq!(answers[0], answers[1], "{ZONES:?} differ");
    answers.swap_remove(0)
}

/// The same, of a line that is carried out before and refused after.
fn closes(lines: &[String], line: &str, midnight: &str, rule: &str) {
    let (before, after) = both_sides(lines, line, midnight);
    assert_eq!((&before["ok"], &after["error"]["rule"]), (&json!(true), &json!(rule)), "{before} {after}");
}

fn of(billed: &str, due: &str, paid: Option<&str>) -> String {
    bill("D1", "B1", "10.00", billed, due, paid)
}

#[test]
fn a_bill_goes_out_of_date_at_the_end_of_its_day() {
    let lines = [of("2025-11-22", "2025-12-01", Some("2025-11-30"))];
    closes(&lines, &apply_bills(&["B1"]), "2026-11-22T16:00:00Z", "bill-age-limit");
}

#[test]
fn a_bill_is_overdue_from_the_end_of_its_due_date_and_freezes_thirty_days_later() {
    let unpaid = bill("D1", "U", "10.00", "2026-11-01", "2026-11-22", None);
    let lines = [of("2026-11-01", "2026-12-30", Some("2026-11-02")), unpaid];
    closes(&lines, &apply_bills(&["B1"]), "2026-11-22T16:00:00Z", "overdue-bill");
    let (before, after) = both_sides(&lines, &apply_bills(&["B1"]), "2026-12-22T16:00:00Z");
    assert_eq!(
        (&before["error"]["rule"], &after["error"]["rule"]),
        (&json!("overdue-bill"), &json!("account-frozen"))
    );
}

#[test]
fn a_correction_is_asked_for_until_the_end_of_the_day_twelve_months_after_the_issue() {
    let lines = [
        of("2026-11-01", "2026-12-30", Some("2026-11-02")),
        at("2026-11-22T12:00:00+08:00", &apply_bills(&["B1"])),
        r#"{"op":"accept_application","application":"FP20261122-0001"}"#.to_owned(),
        r#"{"op":"issue_application","application":"FP20261122-0001","invoices":[{"number":"26440000000000000001","issued_on":"2026-11-22","gross":"10.00"}]}"#.to_owned(),
    ];
    let line = r#"{"op":"request_correction","application":"FP20261122-0001","reason":"抬头"}"#;
    closes(&lines, line, "2027-11-22T16:00:00Z", "correction-window-closed");
}

#[test]
fn a_plan_runs_from_the_beginning_of_its_day() {
    let lines = [
        bill("C1", "B1", "10.00", "2026-11-01", "2026-12-30", Some("2026-11-02")),
        at(
            "2026-11-01T12:00:00+08:00",
            r#"{"op":"set_recurring","account":"C1","enabled":true,"type":"enterprise_general"}"#,
        ),
    ];
    let run = |midnight| both_sides(&lines, r#"{"op":"run_recurring"}"#, midnight);
    let (before, after) = run("2026-11-09T16:00:00Z");
    // At midnight it applied; the second before, asked later, there is no day of a plan yet.
    assert_eq!(after["result"]["runs"][0]["outcome"], "applied");
    assert_eq!(before["result"]["runs"], json!([]));
}

#[test]
fn a_deadline_counts_from_the_day_in_china() {
    let lines = [bill("C1", "B1", "10.00", "2026-11-01", "2026-12-30", Some("2026-11-02"))];
    let (before, after) =
        both_sides(&lines, &crate::contract::scene::apply_amount("1.00"), "2026-11-19T16:00:00Z");
    assert_eq!(
        (&before["result"]["due_on"], &after["result"]["due_on"]),
        (&json!("2026-11-26"), &json!("2026-11-27"))
    );
}

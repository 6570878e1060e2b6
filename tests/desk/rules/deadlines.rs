//! "Within N working days" across days off, make-up days, and years that are not known.

use super::{amount, at, chosen};
use crate::common::Play;

/// The last day to issue and deliver what is submitted at a moment in China.
fn due(issuer: &str, moment: &str) -> String {
    let mut play = Play::with_bill(issuer);
    // Old enough to be there whenever it is.
    play.ok(&super::bill("OLD", "2025-11-01", "2025-11-01", Some("2025-11-01")));
    let line = if issuer == "T" { amount("1.00", "") } else { chosen(&["OLD"], "") };
    let answer = play.ok(&at(moment, &line));
    assert!(answer.get("due_assumes_year").is_none(), "{answer}");
    answer["due_on"].as_str().unwrap().to_owned()
}

#[test]
fn five_working_days_pass_over_two_holidays() {
    // Friday 25 September begins the Mid-Autumn Festival, 1 October National Day: 28, 29, 30, 8, 9.
    assert_eq!(due("T", "2026-09-24T10:00:00"), "2026-10-09");
}

#[test]
fn a_saturday_that_is_worked_counts() {
    // 8, 9, Saturday 10, 12, 13.
    assert_eq!(due("T", "2026-09-30T23:59:59"), "2026-10-13");
}

#[test]
fn ten_working_days_pass_over_the_spring_festival() {
    // Saturday 14 is worked; 15 to 23 are off; 24 to 27, Saturday 28, 2 to 5 March.
    assert_eq!(due("Q", "2026-02-13T10:00:00"), "2026-03-05");
}

#[test]
fn a_weekend_counts_from_its_monday() {
    assert_eq!(due("T", "2026-11-21T10:00:00"), "2026-11-27");
    assert_eq!(due("T", "2026-11-22T10:00:00"), "2026-11-27");
}

#[test]
fn the_day_begins_at_midnight_in_china() {
    assert_eq!(due("T", "2026-11-22T23:59:59"), "2026-11-27");
    assert_eq!(due("T", "2026-11-23T00:00:00"), "2026-11-30");
}

#[test]
fn a_year_whose_holidays_are_not_known_is_said_to_be_assumed_until_they_are() {
    let mut play = Play::with_bill("T");
    let line = at("2026-12-29T10:00:00", &amount("1.00", ""));
    let answer = play.ok(&line);
    assert_eq!((&answer["due_on"], &answer["due_assumes_year"]), (&"2027-01-05".into(), &2027.into()));
    play.ok(r#"{"op":"add_holidays","year":2027,"days":[{"date":"2027-01-01","off":true},{"date":"2027-01-04","off":true}]}"#);
    let answer = play.ok(&line);
    // 30, 31, then Friday 1 and Monday 4 are off: 5, 6, 7.
    assert_eq!((&answer["due_on"], answer.get("due_assumes_year")), (&"2027-01-07".into(), None));
}

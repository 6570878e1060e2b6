//! Recurring invoicing through the whole desk.

use crate::common::Play;
use crate::common::lines::{at as said_at, set_recurring};
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use fapiao_desk::desk::Store;
use fapiao_desk::desk::commands::recurring;
use fapiao_desk::desk::lists::recurring as listed;
use fapiao_desk::domain::calendar::{china_day_start, minus_months};
use fapiao_desk::domain::rule_id::RuleId;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

fn begin() -> Play {
    let mut play = Play::with_bill("T");
    play.ok(r#"{"op":"set_recurring","account":"C1","enabled":true,"type":"enterprise_general","at":"2026-11-01T09:00:00+08:00"}"#);
    play
}

fn run(play: &mut Play, at: &str) -> Vec<Value> {
    let answer = play.ok(&format!(r#"{{"op":"run_recurring","at":"{at}"}}"#));
    answer["runs"].as_array().unwrap().clone()
}

#[test]
fn a_plan_applies_for_everything_on_the_tenth_and_once_a_month() {
    let mut play = begin();
    assert_eq!(run(&mut play, "2026-11-09T23:59:59+08:00"), Vec::<Value>::new(), "enabled after 10 October");
    let runs = run(&mut play, "2026-11-10T00:00:00+08:00");
    assert_eq!(runs.len(), 1);
    assert_eq!(
        (&runs[0]["month"], &runs[0]["outcome"], &runs[0]["amount"]),
        (&json!("2026-11"), &json!("applied"), &json!("100.00"))
    );
    play.paid("C1", "B2", "50.00");
    let again = run(&mut play, "2026-11-30T09:00:00+08:00");
    assert_eq!(again[0]["rule"], "recurring-already-run");
    assert_eq!(play.balance("C1")["invoiceable"], "50.00");
    let next = run(&mut play, "2026-12-10T09:00:00+08:00");
    assert_eq!((&next[0]["month"], &next[0]["amount"]), (&json!("2026-12"), &json!("50.00")));
}

#[test]
fn days_off_are_caught_up_at_the_next_start() {
    let mut play = begin();
    let runs = run(&mut play, "2026-12-03T09:00:00+08:00");
    assert_eq!(runs[0]["month"], "2026-11", "the tenth of November was missed");
    assert_eq!(run(&mut play, "2026-12-10T09:00:00+08:00")[0]["month"], "2026-12");
}

#[test]
fn a_month_with_nothing_or_a_frozen_account_is_a_recorded_skip() {
    let mut play = begin();
    play.ok(r#"{"op":"set_account_status","account":"C1","status":"frozen"}"#);
    assert_eq!(run(&mut play, "2026-11-10T09:00:00+08:00")[0]["rule"], "account-frozen");
    play.ok(r#"{"op":"set_account_status","account":"C1","status":"active"}"#);
    assert_eq!(run(&mut play, "2026-11-11T09:00:00+08:00")[0]["rule"], "recurring-already-run");
    assert_eq!(run(&mut play, "2026-12-10T09:00:00+08:00")[0]["outcome"], "applied");
    assert_eq!(run(&mut play, "2027-01-10T09:00:00+08:00")[0]["rule"], "amount-not-positive");
}

#[test]
fn a_preview_shows_what_would_happen_and_does_nothing() {
    let mut play = begin();
    let preview = r#"{"op":"run_recurring","preview":true,"at":"2026-11-05T09:00:00+08:00"}"#;
    let expected = json!({"runs":[{"account":"C1","month":"2026-11","outcome":"applied","amount":"100.00"}]});
    assert_eq!(play.ok(preview), expected);
    assert_eq!(play.ok(preview), expected);
    assert_eq!(play.balance("C1")["invoiceable"], "100.00");
}

#[test]
fn a_disabled_plan_does_not_run_and_one_enabled_anew_starts_with_the_next_day() {
    let mut play = begin();
    let set = |enabled: bool, at: &str| said_at(at, &set_recurring("C1", enabled));
    play.ok(&set(false, "2026-11-02T09:00:00+08:00"));
    assert_eq!(run(&mut play, "2026-11-10T09:00:00+08:00"), Vec::<Value>::new());
    play.ok(&set(true, "2026-11-11T09:00:00+08:00"));
    assert_eq!(run(&mut play, "2026-11-12T09:00:00+08:00"), Vec::<Value>::new());
    assert_eq!(run(&mut play, "2026-12-10T09:00:00+08:00")[0]["outcome"], "applied");
}

#[test]
fn a_policy_without_recurring_invoicing_refuses_a_plan() {
    let mut play = begin();
    play.customer("C2", "Q");
    let line = r#"{"op":"set_recurring","account":"C2","enabled":true,"type":"enterprise_general"}"#;
    assert_eq!(play.refused(line), "bad-field");
}

#[test]
fn a_plan_is_switched_off_also_where_the_policy_offers_none_any_more() {
    let mut play = begin();
    let policy =
        |code: &str| format!(r#"{{"op":"change_issuer","code":"T","changes":{{"policy":"{code}"}}}}"#);
    play.ok(&policy("qweather"));
    play.ok(r#"{"op":"set_recurring","account":"C1","enabled":false,"type":"enterprise_general"}"#);
    play.ok(&policy("tencent-cloud"));
    assert_eq!(run(&mut play, "2026-11-10T09:00:00+08:00"), Vec::<Value>::new());
}

#[test]
fn a_run_belongs_to_the_month_whose_day_came_last_in_china() {
    for (at, month) in [
        ("2026-12-31T23:59:59+08:00", "2026-12"),
        ("2027-01-09T23:59:59+08:00", "2026-12"),
        ("2027-01-10T00:00:00+08:00", "2027-01"),
        ("2027-02-28T23:59:59+08:00", "2027-02"),
        ("2028-02-29T00:00:00+08:00", "2028-02"),
        ("2028-02-29T23:59:59+08:00", "2028-02"),
        ("2028-03-09T15:59:59Z", "2028-02"),
        ("2028-03-09T16:00:00Z", "2028-03"),
        ("2028-03-09T08:00:00-08:00", "2028-03"),
    ] {
        assert_eq!(run(&mut begin(), at)[0]["month"], month, "{at}");
    }
}

#[test]
fn a_plan_enabled_on_the_day_itself_runs_on_it() {
    let mut play = begin();
    let set = |enabled: bool, at: &str| said_at(at, &set_recurring("C1", enabled));
    play.ok(&set(false, "2026-11-10T00:00:00+08:00"));
    play.ok(&set(true, "2026-11-10T23:59:59+08:00"));
    assert_eq!(run(&mut play, "2026-11-10T23:59:59+08:00")[0]["outcome"], "applied");
}

#[test]
fn what_is_due_is_known_before_it_is_run() {
    let mut play = begin();
    let due = |play: &mut Play, at: &str| {
        play.ok(&format!(r#"{{"op":"balance","account":"C1","at":"{at}"}}"#));
        let db = Store::open_reader(play.desk.path()).unwrap();
        recurring::due(&db, &play.desk.moment()).unwrap()
    };
    assert_eq!(due(&mut play, "2026-11-09T23:59:59+08:00"), 0);
    assert_eq!(due(&mut play, "2026-11-10T00:00:00+08:00"), 1);
    run(&mut play, "2026-11-10T00:00:01+08:00");
    assert_eq!(due(&mut play, "2026-12-09T23:59:59+08:00"), 0);
    assert_eq!(due(&mut play, "2026-12-10T00:00:00+08:00"), 1);
}

/// How many days two years have, one of them a leap year.
const DAYS: usize = 731;

/// Two years of a desk: how often it is started each day, and what there is in each month.
#[derive(Clone, Debug)]
struct TwoYears {
    /// Starts a day, 0 to 6.
    starts: Vec<u8>,
    /// Whether there is a bill to invoice, month by month.
    billed: Vec<bool>,
    /// Whether the account is frozen, month by month.
    frozen: Vec<bool>,
}

fn two_years() -> impl Strategy<Value = TwoYears> {
    let starts = vec(prop_oneof![2 => Just(0_u8), 3 => 0..=6_u8], DAYS);
    let closed = vec((0..DAYS, 1..75_usize), 0..4);
    let months = || vec(any::<bool>(), 25);
    (starts, closed, months(), months()).prop_map(|(mut starts, closed, billed, frozen)| {
        for (from, days) in closed {
            starts.iter_mut().skip(from).take(days).for_each(|starts| *starts = 0);
        }
        TwoYears { starts, billed, frozen }
    })
}

/// The instants at which the desk is started on a day, the first and the last second of it among them.
fn instants(date: NaiveDate, starts: u8) -> impl Iterator<Item = DateTime<Utc>> {
    let second = move |start: i64| match i64::from(starts) {
        1 => i64::from(date.day()) * 2_700,
        n => start * 86_399 / (n - 1),
    };
    (0..i64::from(starts)).map(move |start| china_day_start(date) + TimeDelta::seconds(second(start)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_plan_runs_once_for_every_month_whose_day_the_desk_sees(years in two_years()) {
        let mut play = Play::new();
        for account in ["C1", "C2"] {
            play.customer(account, "T");
        }
        let first = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        // C2's plan begins in the middle of a month, behind its day.
        let mut expected: Vec<(String, &str, DateTime<Utc>, bool)> = Vec::new();
        let mut open = [false; 2];
        for (date, starts) in first.iter_days().zip(&years.starts) {
            let month = usize::try_from((date.year() - 2027) * 12).unwrap() + date.month0() as usize;
            let midnight = china_day_start(date).to_rfc3339();
            if date.day() == 1 {
                let status = if years.frozen[month] { "frozen" } else { "active" };
                for (i, account) in ["C1", "C2"].into_iter().enumerate() {
                    play.ok(&format!(r#"{{"op":"set_account_status","account":"{account}","status":"{status}","at":"{midnight}"}}"#));
                    if years.billed[month] {
                        play.ok(&format!(
                            r#"{{"op":"add_bill","account":"{account}","bill_no":"{account}-{month}","kind":"other","amount":"10.00","billed_on":"{date}","due_on":"{date}","paid_on":"{date}"}}"#
                        ));
                        open[i] = true;
                    }
                }
            }
            for (account, on) in [("C1", (2027, 1, 1)), ("C2", (2027, 3, 15))] {
                if (date.year(), date.month(), date.day()) == on {
                    play.ok(&format!(
                        r#"{{"op":"set_recurring","account":"{account}","enabled":true,"type":"enterprise_general","at":"{midnight}"}}"#
                    ));
                }
            }
            for at in instants(date, *starts) {
                play.ok(&format!(r#"{{"op":"run_recurring","at":"{}"}}"#, at.to_rfc3339()));
                // The month whose tenth came last, and that the plan was on by then.
                let tenth = if date.day() >= 10 { date } else { minus_months(date, 1) }.with_day(10).unwrap();
                for (i, (account, since)) in [("C1", first), ("C2", NaiveDate::from_ymd_opt(2027, 3, 15).unwrap())].into_iter().enumerate() {
                    let of = tenth.format("%Y-%m").to_string();
                    let is_new = !expected.iter().any(|run| run.0 == of && run.1 == account);
                    if tenth >= since && is_new {
                        let applies = open[i] && !years.frozen[month];
                        expected.push((of, account, at, applies));
                        open[i] &= !applies;
                    }
                }
            }
        }
        let db = Store::open_reader(play.desk.path()).unwrap();
        let runs = listed::runs(&db, None, None).unwrap();
        let mut ran: Vec<_> = runs.iter().map(|run| (run.month.clone(), run.code.as_str(), run.at, run.application.is_some())).collect();
        ran.sort();
        expected.sort();
        prop_assert_eq!(ran, expected);
        let whys: Vec<_> = runs.iter().filter(|run| run.application.is_none()).map(|run| run.rule).collect();
        prop_assert!(whys.iter().all(|rule| [Some(RuleId::AccountFrozen), Some(RuleId::AmountNotPositive)].contains(rule)));
    }
}

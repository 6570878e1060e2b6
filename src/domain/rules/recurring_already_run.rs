//! `recurring-already-run`: a plan runs at most once a month, ever, however often the program starts.

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar::{minus_months, plus_months};
use crate::domain::refusal::Refusal;

/// Asks whether a plan may run for `month` (`2026-11`), for which it `has_run` or not.
pub fn check(month: &str, has_run: bool) -> Result<(), Refusal> {
    if has_run { Err(Refusal::RecurringAlreadyRun { month: month.to_owned() }) } else { Ok(()) }
}

/// The newest run day that is not after `today`. A month that ends before the policy's `day` runs on its last day.
pub fn newest_run_day(day: u32, today: NaiveDate) -> NaiveDate {
    let this = run_day_of(day, today);
    if this <= today { this } else { run_day_of(day, minus_months(today, 1)) }
}

/// The first run day after `today`.
pub fn next_run_day(day: u32, today: NaiveDate) -> NaiveDate {
    let this = run_day_of(day, today);
    if this > today { this } else { run_day_of(day, plus_months(today, 1)) }
}

/// The run day of the month that `date` is in.
fn run_day_of(day: u32, date: NaiveDate) -> NaiveDate {
    (1..=day.clamp(1, 31)).rev().find_map(|day| date.with_day(day)).unwrap_or(date)
}

/// The month of a run day, as `2026-11`.
pub fn month_of(run_day: NaiveDate) -> String {
    run_day.format("%Y-%m").to_string()
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn a_month_is_run_once() {
        assert_eq!(check("2026-11", false), Ok(()));
        assert_eq!(check("2026-11", true).unwrap_err().rule(), Some(RuleId::RecurringAlreadyRun));
    }

    #[test]
    fn the_run_day_is_the_tenth_itself_and_before_it_the_last_one() {
        assert_eq!(newest_run_day(10, day("2026-11-10")), day("2026-11-10"));
        assert_eq!(newest_run_day(10, day("2026-11-09")), day("2026-10-10"));
        assert_eq!(newest_run_day(10, day("2027-01-01")), day("2026-12-10"));
    }

    #[test]
    fn a_month_that_ends_before_the_day_runs_on_its_last_day() {
        for (today, newest, next) in [
            ("2027-02-10", "2027-01-31", "2027-02-28"),
            ("2027-02-27", "2027-01-31", "2027-02-28"),
            ("2027-02-28", "2027-02-28", "2027-03-31"),
            ("2027-03-30", "2027-02-28", "2027-03-31"),
            ("2028-02-28", "2028-01-31", "2028-02-29"),
            ("2028-02-29", "2028-02-29", "2028-03-31"),
            ("2027-05-01", "2027-04-30", "2027-05-31"),
            ("2026-12-31", "2026-12-31", "2027-01-31"),
        ] {
            assert_eq!(newest_run_day(31, day(today)), day(newest), "{today}");
            assert_eq!(next_run_day(31, day(today)), day(next), "{today}");
        }
    }

    #[test]
    fn every_day_lies_between_the_newest_run_day_and_the_next() {
        for run_day in 1..=31 {
            for today in day("2027-11-01").iter_days().take(800) {
                let (newest, next) = (newest_run_day(run_day, today), next_run_day(run_day, today));
                assert!(newest <= today && today < next, "{run_day} {today}");
                assert_eq!(plus_months(day(&format!("{}-01", month_of(newest))), 1).format("%Y-%m").to_string(), month_of(next));
            }
        }
    }
}

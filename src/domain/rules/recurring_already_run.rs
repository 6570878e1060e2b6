//! `recurring-already-run`: a plan runs at most once a month, ever, however often the program starts.

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar::minus_months;
use crate::domain::refusal::Refusal;

/// Asks whether a plan may run for `month` (`2026-11`), for which it `has_run` or not.
///
/// # Errors
/// `recurring-already-run`.
pub fn check(month: &str, has_run: bool) -> Result<(), Refusal> {
    if has_run { Err(Refusal::RecurringAlreadyRun { month: month.to_owned() }) } else { Ok(()) }
}

/// The newest run day that is not after `today`: the policy's day of this month, or of the month before.
pub fn newest_run_day(day: u32, today: NaiveDate) -> NaiveDate {
    let this = today.with_day(day).unwrap_or(today);
    if this <= today { this } else { minus_months(this, 1) }
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
}

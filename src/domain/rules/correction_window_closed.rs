//! `correction-window-closed`: a correction is asked for within so many months of the issue date; the day that many
//! months after it is still allowed.

use chrono::NaiveDate;

use crate::domain::calendar::plus_months;
use crate::domain::policy::Corrections;
use crate::domain::refusal::Refusal;

/// The last day to ask for a correction of an invoice issued on `issued_on`.
pub fn last_day(offered: &Corrections, issued_on: NaiveDate) -> NaiveDate {
    plus_months(issued_on, offered.within_months)
}

/// Asks whether a correction may still be asked for on `today`.
pub fn check(offered: &Corrections, issued_on: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    let last_day = last_day(offered, issued_on);
    if today <= last_day { Ok(()) } else { Err(Refusal::CorrectionWindowClosed { issued_on, last_day }) }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn twelve_months_to_the_day_is_allowed_and_the_day_after_is_not() {
        let offered = Corrections { per_calendar_year: 3, within_months: 12 };
        for (issued, last, after) in
            [("2025-11-22", "2026-11-22", "2026-11-23"), ("2024-02-29", "2025-02-28", "2025-03-01")]
        {
            assert_eq!(check(&offered, day(issued), day(last)), Ok(()));
            let refused = check(&offered, day(issued), day(after)).unwrap_err();
            assert_eq!(refused.rule(), Some(RuleId::CorrectionWindowClosed));
        }
    }
}

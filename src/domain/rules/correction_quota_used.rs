//! `correction-quota-used`: an account may have so many corrections in a calendar year, and no more.

use crate::domain::policy::Corrections;
use crate::domain::refusal::Refusal;

/// Asks whether one more correction fits in `year`, in which the account has `had` so many that were not refused.
pub fn check(offered: &Corrections, year: i32, had: u32) -> Result<(), Refusal> {
    let allowed = offered.per_calendar_year;
    if had < allowed { Ok(()) } else { Err(Refusal::CorrectionQuotaUsed { year, allowed }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_third_is_allowed_and_the_fourth_is_not() {
        let offered = Corrections { per_calendar_year: 3, within_months: 12 };
        assert_eq!(check(&offered, 2026, 2), Ok(()));
        assert_eq!(check(&offered, 2026, 3), Err(Refusal::CorrectionQuotaUsed { year: 2026, allowed: 3 }));
    }
}

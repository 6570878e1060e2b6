//! `bill-age-limit`: a bill older than the policy's months; the day that many months after the bill date still counts.

use chrono::NaiveDate;

use super::Case;
use crate::domain::bill::Bill;
use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    case.each_chosen(|bill| check_bill(bill, case.policy, case.today))
}

pub(super) fn check_bill(bill: &Bill, policy: &Policy, today: NaiveDate) -> Result<(), Refusal> {
    match policy.last_day_to_invoice(bill.billed_on) {
        Some(last_day) if today > last_day => Err(Refusal::BillAgeLimit {
            bill_no: bill.bill_no.clone(),
            billed_on: bill.billed_on,
            last_day,
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn twelve_months_to_the_day_is_allowed_and_the_day_after_is_not() {
        let mut world = World::qweather();
        world.ledger.bills[0].billed_on = day("2025-11-22");
        assert_eq!(world.refused_by(), None);
        world.today = day("2026-11-23");
        assert_eq!(world.refused_by(), Some(RuleId::BillAgeLimit));
    }

    #[test]
    fn a_bill_of_29_february_can_be_invoiced_until_28_february() {
        let mut world = World::qweather();
        world.ledger.bills[0].billed_on = day("2024-02-29");
        world.ledger.bills[0].paid_on = Some(day("2024-03-01"));
        world.today = day("2025-02-28");
        assert_eq!(world.refused_by(), None);
        world.today = day("2025-03-01");
        assert_eq!(world.refused_by(), Some(RuleId::BillAgeLimit));
    }

    #[test]
    fn a_policy_without_a_limit_takes_old_bills() {
        assert_eq!(World::tencent_cloud().refused_with(|w| w.ledger.bills[0].billed_on = day("2019-01-01")), None);
    }
}

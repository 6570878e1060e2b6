//! `overdue-bill`: nothing while the account has an unpaid bill whose due date is before today.

use chrono::NaiveDate;

use super::Case;
use crate::domain::balance::Ledger;
use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    check_ledger(case.ledger, case.policy, case.today)
}

pub(super) fn check_ledger(ledger: &Ledger, policy: &Policy, today: NaiveDate) -> Result<(), Refusal> {
    if !policy.overdue_bill_blocks {
        return Ok(());
    }
    match ledger.bills.iter().find(|b| b.is_overdue(today)) {
        None => Ok(()),
        Some(bill) => Err(Refusal::OverdueBill { bill_no: bill.bill_no.clone(), due_on: bill.due_on }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn due_today_is_not_overdue_and_due_yesterday_is() {
        let mut world = World::qweather();
        world.unpaid_bill("B9", "2026-11-01", "2026-11-22");
        assert_eq!(world.refused_by(), None);
        world.today = day("2026-11-23");
        assert_eq!(world.refused_by(), Some(RuleId::OverdueBill));
    }

    #[test]
    fn a_policy_that_does_not_block_lets_it_pass() {
        assert_eq!(World::tencent_cloud().refused_with(|w| w.unpaid_bill("B9", "2026-11-01", "2026-11-02")), None);
    }
}

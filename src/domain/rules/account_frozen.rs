//! `account-frozen`: nothing for a frozen account, nor, under a policy that freezes by itself, while a bill is unpaid for too long.

use chrono::NaiveDate;

use super::Case;
use crate::domain::account::{Account, AccountStatus};
use crate::domain::balance::Ledger;
use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    check_account(case.account, case.ledger, case.policy, case.today)
}

pub(super) fn check_account(
    account: &Account,
    ledger: &Ledger,
    policy: &Policy,
    today: NaiveDate,
) -> Result<(), Refusal> {
    if account.status == AccountStatus::Frozen {
        return Err(Refusal::AccountFrozen { bill_no: None, due_on: None });
    }
    match ledger.bills.iter().find(|b| !b.is_paid(today) && policy.freezes(b.due_on, today)) {
        None => Ok(()),
        Some(bill) => {
            Err(Refusal::AccountFrozen { bill_no: Some(bill.bill_no.clone()), due_on: Some(bill.due_on) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn a_frozen_account_is_refused_under_both_policies() {
        for mut world in [World::tencent_cloud(), World::qweather()] {
            world.account.status = AccountStatus::Frozen;
            assert_eq!(world.refused_by(), Some(RuleId::AccountFrozen));
        }
    }

    #[test]
    fn the_thirtieth_day_overdue_does_not_freeze_and_the_thirty_first_does() {
        let mut world = World::qweather();
        world.unpaid_bill("B9", "2026-10-01", "2026-10-23");
        assert_eq!(world.refused_by(), Some(RuleId::OverdueBill), "30 days after the due date");
        world.today = day("2026-11-23");
        assert_eq!(world.refused_by(), Some(RuleId::AccountFrozen));
    }

    #[test]
    fn a_policy_that_never_freezes_by_itself_does_not() {
        assert_eq!(World::tencent_cloud().refused_with(|w| w.unpaid_bill("B9", "2020-10-01", "2020-10-23")), None);
    }
}

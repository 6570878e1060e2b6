//! `account-outside-mainland`: no VAT invoice for accounts outside the mainland; they get a support ticket instead.

use super::Case;
use crate::domain::account::{Account, Region};
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    check_account(case.account)
}

/// Asks whether the account may have VAT invoices at all.
pub fn check_account(account: &Account) -> Result<(), Refusal> {
    match account.region {
        Region::Mainland => Ok(()),
        region => Err(Refusal::AccountOutsideMainland { region }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn only_the_mainland_has_vat_invoices() {
        for region in [Region::HongKongMacaoTaiwan, Region::Overseas] {
            assert_eq!(World::tencent_cloud().refused_with(|w| w.account.region = region), Some(RuleId::AccountOutsideMainland));
        }
        assert_eq!(World::tencent_cloud().refused_by(), None);
    }
}

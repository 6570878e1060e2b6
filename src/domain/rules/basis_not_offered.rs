//! `basis-not-offered`: chosen bills under a free-amount policy, or an amount under a chosen-bills policy; "all" is offered by both.

use super::Case;
use crate::domain::balance::Ask;
use crate::domain::policy::AmountBasis;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    match (case.ask, case.policy.amount_basis) {
        (Ask::All, _)
        | (Ask::Amount(_), AmountBasis::FreeAmount)
        | (Ask::Bills(_), AmountBasis::ChosenBills) => Ok(()),
        (_, offered) => Err(Refusal::BasisNotOffered { offered }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn each_policy_takes_its_own_basis_and_all() {
        let amount = Ask::Amount(Fen(1));
        let bills = Ask::Bills(vec!["B1".into()]);
        for (mut world, offered, other) in
            [(World::tencent_cloud(), amount.clone(), bills.clone()), (World::qweather(), bills, amount)]
        {
            for (ask, refused_by) in
                [(offered, None), (Ask::All, None), (other, Some(RuleId::BasisNotOffered))]
            {
                world.ask = ask;
                assert_eq!(world.refused_by(), refused_by);
            }
        }
    }
}

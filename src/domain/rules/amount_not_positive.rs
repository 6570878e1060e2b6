//! `amount-not-positive`: zero or negative, no bills, or "all" of nothing. Where bills remain and the non-invoiceable
//! amount eats them up, both sums are said.

use super::Case;
use crate::domain::balance::Ask;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    let amount = match case.ask {
        Ask::Amount(amount) => *amount,
        Ask::All => case.balance.invoiceable,
        Ask::Bills(chosen) if chosen.is_empty() => Fen::ZERO,
        Ask::Bills(_) => return Ok(()),
    };
    if amount.is_positive() {
        return Ok(());
    }
    let balance = case.balance;
    let is_eaten_up = matches!(case.ask, Ask::All) && balance.remaining.is_positive();
    Err(Refusal::AmountNotPositive {
        amount,
        remaining: is_eaten_up.then_some(balance.remaining),
        non_invoiceable: is_eaten_up.then_some(balance.non_invoiceable),
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn one_fen_is_an_amount_and_zero_and_less_are_not() {
        let mut world = World::tencent_cloud();
        for (amount, refused_by) in
            [(1, None), (0, Some(RuleId::AmountNotPositive)), (-1, Some(RuleId::AmountNotPositive))]
        {
            world.ask = Ask::Amount(Fen(amount));
            assert_eq!(world.refused_by(), refused_by, "{amount}");
        }
    }

    #[test]
    fn all_of_what_the_non_invoiceable_amount_eats_up_says_both_sums_under_either_basis() {
        for mut world in [World::tencent_cloud(), World::qweather()] {
            world.ask = Ask::All;
            world.ledger_entry(Fen(9_999));
            assert_eq!(world.refused_by(), None, "a fen is left");
            for (more, non_invoiceable) in [(1, 10_000), (5_000, 15_000)] {
                world.ledger_entry(Fen(more));
                let sums = (Some(Fen(10_000)), Some(Fen(non_invoiceable)));
                assert_eq!(
                    world.refuse(),
                    Err(Refusal::AmountNotPositive {
                        amount: Fen::ZERO,
                        remaining: sums.0,
                        non_invoiceable: sums.1
                    })
                );
            }
            world.ledger.bills.clear();
            assert_eq!(world.refuse(), Err(Refusal::not_positive(Fen::ZERO)), "no bill is left to speak of");
        }
    }

    #[test]
    fn all_of_nothing_and_no_bills_are_nothing() {
        for mut world in [World::tencent_cloud(), World::qweather()] {
            world.ledger.bills.clear();
            world.ask = Ask::All;
            assert_eq!(world.refused_by(), Some(RuleId::AmountNotPositive));
        }
        assert_eq!(World::qweather().refused_with(|w| w.ask = Ask::Bills(Vec::new())), Some(RuleId::AmountNotPositive));
    }
}

//! `amount-not-positive`: zero or negative, no bills, or "all" of nothing.

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
    if amount.is_positive() { Ok(()) } else { Err(Refusal::AmountNotPositive { amount }) }
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
    fn all_of_nothing_and_no_bills_are_nothing() {
        for mut world in [World::tencent_cloud(), World::qweather()] {
            world.ledger.bills.clear();
            world.ask = Ask::All;
            assert_eq!(world.refused_by(), Some(RuleId::AmountNotPositive));
        }
        let mut world = World::qweather();
        world.ask = Ask::Bills(Vec::new());
        assert_eq!(world.refused_by(), Some(RuleId::AmountNotPositive));
    }
}

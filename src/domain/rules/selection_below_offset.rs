//! `selection-below-offset`: chosen bills whose remaining total is not more than the non-invoiceable amount.

use super::Case;
use crate::domain::balance::Ask;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    let Ask::Bills(chosen) = case.ask else { return Ok(()) };
    if case.ledger.plan(case.balance, case.ask).amount.is_positive() {
        return Ok(());
    }
    let bills = case.ledger.by_number();
    let remaining: Fen =
        chosen.iter().filter_map(|no| bills.get(no.as_str())).map(|b| b.remaining(case.today)).sum();
    let non_invoiceable = case.balance.non_invoiceable;
    Err(Refusal::SelectionBelowOffset { remaining, non_invoiceable, correcting: None })
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn a_selection_worth_one_fen_more_than_the_offset_passes() {
        assert_eq!(World::qweather().refused_with(|w| _ = w.ledger_entry(Fen(9_999))), None);
    }

    #[test]
    fn a_selection_worth_the_offset_is_refused() {
        let mut world = World::qweather();
        world.ledger_entry(Fen(10_000));
        assert_eq!(
            world.refuse(),
            Err(Refusal::SelectionBelowOffset {
                remaining: Fen(10_000),
                non_invoiceable: Fen(10_000),
                correcting: None
            })
        );
    }
}

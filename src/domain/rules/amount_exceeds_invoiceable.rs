//! `amount-exceeds-invoiceable`: more than the invoiceable amount; exactly that much is allowed.

use super::Case;
use crate::domain::balance::Ask;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    let invoiceable = case.balance.invoiceable;
    match case.ask {
        Ask::Amount(amount) if *amount > invoiceable => {
            Err(Refusal::AmountExceedsInvoiceable { amount: *amount, invoiceable })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn the_whole_amount_is_allowed_and_one_fen_more_is_not() {
        let mut world = World::tencent_cloud();
        world.ask = Ask::Amount(Fen(10_000));
        assert_eq!(world.refused_by(), None);
        world.ask = Ask::Amount(Fen(10_001));
        assert_eq!(
            world.refuse(),
            Err(Refusal::AmountExceedsInvoiceable { amount: Fen(10_001), invoiceable: Fen(10_000) })
        );
    }

    #[test]
    fn what_is_not_invoiceable_is_taken_off_first() {
        let mut world = World::tencent_cloud();
        world.ledger_entry(Fen(3_000));
        world.ask = Ask::Amount(Fen(7_000));
        assert_eq!(world.refused_by(), None);
        world.ask = Ask::Amount(Fen(7_001));
        assert_eq!(world.refused_by(), Some(RuleId::AmountExceedsInvoiceable));
    }
}

//! `opening-exceeds-bill`: what was invoiced of a bill before it came to the desk is never above its amount.

use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;

/// Asks whether `opening` may have been invoiced of a bill of `amount`.
pub fn check(bill_no: &str, amount: Fen, opening: Fen) -> Result<(), Refusal> {
    if opening <= amount {
        return Ok(());
    }
    Err(Refusal::OpeningExceedsBill { bill_no: bill_no.to_owned(), amount, opening })
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn the_whole_bill_may_have_been_invoiced_before_and_one_fen_more_may_not() {
        assert_eq!(check("B1", Fen(10_000), Fen(10_000)), Ok(()));
        let refusal = check("B1", Fen(10_000), Fen(10_001)).unwrap_err();
        assert_eq!(refusal.rule(), Some(RuleId::OpeningExceedsBill));
        assert_eq!(check("B0", Fen::ZERO, Fen::ZERO), Ok(()));
    }
}

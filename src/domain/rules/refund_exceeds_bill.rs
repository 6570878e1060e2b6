//! `refund-exceeds-bill`: the refunds of one bill never exceed its amount.

use crate::domain::bill::Bill;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;

/// Asks whether `amount` more may be refunded on `bill`.
pub fn check(bill: &Bill, amount: Fen) -> Result<(), Refusal> {
    if bill.refunded + amount <= bill.amount {
        return Ok(());
    }
    Err(Refusal::RefundExceedsBill {
        bill_no: bill.bill_no.clone(),
        amount: bill.amount,
        refunded: bill.refunded,
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn the_whole_bill_may_be_refunded_and_one_fen_more_may_not() {
        let mut bill = World::qweather().ledger.bills[0].clone();
        bill.refunded = Fen(4_000);
        assert_eq!(check(&bill, Fen(6_000)), Ok(()));
        assert_eq!(check(&bill, Fen(6_001)).unwrap_err().rule(), Some(RuleId::RefundExceedsBill));
    }
}

//! `bill-fully-invoiced`: a chosen bill of which nothing remains.

use chrono::NaiveDate;

use super::Case;
use crate::domain::bill::Bill;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    case.each_chosen(|bill| check_bill(bill, case.today))
}

pub(super) fn check_bill(bill: &Bill, today: NaiveDate) -> Result<(), Refusal> {
    if bill.remaining(today).is_positive() {
        Ok(())
    } else {
        Err(Refusal::BillFullyInvoiced { bill_no: bill.bill_no.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn one_fen_left_is_enough_and_nothing_left_is_not() {
        let mut world = World::qweather();
        world.ledger.bills[0].used = world.ledger.bills[0].amount - Fen(1);
        assert_eq!(world.refused_by(), None);
        world.ledger.bills[0].used += Fen(1);
        assert_eq!(world.refused_by(), Some(RuleId::BillFullyInvoiced));
    }

    #[test]
    fn a_wholly_refunded_bill_has_nothing_left() {
        assert_eq!(World::qweather().refused_with(|w| w.ledger.bills[0].refunded = w.ledger.bills[0].amount), Some(RuleId::BillFullyInvoiced));
    }
}

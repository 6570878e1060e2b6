//! `bill-not-found`: a bill that is unknown or of another account.

use super::Case;
use crate::domain::balance::Ask;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    let Ask::Bills(chosen) = case.ask else { return Ok(()) };
    let bills = case.ledger.by_number();
    match chosen.iter().find(|no| !bills.contains_key(no.as_str())) {
        None => Ok(()),
        Some(bill_no) => Err(Refusal::BillNotFound { bill_no: bill_no.clone() }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn the_first_unknown_bill_in_the_order_given_is_named() {
        let mut world = World::qweather();
        world.ask = Ask::Bills(vec!["B1".into(), "X2".into(), "X1".into()]);
        assert_eq!(world.refuse(), Err(Refusal::BillNotFound { bill_no: "X2".into() }));
    }
}

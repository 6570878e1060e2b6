//! `bill-not-paid`: a bill is invoiced only once it is paid: `paid_on` is today or before.

use chrono::NaiveDate;

use super::Case;
use crate::domain::bill::Bill;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    case.each_chosen(|bill| check_bill(bill, case.today))
}

pub(crate) fn check_bill(bill: &Bill, today: NaiveDate) -> Result<(), Refusal> {
    if bill.is_paid(today) { Ok(()) } else { Err(Refusal::BillNotPaid { bill_no: bill.bill_no.clone() }) }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn paid_today_is_paid_and_paid_tomorrow_is_not() {
        let mut world = World::qweather();
        world.ledger.bills[0].paid_on = Some(world.today);
        assert_eq!(world.refused_by(), None);
        world.ledger.bills[0].paid_on = world.today.succ_opt();
        world.ledger.bills[0].due_on = world.today;
        assert_eq!(world.refused_by(), Some(RuleId::BillNotPaid));
    }

    #[test]
    fn a_bill_without_a_payment_is_not_paid() {
        let mut world = World::qweather();
        world.unpaid_bill("B9", "2026-11-01", "2026-12-01");
        world.ask = Ask::Bills(vec!["B9".into()]);
        assert_eq!(world.refused_by(), Some(RuleId::BillNotPaid));
    }
}

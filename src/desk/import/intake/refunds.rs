//! Refunds, one by one. As many equal ones as the store has are the same ones, and so are those that it knows as part
//! of a bill's total alone.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Intake, Taken, Target, refuse};
use crate::desk::commands::bills::{Refunded, refund};
use crate::desk::import::report::Outcome;
use crate::domain::bill::Bill;
use crate::domain::ids::AccountId;
use crate::domain::import::{Field, RowFault};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::exchange::import::RefundRecord;
use crate::store::{account, bill, ledger};

/// What stands in the store as the reason of a refund that only the total of an imported bill told of: it may have
/// been several, and on other days.
pub(super) const IN_TOTAL: &str = "bill-total";

#[derive(Default)]
pub(in crate::desk::import) struct Refunds {
    /// The bills that rows have named; nothing for those that the issuer does not have.
    bills: HashMap<String, Option<Known>>,
}

struct Known {
    account: AccountId,
    bill: Bill,
    /// Refunds in the store that no row has been yet.
    unmatched: HashMap<(Fen, NaiveDate), u32>,
    /// What is known as a total alone, and no row has been yet.
    in_total: Fen,
}

impl Intake for Refunds {
    type Record = RefundRecord;

    fn take(&mut self, target: &Target<'_>, record: &RefundRecord) -> Result<Taken, Refusal> {
        if !self.bills.contains_key(&record.bill_no) {
            self.bills.insert(record.bill_no.clone(), known(target, &record.bill_no)?);
        }
        let Some(Some(known)) = self.bills.get_mut(&record.bill_no) else {
            return refuse(Field::BillNo, RowFault::UnknownBill);
        };
        if let Some(left) = known.unmatched.get_mut(&(record.amount, record.on)).filter(|left| **left > 0) {
            *left -= 1;
            return Ok(Taken::As(Outcome::Unchanged));
        }
        if record.on > target.moment.today {
            return refuse(Field::On, RowFault::InFuture);
        }
        if known.in_total.is_positive() {
            if record.amount > known.in_total {
                let left = known.in_total;
                return refuse(Field::Amount, RowFault::RefundBeyondTotal { left });
            }
            known.in_total -= record.amount;
            return Ok(Taken::As(Outcome::Unchanged));
        }
        let (account, bill) = (known.account, &mut known.bill);
        if !bill.is_paid(target.moment.today) {
            return refuse(Field::BillNo, RowFault::BillNotPaid);
        }
        if bill.refunded + record.amount > bill.amount {
            let amount = bill.amount - bill.refunded;
            return refuse(Field::Amount, RowFault::RefundExceedsBill { amount });
        }
        if let Some(writer) = target.writer {
            let refunded = Refunded {
                amount: record.amount,
                on: record.on,
                reason: record.reason.as_deref(),
                batch: Some(writer.batch),
            };
            refund(target.db, target.moment, writer.by, (account, bill), &refunded)?;
        }
        bill.refunded += record.amount;
        Ok(Taken::As(Outcome::Added))
    }
}

/// The issuer's bill of this number with its refunds.
fn known(target: &Target<'_>, bill_no: &str) -> Result<Option<Known>, Refusal> {
    let Some((account, bill)) = bill::by_no(target.db, bill_no)? else { return Ok(None) };
    if account::by_id(target.db, account)?.issuer_id != target.issuer.id {
        return Ok(None);
    }
    let (mut unmatched, mut in_total) = (HashMap::new(), Fen::ZERO);
    for refund in ledger::refunds(target.db, bill.id)? {
        if refund.reason.as_deref() == Some(IN_TOTAL) {
            in_total += refund.amount;
        } else {
            *unmatched.entry((refund.amount, refund.on)).or_default() += 1;
        }
    }
    Ok(Some(Known { account, bill, unmatched, in_total }))
}

//! What a row says of a bill that the store has: what is new, or what cannot be true besides.

use chrono::NaiveDate;

use crate::domain::bill::Bill;
use crate::domain::import::{Field, Meaning};
use crate::domain::money::Fen;
use crate::exchange::import::BillRecord;

/// What a row says that is more than is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct BillChanges {
    pub paid_on: Option<NaiveDate>,
    /// So much more was refunded.
    pub refunded: Fen,
}

impl BillChanges {
    /// What the record adds to a bill of the same account, or the first field that it contradicts, and what is known of
    /// that. A record `tells_payment` if its table has a column for it.
    pub(super) fn of(bill: &Bill, record: &BillRecord, tells_payment: bool) -> Result<Self, (Field, String)> {
        let against = |field, known: &dyn ToString| Err((field, known.to_string()));
        if record.amount != bill.amount {
            return against(Field::Amount, &bill.amount);
        }
        if record.kind.is_some_and(|kind| kind != bill.kind) {
            return against(Field::Kind, &Meaning::BillKind(bill.kind).id());
        }
        if record.billed_on != bill.billed_on {
            return against(Field::BilledOn, &bill.billed_on);
        }
        if record.due_on.is_some_and(|due_on| due_on != bill.due_on) {
            return against(Field::DueOn, &bill.due_on);
        }
        let paid_on = match (bill.paid_on, record.paid_on) {
            (None, paid_on) => paid_on,
            (Some(known), Some(said)) if known != said => return against(Field::PaidOn, &known),
            (Some(known), None) if tells_payment => return against(Field::PaidOn, &known),
            (Some(_), _) => None,
        };
        let refunded = record.refunded.unwrap_or(bill.refunded) - bill.refunded;
        if refunded < Fen::ZERO {
            return against(Field::Refunded, &bill.refunded);
        }
        // What the desk itself has invoiced of the bill is told of elsewhere, too, sooner or later.
        let is_known = |opening| (bill.opening..=bill.used).contains(&opening);
        if record.opening.is_some_and(|opening| !is_known(opening)) {
            return against(Field::Opening, &bill.opening);
        }
        Ok(Self { paid_on, refunded })
    }

    /// Whether the refund can be true of a bill that was paid on this day, as far as that was known: it must be paid by
    /// `today`.
    pub(super) fn are_possible(&self, paid_on: Option<NaiveDate>, today: NaiveDate) -> bool {
        let is_paid = self.paid_on.or(paid_on).is_some_and(|on| on <= today);
        is_paid || !self.refunded.is_positive()
    }
}

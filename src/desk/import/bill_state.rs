//! What the desk knows of a bill, and what a row adds to it or says against it.

use chrono::NaiveDate;

use crate::domain::bill::{Bill, BillKind};
use crate::domain::ids::AccountId;
use crate::domain::import::Field;
use crate::domain::money::Fen;
use crate::exchange::import::BillRecord;

/// What is known of a bill.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub account: AccountId,
    pub kind: BillKind,
    pub amount: Fen,
    pub refunded: Fen,
    /// What was invoiced of it before it came to the desk.
    pub opening: Fen,
    /// What is used of it, `opening` among it.
    pub used: Fen,
    pub billed_on: NaiveDate,
    pub due_on: NaiveDate,
    pub paid_on: Option<NaiveDate>,
}

/// What a row says that is more than is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct News {
    /// It was paid.
    pub paid_on: Option<NaiveDate>,
    /// So much more was refunded.
    pub refunded: Fen,
}

/// What cannot both be true.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Contradiction {
    /// The bill is another account's.
    Account,
    /// A field, and what is known of it.
    Of(Field, String),
}

impl Known {
    /// A bill of which nothing was known.
    pub(super) fn first(account: AccountId, record: &BillRecord) -> Self {
        Self {
            account,
            kind: record.kind.unwrap_or(BillKind::Other),
            amount: record.amount,
            refunded: Fen::ZERO,
            opening: record.opening.unwrap_or_default(),
            used: record.opening.unwrap_or_default(),
            billed_on: record.billed_on,
            due_on: record.due_on.unwrap_or(record.billed_on),
            paid_on: record.paid_on,
        }
    }

    /// A bill of the store.
    pub(super) fn stored(account: AccountId, bill: &Bill) -> Self {
        Self {
            account,
            kind: bill.kind,
            amount: bill.amount,
            refunded: bill.refunded,
            opening: bill.opening,
            used: bill.used,
            billed_on: bill.billed_on,
            due_on: bill.due_on,
            paid_on: bill.paid_on,
        }
    }

    /// What the record adds, or the first thing that it says against what is known. A record `tells_payment` if its
    /// table has a column for it.
    pub(super) fn compare(
        &self,
        account: AccountId,
        record: &BillRecord,
        tells_payment: bool,
    ) -> Result<News, Contradiction> {
        let against = |field, known: &dyn ToString| Err(Contradiction::Of(field, known.to_string()));
        if account != self.account {
            return Err(Contradiction::Account);
        }
        if record.amount != self.amount {
            return against(Field::Amount, &self.amount);
        }
        if record.kind.is_some_and(|kind| kind != self.kind) {
            return against(Field::Kind, &kind_id(self.kind));
        }
        if record.billed_on != self.billed_on {
            return against(Field::BilledOn, &self.billed_on);
        }
        if record.due_on.is_some_and(|due_on| due_on != self.due_on) {
            return against(Field::DueOn, &self.due_on);
        }
        let paid_on = match (self.paid_on, record.paid_on) {
            (None, paid_on) => paid_on,
            (Some(known), Some(said)) if known != said => return against(Field::PaidOn, &known),
            (Some(known), None) if tells_payment => return against(Field::PaidOn, &known),
            (Some(_), _) => None,
        };
        let refunded = record.refunded.unwrap_or(self.refunded) - self.refunded;
        if refunded < Fen::ZERO {
            return against(Field::Refunded, &self.refunded);
        }
        // What the desk itself has invoiced of the bill is told of elsewhere, too, sooner or later.
        let is_known = |opening| (self.opening..=self.used).contains(&opening);
        if record.opening.is_some_and(|opening| !is_known(opening)) {
            return against(Field::Opening, &self.opening);
        }
        Ok(News { paid_on, refunded })
    }

    /// Whether news of a refund can be true: the bill must be paid by `today`.
    pub(super) fn admits(&self, news: &News, today: NaiveDate) -> bool {
        let is_paid = news.paid_on.or(self.paid_on).is_some_and(|on| on <= today);
        is_paid || !news.refunded.is_positive()
    }
}

fn kind_id(kind: BillKind) -> String {
    serde_json::to_value(kind).ok().and_then(|id| id.as_str().map(str::to_owned)).unwrap_or_default()
}

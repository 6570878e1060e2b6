//! Bills (账单): what customers were charged, the only source of invoiceable money.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::ids::BillId;
use super::money::Fen;
use super::policy::Policy;

/// How the billed service was charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum BillKind {
    /// 按量计费.
    PayAsYouGo,
    /// 节省计划.
    SavingsPlan,
    /// 包年包月.
    Subscription,
    /// 其他.
    Other,
}

listed!(BillKind);

/// Where a bill stands, in a word; the first that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
pub enum BillStanding {
    /// Not paid, and past its due date.
    Overdue,
    /// Not paid.
    Unpaid,
    /// Used to the last fen.
    Invoiced,
    /// Nothing was used and nothing remains: it was given back, or there never was anything.
    NothingLeft,
    /// Something remains, but the policy does not let it be invoiced any more.
    TooOld,
    /// A part was used, the rest can be invoiced.
    PartlyInvoiced,
    /// A part was given back, the rest can be invoiced.
    PartlyRefunded,
    /// All of it can be invoiced.
    Invoiceable,
}

listed!(BillStanding);

/// A bill with what has been refunded and used of it. Fields follow RULES.md section 4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// The row.
    pub id: BillId,
    /// The bill number, unique in the store.
    pub bill_no: String,
    /// How it was charged.
    pub kind: BillKind,
    /// What was charged.
    pub amount: Fen,
    /// The sum of its refunds, at most `amount`.
    pub refunded: Fen,
    /// What was invoiced of it before it came to the desk (期初已开票), at most `amount`; never given back.
    pub opening: Fen,
    /// The whole of what is used of it: `opening`, invoiced and reserved from it, and absorbed by offsets on it.
    pub used: Fen,
    /// Bill date.
    pub billed_on: NaiveDate,
    /// Due date: overdue from the day after.
    pub due_on: NaiveDate,
    /// The date of payment, if known.
    pub paid_on: Option<NaiveDate>,
}

impl Bill {
    /// Whether it is paid on `today`: paid means `paid_on` ≤ today.
    pub fn is_paid(&self, today: NaiveDate) -> bool {
        self.paid_on.is_some_and(|on| on <= today)
    }

    /// Whether it is unpaid and its due date is before `today`.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        !self.is_paid(today) && self.due_on < today
    }

    /// Whether its money counts: it is paid on `today`, or it was used or refunded here.
    ///
    /// What was used or refunded here was paid, whatever a clock that was set back since says: it must not make a
    /// deficit of what was used the day before. What was invoiced elsewhere may be unpaid.
    pub fn counts(&self, today: NaiveDate) -> bool {
        self.used > self.opening || self.refunded.is_positive() || self.is_paid(today)
    }

    /// amount − refunds, and nothing while it is unpaid.
    pub fn net(&self, today: NaiveDate) -> Fen {
        if self.counts(today) { self.amount - self.refunded } else { Fen::ZERO }
    }

    /// What can still be used: max(0, net − used).
    pub fn remaining(&self, today: NaiveDate) -> Fen {
        (self.net(today) - self.used).or_zero()
    }

    /// What was refunded after it was used: max(0, used − net). Only a paid bill is refunded, and no more is used of
    /// an unpaid one than its amount, so it is the same on every day and nothing while it is unpaid.
    pub fn deficit(&self) -> Fen {
        (self.used + self.refunded - self.amount).or_zero()
    }

    /// Where it stands under `policy` on `today`.
    pub fn standing(&self, policy: &Policy, today: NaiveDate) -> BillStanding {
        self.standing_since(policy.oldest_to_invoice(today), today)
    }

    /// Where it stands on `today` if bills dated before `oldest` are too old.
    pub fn standing_since(&self, oldest: Option<NaiveDate>, today: NaiveDate) -> BillStanding {
        let too_old = oldest.is_some_and(|oldest| self.billed_on < oldest);
        if self.is_overdue(today) {
            BillStanding::Overdue
        } else if !self.is_paid(today) {
            BillStanding::Unpaid
        } else if !self.remaining(today).is_positive() {
            if self.used.is_positive() { BillStanding::Invoiced } else { BillStanding::NothingLeft }
        } else if too_old {
            BillStanding::TooOld
        } else if self.used.is_positive() {
            BillStanding::PartlyInvoiced
        } else if self.refunded.is_positive() {
            BillStanding::PartlyRefunded
        } else {
            BillStanding::Invoiceable
        }
    }
}

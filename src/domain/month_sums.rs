//! The bills of an account added up: by month, as they are kept with the account, and as they stand on a day.
//!
//! Whether a bill can be invoiced depends on the day that is asked about. Of most months it is the same for every bill
//! on that day, and the sums of the month say it; of the others the bills themselves do: the month in which the age
//! limit falls, and those of which a payment is still to come.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::bill::Bill;
use super::money::Fen;
use super::month::Month;
use super::policy::Policy;
use super::rule_id::RuleId;
use super::rules::refuse_bill;

/// How many bills, and what they come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// How many.
    pub bills: i64,
    /// What they charge, or what remains of them.
    pub amount: Fen,
}

impl Counted {
    /// Counts one more, unless it is of nothing.
    pub fn add(&mut self, amount: Fen) {
        if amount.is_positive() {
            self.bills += 1;
            self.amount += amount;
        }
    }
}

/// Bills of which something remains.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// How many.
    pub bills: i64,
    /// What they charge.
    pub amount: Fen,
    /// What of it was given back.
    pub refunded: Fen,
    /// Opening, invoiced, reserved and absorbed.
    pub used: Fen,
}

impl Open {
    /// What can still be used of them.
    pub fn remaining(&self) -> Fen {
        self.amount - self.refunded - self.used
    }

    fn add(&mut self, other: &Self) {
        self.bills += other.bills;
        self.amount += other.amount;
        self.refunded += other.refunded;
        self.used += other.used;
    }
}

/// What the bills of one month come to, whatever the day. A change of bills is the same, with numbers below zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MonthSums {
    /// How many bills there are.
    pub bills: i64,
    /// What was invoiced of them before they came to the desk.
    pub opening: Fen,
    /// How many of them have no date of payment.
    pub unpaid: i64,
    /// Those of the unpaid that are above zero.
    pub owing: Counted,
    /// Those with a date of payment of which something remains.
    pub open: Open,
    /// The latest date of payment, or a later one that there was before bills were corrected or removed.
    pub last_paid_on: Option<NaiveDate>,
}

impl MonthSums {
    /// Adds a bill, or takes one off.
    fn count(&mut self, bill: &Bill, sign: i64) {
        let signed = |fen: Fen| Fen(fen.0 * sign);
        self.bills += sign;
        self.opening += signed(bill.opening);
        if bill.paid_on.is_none() {
            self.unpaid += sign;
            if bill.amount.is_positive() {
                self.owing.bills += sign;
                self.owing.amount += signed(bill.amount);
            }
        } else if bill.used < bill.amount - bill.refunded {
            self.open.bills += sign;
            self.open.amount += signed(bill.amount);
            self.open.refunded += signed(bill.refunded);
            self.open.used += signed(bill.used);
        }
        self.last_paid_on = self.last_paid_on.max(bill.paid_on);
    }

    /// Whether these, which are kept, are those sums. A later date of payment than there is does no harm.
    pub fn holds(&self, sums: &Self) -> bool {
        Self { last_paid_on: None, ..*self } == Self { last_paid_on: None, ..*sums }
            && self.last_paid_on >= sums.last_paid_on
    }

    /// Whether none of the bills is unpaid on `today`.
    pub fn is_paid(&self, today: NaiveDate) -> bool {
        self.unpaid == 0 && !self.is_paid_ahead(today)
    }

    /// Whether a date of payment may lie behind `today`.
    fn is_paid_ahead(&self, today: NaiveDate) -> bool {
        self.last_paid_on.is_some_and(|on| on > today)
    }
}

/// The first day of the month of `on`.
pub fn month_of(on: NaiveDate) -> NaiveDate {
    on.with_day(1).unwrap_or(on)
}

/// Sums by the first day of the month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByMonth(pub BTreeMap<NaiveDate, MonthSums>);

impl ByMonth {
    /// Whether these, which are kept, are those sums; months of which no bill is left may be kept too.
    pub fn holds(&self, sums: &Self) -> bool {
        let none = MonthSums::default();
        let all = self.0.keys().chain(sums.0.keys());
        all.into_iter().all(|month| {
            let of = |sums: &Self| sums.0.get(month).copied().unwrap_or(none);
            of(self).holds(&of(sums))
        })
    }

    /// Adds what becomes of a bill: it was `before`, and is `after`.
    pub fn change(&mut self, before: Option<&Bill>, after: Option<&Bill>) {
        for (bill, sign) in [(before, -1), (after, 1)] {
            if let Some(bill) = bill {
                self.0.entry(month_of(bill.billed_on)).or_default().count(bill, sign);
            }
        }
    }
}

/// The bills of an account as they stand under a policy on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BillSums {
    /// How many bills there are.
    pub bills: i64,
    /// What was invoiced of them before they came to the desk.
    pub opening: Fen,
    /// Those that can be invoiced.
    pub eligible: Open,
    /// Those that are paid and too old, and what remains of them.
    pub too_old: Counted,
    /// Those that are not paid, and what they charge.
    pub owing: Counted,
    /// How many of them do not count, since they are not paid: those of nothing too.
    pub unpaid: i64,
    /// Those of these that charge something.
    pub not_counting: Counted,
    /// Those that count although their payment is still to come, and what remains of them.
    pub paid_ahead: Counted,
}

impl BillSums {
    /// Adds one bill.
    pub fn add_bill(&mut self, bill: &Bill, policy: &Policy, today: NaiveDate) {
        self.bills += 1;
        self.opening += bill.opening;
        let Bill { amount, refunded, used, .. } = *bill;
        if !bill.counts(today) {
            self.unpaid += 1;
            self.not_counting.add(amount);
        } else if !bill.is_paid(today) {
            self.paid_ahead.add(bill.remaining(today));
        }
        match refuse_bill(bill, policy, today).err().and_then(|refusal| refusal.rule()) {
            None => self.eligible.add(&Open { bills: 1, amount, refunded, used }),
            Some(RuleId::BillNotPaid) => self.owing.add(amount),
            Some(RuleId::BillAgeLimit) => self.too_old.add(bill.remaining(today)),
            Some(_) => {}
        }
    }

    /// Adds the bills of the month that begins with `month`; whether it could: where not, they are to be added one by
    /// one.
    pub fn add_month(
        &mut self,
        month: NaiveDate,
        sums: &MonthSums,
        policy: &Policy,
        today: NaiveDate,
    ) -> bool {
        let oldest = policy.oldest_to_invoice(today);
        let is_young = oldest.is_none_or(|oldest| month >= oldest);
        let is_old = oldest.is_some_and(|oldest| Month::of(month).days()[1] < oldest);
        if sums.is_paid_ahead(today) || (sums.open.bills != 0 && !is_young && !is_old) {
            return false;
        }
        self.bills += sums.bills;
        self.opening += sums.opening;
        self.unpaid += sums.unpaid;
        self.not_counting.bills += sums.owing.bills;
        self.not_counting.amount += sums.owing.amount;
        self.owing.bills += sums.owing.bills;
        self.owing.amount += sums.owing.amount;
        if is_young {
            self.eligible.add(&sums.open);
        } else {
            self.too_old.bills += sums.open.bills;
            self.too_old.amount += sums.open.remaining();
        }
        true
    }
}

#[cfg(test)]
mod tests;

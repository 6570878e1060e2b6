//! The balance as a column that adds up: from what was billed to what can be invoiced, each line what it adds or takes.
//! RULES.md section 4.
//!
//! Each fen stands in one line. What was refunded of a bill after it was used is no refund here but a source of
//! non-invoiceable money: what of it an application absorbed is in [`BalanceLine::Absorbed`], the rest in
//! [`BalanceLine::NonInvoiceable`].

use chrono::NaiveDate;
use strum::VariantArray;

use super::balance::{Balance, Ledger};
use super::bill::Bill;
use super::money::Fen;
use super::month_sums::{BillSums, Counted, MonthSums};
use super::policy::Policy;
use super::rule_id::RuleId;
use super::rules::refuse_bill;

/// A line of the column, in its order. All but [`Self::Billed`] and [`Self::InArrears`] take something away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray)]
pub enum BalanceLine {
    /// What was charged by the bills that count: the paid ones.
    Billed,
    /// What was given back of it before it was used.
    Refunded,
    /// What was invoiced of it before it came to the desk.
    Opening,
    /// What live applications invoice of it, or reserve.
    Invoiced,
    /// What they absorbed on it of non-invoiceable money.
    Absorbed,
    /// What remains of bills that the policy holds for too old.
    TooOld,
    /// What remains of bills that count although their payment is still to come: a clock was set back.
    PaidAhead,
    /// What is still to be taken off.
    NonInvoiceable,
    /// How far that is more than there is (欠票): the column ends at zero.
    InArrears,
    /// What there is and cannot be applied for, because the account is blocked.
    Blocked,
}

listed!(BalanceLine);

impl BalanceLine {
    /// Whether its amount is added to what stands above, not taken away.
    pub const fn adds(self) -> bool {
        matches!(self, Self::Billed | Self::InArrears)
    }
}

/// A part of a balance that is made up of items: a line of the column, or a list beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BalancePart {
    /// A line.
    Line(BalanceLine),
    /// What can be invoiced, before anything is taken off.
    Eligible,
    /// Bills that are still to be paid: outside of the column.
    Unpaid,
}

impl BalancePart {
    /// What of a bill is in it; nothing where it is not made up of bills.
    pub fn of(self, bill: &Bill, policy: &Policy, today: NaiveDate) -> Fen {
        let counts = bill.counts(today);
        let if_counts = |fen: Fen| if counts { fen } else { Fen::ZERO };
        let rule = || refuse_bill(bill, policy, today).err().and_then(|refusal| refusal.rule());
        let if_refused = |by: RuleId, fen: Fen| if rule() == Some(by) { fen } else { Fen::ZERO };
        match self {
            Self::Line(BalanceLine::Billed) => if_counts(bill.amount),
            Self::Line(BalanceLine::Refunded) => if_counts(bill.refunded - bill.deficit()),
            Self::Line(BalanceLine::Opening) => if_counts(bill.opening),
            Self::Line(BalanceLine::TooOld) => if_refused(RuleId::BillAgeLimit, bill.remaining(today)),
            Self::Line(BalanceLine::PaidAhead) => {
                if_counts(if_refused(RuleId::BillNotPaid, bill.remaining(today)))
            }
            // What is to be paid, so that what the line takes is free.
            Self::Line(BalanceLine::Blocked) if bill.is_overdue(today) => bill.amount,
            Self::Line(BalanceLine::Blocked) => Fen::ZERO,
            Self::Line(
                BalanceLine::Invoiced
                | BalanceLine::Absorbed
                | BalanceLine::NonInvoiceable
                | BalanceLine::InArrears,
            ) => Fen::ZERO,
            Self::Eligible if rule().is_none() => bill.remaining(today),
            Self::Eligible => Fen::ZERO,
            Self::Unpaid => bill.amount - if_counts(bill.amount),
        }
    }
}

impl BalancePart {
    /// Whether bills of a month, which begins with this day and comes to this, may be in it.
    pub fn may_be_of(self, month: NaiveDate, sums: &MonthSums, policy: &Policy, today: NaiveDate) -> bool {
        let is_open = sums.open.bills > 0;
        match self {
            Self::Line(BalanceLine::Billed | BalanceLine::Refunded) => true,
            Self::Line(BalanceLine::Opening) => sums.opening.is_positive(),
            Self::Line(BalanceLine::TooOld) => {
                is_open && policy.oldest_to_invoice(today).is_some_and(|oldest| month < oldest)
            }
            Self::Line(BalanceLine::PaidAhead | BalanceLine::Blocked) | Self::Unpaid => !sums.is_paid(today),
            Self::Eligible => is_open,
            Self::Line(
                BalanceLine::Invoiced
                | BalanceLine::Absorbed
                | BalanceLine::NonInvoiceable
                | BalanceLine::InArrears,
            ) => false,
        }
    }
}

/// What the lines come to that the balance itself does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Of [`BalanceLine::Billed`].
    pub billed: Counted,
    /// Of [`BalanceLine::Refunded`].
    pub refunded: Counted,
    /// Of [`BalanceLine::Opening`].
    pub opening: Counted,
    /// Of [`BalanceLine::Invoiced`]: how many applications.
    pub invoiced: Counted,
    /// Of [`BalanceLine::Absorbed`]: how many offsets.
    pub absorbed: Counted,
    /// Of [`BalanceLine::TooOld`].
    pub too_old: Counted,
    /// Of [`BalanceLine::PaidAhead`].
    pub paid_ahead: Counted,
    /// How many bills can be invoiced.
    pub eligible: i64,
    /// Of [`BalancePart::Unpaid`].
    pub unpaid: Counted,
}

impl Parts {
    /// Of a ledger with every bill, whose live applications invoice so much each.
    pub fn of_ledger(
        ledger: &Ledger,
        applications: impl IntoIterator<Item = Fen>,
        policy: &Policy,
        today: NaiveDate,
    ) -> Self {
        use BalanceLine as L;
        let mut parts = Self::default();
        for bill in &ledger.bills {
            for (part, sum) in [
                (BalancePart::Line(L::Billed), &mut parts.billed),
                (BalancePart::Line(L::Refunded), &mut parts.refunded),
                (BalancePart::Line(L::Opening), &mut parts.opening),
                (BalancePart::Line(L::TooOld), &mut parts.too_old),
                (BalancePart::Line(L::PaidAhead), &mut parts.paid_ahead),
                (BalancePart::Unpaid, &mut parts.unpaid),
            ] {
                sum.add(part.of(bill, policy, today));
            }
            // One of nothing is billed too.
            parts.billed.bills += i64::from(bill.counts(today) && bill.amount == Fen::ZERO);
            parts.eligible += i64::from(refuse_bill(bill, policy, today).is_ok());
        }
        applications.into_iter().for_each(|amount| parts.invoiced.add(amount));
        ledger.offsets.iter().for_each(|offset| parts.absorbed.add(offset.amount));
        parts
    }

    /// From the sums that are kept with an account: with what was given back of its bills before it was used, what of
    /// those that count was invoiced before, and what its live applications invoice and absorbed.
    pub fn of_sums(
        sums: &BillSums,
        refunded: Counted,
        opening: Counted,
        invoiced: Counted,
        absorbed: Counted,
    ) -> Self {
        let remaining = sums.eligible.remaining() + sums.too_old.amount + sums.paid_ahead.amount;
        // What is used of a bill beyond what is left of it is its deficit; so much of its refunds is none here.
        let amount = opening.amount + invoiced.amount + absorbed.amount + remaining + refunded.amount;
        Self {
            billed: Counted { bills: sums.bills - sums.unpaid, amount },
            refunded,
            opening,
            invoiced,
            absorbed,
            too_old: sums.too_old,
            paid_ahead: sums.paid_ahead,
            eligible: sums.eligible.bills,
            unpaid: sums.not_counting,
        }
    }
}

/// One line of the column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fall {
    /// Which.
    pub line: BalanceLine,
    /// How many bills, applications, offsets or sources it is made up of.
    pub count: i64,
    /// What it adds or takes, never below zero.
    pub amount: Fen,
}

impl Fall {
    /// What it adds; below zero: takes away.
    pub fn signed(&self) -> Fen {
        if self.line.adds() { self.amount } else { -self.amount }
    }
}

/// The column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waterfall {
    /// Its lines in their order. Those of [`BalanceLine::PaidAhead`], [`BalanceLine::InArrears`] and
    /// [`BalanceLine::Blocked`] are there where they take part.
    pub lines: Vec<Fall>,
    /// What they come to: what the rules allow to be applied for.
    pub invoiceable: Fen,
    /// How many bills can be invoiced.
    pub eligible: i64,
    /// What is still to be paid, which is outside of the column.
    pub unpaid: Counted,
}

impl Waterfall {
    /// The column of a balance; `blocking` says how many bills block the account.
    pub fn of(parts: &Parts, balance: &Balance, blocking: i64) -> Self {
        use BalanceLine as L;
        let left = balance.sources.iter().filter(|source| source.left().is_positive()).count();
        let left = i64::try_from(left).unwrap_or(i64::MAX);
        let sum = balance.remaining - balance.non_invoiceable;
        let blocked = if balance.blocked.is_some() { sum.or_zero() } else { Fen::ZERO };
        let counted = |line, counted: Counted| Fall { line, count: counted.bills, amount: counted.amount };
        let lines = vec![
            counted(L::Billed, parts.billed),
            counted(L::Refunded, parts.refunded),
            counted(L::Opening, parts.opening),
            counted(L::Invoiced, parts.invoiced),
            counted(L::Absorbed, parts.absorbed),
            counted(L::TooOld, parts.too_old),
            counted(L::PaidAhead, parts.paid_ahead),
            Fall { line: L::NonInvoiceable, count: left, amount: balance.non_invoiceable },
            Fall { line: L::InArrears, count: 0, amount: balance.in_arrears },
            Fall { line: L::Blocked, count: blocking, amount: blocked },
        ];
        let is_there = |fall: &Fall| match fall.line {
            L::PaidAhead | L::InArrears => fall.amount.is_positive(),
            L::Blocked => balance.blocked.is_some(),
            _ => true,
        };
        Self {
            lines: lines.into_iter().filter(is_there).collect(),
            invoiceable: balance.invoiceable,
            eligible: parts.eligible,
            unpaid: parts.unpaid,
        }
    }

    /// What the lines add up to.
    pub fn sum(&self) -> Fen {
        self.lines.iter().map(Fall::signed).sum()
    }

    /// What a line comes to.
    pub fn amount(&self, line: BalanceLine) -> Fen {
        self.lines.iter().find(|fall| fall.line == line).map_or(Fen::ZERO, |fall| fall.amount)
    }

    /// What could be applied for if the account were not blocked.
    pub fn once_free(&self) -> Fen {
        self.invoiceable + self.amount(BalanceLine::Blocked)
    }
}

#[cfg(test)]
mod tests;

//! The balance of an account, opened into its reasons.

use chrono::NaiveDate;
use serde::Serialize;

use crate::desk::clock::Moment;
use crate::desk::commands::named_account::{Customer, OfAccount, customer};
use crate::domain::balance::{Balance, LedgerReason, Source};
use crate::domain::bill::{BillKind, BillStanding};
use crate::domain::ids::BillId;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::rule_id::RuleId;
use crate::store::engine::Db;
use crate::store::ledger::{self, StoredEntry};

/// The answer of `balance` in AUTOMATION.md, with what a person asks next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BalanceView {
    /// The account's number.
    pub account: String,
    /// The day it is true of.
    pub on: NaiveDate,
    /// What the rules allow to be applied for by amount.
    pub invoiceable: Fen,
    /// What remains of the eligible bills.
    pub remaining: Fen,
    /// What must be taken off first.
    pub non_invoiceable: Fen,
    /// How far below zero the sum is (欠票).
    pub in_arrears: Fen,
    /// The rule that blocks the account.
    pub blocked: Option<RuleId>,
    /// Every bill, oldest first.
    pub bills: Vec<BillView>,
    /// Every source of non-invoiceable money.
    pub sources: Vec<SourceView>,
}

/// A bill's part in the balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct BillView {
    #[serde(skip)]
    pub id: BillId,
    pub bill_no: String,
    pub amount: Fen,
    pub refunded: Fen,
    /// What was invoiced of it before it came to the desk.
    pub opening: Fen,
    /// The opening, and what was invoiced, reserved and absorbed here.
    pub used: Fen,
    pub remaining: Fen,
    /// Whether it can be invoiced.
    pub eligible: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleId>,
    /// Where it stands, in a word.
    #[serde(skip)]
    pub standing: BillStanding,
    #[serde(skip)]
    pub kind: BillKind,
    #[serde(skip)]
    pub billed_on: NaiveDate,
    #[serde(skip)]
    pub due_on: NaiveDate,
    #[serde(skip)]
    pub paid_on: Option<NaiveDate>,
}

/// A source's part in the balance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceView {
    /// A bill number, or `N` and the number of a ledger entry.
    pub source: String,
    /// Why it is not invoiceable.
    pub reason: SourceReason,
    /// The whole of it.
    pub amount: Fen,
    /// What applications have offset of it.
    pub offset: Fen,
    /// The explanation that was given with a ledger entry, and by whom.
    #[serde(skip)]
    pub entry: Option<StoredEntry>,
}

/// Why a source is not invoiceable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum SourceReason {
    /// An entry of the ledger.
    Ledger(LedgerReason),
    /// A bill that was refunded after it was invoiced.
    #[serde(serialize_with = "refunded_after_invoice")]
    RefundedAfterInvoice,
}

fn refunded_after_invoice<S: serde::Serializer>(serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str("refunded_after_invoice")
}

pub(in crate::desk) fn balance(db: &Db, moment: &Moment, q: &OfAccount) -> Result<BalanceView, Refusal> {
    of_account(db, moment, &q.account)
}

/// The balance of the account of this number.
pub fn of_account(db: &Db, moment: &Moment, code: &str) -> Result<BalanceView, Refusal> {
    let Customer { stored, policy, .. } = customer(db, code)?;
    let ledger = ledger::load(db, stored.id)?;
    let Balance { invoiceable, remaining, non_invoiceable, in_arrears, blocked, bills, sources } =
        ledger.balance(&stored.account, &policy, moment.today);
    let mut entries = ledger::entries_in_words(db, stored.id)?;
    let bills = ledger.bills.iter().zip(bills).map(|(bill, line)| BillView {
        id: bill.id,
        bill_no: bill.bill_no.clone(),
        amount: bill.amount,
        refunded: bill.refunded,
        opening: bill.opening,
        used: bill.used,
        remaining: line.remaining,
        eligible: line.refused_by.is_none(),
        rule: line.refused_by,
        standing: bill.standing(&policy, moment.today),
        kind: bill.kind,
        billed_on: bill.billed_on,
        due_on: bill.due_on,
        paid_on: bill.paid_on,
    });
    let bill_no =
        |id| ledger.bills.iter().find(|b| b.id == id).map(|b| b.bill_no.clone()).unwrap_or_default();
    let sources = sources.iter().map(|line| {
        let entry = match line.source {
            Source::Entry(id) => entries.iter().position(|e| e.id == id).map(|i| entries.remove(i)),
            Source::Bill(_) => None,
        };
        SourceView {
            source: match line.source {
                Source::Entry(id) => format!("N{}", id.0),
                Source::Bill(id) => bill_no(id),
            },
            reason: entry
                .as_ref()
                .map_or(SourceReason::RefundedAfterInvoice, |entry| SourceReason::Ledger(entry.reason)),
            amount: line.amount,
            offset: line.offset,
            entry,
        }
    });
    Ok(BalanceView {
        account: stored.account.code,
        on: moment.today,
        invoiceable,
        remaining,
        non_invoiceable,
        in_arrears,
        blocked,
        bills: bills.collect(),
        sources: sources.collect(),
    })
}

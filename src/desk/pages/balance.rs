//! The balance of an account, opened into its reasons, today and on any day before.

pub mod column;
mod history;
pub mod page;
pub mod past;

use std::collections::HashMap;
use std::num::NonZeroU32;

use chrono::NaiveDate;
use serde::Serialize;

use self::past::{PastDays, PastNotice, past_day};
use crate::desk::clock::Moment;
use crate::desk::commands::account_balance::AccountBalance;
use crate::desk::commands::named_account::{Customer, customer};
use crate::desk::protocol::fields::fields;
use crate::domain::balance::{Balance, LedgerReason, Source};
use crate::domain::bill::{Bill, BillKind, BillStanding};
use crate::domain::ids::{AccountId, BillId, EntryId};
use crate::domain::money::Fen;
use crate::domain::month_sums::BillSums;
use crate::domain::policy::Policy;
use crate::domain::reading::Day;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::rule_id::RuleId;
use crate::domain::rules;
use crate::domain::text::Code;
use crate::store::bill;
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
    /// Every bill, oldest first, or a page of them.
    pub bills: Vec<BillView>,
    /// The bill behind which the next page begins, where it was asked for a page and there is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Every source of non-invoiceable money.
    pub sources: Vec<SourceView>,
    /// What of a past day cannot be told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<PastNotice>,
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

fields! {
    /// Asks for a balance at the end of a day, today if none is named, with at most `limit` bills, those behind the bill
    /// `after`.
    AskBalance {
        account: Code,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<Day>,
        limit: Option<NonZeroU32>,
        after: Option<Code>,
    }
}

pub(in crate::desk) fn balance(db: &Db, moment: &Moment, q: &AskBalance) -> Result<BalanceView, Refusal> {
    if let Some(on) = past_day(moment, q.on.as_deref().copied())? {
        return balance_on(db, on, q);
    }
    let customer = customer(db, &q.account)?;
    let (mut view, _) = without_bills(db, moment, &customer)?;
    let after = q.after.as_deref().map(|bill_no| behind(db, customer.stored.id, bill_no)).transpose()?;
    let limit = q.limit.map_or(u32::MAX, NonZeroU32::get);
    let mut bills = bill::page(db, customer.stored.id, after.as_ref(), limit.saturating_add(1))?;
    if bills.len() > limit as usize {
        bills.truncate(limit as usize);
        view.next = bills.last().map(|bill| bill.bill_no.clone());
    }
    view.bills = shown(bills, &customer.policy, moment.today);
    Ok(view)
}

/// The same of a day that is over.
fn balance_on(db: &Db, on: NaiveDate, q: &AskBalance) -> Result<BalanceView, Refusal> {
    let day = PastDays::of(db, &q.account)?.day(on);
    let behind = match q.after.as_deref() {
        None => 0,
        Some(bill_no) => {
            let at = day.ledger.bills.iter().position(|bill| bill.bill_no == bill_no);
            1 + at.ok_or_else(|| Refusal::not_found(Noun::Bill, bill_no))?
        }
    };
    let limit = q.limit.map_or(usize::MAX, |limit| limit.get() as usize);
    let left = day.ledger.bills.get(behind..).unwrap_or_default();
    let page = left.get(..limit).unwrap_or(left);
    let mut view = day.view(page.to_vec());
    view.next = page.last().filter(|_| page.len() < left.len()).map(|bill| bill.bill_no.clone());
    Ok(view)
}

/// The bill of the account behind which a page begins.
fn behind(db: &Db, account: AccountId, bill_no: &str) -> Result<Bill, Refusal> {
    let found = bill::by_no(db, bill_no)?.filter(|(owner, _)| *owner == account);
    found.map(|(_, bill)| bill).ok_or_else(|| Refusal::not_found(Noun::Bill, bill_no))
}

/// The balance of the account of this number, with every bill.
pub fn of_account(db: &Db, moment: &Moment, code: &str) -> Result<BalanceView, Refusal> {
    let customer = customer(db, code)?;
    let (mut view, _) = without_bills(db, moment, &customer)?;
    view.bills = shown(bill::of_account(db, customer.stored.id)?, &customer.policy, moment.today);
    Ok(view)
}

/// The balance without the bills, and what they come to.
pub(in crate::desk) fn without_bills(
    db: &Db,
    moment: &Moment,
    customer: &Customer,
) -> Result<(BalanceView, BillSums), Refusal> {
    let AccountBalance { sums, ledger, balance } = customer.balance_on(moment.today).balance(db)?;
    let Balance { invoiceable, remaining, non_invoiceable, in_arrears, blocked, bills: _, sources } = balance;
    let entries = ledger::entries_in_words(db, customer.stored.id)?;
    let mut entries: HashMap<EntryId, StoredEntry> =
        entries.into_iter().map(|entry| (entry.id, entry)).collect();
    let numbers: HashMap<BillId, String> =
        ledger.bills.into_iter().map(|bill| (bill.id, bill.bill_no)).collect();
    let sources = sources.into_iter().map(|line| {
        let (source, entry) = match line.source {
            Source::Entry(id) => (format!("N{}", id.0), entries.remove(&id)),
            Source::Bill(id) => (numbers.get(&id).cloned().unwrap_or_default(), None),
        };
        let reason = entry
            .as_ref()
            .map_or(SourceReason::RefundedAfterInvoice, |entry| SourceReason::Ledger(entry.reason));
        SourceView { source, reason, amount: line.amount, offset: line.offset, entry }
    });
    let view = BalanceView {
        account: customer.stored.account.code.clone(),
        on: moment.today,
        invoiceable,
        remaining,
        non_invoiceable,
        in_arrears,
        blocked,
        bills: Vec::new(),
        next: None,
        sources: sources.collect(),
        notices: Vec::new(),
    };
    Ok((view, sums))
}

fn shown(bills: Vec<Bill>, policy: &Policy, today: NaiveDate) -> Vec<BillView> {
    let view = |bill: Bill| {
        let rule = rules::refuse_bill(&bill, policy, today).err().and_then(|refusal| refusal.rule());
        BillView {
            remaining: bill.remaining(today),
            eligible: rule.is_none(),
            rule,
            standing: bill.standing(policy, today),
            id: bill.id,
            bill_no: bill.bill_no,
            amount: bill.amount,
            refunded: bill.refunded,
            opening: bill.opening,
            used: bill.used,
            kind: bill.kind,
            billed_on: bill.billed_on,
            due_on: bill.due_on,
            paid_on: bill.paid_on,
        }
    };
    bills.into_iter().map(view).collect()
}

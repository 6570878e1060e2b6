//! The balance of an account on a day that is over, as it was known at that day's end in China.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::history::History;
use super::{BalanceView, SourceReason, SourceView, shown};
use crate::desk::clock::Moment;
use crate::desk::commands::named_account::{Customer, customer};
use crate::domain::account::Account;
use crate::domain::balance::{Balance, Ledger, Source, SourceLine};
use crate::domain::bill::Bill;
use crate::domain::calendar::china_day_start;
use crate::domain::ids::AccountId;
use crate::domain::money::Fen;
use crate::domain::policy::Policy;
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::replay::{Told, tell};
use crate::domain::waterfall::{Parts, Waterfall};
use crate::store::engine::Db;
use crate::store::ledger::{self, StoredEntry};
use crate::store::past;
use crate::store::policy::{self, Version};

/// What of a past day cannot be told, because nothing that is kept says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "notice", rename_all = "kebab-case")]
pub enum PastNotice {
    /// An import of the issuer's was there on that day and was undone since: what it may have brought for the account is
    /// left out.
    ImportUndone {
        /// Its number.
        batch: String,
    },
    /// Bills or entries came by an older desk, which kept no list of them: they are there from their bill dates on.
    UnknownEntry,
    /// An import may have set the standing of the account, and what it left is not kept: it is taken for the other one
    /// than was set next.
    UnknownStanding,
}

/// Everything that decided an account's balance at the end of a day.
#[derive(Clone, Debug)]
pub struct BalanceDay {
    /// The day, in China.
    pub on: NaiveDate,
    /// The account as it was.
    pub account: Account,
    /// The policy that its issuer worked under, as it was.
    pub policy: Policy,
    /// Every bill, entry and offset.
    pub ledger: Ledger,
    /// The live applications, oldest first: the number of each, and what it invoices or reserves.
    pub applications: Vec<(String, Fen)>,
    /// What is explained of the ledger entries that are still there.
    pub entries: Vec<StoredEntry>,
    /// What of it cannot be told.
    pub notices: Vec<PastNotice>,
}

impl BalanceDay {
    /// What could be invoiced on that day.
    pub fn balance(&self) -> Balance {
        self.ledger.balance(&self.account, &self.policy, self.on)
    }

    /// Its column.
    pub fn waterfall(&self) -> Waterfall {
        let applications = self.applications.iter().map(|(_, amount)| *amount);
        let parts = Parts::of_ledger(&self.ledger, applications, &self.policy, self.on);
        let blocking = self.ledger.bills.iter().filter(|bill| bill.is_overdue(self.on)).count();
        Waterfall::of(&parts, &self.balance(), i64::try_from(blocking).unwrap_or(i64::MAX))
    }

    /// The sources of non-invoiceable money.
    pub fn sources(&self) -> Vec<SourceView> {
        let source = |line: SourceLine| {
            let entry = match line.source {
                Source::Entry(id) => self.ledger.entries.iter().find(|entry| entry.id == id),
                Source::Bill(_) => None,
            };
            SourceView {
                source: self.source_name(line.source),
                reason: entry
                    .map_or(SourceReason::RefundedAfterInvoice, |entry| SourceReason::Ledger(entry.reason)),
                amount: line.amount,
                offset: line.offset,
                entry: entry.and_then(|entry| {
                    let is_it = |e: &&StoredEntry| e.id == entry.id && e.amount == entry.amount;
                    self.entries.iter().find(is_it).cloned()
                }),
            }
        };
        self.balance().sources.into_iter().map(source).collect()
    }

    /// The number of a bill, or `N` and that of a ledger entry.
    pub fn source_name(&self, source: Source) -> String {
        match source {
            Source::Entry(id) => format!("N{}", id.0),
            Source::Bill(id) => {
                let bill = self.ledger.bills.iter().find(|bill| bill.id == id);
                bill.map(|bill| bill.bill_no.clone()).unwrap_or_default()
            }
        }
    }

    /// The answer of `balance`, with these of its bills.
    pub(super) fn view(&self, bills: Vec<Bill>) -> BalanceView {
        let Balance { invoiceable, remaining, non_invoiceable, in_arrears, blocked, .. } = self.balance();
        BalanceView {
            account: self.account.code.clone(),
            on: self.on,
            invoiceable,
            remaining,
            non_invoiceable,
            in_arrears,
            blocked,
            bills: shown(bills, &self.policy, self.on),
            next: None,
            sources: self.sources(),
            notices: self.notices.clone(),
        }
    }
}

/// Days of one account, of which each is told from the same history.
#[derive(Debug)]
pub struct PastDays {
    customer: Customer,
    history: History,
    entries: Vec<StoredEntry>,
    /// The versions of the policies that the issuer worked under, newest first.
    versions: Vec<Version>,
}

impl PastDays {
    /// Of the account of this number.
    ///
    /// # Errors
    /// `not-found`, `store`.
    pub fn of(db: &Db, account: &str) -> Result<Self, Refusal> {
        let mut days = Self::of_all(db, &[account])?;
        days.pop().ok_or_else(|| Refusal::not_found(Noun::Account, account))
    }

    /// Of each of the accounts of these numbers, in their order.
    ///
    /// # Errors
    /// `not-found`, `store`.
    pub fn of_all(db: &Db, accounts: &[&str]) -> Result<Vec<Self>, Refusal> {
        let customers: Vec<Customer> =
            accounts.iter().map(|account| customer(db, account)).collect::<Result<_, _>>()?;
        let histories = History::of_all(db, &customers)?;
        let days = |(customer, history): (Customer, History)| {
            let entries = ledger::entries_in_words(db, customer.stored.id)?;
            let mut versions = policy::history(db, &customer.policy.code)?;
            for code in history.policies().filter(|code| *code != customer.policy.code) {
                versions.extend(policy::history(db, code)?);
            }
            Ok(Self { customer, history, entries, versions })
        };
        customers.into_iter().zip(histories).map(days).collect()
    }

    /// Whose account it is.
    pub fn customer(&self) -> &Customer {
        &self.customer
    }

    /// Whether the account was there at the end of a day.
    pub fn is_there(&self, on: NaiveDate) -> bool {
        self.history.is_there(end_of(on))
    }

    /// The same account again, after something has changed in the store: the log is read anew only where what was written
    /// since changes what can be told of days up to this one.
    ///
    /// # Errors
    /// `not-found`, `store`.
    pub fn again(self: &Arc<Self>, db: &Db, until: NaiveDate) -> Result<Arc<Self>, Refusal> {
        if past::says_otherwise(db, self.history.read_to, end_of(until))? {
            return Self::of(db, self.account()).map(Arc::new);
        }
        Ok(Arc::clone(self))
    }

    /// The number of the account.
    pub fn account(&self) -> &str {
        &self.customer.stored.account.code
    }

    /// The account at the end of a day; before it was added, without anything.
    pub fn day(&self, on: NaiveDate) -> BalanceDay {
        let end = end_of(on);
        let account = self.history.account(&self.customer.stored.account, end);
        let Told { ledger, live } = tell(self.history.until(end).filter(|_| self.history.is_there(end)));
        let number = |(id, amount)| Some((self.history.numbers.get(&id)?.clone(), amount));
        BalanceDay {
            on,
            policy: self.policy(end),
            account,
            ledger,
            applications: live.into_iter().filter_map(number).collect(),
            entries: self.entries.clone(),
            notices: self.history.notices(end),
        }
    }

    fn policy(&self, end: DateTime<Utc>) -> Policy {
        let now = &self.customer.policy;
        let code = self.history.policy(end).unwrap_or(&now.code);
        let was_there = |version: &&Version| version.made.as_ref().is_none_or(|(_, made_at)| *made_at < end);
        let mut of_it = self.versions.iter().filter(|version| version.policy.code == code);
        let then = of_it.find(was_there).map(|version| version.policy.clone());
        self.customer.issuer.issuer.working_under(then.unwrap_or_else(|| now.clone()))
    }
}

/// The instant at which a day has ended in China.
fn end_of(day: NaiveDate) -> DateTime<Utc> {
    day.succ_opt().map_or(DateTime::<Utc>::MAX_UTC, china_day_start)
}

/// The account today, with everything.
pub fn today(db: &Db, moment: &Moment, account: &str) -> Result<BalanceDay, Refusal> {
    let customer = customer(db, account)?;
    let id: AccountId = customer.stored.id;
    Ok(BalanceDay {
        on: moment.today,
        ledger: ledger::load(db, id)?,
        applications: past::live_applications(db, id)?,
        entries: ledger::entries_in_words(db, id)?,
        account: customer.stored.account,
        policy: customer.policy,
        notices: Vec::new(),
    })
}

/// The day that is asked about, if it is over; none: it is today.
pub(super) fn past_day(moment: &Moment, on: Option<NaiveDate>) -> Result<Option<NaiveDate>, Refusal> {
    match on {
        Some(on) if on > moment.today => Err(Refusal::bad_field("on", FieldError::InFuture)),
        on => Ok(on.filter(|on| *on < moment.today)),
    }
}

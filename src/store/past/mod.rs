//! What is kept of how an account's money came to be what it is: for telling a past day from it.
//!
//! Errors of every call: `store`.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::balance::{LedgerEntry, Offset};
use crate::domain::bill::Bill;
use crate::domain::ids::{AccountId, ApplicationId, BatchId, BillId};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::replay::Taken;
use crate::store::batch::{AccountBefore, BillBefore};
use crate::store::engine::{Db, columns, params};

/// A bill as it is now, or the record that is left of a removed one.
#[derive(Clone, Debug)]
pub struct PastBill {
    pub bill: Bill,
    /// The number that it had, where it is removed.
    pub removed_no: Option<String>,
    /// The import that brought it, if one did.
    pub batch: Option<BatchId>,
    /// Counts what changed it but for applications and refunds, from 1.
    pub version: i64,
}

/// An entry of the non-invoiceable ledger, or the record that is left of a removed one.
#[derive(Clone, Debug)]
pub struct PastEntry {
    pub entry: LedgerEntry,
    pub entered_at: DateTime<Utc>,
    pub is_removed: bool,
}

/// When an application was made and when it ended.
#[derive(Clone, Debug)]
pub struct PastApplication {
    pub id: ApplicationId,
    pub number: String,
    pub submitted_at: DateTime<Utc>,
    /// When it was cancelled, rejected or reversed, if it was.
    pub ended_at: Option<DateTime<Utc>>,
    /// The number of the one that it replaced, if it did.
    pub replaces: Option<String>,
}

columns! {
    PastBill { bill, removed_no, batch, version }
    PastEntry { entry, entered_at, is_removed }
    PastApplication { id, number, submitted_at, ended_at, replaces }
}

/// Every bill of an account, and what is left of removed ones.
pub fn bills(db: &Db, account: AccountId) -> Result<Vec<PastBill>, Refusal> {
    db.all(include_str!("bills.sql"), [account])
}

/// What imports gave back, of which bill.
pub fn imported_refunds(db: &Db, account: AccountId) -> Result<Vec<(BillId, Fen, BatchId)>, Refusal> {
    db.all(include_str!("refunds.sql"), [account])
}

/// The bills whose payment imports told of, and what was known of it before.
pub fn imported_payments(db: &Db, account: AccountId) -> Result<Vec<(BillId, BatchId, BillBefore)>, Refusal> {
    db.all(include_str!("payments.sql"), [account])
}

/// What the account was before each import that changed it, oldest first.
pub fn account_before(db: &Db, account: AccountId) -> Result<Vec<(BatchId, AccountBefore)>, Refusal> {
    db.all(include_str!("accounts.sql"), [account])
}

/// The import that brought the account, if one did.
pub fn batch_of_account(db: &Db, account: AccountId) -> Result<Option<BatchId>, Refusal> {
    db.one(include_str!("account_batch.sql"), [account])
}

/// Every ledger entry of an account, and what is left of removed ones, in the order of entry.
pub fn entries(db: &Db, account: AccountId) -> Result<Vec<PastEntry>, Refusal> {
    db.all(include_str!("entries.sql"), [account])
}

/// Every application of an account, oldest first, with what it took when it was made.
pub fn applications(db: &Db, account: AccountId) -> Result<Vec<(PastApplication, Taken)>, Refusal> {
    let made: Vec<PastApplication> = db.all(include_str!("applications.sql"), [account])?;
    let nothing = |application| Taken { application, lines: Vec::new(), offsets: Vec::new() };
    let mut taken: BTreeMap<ApplicationId, Taken> = made.iter().map(|a| (a.id, nothing(a.id))).collect();
    let lines: Vec<(ApplicationId, BillId, Fen)> = db.all(include_str!("lines.sql"), [account])?;
    for (application, bill, invoiced) in lines {
        taken.entry(application).and_modify(|taken| taken.lines.push((bill, invoiced)));
    }
    let offsets: Vec<(ApplicationId, Offset)> = db.all(include_str!("offsets.sql"), [account])?;
    for (application, offset) in offsets {
        taken.entry(application).and_modify(|taken| taken.offsets.push(offset));
    }
    let with_taken = |made: PastApplication| {
        let taken = taken.remove(&made.id).unwrap_or_else(|| nothing(made.id));
        (made, taken)
    };
    Ok(made.into_iter().map(with_taken).collect())
}

/// The applications of an account that are live, oldest first: the number of each, and what it invoices or reserves.
pub fn live_applications(db: &Db, account: AccountId) -> Result<Vec<(String, Fen)>, Refusal> {
    db.all(include_str!("live.sql"), [account])
}

/// Whether an entry behind this one of the audit log changes what is told of the time before an instant: it was made
/// then, or says less or other of something than was known. What was refused changes nothing.
pub fn says_otherwise(db: &Db, behind: i64, end: DateTime<Utc>) -> Result<bool, Refusal> {
    db.one(include_str!("says_otherwise.sql"), params![behind, end])
}

/// Hands each entry of the audit log but refused attempts to `each`, newest first: its place, when, the command and what
/// it asked for.
///
/// # Errors
/// `store`, or what `each` refuses.
pub fn log(
    db: &Db,
    mut each: impl FnMut(i64, DateTime<Utc>, &str, &str) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    db.each(include_str!("log.sql"), [], |(id, at, op, request): (i64, _, String, String)| {
        each(id, at, &op, &request)?;
        Ok(true)
    })
}

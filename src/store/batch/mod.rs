//! Imports (批次): what each brought and changed, so that it can be taken back.
//!
//! Errors of every call: `store`.

pub mod obstacles;
pub mod undo;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::account::Account;
use crate::domain::ids::{AccountId, BatchId, BillId, IssuerId, UserId};
use crate::domain::import::{ControlTotals, ImportKind};
use crate::domain::refusal::Refusal;
use crate::store::account::Profile;
use crate::store::engine::{Db, FromRow, ReadError, Row, columns, json, params};

/// An import that begins.
#[derive(Clone, Copy, Debug)]
pub struct NewBatch<'a> {
    pub kind: ImportKind,
    /// The name of the file, without its folder.
    pub file: &'a str,
    /// The SHA-256 of its content, in lower-case hexadecimal.
    pub sha256: &'a str,
    /// Whose customers it is about.
    pub issuer: IssuerId,
    pub at: DateTime<Utc>,
    pub by: UserId,
}

/// How many rows an import read, and what came of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Data rows.
    pub read: u32,
    /// New ones.
    pub added: u32,
    /// Those that changed what was there.
    pub changed: u32,
    /// Those that were there already.
    pub unchanged: u32,
    /// Wrong ones.
    pub refused: u32,
}

/// An import as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBatch {
    /// The row; its number.
    pub id: BatchId,
    /// What the file held.
    pub kind: ImportKind,
    /// The name of the file.
    pub file: String,
    /// The SHA-256 of its content.
    pub sha256: String,
    /// The code of the issuer.
    pub issuer: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by name.
    pub by: String,
    /// How many rows.
    pub counts: Counts,
    /// The control totals.
    pub totals: ControlTotals,
    /// When and by whom it was undone, if it was.
    pub undone: Option<(DateTime<Utc>, String)>,
}

/// What an import may change of a bill: what that was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillBefore {
    pub paid_on: Option<NaiveDate>,
}

/// What an import may change of an account: what that was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountBefore {
    pub account: Account,
    /// What else was known of the customer.
    pub profile: Profile,
}

json! { BillBefore AccountBefore }

/// Begins an import: whatever is added with its number from now on, in this transaction, is a part of it.
pub fn begin(db: &Db, new: NewBatch<'_>) -> Result<BatchId, Refusal> {
    let NewBatch { kind, file, sha256, issuer, at, by } = new;
    db.insert(include_str!("insert.sql"), params![kind.id(), file, sha256, issuer, at, by])
}

/// Ends an import, within the transaction that began it.
pub fn finish(db: &Db, id: BatchId, counts: Counts, totals: ControlTotals) -> Result<(), Refusal> {
    let Counts { read, added, changed, unchanged, refused } = counts;
    let ControlTotals { amount, refunded, opening } = totals;
    db.run(
        include_str!("finish.sql"),
        params![id, read, added, changed, unchanged, refused, amount, refunded, opening],
    )
}

/// Keeps what a bill was that the import did not add and has just changed.
pub fn changed_bill(db: &Db, id: BatchId, bill: BillId, was: &BillBefore) -> Result<(), Refusal> {
    db.insert::<i64>(include_str!("changed_bill.sql"), params![id, bill, was]).map(drop)
}

/// Keeps what an account was that the import has just changed.
pub fn changed_account(db: &Db, id: BatchId, account: AccountId, was: &AccountBefore) -> Result<(), Refusal> {
    db.insert::<i64>(include_str!("changed_account.sql"), params![id, account, was]).map(drop)
}

/// Every import, newest first.
pub fn all(db: &Db) -> Result<Vec<StoredBatch>, Refusal> {
    db.all(include_str!("list.sql"), [])
}

/// The import of this number.
pub fn by_id(db: &Db, id: BatchId) -> Result<Option<StoredBatch>, Refusal> {
    db.maybe(include_str!("by_id.sql"), [id])
}

columns! {
    Counts { read, added, changed, unchanged, refused }
    ControlTotals { amount, refunded, opening }
}

impl FromRow for StoredBatch {
    fn from_row(row: &Row<'_>) -> Result<Self, ReadError> {
        let (id, kind): (_, String) = row.take()?;
        Ok(Self {
            id,
            // The table checks that it is one of them.
            kind: ImportKind::ALL.into_iter().find(|known| known.id() == kind).unwrap_or(ImportKind::Bills),
            file: row.take()?,
            sha256: row.take()?,
            issuer: row.take()?,
            at: row.take()?,
            by: row.take()?,
            counts: row.take()?,
            totals: row.take()?,
            undone: row.take::<Option<_>>()?.zip(row.take()?),
        })
    }
}

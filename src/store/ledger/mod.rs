//! What besides bills decides a balance: refunds, top-ups, non-invoiceable entries, offsets.
//!
//! Errors of every call: `store`.

pub mod amend;
pub mod list;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::balance::{Ledger, LedgerEntry, LedgerReason, Offset, PlanOffset, Source};
use crate::domain::ids::{AccountId, ApplicationId, BatchId, BillId, EntryId, OffsetId, UserId};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::bill;
use crate::store::engine::{Db, FromRow, ReadError, Row, columns, params};

/// Everything that decides an account's balance.
pub fn load(db: &Db, account: AccountId) -> Result<Ledger, Refusal> {
    Ok(Ledger {
        bills: bill::of_account(db, account)?,
        entries: db.all(include_str!("entries.sql"), [account])?,
        offsets: offsets(db, account)?,
    })
}

/// The offsets of an account that stand, oldest first.
pub fn offsets(db: &Db, account: AccountId) -> Result<Vec<Offset>, Refusal> {
    db.all(include_str!("offsets.sql"), [account])
}

/// What was absorbed of a source on a bill and stands, with the numbers of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedOffset {
    pub id: OffsetId,
    /// The bill that absorbed it.
    pub bill_no: String,
    /// The ledger entry that it is of; none: it is of a bill in deficit.
    pub entry: Option<EntryId>,
    /// That bill.
    pub source_bill_no: Option<String>,
    pub amount: Fen,
}

columns! { NamedOffset { id, bill_no, entry, source_bill_no, amount } }

/// At most `limit` of the offsets of an account that stand, oldest first, behind this one.
pub fn offsets_behind(
    db: &Db,
    account: AccountId,
    after: OffsetId,
    limit: u32,
) -> Result<Vec<NamedOffset>, Refusal> {
    db.all(include_str!("offsets_behind.sql"), params![account, after, limit])
}

/// What must be taken off an account before anything is invoiced: its entries, its bills in deficit, and what is offset
/// of either.
pub fn sources(db: &Db, account: AccountId) -> Result<Ledger, Refusal> {
    let ledger = Ledger {
        bills: Vec::new(),
        entries: db.all(include_str!("entries.sql"), [account])?,
        offsets: db.all(include_str!("offsets_of_sources.sql"), [account])?,
    };
    Ok(ledger.with(bill::in_deficit(db, account)?))
}

/// What the end of this application changes of an account, or what shrinks of its sources without one: see
/// [`bill::at_stake`].
pub fn at_stake(db: &Db, account: AccountId, application: Option<ApplicationId>) -> Result<Ledger, Refusal> {
    let ledger = Ledger {
        bills: Vec::new(),
        entries: db.all(include_str!("entries.sql"), [account])?,
        offsets: offsets(db, account)?,
    };
    Ok(ledger.with(bill::at_stake(db, account, application)?))
}

/// A source is kept in two columns of which one is empty.
impl FromRow for Source {
    fn from_row(row: &Row<'_>) -> Result<Self, ReadError> {
        Ok(match row.take()? {
            Some(entry) => {
                row.take::<Option<BillId>>()?;
                Self::Entry(entry)
            }
            None => Self::Bill(row.take()?),
        })
    }
}

/// Adds a refund of a bill, by the import that brings it if one does.
pub fn insert_refund(
    db: &Db,
    bill: BillId,
    amount: Fen,
    on: NaiveDate,
    reason: Option<&str>,
    batch: Option<BatchId>,
) -> Result<(), Refusal> {
    db.run(include_str!("insert_refund.sql"), params![bill, amount, on, reason, batch])
}

/// A refund of a bill, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRefund {
    /// How much.
    pub amount: Fen,
    /// When.
    pub on: NaiveDate,
    /// Why, if it was said.
    pub reason: Option<String>,
}

columns! { StoredRefund { amount, on, reason } }

/// The refunds of a bill, oldest first.
pub fn refunds(db: &Db, bill: BillId) -> Result<Vec<StoredRefund>, Refusal> {
    db.all(include_str!("refunds.sql"), [bill])
}

/// Adds a top-up.
pub fn insert_top_up(db: &Db, account: AccountId, amount: Fen, on: NaiveDate) -> Result<(), Refusal> {
    db.run(include_str!("insert_top_up.sql"), params![account, amount, on])
}

/// Who entered a ledger entry, when and with what.
#[derive(Clone, Copy, Debug)]
pub struct Entered {
    pub by: UserId,
    pub at: DateTime<Utc>,
    /// By which import, if one brought it.
    pub batch: Option<BatchId>,
}

/// Adds an entry to the non-invoiceable ledger.
pub fn insert_entry(
    db: &Db,
    account: AccountId,
    amount: Fen,
    reason: LedgerReason,
    note: Option<&str>,
    entered: Entered,
) -> Result<EntryId, Refusal> {
    db.insert(
        include_str!("insert_entry.sql"),
        params![account, amount, reason, note, entered.at, entered.by, entered.batch],
    )
}

/// An entry of the non-invoiceable ledger with the words that explain it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    pub id: EntryId,
    pub amount: Fen,
    pub reason: LedgerReason,
    /// The explanation that was given.
    pub note: Option<String>,
    pub entered_at: DateTime<Utc>,
    pub entered_by: String,
}

columns! { StoredEntry { id, reason, amount, note, entered_at, entered_by } }

/// An account's ledger entries in the order of entry.
pub fn entries_in_words(db: &Db, account: AccountId) -> Result<Vec<StoredEntry>, Refusal> {
    db.all(include_str!("entries_in_words.sql"), [account])
}

/// Adds an offset of a new application.
pub fn insert_offset(db: &Db, application: ApplicationId, offset: &PlanOffset) -> Result<(), Refusal> {
    let (entry, bill) = match offset.source {
        Source::Entry(id) => (Some(id), None),
        Source::Bill(id) => (None, Some(id)),
    };
    db.run(include_str!("insert_offset.sql"), params![application, offset.bill, entry, bill, offset.amount])
}

/// The offsets of an application that still stand.
pub fn offsets_of_application(db: &Db, application: ApplicationId) -> Result<Vec<Offset>, Refusal> {
    db.all(include_str!("offsets_of_application.sql"), [application])
}

/// Gives back offsets, each down to what is left of it: the bills that absorbed them count the rest as used no more.
pub fn give_back<'a>(db: &Db, offsets: impl IntoIterator<Item = (&'a Offset, Fen)>) -> Result<(), Refusal> {
    let mut less: BTreeMap<BillId, Fen> = BTreeMap::new();
    for (offset, standing) in offsets {
        db.run(include_str!("set_standing.sql"), params![offset.id, standing])?;
        *less.entry(offset.bill).or_default() += standing - offset.amount;
    }
    bill::add_used(db, less)
}

columns! { Offset { id, bill, source, amount } }

columns! { LedgerEntry { id, reason, amount } }

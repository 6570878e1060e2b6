//! Refunds and ledger entries that are removed. The store lets it happen only while an amendment is open.
//!
//! Errors of every call: `store`.

use chrono::NaiveDate;

use crate::domain::balance::LedgerReason;
use crate::domain::ids::{AccountId, BillId, EntryId};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, params};

/// The row of the newest refund of a bill of this amount and day.
pub fn refund_of(db: &Db, bill: BillId, amount: Fen, on: NaiveDate) -> Result<Option<i64>, Refusal> {
    db.one(include_str!("refund_of.sql"), params![bill, amount, on])
}

/// Removes the refund in this row.
pub fn remove_refund(db: &Db, refund: i64) -> Result<(), Refusal> {
    db.run(include_str!("delete_refund.sql"), [refund])
}

/// The entries of an account of this amount and reason with what is offset of each, the newest first.
pub fn entries_of(
    db: &Db,
    account: AccountId,
    amount: Fen,
    reason: LedgerReason,
) -> Result<Vec<(EntryId, Fen)>, Refusal> {
    db.all(include_str!("entries_of.sql"), params![account, amount, reason])
}

/// The numbers of the applications by which something of an entry is offset.
pub fn offset_by(db: &Db, entry: EntryId) -> Result<Vec<String>, Refusal> {
    db.all(include_str!("offset_by.sql"), [entry])
}

/// Removes an entry of which nothing is offset. Where an ended application had, it stays as that one's record.
pub fn remove_entry(db: &Db, entry: EntryId) -> Result<(), Refusal> {
    if db.execute(include_str!("keep_entry_as_record.sql"), [entry])? == 0 {
        db.execute(include_str!("delete_entry.sql"), [entry])?;
    }
    Ok(())
}

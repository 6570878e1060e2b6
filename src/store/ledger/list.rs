//! The ledger entries of every account. Errors of every call: `store`, or what a caller's closure refuses.

use super::{StoredEntry, read_in_words};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;

/// An entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedEntry {
    /// The entry.
    pub entry: StoredEntry,
    /// The number of its account.
    pub account: String,
    /// The name of its account.
    pub account_name: String,
    /// What applications have offset of it.
    pub offset: Fen,
}

/// How many entries there are.
pub fn count(db: &Db) -> Result<u64, Refusal> {
    db.one(include_str!("count.sql"), [], |row| row.get(0))
}

/// Hands every entry to `each`, by account and in the order of entry, until it says to stop.
pub fn each(db: &Db, each: impl FnMut(ListedEntry) -> Result<bool, Refusal>) -> Result<(), Refusal> {
    let read = |row: &crate::store::engine::Row<'_>| {
        Ok(ListedEntry {
            entry: read_in_words(row)?,
            account: row.get(6)?,
            account_name: row.get(7)?,
            offset: row.get(8)?,
        })
    };
    db.each(include_str!("list.sql"), [], read, each)
}

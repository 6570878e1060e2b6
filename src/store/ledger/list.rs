//! The ledger entries of every account. Errors of every call: `store`, or what a caller's closure refuses.

use super::StoredEntry;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, columns};

/// An entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedEntry {
    pub entry: StoredEntry,
    pub account: String,
    pub account_name: String,
    /// What applications have offset of it.
    pub offset: Fen,
}

columns! { ListedEntry { entry, account, account_name, offset } }

/// How many entries there are.
pub fn count(db: &Db) -> Result<u64, Refusal> {
    db.one(include_str!("count.sql"), [])
}

/// Hands every entry to `each`, by account and in the order of entry, until it says to stop.
pub fn each(db: &Db, each: impl FnMut(ListedEntry) -> Result<bool, Refusal>) -> Result<(), Refusal> {
    db.each(include_str!("list.sql"), [], each)
}

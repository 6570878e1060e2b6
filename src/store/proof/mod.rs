//! What all rows of the store come to, kept beside them by every command that changes one: a sum over the rows of each
//! table, and one digest over the sums.
//!
//! Errors of every call: `store`.

mod changes;

use sha2::{Digest, Sha256};

use crate::domain::month::Month;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Changes, Db, RowSum, Shape, Unwatched, params};

/// Which tables are not proved: what is typed and not sent, which no entry tells of; how often somebody mistyped a
/// password; the log, which is a chain; and the digests themselves. What is worked out from other rows, or answered
/// again, is proved and not told.
pub const UNPROVED: Unwatched<'_> = Unwatched {
    tables: &["audit", "draft", "sign_in_failure", "table_digest"],
    derived: &["audit_object", "bill_month", "command_answer"],
};

/// What an entry of the log says of the rows that were changed, and of which sealed months they change figures; none where
/// nothing is to be said.
pub fn told(changes: &Changes, sealed: &[Month]) -> Option<String> {
    changes::told(changes, sealed)
}

/// The tables that are proved.
pub fn shapes(db: &Db) -> Result<Vec<Shape>, Refusal> {
    db.shapes(UNPROVED.tables)
}

/// The digest over what is kept of all tables: SHA-256 over the name, the count of rows and the hash of each.
pub fn digest(db: &Db) -> Result<[u8; 32], Refusal> {
    let mut hasher = Sha256::new();
    db.each(include_str!("all.sql"), [], |(table, rows, hash): (String, i64, Vec<u8>)| {
        hasher.update((table.len() as u64).to_be_bytes());
        hasher.update(table);
        hasher.update(rows.to_be_bytes());
        hasher.update(hash);
        Ok(true)
    })?;
    Ok(hasher.finalize().into())
}

/// What is kept of a table; none where nothing is, or something that is no sum.
pub fn kept(db: &Db, table: &str) -> Result<Option<RowSum>, Refusal> {
    let kept: Option<(i64, Vec<u8>, Vec<u8>)> = db.maybe(include_str!("by_table.sql"), [table])?;
    Ok(kept.and_then(|(rows, hash, state)| {
        RowSum::from_bytes(rows, &state).filter(|sum| sum.hash().as_slice() == hash.as_slice())
    }))
}

/// Brings the sums of the tables that were changed up to date; answers whether all of them were whole before.
pub fn add(db: &Db, changes: &Changes) -> Result<bool, Refusal> {
    let mut are_whole = true;
    for (place, more) in &changes.sums {
        let Some(shape) = changes.shapes.get(*place).filter(|_| !more.is_empty()) else { continue };
        let kept = kept(db, &shape.table)?;
        are_whole &= kept.is_some();
        let mut sum = kept.unwrap_or_default();
        sum.add(more);
        put(db, &shape.table, &sum)?;
    }
    Ok(are_whole)
}

/// Keeps what all rows come to as they are.
pub fn begin(db: &Db) -> Result<(), Refusal> {
    db.run(include_str!("remove_all.sql"), [])?;
    shapes(db)?.iter().try_for_each(|shape| put(db, &shape.table, &db.sum(shape, None)?))
}

fn put(db: &Db, table: &str, sum: &RowSum) -> Result<(), Refusal> {
    db.run(include_str!("put.sql"), params![table, sum.rows, sum.hash(), sum.bytes()])
}

/// The tables of which something is kept.
pub fn tables(db: &Db) -> Result<Vec<String>, Refusal> {
    let kept: Vec<(String, i64, Vec<u8>)> = db.all(include_str!("all.sql"), [])?;
    Ok(kept.into_iter().map(|(table, ..)| table).collect())
}

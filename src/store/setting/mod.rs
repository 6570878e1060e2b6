//! Settings of the store: small texts under a name.

use crate::domain::refusal::Refusal;
use crate::store::engine::Db;

/// The text kept under `key`.
///
/// # Errors
/// `store`.
pub fn get(db: &Db, key: &str) -> Result<Option<String>, Refusal> {
    db.maybe(include_str!("get.sql"), [key], |row| row.get(0))
}

/// Keeps `value` under `key`.
///
/// # Errors
/// `store`.
pub fn put(db: &Db, key: &str, value: &str) -> Result<(), Refusal> {
    db.execute(include_str!("put.sql"), [key, value])?;
    Ok(())
}

//! Settings of the store: small texts under a name.
//!
//! Errors of every call: `store`.

use crate::domain::refusal::Refusal;
use crate::store::engine::Db;

/// The text kept under `key`.
pub fn get(db: &Db, key: &str) -> Result<Option<String>, Refusal> {
    db.maybe(include_str!("get.sql"), [key])
}

/// Keeps `value` under `key`.
pub fn put(db: &Db, key: &str, value: &str) -> Result<(), Refusal> {
    db.run(include_str!("put.sql"), [key, value])
}

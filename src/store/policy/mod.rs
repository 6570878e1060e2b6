//! Policies as data, every version kept.

use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, params, parse_column};

/// Keeps a version of a policy.
///
/// # Errors
/// `store`, also when that version is kept already.
pub fn insert(db: &Db, policy: &Policy) -> Result<(), Refusal> {
    let body = serde_json::to_string(policy).unwrap_or_default();
    db.execute(include_str!("insert.sql"), params![policy.code, policy.version, body])?;
    Ok(())
}

/// The newest version of a policy.
///
/// # Errors
/// `store`.
pub fn newest(db: &Db, code: &str) -> Result<Option<Policy>, Refusal> {
    db.maybe(include_str!("newest.sql"), [code], |row| parse_column(row, 0))
}

/// The newest version of every policy.
///
/// # Errors
/// `store`.
pub fn all_newest(db: &Db) -> Result<Vec<Policy>, Refusal> {
    db.all(include_str!("all_newest.sql"), [], |row| parse_column(row, 0))
}

/// One version of a policy.
///
/// # Errors
/// `store`.
pub fn version(db: &Db, code: &str, version: u32) -> Result<Option<Policy>, Refusal> {
    db.maybe(include_str!("version.sql"), params![code, version], |row| parse_column(row, 0))
}

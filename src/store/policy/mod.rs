//! Policies as data, every version kept.
//!
//! Errors of every call: `store`, where nothing else is said.

use chrono::{DateTime, Utc};

use crate::domain::ids::UserId;
use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, params};

/// A version of a policy, and how it came to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The policy as it was then.
    pub policy: Policy,
    /// Who made it, and when; none: it came with the program.
    pub made: Option<(String, DateTime<Utc>)>,
    /// The policy and version that it was copied from, where it was.
    pub copied_from: Option<(String, u32)>,
}

/// Keeps a version of a policy.
///
/// # Errors
/// `store`, also when that version is kept already.
pub fn insert(db: &Db, policy: &Policy) -> Result<(), Refusal> {
    db.run(include_str!("insert.sql"), params![policy.code, policy.version, policy])
}

/// The newest version of a policy.
pub fn newest(db: &Db, code: &str) -> Result<Option<Policy>, Refusal> {
    db.maybe(include_str!("newest.sql"), [code])
}

/// The newest version of every policy, those that came with the program first.
pub fn all_newest(db: &Db) -> Result<Vec<Policy>, Refusal> {
    db.all(include_str!("all_newest.sql"), [])
}

/// One version of a policy.
pub fn version(db: &Db, code: &str, version: u32) -> Result<Option<Policy>, Refusal> {
    db.maybe(include_str!("version.sql"), params![code, version])
}

/// Notes who made a version, and what it was copied from.
pub fn insert_version(
    db: &Db,
    made: &Policy,
    copied_from: Option<&Policy>,
    at: DateTime<Utc>,
    by: UserId,
) -> Result<(), Refusal> {
    let (from, version) = copied_from.map(|from| (from.code.as_str(), from.version)).unzip();
    let sql = include_str!("insert_version.sql");
    db.run(sql, params![made.code, made.version, from, version, at, by])
}

/// A version as it is kept.
type Kept = (Policy, Option<String>, Option<u32>, Option<DateTime<Utc>>, Option<String>);

/// Every version of a policy, newest first.
pub fn history(db: &Db, code: &str) -> Result<Vec<Version>, Refusal> {
    let versions = db.all(include_str!("history.sql"), [code])?;
    let version = |(policy, from, version, at, by): Kept| Version {
        policy,
        made: by.zip(at),
        copied_from: from.zip(version),
    };
    Ok(versions.into_iter().map(version).collect())
}

/// Every version of every policy.
pub fn all(db: &Db) -> Result<Vec<Policy>, Refusal> {
    let versions: Vec<(String, u32, Policy)> = db.all(include_str!("all_versions.sql"), [])?;
    Ok(versions.into_iter().map(|(_, _, policy)| policy).collect())
}

/// The code, the version and the text of every version of every policy, for looking them over.
pub fn texts(db: &Db) -> Result<Vec<(String, u32, String)>, Refusal> {
    db.all(include_str!("all_versions.sql"), [])
}

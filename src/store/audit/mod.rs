//! The audit log, and the answers of commands that may be sent twice.
//!
//! Errors of every call: `store`, where nothing else is said.

pub mod list;

use chrono::{DateTime, Utc};

use crate::domain::ids::{KeyId, UserId};
use crate::domain::origin::Origin;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, columns, params};

/// An entry of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    /// Its place: counted from 1, without a gap.
    pub id: i64,
    /// When the command was carried out, to the millisecond.
    pub at: DateTime<Utc>,
    /// Whose command it was.
    pub by: UserId,
    /// The command's name.
    pub op: String,
    /// The command as it was given.
    pub request: String,
    /// SHA-256 over the entry and the hash before it.
    pub hash: Vec<u8>,
    /// Where from it was given; it and all that follows: none where an older program wrote the entry.
    pub origin: Option<Origin>,
    /// Whose login of the system it was.
    pub system_user: Option<String>,
    /// The name of the machine.
    pub machine: Option<String>,
    /// The rule that refused it, where it was an attempt.
    pub refused: Option<String>,
    /// The rows that it changed, as JSON.
    pub changes: Option<String>,
    /// What was not as the entry before it proved, as JSON.
    pub found: Option<String>,
    /// What all tables come to behind it.
    pub proof: Option<Vec<u8>>,
    /// SQLite's count of the changes of the schema.
    pub schema_cookie: Option<i64>,
    /// The key that it is signed with.
    pub key: Option<KeyId>,
    /// What is signed is the hash.
    pub signature: Option<Vec<u8>>,
}

columns! { StoredEntry {
    id, at, by, op, request, hash, origin, system_user, machine, refused, changes, found, proof, schema_cookie, key, signature,
} }

/// The place and hash of the newest entry.
pub fn newest(db: &Db) -> Result<Option<(i64, Vec<u8>)>, Refusal> {
    db.maybe(include_str!("newest.sql"), [])
}

/// When the newest entry was written.
pub fn newest_at(db: &Db) -> Result<Option<DateTime<Utc>>, Refusal> {
    db.maybe(include_str!("newest_at.sql"), [])
}

/// What the next entry follows from: the newest one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Its place.
    pub id: i64,
    /// Its hash.
    pub hash: Vec<u8>,
    /// What it proves.
    pub proof: Option<Vec<u8>>,
    /// SQLite's count of the changes of the schema behind it.
    pub schema_cookie: Option<i64>,
}

columns! { Before { id, hash, proof, schema_cookie } }

/// What the next entry follows from; none where the log is empty.
pub fn before(db: &Db) -> Result<Option<Before>, Refusal> {
    db.maybe(include_str!("before.sql"), [])
}

/// The hash of the entry at this place; none where there is none.
pub fn hash_of(db: &Db, entry: i64) -> Result<Option<Vec<u8>>, Refusal> {
    db.maybe(include_str!("hash_of.sql"), [entry])
}

/// What the newest entry says from which on the store is proved, as JSON; none where no entry proves anything.
pub fn begun(db: &Db) -> Result<Option<String>, Refusal> {
    db.maybe(include_str!("begun.sql"), [])
}

/// Adds an entry.
pub fn insert(db: &Db, entry: &StoredEntry) -> Result<(), Refusal> {
    let e = entry;
    let values = params![
        e.id,
        e.at,
        e.by,
        e.op,
        e.request,
        e.hash,
        e.origin,
        e.system_user,
        e.machine,
        e.refused,
        e.changes,
        e.found,
        e.proof,
        e.schema_cookie,
        e.key,
        e.signature,
    ];
    db.run(include_str!("insert.sql"), values)
}

/// Hands every entry to `each`, oldest first.
///
/// # Errors
/// `store`, or what `each` refuses.
pub fn each(db: &Db, each: impl FnMut(StoredEntry) -> Result<bool, Refusal>) -> Result<(), Refusal> {
    db.each(include_str!("all.sql"), [], each)
}

/// Hands when, by whom and with what each qualification was revoked to `each`, newest first.
///
/// # Errors
/// `store`, or what `each` refuses.
pub fn each_revocation(
    db: &Db,
    each: impl FnMut((DateTime<Utc>, String, String)) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    db.each(include_str!("revocations.sql"), [], each)
}

/// A command that was sent with an id and carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAnswer {
    /// The command's name.
    pub op: String,
    /// SHA-256 over what it asked for; none where a version of the program kept it that did not keep this.
    pub request: Option<Vec<u8>>,
    /// What it answered, as JSON.
    pub answer: String,
}

columns! { StoredAnswer { op, request, answer } }

/// What was carried out under this id.
pub fn answer(db: &Db, id: &str) -> Result<Option<StoredAnswer>, Refusal> {
    db.maybe(include_str!("answer.sql"), [id])
}

/// Keeps what was carried out under this id.
pub fn keep_answer(db: &Db, id: &str, kept: &StoredAnswer) -> Result<(), Refusal> {
    let StoredAnswer { op, request, answer } = kept;
    db.run(include_str!("keep_answer.sql"), params![id, op, request, answer])
}

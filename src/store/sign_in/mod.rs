//! What users sign in with: hashes of their passwords and recovery codes, and how often a wrong one was given in a row.
//!
//! Errors of every call: `store`.

use chrono::{DateTime, Utc};

use crate::domain::ids::UserId;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, columns, params};

/// A password as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPassword {
    /// The PHC string of its hash.
    pub hash: String,
    /// Whether somebody else set it, so that its user is to set another.
    pub must_change: bool,
    pub set_at: DateTime<Utc>,
}

/// A user's key as kept: the half that anybody may know, and the other one as it is wrapped by the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredKey {
    pub public: Vec<u8>,
    /// A nonce, and what XChaCha20-Poly1305 makes of the private half.
    pub wrapped: Vec<u8>,
    /// What the wrapping key is derived with, beside the password: a PHC string without a hash.
    pub salt: String,
}

/// Wrong passwords in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failures {
    pub count: u64,
    pub last_at: DateTime<Utc>,
}

columns! {
    StoredPassword { hash, must_change, set_at }
    StoredKey { public, wrapped, salt }
    Failures { count, last_at }
}

/// The password of a user; none was ever set.
pub fn password(db: &Db, user: UserId) -> Result<Option<StoredPassword>, Refusal> {
    db.maybe(include_str!("password.sql"), [user])
}

/// Sets a password in the place of the one that was there.
pub fn put_password(db: &Db, user: UserId, password: &StoredPassword) -> Result<(), Refusal> {
    let StoredPassword { hash, must_change, set_at } = password;
    db.run(include_str!("put_password.sql"), params![user, hash, must_change, set_at])
}

/// Keeps another hash of the same password.
pub fn renew(db: &Db, user: UserId, hash: &str) -> Result<(), Refusal> {
    db.run(include_str!("renew.sql"), params![user, hash])
}

/// The newest key of a user; those before it stay, for what was signed with them.
pub fn key(db: &Db, user: UserId) -> Result<Option<StoredKey>, Refusal> {
    db.maybe(include_str!("key.sql"), [user])
}

/// Keeps another key of a user.
pub fn insert_key(db: &Db, user: UserId, key: &StoredKey, at: DateTime<Utc>) -> Result<(), Refusal> {
    db.run(include_str!("insert_key.sql"), params![user, key.public, key.wrapped, key.salt, at])
}

/// Keeps the same key, wrapped by another password, or at another cost.
pub fn rewrap_key(db: &Db, key: &StoredKey) -> Result<(), Refusal> {
    db.run(include_str!("rewrap_key.sql"), params![key.public, key.wrapped, key.salt])
}

/// The hash of the code with which a user can set another password; none: there is none, or it was used.
pub fn recovery_code(db: &Db, user: UserId) -> Result<Option<String>, Refusal> {
    db.maybe(include_str!("recovery_code.sql"), [user])
}

/// Keeps the hash of a recovery code in the place of the one that was there.
pub fn put_recovery_code(db: &Db, user: UserId, hash: &str, at: DateTime<Utc>) -> Result<(), Refusal> {
    db.run(include_str!("put_recovery_code.sql"), params![user, hash, at])
}

/// Has the recovery code used up.
pub fn remove_recovery_code(db: &Db, user: UserId) -> Result<(), Refusal> {
    db.execute(include_str!("remove_recovery_code.sql"), [user]).map(drop)
}

/// How often a wrong password was given since the last right one; none: never.
pub fn failures(db: &Db, user: UserId) -> Result<Option<Failures>, Refusal> {
    db.maybe(include_str!("failures.sql"), [user])
}

/// Counts a wrong password; how many there were in a row.
pub fn count_failure(db: &Db, user: UserId, at: DateTime<Utc>) -> Result<u64, Refusal> {
    db.one(include_str!("count_failure.sql"), params![user, at])
}

/// Forgets the wrong ones, once a right one came.
pub fn forget_failures(db: &Db, user: UserId) -> Result<(), Refusal> {
    db.execute(include_str!("forget_failures.sql"), [user]).map(drop)
}

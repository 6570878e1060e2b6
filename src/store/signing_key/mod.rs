//! The keys that entries of the log are signed with: what is known of each by everybody, and of a user's its private half,
//! wrapped with the password. None is ever removed.
//!
//! Errors of every call: `store`.

use chrono::{DateTime, Utc};

use crate::domain::ids::{KeyId, UserId};
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, params};

/// A key whose private half is not in the store, and that is not kept yet.
#[derive(Clone, Copy, Debug)]
pub struct NewKey {
    /// Whose it is; none: a machine's.
    pub user: Option<UserId>,
    /// The public half, of Ed25519.
    pub public: [u8; 32],
    pub made_at: DateTime<Utc>,
}

/// Keeps a key.
pub fn insert(db: &Db, key: NewKey) -> Result<KeyId, Refusal> {
    let NewKey { user, public, made_at } = key;
    db.insert(include_str!("insert.sql"), params![user, public, made_at])
}

/// The key with this public half.
pub fn by_public(db: &Db, public: [u8; 32]) -> Result<Option<KeyId>, Refusal> {
    db.maybe(include_str!("by_public.sql"), [public])
}

/// A key, its public half, and whose it is; none: a machine's.
pub type Known = (KeyId, Vec<u8>, Option<UserId>);

/// Every key.
pub fn all(db: &Db) -> Result<Vec<Known>, Refusal> {
    db.all(include_str!("all.sql"), [])
}

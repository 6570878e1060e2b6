//! The audit log: one entry a command, each hash over its content and the hash before it.

use sha2::{Digest, Sha256};

use crate::desk::clock::Moment;
use crate::domain::ids::UserId;
use crate::domain::refusal::Refusal;
use crate::store::audit::{self, StoredEntry};
use crate::store::engine::Db;

/// Writes that `by` had `op` carried out.
pub(super) fn write(db: &Db, moment: &Moment, by: UserId, op: &str, request: String) -> Result<(), Refusal> {
    let (last, before) = audit::newest(db)?.unwrap_or_default();
    let mut entry =
        StoredEntry { id: last + 1, at: moment.now, by, op: op.to_owned(), request, hash: Vec::new() };
    entry.hash = hash(&entry, &before);
    audit::insert(db, &entry)
}

/// The place of the first entry whose hash does not follow from what is before it, if there is one.
pub fn first_broken(db: &Db) -> Result<Option<i64>, Refusal> {
    let mut before = Vec::new();
    let mut broken = None;
    audit::each(db, |entry| {
        if entry.hash != hash(&entry, &before) {
            broken = Some(entry.id);
            return Ok(false);
        }
        before = entry.hash;
        Ok(true)
    })?;
    Ok(broken)
}

/// Lengths stand before texts, so that no two entries are hashed alike.
fn hash(entry: &StoredEntry, before: &[u8]) -> Vec<u8> {
    let mut hasher = Sha256::new();
    hasher.update(before);
    for number in [entry.id, entry.at.timestamp_millis(), entry.by.0] {
        hasher.update(number.to_be_bytes());
    }
    for text in [&entry.op, &entry.request] {
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text);
    }
    hasher.finalize().to_vec()
}

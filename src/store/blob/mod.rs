//! Files that a server keeps beside the rows that name them, each in parts by the SHA-256 of its content.
//!
//! Errors of every call: `store`.

use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, params};

/// How large a part is, in bytes, but for the last.
pub const PART_BYTES: usize = 1 << 20;

/// A part of a file, counted from 0; none: the file has fewer.
pub fn part(db: &Db, sha256: &str, part: i64) -> Result<Option<Vec<u8>>, Refusal> {
    db.maybe("SELECT bytes FROM blob WHERE sha256 = ?1 AND part = ?2", params![sha256, part])
}

/// Puts a part of a file in the place of what is there.
pub fn put_part(db: &Db, sha256: &str, part: i64, bytes: &[u8]) -> Result<(), Refusal> {
    db.run(include_str!("put_part.sql"), params![sha256, part, bytes])
}

/// Removes what a file has from this part on.
pub fn cut(db: &Db, sha256: &str, from: i64) -> Result<(), Refusal> {
    db.run("DELETE FROM blob WHERE sha256 = ?1 AND part >= ?2", params![sha256, from])
}

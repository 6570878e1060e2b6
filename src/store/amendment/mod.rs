//! Amendments: what an admin corrected or removed, and imports that were undone. While one is open the store lets be
//! changed what is else never changed; it is opened and closed in one transaction.

use chrono::{DateTime, Utc};

use crate::domain::ids::UserId;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, params};

/// What is put right, by whom, when and why.
#[derive(Clone, Copy, Debug)]
pub struct Amendment<'a> {
    pub op: &'a str,
    /// The number of the bill, ledger entry or import.
    pub subject: &'a str,
    /// Why, where a reason is asked for.
    pub reason: Option<&'a str>,
    pub at: DateTime<Utc>,
    pub by: UserId,
}

/// Does `work` while the amendment is open, within a transaction.
///
/// # Errors
/// `store`, or what `work` refuses.
pub fn during<T>(
    db: &Db,
    amendment: Amendment<'_>,
    work: impl FnOnce() -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let Amendment { op, subject, reason, at, by } = amendment;
    db.run(include_str!("open.sql"), params![op, subject, reason, at, by])?;
    let done = work()?;
    db.execute(include_str!("close.sql"), [])?;
    Ok(done)
}

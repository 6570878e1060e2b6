//! Counts over the whole store.
//!
//! Errors: `store`.

use chrono::NaiveDate;

use crate::domain::refusal::Refusal;
use crate::store::engine::Db;

/// How many there are of what the window's frame shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub bills: u64,
    pub accounts: u64,
    /// Applications that wait to be accepted, issued or delivered.
    pub open: u64,
    /// Those of them that are late on `today`.
    pub late: u64,
    /// Submissions that wait for review.
    pub reviews: u64,
    /// Those of them that are late on `today`.
    pub late_reviews: u64,
    /// Requests for a correction that wait to be decided on.
    pub corrections: u64,
    pub tickets: u64,
}

/// Counts.
pub fn counts(db: &Db, today: NaiveDate) -> Result<Counts, Refusal> {
    db.one(include_str!("counts.sql"), [today], |row| {
        Ok(Counts {
            bills: row.get(0)?,
            accounts: row.get(1)?,
            open: row.get(2)?,
            late: row.get(3)?,
            reviews: row.get(4)?,
            late_reviews: row.get(5)?,
            corrections: row.get(6)?,
            tickets: row.get(7)?,
        })
    })
}

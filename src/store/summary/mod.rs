//! Counts over the whole store.

use chrono::NaiveDate;

use crate::domain::refusal::Refusal;
use crate::store::engine::Db;

/// How many there are of what the window's frame shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Bills.
    pub bills: u64,
    /// Accounts.
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
    /// Open tickets.
    pub tickets: u64,
}

/// Counts.
///
/// # Errors
/// `store`.
pub fn counts(db: &Db, today: NaiveDate) -> Result<Counts, Refusal> {
    db.one(include_str!("counts.sql"), [today], |row| {
        let count = |column| row.get(column).map(i64::unsigned_abs);
        Ok(Counts {
            bills: count(0)?,
            accounts: count(1)?,
            open: count(2)?,
            late: count(3)?,
            reviews: count(4)?,
            late_reviews: count(5)?,
            corrections: count(6)?,
            tickets: count(7)?,
        })
    })
}

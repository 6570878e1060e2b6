//! Counts over the whole store.
//!
//! Errors: `store`.

use chrono::NaiveDate;

use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, columns};

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
    /// Applications that are being issued and not out at the tax bureau.
    pub issuing: u64,
    /// Applications that are issued and not delivered.
    pub issued: u64,
}

columns! { Counts { bills, accounts, open, late, reviews, late_reviews, corrections, tickets, issuing, issued } }

/// Counts.
pub fn counts(db: &Db, today: NaiveDate) -> Result<Counts, Refusal> {
    db.one(include_str!("counts.sql"), [today])
}

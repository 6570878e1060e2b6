//! Years of holidays that the user has added to the bundled ones.
//!
//! Errors of every call: `store`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, params};

/// A year and its exceptions to Monday–Friday: true for a day off.
pub type Year = (i32, BTreeMap<NaiveDate, bool>);

/// Every year that was added.
pub fn all(db: &Db) -> Result<Vec<Year>, Refusal> {
    db.all(include_str!("all.sql"), [])
}

/// Keeps a year, in the place of what was kept of it.
pub fn save(db: &Db, (year, days): &Year) -> Result<(), Refusal> {
    db.run(include_str!("save.sql"), params![year, days])
}

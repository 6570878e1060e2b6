//! Which applications took from a bill.
//!
//! Errors of every call: `store`.

use chrono::NaiveDate;

use crate::domain::application::ApplicationState;
use crate::domain::ids::BillId;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;

/// What an application took from a bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillUse {
    /// The application's number.
    pub application: String,
    /// Where it stands.
    pub state: ApplicationState,
    /// The day it was submitted, in China.
    pub submitted_on: NaiveDate,
    /// What was invoiced from the bill.
    pub invoiced: Fen,
    /// What was absorbed on it by offsets.
    pub absorbed: Fen,
    /// What of that still stands.
    pub standing: Fen,
}

impl BillUse {
    /// What of it counts as used of the bill now: nothing once the application has ended.
    pub fn counts(&self) -> Fen {
        if self.state.is_live() { self.invoiced + self.standing } else { Fen::ZERO }
    }
}

/// The applications that took from a bill or offset what it lacked, with where they stand; also those that have ended.
pub fn of_it(db: &Db, bill: BillId) -> Result<Vec<(String, ApplicationState)>, Refusal> {
    db.all(include_str!("in_use.sql"), [bill], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The applications that took from a bill, oldest first, also those that have ended since.
pub fn of_bill(db: &Db, bill: BillId) -> Result<Vec<BillUse>, Refusal> {
    db.all(include_str!("uses.sql"), [bill], |row| {
        Ok(BillUse {
            application: row.get(0)?,
            state: row.get(1)?,
            submitted_on: row.get(2)?,
            invoiced: row.get(3)?,
            absorbed: row.get(4)?,
            standing: row.get(5)?,
        })
    })
}

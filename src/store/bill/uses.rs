//! Which applications took from a bill.
//!
//! Errors of every call: `store`.

use chrono::NaiveDate;

use crate::domain::application::ApplicationState;
use crate::domain::ids::BillId;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, columns};

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

columns! { BillUse { application, state, submitted_on, invoiced, absorbed, standing } }

impl BillUse {
    /// What of it counts as used of the bill now: nothing once the application has ended.
    pub fn counts(&self) -> Fen {
        if self.state.is_live() { self.invoiced + self.standing } else { Fen::ZERO }
    }
}

/// The applications that took from a bill or offset what it lacked, with where they stand; also those that have ended.
pub fn of_it(db: &Db, bill: BillId) -> Result<Vec<(String, ApplicationState)>, Refusal> {
    db.all(include_str!("in_use.sql"), [bill])
}

/// The applications that took from a bill, oldest first, also those that have ended since.
pub fn of_bill(db: &Db, bill: BillId) -> Result<Vec<BillUse>, Refusal> {
    db.all(include_str!("uses.sql"), [bill])
}

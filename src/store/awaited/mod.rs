//! The invoices that are waited for: what each application that is being issued is planned as, and what of it is back.
//!
//! Errors of every call: `store`.

use super::application::StoredApplication;
use crate::domain::ids::{ApplicationId, IssuerId};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, columns};

/// An invoice that an application is planned to be issued as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedInvoice {
    pub application: ApplicationId,
    /// From 1; what was planned otherwise before has places of its own.
    pub place: u32,
    /// The number that it goes to the bureau with.
    pub serial: String,
    /// With tax.
    pub gross: Fen,
    /// Whether it is in the store.
    pub is_back: bool,
    /// Whether the bureau has it.
    pub is_out: bool,
}

columns! { PlannedInvoice { application, place, serial, gross, is_back, is_out } }

/// The applications that are being issued, and whose customers they are of.
pub fn applications(db: &Db) -> Result<Vec<(StoredApplication, IssuerId)>, Refusal> {
    db.all(include_str!("applications.sql"), [])
}

/// What those of them are planned as that have gone out, or of which something is back.
pub fn planned(db: &Db) -> Result<Vec<PlannedInvoice>, Refusal> {
    db.all(include_str!("planned.sql"), [])
}

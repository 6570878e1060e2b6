//! The invoices that applications are planned as, and which of them are out.

use crate::domain::application::AtBureau;
use crate::domain::ids::{ApplicationId, PlannedId};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, columns, params};

/// A planned invoice as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The row.
    pub id: PlannedId,
    /// Its place among those of the application, from 1.
    pub place: u32,
    /// Its serial number (发票流水号).
    pub serial: String,
    /// With tax.
    pub gross: Fen,
    /// The number of the invoice that it became; none: not issued yet.
    pub number: Option<String>,
    /// Whether it is out: in a form handed to the bureau, and neither refused, recalled nor back.
    pub is_out: bool,
}

columns! { Planned { id, place, serial, gross, number, is_out } }

/// The invoices that an application is planned as, in their order; none before it first goes out.
pub fn of_application(db: &Db, application: ApplicationId) -> Result<Vec<Planned>, Refusal> {
    db.all(include_str!("planned.sql"), [application])
}

/// What the bureau has of an application, and what came back while it is being issued.
pub fn at_bureau(db: &Db, application: ApplicationId) -> Result<AtBureau, Refusal> {
    db.one(include_str!("at_bureau.sql"), [application])
}

columns! { AtBureau { is_out, is_partly_issued, awaits_recording } }

/// The greatest place that a planned invoice of an application has had, replaced ones among them.
pub fn last_place(db: &Db, application: ApplicationId) -> Result<u32, Refusal> {
    db.one(include_str!("last_place.sql"), [application])
}

/// Plans an invoice of an application that is being issued.
pub fn insert(
    db: &Db,
    application: ApplicationId,
    place: u32,
    serial: &str,
    gross: Fen,
) -> Result<PlannedId, Refusal> {
    db.insert(include_str!("insert_planned.sql"), params![application, place, serial, gross])
}

/// Has others take the place of a planned invoice that is neither out nor issued.
pub fn replace(db: &Db, id: PlannedId) -> Result<(), Refusal> {
    db.run(include_str!("replace_planned.sql"), [id])
}

/// Says which invoice of its application, entered before, a planned one became.
pub fn set_invoice(db: &Db, id: PlannedId, number: &str) -> Result<(), Refusal> {
    db.run(include_str!("set_planned_invoice.sql"), params![id, number])
}

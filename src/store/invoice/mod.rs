//! Issued invoices and their reversals.
//!
//! Errors of every call: `store`.

pub mod list;
pub mod mirrored;
pub mod register;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::application::ReversalReason;
use crate::domain::ids::ApplicationId;
use crate::domain::refusal::Refusal;
use crate::domain::tax::{TaxRate, TaxSplit};
use crate::store::engine::{Db, columns, params};

/// An invoice as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredInvoice {
    pub number: String,
    pub issued_on: NaiveDate,
    pub split: TaxSplit,
    pub rate: TaxRate,
}

columns! { StoredInvoice { number, issued_on, split, rate } }

/// Adds an invoice of an application.
pub fn insert(db: &Db, application: ApplicationId, invoice: &StoredInvoice) -> Result<(), Refusal> {
    let StoredInvoice { number, issued_on, split, rate } = invoice;
    db.run(
        include_str!("insert.sql"),
        params![application, number, issued_on, split.net, split.tax, split.gross, rate],
    )
}

/// The invoices of an application, as entered.
pub fn of_application(db: &Db, application: ApplicationId) -> Result<Vec<StoredInvoice>, Refusal> {
    db.all(include_str!("of_application.sql"), [application])
}

/// The application of the invoice of this number, and the invoice.
pub fn by_number(db: &Db, number: &str) -> Result<Option<(String, StoredInvoice)>, Refusal> {
    db.maybe(include_str!("by_number.sql"), [number])
}

/// The application that the red-letter invoice of this number reverses, and the number of the invoice; none: an older desk
/// took it for several, and did not ask.
pub fn by_red_number(db: &Db, red_number: &str) -> Result<Option<(String, Option<String>)>, Refusal> {
    db.maybe(include_str!("by_red_number.sql"), [red_number])
}

/// The number of the red-letter invoice that reverses an invoice.
pub fn red_number_of(db: &Db, number: &str) -> Result<Option<String>, Refusal> {
    db.maybe(include_str!("red_number_of.sql"), [number])
}

/// Whether a number is used, by an invoice or by a reversal.
pub fn is_taken(db: &Db, number: &str) -> Result<bool, Refusal> {
    db.one(include_str!("is_taken.sql"), [number])
}

/// A red-letter reversal as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoredReversal {
    /// The number of the invoice that it reverses; none: an older desk took it for several, and did not ask.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The number of the red-letter invoice.
    pub red_number: String,
    /// Why it was reversed.
    pub reason: ReversalReason,
    /// The day in China.
    pub reversed_on: NaiveDate,
}

columns! { StoredReversal { number, red_number, reason, reversed_on } }

/// Adds the reversal of an application's invoice `number`. Nothing is added for an invoice of another application.
pub fn insert_reversal(
    db: &Db,
    application: ApplicationId,
    number: &str,
    reversal: &StoredReversal,
) -> Result<(), Refusal> {
    let StoredReversal { red_number, reason, reversed_on, .. } = reversal;
    let sql = include_str!("insert_reversal.sql");
    db.run(sql, params![application, number, red_number, reason, reversed_on])
}

/// Says which invoice a red-letter invoice reverses, where an older desk did not ask.
pub fn place_reversal(
    db: &Db,
    application: ApplicationId,
    number: &str,
    red_number: &str,
) -> Result<(), Refusal> {
    db.run(include_str!("place_reversal.sql"), params![application, number, red_number])
}

/// The reversals of an application, in the order of its invoices; before them what is of none in particular.
pub fn reversals(db: &Db, application: ApplicationId) -> Result<Vec<StoredReversal>, Refusal> {
    db.all(include_str!("reversals.sql"), [application])
}

columns! { TaxSplit { net, tax, gross } }

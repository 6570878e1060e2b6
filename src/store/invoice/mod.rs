//! Issued invoices and their reversals.

pub mod list;

use chrono::NaiveDate;

use crate::domain::application::ReversalReason;
use crate::domain::ids::ApplicationId;
use crate::domain::refusal::Refusal;
use crate::domain::tax::{TaxRate, TaxSplit};
use crate::store::engine::{Db, params};

/// An invoice as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredInvoice {
    /// Its number.
    pub number: String,
    /// The date on it.
    pub issued_on: NaiveDate,
    /// Net, tax and gross.
    pub split: TaxSplit,
    /// The rate of tax.
    pub rate: TaxRate,
}

/// Adds an invoice of an application.
///
/// # Errors
/// `store`.
pub fn insert(db: &Db, application: ApplicationId, invoice: &StoredInvoice) -> Result<(), Refusal> {
    let StoredInvoice { number, issued_on, split, rate } = invoice;
    db.insert(
        include_str!("insert.sql"),
        params![application, number, issued_on, split.net, split.tax, split.gross, rate],
    )?;
    Ok(())
}

/// The invoices of an application, as entered.
///
/// # Errors
/// `store`.
pub fn of_application(db: &Db, application: ApplicationId) -> Result<Vec<StoredInvoice>, Refusal> {
    db.all(include_str!("of_application.sql"), [application], |row| {
        Ok(StoredInvoice {
            number: row.get(0)?,
            issued_on: row.get(1)?,
            split: TaxSplit { net: row.get(2)?, tax: row.get(3)?, gross: row.get(4)? },
            rate: row.get(5)?,
        })
    })
}

/// Whether a number is used, by an invoice or by a reversal.
///
/// # Errors
/// `store`.
pub fn is_taken(db: &Db, number: &str) -> Result<bool, Refusal> {
    db.one(include_str!("is_taken.sql"), [number], |row| row.get(0))
}

/// A red-letter reversal as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReversal {
    /// The number of the red-letter invoice.
    pub red_number: String,
    /// Why.
    pub reason: ReversalReason,
    /// The day in China.
    pub reversed_on: NaiveDate,
}

/// Adds the reversal of an application's invoices.
///
/// # Errors
/// `store`.
pub fn insert_reversal(
    db: &Db,
    application: ApplicationId,
    reversal: &StoredReversal,
) -> Result<(), Refusal> {
    let StoredReversal { red_number, reason, reversed_on } = reversal;
    db.execute(include_str!("insert_reversal.sql"), params![application, red_number, reason, reversed_on])?;
    Ok(())
}

/// The reversal of an application's invoices, if they were reversed.
///
/// # Errors
/// `store`.
pub fn reversal_of(db: &Db, application: ApplicationId) -> Result<Option<StoredReversal>, Refusal> {
    db.maybe(include_str!("reversal_of.sql"), [application], |row| {
        Ok(StoredReversal { red_number: row.get(0)?, reason: row.get(1)?, reversed_on: row.get(2)? })
    })
}

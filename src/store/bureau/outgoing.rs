//! What went out to the bureau: batches, and the line of each invoice in them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use strum::IntoStaticStr;

use crate::domain::application::ApplicationState;
use crate::domain::bureau::FormColumn;
use crate::domain::ids::{ApplicationId, FormId, IssueBatchId, IssuerId, LineId, PlannedId, UserId};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::application::StoredApplication;
use crate::store::engine::{Db, columns, params};

/// How a line ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum LineEnd {
    /// The bureau refused it.
    Refused,
    /// It was recalled with a reason.
    Recalled,
    /// It was issued.
    Returned,
}

/// A line to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewLine<'a> {
    /// What it went out with.
    pub batch: IssueBatchId,
    /// The invoice.
    pub planned: PlannedId,
    /// The name of the file.
    pub file: &'a str,
    /// The row of both sheets, as a spreadsheet counts.
    pub line: u32,
    /// What stands in it, by column.
    pub written: &'a BTreeMap<FormColumn, String>,
}

/// A line as it is found by the serial number of its invoice: the last with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundLine {
    /// The row.
    pub id: LineId,
    /// The application of the invoice.
    pub application: ApplicationId,
    /// Its number.
    pub number: String,
    /// Its state.
    pub state: ApplicationState,
    /// The row of both sheets.
    pub line: u32,
    /// How it ended; none: it is out.
    pub ended: Option<String>,
}

columns! { FoundLine { id, application, number, state, line, ended } }

/// The applications of an issuer that are being issued, in the order in which they were made.
pub fn issuing(db: &Db, issuer: IssuerId) -> Result<Vec<StoredApplication>, Refusal> {
    db.all(include_str!("issuing.sql"), [issuer])
}

/// An invoice that is out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutInvoice {
    /// The row of its line.
    pub id: LineId,
    /// The number of its application.
    pub application: String,
    /// Its serial number.
    pub serial: String,
    /// Who buys.
    pub buyer: String,
    /// With tax.
    pub gross: Fen,
    /// What it went out with.
    pub batch: IssueBatchId,
    /// The name of the file.
    pub file: String,
    /// The row of both sheets.
    pub line: u32,
    /// When.
    pub at: DateTime<Utc>,
}

columns! { OutInvoice { id, application, serial, buyer, gross, batch, file, line, at } }

/// The invoices of an issuer that are out, in the order in which they went out.
pub fn out(db: &Db, issuer: IssuerId) -> Result<Vec<OutInvoice>, Refusal> {
    db.all(include_str!("out.sql"), [issuer])
}

/// How many invoices of an issuer were issued from a day to a day, and what they come to with tax.
pub fn returned(db: &Db, issuer: IssuerId, from: NaiveDate, to: NaiveDate) -> Result<(u64, Fen), Refusal> {
    db.one(include_str!("returned.sql"), params![issuer, from, to])
}

/// Begins what goes out together.
pub fn insert_batch(
    db: &Db,
    issuer: IssuerId,
    form: FormId,
    at: DateTime<Utc>,
    by: UserId,
) -> Result<IssueBatchId, Refusal> {
    db.insert(include_str!("insert_batch.sql"), params![issuer, form, at, by])
}

/// Marks an invoice as out.
pub fn insert_line(db: &Db, new: &NewLine<'_>) -> Result<LineId, Refusal> {
    let NewLine { batch, planned, file, line, written } = new;
    db.insert(include_str!("insert_line.sql"), params![batch, planned, file, line, written])
}

/// The lines of a batch that are out, with the application of each.
pub fn out_of_batch(db: &Db, batch: IssueBatchId) -> Result<Vec<(LineId, ApplicationId)>, Refusal> {
    db.all(include_str!("out_of_batch.sql"), [batch])
}

/// The lines of an application that are out, with the serial number of each.
pub fn out_of_application(db: &Db, application: ApplicationId) -> Result<Vec<(LineId, String)>, Refusal> {
    db.all(include_str!("out_of_application.sql"), [application])
}

/// The last line of the invoice with this serial number, however it ended.
pub fn last_of_serial(db: &Db, serial: &str) -> Result<Option<FoundLine>, Refusal> {
    db.maybe(include_str!("last_of_serial.sql"), [serial])
}

/// Ends a line that is out.
pub fn end_line(db: &Db, id: LineId, how: LineEnd, at: DateTime<Utc>) -> Result<(), Refusal> {
    let how: &str = how.into();
    db.run(include_str!("end_line.sql"), params![id, how, at])
}

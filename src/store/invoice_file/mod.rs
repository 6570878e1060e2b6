//! The files of invoices, kept byte for byte by their hash beside the store.
//!
//! Errors of every call: `store`.

use std::cell::Cell;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::returned::ReturnedFormat;
use crate::store::engine::{Db, columns, params};
use crate::store::submission::NamedScan;

/// A file that came back for an invoice.
#[derive(Clone, Copy, Debug)]
pub struct NewFile<'a> {
    /// The number of the blue invoice, also where the file is the red one that reverses it.
    pub invoice: &'a str,
    /// That of the red one, where the file is of that.
    pub red_number: Option<&'a str>,
    pub format: ReturnedFormat,
    /// Its name, without folders.
    pub name: &'a str,
    /// The SHA-256 of its content.
    pub sha256: &'a str,
    /// In bytes.
    pub size: u64,
}

/// Keeps that an invoice has a file; answers whether it had not.
pub fn insert(db: &Db, file: NewFile<'_>, at: DateTime<Utc>) -> Result<bool, Refusal> {
    let NewFile { invoice, red_number, format, name, sha256, size } = file;
    let size = i64::try_from(size).unwrap_or(i64::MAX);
    let rows =
        db.execute(include_str!("insert.sql"), params![invoice, red_number, format, name, sha256, size, at])?;
    Ok(rows > 0)
}

/// Every file of every invoice, by account; none of a store that is older than such files are.
pub fn kept(db: &Db) -> Result<Vec<NamedScan>, Refusal> {
    if !db.has_table("invoice_file")? {
        return Ok(Vec::new());
    }
    db.all(include_str!("kept.sql"), [])
}

/// An invoice that was issued, with one of its files if it has any; or a red one, with one of its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedFile {
    /// The application's number.
    pub application: String,
    /// The number of the invoice.
    pub number: String,
    /// The day of issue; of a red one, the day on which the reversal was recorded.
    pub issued_on: NaiveDate,
    pub buyer: String,
    /// Below zero of a red one.
    pub gross: Fen,
    pub format: Option<ReturnedFormat>,
    pub name: Option<String>,
    pub sha256: Option<String>,
    /// In bytes.
    pub size: Option<u64>,
}

columns! { IssuedFile { application, number, issued_on, buyer, gross, format, name, sha256, size } }

const BLUE: &str =
    "SELECT a.number, i.number, i.issued_on, a.buyer_name, i.gross, f.format, f.name, f.sha256, f.size
    FROM invoice i JOIN application a ON a.id = i.application_id
    LEFT JOIN invoice_file f ON f.invoice_id = i.id AND f.red_number IS NULL";
const RED: &str = "SELECT a.number, r.red_number, r.reversed_on, a.buyer_name, -i.gross, f.format, f.name, f.sha256, f.size
    FROM reversal r JOIN application a ON a.id = r.application_id JOIN invoice i ON i.application_id = r.application_id
    JOIN invoice_file f ON f.invoice_id = i.id AND f.red_number = r.red_number";

/// The invoices of an application and their files, in the order of the invoices and in which the files came; then those
/// of red ones.
pub fn of_application(db: &Db, application: &str) -> Result<Vec<IssuedFile>, Refusal> {
    let of = |what: &str| format!("{what} WHERE a.number = ?1 ORDER BY i.id, f.id");
    let mut files: Vec<IssuedFile> = db.all(&of(BLUE), [application])?;
    let red: Vec<IssuedFile> = db.all(&of(RED), [application])?;
    files.extend(red);
    Ok(files)
}

/// Hands over the invoices of these days, first and last, and their files, in the order of the invoices; then those of red
/// ones.
pub fn of_days(
    db: &Db,
    days: [NaiveDate; 2],
    mut each: impl FnMut(IssuedFile) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    let of = |what: &str, day: &str| {
        format!(
            "/*+ whole: all that was issued in a month */ {what} WHERE {day} BETWEEN ?1 AND ?2 ORDER BY i.id, f.id"
        )
    };
    let goes_on = Cell::new(true);
    let mut each = |file| {
        goes_on.set(each(file)?);
        Ok(goes_on.get())
    };
    db.each(&of(BLUE, "i.issued_on"), days, &mut each)?;
    if goes_on.get() { db.each(&of(RED, "r.reversed_on"), days, &mut each) } else { Ok(()) }
}

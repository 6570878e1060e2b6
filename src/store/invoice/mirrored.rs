//! Invoices and red-letter invoices as they are held against the bureau's list.
//!
//! Errors of every call: `store`.

use chrono::NaiveDate;

use crate::domain::application::ApplicationState;
use crate::domain::ids::IssuerId;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::refusal::Refusal;
use crate::domain::tax::TaxSplit;
use crate::store::application::Snapshot;
use crate::store::engine::{Db, columns};

/// An invoice, or a red-letter one with the amounts of the invoice that it reverses: nothing where an older desk did not
/// ask which that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MirroredInvoice {
    pub number: String,
    /// The day of issue; of a red one, the day on which the reversal was recorded.
    pub day: NaiveDate,
    pub split: TaxSplit,
    /// The application's number.
    pub application: String,
    pub state: ApplicationState,
    pub invoice_type: InvoiceType,
    pub issuer: IssuerId,
    pub snapshot: Snapshot,
    pub is_red: bool,
}

columns! {
    MirroredInvoice { number, day, split, application, state, invoice_type, issuer, snapshot, is_red }
}

const BLUE: &str = "SELECT i.number, i.issued_on, i.net, i.tax, i.gross, a.number, a.state, a.type, c.issuer_id, a.snapshot, 0
    FROM invoice i JOIN application a ON a.id = i.application_id JOIN account c ON c.id = a.account_id";
const RED: &str =
    "SELECT r.red_number, r.reversed_on, coalesce(i.net, 0), coalesce(i.tax, 0), coalesce(i.gross, 0),
    a.number, a.state, a.type, c.issuer_id, a.snapshot, 1
    FROM reversal r JOIN application a ON a.id = r.application_id JOIN account c ON c.id = a.account_id
    LEFT JOIN invoice i ON i.id = r.invoice_id";

/// The invoices that were issued between two days, and the red ones that were recorded between them.
pub fn of_days(db: &Db, days: [NaiveDate; 2]) -> Result<Vec<MirroredInvoice>, Refusal> {
    let blue =
        format!("/*+ whole: a month is mirrored */ {BLUE} WHERE i.issued_on BETWEEN ?1 AND ?2 ORDER BY i.id");
    let red = format!(
        "/*+ whole: a month is mirrored */ {RED} WHERE r.reversed_on BETWEEN ?1 AND ?2 ORDER BY r.red_number"
    );
    let mut all: Vec<MirroredInvoice> = db.all(&blue, days)?;
    all.extend(db.all(&red, days)?);
    Ok(all)
}

/// The invoice of this number, blue or red.
pub fn by_number(db: &Db, number: &str) -> Result<Option<MirroredInvoice>, Refusal> {
    match db.maybe(&format!("{BLUE} WHERE i.number = ?1"), [number])? {
        Some(blue) => Ok(Some(blue)),
        None => db.maybe(&format!("{RED} WHERE r.red_number = ?1"), [number]),
    }
}

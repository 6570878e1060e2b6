//! A person decides what a row of the bureau's list of issued invoices belongs to that differs, is ambiguous or matched
//! nothing, by the law of [`decide_returned`](super::decide_returned): money that differs is decided by nobody.

use std::path::Path;

use crate::desk::commands::application_steps::named;
use crate::desk::commands::decide_returned::{Decided, decided, reverse};
use crate::desk::commands::texts::required;
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::fields::fields;
use crate::desk::returned::Placing;
use crate::desk::returned::issued_list::{BureauStatus, IssuedRow, ListError, claim, contradicted};
use crate::domain::application::ReversalReason;
use crate::domain::files::FileError;
use crate::domain::refusal::{FieldError, Refusal};
use crate::domain::returned::{ReturnedFault, Unmatched};
use crate::domain::text::{Code, Line, Prose};
use crate::exchange::bureau_lists::issued;

fields! {
    /// Says that a row of the bureau's list, as `import issued` shows it with its number, is of an application although
    /// it differs, with the reason; `reversal` is the reason of a reversal where it is a red one.
    DecideIssued {
        application: Code,
        file: String,
        row: u32,
        number: Line,
        reason: Prose,
        reversal: Option<ReversalReason>,
    }
}

pub(crate) fn decide_issued(tx: &Transaction<'_>, c: &DecideIssued) -> Result<Decided, Refusal> {
    let reason = required("reason", &c.reason)?;
    let application = named(tx.db, &c.application)?;
    let row = row_of(c)?;
    let claim = claim(&row);
    let mut placing = Placing::new(tx)?;
    let why_not = match row.status {
        BureauStatus::Void => Some(Unmatched::Void),
        BureauStatus::Reversed => Some(Unmatched::ReversedThere),
        BureauStatus::Normal | BureauStatus::PartlyReversed => None,
    };
    if let Some(why) = why_not
        && placing.is_there(&claim)?.is_none()
    {
        return Err(Refusal::bad_field("row", FieldError::Unmatched(why)));
    }
    let mut reds = Vec::new();
    let invoice = decided(tx, &mut placing, &application, &claim, reason, &mut reds)
        .map_err(|stop| stop.about("row"))?;
    reverse(tx, &c.application, reds, c.reversal)?;
    Ok(Decided {
        state: named(tx.db, &c.application)?.state,
        application: application.number,
        invoices: vec![invoice],
    })
}

/// The row that is meant, as the list has it now.
fn row_of(c: &DecideIssued) -> Result<IssuedRow, Refusal> {
    let mut of_number = Vec::new();
    let read = issued(Path::new(&c.file), |row| {
        of_number.extend(row.ok().filter(|row| row.number == *c.number));
    });
    read.map_err(|error| Refusal::bad_field("file", unreadable(error)))?;
    if !contradicted(of_number.iter()).is_empty() {
        return Err(Refusal::bad_field("row", FieldError::Unmatched(Unmatched::SeveralAmounts)));
    }
    let found = of_number.into_iter().find(|row| row.row == c.row);
    found.ok_or_else(|| Refusal::bad_field("row", FieldError::NoSuchRow { number: c.number.to_string() }))
}

fn unreadable(error: ListError) -> FieldError {
    match error {
        ListError::File(FileError::Io(fault)) => FieldError::Returned(ReturnedFault::Unreadable(fault)),
        ListError::File(_) | ListError::Header(_) | ListError::OfAnother(_) => FieldError::NoList,
    }
}

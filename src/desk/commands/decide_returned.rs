//! A person decides what files of invoices belong to that differ, are ambiguous or matched nothing. Money that differs
//! is never decided: the invoice or the application is wrong then.

use serde::Serialize;

use crate::desk::commands::application_steps::{named, taking};
use crate::desk::commands::reverse_application::{self, RedInvoice, ReverseApplication};
use crate::desk::commands::texts::required;
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::fields::fields;
use crate::desk::returned::arrive::{Arrived, Read, arrive_named};
use crate::desk::returned::{Outcome, Placing, keep, reversed};
use crate::domain::application::{ApplicationState, ReversalReason, Step};
use crate::domain::qualification::ScanFault;
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::returned::{
    Claim, ComparedField, Difference, Evidence, Expected, NotAnInvoice, ReturnedFault, Unmatched,
};
use crate::domain::text::{Code, Line, Prose};
use crate::store::application::StoredApplication;
use crate::store::invoice::{self, StoredInvoice};

fields! {
    /// Says that files, as `import returned` shows them, are of an application's invoices although they differ, with the
    /// reason; `reversal` is the reason of a reversal where they are red ones. `numbers` are those of the invoices that
    /// somebody has seen in the files, one for each.
    DecideReturned {
        application: Code,
        files: Vec<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        numbers: Option<Vec<Line>>,
        reason: Prose,
        reversal: Option<ReversalReason>,
    }
}

/// What deciding answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decided {
    /// The application.
    pub application: String,
    /// Where it stands now.
    pub state: ApplicationState,
    /// The invoices that the files are of, in their order.
    pub invoices: Vec<String>,
}

pub(crate) fn decide_returned(tx: &Transaction<'_>, c: &DecideReturned) -> Result<Decided, Refusal> {
    let reason = required("reason", &c.reason)?;
    let application = named(tx.db, &c.application)?;
    if c.files.is_empty() {
        return Err(Refusal::bad_field("files", FieldError::Missing));
    }
    if c.numbers.as_ref().is_some_and(|numbers| numbers.len() != c.files.len()) {
        return Err(Refusal::bad_field("numbers", FieldError::Missing));
    }
    let ahead = tx.ahead.get_or_init(|| arrive_named(&c.files, tx.archive));
    let ahead = ahead.as_ref().map_err(Clone::clone)?;
    let mut placing = Placing::new(tx)?;
    let mut files = Vec::with_capacity(c.files.len());
    let mut reds = Vec::new();
    for (i, shown) in c.files.iter().enumerate() {
        let refuse = |fault| Refusal::bad_field(format!("files[{i}]"), fault);
        let file = ahead.files.get(shown).ok_or_else(|| refuse(FieldError::Scan(ScanFault::NotFound)))?;
        let read = readable(file).map_err(|fault| refuse(FieldError::Returned(fault)))?;
        if c.numbers.as_ref().is_some_and(|numbers| *numbers[i] != read.claim.number) {
            return Err(Refusal::conflict(Noun::InvoiceFile, shown));
        }
        let decided = decided(tx, &mut placing, &application, &read.claim, reason, &mut reds);
        let number = decided.map_err(|stop| stop.about(&format!("files[{i}]")))?;
        files.push((file, number));
    }
    reverse(tx, &c.application, reds, c.reversal)?;
    for (file, number) in &files {
        keep(tx, file, number, Some(&ahead.arrivals))?;
    }
    tx.archive.flush(files.iter().filter_map(|(file, _)| Some(file.read.as_ref().ok()?.sha256.as_str())));
    Ok(Decided {
        state: named(tx.db, &c.application)?.state,
        application: application.number,
        invoices: files.into_iter().map(|(_, number)| number).collect(),
    })
}

/// Why an invoice cannot be an application's.
pub(super) enum Stop {
    /// What is wrong with it.
    Fault(FieldError),
    Refused(Refusal),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Stop {
    fn differs(difference: Difference) -> Self {
        Self::Fault(FieldError::Differs(difference))
    }

    /// The refusal, where this field names the invoice.
    pub(super) fn about(self, field: &str) -> Refusal {
        match self {
            Self::Fault(fault) => Refusal::bad_field(field, fault),
            Self::Refused(refusal) => refusal,
        }
    }
}

/// Records a blue invoice as one of the application's; of a red one it only finds what is to be reversed, and adds that
/// to `reds`. Answers the number of the blue invoice.
pub(super) fn decided(
    tx: &Transaction<'_>,
    placing: &mut Placing<'_>,
    application: &StoredApplication,
    claim: &Claim,
    reason: &str,
    reds: &mut Vec<RedInvoice>,
) -> Result<String, Stop> {
    if let Some(difference) = placing.other_seller(application, claim)? {
        return Err(Stop::differs(difference));
    }
    if claim.red.is_none() {
        return belongs(tx, placing, application, claim, reason);
    }
    let blue = reversed_by(tx, placing, application, claim)?;
    let pair = [&blue, &claim.number].map(|number| Line::try_from(number.as_str()));
    if let [Ok(number), Ok(red_number)] = pair
        && invoice::red_number_of(tx.db, &blue)?.is_none()
    {
        reds.push(RedInvoice { number, red_number });
    }
    Ok(blue)
}

/// Reverses an application by these red invoices, if there are any, for the reason that has to be given then.
pub(super) fn reverse(
    tx: &Transaction<'_>,
    application: &Code,
    reds: Vec<RedInvoice>,
    reason: Option<ReversalReason>,
) -> Result<(), Refusal> {
    if reds.is_empty() {
        return Ok(());
    }
    let reason = reason.ok_or_else(|| Refusal::bad_field("reversal", FieldError::Missing))?;
    let application = application.clone();
    let reversal = ReverseApplication { application, reason, red_number: None, reversals: Some(reds) };
    reverse_application::reverse_application(tx, &reversal).map(drop)
}

fn readable(file: &Arrived) -> Result<&Read, ReturnedFault> {
    let read = file.read.as_ref().map_err(Clone::clone)?;
    if read.claim.evidence == Evidence::FileName {
        return Err(ReturnedFault::NotAnInvoice(NotAnInvoice::NoCode));
    }
    Ok(read)
}

/// Records a blue invoice as one of the application's, unless it is there; answers its number.
fn belongs(
    tx: &Transaction<'_>,
    placing: &mut Placing<'_>,
    application: &StoredApplication,
    claim: &Claim,
    reason: &str,
) -> Result<String, Stop> {
    let number = &claim.number;
    if let Some((owner, blue, differences)) = placing.there(claim)? {
        if owner != application.number || blue != *number {
            return Err(Refusal::DuplicateInvoiceNumber { number: number.clone() }.into());
        }
        return undecidable(differences).map_or(Ok(blue), |difference| Err(Stop::differs(difference)));
    }
    if let Some(Outcome::Differing { mut differences, .. }) = placing.back_before(claim)? {
        return Err(Stop::differs(differences.swap_remove(0)));
    }
    taking(tx.db, tx.moment, &application.number, Step::Issue)?.by(tx)?;
    let mut stop = None;
    for (at, differences) in placing.offered(application.id, claim) {
        match undecidable(differences) {
            None => {
                return match placing.record(at, claim, Some(reason))? {
                    Outcome::Unmatched(why) => Err(Stop::Fault(FieldError::Unmatched(why))),
                    _ => Ok(number.clone()),
                };
            }
            Some(difference) => stop = stop.or(Some(difference)),
        }
    }
    Err(stop.map_or(Stop::Fault(FieldError::Unmatched(Unmatched::NothingFits)), Stop::differs))
}

/// The invoice of the application that a red one reverses whole.
fn reversed_by(
    tx: &Transaction<'_>,
    placing: &Placing<'_>,
    application: &StoredApplication,
    claim: &Claim,
) -> Result<String, Stop> {
    let named = claim.red.as_ref().and_then(|red| red.blue_number.as_deref());
    let invoices = invoice::of_application(tx.db, application.id)?;
    let is_its = |blue: &&StoredInvoice| match named {
        Some(named) => blue.number == named,
        None => claim.gross == Some(-blue.split.gross),
    };
    let mut blues = invoices.iter().filter(is_its);
    let (Some(blue), None) = (blues.next(), blues.next()) else {
        let numbers: Vec<&str> = invoices.iter().map(|invoice| invoice.number.as_str()).collect();
        return Err(Stop::differs(Difference::new(
            ComparedField::RedNumber,
            numbers.join(", "),
            named.unwrap_or_default(),
        )));
    };
    if let Some(other) = invoice::red_number_of(tx.db, &blue.number)?.filter(|other| *other != claim.number) {
        return Err(Stop::differs(Difference::new(ComparedField::RedNumber, other, &claim.number)));
    }
    let expected = Expected::Kept { issued_on: None, split: reversed(blue.split) };
    let differences = placing.terms_of(application)?.differences(expected, claim);
    undecidable(differences).map_or(Ok(blue.number.clone()), |difference| Err(Stop::differs(difference)))
}

/// What no person can decide.
fn undecidable(differences: Vec<Difference>) -> Option<Difference> {
    differences.into_iter().find(|difference| difference.field.is_undecidable())
}

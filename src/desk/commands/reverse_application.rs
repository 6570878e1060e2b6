//! Reversing an application: a red-letter invoice for each of its invoices, or nothing. RULES.md section 8.

use chrono::NaiveDate;

use crate::desk::commands::application_steps::{self, StepDone};
use crate::desk::commands::red_letters;
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::fields::fields;
use crate::domain::application::{ApplicationState, ReversalReason, Step};
use crate::domain::calendar::china_date;
use crate::domain::ids::ApplicationId;
use crate::domain::invoice_number::is_invoice_number;
use crate::domain::refusal::{FieldError, Refusal};
use crate::domain::rules::duplicate_invoice_number;
use crate::domain::text::{Code, Line};
use crate::domain::timeline::EventKind;
use crate::store::application::{self, StoredApplication};
use crate::store::engine::Db;
use crate::store::invoice::{self, StoredReversal};

fields! {
    /// Records the red-letter reversal of an application's invoices: `red_number` where there is one, `reversals` for
    /// each of several.
    ReverseApplication {
        application: Code,
        reason: ReversalReason,
        red_number: Option<Line>,
        reversals: Option<Vec<RedInvoice>>,
    }
    /// A red-letter invoice, and the number of the invoice that it reverses.
    RedInvoice {
        number: Line,
        red_number: Line,
    }
}

/// The red-letter invoices of a command: `red_number` where the application has one invoice, `reversals` else.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given<'a> {
    pub red_number: Option<&'a str>,
    pub reversals: Option<&'a [RedInvoice]>,
}

/// A red-letter invoice for an invoice of the application, both by number.
struct Pair<'a> {
    number: &'a str,
    red_number: &'a str,
    /// The field of the command that holds the red number.
    field: String,
}

pub(crate) fn reverse_application(tx: &Transaction<'_>, c: &ReverseApplication) -> Result<StepDone, Refusal> {
    let &Transaction { db, moment, .. } = tx;
    let given = Given { red_number: c.red_number.as_deref(), reversals: c.reversals.as_deref() };
    if let Some(stored) = application::by_number(db, &c.application)?
        && stored.state == ApplicationState::Reversed
        && !unreversed(db, stored.id)?.is_empty()
    {
        return complete(tx, &stored, given, c.reason);
    }
    let taking = application_steps::taking(db, moment, &c.application, Step::Reverse)?.by(tx)?;
    red_letters::give_reason(db, taking.stored.id, c.reason)?;
    let numbers = record(db, taking.stored.id, given, c.reason, moment.today)?;
    taking.take(tx, Some(&numbers))
}

/// Enters the red-letter invoices of an application that an older desk reversed without them.
fn complete(
    tx: &Transaction<'_>,
    stored: &StoredApplication,
    given: Given<'_>,
    reason: ReversalReason,
) -> Result<StepDone, Refusal> {
    let &Transaction { db, moment, .. } = tx;
    let events = application::events(db, stored.id)?;
    let reversed = events.iter().rfind(|event| event.event == EventKind::Reversed);
    let reversed_on = reversed.map_or(moment.today, |event| china_date(event.at));
    let numbers = record(db, stored.id, given, reason, reversed_on)?;
    tx.event(stored.id, EventKind::RedNumbersEntered, Some(&numbers))?;
    Ok(StepDone { application: stored.number.clone(), state: stored.state, invoices: Vec::new() })
}

/// The invoices of an application that no red-letter invoice reverses, by number.
pub(crate) fn unreversed(db: &Db, application: ApplicationId) -> Result<Vec<String>, Refusal> {
    let reversals = invoice::reversals(db, application)?;
    let is_reversed = |number: &String| reversals.iter().any(|r| r.number.as_ref() == Some(number));
    let numbers = invoice::of_application(db, application)?.into_iter().map(|invoice| invoice.number);
    Ok(numbers.filter(|number| !is_reversed(number)).collect())
}

/// Writes a red-letter invoice for each invoice of an application that has none yet; answers their numbers, as the
/// timeline keeps them.
///
/// # Errors
/// `transition-not-allowed`: the other side has not confirmed a form; `bad-field`: they are missing, or not one for each;
/// `duplicate-invoice-number`; `store`. Nothing is half done.
pub(crate) fn record(
    db: &Db,
    application: ApplicationId,
    given: Given<'_>,
    reason: ReversalReason,
    reversed_on: NaiveDate,
) -> Result<String, Refusal> {
    red_letters::are_ready(db, application)?;
    let invoices = unreversed(db, application)?;
    let pairs = pairs(&invoices, given)?;
    for pair in &pairs {
        if !is_invoice_number(pair.red_number) {
            return Err(Refusal::bad_field(&pair.field, FieldError::InvoiceNumber));
        }
    }
    // One that an older desk took for several invoices may be said again, with the invoice that it is of.
    let unplaced = invoice::reversals(db, application)?.into_iter().filter(|r| r.number.is_none());
    let unplaced: Vec<String> = unplaced.map(|r| r.red_number).collect();
    let is_unplaced = |number: &str| unplaced.iter().any(|red_number| red_number == number);
    duplicate_invoice_number::check(pairs.iter().map(|pair| pair.red_number), |number| {
        Ok::<_, Refusal>(!is_unplaced(number) && invoice::is_taken(db, number)?)
    })?;
    for Pair { number, red_number, .. } in &pairs {
        if is_unplaced(red_number) {
            invoice::place_reversal(db, application, number, red_number)?;
        } else {
            let red_number = (*red_number).to_owned();
            let reversal = StoredReversal { number: None, red_number, reason, reversed_on };
            invoice::insert_reversal(db, application, number, &reversal)?;
        }
    }
    Ok(pairs.iter().map(|pair| pair.red_number).collect::<Vec<_>>().join(", "))
}

/// Which red-letter invoice is for which of these invoices: exactly one for each.
fn pairs<'a>(invoices: &'a [String], given: Given<'a>) -> Result<Vec<Pair<'a>>, Refusal> {
    let red_number = given.red_number.map(str::trim).filter(|number| !number.is_empty());
    match (invoices, red_number, given.reversals) {
        (_, Some(_), Some(_)) => {
            let fields = ["red_number", "reversals"].map(str::to_owned).to_vec();
            Err(Refusal::bad_field("reversals", FieldError::OneOf { fields }))
        }
        ([number], Some(red_number), None) => {
            Ok(vec![Pair { number, red_number, field: "red_number".to_owned() }])
        }
        ([_], None, None) => Err(Refusal::bad_field("red_number", FieldError::Missing)),
        (_, _, None) => Err(Refusal::bad_field("reversals", FieldError::Missing)),
        (_, None, Some(reversals)) => each(invoices, reversals),
    }
}

fn each<'a>(invoices: &'a [String], reversals: &'a [RedInvoice]) -> Result<Vec<Pair<'a>>, Refusal> {
    let mut pairs: Vec<Pair<'a>> = Vec::with_capacity(invoices.len());
    for (i, reversal) in reversals.iter().enumerate() {
        let wrong = |fault| Err(Refusal::bad_field(format!("reversals[{i}].number"), fault));
        let text = reversal.number.trim();
        let Some(number) = invoices.iter().find(|number| *number == text) else {
            return wrong(FieldError::Choice { expected: invoices.to_vec() });
        };
        if pairs.iter().any(|pair| pair.number == number) {
            return wrong(FieldError::Repeated { text: text.to_owned() });
        }
        let field = format!("reversals[{i}].red_number");
        pairs.push(Pair { number, red_number: reversal.red_number.trim(), field });
    }
    if pairs.len() < invoices.len() {
        return Err(Refusal::bad_field("reversals", FieldError::Missing));
    }
    Ok(pairs)
}

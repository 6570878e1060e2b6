//! Red letters as the bureau has them: a confirmation form for an invoice, begun by one side and confirmed by the other.
//! The reversal itself is `reverse_application`, which waits for the forms.

use std::collections::BTreeMap;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use serde::Serialize;

use crate::desk::commands::application_steps::{self, taking};
use crate::desk::commands::texts::optional;
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::fields::fields;
use crate::domain::application::{ReversalReason, Step};
use crate::domain::calendar::china_date;
use crate::domain::ids::{ApplicationId, RedLetterId};
use crate::domain::reading;
use crate::domain::red_letter::{FormCode, FormState, Side, confirm_by, form_note, is_form_no, remark};
use crate::domain::refusal::{FieldError, Noun, Refusal, Transition};
use crate::domain::text::{Code, Line, Prose};
use crate::domain::timeline::EventKind;
use crate::store::engine::Db;
use crate::store::invoice::{self, StoredInvoice};
use crate::store::red_letter::{self, StoredRedLetter};

fields! {
    /// Writes down that a confirmation form was entered for an invoice: by whom, why, and whether the buyer has used or
    /// booked the invoice, so that the other side has to confirm it.
    BeginRedLetter {
        application: Code,
        invoice: Option<Line>,
        begun_by: Side,
        buyer_has_used: Option<bool>,
        reason: ReversalReason,
        form_no: Option<Line>,
        entered_at: Option<Line>,
        note: Option<Prose>,
    }
    /// Writes down what has become of a form at the bureau, and when.
    RedLetterState {
        red_letter: Code,
        state: FormState,
        happened_at: Option<Line>,
        form_no: Option<Line>,
        note: Option<Prose>,
    }
}

/// Where a form stands, as answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each is called as the field of the command or of the form")]
pub struct RedLetterDone {
    pub red_letter: String,
    pub application: String,
    pub invoice: String,
    pub state: FormState,
    /// The bureau's code of the state.
    pub code: FormCode,
    /// The last instant at which the other side can confirm it, while it has to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirm_by: Option<DateTime<Utc>>,
    /// The remark of the red invoice.
    pub remark: String,
}

impl RedLetterDone {
    pub(in crate::desk) fn of(letter: &StoredRedLetter) -> Self {
        Self {
            red_letter: letter.id.0.to_string(),
            application: letter.application.clone(),
            invoice: letter.invoice.clone(),
            state: letter.state,
            code: letter.state.code(),
            confirm_by: letter.state.is_awaiting().then(|| confirm_by(letter.entered_at)),
            remark: remark(&letter.invoice, letter.form_no.as_deref()),
        }
    }
}

pub(crate) fn begin_red_letter(tx: &Transaction<'_>, c: &BeginRedLetter) -> Result<RedLetterDone, Refusal> {
    let &Transaction { db, moment, user, .. } = tx;
    let taking = taking(db, moment, &c.application, Step::Reverse)?;
    let invoices = invoice::of_application(db, taking.stored.id)?;
    let invoice = chosen(&invoices, c.invoice.as_deref())?;
    let state = FormState::first(c.begun_by, has_used(c)?).ok_or_else(|| {
        let expected = vec!["true".to_owned()];
        Refusal::bad_field("buyer_has_used", FieldError::Choice { expected })
    })?;
    let form_no = form_no(c.form_no.as_deref())?;
    let entered_at = instant("entered_at", c.entered_at.as_deref(), moment.now)?;
    if china_date(entered_at) < invoice.issued_on {
        let fault = FieldError::TooEarly { earliest: invoice.issued_on };
        return Err(Refusal::bad_field("entered_at", fault));
    }
    let note = optional("note", c.note.as_deref())?;
    let mut live = red_letter::of_application(db, taking.stored.id)?;
    live.retain(|letter| letter.state.is_live());
    // One that nobody confirmed in time is void when the next is entered, whether or not that was written down.
    let (over, live): (Vec<_>, Vec<_>) = live
        .into_iter()
        .partition(|letter| letter.state.is_awaiting() && entered_at > confirm_by(letter.entered_at));
    if live.iter().any(|letter| letter.invoice == invoice.number) {
        return Err(Refusal::conflict(Noun::RedLetter, &invoice.number));
    }
    is_reason_of(live.iter(), c.reason)?;
    is_own(db, form_no.as_deref(), None)?;
    for letter in over.iter().filter(|letter| letter.invoice == invoice.number) {
        let first = confirm_by(letter.entered_at) + TimeDelta::milliseconds(1);
        become_at(tx, letter, FormState::Lapsed, first, None, None)?;
    }
    let id =
        red_letter::insert(db, &invoice.number, c.begun_by, c.reason, state, form_no.as_deref(), entered_at)?;
    red_letter::insert_step(db, id, state, [entered_at, moment.now], user.id, note.as_deref())?;
    tx.event(taking.stored.id, EventKind::RedLetter, Some(&form_note(&invoice.number, state)))?;
    Ok(RedLetterDone::of(&named(db, id)?))
}

pub(crate) fn red_letter_state(tx: &Transaction<'_>, c: &RedLetterState) -> Result<RedLetterDone, Refusal> {
    let &Transaction { db, moment, .. } = tx;
    let not_found = || Refusal::not_found(Noun::RedLetter, &*c.red_letter);
    let id = RedLetterId(c.red_letter.parse().map_err(|_| not_found())?);
    let letter = red_letter::by_id(db, id)?.ok_or_else(not_found)?;
    let form_no = form_no(c.form_no.as_deref())?;
    if form_no.is_some() && letter.form_no.is_some() && form_no != letter.form_no {
        return Err(conflict(letter));
    }
    is_own(db, form_no.as_deref(), Some(id))?;
    if c.state == letter.state && letter.state.is_live() && form_no.is_some() {
        // The bureau gave the number later.
        red_letter::set_state(db, id, letter.state, form_no.as_deref())?;
        return Ok(RedLetterDone::of(&named(db, id)?));
    }
    let happened_at = instant("happened_at", c.happened_at.as_deref(), moment.now)?;
    let before = red_letter::steps(db, id)?.last().map_or(letter.entered_at, |step| step.happened_at);
    if happened_at < before {
        let fault = FieldError::TooEarly { earliest: china_date(before) };
        return Err(Refusal::bad_field("happened_at", fault));
    }
    let is_done = letter.red_number.is_some();
    if is_done || !letter.state.leads_to_at(c.state, letter.entered_at, happened_at) {
        return Err(not_allowed(&letter, Some(c.state)));
    }
    let note = optional("note", c.note.as_deref())?;
    become_at(tx, &letter, c.state, happened_at, form_no.as_deref(), note.as_deref())?;
    Ok(RedLetterDone::of(&named(db, id)?))
}

/// Writes that a form came to another state at the bureau.
fn become_at(
    tx: &Transaction<'_>,
    letter: &StoredRedLetter,
    state: FormState,
    happened_at: DateTime<Utc>,
    form_no: Option<&str>,
    note: Option<&str>,
) -> Result<(), Refusal> {
    let &Transaction { db, moment, user, .. } = tx;
    red_letter::set_state(db, letter.id, state, form_no)?;
    red_letter::insert_step(db, letter.id, state, [happened_at, moment.now], user.id, note)?;
    let stored = application_steps::named(db, &letter.application)?;
    tx.event(stored.id, EventKind::RedLetter, Some(&form_note(&letter.invoice, state)))
}

/// Asks whether the forms of an application, where it has some, let it be reversed: of each invoice the last one counts
/// that was not withdrawn.
pub(crate) fn are_ready(db: &Db, application: ApplicationId) -> Result<(), Refusal> {
    held_up(db, application)?.map_or(Ok(()), Err)
}

/// Why the forms of an application do not let it be reversed yet.
pub(crate) fn held_up(db: &Db, application: ApplicationId) -> Result<Option<Refusal>, Refusal> {
    let letters = red_letter::of_application(db, application)?;
    let standing = letters.iter().filter(|letter| !letter.state.is_withdrawn());
    let last: BTreeMap<&str, _> = standing.map(|letter| (letter.invoice.as_str(), letter)).collect();
    let held = last.into_values().find(|letter| !letter.state.is_ready());
    Ok(held.map(|letter| not_allowed(letter, None)))
}

/// Asks whether an application is reversed for the reason that its forms give.
pub(crate) fn give_reason(
    db: &Db,
    application: ApplicationId,
    reason: ReversalReason,
) -> Result<(), Refusal> {
    let letters = red_letter::of_application(db, application)?;
    is_reason_of(letters.iter().filter(|letter| letter.state.is_ready()), reason)
}

/// Asks whether forms of one application give this reason: it is reversed as a whole.
fn is_reason_of<'a>(
    mut letters: impl Iterator<Item = &'a StoredRedLetter>,
    reason: ReversalReason,
) -> Result<(), Refusal> {
    match letters.find(|letter| letter.reason != reason) {
        None => Ok(()),
        Some(letter) => {
            let expected = serde_json::to_value(letter.reason).map_err(crate::desk::unwritable)?;
            let expected = vec![expected.as_str().unwrap_or_default().to_owned()];
            Err(Refusal::bad_field("reason", FieldError::Choice { expected }))
        }
    }
}

/// Asks whether no other form has this number.
fn is_own(db: &Db, form_no: Option<&str>, of: Option<RedLetterId>) -> Result<(), Refusal> {
    let there = form_no.map_or(Ok(None), |form_no| red_letter::by_form_no(db, form_no))?;
    match there.filter(|letter| Some(letter.id) != of) {
        None => Ok(()),
        Some(letter) => Err(conflict(letter)),
    }
}

/// A form with this number is there, and is another.
fn conflict(letter: StoredRedLetter) -> Refusal {
    Refusal::Conflict { what: Noun::RedLetter, key: letter.invoice, fields: vec!["form_no".to_owned()] }
}

fn named(db: &Db, id: RedLetterId) -> Result<StoredRedLetter, Refusal> {
    red_letter::by_id(db, id)?.ok_or_else(|| Refusal::not_found(Noun::RedLetter, id.0.to_string()))
}

fn not_allowed(letter: &StoredRedLetter, next: Option<FormState>) -> Refusal {
    let (invoice, state) = (letter.invoice.clone(), letter.state);
    let confirm_by = state.is_awaiting().then(|| confirm_by(letter.entered_at));
    Refusal::TransitionNotAllowed(Transition::RedLetter { invoice, state, next, confirm_by })
}

/// Whether the buyer has used or booked the invoice: a buyer that begins has.
fn has_used(c: &BeginRedLetter) -> Result<bool, Refusal> {
    match (c.buyer_has_used, c.begun_by) {
        (Some(has_used), _) => Ok(has_used),
        (None, Side::Buyer) => Ok(true),
        (None, Side::Seller) => Err(Refusal::bad_field("buyer_has_used", FieldError::Missing)),
    }
}

/// The invoice that is meant: the only one, or the one that is named.
fn chosen<'a>(invoices: &'a [StoredInvoice], named: Option<&str>) -> Result<&'a StoredInvoice, Refusal> {
    match (named.map(str::trim).filter(|number| !number.is_empty()), invoices) {
        (None, [invoice]) => Ok(invoice),
        (None, _) => Err(Refusal::bad_field("invoice", FieldError::Missing)),
        (Some(number), _) => invoices.iter().find(|invoice| invoice.number == number).ok_or_else(|| {
            let expected = invoices.iter().map(|invoice| invoice.number.clone()).collect();
            Refusal::bad_field("invoice", FieldError::Choice { expected })
        }),
    }
}

fn form_no(given: Option<&str>) -> Result<Option<String>, Refusal> {
    let form_no = optional("form_no", given)?;
    match form_no.as_deref().is_none_or(is_form_no) {
        true => Ok(form_no),
        false => Err(Refusal::bad_field("form_no", FieldError::Malformed)),
    }
}

/// An instant that is over; now, where none is given. It is one of those that the store can tell apart.
fn instant(field: &str, given: Option<&str>, now: DateTime<Utc>) -> Result<DateTime<Utc>, Refusal> {
    let now = now.trunc_subsecs(3);
    let Some(text) = optional(field, given)? else { return Ok(now) };
    let at = reading::instant(&text).ok_or_else(|| Refusal::bad_field(field, FieldError::Time))?;
    let at = at.trunc_subsecs(3);
    if at > now {
        return Err(Refusal::bad_field(field, FieldError::InFuture));
    }
    Ok(at)
}

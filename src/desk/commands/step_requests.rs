//! Requests that a second person take a step of an application: whoever may not take it asks, and a second person takes
//! the step or refuses to.

use serde::Serialize;

use crate::desk::commands::application_steps::{named, taking};
use crate::desk::commands::second_person;
use crate::desk::commands::texts::{optional, required};
use crate::desk::commands::transaction::Transaction;
use crate::desk::principal::CLERKS;
use crate::desk::protocol::fields::fields;
use crate::domain::application::Step;
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::role::Role;
use crate::domain::rules::four_eyes;
use crate::domain::step_request::RequestState;
use crate::domain::text::{Code, Prose};
use crate::domain::timeline::{EventKind, request_note};
use crate::store::application::StoredApplication;
use crate::store::step_request::{self, StoredRequest};

fields! {
    /// Asks for a second person to take a step, by whoever may not.
    RequestStep {
        application: Code,
        step: Step,
        note: Option<Prose>,
    }
    /// Takes such a request back, unless an invoice came back for it; of one that was refused, whoever asked takes note.
    WithdrawRequest {
        application: Code,
        step: Step,
    }
    /// Says why the step is not taken.
    RefuseRequest {
        application: Code,
        step: Step,
        reason: Prose,
    }
}

/// What the three commands answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of the command")]
pub struct Requested {
    pub application: String,
    pub step: Step,
    pub state: RequestState,
}

pub(crate) fn request_step(tx: &Transaction<'_>, c: &RequestStep) -> Result<Requested, Refusal> {
    let stored = taking(tx.db, tx.moment, &c.application, c.step)?.stored;
    let note = optional("note", c.note.as_deref())?;
    match second_person::check(tx, &stored, c.step) {
        Err(Refusal::FourEyes { .. } | Refusal::NotPermitted { .. }) => {}
        Err(fault) => return Err(fault),
        Ok(_) => return Err(Refusal::bad_field("step", FieldError::NoSecondPerson)),
    }
    if open(tx, &stored, c.step)?.is_some_and(|open| open.is_waiting()) {
        return Err(Refusal::conflict(Noun::StepRequest, stored.number));
    }
    ask(tx, &stored, c.step, (note.as_deref(), None))?;
    Ok(Requested { application: stored.number, step: c.step, state: RequestState::Waiting })
}

/// Has a step wait for a second person that is done at the bureau, from where the invoice of this number came back: what is
/// known of it is said with the request, which whoever asked does not take back. Answers whether anything was written:
/// what was said before is not said again.
pub(crate) fn ask_for_returned(
    tx: &Transaction<'_>,
    stored: &StoredApplication,
    step: Step,
    number: &str,
    said: &str,
) -> Result<bool, Refusal> {
    match open(tx, stored, step)?.filter(StoredRequest::is_waiting) {
        None => ask(tx, stored, step, (Some(said), Some(number)))?,
        Some(request) if request.came_back().contains(&number) => return Ok(false),
        Some(StoredRequest { id, note, returned, .. }) => {
            let with = |before: Option<String>, more: &str| {
                before.into_iter().chain([more.to_owned()]).collect::<Vec<_>>().join("\n")
            };
            step_request::set_returned(tx.db, id, &with(note, said), &with(returned, number))?;
        }
    }
    Ok(true)
}

fn ask(
    tx: &Transaction<'_>,
    stored: &StoredApplication,
    step: Step,
    (note, returned): (Option<&str>, Option<&str>),
) -> Result<(), Refusal> {
    if let Some(refused) = open(tx, stored, step)? {
        step_request::take_note(tx.db, refused.id)?;
    }
    step_request::insert(tx.db, stored.id, step, (note, returned), tx.user.id, tx.moment.now)?;
    tx.event(stored.id, EventKind::StepRequested, Some(&request_note(step, note)))
}

pub(crate) fn withdraw_request(tx: &Transaction<'_>, c: &WithdrawRequest) -> Result<Requested, Refusal> {
    let (stored, request) = opened(tx, &c.application, c.step)?;
    if request.requester != tx.user.id && !tx.user.roles.contains(&Role::Admin) {
        return Err(Refusal::NotPermitted { by: tx.user.name.clone(), needs: vec![Role::Admin] });
    }
    let state = match request.is_waiting() {
        false => {
            step_request::take_note(tx.db, request.id)?;
            request.state
        }
        true if request.returned.is_some() => {
            return Err(Refusal::OutAtBureau { application: stored.number, is_issued: true });
        }
        true => {
            let state = RequestState::Withdrawn;
            step_request::end(tx.db, request.id, state, tx.user.id, tx.moment.now, None)?;
            tx.event(stored.id, EventKind::RequestWithdrawn, Some(&request_note(c.step, None)))?;
            state
        }
    };
    Ok(Requested { application: stored.number, step: c.step, state })
}

/// Whoever may not take the step does not decide on it either. Where an invoice came back for it, the reason has to say of
/// that what it is: with the request nothing else keeps the application from being invoiced again.
pub(crate) fn refuse_request(tx: &Transaction<'_>, c: &RefuseRequest) -> Result<Requested, Refusal> {
    let (stored, request) = opened(tx, &c.application, c.step)?;
    if !request.is_waiting() {
        return Err(Refusal::not_found(Noun::StepRequest, stored.number));
    }
    second_person::is_person(tx, CLERKS)?;
    four_eyes::check(request.requester, tx.user.id, &tx.user.name)?;
    second_person::check(tx, &stored, c.step)?;
    let reason = required("reason", &c.reason)?;
    let unsaid: Vec<_> = request.came_back().into_iter().filter(|number| !reason.contains(number)).collect();
    if !unsaid.is_empty() {
        let numbers = unsaid.into_iter().map(str::to_owned).collect();
        return Err(Refusal::bad_field("reason", FieldError::SaysNothingOf { numbers }));
    }
    let state = RequestState::Refused;
    step_request::end(tx.db, request.id, state, tx.user.id, tx.moment.now, Some(reason))?;
    tx.event(stored.id, EventKind::RequestRefused, Some(&request_note(c.step, Some(reason))))?;
    Ok(Requested { application: stored.number, step: c.step, state })
}

/// Ends what waits or was refused of an application: the step that was asked for was `taken`, or cannot be any more.
pub(crate) fn end_all(
    tx: &Transaction<'_>,
    stored: &StoredApplication,
    taken: Option<Step>,
) -> Result<(), Refusal> {
    let requests = step_request::of_application(tx.db, stored.id)?;
    for request in requests.into_iter().filter(|request| request.is_open) {
        let state = if taken == Some(request.step) { RequestState::Done } else { RequestState::Lapsed };
        match request.is_waiting() {
            true => step_request::end(tx.db, request.id, state, tx.user.id, tx.moment.now, None)?,
            false => step_request::take_note(tx.db, request.id)?,
        }
    }
    Ok(())
}

/// The request of a step that waits, or was refused and whoever asked has not taken note of that.
fn open(
    tx: &Transaction<'_>,
    stored: &StoredApplication,
    step: Step,
) -> Result<Option<StoredRequest>, Refusal> {
    let requests = step_request::of_application(tx.db, stored.id)?;
    Ok(requests.into_iter().find(|request| request.step == step && request.is_open))
}

fn opened(
    tx: &Transaction<'_>,
    number: &str,
    step: Step,
) -> Result<(StoredApplication, StoredRequest), Refusal> {
    let stored = named(tx.db, number)?;
    let request = open(tx, &stored, step)?;
    let request = request.ok_or_else(|| Refusal::not_found(Noun::StepRequest, number))?;
    Ok((stored, request))
}

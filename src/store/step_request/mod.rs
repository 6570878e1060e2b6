//! Requests that a second person take a step of an application, and who has worked on it before.
//!
//! Errors of every call: `store`.

use chrono::{DateTime, Utc};

use crate::domain::application::Step;
use crate::domain::ids::{ApplicationId, StepRequestId, UserId};
use crate::domain::refusal::Refusal;
use crate::domain::rules::four_eyes::FirstPersons;
use crate::domain::step_request::RequestState;
use crate::store::engine::{Db, columns, params};

/// A request as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRequest {
    pub id: StepRequestId,
    /// The number of the application.
    pub application: String,
    pub step: Step,
    pub state: RequestState,
    /// It waits, or was refused and whoever asked has not taken note of that.
    pub is_open: bool,
    pub note: Option<String>,
    pub requested_by: String,
    /// The same, as a row.
    pub requester: UserId,
    pub requested_at: DateTime<Utc>,
    /// Who ended it, by whatever.
    pub ended_by: Option<String>,
    pub ended_at: Option<DateTime<Utc>>,
    /// Why it was refused.
    pub reason: Option<String>,
    /// The numbers of the invoices that came back from the bureau for it, one a line.
    pub returned: Option<String>,
}

columns! {
    StoredRequest {
        id, application, step, state, is_open, note, requested_by, requester, requested_at, ended_by, ended_at, reason,
        returned
    }
}

impl StoredRequest {
    /// Whether it waits for a second person.
    pub fn is_waiting(&self) -> bool {
        self.state == RequestState::Waiting
    }

    /// The numbers of the invoices that came back from the bureau for it: the step is done there.
    pub fn came_back(&self) -> Vec<&str> {
        self.returned.iter().flat_map(|numbers| numbers.lines()).collect()
    }
}

/// Adds a request, which waits; `returned` is the number of an invoice that came back from the bureau for it.
pub fn insert(
    db: &Db,
    application: ApplicationId,
    step: Step,
    (note, returned): (Option<&str>, Option<&str>),
    by: UserId,
    at: DateTime<Utc>,
) -> Result<(), Refusal> {
    db.run(include_str!("insert.sql"), params![application, step, note, by, at, returned])
}

/// Keeps which invoices came back for a request that waits, one a line, and what is said with it.
pub fn set_returned(db: &Db, id: StepRequestId, note: &str, returned: &str) -> Result<(), Refusal> {
    db.run(include_str!("set_returned.sql"), params![id, note, returned])
}

/// Ends a request that waits; `reason` is why it is refused.
pub fn end(
    db: &Db,
    id: StepRequestId,
    state: RequestState,
    by: UserId,
    at: DateTime<Utc>,
    reason: Option<&str>,
) -> Result<(), Refusal> {
    db.run(include_str!("end.sql"), params![id, state, by, at, reason])
}

/// Whoever asked has taken note that it was refused.
pub fn take_note(db: &Db, id: StepRequestId) -> Result<(), Refusal> {
    db.run(include_str!("take_note.sql"), [id])
}

/// Every request of an application, newest first.
pub fn of_application(db: &Db, application: ApplicationId) -> Result<Vec<StoredRequest>, Refusal> {
    db.all(include_str!("of_application.sql"), [application])
}

/// Who applied, and who recorded an issue, with whoever else did it.
pub fn first_persons(db: &Db, application: ApplicationId) -> Result<FirstPersons, Refusal> {
    let mut first = FirstPersons::default();
    for (user, other, has_applied) in db.all(include_str!("first_persons.sql"), [application])? {
        let other: Option<UserId> = other;
        let persons = if has_applied { &mut first.applied } else { &mut first.issued };
        persons.extend([Some(user), other].into_iter().flatten());
    }
    Ok(first)
}

//! Red-letter confirmation forms, and how each came to stand where it does.
//!
//! Errors of every call: `store`.

use chrono::{DateTime, Utc};

use crate::domain::application::ReversalReason;
use crate::domain::ids::{ApplicationId, RedLetterId, UserId};
use crate::domain::red_letter::{FormState, Side};
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, columns, params};

/// A form as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRedLetter {
    pub id: RedLetterId,
    /// The number of the application.
    pub application: String,
    /// The number of the invoice that it is to reverse.
    pub invoice: String,
    pub begun_by: Side,
    pub reason: ReversalReason,
    pub state: FormState,
    /// The bureau's number of the form.
    pub form_no: Option<String>,
    /// When it was entered at the bureau.
    pub entered_at: DateTime<Utc>,
    /// The red invoice that was issued by it.
    pub red_number: Option<String>,
}

columns! {
    StoredRedLetter { id, application, invoice, begun_by, reason, state, form_no, entered_at, red_number }
}

/// A state of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredStep {
    pub state: FormState,
    /// When it came to be so at the bureau.
    pub happened_at: DateTime<Utc>,
    /// When it was written down.
    pub at: DateTime<Utc>,
    pub by: String,
    pub note: Option<String>,
}

columns! { StoredStep { state, happened_at, at, by, note } }

/// Adds a form for the invoice of this number.
pub fn insert(
    db: &Db,
    invoice: &str,
    begun_by: Side,
    reason: ReversalReason,
    state: FormState,
    form_no: Option<&str>,
    entered_at: DateTime<Utc>,
) -> Result<RedLetterId, Refusal> {
    let sql = include_str!("insert.sql");
    db.one(sql, params![invoice, begun_by, reason, state, form_no, entered_at])
}

/// Moves a form to a state, with its number if that was not known.
pub fn set_state(db: &Db, id: RedLetterId, state: FormState, form_no: Option<&str>) -> Result<(), Refusal> {
    db.run(include_str!("set_state.sql"), params![id, state, form_no])
}

/// Writes down the state that a form has now.
pub fn insert_step(
    db: &Db,
    id: RedLetterId,
    state: FormState,
    [happened_at, at]: [DateTime<Utc>; 2],
    by: UserId,
    note: Option<&str>,
) -> Result<(), Refusal> {
    db.run(include_str!("insert_step.sql"), params![id, state, happened_at, at, by, note])
}

/// The form of this number.
pub fn by_id(db: &Db, id: RedLetterId) -> Result<Option<StoredRedLetter>, Refusal> {
    db.maybe(include_str!("by_id.sql"), [id])
}

/// The form that has this number at the bureau.
pub fn by_form_no(db: &Db, form_no: &str) -> Result<Option<StoredRedLetter>, Refusal> {
    db.maybe(include_str!("by_form_no.sql"), [form_no])
}

/// The forms of an application's invoices, in the order in which they were begun.
pub fn of_application(db: &Db, application: ApplicationId) -> Result<Vec<StoredRedLetter>, Refusal> {
    db.all(include_str!("of_application.sql"), [application])
}

/// The forms that are neither void nor carried out, the first entered first.
pub fn live(db: &Db) -> Result<Vec<StoredRedLetter>, Refusal> {
    db.all(include_str!("live.sql"), [])
}

/// How a form came to stand where it does, oldest first.
pub fn steps(db: &Db, id: RedLetterId) -> Result<Vec<StoredStep>, Refusal> {
    db.all(include_str!("steps.sql"), [id])
}

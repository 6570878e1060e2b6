//! Corrections after issue: what was asked for, and what came of it.
//!
//! Errors of every call: `store`.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::ids::{AccountId, ApplicationId, CorrectionId, UserId};
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, columns, params};

/// A correction as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCorrection {
    pub id: CorrectionId,
    pub application: ApplicationId,
    pub application_number: String,
    /// `requested`, `approved` or `rejected`; or `lapsed`, where what was to be corrected was reversed before anybody
    /// decided.
    pub state: String,
    pub reason: String,
    /// The fields to change, and what to.
    pub changes: BTreeMap<String, String>,
    pub requested_at: DateTime<Utc>,
    /// That day in China.
    pub requested_on: NaiveDate,
    pub requested_by: String,
    /// The same, as a row.
    pub requester: UserId,
    pub decided_at: Option<DateTime<Utc>>,
    pub decided_by: Option<String>,
    /// What was said with the decision.
    pub decision: Option<String>,
    /// The number of the application that took its place.
    pub replacement: Option<String>,
}

columns! {
    StoredCorrection {
        id, application, application_number, state, reason, changes, requested_at, requested_on,
        requested_by, requester, decided_at, decided_by, decision, replacement
    }
}

/// A request to be added.
#[derive(Clone, Debug)]
pub struct NewCorrection<'a> {
    pub application: ApplicationId,
    pub account: AccountId,
    pub reason: &'a str,
    /// The fields to change, and what to.
    pub changes: &'a BTreeMap<String, String>,
    pub at: DateTime<Utc>,
    /// That day in China.
    pub on: NaiveDate,
    pub by: UserId,
}

/// Adds a request.
pub fn insert(db: &Db, new: &NewCorrection<'_>) -> Result<CorrectionId, Refusal> {
    db.insert(
        include_str!("insert.sql"),
        params![new.application, new.account, new.reason, new.changes, new.at, new.on, new.by],
    )
}

/// A decision on a request.
#[derive(Clone, Copy, Debug)]
pub struct Decision<'a> {
    pub by: UserId,
    pub at: DateTime<Utc>,
    /// What was said with it.
    pub note: Option<&'a str>,
    /// The application that takes the place; none: the request is refused.
    pub replacement: Option<ApplicationId>,
}

/// Writes a decision.
pub fn decide(db: &Db, id: CorrectionId, decision: &Decision<'_>) -> Result<(), Refusal> {
    let state = if decision.replacement.is_some() { "approved" } else { "rejected" };
    db.run(
        include_str!("decide.sql"),
        params![id, state, decision.by, decision.at, decision.note, decision.replacement],
    )
}

/// The request of an application that waits to be decided.
pub fn open(db: &Db, application: ApplicationId) -> Result<Option<StoredCorrection>, Refusal> {
    db.maybe(include_str!("open.sql"), [application])
}

/// Every request of an application, newest first.
pub fn of_application(db: &Db, application: ApplicationId) -> Result<Vec<StoredCorrection>, Refusal> {
    db.all(include_str!("of_application.sql"), [application])
}

/// The number of the application, of this account, in whose place this one came.
pub fn replaced_by(
    db: &Db,
    account: AccountId,
    replacement: ApplicationId,
) -> Result<Option<String>, Refusal> {
    db.maybe(include_str!("replaced_by.sql"), params![account, replacement])
}

/// How many corrections of an account were approved from an instant until before another, and how many wait. One that
/// lapsed takes no place: nothing was corrected, and nobody can decide on it any more.
pub fn count(
    db: &Db,
    account: AccountId,
    from: DateTime<Utc>,
    before: DateTime<Utc>,
) -> Result<u32, Refusal> {
    db.one(include_str!("count.sql"), params![account, from, before])
}

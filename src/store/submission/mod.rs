//! Submissions for qualification review, and the scans that prove them.
//!
//! Errors of every call: `store`.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::ids::{AccountId, SubmissionId, UserId};
use crate::domain::invoice_info::InvoiceInfo;
use crate::domain::qualification::{EvidenceKind, Media, QualificationState};
use crate::domain::refusal::Refusal;
use crate::store::engine::conditions::Conditions;
use crate::store::engine::{Db, columns, params};

/// A submission as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSubmission {
    pub id: SubmissionId,
    pub account: AccountId,
    /// Pending, approved or rejected.
    pub state: QualificationState,
    /// The title block as it was submitted.
    pub info: InvoiceInfo,
    pub submitted_at: DateTime<Utc>,
    /// That day in China.
    pub submitted_on: NaiveDate,
    pub submitted_by: String,
    /// The same, as a row.
    pub submitter: UserId,
    /// The last day to decide.
    pub due_on: NaiveDate,
    /// A year on the way to `due_on` whose holidays were not known.
    pub due_assumes_year: Option<i32>,
    pub reviewed_at: Option<DateTime<Utc>>,
    pub reviewed_by: Option<String>,
    /// The same, as a row.
    pub reviewer: Option<UserId>,
    pub reasons: BTreeMap<String, String>,
    /// Who is working on it.
    pub held_by: Option<String>,
    /// The same, as a row.
    pub holder: Option<UserId>,
    /// Who had last changed the title block when it was submitted; none: it was before this was kept.
    pub changed_by: Option<String>,
    /// The same, as a row.
    pub changer: Option<UserId>,
}

columns! {
    StoredSubmission {
        id, account, state, info, submitted_at, submitted_on, submitted_by, submitter, due_on,
        due_assumes_year, reviewed_at, reviewed_by, reasons, held_by, holder, changed_by, changer,
        reviewer
    }
}

/// A scan as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredEvidence {
    pub kind: EvidenceKind,
    /// The SHA-256 of its content, in lower-case hexadecimal: its name in the archive.
    pub sha256: String,
    pub media: Media,
    /// The name of the file it came from.
    pub name: String,
    pub bytes: i64,
}

columns! { StoredEvidence { kind, sha256, media, name, bytes } }

/// A submission that was decided, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedSubmission {
    pub id: SubmissionId,
    pub account_code: String,
    pub account_name: String,
    /// Approved or rejected.
    pub state: QualificationState,
    pub submitted_on: NaiveDate,
    pub submitted_by: String,
    pub reviewed_at: DateTime<Utc>,
    pub reviewed_by: String,
    /// Why it was rejected, by field or scan.
    pub reasons: BTreeMap<String, String>,
}

columns! {
    DecidedSubmission {
        id, account_code, account_name, state, submitted_on, submitted_by, reviewed_at, reviewed_by, reasons
    }
}

/// Which decided submissions are listed: those for which everything that is given holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecidedFilter {
    pub state: Option<QualificationState>,
    /// Of a customer that is found by it, or decided by a user whose name begins so.
    pub text: String,
}

/// A submission to be added.
#[derive(Clone, Debug)]
pub struct NewSubmission<'a> {
    pub account: AccountId,
    pub info: &'a InvoiceInfo,
    pub at: DateTime<Utc>,
    /// That day in China.
    pub on: NaiveDate,
    pub by: UserId,
    /// Who last changed the title block.
    pub changer: Option<UserId>,
    /// The last day to decide.
    pub due_on: NaiveDate,
    /// A year on the way to `due_on` whose holidays are not known.
    pub due_assumes_year: Option<i32>,
}

/// Adds a pending submission.
pub fn insert(db: &Db, new: &NewSubmission<'_>) -> Result<SubmissionId, Refusal> {
    db.insert(
        include_str!("insert.sql"),
        params![new.account, new.info, new.at, new.on, new.by, new.due_on, new.due_assumes_year, new.changer],
    )
}

/// Adds a scan to a submission.
pub fn insert_evidence(db: &Db, submission: SubmissionId, e: &StoredEvidence) -> Result<(), Refusal> {
    db.run(
        include_str!("insert_evidence.sql"),
        params![submission, e.kind, e.sha256, e.media, e.name, e.bytes],
    )
}

/// The scans of a submission.
pub fn evidence(db: &Db, submission: SubmissionId) -> Result<Vec<StoredEvidence>, Refusal> {
    db.all(include_str!("evidence.sql"), [submission])
}

/// A scan as it is named by a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedScan {
    /// The account that was submitted, by code; none: it is of nobody, and is asked for again where it is lost.
    pub account: Option<String>,
    /// The name of the file it came from.
    pub name: String,
    /// The SHA-256 of its content.
    pub sha256: String,
}

columns! { NamedScan { account, name, sha256 } }

/// Every scan of every submission, by account; none of a store that is older than scans are.
pub fn scans(db: &Db) -> Result<Vec<NamedScan>, Refusal> {
    if !db.has_table("evidence")? {
        return Ok(Vec::new());
    }
    db.all(include_str!("scans.sql"), [])
}

/// Decides on a submission.
pub fn decide(
    db: &Db,
    id: SubmissionId,
    state: QualificationState,
    by: UserId,
    at: DateTime<Utc>,
    reasons: &BTreeMap<String, String>,
) -> Result<(), Refusal> {
    db.run(include_str!("decide.sql"), params![id, state, by, at, reasons])
}

/// Gives a submission to a reviewer, or to none.
pub fn hold(db: &Db, id: SubmissionId, by: Option<UserId>, at: DateTime<Utc>) -> Result<(), Refusal> {
    db.run(include_str!("hold.sql"), params![id, by, by.map(|_| at)])
}

/// The submission of an account that waits to be decided.
pub fn pending(db: &Db, account: AccountId) -> Result<Option<StoredSubmission>, Refusal> {
    db.maybe(include_str!("pending.sql"), [account])
}

/// Every submission of an account, newest first.
pub fn of_account(db: &Db, account: AccountId) -> Result<Vec<StoredSubmission>, Refusal> {
    db.all(include_str!("of_account.sql"), [account])
}

/// Every submission that waits to be decided, the one due first first.
pub fn queue(db: &Db) -> Result<Vec<StoredSubmission>, Refusal> {
    db.all(include_str!("queue.sql"), [])
}

/// The submission of this row.
pub fn by_id(db: &Db, id: SubmissionId) -> Result<Option<StoredSubmission>, Refusal> {
    db.maybe(include_str!("by_id.sql"), [id])
}

/// The decided submissions behind `after`, or the first ones, at most `limit`; decided last first.
pub fn decided(
    db: &Db,
    filter: &DecidedFilter,
    after: Option<&DecidedSubmission>,
    limit: u32,
) -> Result<Vec<DecidedSubmission>, Refusal> {
    let mut query = conditions(filter);
    if let Some(after) = after {
        let (at, id) = (query.bind(after.reviewed_at), query.bind(after.id));
        query.also(format!("(s.reviewed_at, s.id) < ({at}, {id})"));
    }
    let limit = query.bind(limit);
    let (select, conditions) = (include_str!("decided.sql"), query.text());
    let sql = format!("{select} WHERE {conditions} ORDER BY s.reviewed_at DESC, s.id DESC LIMIT {limit}");
    db.all(&sql, query.values().as_slice())
}

/// The submission of this row, where it is decided.
pub fn decided_by_id(db: &Db, id: SubmissionId) -> Result<Option<DecidedSubmission>, Refusal> {
    db.maybe(&format!("{} WHERE s.id = ?1", include_str!("decided.sql")), [id])
}

/// How many decided submissions of a filter were approved and how many rejected, whatever state the filter names.
pub fn count_decided(db: &Db, filter: &DecidedFilter) -> Result<Vec<(QualificationState, u64)>, Refusal> {
    let query = conditions(&DecidedFilter { state: None, ..filter.clone() });
    let sql = format!(
        "{} WHERE {} GROUP BY s.state ORDER BY s.state",
        include_str!("count_decided.sql"),
        query.text()
    );
    db.all(&sql, query.values().as_slice())
}

fn conditions(filter: &DecidedFilter) -> Conditions {
    let mut query = Conditions::default();
    query.is("s.state", filter.state);
    let text = filter.text.trim();
    if !text.is_empty() {
        let mut ways = vec![query.begins("ru.name", text)];
        if let Some(accounts) = query.accounts_with(text) {
            ways.push(format!("s.account_id IN ({accounts})"));
        }
        query.also(format!("({})", ways.join(" OR ")));
    }
    query
}

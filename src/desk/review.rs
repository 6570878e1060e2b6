//! Qualification review: a submission with its scans, decided by a second person. RULES.md section 7.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::clock::Moment;
use super::command::{Evidence, OfAccount, ReviewQualification, SubmitQualification};
use super::customers::{self, Customer};
use super::setup::Done;
use crate::domain::account::Account;
use crate::domain::ids::UserId;
use crate::domain::invoice_info::{InfoField, InvoiceInfo, InvoiceType, validate};
use crate::domain::qualification::{EvidenceKind, Media, QualificationState, ReviewStep, ScanFault};
use crate::domain::refusal::{FieldError, Noun, Refusal, Transition};
use crate::domain::rules::{four_eyes, type_not_allowed};
use crate::domain::tax_id::TaxId;
use crate::exchange::scans::{Archive, Kept};
pub use crate::exchange::scans::{Picture, picture};
use crate::store::engine::Db;
pub use crate::store::submission::{StoredEvidence, StoredSubmission};

use crate::store::submission::{self, NewSubmission};
use crate::store::user::StoredUser;
use crate::store::{account, info, qualification};

/// What submitting answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submitted {
    /// The submission.
    pub qualification: String,
    /// The last day to decide.
    pub due_on: NaiveDate,
    /// A year on the way to `due_on` whose holidays are not known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due_assumes_year: Option<i32>,
}

/// Submits the saved special-invoice info with its scans.
pub(super) fn submit(
    db: &Db,
    archive: &Archive,
    moment: &Moment,
    by: UserId,
    c: &SubmitQualification,
) -> Result<Submitted, Refusal> {
    let Customer { stored, policy, .. } = customers::customer(db, &c.account)?;
    let special = InvoiceType::EnterpriseSpecial;
    type_not_allowed::check_type(stored.account.kind, special, &policy)?;
    let Some(working_days) = policy.qualification_review_working_days else {
        return Err(Refusal::bad_field("account", FieldError::NotOffered));
    };
    let state = qualification::state(db, stored.id)?;
    if state == Some(QualificationState::Pending) {
        return Err(Refusal::QualificationPending);
    }
    let next = step(&stored.account, state, ReviewStep::Submit)?;
    let saved = info::get(db, stored.id, special)?;
    let saved = saved.ok_or(Refusal::InvoiceInfoRequired { invoice_type: special })?;
    let problems = validate(&saved.info, special, stored.account.verified_name.as_deref());
    if !problems.is_empty() {
        return Err(Refusal::InvoiceInfoInvalid { problems });
    }
    let scans = take_scans(archive, &c.evidence)?;
    let deadline = moment.calendar.deadline(moment.today, working_days);
    let id = submission::insert(
        db,
        &NewSubmission {
            account: stored.id,
            info: &saved.info,
            at: moment.now,
            on: moment.today,
            by,
            due_on: deadline.due_on,
            due_assumes_year: deadline.assumed_year,
        },
    )?;
    for scan in &scans {
        submission::insert_evidence(db, id, scan)?;
    }
    qualification::set_state(db, stored.id, next, Some(by), None)?;
    Ok(Submitted {
        qualification: id.0.to_string(),
        due_on: deadline.due_on,
        due_assumes_year: deadline.assumed_year,
    })
}

/// Takes every scan into the archive; one of each kind is needed.
fn take_scans(archive: &Archive, evidence: &[Evidence]) -> Result<Vec<StoredEvidence>, Refusal> {
    if EvidenceKind::ALL.iter().any(|kind| !evidence.iter().any(|scan| scan.kind == *kind)) {
        return Err(Refusal::bad_field("evidence", FieldError::Missing));
    }
    let take = |(i, scan): (usize, &Evidence)| {
        let kept = archive
            .keep(Path::new(&scan.path))
            .map_err(|fault| Refusal::bad_field(format!("evidence[{i}].path"), FieldError::Scan(fault)))?;
        let Kept { sha256, media, name, bytes } = kept;
        let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
        Ok(StoredEvidence { kind: scan.kind, sha256, media, name, bytes })
    };
    evidence.iter().enumerate().map(take).collect()
}

/// The state that a step leads to.
fn step(
    account: &Account,
    state: Option<QualificationState>,
    step: ReviewStep,
) -> Result<QualificationState, Refusal> {
    step.from(state).ok_or_else(|| {
        Refusal::TransitionNotAllowed(Transition::Qualification {
            account: account.code.clone(),
            state,
            step,
        })
    })
}

pub(super) fn approve(
    db: &Db,
    moment: &Moment,
    by: &StoredUser,
    c: &ReviewQualification,
) -> Result<Done, Refusal> {
    let decided = decide(db, moment, by, c, ReviewStep::Approve, &BTreeMap::new())?;
    // What was approved is what was submitted; if the info was changed since, it has to be reviewed again.
    let saved = info::get(db, decided.account, InvoiceType::EnterpriseSpecial)?;
    if saved.is_none_or(|saved| saved.info != decided.info) {
        let stale = QualificationState::Stale;
        qualification::set_state(db, decided.account, stale, Some(decided.submitter), Some(by.id))?;
    }
    Ok(Done {})
}

pub(super) fn reject(
    db: &Db,
    moment: &Moment,
    by: &StoredUser,
    c: &ReviewQualification,
) -> Result<Done, Refusal> {
    let reasons = reasons(c)?;
    decide(db, moment, by, c, ReviewStep::Reject, &reasons)?;
    Ok(Done {})
}

pub(super) fn revoke(db: &Db, c: &ReviewQualification) -> Result<Done, Refusal> {
    let stored = customers::account(db, &c.account)?;
    let state = qualification::state(db, stored.id)?;
    let next = step(&stored.account, state, ReviewStep::Revoke)?;
    reasons(c)?;
    // A revoked qualification stands on no submission any more, so on nobody's decision either; the audit log keeps
    // who revoked it.
    qualification::set_state(db, stored.id, next, None, None)?;
    Ok(Done {})
}

/// Decides on the pending submission of an account.
fn decide(
    db: &Db,
    moment: &Moment,
    by: &StoredUser,
    c: &ReviewQualification,
    review: ReviewStep,
    reasons: &BTreeMap<String, String>,
) -> Result<StoredSubmission, Refusal> {
    let stored = customers::account(db, &c.account)?;
    let next = step(&stored.account, qualification::state(db, stored.id)?, review)?;
    let pending = submission::pending(db, stored.id)?.ok_or(Refusal::QualificationRequired)?;
    four_eyes::check(pending.submitter, by.id, &by.name)?;
    not_held_by_another(&pending, by)?;
    submission::decide(db, pending.id, next, by.id, moment.now, reasons)?;
    qualification::set_state(db, stored.id, next, Some(pending.submitter), Some(by.id))?;
    Ok(pending)
}

/// Takes a submission to work on: one reviewer works on it at a time.
pub(super) fn hold(db: &Db, moment: &Moment, by: &StoredUser, c: &OfAccount) -> Result<Done, Refusal> {
    let pending = to_be_decided(db, &c.account)?;
    four_eyes::check(pending.submitter, by.id, &by.name)?;
    not_held_by_another(&pending, by)?;
    submission::hold(db, pending.id, Some(by.id), moment.now)?;
    Ok(Done {})
}

/// Leaves a submission to others again.
pub(super) fn release(db: &Db, moment: &Moment, c: &OfAccount) -> Result<Done, Refusal> {
    submission::hold(db, to_be_decided(db, &c.account)?.id, None, moment.now)?;
    Ok(Done {})
}

fn to_be_decided(db: &Db, code: &str) -> Result<StoredSubmission, Refusal> {
    let account = customers::account(db, code)?;
    submission::pending(db, account.id)?
        .ok_or_else(|| Refusal::NotFound { what: Noun::Qualification, key: code.to_owned() })
}

fn not_held_by_another(pending: &StoredSubmission, by: &StoredUser) -> Result<(), Refusal> {
    match &pending.held_by {
        Some(holder) if pending.holder != Some(by.id) => {
            Err(Refusal::Conflict { what: Noun::Qualification, key: holder.clone(), fields: Vec::new() })
        }
        _ => Ok(()),
    }
}

/// The reasons of a rejection: at least one, each for a field or a scan.
fn reasons(c: &ReviewQualification) -> Result<BTreeMap<String, String>, Refusal> {
    let given = c.reasons.clone().unwrap_or_default();
    if given.values().all(|reason| reason.trim().is_empty()) {
        return Err(Refusal::bad_field("reasons", FieldError::Missing));
    }
    let scans = EvidenceKind::ALL.map(EvidenceKind::as_str);
    let known = [InfoField::ALL.map(InfoField::as_str).as_slice(), scans.as_slice()].concat();
    match given.keys().find(|field| !known.contains(&field.as_str())) {
        None => Ok(given),
        Some(field) => {
            let expected = known.into_iter().map(str::to_owned).collect();
            Err(Refusal::bad_field(format!("reasons.{field}"), FieldError::Choice { expected }))
        }
    }
}

/// A submission, as a reviewer sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionView {
    /// The account's number.
    pub account: String,
    /// The customer's name.
    pub account_name: String,
    /// The name that was verified.
    pub verified_name: Option<String>,
    /// The tax id that was verified.
    pub verified_tax_id: Option<TaxId>,
    /// The submission.
    pub submission: StoredSubmission,
    /// Its scans.
    pub evidence: Vec<StoredEvidence>,
    /// The submission before it, if there was one.
    pub before: Option<StoredSubmission>,
    /// How many there have been, with this one.
    pub count: usize,
}

impl SubmissionView {
    /// The fields that differ from the submission before.
    pub fn changed(&self) -> Vec<InfoField> {
        let of = |info: &InvoiceInfo, field| info.field(field).map(str::to_owned);
        match &self.before {
            None => Vec::new(),
            Some(before) => InfoField::ALL
                .into_iter()
                .filter(|&field| of(&before.info, field) != of(&self.submission.info, field))
                .collect(),
        }
    }
}

/// The review queue: every submission that waits, the one due first first.
///
/// # Errors
/// `store`.
pub fn queue(db: &Db) -> Result<Vec<SubmissionView>, Refusal> {
    submission::queue(db)?.into_iter().map(|submission| view(db, submission)).collect()
}

/// Every submission of an account, newest first.
///
/// # Errors
/// `not-found`, `store`.
pub fn history(db: &Db, code: &str) -> Result<Vec<SubmissionView>, Refusal> {
    let account = customers::account(db, code)?;
    submission::of_account(db, account.id)?.into_iter().map(|submission| view(db, submission)).collect()
}

fn view(db: &Db, submission: StoredSubmission) -> Result<SubmissionView, Refusal> {
    let owner = account::by_id(db, submission.account)?;
    let mut earlier = submission::of_account(db, submission.account)?;
    earlier.retain(|other| other.id < submission.id);
    Ok(SubmissionView {
        account: owner.account.code,
        account_name: owner.account.name,
        verified_name: owner.account.verified_name,
        verified_tax_id: owner.account.verified_tax_id,
        evidence: submission::evidence(db, submission.id)?,
        count: earlier.len() + 1,
        before: earlier.into_iter().next(),
        submission,
    })
}

/// A scan's content, verified.
///
/// # Errors
/// It is gone, or was changed on the disk.
pub fn scan(store: &Path, evidence: &StoredEvidence) -> Result<Vec<u8>, ScanFault> {
    Archive::beside(store).open(&evidence.sha256)
}

/// A copy of a scan for another program to show; it is removed when this is dropped.
///
/// # Errors
/// The scan is gone, was changed on the disk, or cannot be copied.
pub fn copy_out(store: &Path, evidence: &StoredEvidence) -> Result<tempfile::TempPath, ScanFault> {
    let bytes = scan(store, evidence)?;
    let ending = match evidence.media {
        Media::Jpeg => ".jpg",
        Media::Png => ".png",
        Media::Pdf => ".pdf",
    };
    let written =
        tempfile::Builder::new().prefix("fapiao-desk-").suffix(ending).tempfile().and_then(|mut file| {
            file.write_all(&bytes)?;
            Ok(file.into_temp_path())
        });
    written.map_err(|error| ScanFault::Io { detail: error.to_string() })
}

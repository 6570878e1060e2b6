//! Qualification review: a submission with its scans, decided by a second person. RULES.md section 7.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use serde::Serialize;

use crate::desk::commands::named_account::{self, Customer, OfAccount};
use crate::desk::commands::second_person;
use crate::desk::commands::transaction::Transaction;
use crate::desk::principal::REVIEWER;
use crate::desk::protocol::fields::fields;
use crate::desk::scans::look;
use crate::desk::server::keep_with_rows;
use crate::domain::text::{Code, Prose};

use crate::domain::account::Account;
use crate::domain::draft::DraftForm;
use crate::domain::ids::AccountId;
use crate::domain::invoice_info::{InfoField, InvoiceInfo, InvoiceType, validate};
use crate::domain::qualification::{EvidenceKind, QualificationState, ReviewStep};
use crate::domain::refusal::{FieldError, Noun, Refusal, Transition};
use crate::domain::rules::{four_eyes, type_not_allowed};
use crate::exchange::scans::{Archive, Scan};
use crate::store::engine::{Db, file_fault};
pub(crate) use crate::store::submission::{StoredEvidence, StoredSubmission};

use crate::store::submission::{self, NewSubmission};
use crate::store::user::StoredUser;
use crate::store::{draft, info, qualification};

fields! {
    /// Submits the saved special-invoice info for review, with the scans that prove it.
    SubmitQualification {
        account: Code,
        evidence: Vec<Evidence>,
    }
    /// A scan: what it proves, and where the file is.
    Evidence {
        kind: EvidenceKind,
        path: String,
    }
    /// Decides on a qualification; with `qualification` on the submission that was seen, and no other.
    ReviewQualification {
        account: Code,
        reasons: Option<BTreeMap<String, Prose>>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        qualification: Option<Code>,
    }
}

/// What submitting answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct Submitted {
    pub qualification: String,
    /// The last day to decide.
    pub due_on: NaiveDate,
    /// A year until `due_on` whose holidays are not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_assumes_year: Option<i32>,
}

/// Submits the saved special-invoice info with its scans.
pub(crate) fn submit_qualification(
    tx: &Transaction<'_>,
    c: &SubmitQualification,
) -> Result<Submitted, Refusal> {
    let &Transaction { db, archive, moment, user, .. } = tx;
    let Customer { stored, policy, .. } = named_account::customer(db, &c.account)?;
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
    let scans = take_scans(db, archive, &c.evidence)?;
    let deadline = moment.calendar.deadline(moment.today, working_days);
    let id = submission::insert(
        db,
        &NewSubmission {
            account: stored.id,
            info: &saved.info,
            at: moment.now,
            on: moment.today,
            by: user.id,
            changer: saved.changer,
            due_on: deadline.due_on,
            due_assumes_year: deadline.assumed_year,
        },
    )?;
    for scan in &scans {
        submission::insert_evidence(db, id, scan)?;
    }
    qualification::set_state(db, stored.id, next, Some(user.id), None)?;
    Ok(Submitted {
        qualification: id.0.to_string(),
        due_on: deadline.due_on,
        due_assumes_year: deadline.assumed_year,
    })
}

/// Looks at the scans of a submission before its transaction begins, in which they are known then: drawing a document
/// takes its time, and nobody else can write meanwhile.
pub(crate) fn look_ahead(c: &SubmitQualification) {
    // What is wrong with one is said in its turn.
    c.evidence.iter().for_each(|scan| drop(look(Path::new(&scan.path))));
}

/// Takes every scan into the archive; one of each kind is needed.
fn take_scans(db: &Db, archive: &Archive, evidence: &[Evidence]) -> Result<Vec<StoredEvidence>, Refusal> {
    if EvidenceKind::ALL.iter().any(|kind| !evidence.iter().any(|scan| scan.kind == *kind)) {
        return Err(Refusal::bad_field("evidence", FieldError::Missing));
    }
    let take = |(i, scan): (usize, &Evidence)| {
        let kept = archive
            .keep(Path::new(&scan.path))
            .map_err(|error| file_fault(archive.folder(), &error))?
            .map_err(|fault| Refusal::bad_field(format!("evidence[{i}].path"), FieldError::Scan(fault)))?;
        let Scan { sha256, media, name, bytes } = kept;
        keep_with_rows(db, archive, &sha256)?;
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

/// Approves. What proves it has to be there and as it was submitted: nobody can have checked a scan that is not.
pub(crate) fn approve_qualification(tx: &Transaction<'_>, c: &ReviewQualification) -> Result<(), Refusal> {
    let &Transaction { db, archive, user, .. } = tx;
    known_reasons(c)?;
    let decided = decide(tx, c, ReviewStep::Approve, &BTreeMap::new())?;
    for scan in submission::evidence(db, decided.id)? {
        archive
            .open(&scan.sha256)
            .map_err(|fault| Refusal::bad_field(scan.kind.as_str(), FieldError::Scan(fault)))?;
    }
    // What was approved is what was submitted; if the info was changed since, it has to be reviewed again.
    let saved = info::get(db, decided.account, InvoiceType::EnterpriseSpecial)?;
    if saved.is_none_or(|saved| saved.info != decided.info) {
        let stale = QualificationState::Stale;
        qualification::set_state(db, decided.account, stale, Some(decided.submitter), Some(user.id))?;
    }
    Ok(())
}

pub(crate) fn reject_qualification(tx: &Transaction<'_>, c: &ReviewQualification) -> Result<(), Refusal> {
    let reasons = reasons(c)?;
    decide(tx, c, ReviewStep::Reject, &reasons).map(drop)
}

pub(crate) fn revoke_qualification(tx: &Transaction<'_>, c: &ReviewQualification) -> Result<(), Refusal> {
    let &Transaction { db, .. } = tx;
    let stored = named_account::account(db, &c.account)?;
    let state = qualification::state(db, stored.id)?;
    let next = step(&stored.account, state, ReviewStep::Revoke)?;
    is_the_one_seen(c, submission::of_account(db, stored.id)?.first())?;
    // Only a rejection has to tell what to fix.
    known_reasons(c)?;
    // A revoked qualification stands on no submission any more, so on nobody's decision either; the audit log keeps
    // who revoked it.
    qualification::set_state(db, stored.id, next, None, None)
}

/// Decides on the pending submission of an account.
fn decide(
    tx: &Transaction<'_>,
    c: &ReviewQualification,
    review: ReviewStep,
    reasons: &BTreeMap<String, String>,
) -> Result<StoredSubmission, Refusal> {
    let &Transaction { db, moment, user: by, .. } = tx;
    let stored = named_account::account(db, &c.account)?;
    let next = step(&stored.account, qualification::state(db, stored.id)?, review)?;
    let pending = submission::pending(db, stored.id)?.ok_or(Refusal::QualificationRequired)?;
    is_the_one_seen(c, Some(&pending))?;
    by_another(tx, &pending)?;
    not_held_by_another(&pending, by)?;
    submission::decide(db, pending.id, next, by.id, moment.now, reasons)?;
    qualification::set_state(db, stored.id, next, Some(pending.submitter), Some(by.id))?;
    // Whoever else was writing why it is to be rejected has nothing to go on with.
    draft::discard_of_account(db, DraftForm::QualificationRejection, stored.id)?;
    Ok(pending)
}

/// Whoever decides on what was seen decides on nothing that was submitted since.
fn is_the_one_seen(c: &ReviewQualification, current: Option<&StoredSubmission>) -> Result<(), Refusal> {
    let is_it = |seen: &Code| current.is_some_and(|current| current.id.0.to_string() == **seen);
    if c.qualification.as_ref().is_none_or(is_it) {
        return Ok(());
    }
    Err(Refusal::conflict(Noun::Qualification, c.account.to_string()))
}

/// Takes a submission to work on: one reviewer works on it at a time.
pub(crate) fn hold_qualification(tx: &Transaction<'_>, c: &OfAccount) -> Result<(), Refusal> {
    let &Transaction { db, moment, user, .. } = tx;
    let pending = to_be_decided(db, &c.account)?;
    by_another(tx, &pending)?;
    not_held_by_another(&pending, user)?;
    submission::hold(db, pending.id, Some(user.id), moment.now)
}

/// Leaves a submission to others again. Any reviewer may, to take over from one who is gone: the audit log keeps who
/// did, and only one works on it after that as before.
pub(crate) fn release_qualification(tx: &Transaction<'_>, c: &OfAccount) -> Result<(), Refusal> {
    let &Transaction { db, moment, .. } = tx;
    submission::hold(db, to_be_decided(db, &c.account)?.id, None, moment.now)
}

/// Approves again, without a review, what is stale, where `info` is exactly what was approved last and the scans that
/// prove it are there as they were submitted; whether it did. Only an approval that was not revoked becomes stale.
pub(crate) fn restore(
    db: &Db,
    archive: &Archive,
    account: AccountId,
    info: &InvoiceInfo,
) -> Result<bool, Refusal> {
    let Some(next) = ReviewStep::Restore.from(qualification::state(db, account)?) else { return Ok(false) };
    let Some(last) = submission::of_account(db, account)?.into_iter().next() else { return Ok(false) };
    if last.state != QualificationState::Approved || last.info != *info {
        return Ok(false);
    }
    let evidence = submission::evidence(db, last.id)?;
    if evidence.iter().any(|scan| archive.open(&scan.sha256).is_err()) {
        return Ok(false);
    }
    qualification::set_state(db, account, next, Some(last.submitter), last.reviewer)?;
    Ok(true)
}

fn to_be_decided(db: &Db, code: &str) -> Result<StoredSubmission, Refusal> {
    let account = named_account::account(db, code)?;
    submission::pending(db, account.id)?.ok_or_else(|| Refusal::not_found(Noun::Qualification, code))
}

/// Four eyes: neither who submitted, nor who had last changed what was submitted, nor who has last changed the info
/// since works on it; and a program is nobody's second person.
fn by_another(tx: &Transaction<'_>, pending: &StoredSubmission) -> Result<(), Refusal> {
    let &Transaction { db, user: by, .. } = tx;
    second_person::is_person(tx, REVIEWER)?;
    four_eyes::check_review(pending.submitter, pending.changer, by.id, &by.name)?;
    let saved = info::get(db, pending.account, InvoiceType::EnterpriseSpecial)?;
    four_eyes::check_review(pending.submitter, saved.and_then(|saved| saved.changer), by.id, &by.name)
}

fn not_held_by_another(pending: &StoredSubmission, by: &StoredUser) -> Result<(), Refusal> {
    match &pending.held_by {
        Some(holder) if pending.holder != Some(by.id) => Err(Refusal::conflict(Noun::Qualification, holder)),
        _ => Ok(()),
    }
}

/// The reasons of a rejection: at least one, each for a field or a scan.
fn reasons(c: &ReviewQualification) -> Result<BTreeMap<String, String>, Refusal> {
    let given = c.reasons.iter().flatten();
    let given: BTreeMap<String, String> =
        given.map(|(field, reason)| (field.clone(), reason.to_string())).collect();
    if given.values().all(|reason| reason.trim().is_empty()) {
        return Err(Refusal::bad_field("reasons", FieldError::Missing));
    }
    known_reasons(c)?;
    Ok(given)
}

/// Every reason is for a field or a scan.
fn known_reasons(c: &ReviewQualification) -> Result<(), Refusal> {
    let scans = EvidenceKind::ALL.map(EvidenceKind::as_str);
    let known = [InfoField::ALL.map(InfoField::as_str).as_slice(), scans.as_slice()].concat();
    match c.reasons.iter().flat_map(BTreeMap::keys).find(|field| !known.contains(&field.as_str())) {
        None => Ok(()),
        Some(field) => {
            let expected = known.into_iter().map(str::to_owned).collect();
            Err(Refusal::bad_field(format!("reasons.{field}"), FieldError::Choice { expected }))
        }
    }
}

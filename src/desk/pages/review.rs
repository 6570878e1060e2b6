//! Submissions as people look at them: the queue, the history, and where a customer's qualification stands.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use crate::desk::clock::Moment;
use crate::desk::commands::named_account::{self, Customer};
use crate::desk::pages::summary;
use crate::desk::principal::REVIEWER;
use crate::domain::ids::SubmissionId;
use crate::domain::invoice_info::{InfoField, InvoiceInfo};
use crate::domain::qualification::{QualificationState, ReviewStep};
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::tax_id::TaxId;
use crate::store::engine::Db;
use crate::store::submission;
pub(crate) use crate::store::submission::{StoredEvidence, StoredSubmission};
use crate::store::{account, audit, qualification};

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

/// Whether the submission of an account that waits is held by this user.
pub fn is_held_by(db: &Db, code: &str, user: &str) -> Result<bool, Refusal> {
    let pending = submission::pending(db, named_account::account(db, code)?.id)?;
    Ok(pending.is_some_and(|pending| pending.held_by.as_deref() == Some(user)))
}

/// The review queue: every submission that waits, the one due first first.
pub fn queue(db: &Db) -> Result<Vec<SubmissionView>, Refusal> {
    submission::queue(db)?.into_iter().map(|submission| view(db, submission)).collect()
}

/// Every submission of an account, newest first.
pub fn history(db: &Db, code: &str) -> Result<Vec<SubmissionView>, Refusal> {
    let account = named_account::account(db, code)?;
    submission::of_account(db, account.id)?.into_iter().map(|submission| view(db, submission)).collect()
}

/// One submission, whatever became of it.
pub fn one(db: &Db, id: SubmissionId) -> Result<SubmissionView, Refusal> {
    let found = submission::by_id(db, id)?;
    view(db, found.ok_or_else(|| Refusal::not_found(Noun::Qualification, id.0.to_string()))?)
}

/// Where a customer's qualification stands, as whoever submits it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its state; none: no special info was ever saved.
    pub state: Option<QualificationState>,
    /// Every submission, newest first.
    pub submissions: Vec<SubmissionView>,
    /// Within how many working days a submission is reviewed.
    pub working_days: u32,
    /// The last day to review one that is submitted now.
    pub due_if_submitted: NaiveDate,
    /// The working days that are left for the one that waits; below 0 once it is late.
    pub working_days_left: i64,
    /// How it was revoked, where it was.
    pub revoked: Option<Revoked>,
    /// Why the user at the desk may not revoke it.
    pub barred_from_revoking: Option<Refusal>,
    /// The day all this is true of.
    pub on: NaiveDate,
}

/// How an approved qualification was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revoked {
    /// Who did.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, by field or scan.
    pub reasons: BTreeMap<String, String>,
}

impl Standing {
    /// What was submitted last.
    pub fn newest(&self) -> Option<&SubmissionView> {
        self.submissions.first()
    }

    /// Whether it can be submitted, for the first time or again.
    pub fn can_be_submitted(&self) -> bool {
        ReviewStep::Submit.from(self.state).is_some()
    }

    /// Why a field or a scan was rejected, where the last decision was a rejection.
    pub fn reason(&self, of: &str) -> Option<&str> {
        let newest = self.newest().filter(|_| self.state == Some(QualificationState::Rejected))?;
        newest.submission.reasons.get(of).map(|reason| reason.trim()).filter(|reason| !reason.is_empty())
    }
}

/// Where a customer's qualification stands; none where the policy reviews none.
pub fn standing(db: &Db, moment: &Moment, code: &str) -> Result<Option<Standing>, Refusal> {
    let Customer { stored, policy, .. } = named_account::customer(db, code)?;
    let Some(working_days) = policy.qualification_review_working_days else { return Ok(None) };
    let submissions = history(db, code)?;
    let state = qualification::state(db, stored.id)?;
    let revoked = match state {
        Some(QualificationState::Revoked) => revoked(db, &stored.account.code)?,
        _ => None,
    };
    let due_on = submissions.first().map_or(moment.today, |view| view.submission.due_on);
    Ok(Some(Standing {
        state,
        revoked,
        barred_from_revoking: summary::barred(db, moment, REVIEWER)?,
        submissions,
        working_days,
        due_if_submitted: moment.calendar.deadline(moment.today, working_days).due_on,
        working_days_left: moment.calendar.working_days_between(moment.today, due_on),
        on: moment.today,
    }))
}

/// How the qualification of an account was revoked. No submission says it, so the audit log is asked: it is the last
/// time that it was.
fn revoked(db: &Db, code: &str) -> Result<Option<Revoked>, Refusal> {
    #[derive(Deserialize)]
    struct Said {
        account: String,
        reasons: Option<BTreeMap<String, String>>,
    }
    let mut found = None;
    audit::each_revocation(db, |(at, by, request)| {
        let given: Option<Said> = serde_json::from_str(&request).ok();
        found = given.filter(|given| given.account == code).map(|given| Revoked {
            by,
            at,
            reasons: given.reasons.unwrap_or_default(),
        });
        Ok(found.is_none())
    })?;
    Ok(found)
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

//! What the panel shows, as plain values.

use chrono::NaiveDate;

use crate::desk::Store;
use crate::desk::clock::Moment;
use crate::desk::pages::review::{self, StoredSubmission, SubmissionView};
use crate::desk::pages::summary;
use crate::domain::ids::SubmissionId;
use crate::domain::invoice_info::InfoField;
use crate::domain::qualification::EvidenceKind;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::domain::tax_id::check_character;
use crate::i18n::{Text, domain};

/// What a reviewer looks at, and what a reason can be about: a field, or a scan as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    Field(InfoField),
    Scan(EvidenceKind),
}

impl Default for Subject {
    fn default() -> Self {
        Self::Field(InfoField::Name)
    }
}

impl Subject {
    pub(super) fn all() -> impl Iterator<Item = Self> {
        InfoField::ALL.map(Self::Field).into_iter().chain(EvidenceKind::ALL.map(Self::Scan))
    }

    /// As commands name it.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Field(field) => field.as_str(),
            Self::Scan(kind) => kind.as_str(),
        }
    }

    pub(super) fn name(self) -> Text {
        match self {
            Self::Field(field) => domain::info_field(field),
            Self::Scan(kind) => domain::evidence_kind(kind),
        }
    }

    /// The scan that is looked at for it.
    pub(super) fn scan(self) -> EvidenceKind {
        match self {
            Self::Field(field) => EvidenceKind::of(field),
            Self::Scan(kind) => kind,
        }
    }

    /// The one behind it, or in front of it, as they stand on screen; at an end the same.
    pub(super) fn step(self, on: bool) -> Self {
        let all: Vec<Self> = Self::all().collect();
        let at = all.iter().position(|subject| *subject == self).unwrap_or_default();
        let to = if on { (at + 1).min(all.len() - 1) } else { at.saturating_sub(1) };
        all[to]
    }
}

#[derive(Debug)]
pub(super) struct Sheet {
    pub user: String,
    pub is_reviewer: bool,
    /// What waits, the one due first first.
    pub waiting: Vec<Waiting>,
    pub late: usize,
    pub today: NaiveDate,
}

#[derive(Debug)]
pub(super) struct Waiting {
    pub view: SubmissionView,
    /// The working days from its due date to today; looked at only where that date is over.
    pub working_days_late: i64,
    /// The working days that are left until its due date.
    pub working_days_left: i64,
}

pub(super) fn load(db: &Store, moment: &Moment) -> Result<Sheet, Refusal> {
    let (user, roles) = summary::user(db, moment)?;
    let waiting: Vec<Waiting> = review::queue(db)?
        .into_iter()
        .map(|view| Waiting {
            working_days_late: moment.calendar.working_days_between(view.submission.due_on, moment.today),
            working_days_left: moment.calendar.working_days_between(moment.today, view.submission.due_on),
            view,
        })
        .collect();
    Ok(Sheet {
        user,
        is_reviewer: roles.contains(&Role::Reviewer),
        late: waiting.iter().filter(|waiting| waiting.view.submission.due_on < moment.today).count(),
        waiting,
        today: moment.today,
    })
}

/// Why the user at the desk cannot decide on a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Bar {
    NotReviewer,
    Own,
    /// The user was the last to change what was submitted.
    Changed,
    HeldBy(String),
}

impl Sheet {
    pub(super) fn get(&self, id: SubmissionId) -> Option<&Waiting> {
        self.waiting.iter().find(|waiting| waiting.view.submission.id == id)
    }

    pub(super) fn place(&self, id: SubmissionId) -> Option<usize> {
        self.waiting.iter().position(|waiting| waiting.view.submission.id == id)
    }

    pub(super) fn bar(&self, of: &StoredSubmission) -> Option<Bar> {
        if !self.is_reviewer {
            return Some(Bar::NotReviewer);
        }
        if of.submitted_by == self.user {
            return Some(Bar::Own);
        }
        if of.changed_by.as_ref() == Some(&self.user) {
            return Some(Bar::Changed);
        }
        of.held_by.clone().filter(|holder| *holder != self.user).map(Bar::HeldBy)
    }
}

/// What helps to check a field of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Note {
    SameAsVerified,
    NotAsVerified,
    /// The check character of a tax id fits.
    CheckCharacterRight,
    /// The check character does not fit, and somebody has seen the tax id on the certificate.
    SeenBy(String),
    /// It was something else in the submission before.
    Changed(Option<String>),
    RejectedBefore(String),
}

/// Whether a field is not what was verified of the customer: nothing confirms it together with others.
pub(super) fn is_contradicted(view: &SubmissionView, field: InfoField) -> bool {
    notes(view, field).contains(&Note::NotAsVerified)
}

pub(super) fn notes(view: &SubmissionView, field: InfoField) -> Vec<Note> {
    let value = view.submission.info.field(field);
    let verified = match field {
        InfoField::Name => view.verified_name.as_deref(),
        InfoField::TaxId => view.verified_tax_id.as_ref().map(|id| id.as_str()),
        _ => None,
    };
    let mut notes = Vec::new();
    if let Some(verified) = verified {
        notes.push(if value == Some(verified) { Note::SameAsVerified } else { Note::NotAsVerified });
    }
    let is_checked = |id: &str| {
        id.len() == 18
            && id.get(..17).and_then(check_character).is_some_and(|expected| id.ends_with(expected))
    };
    if field == InfoField::TaxId && value.is_some_and(is_checked) {
        notes.push(Note::CheckCharacterRight);
    }
    if let Some(by) = view.submission.info.tax_id_seen_by.clone().filter(|_| field == InfoField::TaxId) {
        notes.push(Note::SeenBy(by));
    }
    if let Some(before) = &view.before {
        let earlier = before.info.field(field);
        if earlier != value {
            notes.push(Note::Changed(earlier.map(str::to_owned)));
        }
        if let Some(reason) = before.reasons.get(field.as_str()).filter(|reason| !reason.trim().is_empty()) {
            notes.push(Note::RejectedBefore(reason.clone()));
        }
    }
    notes
}

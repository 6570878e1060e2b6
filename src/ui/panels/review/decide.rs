//! Approving and rejecting: whether it may be done, doing it, and its answer.

use std::collections::BTreeMap;

use super::data::{Bar, Subject, Waiting};
use super::evidence::GLANCE;
use super::{Barred, Page, Review};
use crate::desk::commands::review_qualification::ReviewQualification;
use crate::desk::protocol::table::Command;
use crate::domain::ids::SubmissionId;
use crate::domain::qualification::EvidenceKind;
use crate::domain::refusal::{Refusal, checked};
use crate::domain::text::Prose;
use crate::i18n::phrase::{clauses, listed};
use crate::i18n::{Lang, domain, review as words};
use crate::ui::fields::{too_long, typed};
use crate::ui::sending::Sending;
use crate::ui::state::{Action, Cx};

/// A decision under way: of what, of whose, and which.
pub(super) struct Deciding {
    id: SubmissionId,
    name: String,
    is_approval: bool,
    sending: Sending,
}

impl Review {
    /// Whether the open submission has been on screen long enough for what is pressed to be about it.
    pub(super) fn is_looked_at(&self, now: f64) -> bool {
        self.open_since.is_some_and(|since| now - since >= GLANCE)
    }

    /// Why nothing can be decided.
    pub(super) fn barred_words(&self, lang: Lang) -> Option<String> {
        let (sheet, Waiting { view, .. }) = self.opened()?;
        let submission = &view.submission;
        if self.deciding.is_some() || self.decided == Some(submission.id) {
            return Some(words::DECIDING.get(lang).to_owned());
        }
        sheet.bar(submission).map(|bar| bar_words(lang, &bar))
    }

    /// Why it cannot be approved.
    pub(super) fn approval_barred(&self, lang: Lang) -> Option<String> {
        if let Some(barred) = self.barred_words(lang) {
            return Some(barred);
        }
        let begun = self.begun.get(&self.open?);
        let is_open = |field: &_| begun.is_none_or(|begun| !begun.confirmed.contains(field));
        let missing = EvidenceKind::ALL.into_iter().filter_map(|kind| {
            let fields = kind.proves().iter().filter(|field| is_open(*field));
            let names: Vec<&str> = fields.map(|field| domain::info_field(*field).get(lang)).collect();
            let scan = domain::evidence_kind(kind).get(lang);
            (!names.is_empty()).then(|| words::unconfirmed(lang, scan, &listed(lang, names)))
        });
        let missing: Vec<String> = missing.collect();
        if self.evidence.faults(lang).next().is_some() {
            Some(words::SCAN_BAD.get(lang).to_owned())
        } else if begun.is_some_and(super::Begun::has_reasons) {
            Some(words::HAS_REASONS.get(lang).to_owned())
        } else if !missing.is_empty() {
            Some(words::missing(lang, &clauses(lang, missing)))
        } else if !self.evidence.is_whole() {
            Some(words::SCANS_LOADING.get(lang).to_owned())
        } else {
            None
        }
    }

    /// Approves; or says what is missing, and goes to it.
    pub(super) fn approve(&mut self, cx: &Cx<'_>) {
        let lang = cx.lang;
        if let Some(missing) = self.approval_barred(lang) {
            // What bars everything is on screen already.
            if self.barred_words(lang).is_none() {
                self.barred = Some(Barred::Missing(missing));
                if let Some(open) = self.begun().and_then(|begun| begun.unconfirmed().next()) {
                    self.go_to(Subject::Field(open));
                }
            }
            return;
        }
        self.send(cx, true, |decided| Ok(Command::ApproveQualification(decided)));
    }

    /// Why it cannot be rejected.
    pub(super) fn rejection_barred(&self, lang: Lang) -> Option<String> {
        if let Some(barred) = self.barred_words(lang) {
            return Some(barred);
        }
        let begun = self.begun.get(&self.open?).filter(|begun| begun.has_reasons());
        let Some(begun) = begun else { return Some(words::REASON_MISSING.get(lang).to_owned()) };
        begun.reasons.values().find_map(|reason| too_long(lang, reason))
    }

    /// Rejects for the reasons that are written.
    pub(super) fn reject(&mut self, cx: &Cx<'_>) {
        if let Some(missing) = self.rejection_barred(cx.lang) {
            if self.barred_words(cx.lang).is_none() {
                self.barred = Some(Barred::Missing(missing));
            }
            return;
        }
        self.writing = None;
        let written = self.begun().map(|begun| begun.reasons.clone()).unwrap_or_default();
        self.send(cx, false, move |decided| {
            let reasons = written.iter().filter_map(|(key, reason)| {
                let reason = typed(&format!("reasons.{key}"), reason).transpose()?;
                Some(reason.map(|reason| ((*key).to_owned(), reason)))
            });
            let reasons: BTreeMap<String, Prose> = reasons.collect::<Result<_, Refusal>>()?;
            Ok(Command::RejectQualification(ReviewQualification { reasons: Some(reasons), ..decided }))
        });
    }

    /// Sends a decision on the submission that is on screen, and on no other.
    fn send(
        &mut self,
        cx: &Cx<'_>,
        is_approval: bool,
        command: impl FnOnce(ReviewQualification) -> Result<Command, Refusal>,
    ) {
        let Some((_, Waiting { view, .. })) = self.opened() else { return };
        let (id, name) = (view.submission.id, view.account_name.clone());
        let decided = checked("account", &view.account).and_then(|account| {
            let qualification = Some(checked("qualification", &id.0.to_string())?);
            Ok(ReviewQualification { account, reasons: None, qualification })
        });
        let sending = cx.office.command(decided.and_then(command)).into();
        self.barred = None;
        self.deciding = Some(Deciding { id, name, is_approval, sending });
    }

    pub(super) fn take_answer(&mut self, cx: &mut Cx<'_>) {
        let Some(answer) = self.deciding.as_mut().and_then(|deciding| deciding.sending.take()) else {
            return;
        };
        let Some(Deciding { id, name, is_approval, .. }) = self.deciding.take() else { return };
        match answer {
            Ok(_) => {
                let said = if is_approval { words::approved } else { words::rejected };
                self.said = Some(said(cx.lang, &name));
                if let Some(begun) = self.begun.remove(&id) {
                    begun.draft.keep_nothing(cx.office);
                }
                self.decided = Some(id);
            }
            Err(refusal) if self.open == Some(id) && self.is_here && self.page == Page::Waiting => {
                self.barred = Some(Barred::Refused(refusal));
            }
            Err(refusal) => cx.act(Action::Refused(refusal)),
        }
    }
}

pub(super) fn bar_words(lang: Lang, bar: &Bar) -> String {
    match bar {
        Bar::NotReviewer => words::NOT_PERMITTED.get(lang).to_owned(),
        Bar::Own => words::OWN.get(lang).to_owned(),
        Bar::Changed => words::CHANGED_BY_YOU.get(lang).to_owned(),
        Bar::HeldBy(name) => words::held_by(lang, name),
    }
}

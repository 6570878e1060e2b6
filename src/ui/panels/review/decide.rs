//! Approving and rejecting: whether it may be done, doing it, and its answer.

use std::collections::BTreeMap;

use super::Review;
use super::data::Bar;
use crate::desk::commands::review_qualification::ReviewQualification;
use crate::desk::protocol::table::{Answer, Command};
use crate::desk::worker::Reply;
use crate::domain::ids::SubmissionId;
use crate::domain::invoice_info::InfoField;
use crate::domain::refusal::Refusal;
use crate::i18n::{Lang, review as words};
use crate::ui::state::{Action, Cx};

/// A decision under way.
pub(super) struct Decision {
    id: SubmissionId,
    name: String,
    is_approval: bool,
    reply: Reply<Result<Answer, Refusal>>,
}

impl Review {
    /// Why nothing can be decided about the open submission.
    pub(super) fn barred(&self, lang: Lang) -> Option<String> {
        let (sheet, at) = self.opened()?;
        let submission = &sheet.waiting[at].view.submission;
        if self.deciding.is_some() || self.decided == Some(submission.id) {
            return Some(words::DECIDING.get(lang).to_owned());
        }
        sheet.bar(submission).map(|bar| bar_words(lang, &bar))
    }

    /// Why the open submission cannot be approved.
    pub(super) fn approval_barred(&self, lang: Lang) -> Option<String> {
        let (sheet, at) = self.opened()?;
        let id = sheet.waiting[at].view.submission.id;
        let text = if let Some(barred) = self.barred(lang) {
            return Some(barred);
        } else if self.evidence.has_fault() {
            words::SCAN_BAD
        } else if self.ticks(id) < InfoField::ALL.len() {
            words::TICK_ALL
        } else if !self.evidence.is_whole() {
            words::SCANS_LOADING
        } else {
            return None;
        };
        Some(text.get(lang).to_owned())
    }

    /// Approves the open submission.
    pub(super) fn approve(&mut self, cx: &Cx<'_>) {
        if self.approval_barred(cx.lang).is_none() {
            self.decide(cx, None);
        }
    }

    /// Rejects the open submission.
    pub(super) fn reject_for(&mut self, cx: &Cx<'_>, reasons: BTreeMap<String, String>) {
        if self.barred(cx.lang).is_none() {
            self.decide(cx, Some(reasons));
        }
    }

    fn decide(&mut self, cx: &Cx<'_>, reasons: Option<BTreeMap<String, String>>) {
        let Some((sheet, at)) = self.opened() else { return };
        let view = &sheet.waiting[at].view;
        let is_approval = reasons.is_none();
        let review = ReviewQualification { account: view.account.clone(), reasons };
        let (id, name) = (view.submission.id, view.account_name.clone());
        let command = if is_approval {
            Command::ApproveQualification(review)
        } else {
            Command::RejectQualification(review)
        };
        self.deciding = Some(Decision { id, name, is_approval, reply: cx.office.command(command) });
    }

    /// Takes the answer to a decision.
    pub(super) fn take_answer(&mut self, cx: &mut Cx<'_>) {
        let Some(decision) = &self.deciding else { return };
        let Some(answer) = decision.reply.poll() else { return };
        match answer {
            Ok(_) => {
                let say = if decision.is_approval { words::approved } else { words::rejected };
                self.said = Some(say(cx.lang, &decision.name));
                self.ticked.remove(&decision.id);
                self.decided = Some(decision.id);
                self.reject = None;
            }
            Err(refusal) => match &mut self.reject {
                Some(form) => form.refused = Some(refusal),
                None => cx.act(Action::Refused(refusal)),
            },
        }
        self.deciding = None;
    }
}

/// Why nothing can be decided, in words.
pub(super) fn bar_words(lang: Lang, bar: &Bar) -> String {
    match bar {
        Bar::NotReviewer => words::NOT_PERMITTED.get(lang).to_owned(),
        Bar::Own => words::OWN.get(lang).to_owned(),
        Bar::Changed => words::CHANGED_BY_YOU.get(lang).to_owned(),
        Bar::HeldBy(name) => words::held_by(lang, name),
    }
}

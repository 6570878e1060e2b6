//! Approving and rejecting: whether it may be done, doing it, and its answer.

use super::Review;
use super::data::{Bar, Waiting};
use crate::desk::commands::review_qualification::ReviewQualification;
use crate::desk::protocol::table::Command;
use crate::domain::ids::SubmissionId;
use crate::domain::refusal::checked;
use crate::i18n::{Lang, review as words};
use crate::ui::command_dialog::CommandForm;
use crate::ui::sending::Sending;
use crate::ui::state::{Action, Cx};

/// An approval under way: of what, and of whose.
pub(super) struct Approval {
    id: SubmissionId,
    name: String,
    sending: Sending,
}

impl Review {
    pub(super) fn barred(&self, lang: Lang) -> Option<String> {
        let (sheet, Waiting { view, .. }) = self.opened()?;
        let submission = &view.submission;
        let is_sent = self.approving.is_some() || self.reject.is_under_way();
        if is_sent || self.decided == Some(submission.id) {
            return Some(words::DECIDING.get(lang).to_owned());
        }
        sheet.bar(submission).map(|bar| bar_words(lang, &bar))
    }

    pub(super) fn approval_barred(&self, lang: Lang) -> Option<String> {
        if let Some(barred) = self.barred(lang) {
            return Some(barred);
        }
        let id = self.open?;
        let text = if self.evidence.faults(lang).next().is_some() {
            words::SCAN_BAD
        } else if self.first_unticked(id).is_some() {
            words::TICK_ALL
        } else if !self.evidence.is_whole() {
            words::SCANS_LOADING
        } else {
            return None;
        };
        Some(text.get(lang).to_owned())
    }

    pub(super) fn approve(&mut self, cx: &Cx<'_>) {
        if self.approval_barred(cx.lang).is_some() {
            return;
        }
        let Some((_, Waiting { view, .. })) = self.opened() else { return };
        let command = checked("account", &view.account)
            .map(|account| Command::ApproveQualification(ReviewQualification { account, reasons: None }));
        let sending = cx.office.command(command).into();
        let (id, name) = (view.submission.id, view.account_name.clone());
        self.approving = Some(Approval { id, name, sending });
    }

    pub(super) fn take_answer(&mut self, cx: &mut Cx<'_>) {
        if let Some((form, answer)) = self.reject.take() {
            self.keep_decided(form.id, form.done(cx.lang, &answer));
        }
        let Some(answer) = self.approving.as_mut().and_then(|approval| approval.sending.take()) else {
            return;
        };
        let Some(Approval { id, name, .. }) = self.approving.take() else { return };
        match answer {
            Ok(_) => self.keep_decided(id, words::approved(cx.lang, &name)),
            Err(refusal) => cx.act(Action::Refused(refusal)),
        }
    }

    fn keep_decided(&mut self, id: SubmissionId, said: String) {
        self.said = Some(said);
        self.ticked.remove(&id);
        self.decided = Some(id);
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

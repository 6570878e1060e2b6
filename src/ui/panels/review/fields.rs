//! The fields as they were submitted, what helps to check them, the decision, and what was decided before.

use egui::{Ui, vec2};

use super::data::{Bar, Note, Waiting, notes};
use super::{Review, decide};
use crate::desk::commands::named_account::OfAccount;
use crate::desk::pages::review::SubmissionView;
use crate::desk::protocol::table::Command;
use crate::domain::ids::SubmissionId;
use crate::domain::invoice_info::InfoField;
use crate::i18n::{
    Lang, common, dates, domain, faults, phrase, qualification as submitting, review as words,
};
use crate::ui::panels::looks::{review_subjects, submission_row_ui};
use crate::ui::panels::parts;
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, Type, size, space, tokens};
use crate::ui::widgets::{
    Button, Card, CheckRow, banner_ui, body_ui, key_value_ui, rule_ui, small_ui, strong_ui, text_ui,
};

#[derive(Default)]
struct Done {
    toggled: Option<InfoField>,
    shows: bool,
    takes_over: bool,
}

impl Review {
    pub(super) fn fields_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let lang = cx.lang;
        let Some((sheet, waiting)) = self.opened() else { return };
        let view = &waiting.view;
        let (id, account) = (view.submission.id, view.account.clone());
        let (barred, approval) = (self.barred(lang), self.approval_barred(lang));
        let bar = sheet.bar(&view.submission);
        let ticks = InfoField::ALL.into_iter().filter(|field| self.is_ticked(id, *field)).count();
        let note = format!("{ticks} / {}", InfoField::ALL.len());
        let (mut done, mut decided) = (Done::default(), (false, false));
        let card = Card::titled(words::FIELDS.get(lang)).note(&note).fill_height();
        card.foot(|ui| decided = buttons_ui(ui, lang, barred.as_deref(), approval.as_deref())).show(
            ui,
            |ui| {
                parts::scroll_ui(ui, &format!("fields-{}", id.0), |ui| {
                    ui.spacing_mut().item_spacing.y = space::XS;
                    self.messages_ui(ui, lang, bar.as_ref(), &mut done);
                    submission_ui(ui, lang, waiting, sheet.today);
                    self.rows_ui(ui, lang, id, view, barred.is_none(), &mut done);
                    self.history_ui(ui, lang, id, sheet.today);
                });
            },
        );
        let (rejects, approves) = decided;
        if let Some(field) = done.toggled {
            self.toggle(id, field);
        }
        if done.shows {
            self.shows_account_no = !self.shows_account_no;
        }
        if done.takes_over {
            // Once it is free, it is held by whoever looks at it.
            self.held = None;
            drop(cx.office.command(OfAccount::named(&account).map(Command::ReleaseQualification)));
        }
        if approves {
            self.approve(cx);
        }
        if rejects {
            self.ask_reasons(cx);
        }
    }

    /// Why nothing can be decided, and what is wrong with the scans.
    fn messages_ui(&self, ui: &mut Ui, lang: Lang, bar: Option<&Bar>, done: &mut Done) {
        if let Some(bar) = bar {
            let action = matches!(bar, Bar::HeldBy(_)).then(|| words::TAKE_OVER.get(lang));
            done.takes_over |= banner_ui(ui, Tone::Warn, &decide::bar_words(lang, bar), action);
            ui.add_space(space::S);
        }
        for fault in self.evidence.faults(lang) {
            banner_ui(ui, Tone::Bad, &fault, None);
            ui.add_space(space::S);
        }
    }

    fn rows_ui(
        &self,
        ui: &mut Ui,
        lang: Lang,
        id: SubmissionId,
        view: &SubmissionView,
        is_open: bool,
        done: &mut Done,
    ) {
        for field in InfoField::ALL {
            let value = self.readable(field, view.submission.info.field(field).unwrap_or_default());
            let link = (field == InfoField::BankAccount)
                .then(|| if self.shows_account_no { common::HIDE } else { common::SHOW }.get(lang));
            let label = domain::info_field(field).get(lang);
            let row =
                CheckRow { label, value: &value, ticked: self.is_ticked(id, field), enabled: is_open, link };
            let output = row.show(ui);
            if output.toggled {
                done.toggled = Some(field);
            }
            done.shows |= output.linked;
            for note in notes(view, field) {
                let (tone, text) = self.note_words(lang, field, &note);
                text_ui(ui, &text, Type::Small, tokens(ui).fg(tone));
            }
            ui.add_space(space::S);
        }
    }

    /// A value as it is shown: the bank account only when it is asked for.
    fn readable(&self, field: InfoField, value: &str) -> String {
        if field == InfoField::BankAccount && !self.shows_account_no {
            phrase::masked(value)
        } else {
            value.to_owned()
        }
    }

    fn note_words(&self, lang: Lang, field: InfoField, note: &Note) -> (Tone, String) {
        let say = |tone, text: crate::i18n::Text| (tone, text.get(lang).to_owned());
        match note {
            Note::SameAsVerified => say(Tone::Ok, common::SAME_AS_VERIFIED),
            Note::NotAsVerified => say(Tone::Bad, words::NOT_AS_VERIFIED),
            Note::SeenBy(by) => (Tone::Warn, faults::tax_id_seen(lang, by)),
            Note::CheckCharacterRight => say(Tone::Ok, words::CHECK_CHARACTER_RIGHT),
            Note::Changed(earlier) => {
                let blank = || common::BLANK.get(lang).to_owned();
                let earlier = earlier.as_deref().map_or_else(blank, |earlier| self.readable(field, earlier));
                (Tone::Warn, words::changed_from(lang, &earlier))
            }
            Note::RejectedBefore(reason) => (Tone::Warn, words::rejected_before(lang, reason)),
        }
    }

    /// What was decided before, newest first.
    fn history_ui(&self, ui: &mut Ui, lang: Lang, open: SubmissionId, today: chrono::NaiveDate) {
        let earlier = self.history.value().map(Vec::as_slice).unwrap_or_default();
        let mut earlier = earlier.iter().filter(|view| view.submission.id < open).peekable();
        if earlier.peek().is_none() {
            return;
        }
        ui.add_space(space::S);
        rule_ui(ui);
        ui.add_space(space::S);
        strong_ui(ui, common::EARLIER_SUBMISSIONS.get(lang));
        for view in earlier {
            let submission = &view.submission;
            ui.add_space(space::S);
            submission_row_ui(ui, lang, submission);
            if let (Some(by), Some(at)) = (&submission.reviewed_by, submission.reviewed_at) {
                small_ui(ui, &words::decided_by(lang, by, &dates::moment(lang, at, today)));
            }
            let changed: Vec<&str> =
                view.changed().into_iter().map(|field| domain::info_field(field).get(lang)).collect();
            if !changed.is_empty() {
                small_ui(ui, &words::changed_then(lang, &changed));
            }
            for (key, reason) in submission.reasons.iter().filter(|(_, reason)| !reason.trim().is_empty()) {
                let name = review_subjects().find(|(subject, _)| subject == key);
                let name = name.map_or(key.as_str(), |(_, name)| name.get(lang));
                body_ui(ui, &words::reason(lang, name, reason));
            }
        }
    }
}

/// Who submitted it when, and until when it is decided.
fn submission_ui(ui: &mut Ui, lang: Lang, waiting: &Waiting, today: chrono::NaiveDate) {
    let submission = &waiting.view.submission;
    let at = dates::moment(lang, submission.submitted_at, today);
    key_value_ui(ui, common::SUBMITTED_BY.get(lang), &submission.submitted_by);
    key_value_ui(ui, common::SUBMITTED_AT.get(lang), &at);
    if let Some(changer) = submission.changed_by.as_ref().filter(|by| **by != submission.submitted_by) {
        key_value_ui(ui, words::CHANGED_BY.get(lang), changer);
    }
    let due = submitting::due(lang, submission.due_on, today, waiting.working_days_left);
    key_value_ui(ui, submitting::DUE.get(lang), &due);
    ui.add_space(space::S);
    rule_ui(ui);
    ui.add_space(space::S);
}

/// The two buttons: whether it is to be rejected, and whether approved.
fn buttons_ui(ui: &mut Ui, lang: Lang, barred: Option<&str>, approval: Option<&str>) -> (bool, bool) {
    ui.spacing_mut().item_spacing.x = space::S;
    let half = vec2(((ui.available_width() - space::S) / 2.0).floor(), size::CONTROL);
    let reject = Button::danger(words::REJECT_ASK.get(lang)).shortcut("R").wide().disabled_because(barred);
    let approve = Button::primary(words::APPROVE.get(lang)).shortcut("A").wide().disabled_because(approval);
    let rejected = ui.allocate_ui(half, |ui| reject.show(ui).clicked()).inner;
    let approved = ui.allocate_ui(half, |ui| approve.show(ui).clicked()).inner;
    (rejected, approved)
}

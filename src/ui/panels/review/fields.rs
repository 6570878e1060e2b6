//! The fields as they were submitted, what helps to check them, the decision, and what was decided before.

use egui::{Ui, vec2};

use super::data::{Bar, Sheet, Subject, Waiting};
use super::reasons::{Writing, reason_ui};
use super::rows::{decided_ui, field_row_ui, submitted_ui};
use super::{Barred, Begun, Review, decide};
use crate::desk::commands::named_account::OfAccount;
use crate::desk::pages::review::SubmissionView;
use crate::desk::protocol::table::Command;
use crate::domain::ids::SubmissionId;
use crate::domain::invoice_info::InfoField;
use crate::domain::qualification::EvidenceKind;
use crate::i18n::{Lang, common, qualification as submitting, review as words};
use crate::ui::icons;
use crate::ui::panels::looks::submission_row_ui;
use crate::ui::panels::parts;
use crate::ui::refusing::refusal_ui;
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{
    Button, Card, CheckRow, Found, banner_ui, key_value_ui, rule_ui, small_icon_button_ui, small_ui,
    strong_ui, text_row_ui,
};

/// What was done to the card in a frame.
#[derive(Default)]
struct Done {
    toggled: Option<InfoField>,
    /// A reason is to be written about this.
    writes: Option<Subject>,
    takes_over: bool,
    rejects: bool,
    approves: bool,
    rows: Vec<(egui::Id, Option<Subject>)>,
}

/// How a field is drawn, and what becomes of that.
struct Rows<'a> {
    begun: &'a mut Begun,
    writing: &'a mut Option<Writing>,
    at: Subject,
    /// The scan beside the fields.
    scan: EvidenceKind,
    /// Nothing can be decided.
    is_barred: bool,
    done: &'a mut Done,
}

impl Review {
    pub(super) fn fields_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let lang = cx.lang;
        self.begin(cx.office);
        let (barred, approval) = (self.barred_words(lang), self.approval_barred(lang));
        let rejection = self.rejection_barred(lang);
        let Some(id) = self.opened().map(|(_, waiting)| waiting.view.submission.id) else { return };
        // Taken out while the card is drawn from the queue beside it.
        let Some(mut begun) = self.begun.remove(&id) else { return };
        let mut writing = self.writing.take();
        let Some((sheet, waiting)) = self.opened() else { return };
        let view = &waiting.view;
        let account = view.account.clone();
        let bar = sheet.bar(&view.submission);
        let note = format!("{} / {}", begun.confirmed.len(), InfoField::ALL.len());
        let has_reasons = begun.has_reasons() || writing.is_some();
        let (mut done, mut pressed) = (Done::default(), (false, false));
        let card = Card::titled(words::FIELDS.get(lang)).note(&note).fill_height();
        let foot = |ui: &mut Ui| {
            pressed = buttons_ui(
                ui,
                lang,
                has_reasons,
                barred.as_deref(),
                rejection.as_deref(),
                approval.as_deref(),
            );
        };
        card.foot(foot).show(ui, |ui| {
            parts::scroll_ui(ui, &format!("fields-{}", id.0), |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                self.messages_ui(ui, lang, bar.as_ref(), &mut done);
                Rows {
                    begun: &mut begun,
                    writing: &mut writing,
                    at: self.at,
                    scan: self.evidence.kind(),
                    is_barred: barred.is_some(),
                    done: &mut done,
                }
                .show(ui, cx, view);
                self.facts_ui(ui, lang, id, sheet, waiting);
            });
        });
        begun.keep(cx.office);
        self.begun.insert(id, begun);
        self.writing = writing;
        self.rows.append(&mut done.rows);
        (done.rejects, done.approves) = pressed;
        self.act(cx, &account, done);
    }

    fn act(&mut self, cx: &Cx<'_>, account: &str, done: Done) {
        if let Some(field) = done.toggled {
            self.toggle(cx, field, self.now);
        }
        if done.takes_over {
            // Once it is free, it is held by whoever looks at it.
            self.held = None;
            drop(cx.office.command(OfAccount::named(account).map(Command::ReleaseQualification)));
        }
        if done.approves {
            self.approve(cx);
        }
        if done.rejects {
            self.reject_or_ask(cx);
        }
        if let Some(subject) = done.writes {
            self.write_reason(cx, subject);
        }
    }

    /// Rejects where reasons are written, else begins to write one about what the keyboard is at.
    pub(super) fn reject_or_ask(&mut self, cx: &Cx<'_>) {
        if self.begun().is_some_and(|begun| begun.has_reasons()) {
            self.reject(cx);
        } else {
            self.write_reason(cx, self.at);
        }
    }

    /// Why nothing can be decided, what is missing, and what is wrong with the scans.
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
        match &self.barred {
            None => return,
            Some(Barred::Missing(missing)) => drop(banner_ui(ui, Tone::Warn, missing, None)),
            Some(Barred::Refused(refusal)) => refusal_ui(ui, lang, refusal),
        }
        ui.add_space(space::S);
    }

    /// Who submitted it when, until when it is decided, and what was decided before, newest first.
    fn facts_ui(&self, ui: &mut Ui, lang: Lang, open: SubmissionId, sheet: &Sheet, waiting: &Waiting) {
        ui.spacing_mut().item_spacing.y = space::XS;
        rule_ui(ui);
        ui.add_space(space::S);
        let submission = &waiting.view.submission;
        submitted_ui(ui, lang, submission);
        let due = submitting::due(lang, submission.due_on, sheet.today, waiting.working_days_left);
        key_value_ui(ui, submitting::DUE.get(lang), &due);
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
            ui.add_space(space::S);
            submission_row_ui(ui, lang, &view.submission);
            decided_ui(ui, lang, view);
        }
    }
}

impl Rows<'_> {
    fn show(mut self, ui: &mut Ui, cx: &Cx<'_>, view: &SubmissionView) {
        let lang = cx.lang;
        for field in InfoField::ALL {
            let subject = Subject::Field(field);
            let found = match self.begun.confirmed.contains(&field) {
                _ if self.begun.is_rejected(subject) => Found::Wrong,
                true => Found::Right,
                false => Found::Open,
            };
            let is_current = self.at == subject;
            let name = words::write_reason(lang, subject.name().get(lang));
            let row = CheckRow {
                found,
                is_current,
                is_lit: EvidenceKind::of(field) == self.scan,
                enabled: !self.is_barred,
                button: (!self.is_barred).then_some((icons::EDIT, name.as_str())),
                ..CheckRow::default()
            };
            let output = field_row_ui(ui, lang, view, field, row);
            self.done.rows.push((output.row.id, Some(subject)));
            if output.row.clicked() {
                self.done.toggled = Some(field);
            }
            if is_current && output.row.has_focus() {
                output.row.scroll_to_me(None);
            }
            if output.is_button_pressed {
                self.done.writes = Some(subject);
            }
            self.reason_ui(ui, lang, subject);
            ui.add_space(space::S);
        }
        let is_rejecting = self.writing.is_some() || self.begun.has_reasons();
        for kind in EvidenceKind::ALL.into_iter().filter(|_| is_rejecting) {
            let subject = Subject::Scan(kind);
            let name = words::write_reason(lang, subject.name().get(lang));
            text_row_ui(ui, |ui| {
                small_ui(ui, subject.name().get(lang));
                if !self.is_barred && small_icon_button_ui(ui, icons::EDIT, &name).clicked() {
                    self.done.writes = Some(subject);
                }
            });
            self.reason_ui(ui, lang, subject);
            ui.add_space(space::S);
        }
        if is_rejecting {
            small_ui(ui, words::REJECT_NOTE.get(lang));
            if self.begun.draft.mark_ui(ui, lang, cx.office) {
                self.begun.draft.forget(cx.office);
                self.begun.reasons.clear();
            }
            ui.add_space(space::S);
        }
    }

    /// The reason about a subject: as it is written, or as it was.
    fn reason_ui(&mut self, ui: &mut Ui, lang: Lang, subject: Subject) {
        if let Some(writing) = self.writing.as_mut().filter(|writing| writing.subject == subject) {
            let reason = self.begun.reasons.entry(subject.key()).or_default();
            writing.ui(ui, lang, reason);
            self.begun.confirmed.retain(|field| Subject::Field(*field) != subject);
        } else if let Some(reason) = self.begun.reasons.get(subject.key()).filter(|r| !r.trim().is_empty()) {
            reason_ui(ui, lang, reason);
        }
    }
}

/// The two buttons: whether it is to be rejected, and whether approved.
fn buttons_ui(
    ui: &mut Ui,
    lang: Lang,
    has_reasons: bool,
    barred: Option<&str>,
    rejection: Option<&str>,
    approval: Option<&str>,
) -> (bool, bool) {
    ui.spacing_mut().item_spacing.x = space::S;
    // With its keys the one needs more room than the other.
    let share = if has_reasons { 0.57 } else { 0.5 };
    let room = ui.available_width() - space::S;
    let left = vec2((room * share).floor(), size::CONTROL);
    let right = vec2((room - left.x).floor(), size::CONTROL);
    let reject = if has_reasons {
        Button::danger(common::REJECT.get(lang)).shortcut("Ctrl Enter").disabled_because(rejection)
    } else {
        Button::danger(words::REJECT_ASK.get(lang)).shortcut("R").disabled_because(barred)
    };
    let approve = Button::primary(words::APPROVE.get(lang)).shortcut("A").wide().disabled_because(approval);
    let rejected = ui.allocate_ui(left, |ui| reject.wide().show(ui).clicked()).inner;
    let approved = ui.allocate_ui(right, |ui| approve.show(ui).clicked()).inner;
    (rejected, approved)
}

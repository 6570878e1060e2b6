//! The dialog of a rejection: a reason for each field or scan that is wrong.

use std::collections::BTreeMap;

use egui::{Key, Modifiers, Ui};

use super::Review;
use crate::domain::invoice_info::InfoField;
use crate::domain::qualification::EvidenceKind;
use crate::domain::refusal::Refusal;
use crate::domain::text::MAX_TEXT_CHARS;
use crate::i18n::{Lang, Text, domain, faults, review as words};
use crate::ui::refusing::refusal_ui;
use crate::ui::state::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Field, Modal, modal_buttons_ui, weak_ui};

/// How many things can be wrong.
const REASONS: usize = InfoField::ALL.len() + EvidenceKind::ALL.len();
/// The dialog's width.
const WIDTH: f32 = 680.0;

/// The reasons, as they are typed: of the fields, then of the scans.
pub(super) struct Reject {
    reasons: [String; REASONS],
    /// Where the keyboard goes first.
    first: Option<usize>,
    /// What the desk refused last.
    pub refused: Option<Refusal>,
}

/// The name of what a reason is about, in commands and in words.
fn of(i: usize) -> (&'static str, Text) {
    match InfoField::ALL.get(i) {
        Some(field) => (field.as_str(), domain::info_field(*field)),
        None => {
            let kind = EvidenceKind::ALL[(i - InfoField::ALL.len()).min(EvidenceKind::ALL.len() - 1)];
            (kind.as_str(), domain::evidence_kind(kind))
        }
    }
}

/// What a reason that was given is about, in words.
pub(super) fn named(lang: Lang, key: &str) -> String {
    let known = (0..REASONS).map(of).find(|(word, _)| *word == key);
    known.map_or_else(|| key.to_owned(), |(_, name)| name.get(lang).to_owned())
}

impl Reject {
    fn given(&self) -> BTreeMap<String, String> {
        let all = self.reasons.iter().enumerate();
        all.filter(|(_, reason)| !reason.trim().is_empty())
            .map(|(i, reason)| (of(i).0.to_owned(), reason.trim().to_owned()))
            .collect()
    }

    /// Whether a reason is typed.
    pub(super) fn is_changed(&self) -> bool {
        !self.given().is_empty()
    }

    fn fields_ui(&mut self, ui: &mut Ui, lang: Lang) {
        let half = ((ui.available_width() - space::L) / 2.0).floor();
        let first = self.first.take();
        for (row, pair) in self.reasons.chunks_mut(2).enumerate() {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                for (column, reason) in pair.iter_mut().enumerate() {
                    let i = row * 2 + column;
                    let too_long = reason.chars().count() > MAX_TEXT_CHARS;
                    let error = too_long.then(|| faults::too_long(lang, MAX_TEXT_CHARS));
                    let label = of(i).1.get(lang);
                    let field = Field::new(label, reason).width(half).error(error.as_deref()).show(ui);
                    if field.changed() {
                        self.refused = None;
                    }
                    if first == Some(i) {
                        field.request_focus();
                    }
                }
            });
            ui.add_space(space::XS);
        }
    }

    fn barred(&self) -> bool {
        self.given().is_empty() || self.reasons.iter().any(|reason| reason.chars().count() > MAX_TEXT_CHARS)
    }
}

impl Review {
    /// Opens the dialog, at the first thing that is not ticked.
    pub(super) fn ask_reasons(&mut self, cx: &Cx<'_>) {
        let Some(id) = self.open.filter(|_| self.barred(cx.lang).is_none()) else { return };
        let ticked = self.ticked.get(&id);
        let first = InfoField::ALL.iter().position(|field| !ticked.is_some_and(|t| t.contains(field)));
        self.reject = Some(Reject {
            reasons: Default::default(),
            first: Some(first.unwrap_or(InfoField::ALL.len())),
            refused: None,
        });
    }

    /// Draws the dialog while it is open.
    pub(super) fn reject_ui(&mut self, ui: &Ui, cx: &Cx<'_>) {
        let lang = cx.lang;
        let busy = self.barred(lang);
        let Some(form) = &mut self.reject else { return };
        let mut send = false;
        let shown = Modal::new(words::REJECT_TITLE.get(lang)).width(WIDTH).show(ui.ctx(), |ui| {
            weak_ui(ui, words::REJECT_NOTE.get(lang));
            ui.add_space(space::S);
            ui.add_enabled_ui(busy.is_none(), |ui| form.fields_ui(ui, lang));
            if let Some(refusal) = &form.refused {
                refusal_ui(ui, lang, refusal);
            }
            let missing = form.barred().then(|| words::REASON_MISSING.get(lang).to_owned());
            let barred = busy.clone().or(missing);
            let mut close = false;
            modal_buttons_ui(ui, |ui| {
                let button = Button::danger(words::REJECT.get(lang)).shortcut("Ctrl Enter");
                send = button.disabled_because(barred.as_deref()).show(ui).clicked();
                close = Button::secondary(words::NOT_NOW.get(lang)).show(ui).clicked();
            });
            let chord = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
            send |= chord && barred.is_none();
            close
        });
        let given = form.given();
        if send {
            self.reject_for(cx, given);
        } else if (shown.closed || shown.inner) && self.deciding.is_none() {
            self.reject = None;
        }
    }
}

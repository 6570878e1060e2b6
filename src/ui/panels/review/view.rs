//! The panel's layout: the queue, the evidence, the fields side by side.

use egui::{Ui, vec2};

use super::Review;
use super::data::Waiting;
use crate::i18n::refusal::message;
use crate::i18n::{common, review as words, shell};
use crate::ui::icons;
use crate::ui::loadable::View;
use crate::ui::outside::Shown;
use crate::ui::panels::parts::column_ui;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Card, empty_state_ui, key_hint_ui, panel_head_ui, pill_ui, spinner_ui, weak_ui};

/// Widths of the queue and of the fields; the evidence takes the rest.
const QUEUE: f32 = 264.0;
const FIELDS: f32 = 330.0;

impl Review {
    pub(super) fn panel_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.keys(ui, cx);
        self.head_ui(ui, cx);
        ui.add_space(space::M);
        if self.opened().is_none() {
            self.without_any_ui(ui, cx);
            return;
        }
        let height = ui.available_height();
        let middle = (ui.available_width() - QUEUE - FIELDS - 2.0 * space::L).max(QUEUE);
        let mut chosen = None;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::L;
            column_ui(ui, vec2(QUEUE, height), |ui| chosen = self.queue_ui(ui, cx));
            column_ui(ui, vec2(middle, height), |ui| self.middle_ui(ui, cx));
            column_ui(ui, vec2(FIELDS, height), |ui| self.fields_ui(ui, cx));
        });
        if let Some(to) = chosen {
            self.go(cx, to);
        }
        let busy = self.barred(cx.lang);
        self.reject.show(ui.ctx(), cx, &busy);
    }

    fn head_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        let lang = cx.lang;
        let waiting = self.sheet.value().filter(|sheet| !sheet.waiting.is_empty());
        let note = waiting.map(|sheet| words::waiting(lang, sheet.waiting.len(), sheet.late));
        panel_head_ui(ui, words::TITLE.get(lang), &note.unwrap_or_default(), |ui| {
            if waiting.is_some() {
                let space_key = words::SPACE_KEY.get(lang);
                let keys = [
                    ("R", common::REJECT),
                    ("A", words::APPROVE),
                    (space_key, words::TICK),
                    ("J", words::NEXT),
                ];
                for (key, what) in keys {
                    weak_ui(ui, what.get(lang));
                    key_hint_ui(ui, key);
                    ui.add_space(space::S);
                }
            }
            // Said here and not in passing: what pops up would lie over the buttons of the next one.
            if let Some(said) = &self.said {
                pill_ui(ui, Tone::Ok, icons::CHECK, said);
            }
        });
    }

    fn without_any_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        Card::new().fill_height().show(ui, |ui| match self.sheet.view() {
            View::NotAsked | View::Loading(None) => spinner_ui(ui, cx.say(shell::LOADING)),
            View::Failed(refusal) => {
                let text = message(cx.lang, refusal);
                empty_state_ui(ui, icons::ERROR, cx.say(shell::FAILED), &text, None);
            }
            View::Loading(Some(_)) | View::Ready(_) => {
                let how = cx.say(words::EMPTY_HOW);
                empty_state_ui(ui, icons::REVIEW, cx.say(words::EMPTY), how, None);
            }
        });
    }

    fn middle_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(sheet) = self.sheet.value() else { return };
        let Some(Waiting { view, .. }) = self.open.and_then(|id| sheet.get(id)) else { return };
        let history = self.history.value().map(Vec::as_slice).unwrap_or_default();
        let before = history.iter().find(|earlier| earlier.submission.id < view.submission.id);
        let before = before.map(|earlier| earlier.evidence.as_slice()).unwrap_or_default();
        if let Some(scan) = self.evidence.card_ui(ui, cx.lang, &view.evidence, before) {
            cx.act(Action::Show(Shown::Scan(scan.clone())));
        }
    }
}

//! The page of imports: choices and columns on the left, what comes of the file on the right.

use std::sync::Arc;
use std::time::Duration;

use egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

use super::Import;
use crate::domain::ids::BatchId;
use crate::i18n::refusal::message;
use crate::i18n::{files as words, imports, shell};
use crate::ui::dialogs::file_name;
use crate::ui::icons;
use crate::ui::loadable::View;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Card, banner_ui, empty_state_ui, progress_ui};

const LEFT: f32 = 316.0;

/// How often progress is drawn.
const TICK: Duration = Duration::from_millis(100);

impl Import {
    /// The page; files can be dropped anywhere on it, and their paths be pasted. Answers the import that is to be
    /// undone, if one is.
    pub(in super::super) fn page_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<BatchId> {
        self.take_dropped(ui, cx);
        self.take_pasted(ui, cx);
        if self.has_no_issuer() {
            if banner_ui(ui, Tone::Warn, cx.say(words::NO_ISSUER), Some(cx.say(words::TO_SETTINGS))) {
                cx.act(Action::Go(Route::Settings));
            }
            ui.add_space(space::M);
        }
        let all = ui.available_rect_before_wrap();
        let left = Rect::from_min_size(all.min, vec2(LEFT, all.height()));
        let right = all.with_min_x(left.right() + space::M);
        let down = Layout::top_down(Align::Min);
        ui.scope_builder(UiBuilder::new().max_rect(left).layout(down), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            self.source_ui(ui, cx);
            ui.add_space(space::M);
            let is_busy = self.running.is_some() || self.done().is_some();
            ui.add_enabled_ui(!is_busy, |ui| self.columns_ui(ui, cx));
        });
        let mut undo = None;
        ui.scope_builder(UiBuilder::new().max_rect(right).layout(down), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if ui.input(|input| !input.raw.hovered_files.is_empty()) && self.running.is_none() {
                return hint_ui(ui, cx.say(words::DROP_HERE), "");
            }
            undo = self.said_ui(ui, cx);
            self.right_ui(ui, cx);
        });
        undo
    }

    fn right_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if let Some((_, report)) = self.done() {
            let report = Arc::clone(report);
            return self.report_ui(ui, cx, &report);
        }
        self.running_ui(ui, cx);
        match self.look.view() {
            View::NotAsked if self.source.is_none() || self.store_facts.value().is_none() => {
                hint_ui(ui, cx.say(words::DROP_TITLE), cx.say(words::DROP_NOTE));
            }
            View::NotAsked => hint_ui(ui, cx.say(words::CHOOSE_ISSUER), ""),
            View::Loading(None) => self.reading_ui(ui, cx),
            View::Failed(refusal) => {
                let text = shell::failed(cx.lang, &message(cx.lang, refusal));
                banner_ui(ui, Tone::Bad, &text, None);
            }
            View::Ready(_) => self.preview_ui(ui, cx),
            View::Loading(Some(_)) => {
                ui.ctx().request_repaint_after(TICK);
                self.preview_ui(ui, cx);
            }
        }
    }

    fn reading_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        let name = self.source.as_ref().map_or(String::new(), |source| file_name(&source.path));
        Card::new().show(ui, |ui| {
            let fraction = self.reading.progress().fraction();
            progress_ui(ui, &words::reading(cx.lang, &name), fraction, false);
        });
        ui.ctx().request_repaint_after(TICK);
    }

    /// How far the import is, and a link that stops it.
    fn running_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        let Some(running) = &self.running else { return };
        let progress = running.meter.progress();
        Card::new().show(ui, |ui| {
            if running.meter.is_cancelled() {
                progress_ui(ui, cx.say(words::CANCELLING), progress.fraction(), false);
                return;
            }
            let text = words::importing(cx.lang, &file_name(&running.file.path), progress.rows);
            if progress_ui(ui, &text, progress.fraction(), true) {
                running.meter.cancel();
            }
        });
        ui.add_space(space::M);
        ui.ctx().request_repaint_after(TICK);
    }

    /// What has come of the last import, and of saving its wrong rows; the import, if it is to be undone.
    fn said_ui(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<BatchId> {
        let mut asked = None;
        let batch = self.done().and_then(|(_, report)| report.batch);
        if let Some((tone, text)) = self.ended.as_ref().map(|ended| ended.words(cx.lang)) {
            let undo = batch.map(|_| cx.say(imports::UNDO_THIS));
            if banner_ui(ui, tone, &text, undo) {
                asked = batch;
            }
            ui.add_space(space::S);
        }
        if let Some((tone, text)) = &self.saved {
            banner_ui(ui, *tone, text, None);
            ui.add_space(space::S);
        }
        asked
    }
}

fn hint_ui(ui: &mut Ui, title: &str, text: &str) {
    Card::new().fill_height().show(ui, |ui| {
        empty_state_ui(ui, icons::UPLOAD, title, text, None);
    });
}

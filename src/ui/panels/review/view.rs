//! The panel's layout: the queue or what was decided, the evidence, the fields side by side.

use egui::{Ui, vec2};

use super::data::Waiting;
use super::{Page, Review};
use crate::domain::qualification::Media;
use crate::i18n::refusal::message;
use crate::i18n::{review as words, shell};
use crate::ui::icons;
use crate::ui::loadable::View;
use crate::ui::outside::Shown;
use crate::ui::panels::parts::column_ui;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Card, banner_ui, empty_state_ui, key_hint_ui, panel_head_with, pill_ui, segmented_ui, spinner_ui,
    title_ui, weak_ui,
};

/// Widths of the queue and of the fields, and the least of them in a narrow window; the evidence takes the rest.
const QUEUE: [f32; 2] = [264.0, 190.0];
const FIELDS: [f32; 2] = [330.0, 288.0];

/// From this width on there is room for words beside the title, and for wide columns.
const WIDE: f32 = 1000.0;

/// What there is, of these widths, the scan and the fields side by side.
pub(super) fn columns_ui<S: ?Sized>(
    ui: &mut Ui,
    first: [f32; 2],
    state: &mut S,
    mut column: impl FnMut(&mut Ui, &mut S, usize),
) {
    let (height, room) = (ui.available_height(), ui.available_width());
    let narrow = usize::from(room < WIDE);
    let gap = if narrow == 1 { space::M } else { space::L };
    let (left, right) = (first[narrow], FIELDS[narrow]);
    let middle = (room - left - right - 2.0 * gap).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for (i, width) in [left, middle, right].into_iter().enumerate() {
            column_ui(ui, vec2(width, height), |ui| column(ui, state, i));
        }
    });
}

impl Review {
    pub(super) fn panel_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.keys(ui, cx);
        self.rows.clear();
        self.head_ui(ui, cx);
        ui.add_space(space::M);
        if self.page == Page::Decided {
            return self.past.page_ui(ui, cx);
        }
        if let Some(lost) = &self.interrupted {
            if banner_ui(ui, Tone::Warn, lost, Some(cx.say(words::GO_ON))) {
                self.interrupted = None;
            }
            ui.add_space(space::M);
        }
        if self.opened().is_none() {
            (self.open_since, self.had_focus) = (None, None);
            self.without_any_ui(ui, cx);
            return;
        }
        let mut chosen = None;
        columns_ui(ui, QUEUE, self, |ui, review, column| match column {
            0 => chosen = review.queue_ui(ui, cx),
            1 => review.middle_ui(ui, cx),
            _ => review.fields_ui(ui, cx),
        });
        self.open_since.get_or_insert(self.now);
        self.leave_reason(cx);
        self.had_focus = ui.memory(|memory| memory.focused());
        if let Some(to) = chosen {
            self.go(cx, to);
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let lang = cx.lang;
        let is_wide = ui.available_width() >= WIDE;
        let waiting = self.sheet.value().filter(|sheet| !sheet.waiting.is_empty());
        let note =
            waiting.map(|sheet| words::waiting(lang, sheet.waiting.len(), sheet.late)).unwrap_or_default();
        let pages = [(Page::Waiting, words::WAITING.get(lang)), (Page::Decided, words::DECIDED.get(lang))];
        let mut page = self.page;
        let left = |ui: &mut Ui| {
            title_ui(ui, words::TITLE.get(lang));
            ui.add_space(space::S);
            segmented_ui(ui, words::PAGES.get(lang), &mut page, &pages);
            if self.page == Page::Waiting && is_wide {
                ui.add_space(space::S);
                weak_ui(ui, &note);
            }
        };
        let said = self.said.clone();
        let (is_waiting, has_any) = (self.page == Page::Waiting, waiting.is_some());
        let past = &mut self.past;
        panel_head_with(ui, left, |ui| {
            if !is_waiting {
                return past.search_ui(ui, cx);
            }
            if has_any && is_wide {
                for (key, what) in [("J", words::NEXT), (words::SPACE_KEY.get(lang), words::TICK)] {
                    weak_ui(ui, what.get(lang));
                    key_hint_ui(ui, key);
                    ui.add_space(space::S);
                }
            }
            // Said here and not in passing: what pops up would lie over the buttons of the next one.
            if let Some(said) = &said {
                pill_ui(ui, Tone::Ok, icons::CHECK, said);
            }
        });
        self.turn_page(cx, page);
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
            let scan = scan.clone();
            self.evidence.open_outside();
            cx.act(Action::Show(Shown::Scan(scan)));
        }
    }

    /// Has another program show the document that is on screen.
    pub(super) fn open_outside(&mut self, cx: &mut Cx<'_>) {
        let Some((_, Waiting { view, .. })) = self.opened() else { return };
        let kind = self.evidence.kind();
        let mut scans = view.evidence.iter();
        if let Some(scan) = scans.find(|scan| scan.kind == kind && scan.media == Media::Pdf).cloned() {
            self.evidence.open_outside();
            cx.act(Action::Show(Shown::Scan(scan)));
        }
    }
}

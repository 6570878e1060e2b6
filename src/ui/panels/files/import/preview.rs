//! What would come of a file before it is imported, and what has come of it afterwards.

use std::sync::Arc;

use egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

use super::Import;
use super::figures::figures_ui;
use super::result::error_words;
use super::rows::{Shown, columns};
use super::save::Saving;
use crate::desk::import::{ImportError, ImportFile, ImportReport};
use crate::domain::import::{ImportKind, TableError};
use crate::i18n::exchange::import_kind;
use crate::i18n::{Lang, files as words};
use crate::ui::icons;
use crate::ui::panels::parts::scroll_ui;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Card, banner_ui, columns_menu_ui, empty_state_ui, segmented_ui};

/// The least height of the rows: where there is less room, the page scrolls.
const ROWS: f32 = 280.0;

/// Below this height notices are told in few words.
const SHORT: f32 = 600.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pressed {
    Import,
    SaveWrong,
    Cancel,
    NextFile,
    SeeImported,
}

impl Import {
    /// What was found, and the buttons that do something with it.
    pub(super) fn preview_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(look) = self.look.value() else { return };
        let rather = look.rather;
        match look.outcome.clone() {
            Ok(report) => self.report_ui(ui, cx, &report, None),
            Err(error) => {
                self.rather_ui(ui, cx.lang, rather);
                banner_ui(ui, Tone::Bad, &error_words(cx.lang, self.kind(), &error), None);
                ui.add_space(space::M);
                let is_header = matches!(error, ImportError::Table(TableError::Header(_)));
                let text = if is_header { words::NAME_COLUMNS } else { words::MEND_FILE };
                Card::new().fill_height().show(ui, |ui| {
                    empty_state_ui(ui, icons::TABLE, cx.say(words::NO_PREVIEW), cx.say(text), None);
                });
            }
        }
    }

    /// Offers to import the table as what it seems to be.
    fn rather_ui(&mut self, ui: &mut Ui, lang: Lang, rather: Option<ImportKind>) {
        let Some(kind) = rather else { return };
        let name = import_kind(kind).get(lang);
        let (text, action) = (words::rather(lang, name), words::import_as(lang, name));
        if banner_ui(ui, Tone::Info, &text, Some(&action)) {
            self.import_as(kind);
        }
        ui.add_space(space::M);
    }

    pub(super) fn done_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some((file, report)) = self.done() else { return };
        let (file, report) = (file.clone(), Arc::clone(report));
        self.report_ui(ui, cx, &report, Some(file));
    }

    /// What would come of the file; or what has come of it, once it is `imported`, and where to go from here.
    fn report_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        report: &Arc<ImportReport>,
        imported: Option<ImportFile>,
    ) {
        let (lang, height, is_busy) = (cx.lang, ui.available_height(), self.running.is_some());
        let (id, names) = match imported {
            Some(_) => ("done", [words::ADDED, words::CHANGED]),
            None => ("preview", [words::TO_ADD, words::TO_CHANGE]),
        };
        scroll_ui(ui, id, |ui| {
            if imported.is_none() && self.rows.of_strangers > 0 {
                let text = words::unknown_customers(lang, self.rows.of_strangers);
                banner_ui(ui, Tone::Warn, &text, None);
                ui.add_space(space::S);
            }
            self.before_ui(ui, lang, report, height < SHORT);
            figures_ui(ui, lang, report, names);
            ui.add_space(space::M);
            let bars = self.bars(lang, report);
            let pressed = self.rows_ui(ui, cx, report, height, |ui, pressed| match &imported {
                Some(file) => done_buttons_ui(ui, lang, file.kind, !report.refused.is_empty(), pressed),
                None => {
                    ui.add_enabled_ui(!is_busy, |ui| {
                        preview_buttons_ui(ui, lang, report, bars.as_deref(), pressed);
                    });
                }
            });
            match pressed {
                Some(Pressed::Import) => self.start(cx),
                Some(Pressed::SaveWrong) => {
                    let file = imported.clone().or_else(|| self.file());
                    self.save_wrong(cx, file, report);
                }
                Some(Pressed::Cancel | Pressed::NextFile) => self.begin_again(),
                Some(Pressed::SeeImported) => {
                    let is_of_customers = report.kind == ImportKind::Accounts;
                    cx.act(Action::Go(if is_of_customers { Route::Customers } else { Route::Bills }));
                }
                None => {}
            }
        });
    }

    /// The tables of rows, with buttons below, in what is left of this height or a little more; what was pressed there.
    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        report: &Arc<ImportReport>,
        height: f32,
        foot: impl FnOnce(&mut Ui, &mut Option<Pressed>),
    ) -> Option<Pressed> {
        let top = ui.cursor().min;
        let left = (height - (top.y - ui.min_rect().top())).max(ROWS);
        let room = Rect::from_min_size(top, vec2(ui.available_width(), left));
        let inside = UiBuilder::new().max_rect(room).layout(Layout::top_down(Align::Min));
        ui.scope_builder(inside, |ui| self.rows_within_ui(ui, cx, report, foot)).inner
    }

    fn rows_within_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        report: &Arc<ImportReport>,
        foot: impl FnOnce(&mut Ui, &mut Option<Pressed>),
    ) -> Option<Pressed> {
        let lang = cx.lang;
        let (mut shown, mut view) = (self.rows.shown, self.rows.all.clone());
        let all = columns(report, lang);
        let is_done = self.done().is_some();
        let mut options = self.rows.options(lang, report, &self.asked);
        options.retain(|(shown, _)| !is_done || *shown != Shown::Asked);
        let options: Vec<(Shown, &str)> =
            options.iter().map(|(shown, name)| (*shown, name.as_str())).collect();
        let shown_now = shown;
        let is_all = shown == Shown::All;
        let can_answer = self.running.is_none();
        let mut pressed = None;
        let card = Card::new()
            .head(|ui| drop(segmented_ui(ui, words::ROWS.get(lang), &mut shown, &options)))
            .actions(|ui| {
                if is_all {
                    columns_menu_ui(ui, &all, &mut view);
                }
            })
            .foot(|ui| foot(ui, &mut pressed));
        card.flush().fill_height().show(ui, |ui| match shown_now {
            Shown::All => self.all_ui(ui, cx, report),
            Shown::Wrong => self.wrong_ui(ui, cx, report),
            Shown::LeftOut => self.left_out_ui(ui, cx, report),
            Shown::Notices => self.notices_ui(ui, cx, report),
            Shown::Asked => self.asked_ui(ui, cx, can_answer),
        });
        self.rows.shown = shown;
        self.rows.all.hidden = view.hidden;
        pressed
    }

    /// Why the file cannot be imported just now.
    fn bars(&self, lang: Lang, report: &ImportReport) -> Option<String> {
        if self.look.is_loading() {
            Some(words::WAIT_READING.get(lang).to_owned())
        } else if self.strict && !report.refused.is_empty() {
            Some(words::strict_bars(lang, report.refused.len()))
        } else if report.added + report.changed == 0 {
            Some(words::NOTHING_NEW.get(lang).to_owned())
        } else {
            None
        }
    }

    fn save_wrong(&mut self, cx: &mut Cx<'_>, file: Option<ImportFile>, report: &Arc<ImportReport>) {
        let Some(file) = file else { return };
        let is_workbook = self.look.value().is_some_and(|look| look.sheets.is_some());
        self.saving = Saving::begin(cx, file, Arc::clone(report), is_workbook);
    }
}

fn preview_buttons_ui(
    ui: &mut Ui,
    lang: Lang,
    report: &ImportReport,
    bars: Option<&str>,
    pressed: &mut Option<Pressed>,
) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let label = words::import_rows(lang, report.added + report.changed);
        if Button::primary(&label).disabled_because(bars).show(ui).clicked() {
            *pressed = Some(Pressed::Import);
        }
        save_button_ui(ui, lang, !report.refused.is_empty(), pressed);
        if Button::secondary(words::CANCEL.get(lang)).show(ui).clicked() {
            *pressed = Some(Pressed::Cancel);
        }
    });
}

fn done_buttons_ui(
    ui: &mut Ui,
    lang: Lang,
    kind: ImportKind,
    has_wrong: bool,
    pressed: &mut Option<Pressed>,
) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if Button::primary(words::NEXT_FILE.get(lang)).show(ui).clicked() {
            *pressed = Some(Pressed::NextFile);
        }
        save_button_ui(ui, lang, has_wrong, pressed);
        let see = if kind == ImportKind::Accounts { words::SEE_CUSTOMERS } else { words::SEE_BILLS };
        if Button::secondary(see.get(lang)).show(ui).clicked() {
            *pressed = Some(Pressed::SeeImported);
        }
    });
}

fn save_button_ui(ui: &mut Ui, lang: Lang, has_wrong: bool, pressed: &mut Option<Pressed>) {
    if !has_wrong {
        return;
    }
    let button = Button::secondary(words::SAVE_WRONG.get(lang)).icon(icons::DOWNLOAD).show(ui);
    if button.on_hover_text(words::SAVE_WRONG_NOTE.get(lang)).clicked() {
        *pressed = Some(Pressed::SaveWrong);
    }
}

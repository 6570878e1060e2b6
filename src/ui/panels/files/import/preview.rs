//! What would come of a file before it is imported, and what has come of it afterwards.

use std::sync::Arc;

use egui::{Align, Key, Layout, Modifiers, Rect, Ui, UiBuilder, vec2};

use super::Import;
use super::figures::figures_ui;
use super::result::error_words;
use super::rows::{Shown, columns};
use super::save::Saving;
use crate::desk::import::{ImportError, ImportReport};
use crate::domain::import::{ImportKind, TableError};
use crate::i18n::exchange::import_kind;
use crate::i18n::{Lang, common, files as words};
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
            Ok(report) => self.report_ui(ui, cx, &report),
            Err(error) => {
                self.rather_ui(ui, cx.lang, rather);
                banner_ui(ui, Tone::Bad, &error_words(cx.lang, self.kind(), &error), None);
                ui.add_space(space::M);
                let is_header = matches!(error, ImportError::Table(TableError::Header(_)));
                let text = if is_header { words::NAME_COLUMNS } else { words::NOT_IMPORTABLE };
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

    /// What would come of the file; or what has come of it, once it is imported, and where to go from here.
    pub(super) fn report_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, report: &Arc<ImportReport>) {
        let imported = self.done().map(|(file, _)| file.kind);
        let (lang, height) = (cx.lang, ui.available_height());
        let (id, names) = match imported {
            Some(_) => ("done", [words::ADDED, words::CHANGED]),
            None => ("preview", [words::TO_ADD, words::TO_CHANGE]),
        };
        scroll_ui(ui, id, |ui| {
            if let Some(kind) = self.taken_as.filter(|_| imported.is_none()) {
                let text = words::taken_as(lang, import_kind(kind).get(lang));
                banner_ui(ui, Tone::Info, &text, None);
                ui.add_space(space::S);
            }
            if imported.is_none() && self.rows.of_strangers > 0 {
                let text = words::unknown_customers(lang, self.rows.of_strangers);
                banner_ui(ui, Tone::Warn, &text, None);
                ui.add_space(space::S);
            }
            self.before_ui(ui, lang, report, height < SHORT);
            figures_ui(ui, lang, report, names);
            ui.add_space(space::M);
            match self.rows_ui(ui, cx, report, height, imported) {
                Some(Pressed::Import) => self.start(cx),
                Some(Pressed::SaveWrong) => {
                    let imported = self.done().map(|(file, _)| file.clone());
                    if let Some(file) = imported.or_else(|| self.file()) {
                        let is_workbook = self.look.value().is_some_and(|look| look.sheets.is_some());
                        self.saving = Saving::begin(cx, file, Arc::clone(report), is_workbook);
                    }
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
        imported: Option<ImportKind>,
    ) -> Option<Pressed> {
        let lang = cx.lang;
        let top = ui.cursor().min;
        let left = (height - (top.y - ui.min_rect().top())).max(ROWS);
        let room = Rect::from_min_size(top, vec2(ui.available_width(), left));
        let (shown_now, mut shown, mut view) = (self.rows.shown, self.rows.shown, self.rows.all.clone());
        let all = columns(report, lang);
        let bars = self.bars(lang, report);
        let mut options = self.rows.options(lang, report, &self.asked);
        options.retain(|(shown, _)| imported.is_none() || *shown != Shown::Questions);
        let options: Vec<(Shown, &str)> =
            options.iter().map(|(shown, name)| (*shown, name.as_str())).collect();
        let is_free = self.running.is_none();
        let is_asked = imported.is_none() && self.asked.open().0 > 0;
        let can_go_on = is_free && !is_asked && (imported.is_some() || bars.is_none());
        let takes_focus = can_go_on && std::mem::take(&mut self.wants_focus);
        let mut pressed = None;
        let card = Card::new()
            .head(|ui| drop(segmented_ui(ui, words::ROWS.get(lang), &mut shown, &options)))
            .actions(|ui| {
                if shown_now == Shown::All {
                    columns_menu_ui(ui, &all, &mut view);
                }
            })
            .foot(|ui| {
                let buttons =
                    |ui: &mut Ui| buttons_ui(ui, lang, report, imported, bars.as_deref(), takes_focus);
                pressed = ui.add_enabled_ui(is_free, buttons).inner;
            });
        ui.scope_builder(UiBuilder::new().max_rect(room).layout(Layout::top_down(Align::Min)), |ui| {
            card.flush().fill_height().show(ui, |ui| match shown_now {
                Shown::All => self.all_ui(ui, cx, report),
                Shown::Wrong => self.wrong_ui(ui, cx, report),
                Shown::LeftOut => self.left_out_ui(ui, cx, report),
                Shown::Notices => self.notices_ui(ui, cx, report),
                Shown::Questions => self.asked_ui(ui, cx, is_free),
            });
        });
        self.rows.shown = shown;
        self.rows.all.hidden = view.hidden;
        pressed
    }

    /// Why the file cannot be imported just now.
    pub(super) fn bars(&self, lang: Lang, report: &ImportReport) -> Option<String> {
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
}

/// The buttons below the rows of a file that would be imported, or was as `imported`; what was pressed. The one that
/// leads on takes the keyboard, and is pressed by Ctrl+Enter wherever that is.
fn buttons_ui(
    ui: &mut Ui,
    lang: Lang,
    report: &ImportReport,
    imported: Option<ImportKind>,
    bars: Option<&str>,
    takes_focus: bool,
) -> Option<Pressed> {
    let mut pressed = None;
    let confirms = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let mut button = |ui: &mut Ui, button: Button<'_>, means: Pressed| {
        let response = button.show(ui);
        if response.clicked() {
            pressed = Some(means);
        }
        response
    };
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let label = words::import_rows(lang, report.added + report.changed);
        let (label, bars, means) = match imported {
            Some(_) => (words::NEXT_FILE.get(lang), None, Pressed::NextFile),
            None => (label.as_str(), bars, Pressed::Import),
        };
        let leads_on = button(ui, Button::primary(label).shortcut("Enter").disabled_because(bars), means);
        if takes_focus {
            leads_on.request_focus();
        }
        if !report.refused.is_empty() {
            let save = Button::secondary(words::SAVE_WRONG.get(lang)).icon(icons::DOWNLOAD);
            button(ui, save, Pressed::SaveWrong).on_hover_text(words::SAVE_WRONG_NOTE.get(lang));
        }
        let (label, means) = match imported {
            None => (common::CANCEL, Pressed::Cancel),
            Some(ImportKind::Accounts) => (words::SEE_CUSTOMERS, Pressed::SeeImported),
            Some(_) => (common::SEE_BILLS, Pressed::SeeImported),
        };
        button(ui, Button::secondary(label.get(lang)), means);
    });
    let leads_on = if imported.is_some() { Pressed::NextFile } else { Pressed::Import };
    pressed.or((confirms && ui.is_enabled() && bars.is_none()).then_some(leads_on))
}

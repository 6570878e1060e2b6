//! Draws the dialog in which applications go out.

use std::collections::BTreeSet;

use egui::{Align, Context, Label, Layout, Ui};

use super::export::Export;
use crate::desk::pages::issuing::IssuingDesk;
use crate::desk::paperwork::{BulkIssued, BulkStop};
use crate::domain::bureau::LeftOut;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, common, exchange, issuing as words, outgoing, paperwork};
use crate::ui::command_dialog::{free_keyboard, is_entered};
use crate::ui::dialogs::file_name;
use crate::ui::outside::Shown;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::widgets::{
    Button, Column, Modal, SliceRows, Table, TableView, banner_ui, body_ui, key_value_with, link_ui,
    modal_buttons_ui, spinner_ui, strong_ui, text_row_ui, weak_ui,
};

const WIDTH: f32 = 680.0;
const MOST_ROWS: usize = 6;
const MOST_NOTICES: usize = 4;

impl Export {
    /// Draws the dialog; whether it is to be closed.
    pub fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>, desk: &IssuingDesk) -> bool {
        if std::mem::take(&mut self.is_new) {
            free_keyboard(ctx);
        }
        let title = match self.written.as_ref().and_then(|written| written.batch) {
            Some(batch) => words::batch_done(cx.lang, batch),
            None => cx.say(words::EXPORT_TITLE).to_owned(),
        };
        let closes = Modal::new(&title).width(WIDTH).show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            match self.written.clone() {
                Some(written) => self.written_ui(ui, cx, &written),
                None => self.asking_ui(ui, cx, desk),
            }
        });
        // What is being written is not left: what came of it could not be told.
        closes && !self.is_writing()
    }

    fn asking_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, desk: &IssuingDesk) -> bool {
        let lang = cx.lang;
        self.form_ui(ui, cx, desk);
        self.place_ui(ui, cx);
        let mut leave = false;
        let preview = self.preview.clone();
        match preview.as_deref() {
            None => spinner_ui(ui, cx.say(words::CHECKING)),
            Some(Err(BulkStop::Refused(Refusal::FormMissing))) => {
                if banner_ui(ui, Tone::Warn, cx.say(words::FORM_MISSING), Some(cx.say(words::FORM_CHOOSE))) {
                    self.pick_form(cx);
                }
            }
            Some(Err(stop)) => drop(banner_ui(ui, Tone::Bad, &stop_words(lang, stop), None)),
            Some(Ok(seen)) => leave = report_ui(ui, cx, seen),
        }
        let why_not = match preview.as_deref() {
            _ if self.is_writing() => Some(words::WRITING),
            _ if self.is_looking() => Some(words::CHECKING),
            Some(Ok(seen)) if seen.files.is_empty() => Some(words::NOTHING_GOES),
            Some(Err(_)) | None => Some(words::NOTHING_GOES),
            Some(Ok(_)) => None,
        };
        let why_not = why_not.map(|why| why.get(lang));
        let mut write = is_entered(ui);
        modal_buttons_ui(ui, |ui| {
            let button = Button::primary(cx.say(words::DO_EXPORT)).shortcut("Enter");
            write |= button.disabled_because(why_not).show(ui).clicked();
            leave |= Button::secondary(cx.say(common::NOT_NOW)).show(ui).clicked();
        });
        if write {
            self.write(cx);
        }
        leave
    }

    fn form_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, desk: &IssuingDesk) {
        let seen = desk.form.as_ref();
        let name = match &self.ask.form {
            Some(path) => Some(file_name(path)),
            None => seen.map(|(name, version)| words::form(cx.lang, name, version.as_ref())),
        };
        let Some(name) = name else { return };
        if named_ui(ui, cx.say(words::FORM), &name, cx.say(words::FORM_OTHER)) {
            self.pick_form(cx);
        }
    }

    fn place_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let path = self.ask.to.display().to_string();
        if named_ui(ui, cx.say(words::SAVE_TO), &path, cx.say(words::SAVE_OTHER)) {
            self.pick_place(cx);
        }
    }

    fn written_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, written: &BulkIssued) -> bool {
        let mut leave = report_ui(ui, cx, written);
        leave |= is_entered(ui);
        let mut open = false;
        modal_buttons_ui(ui, |ui| {
            leave |= Button::primary(cx.say(outgoing::DONE)).shortcut("Enter").show(ui).clicked();
            open = Button::secondary(cx.say(outgoing::OPEN_FOLDER)).show(ui).clicked();
        });
        if open {
            cx.act(Action::Show(Shown::Own(self.folder().to_owned())));
        }
        leave
    }
}

/// A name and what changes it; whether that is wanted.
fn named_ui(ui: &mut Ui, label: &str, name: &str, change: &str) -> bool {
    key_value_with(ui, label, |ui| {
        text_row_ui(ui, |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let change = link_ui(ui, change).clicked();
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let text = Type::Body.rich(name).color(tokens(ui).text);
                    ui.add(Label::new(text).truncate()).on_hover_text(name);
                });
                change
            })
            .inner
        })
    })
}

/// What goes out, what is to be known of it, and what does not; whether the dialog is left for an application.
fn report_ui(ui: &mut Ui, cx: &mut Cx<'_>, report: &BulkIssued) -> bool {
    let lang = cx.lang;
    let invoices = report.files.iter().map(|file| file.invoices).sum();
    let gross: Fen = report.files.iter().map(|file| file.gross).sum();
    let goes = match report.files.len() {
        0 => cx.say(words::NOTHING_GOES).to_owned(),
        files => words::goes_out(lang, invoices, gross, files),
    };
    key_value_with(ui, cx.say(words::GOES_OUT), |ui| strong_ui(ui, &goes));
    if report.batch.is_some() || report.files.len() > 1 {
        for file in &report.files {
            text_row_ui(ui, |ui| {
                body_ui(ui, &file_name(&file.path)).on_hover_text(file.path.display().to_string());
                weak_ui(ui, &words::file_done(lang, file.invoices, file.gross));
            });
        }
    }
    for notice in report.notices.iter().take(MOST_NOTICES) {
        banner_ui(ui, Tone::Warn, &paperwork::notice(lang, notice), None);
    }
    if report.left_out.is_empty() {
        return false;
    }
    let applications: BTreeSet<&str> = report.left_out.iter().map(|left| left.application.as_str()).collect();
    strong_ui(ui, &words::left_out(lang, applications.len()));
    let columns = [
        Column::new("application", cx.say(words::APPLICATION_NO), 150.0).whole(),
        Column::new("why", cx.say(common::REASON), 400.0).grows(),
    ];
    let cell = |left: &LeftOut, column: &str, ui: &mut Ui| match column {
        "application" => drop(body_ui(ui, &left.application)),
        _ => {
            let why = paperwork::why(lang, &left.why);
            body_ui(ui, &why).on_hover_text(why);
        }
    };
    let rows = SliceRows::new(&report.left_out, cell);
    let table = Table::new(cx.say(words::LEFT_OUT), &columns).at_most_rows(MOST_ROWS);
    let output = table.show(ui, &mut TableView::default(), &rows, None);
    let Some(left) = output.selected.or(output.opened).and_then(|place| report.left_out.get(place)) else {
        return false;
    };
    cx.act(Action::Go(Route::Application(left.application.clone())));
    true
}

fn stop_words(lang: Lang, stop: &BulkStop) -> String {
    match stop {
        BulkStop::Refused(refusal) => message(lang, refusal),
        BulkStop::Form(error) => paperwork::form_error(lang, error),
        BulkStop::File(error) => exchange::export_error(lang, error),
    }
}

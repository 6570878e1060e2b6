//! The card of the files that are kept of an application's invoices.

use std::cell::RefCell;
use std::collections::HashSet;

use egui::Ui;

use crate::desk::pages::application::ApplicationPage;
use crate::desk::returned::files::{FilesAsked, KeptFile};
use crate::i18n::{common, kept_files as words};
use crate::ui::outgoing::Outgoing;
use crate::ui::outside::Shown;
use crate::ui::state::{Action, Cx};
use crate::ui::widgets::{
    Button, Card, Column, SliceRows, Table, TableView, amount_text_ui, body_ui, link_ui, weak_ui,
};

const FORMAT: f32 = 72.0;
const SIZE: f32 = 96.0;
const OPEN: f32 = 64.0;
const NUMBER: f32 = 120.0;
const SHOWN: usize = 4;

/// Draws the card; `at` is the place of the file that is chosen.
pub(super) fn card_ui(ui: &mut Ui, cx: &mut Cx<'_>, page: &ApplicationPage, at: &mut usize) {
    let (lang, files) = (cx.lang, &page.files);
    if files.is_empty() {
        Card::titled(cx.say(words::FILES)).show(ui, |ui| weak_ui(ui, cx.say(words::NO_FILES)));
        return;
    }
    let with_file: HashSet<&str> = files.iter().map(|file| file.number.as_str()).collect();
    let missing = page.view.invoices.iter().filter(|invoice| !with_file.contains(invoice.number.as_str()));
    let note = words::files_of(lang, files.len(), missing.count());
    let mut packs = false;
    let card = Card::titled(cx.say(words::FILES)).note(&note).flush().actions(|ui| {
        packs = Button::secondary(cx.say(words::SAVE_ZIP)).shortcut("Z").show(ui).clicked();
    });
    let columns = [
        Column::new("number", common::INVOICE_NO.get(lang), NUMBER).grows(),
        Column::new("format", words::FORMAT.get(lang), FORMAT).whole(),
        Column::money("size", words::SIZE.get(lang), SIZE),
        Column::new("open", "", OPEN).whole(),
    ];
    let pressed = RefCell::new(None);
    let cell = |file: &KeptFile, column: &str, ui: &mut Ui| match column {
        "number" => drop(body_ui(ui, &file.number).on_hover_text(&file.name)),
        "format" => drop(body_ui(ui, words::format(file.format).get(lang))),
        "size" => drop(amount_text_ui(ui, &words::size(file.size))),
        _ => {
            if link_ui(ui, words::OPEN.get(lang)).clicked() {
                pressed.replace(Some(file.clone()));
            }
        }
    };
    let rows = SliceRows::new(files, cell);
    let table = Table::new(words::FILES.get(lang), &columns).at_most_rows(SHOWN);
    let output = card.show(ui, |ui| table.show(ui, &mut TableView::default(), &rows, Some(*at)));
    *at = output.selected.unwrap_or(*at).min(files.len() - 1);
    if let Some(file) = pressed.take().or_else(|| files.get(output.opened?).cloned()) {
        open(cx, file);
    }
    if packs {
        pack(cx, page);
    }
}

/// Has another program show a file.
pub(super) fn open(cx: &mut Cx<'_>, file: KeptFile) {
    cx.act(Action::Show(Shown::Invoice(file)));
}

/// Has all of them saved as one archive.
pub(super) fn pack(cx: &mut Cx<'_>, page: &ApplicationPage) {
    let applications = vec![page.view.application.clone()];
    cx.act(Action::Export(Outgoing::InvoiceFiles(FilesAsked { applications, ..FilesAsked::default() })));
}

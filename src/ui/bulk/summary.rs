//! Lists in the dialogs of many: what it is done with, and who is left out and why.

use std::cell::RefCell;
use std::collections::BTreeMap;

use egui::Ui;

use super::run::{Left, Of, Plain};
use crate::domain::money::Fen;
use crate::i18n::{Lang, bulk as words, common};
use crate::ui::widgets::{Column, SliceRows, Table, TableView, amount_ui, body_ui, link_ui, weak_ui};

const NUMBER: f32 = 142.0;
const NAME: f32 = 160.0;
const WHY: f32 = 300.0;
const AMOUNT: f32 = 120.0;

/// Applications by number, buyer and amount, at most so many rows high.
pub(super) fn listed_ui(ui: &mut Ui, lang: Lang, rows: &[(&str, &str, Fen)], most: usize) {
    if rows.is_empty() {
        return;
    }
    let columns = [
        Column::new("number", words::APPLICATION_NO.get(lang), NUMBER).whole(),
        Column::new("name", common::BUYER.get(lang), NAME).grows(),
        Column::money("amount", common::AMOUNT.get(lang), AMOUNT),
    ];
    let cell = |(number, name, amount): &(&str, &str, Fen), column: &str, ui: &mut Ui| match column {
        "number" => drop(body_ui(ui, number)),
        "name" => drop(body_ui(ui, name)),
        _ => drop(amount_ui(ui, *amount)),
    };
    let rows = SliceRows::new(rows, cell);
    let table = Table::new(common::APPLICATIONS.get(lang), &columns).at_most_rows(most);
    table.show(ui, &mut TableView::default(), &rows, None);
}

/// How many are left out for what the list shows anyway.
pub(super) fn plain_ui(ui: &mut Ui, lang: Lang, plain: &BTreeMap<Plain, usize>) {
    if !plain.is_empty() {
        let counts = plain.iter().map(|(why, n)| (why.words(lang), *n));
        weak_ui(ui, &words::left_out_plainly(lang, counts));
    }
}

/// Who is left out and why, at most so many rows high; the one that was gone to, by its number, a double click or Enter.
pub(super) fn left_ui(ui: &mut Ui, lang: Lang, left: &[Left], most: usize) -> Option<Of> {
    if left.is_empty() {
        return None;
    }
    let columns = [
        Column::new("number", common::CODE.get(lang), NUMBER).whole(),
        Column::new("name", common::CUSTOMER.get(lang), NAME),
        Column::new("why", common::REASON.get(lang), WHY).grows(),
    ];
    let pressed = RefCell::new(None);
    let cell = |left: &Left, column: &str, ui: &mut Ui| match column {
        "number" => {
            if link_ui(ui, left.of.number()).clicked() {
                pressed.replace(Some(left.of.clone()));
            }
        }
        "name" => drop(body_ui(ui, &left.of.name)),
        _ => {
            let why = left.words(lang);
            body_ui(ui, &why).on_hover_text(why);
        }
    };
    let rows = SliceRows::new(left, cell);
    let table = Table::new(words::LEFT_OUT.get(lang), &columns).at_most_rows(most);
    let output = table.show(ui, &mut TableView::default(), &rows, None);
    pressed.into_inner().or_else(|| Some(left.get(output.opened?)?.of.clone()))
}

/// The same as a table of a spreadsheet.
pub(super) fn as_table(lang: Lang, left: &[Left]) -> String {
    let line = |left: &Left| [left.of.number(), &left.of.name, &left.words(lang)].join("\t");
    left.iter().map(line).collect::<Vec<_>>().join("\n")
}

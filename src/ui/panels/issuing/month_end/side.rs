//! The card beside the list: one invoice as the tax bureau has it and as the store has it, side by side.

use egui::Ui;

use super::held::Held;
use super::view::look;
use super::{Asked, MonthEnd};
use crate::desk::returned::mirror::{Colour, Mirrored};
use crate::domain::money::Fen;
use crate::domain::returned::ComparedField;
use crate::domain::tax::TaxSplit;
use crate::i18n::{Lang, Text, common, exchange, issuing, month_end as words};
use crate::ui::list_panel::NOTHING;
use crate::ui::panels::issuing::details::{pair_ui, value};
use crate::ui::state::Cx;
use crate::ui::theme::{Type, tokens};
use crate::ui::widgets::{
    Button, Card, key_value_ui, key_value_with, link_ui, part_rule_ui, pill_ui, small_ui, text_row_ui,
    text_ui,
};

/// The first thing to do about an invoice.
pub(super) fn primary(invoice: &Mirrored) -> Option<(Text, Asked)> {
    match (&invoice.application, invoice.colour) {
        (Some(application), _) => Some((issuing::OPEN_APPLICATION, Asked::Open(application.clone()))),
        (None, Colour::OnlyThere) => Some((words::IMPORT_LIST, Asked::Import)),
        (None, _) => None,
    }
}

impl MonthEnd {
    pub(super) fn side_ui(&self, ui: &mut Ui, cx: &Cx<'_>, held: &Held, asked: &mut Vec<Asked>) {
        let lang = cx.lang;
        let (Some(invoice), Some(at)) = (self.row(held), self.row.at()) else { return };
        let note = words::place_of(lang, at + 1, self.rows.len());
        let (mut pressed, mut led) = (None, None);
        let card = Card::titled(&invoice.number).note(&note);
        let first = primary(invoice);
        let card = match &first {
            None => card,
            Some((label, what)) => card.foot(|ui| {
                let button = Button::primary(label.get(lang)).shortcut("Enter").wide();
                if button.show(ui).clicked() {
                    pressed = Some(what.clone());
                }
            }),
        };
        card.show_scrolled(ui, ("month-end", at), |ui| {
            let (tone, icon) = look(invoice.colour);
            text_row_ui(ui, |ui| pill_ui(ui, tone, icon, words::colour(invoice.colour).get(lang)));
            key_value_ui(ui, common::BUYER.get(lang), &invoice.buyer);
            key_value_ui(ui, common::ISSUED_ON.get(lang), &invoice.issued_on.to_string());
            if let Some(application) = &invoice.application {
                key_value_with(ui, common::APPLICATION.get(lang), |ui| {
                    if text_row_ui(ui, |ui| link_ui(ui, application).clicked()) {
                        led = Some(Asked::Open(application.clone()));
                    }
                });
            }
            if let Some(row) = invoice.row {
                key_value_ui(ui, words::LIST_ROW.get(lang), &row.to_string());
            }
            part_rule_ui(ui);
            sides_ui(ui, lang, invoice);
            let how = match invoice.colour {
                Colour::OnlyThere => words::ONLY_THERE_HOW,
                Colour::OnlyHere => words::ONLY_HERE_HOW,
                Colour::BothEqual | Colour::BothDifferent => return,
            };
            part_rule_ui(ui);
            small_ui(ui, how.get(lang));
        });
        asked.extend(pressed.into_iter().chain(led));
    }
}

type Amount = fn(TaxSplit) -> Fen;

/// The amounts of both sides, and what else differs; what differs stands out.
fn sides_ui(ui: &mut Ui, lang: Lang, invoice: &Mirrored) {
    pair_ui(ui, &|ui| drop(small_ui(ui, words::THERE.get(lang))), &|ui| {
        small_ui(ui, words::HERE.get(lang));
    });
    let amounts: [Amount; 3] = [|split| split.net, |split| split.tax, |split| split.gross];
    let fields = [ComparedField::Net, ComparedField::Tax, ComparedField::Gross];
    for (field, of) in fields.into_iter().zip(amounts) {
        let amount = |split: Option<TaxSplit>| split.map_or(NOTHING.to_owned(), |split| of(split).grouped());
        let differs = invoice.differences.iter().any(|difference| difference.field == field);
        both_ui(ui, lang, field, [&amount(invoice.there), &amount(invoice.here)], differs);
    }
    for difference in invoice.differences.iter().filter(|difference| !difference.field.is_money()) {
        let field = difference.field;
        let sides = [&difference.invoice, &difference.desk].map(|text| value(lang, field, text));
        both_ui(ui, lang, field, [&sides[0], &sides[1]], true);
    }
}

fn both_ui(ui: &mut Ui, lang: Lang, field: ComparedField, [there, here]: [&str; 2], differs: bool) {
    small_ui(ui, exchange::compared_field(field).get(lang));
    let t = tokens(ui);
    let color = if differs { t.bad } else { t.text };
    let kind = if field.is_money() { Type::Mono } else { Type::Body };
    pair_ui(ui, &|ui| drop(text_ui(ui, there, kind, color)), &|ui| drop(text_ui(ui, here, kind, color)));
}

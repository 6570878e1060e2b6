//! The bills of an application, and the invoices issued for it.

use chrono::Days;
use egui::Ui;

use crate::desk::commands::application_steps::InvoiceView;
use crate::desk::pages::application::ApplicationPage;
use crate::desk::pages::application_answer::{ApplicationView, StoredLine, StoredReversal};
use crate::domain::application::ApplicationState;
use crate::domain::money::Fen;
use crate::i18n::{Lang, Text, application as words, common, domain, steps};
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, Type, size, space};
use crate::ui::widgets::{
    Card, Column, SliceRows, Table, TableView, amount_ui, banner_ui, body_ui, mono_ui, text_width,
};

/// The card of bills; it fills what height is left.
pub(super) fn bills_ui(ui: &mut Ui, cx: &Cx<'_>, page: &ApplicationPage) {
    let lang = cx.lang;
    let lines = &page.view.bills;
    let note = words::bills(lang, lines.len(), page.view.amount);
    let money = |key, title: Text, of: fn(&StoredLine) -> Fen| {
        let title = title.get(lang);
        Column::money(key, title, money_width(ui, title, lines.iter().map(of)))
    };
    let mut amounts = vec![
        money("amount", common::BILL_AMOUNT, |line| line.amount),
        money("absorbed", common::ABSORBED, |line| line.absorbed),
        money("invoiced", common::THIS_INVOICE, |line| line.invoiced),
    ];
    // In a narrow card nothing is said of what was not offset.
    if ui.available_width() < NARROW && lines.iter().all(|line| line.absorbed == Fen::ZERO) {
        amounts.remove(1);
    }
    let taken = DATE + amounts.iter().map(Column::width).sum::<f32>();
    // The amounts are shown whole: what else there is to say has the rest.
    let rest = ui.available_width() - OUTER - taken;
    let mut columns = if rest < BILL_NO + LEAST_TEXT {
        // Which bill it is comes before what it is for.
        vec![Column::new("bill_no", common::BILL_NO.get(lang), LEAST_TEXT).whole().grows()]
    } else {
        let kind = (rest - BILL_NO).min(BILL_KIND);
        vec![
            Column::new("bill_no", common::BILL_NO.get(lang), BILL_NO).whole(),
            Column::new("kind", common::KIND.get(lang), kind).grows(),
        ]
    };
    columns.push(Column::new("billed_on", common::BILLED_ON.get(lang), DATE).whole());
    columns.extend(amounts);
    Card::titled(cx.say(common::BILLS)).note(&note).flush().fill_height().show(ui, |ui| {
        let rows = SliceRows::new(lines, |line, column, ui| match column {
            "bill_no" => drop(mono_ui(ui, &line.bill_no)),
            "kind" => drop(body_ui(ui, domain::bill_kind(line.kind).get(lang))),
            "billed_on" => drop(body_ui(ui, &line.billed_on.to_string())),
            "amount" => drop(amount_ui(ui, line.amount)),
            "absorbed" => {
                let response = amount_ui(ui, line.absorbed);
                if line.given_back.is_positive() {
                    response.on_hover_text(words::given_back(lang, line.given_back));
                }
            }
            _ => drop(amount_ui(ui, line.invoiced)),
        });
        Table::new(common::BILLS.get(lang), &columns).show(ui, &mut TableView::default(), &rows, None);
    });
}

/// Below this width there is no room for every amount of a bill.
const NARROW: f32 = 560.0;

/// Widths of what is not money, where there is room for it, and the least that a text is cut to.
const BILL_NO: f32 = 164.0;
const BILL_KIND: f32 = 112.0;
const INVOICE_NO: f32 = 188.0;
const DATE: f32 = 106.0;
const RATE: f32 = 56.0;
const LEAST_TEXT: f32 = 72.0;

/// What a table leaves free at both of its edges beyond the padding of its cells, with the lines of its card.
const OUTER: f32 = 2.0 * (space::L - space::M + size::LINE);

/// The width of a column whose widest amount, and whose title, are shown whole.
fn money_width(ui: &Ui, title: &str, amounts: impl Iterator<Item = Fen>) -> f32 {
    let widest = amounts.map(|amount| amount.grouped()).max_by_key(String::len).unwrap_or_default();
    let text = text_width(ui, &widest, Type::Mono).max(text_width(ui, title, Type::Small));
    text.ceil() + 2.0 * space::M + SPARE
}

/// Room beyond the text: what rounding to pixels takes.
const SPARE: f32 = 4.0;

const SHOWN: usize = 4;

pub(super) fn invoices_ui(ui: &mut Ui, cx: &Cx<'_>, page: &ApplicationPage) {
    let lang = cx.lang;
    let view = &page.view;
    let note = words::invoices(lang, view.invoices.len(), view.amount);
    let deduction_days = view.policy.deduction_days.filter(|_| view.r#type.is_special());
    let money = |key, title: Text, of: fn(&InvoiceView) -> Fen| {
        let title = title.get(lang);
        Column::money(key, title, money_width(ui, title, view.invoices.iter().map(of)))
    };
    let mut columns = vec![
        Column::new("issued_on", common::ISSUED_ON.get(lang), DATE).whole(),
        money("net", words::NET, |invoice| invoice.net),
        Column::money("rate", common::RATE.get(lang), RATE),
        money("tax", words::TAX, |invoice| invoice.tax),
        money("gross", common::GROSS, |invoice| invoice.gross),
    ];
    if deduction_days.is_some() {
        columns.push(Column::new("deduct_by", words::DEDUCT_BY.get(lang), DATE));
    }
    let rest = |columns: &[Column<'_>]| {
        ui.available_width() - OUTER - columns.iter().map(Column::width).sum::<f32>()
    };
    if rest(&columns) < LEAST_TEXT {
        // Which invoice it is comes before what its sum is made of: net and rate.
        columns.drain(1..3);
    }
    // The amounts are shown whole: the number has the rest.
    let rest = rest(&columns);
    let number = Column::new("number", common::INVOICE_NO.get(lang), rest.clamp(LEAST_TEXT, INVOICE_NO));
    columns.insert(0, number.grows());
    if view.reversals.len() > 1 {
        columns.push(Column::new("red_number", steps::RED_NUMBER.get(lang), INVOICE_NO));
    }
    Card::titled(cx.say(words::INVOICES)).note(&note).flush().show(ui, |ui| {
        reversal_ui(ui, lang, view);
        let rows = SliceRows::new(&view.invoices, |invoice, column, ui| match column {
            "number" => drop(mono_ui(ui, &invoice.number)),
            "issued_on" => drop(body_ui(ui, &invoice.issued_on.to_string())),
            "net" => drop(amount_ui(ui, invoice.net)),
            "rate" => drop(body_ui(ui, &invoice.rate.to_string())),
            "tax" => drop(amount_ui(ui, invoice.tax)),
            "gross" => drop(amount_ui(ui, invoice.gross)),
            "red_number" => {
                let of = |r: &&StoredReversal| r.number.as_ref() == Some(&invoice.number);
                if let Some(reversal) = view.reversals.iter().find(of) {
                    mono_ui(ui, &reversal.red_number);
                }
            }
            _ => {
                let days = Days::new(u64::from(deduction_days.unwrap_or(0)));
                if let Some(last) = invoice.issued_on.checked_add_days(days) {
                    body_ui(ui, &last.to_string());
                }
            }
        });
        let rows = rows.faint(|_| view.state == ApplicationState::Reversed);
        Table::new(words::INVOICES.get(lang), &columns).at_most_rows(SHOWN).show(
            ui,
            &mut TableView::default(),
            &rows,
            None,
        );
    });
}

/// By which red-letter invoices it was reversed, and which of them are still missing.
fn reversal_ui(ui: &mut Ui, lang: Lang, view: &ApplicationView) {
    if let Some(first) = view.reversals.first() {
        let reason = domain::reversal_reason(first.reason).get(lang);
        let text = match view.reversals.len() {
            1 => words::reversal(lang, first.reversed_on, &first.red_number, reason),
            n => words::reversals(lang, first.reversed_on, n, reason),
        };
        banner_ui(ui, Tone::Neutral, &text, None);
    }
    let missing = view.unreversed().count();
    if view.state == ApplicationState::Reversed && missing > 0 {
        banner_ui(ui, Tone::Warn, &words::numbers_missing(lang, missing), None);
    }
}

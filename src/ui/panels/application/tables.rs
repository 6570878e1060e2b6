//! The bills of an application, and the invoices issued for it.

use chrono::Days;
use egui::Ui;

use crate::desk::application_page::ApplicationPage;
use crate::desk::applications::LineView;
use crate::desk::steps::InvoiceView;
use crate::i18n::{Lang, application as words, domain};
use crate::ui::state::Cx;
use crate::ui::theme::Tone;
use crate::ui::widgets::{Card, Column, Table, TableRows, TableView, amount_ui, banner_ui, body_ui, mono_ui};

/// The card of bills; it fills what height is left.
pub(super) fn bills_ui(ui: &mut Ui, cx: &Cx<'_>, page: &ApplicationPage) {
    let lang = cx.lang;
    let lines = &page.view.bills;
    let note = words::bills(lang, lines.len(), page.view.amount);
    let columns = [
        Column::new("bill_no", words::BILL_NO.get(lang), 164.0),
        Column::new("kind", words::BILL_KIND.get(lang), 112.0).grows(),
        Column::new("billed_on", words::BILLED_ON.get(lang), 106.0),
        Column::money("amount", words::BILL_AMOUNT.get(lang), 116.0),
        Column::money("absorbed", words::ABSORBED.get(lang), 96.0),
        Column::money("invoiced", words::INVOICED.get(lang), 116.0),
    ];
    Card::titled(cx.say(words::BILLS)).note(&note).flush().fill_height().show(ui, |ui| {
        let rows = Bills { lines, lang };
        Table::new(words::BILLS.get(lang), &columns).show(ui, &mut TableView::default(), &rows, None);
    });
}

/// The bills, as the table asks for them. They are few, complete and never chosen, so their place tells them apart.
struct Bills<'a> {
    lines: &'a [LineView],
    lang: Lang,
}

impl TableRows for Bills<'_> {
    type Id = usize;

    fn len(&self) -> usize {
        self.lines.len()
    }

    fn id(&self, row: usize) -> usize {
        row
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let line = &self.lines[row];
        match column {
            "bill_no" => drop(mono_ui(ui, &line.bill_no)),
            "kind" => drop(body_ui(ui, domain::bill_kind(line.kind).get(self.lang))),
            "billed_on" => drop(body_ui(ui, &line.billed_on.to_string())),
            "amount" => drop(amount_ui(ui, line.amount)),
            "absorbed" => {
                let response = amount_ui(ui, line.absorbed);
                if line.given_back.is_positive() {
                    response.on_hover_text(words::given_back(self.lang, line.given_back));
                }
            }
            _ => drop(amount_ui(ui, line.invoiced)),
        }
    }
}

/// How many invoices are shown before the list scrolls.
const SHOWN: usize = 4;

/// The card of invoices, with their reversal.
pub(super) fn invoices_ui(ui: &mut Ui, cx: &Cx<'_>, page: &ApplicationPage) {
    let lang = cx.lang;
    let view = &page.view;
    let note = words::invoices(lang, view.invoices.len(), view.amount);
    let deduction_days = view.policy.deduction_days.filter(|_| view.r#type.is_special());
    let mut columns = vec![
        Column::new("number", words::INVOICE_NUMBER.get(lang), 188.0).grows(),
        Column::new("issued_on", words::ISSUED_ON.get(lang), 106.0),
        Column::money("net", words::NET.get(lang), 104.0),
        Column::money("rate", words::RATE.get(lang), 56.0),
        Column::money("tax", words::TAX.get(lang), 92.0),
        Column::money("gross", words::GROSS.get(lang), 108.0),
    ];
    if deduction_days.is_some() {
        columns.push(Column::new("deduct_by", words::DEDUCT_BY.get(lang), 106.0));
    }
    Card::titled(cx.say(words::INVOICES)).note(&note).flush().show(ui, |ui| {
        if let Some(reversal) = &view.reversal {
            let reason = domain::reversal_reason(reversal.reason).get(lang);
            let text = words::reversal(lang, reversal.reversed_on, &reversal.red_number, reason);
            banner_ui(ui, Tone::Neutral, &text, None);
        }
        let rows =
            Invoices { invoices: &view.invoices, deduction_days, is_reversed: view.reversal.is_some() };
        Table::new(words::INVOICES.get(lang), &columns).at_most_rows(SHOWN).show(
            ui,
            &mut TableView::default(),
            &rows,
            None,
        );
    });
}

/// The invoices, as the table asks for them, in the order in which they were entered.
struct Invoices<'a> {
    invoices: &'a [InvoiceView],
    deduction_days: Option<u32>,
    is_reversed: bool,
}

impl TableRows for Invoices<'_> {
    type Id = usize;

    fn len(&self) -> usize {
        self.invoices.len()
    }

    fn id(&self, row: usize) -> usize {
        row
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let invoice = &self.invoices[row];
        match column {
            "number" => drop(mono_ui(ui, &invoice.number)),
            "issued_on" => drop(body_ui(ui, &invoice.issued_on.to_string())),
            "net" => drop(amount_ui(ui, invoice.net)),
            "rate" => drop(body_ui(ui, &invoice.rate.to_string())),
            "tax" => drop(amount_ui(ui, invoice.tax)),
            "gross" => drop(amount_ui(ui, invoice.gross)),
            _ => {
                let days = Days::new(u64::from(self.deduction_days.unwrap_or(0)));
                if let Some(last) = invoice.issued_on.checked_add_days(days) {
                    body_ui(ui, &last.to_string());
                }
            }
        }
    }

    fn is_faint(&self, _row: usize) -> bool {
        self.is_reversed
    }
}

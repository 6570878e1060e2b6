//! Records the invoices issued for an application.

use crate::desk::commands::application_steps::{IssueApplication, IssuedInvoice};
use chrono::NaiveDate;
use egui::{Align, Layout, ScrollArea, Ui};
use serde::{Deserialize, Serialize};

use super::number::NumberInput;
use crate::desk::pages::application::ApplicationPage;
use crate::desk::protocol::table::Command;
use crate::domain::invoice_plan::InvoicePlan;
use crate::domain::money::Fen;
use crate::domain::refusal::{FieldError, Refusal, checked, checked_day};
use crate::domain::tax::split;
use crate::domain::text::{Code, MAX_TEXT_CHARS};
use crate::i18n::refusal::message;
use crate::i18n::{Lang, common, faults, steps as words};
use crate::ui::command_dialog::Unready;
use crate::ui::date_text::parse_date;
use crate::ui::drafts::Inputs;
use crate::ui::fields::{Fields, too_long, typed};
use crate::ui::icons;
use crate::ui::theme::{Tone, Type, size, space, tokens};
use crate::ui::widgets::{
    Button, Field, MoneyInput, banner_ui, checkbox_ui, icon_button_ui, small_ui, strong_ui, text_ui,
};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Issue {
    rows: Vec<InvoiceRow>,
    /// Why there are several, where the program planned them.
    planned: Option<(Fen, usize)>,
    /// It is to be issued though it is no longer covered, and why.
    confirmed: bool,
    note: String,
    today: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct InvoiceRow {
    number: NumberInput,
    issued_on: String,
    gross: MoneyInput,
}

/// The numbers in a text: what stands between blanks and punctuation.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|number| !number.is_empty())
}

/// More invoices than anybody types by hand; a limit of one fen would plan without end.
const MOST_PLANNED: i64 = 200;

/// Widths of a row's fields, and the most height that rows take before they scroll.
const DATE: f32 = 124.0;
const GROSS: f32 = 256.0;
const MOST_HEIGHT: f32 = 330.0;

impl InvoiceRow {
    fn of(gross: MoneyInput, today: NaiveDate) -> Self {
        Self { number: NumberInput::default(), issued_on: today.to_string(), gross }
    }
}

impl Issue {
    /// What is still to be issued, as it went out; else in as many invoices as the issuer's limit of one makes it.
    pub(super) fn planned(page: &ApplicationPage, today: NaiveDate) -> Self {
        let parts = open_parts(page).unwrap_or_else(|| {
            let plan = InvoicePlan::of(page.rest, page.issuer.max_invoice_amount);
            let plan = if plan.invoices > MOST_PLANNED { InvoicePlan::of(page.rest, None) } else { plan };
            plan.amounts().collect()
        });
        let most = parts.iter().max().copied().filter(|_| parts.len() > 1);
        Self {
            planned: most.map(|most| (most, parts.len())),
            rows: parts.into_iter().map(|part| InvoiceRow::of(MoneyInput::of(part), today)).collect(),
            confirmed: false,
            note: String::new(),
            today,
        }
    }

    pub(super) fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, page: &ApplicationPage) {
        let lang = fields.lang;
        if is_rest(page) {
            banner_ui(
                ui,
                Tone::Info,
                &words::partly_back(lang, page.view.amount - page.rest, page.rest),
                None,
            );
        }
        if let Some((max, n)) = self.planned {
            banner_ui(ui, Tone::Info, &words::over_the_limit(lang, max, n), None);
        }
        let mut removed = None;
        ScrollArea::vertical().max_height(MOST_HEIGHT).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            for i in 0..self.rows.len() {
                if ui.push_id(i, |ui| self.row_ui(ui, fields, page, i)).inner {
                    removed = Some(i);
                }
            }
        });
        if let Some(i) = removed {
            self.rows.remove(i);
            fields.changed = true;
        }
        fields.sealed_ui(ui, self.rows.iter().filter_map(|row| parse_date(&row.issued_on)));
        fields.changed |= self.spread();
        let (sum, expected) = (self.sum(), page.rest);
        ui.horizontal(|ui| {
            if Button::secondary(words::ADD_INVOICE.get(lang)).icon(icons::ADD).show(ui).clicked() {
                let rest = expected - sum;
                let gross = if rest.is_positive() { MoneyInput::of(rest) } else { MoneyInput::default() };
                self.rows.push(InvoiceRow::of(gross, self.today));
                fields.changed = true;
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let t = tokens(ui);
                if sum == expected {
                    text_ui(ui, &words::sum_right(lang, is_rest(page)), Type::Small, t.ok);
                } else {
                    let wrong = words::sum_wrong(lang, sum, expected, is_rest(page));
                    text_ui(ui, &wrong, Type::Small, t.bad);
                }
                strong_ui(ui, &format!("¥ {}", sum.grouped()));
                small_ui(ui, &words::sum(lang, self.rows.len()));
            });
        });
        small_ui(ui, words::PASTE_HINT.get(lang));
        self.uncovered_ui(ui, fields, page.view.uncovered);
    }

    pub(super) fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("invoices", &mut self.rows);
        inputs.field("confirmed", &mut self.confirmed);
        inputs.field("note", &mut self.note);
    }

    fn sum(&self) -> Fen {
        self.rows.iter().filter_map(|row| row.gross.amount()).sum()
    }

    /// What has to be confirmed where the application is no longer covered.
    fn uncovered_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, uncovered: Fen) {
        let lang = fields.lang;
        if !uncovered.is_positive() {
            return;
        }
        banner_ui(ui, Tone::Warn, &words::issue_uncovered(lang, uncovered), None);
        fields.heed(&checkbox_ui(ui, &mut self.confirmed, words::CONFIRM_UNCOVERED.get(lang)));
        let fault = too_long(lang, &self.note);
        let field = Field::new(words::UNCOVERED_NOTE.get(lang), &mut self.note).required();
        fields.text_ui(ui, "note", field.limit(MAX_TEXT_CHARS), fault);
    }

    /// Puts numbers that were pasted into one field into one invoice each; whether there were any.
    fn spread(&mut self) -> bool {
        let Some(first) = self.rows.iter().position(|row| numbers(&row.number.text).nth(1).is_some()) else {
            return false;
        };
        let pasted = std::mem::take(&mut self.rows[first].number.text);
        for (i, number) in numbers(&pasted).enumerate() {
            if first + i == self.rows.len() {
                self.rows.push(InvoiceRow::of(MoneyInput::default(), self.today));
            }
            self.rows[first + i].number.text = number.to_owned();
        }
        true
    }

    /// Whether a number above is the same.
    fn is_twice(&self, i: usize) -> bool {
        self.rows[i].number.is_among(self.rows[..i].iter().map(|row| &row.number))
    }

    /// One invoice; whether it is to be removed.
    fn row_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, page: &ApplicationPage, i: usize) -> bool {
        let lang = fields.lang;
        let (is_only, is_twice) = (self.rows.len() == 1, self.is_twice(i));
        let row = &mut self.rows[i];
        let typed = row.number.number();
        let is_taken = |refusal: &Refusal| matches!(refusal, Refusal::DuplicateInvoiceNumber { number } if *number == typed);
        let taken = fields.refused_where(is_taken);
        let number_fault = if is_twice { Some(words::DUPLICATE.get(lang).to_owned()) } else { taken };
        let date_fault = date_fault(lang, page, self.today, &row.issued_on);
        let amount_fault = amount_fault(lang, page, row.gross.amount());
        let name = |field: &str| format!("invoices[{i}].{field}");
        let beside = if is_only { 0.0 } else { size::CONTROL + space::M };
        let width = ui.available_width() - DATE - GROSS - 2.0 * space::M - beside;
        let mut removed = false;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let label = (common::INVOICE_NO.get(lang), width);
            row.number.field_ui(ui, fields, &name("number"), label, number_fault);
            let date = Field::new(common::ISSUED_ON.get(lang), &mut row.issued_on)
                .required()
                .width(DATE)
                .day(self.today);
            fields.text_ui(ui, &name("issued_on"), date, date_fault);
            ui.vertical(|ui| {
                ui.set_width(GROSS);
                ui.spacing_mut().item_spacing.y = space::XS;
                let fault = fields.refused_of(&name("gross")).or(amount_fault);
                let is_right = fault.is_none();
                let (label, width) = (common::GROSS, Some(GROSS));
                fields.money_ui(ui, &name("gross"), label, &mut row.gross, width, fault);
                if is_right && let Some(text) = net_and_tax(lang, page, row) {
                    small_ui(ui, &text);
                }
            });
            if !is_only {
                ui.vertical(|ui| {
                    ui.add_space(size::PILL + space::XS);
                    removed = icon_button_ui(ui, icons::DELETE, words::REMOVE_INVOICE.get(lang)).clicked();
                });
            }
        });
        removed
    }

    pub(super) fn command(
        &self,
        lang: Lang,
        application: Code,
        page: &ApplicationPage,
    ) -> Result<Command, Unready> {
        let wrong = || Unready::because(lang, words::FIX_FIRST);
        let mut invoices = Vec::new();
        for (i, row) in self.rows.iter().enumerate() {
            let date_fault = date_fault(lang, page, self.today, &row.issued_on);
            let is_wrong = date_fault.is_some() || amount_fault(lang, page, row.gross.amount()).is_some();
            if self.is_twice(i) || is_wrong || row.gross.error().is_some() {
                return Err(wrong());
            }
            if !row.number.is_right() {
                return Err(Unready::because(lang, words::NUMBER_MISSING));
            }
            let issued_on = parse_date(&row.issued_on).ok_or_else(wrong)?;
            // An empty amount is missing from the sum.
            if let Some(gross) = row.gross.amount() {
                let number = checked(&format!("invoices[{i}].number"), &row.number.number())?;
                let issued_on = checked_day(&format!("invoices[{i}].issued_on"), issued_on)?;
                invoices.push(IssuedInvoice { number, issued_on, gross });
            }
        }
        let (sum, expected) = (self.sum(), page.rest);
        if sum != expected {
            return Err(Unready::Because(words::sum_wrong(lang, sum, expected, is_rest(page))));
        }
        let note = typed("note", &self.note)?;
        if page.view.uncovered.is_positive() {
            if let Some(fault) = too_long(lang, &self.note) {
                return Err(Unready::Because(fault));
            }
            if !self.confirmed || note.is_none() {
                return Err(Unready::because(lang, words::CONFIRM_FIRST));
            }
        }
        let confirm_uncovered = self.confirmed.then_some(true);
        Ok(Command::IssueApplication(IssueApplication { application, invoices, confirm_uncovered, note }))
    }
}

/// Whether some of its invoices are back, so that only the rest is issued.
fn is_rest(page: &ApplicationPage) -> bool {
    page.rest != page.view.amount
}

/// The planned invoices that are not back, if they come to what is still to be issued.
fn open_parts(page: &ApplicationPage) -> Option<Vec<Fen>> {
    let open = page.view.planned_invoices.iter().filter(|planned| planned.number.is_none());
    let parts: Vec<Fen> = open.map(|planned| planned.gross).collect();
    let is_few = parts.len() as i64 <= MOST_PLANNED;
    (is_few && parts.iter().copied().sum::<Fen>() == page.rest).then_some(parts)
}

fn date_fault(lang: Lang, page: &ApplicationPage, today: NaiveDate, text: &str) -> Option<String> {
    let earliest = page.view.submitted_on;
    let fault = match parse_date(text) {
        None => return Some(words::BAD_DATE.get(lang).to_owned()),
        Some(on) if on > today => FieldError::InFuture,
        Some(on) if on < earliest => FieldError::TooEarly { earliest },
        Some(_) => return None,
    };
    Some(faults::field_error(lang, &fault))
}

fn amount_fault(lang: Lang, page: &ApplicationPage, gross: Option<Fen>) -> Option<String> {
    let gross = gross?;
    if !gross.is_positive() {
        return Some(message(lang, &Refusal::not_positive(gross)));
    }
    let max = page.issuer.max_invoice_amount?;
    (gross > max).then(|| words::above_max(lang, max))
}

fn net_and_tax(lang: Lang, page: &ApplicationPage, row: &InvoiceRow) -> Option<String> {
    let rate = page.view.policy.items.first()?.rate_on(parse_date(&row.issued_on)?)?;
    let parts = split(row.gross.amount()?, rate);
    Some(words::net_and_tax(lang, parts.net, parts.tax, &rate.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_numbers_go_into_one_invoice_each() {
        let today = "2026-11-22".parse().unwrap();
        let rows = vec![InvoiceRow::of(MoneyInput::default(), today)];
        let mut form = Issue { rows, planned: None, confirmed: false, note: String::new(), today };
        form.rows[0].number.text = "1、2\t3 ".to_owned();
        assert!(form.spread());
        let numbers: Vec<&str> = form.rows.iter().map(|row| row.number.text.as_str()).collect();
        assert_eq!(numbers, ["1", "2", "3"]);
        assert!(!form.spread());
    }
}

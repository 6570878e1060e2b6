//! Records the invoices issued for an application.

use chrono::NaiveDate;
use egui::{Align, Layout, ScrollArea, Ui};

use super::{Drawn, Filled, entered};
use crate::desk::commands::application_steps::is_invoice_number;
use crate::desk::commands::application_steps::{IssueApplication, IssuedInvoice};
use crate::desk::pages::application::ApplicationPage;
use crate::desk::protocol::table::Command;
use crate::domain::invoice_plan::InvoicePlan;
use crate::domain::money::Fen;
use crate::domain::refusal::{FieldError, Refusal};
use crate::domain::tax::split;
use crate::domain::text::MAX_TEXT_CHARS;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, faults, steps as words};
use crate::ui::date_text::parse_date;
use crate::ui::icons;
use crate::ui::theme::{Tone, Type, size, space, tokens};
use crate::ui::widgets::{
    Button, Field, MoneyInput, banner_ui, checkbox_ui, icon_button_ui, money_field_ui, small_ui, strong_ui,
    text_ui,
};

/// The invoices, as they are typed.
#[derive(Debug)]
pub(super) struct Issue {
    rows: Vec<InvoiceRow>,
    /// Why there are several, where the program planned them.
    planned: Option<(Fen, usize)>,
    /// It is to be issued though it is no longer covered, and why.
    confirmed: bool,
    note: String,
}

/// One invoice, as it is typed.
#[derive(Debug)]
struct InvoiceRow {
    number: String,
    issued_on: String,
    gross: MoneyInput,
    /// The number was left once, so that what is missing of it is wrong.
    left: bool,
}

/// The numbers in a text: what stands between blanks and punctuation.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|number| !number.is_empty())
}

/// More invoices than anybody types by hand; a limit of one fen would plan without end.
const MOST_PLANNED: i64 = 200;

impl InvoiceRow {
    fn of(gross: MoneyInput, today: NaiveDate) -> Self {
        Self { number: String::new(), issued_on: today.to_string(), gross, left: false }
    }
}

impl Issue {
    /// The whole amount, in as many invoices as the issuer's limit of one makes it.
    pub(super) fn planned(page: &ApplicationPage, today: NaiveDate) -> Self {
        let amount = page.view.amount;
        let plan = InvoicePlan::of(amount, page.issuer.max_invoice_amount);
        let plan = if plan.invoices > MOST_PLANNED { InvoicePlan::of(amount, None) } else { plan };
        let parts: Vec<Fen> = plan.amounts().collect();
        Self {
            planned: plan.is_split().then_some((plan.each, parts.len())),
            rows: parts.into_iter().map(|part| InvoiceRow::of(MoneyInput::of(part), today)).collect(),
            confirmed: false,
            note: String::new(),
        }
    }

    pub(super) fn fields_ui(&mut self, ui: &mut Ui, drawn: &Drawn<'_>) -> Filled {
        let lang = drawn.lang;
        if let Some((max, n)) = self.planned {
            banner_ui(ui, Tone::Info, &words::over_the_limit(lang, max, n), None);
        }
        let mut filled = Filled::default();
        let mut removed = None;
        ScrollArea::vertical().max_height(MOST_HEIGHT).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            for i in 0..self.rows.len() {
                let row = ui.push_id(i, |ui| self.row_ui(ui, drawn, i)).inner;
                filled.changed |= row.filled.changed;
                filled.entered |= row.filled.entered;
                filled.said |= row.filled.said;
                filled.barred = filled.barred.take().or(row.filled.barred);
                removed = removed.or(row.removed.then_some(i));
            }
        });
        if let Some(i) = removed {
            self.rows.remove(i);
            filled.changed = true;
        }
        filled.changed |= self.spread(drawn.today);
        let sum: Fen = self.rows.iter().filter_map(|row| row.gross.amount()).sum();
        let expected = drawn.page.view.amount;
        ui.horizontal(|ui| {
            if Button::secondary(words::ADD_INVOICE.get(lang)).icon(icons::ADD).show(ui).clicked() {
                let rest = expected - sum;
                let gross = if rest.is_positive() { MoneyInput::of(rest) } else { MoneyInput::default() };
                self.rows.push(InvoiceRow::of(gross, drawn.today));
                filled.changed = true;
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let t = tokens(ui);
                if sum == expected {
                    text_ui(ui, words::SUM_RIGHT.get(lang), Type::Small, t.ok);
                } else {
                    text_ui(ui, &words::sum_wrong(lang, sum, expected), Type::Small, t.bad);
                }
                strong_ui(ui, &format!("¥ {}", sum.grouped()));
                small_ui(ui, &words::sum(lang, self.rows.len()));
            });
        });
        small_ui(ui, words::PASTE_HINT.get(lang));
        let unconfirmed = self.uncovered_ui(ui, drawn, &mut filled);
        let wrong_sum = (sum != expected).then(|| words::sum_wrong(lang, sum, expected));
        Filled { barred: filled.barred.or(wrong_sum).or(unconfirmed), ..filled }
    }

    /// What has to be confirmed where the application is no longer covered; why it cannot be sent yet.
    fn uncovered_ui(&mut self, ui: &mut Ui, drawn: &Drawn<'_>, filled: &mut Filled) -> Option<String> {
        let lang = drawn.lang;
        let amount = drawn.page.view.uncovered;
        if !amount.is_positive() {
            return None;
        }
        banner_ui(ui, Tone::Warn, &words::issue_uncovered(lang, amount), None);
        filled.changed |= checkbox_ui(ui, &mut self.confirmed, words::CONFIRM_UNCOVERED.get(lang)).changed();
        let too_long = self.note.chars().count() > MAX_TEXT_CHARS;
        let error = too_long.then(|| faults::too_long(lang, MAX_TEXT_CHARS));
        let note = Field::new(words::UNCOVERED_NOTE.get(lang), &mut self.note)
            .required()
            .limit(MAX_TEXT_CHARS)
            .error(error.as_deref())
            .show(ui);
        filled.changed |= note.changed();
        filled.entered |= entered(ui, &note);
        let missing = !self.confirmed || self.note.trim().is_empty();
        error.or_else(|| missing.then(|| words::CONFIRM_FIRST.get(lang).to_owned()))
    }

    /// Puts numbers that were pasted into one field into one invoice each; whether there were any.
    fn spread(&mut self, today: NaiveDate) -> bool {
        let Some(first) = self.rows.iter().position(|row| numbers(&row.number).nth(1).is_some()) else {
            return false;
        };
        let pasted = std::mem::take(&mut self.rows[first].number);
        for (i, number) in numbers(&pasted).enumerate() {
            if first + i == self.rows.len() {
                self.rows.push(InvoiceRow::of(MoneyInput::default(), today));
            }
            self.rows[first + i].number = number.to_owned();
        }
        true
    }

    fn row_ui(&mut self, ui: &mut Ui, drawn: &Drawn<'_>, i: usize) -> RowFilled {
        let lang = drawn.lang;
        let is_only = self.rows.len() == 1;
        let number = self.rows[i].number.trim().to_owned();
        let is_twice = !number.is_empty() && self.rows[..i].iter().any(|other| other.number.trim() == number);
        let row = &mut self.rows[i];
        let refused = drawn.refused.and_then(|refusal| said_of(lang, refusal, i, &number));
        let number_state = number_state(lang, &row.number, row.left);
        let issued_on = parse_date(&row.issued_on);
        let date_error = date_error(drawn, issued_on);
        let amount_error = amount_error(drawn, row.gross.amount());
        let said = refused.is_some();
        let refused_at = |field: &str| refused.as_ref().filter(|(at, _)| *at == field).map(|(_, text)| text);
        let mut out = RowFilled::default();
        let remove = if is_only { 0.0 } else { size::CONTROL + space::M };
        let number_width = ui.available_width() - DATE - GROSS - 2.0 * space::M - remove;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let mut field = Field::new(words::NUMBER.get(lang), &mut row.number)
                .required()
                .hint(words::NUMBER_HINT.get(lang))
                .width(number_width);
            if is_twice {
                field = field.error(Some(words::TWICE.get(lang)));
            } else if let Some(text) = refused_at("number") {
                field = field.error(Some(text));
            } else if let Some((tone, text)) = &number_state.message {
                field = field.message(*tone, text);
            }
            let number = field.show(ui);
            if drawn.is_new && i == 0 {
                number.request_focus();
            }
            row.left |= number.lost_focus();
            let date = Field::new(words::ISSUED_ON.get(lang), &mut row.issued_on)
                .required()
                .width(DATE)
                .error(refused_at("issued_on").map(String::as_str).or(date_error.as_deref()))
                .show(ui);
            let said_of_gross = refused_at("gross").map(String::as_str).or(amount_error.as_deref());
            let gross = ui
                .vertical(|ui| {
                    ui.set_width(GROSS);
                    ui.spacing_mut().item_spacing.y = space::XS;
                    let gross = money_field_ui(
                        ui,
                        words::GROSS.get(lang),
                        &mut row.gross,
                        Some(GROSS),
                        said_of_gross,
                    );
                    if let (Some(text), None) =
                        (net_and_tax(drawn, row.gross.amount(), issued_on), said_of_gross)
                    {
                        small_ui(ui, &text);
                    }
                    gross
                })
                .inner;
            if !is_only {
                ui.vertical(|ui| {
                    ui.add_space(size::PILL + space::XS);
                    out.removed =
                        icon_button_ui(ui, icons::DELETE, words::REMOVE_INVOICE.get(lang)).clicked();
                });
            }
            out.filled.changed = number.changed() || date.changed() || gross.changed();
            out.filled.entered = entered(ui, &number) || entered(ui, &date) || entered(ui, &gross);
        });
        out.filled.said = said;
        let wrong = is_twice || date_error.is_some() || amount_error.is_some() || row.gross.error().is_some();
        out.filled.barred = if wrong {
            Some(words::MEND_FIRST.get(lang).to_owned())
        } else {
            (!number_state.is_right).then(|| words::NUMBER_MISSING.get(lang).to_owned())
        };
        out
    }

    pub(super) fn command(&self, application: String) -> Command {
        let invoices = self.rows.iter().filter_map(|row| {
            Some(IssuedInvoice {
                number: row.number.trim().to_owned(),
                issued_on: parse_date(&row.issued_on)?,
                gross: row.gross.amount()?,
            })
        });
        let note = self.note.trim();
        Command::IssueApplication(IssueApplication {
            application,
            invoices: invoices.collect(),
            confirm_uncovered: self.confirmed.then_some(true),
            note: (!note.is_empty()).then(|| note.to_owned()),
        })
    }
}

/// Widths of a row's fields, and the most height that rows take before they scroll.
const DATE: f32 = 124.0;
const GROSS: f32 = 256.0;
const MOST_HEIGHT: f32 = 330.0;

#[derive(Debug, Default)]
struct RowFilled {
    filled: Filled,
    removed: bool,
}

/// How an invoice number stands while it is typed.
pub(super) struct NumberState {
    pub is_right: bool,
    pub message: Option<(Tone, String)>,
}

/// What is to be said of a number; what is only not finished is wrong once the field was `left`.
pub(super) fn number_state(lang: Lang, text: &str, left: bool) -> NumberState {
    let text = text.trim();
    let is_right = is_invoice_number(text);
    // A number of 8 or 18 digits may be the beginning of one of 20.
    let is_done = text.len() >= 20 || left;
    let is_wrong = text.bytes().any(|b| !b.is_ascii_digit()) || (is_done && !is_right);
    let message = match (text.is_empty(), is_wrong) {
        (true, _) => None,
        (false, true) => Some((Tone::Bad, faults::field_error(lang, &FieldError::InvoiceNumber))),
        (false, false) if is_right && is_done => Some((Tone::Ok, words::digits(lang, text.len()))),
        (false, false) => Some((Tone::Neutral, words::digits(lang, text.len()))),
    };
    NumberState { is_right, message }
}

fn date_error(drawn: &Drawn<'_>, issued_on: Option<NaiveDate>) -> Option<String> {
    let earliest = drawn.page.view.submitted_on;
    let fault = match issued_on {
        None => return Some(words::BAD_DATE.get(drawn.lang).to_owned()),
        Some(on) if on > drawn.today => FieldError::InFuture,
        Some(on) if on < earliest => FieldError::TooEarly { earliest },
        Some(_) => return None,
    };
    Some(faults::field_error(drawn.lang, &fault))
}

fn amount_error(drawn: &Drawn<'_>, gross: Option<Fen>) -> Option<String> {
    let gross = gross?;
    if !gross.is_positive() {
        return Some(message(drawn.lang, &Refusal::not_positive(gross)));
    }
    let max = drawn.page.issuer.max_invoice_amount?;
    (gross > max).then(|| words::above_max(drawn.lang, max))
}

/// Net and tax, at the rate of the day of issue.
fn net_and_tax(drawn: &Drawn<'_>, gross: Option<Fen>, on: Option<NaiveDate>) -> Option<String> {
    let rate = drawn.page.view.policy.items.first()?.rate_on(on?)?;
    let parts = split(gross?, rate);
    Some(words::net_and_tax(drawn.lang, parts.net, parts.tax, &rate.to_string()))
}

/// What a refusal says of the invoice at `i`: the field that it is about, and the words.
fn said_of(lang: Lang, refusal: &Refusal, i: usize, number: &str) -> Option<(&'static str, String)> {
    match refusal {
        Refusal::DuplicateInvoiceNumber { number: taken } if taken == number => {
            Some(("number", message(lang, refusal)))
        }
        Refusal::BadField { field, fault } => {
            let name = field.strip_prefix(&format!("invoices[{i}]."))?;
            let at = ["number", "issued_on", "gross"].into_iter().find(|at| *at == name)?;
            Some((at, faults::field_error(lang, fault)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unfinished_number_is_only_wrong_once_it_was_left() {
        let tone = |text, left| number_state(Lang::Zh, text, left).message.map(|(tone, _)| tone);
        assert_eq!(tone("", true), None);
        assert_eq!(tone("2651", false), Some(Tone::Neutral));
        assert_eq!(tone("2651", true), Some(Tone::Bad));
        assert_eq!(tone("26512000000000000001", false), Some(Tone::Ok));
        assert_eq!(tone("2651x", false), Some(Tone::Bad));
        assert_eq!(tone("265120000000000000012", false), Some(Tone::Bad));
    }

    #[test]
    fn pasted_numbers_go_into_one_invoice_each() {
        let today = "2026-11-22".parse().unwrap();
        let rows = vec![InvoiceRow::of(MoneyInput::default(), today)];
        let mut form = Issue { rows, planned: None, confirmed: false, note: String::new() };
        form.rows[0].number = "1、2\t3 ".to_owned();
        assert!(form.spread(today));
        let numbers: Vec<&str> = form.rows.iter().map(|row| row.number.as_str()).collect();
        assert_eq!(numbers, ["1", "2", "3"]);
        assert!(!form.spread(today));
    }
}

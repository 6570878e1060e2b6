//! The fields for the red-letter invoices of an application: one for each of its invoices.

use crate::desk::commands::reverse_application::RedInvoice;
use egui::{ScrollArea, Ui};

use super::number::NumberInput;
use super::rows_height;
use crate::desk::pages::application_answer::ApplicationView;
use crate::domain::refusal::{Refusal, checked};
use crate::domain::text::Line;
use crate::i18n::{Lang, steps as words};
use crate::ui::command_dialog::Unready;
use crate::ui::drafts::Inputs;
use crate::ui::fields::Fields;
use crate::ui::theme::space;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct RedNumbers {
    /// Each invoice with the number of its red-letter invoice.
    rows: Vec<(String, NumberInput)>,
}

/// One number for the only invoice, or each with the invoice that it is for.
pub(super) type Given = (Option<Line>, Option<Vec<RedInvoice>>);

impl RedNumbers {
    /// A field for each invoice of the application that no red-letter invoice reverses yet.
    pub(super) fn of(view: &ApplicationView) -> Self {
        Self { rows: view.unreversed().map(|number| (number.clone(), NumberInput::default())).collect() }
    }

    pub(super) fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>) {
        let room = rows_height(ui);
        ScrollArea::vertical().id_salt("red numbers").max_height(room).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            for i in 0..self.rows.len() {
                ui.push_id(i, |ui| self.row_ui(ui, fields, i));
            }
        });
    }

    pub(super) fn inputs(&mut self, inputs: &mut Inputs) {
        for (invoice, input) in &mut self.rows {
            inputs.field(&format!("red_number {invoice}"), input);
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, i: usize) {
        let (lang, width) = (fields.lang, ui.available_width());
        let (is_only, is_twice) = (self.rows.len() == 1, self.is_twice(i));
        let (invoice, input) = &mut self.rows[i];
        let typed = input.number();
        let is_taken = |refusal: &Refusal| matches!(refusal, Refusal::DuplicateInvoiceNumber { number } if *number == typed);
        let fault = fields.refused_where(is_taken);
        let fault = if is_twice { Some(words::DUPLICATE.get(lang).to_owned()) } else { fault };
        let (name, label) = match is_only {
            true => ("red_number".to_owned(), words::RED_NUMBER.get(lang).to_owned()),
            false => (format!("reversals[{i}].red_number"), words::red_number_of(lang, invoice)),
        };
        input.field_ui(ui, fields, &name, (&label, width), fault);
    }

    /// Whether a number above is the same.
    fn is_twice(&self, i: usize) -> bool {
        self.rows[i].1.is_among(self.rows[..i].iter().map(|(_, input)| input))
    }

    pub(super) fn given(&self, lang: Lang) -> Result<Given, Unready> {
        for (i, (_, input)) in self.rows.iter().enumerate() {
            if self.is_twice(i) {
                return Err(Unready::because(lang, words::FIX_FIRST));
            }
            if !input.is_right() {
                let is_only = self.rows.len() == 1;
                let missing = if is_only { words::NUMBER_HINT } else { words::RED_NUMBERS_MISSING };
                return Err(Unready::because(lang, missing));
            }
        }
        Ok(match self.rows.as_slice() {
            [] => (None, None),
            [(_, input)] => (Some(checked("red_number", &input.number())?), None),
            rows => {
                let pair = |(i, (invoice, input)): (usize, &(String, NumberInput))| {
                    let red_number = checked(&format!("reversals[{i}].red_number"), &input.number())?;
                    Ok(RedInvoice {
                        number: checked(&format!("reversals[{i}].number"), invoice)?,
                        red_number,
                    })
                };
                (None, Some(rows.iter().enumerate().map(pair).collect::<Result<_, Refusal>>()?))
            }
        })
    }
}

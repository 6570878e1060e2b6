//! The fields for the red-letter invoices of an application: one for each of its invoices.

use egui::{ScrollArea, Ui};

use super::entered;
use super::issue::number_state;
use crate::desk::commands::reverse_application::RedInvoice;
use crate::desk::pages::application_answer::ApplicationView;
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, steps as words};
use crate::ui::theme::space;
use crate::ui::widgets::Field;

/// The numbers, as they are typed.
#[derive(Debug)]
pub(in super::super) struct RedNumbers {
    rows: Vec<Row>,
}

/// The red-letter invoice of one invoice, as it is typed.
#[derive(Debug)]
struct Row {
    number: String,
    red_number: String,
    left: bool,
}

/// What became of the fields in one frame.
#[derive(Debug, Default)]
pub(in super::super) struct Filled {
    pub changed: bool,
    /// Enter was pressed in a field.
    pub entered: bool,
    /// The refusal was said beside a field.
    pub said: bool,
    /// Why they cannot be sent as they stand.
    pub barred: Option<String>,
}

impl RedNumbers {
    /// A field for each invoice of the application that no red-letter invoice reverses yet.
    pub(in super::super) fn of(view: &ApplicationView) -> Self {
        let row = |number: &String| Row { number: number.clone(), red_number: String::new(), left: false };
        Self { rows: view.unreversed().map(row).collect() }
    }

    /// Draws the fields; the first takes the keyboard in the first frame.
    pub(in super::super) fn fields_ui(
        &mut self,
        ui: &mut Ui,
        lang: Lang,
        refused: Option<&Refusal>,
        is_new: bool,
    ) -> Filled {
        let mut filled = Filled::default();
        ScrollArea::vertical().id_salt("red numbers").max_height(MOST_HEIGHT).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            for i in 0..self.rows.len() {
                let of = ui.push_id(i, |ui| self.row_ui(ui, lang, i, refused, is_new && i == 0)).inner;
                filled.changed |= of.changed;
                filled.entered |= of.entered;
                filled.said |= of.said;
                filled.barred = filled.barred.take().or(of.barred);
            }
        });
        filled
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        lang: Lang,
        i: usize,
        refused: Option<&Refusal>,
        takes_keyboard: bool,
    ) -> Filled {
        let is_only = self.rows.len() == 1;
        let typed = self.rows[i].red_number.trim();
        let is_twice =
            !typed.is_empty() && self.rows[..i].iter().any(|other| other.red_number.trim() == typed);
        let taken = match refused {
            Some(refusal @ Refusal::DuplicateInvoiceNumber { number }) if number == typed => {
                Some(message(lang, refusal))
            }
            _ => None,
        };
        let row = &mut self.rows[i];
        let state = number_state(lang, &row.red_number, row.left);
        let label = if is_only {
            words::RED_NUMBER.get(lang).to_owned()
        } else {
            words::red_number_of(lang, &row.number)
        };
        let mut field = Field::new(&label, &mut row.red_number).required().hint(words::NUMBER_HINT.get(lang));
        if is_twice {
            field = field.error(Some(words::TWICE.get(lang)));
        } else if let Some(taken) = &taken {
            field = field.error(Some(taken));
        } else if let Some((tone, text)) = &state.message {
            field = field.message(*tone, text);
        }
        let field = field.show(ui);
        if takes_keyboard {
            field.request_focus();
        }
        row.left |= field.lost_focus();
        let wrong = is_twice.then(|| words::MEND_FIRST.get(lang).to_owned());
        let hint = if is_only { words::NUMBER_HINT } else { words::RED_NUMBERS_MISSING };
        Filled {
            changed: field.changed(),
            entered: entered(ui, &field),
            said: taken.is_some(),
            barred: wrong.or_else(|| (!state.is_right).then(|| hint.get(lang).to_owned())),
        }
    }

    /// The number, where there is one invoice.
    pub(in super::super) fn red_number(&self) -> Option<String> {
        match self.rows.as_slice() {
            [row] => Some(row.red_number.trim().to_owned()),
            _ => None,
        }
    }

    /// The numbers with the invoices that they are for, where there are several.
    pub(in super::super) fn reversals(&self) -> Option<Vec<RedInvoice>> {
        let pair = |row: &Row| RedInvoice {
            number: row.number.clone(),
            red_number: row.red_number.trim().to_owned(),
        };
        (self.rows.len() > 1).then(|| self.rows.iter().map(pair).collect())
    }
}

/// The most height that the fields take before they scroll.
const MOST_HEIGHT: f32 = 300.0;

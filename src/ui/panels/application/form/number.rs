//! The number of an invoice while it is typed.

use egui::{Response, Ui};
use serde::{Deserialize, Serialize};

use crate::domain::invoice_number::is_invoice_number;
use crate::domain::refusal::FieldError;
use crate::i18n::{Lang, faults, steps as words};
use crate::ui::fields::Fields;
use crate::ui::theme::Tone;
use crate::ui::widgets::Field;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct NumberInput {
    pub text: String,
    /// The field was left once, so that what is missing of the number is wrong.
    #[serde(skip)]
    left: bool,
}

/// That a field was left changes nothing of what is typed.
impl PartialEq for NumberInput {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl NumberInput {
    pub(super) fn number(&self) -> String {
        self.text.trim().to_owned()
    }

    pub(super) fn is_right(&self) -> bool {
        is_invoice_number(self.text.trim())
    }

    /// Whether the number is one of these.
    pub(super) fn is_among<'a>(&self, mut others: impl Iterator<Item = &'a Self>) -> bool {
        let number = self.text.trim();
        !number.is_empty() && others.any(|other| other.text.trim() == number)
    }

    /// Draws the field that commands call `name`, with `fault` beside it or how far the number is.
    pub(super) fn field_ui(
        &mut self,
        ui: &mut Ui,
        fields: &mut Fields<'_>,
        name: &str,
        (label, width): (&str, f32),
        fault: Option<String>,
    ) -> Response {
        let state = self.state(fields.lang);
        let mut field = Field::new(label, &mut self.text).required().width(width);
        field = field.hint(words::NUMBER_HINT.get(fields.lang));
        if let Some((tone, text)) = &state {
            field = field.message(*tone, text);
        }
        let response = fields.text_ui(ui, name, field, fault);
        self.left |= response.lost_focus();
        response
    }

    /// What is to be said of the number.
    fn state(&self, lang: Lang) -> Option<(Tone, String)> {
        let (text, is_right) = (self.text.trim(), self.is_right());
        // A number of 8 or 18 digits may be the beginning of one of 20.
        let is_done = text.len() >= 20 || self.left;
        let is_wrong = text.bytes().any(|b| !b.is_ascii_digit()) || (is_done && !is_right);
        match (text.is_empty(), is_wrong) {
            (true, _) => None,
            (false, true) => Some((Tone::Bad, faults::field_error(lang, &FieldError::InvoiceNumber))),
            (false, false) if is_right && is_done => Some((Tone::Ok, words::digits(lang, text.len()))),
            (false, false) => Some((Tone::Neutral, words::digits(lang, text.len()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unfinished_number_is_only_wrong_once_it_was_left() {
        let tone = |text: &str, left| {
            NumberInput { text: text.to_owned(), left }.state(Lang::Zh).map(|(tone, _)| tone)
        };
        assert_eq!(tone("", true), None);
        assert_eq!(tone("2651", false), Some(Tone::Neutral));
        assert_eq!(tone("2651", true), Some(Tone::Bad));
        assert_eq!(tone("26512000000000000001", false), Some(Tone::Ok));
        assert_eq!(tone("2651x", false), Some(Tone::Bad));
        assert_eq!(tone("265120000000000000012", false), Some(Tone::Bad));
    }
}

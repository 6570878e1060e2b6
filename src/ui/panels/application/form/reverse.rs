//! Records that the invoices of an application were reversed by a red-letter invoice.

use egui::Ui;

use super::{Drawn, Filled, entered, issue};
use crate::desk::command::{Command, ReverseApplication};
use crate::domain::application::ReversalReason;
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;
use crate::i18n::{domain, steps as words};
use crate::ui::widgets::{Field, select_ui, weak_ui};

/// The red-letter invoice, as it is typed.
#[derive(Debug)]
pub(super) struct Reverse {
    red_number: String,
    reason: ReversalReason,
    left: bool,
}

impl Default for Reverse {
    fn default() -> Self {
        Self { red_number: String::new(), reason: ReversalReason::WrongInvoice, left: false }
    }
}

impl Reverse {
    pub(super) fn fields_ui(&mut self, ui: &mut Ui, drawn: &Drawn<'_>) -> Filled {
        let lang = drawn.lang;
        weak_ui(ui, words::REVERSE_NOTE.get(lang));
        let mut said = None;
        if let Some(refusal @ Refusal::DuplicateInvoiceNumber { .. }) = drawn.refused {
            said = Some(message(lang, refusal));
        }
        let state = issue::number_state(lang, &self.red_number, self.left);
        let mut field = Field::new(words::RED_NUMBER.get(lang), &mut self.red_number)
            .required()
            .hint(words::NUMBER_HINT.get(lang));
        if let Some(said) = &said {
            field = field.error(Some(said));
        } else if let Some((tone, text)) = &state.message {
            field = field.message(*tone, text);
        }
        let number = field.show(ui);
        if drawn.is_new {
            number.request_focus();
        }
        self.left |= number.lost_focus();
        let reasons = ReversalReason::ALL.map(|reason| (reason, domain::reversal_reason(reason).get(lang)));
        let reason = select_ui(ui, words::REASON.get(lang), &mut self.reason, &reasons, None);
        Filled {
            changed: number.changed() || reason.changed(),
            entered: entered(ui, &number),
            said: said.is_some(),
            barred: (!state.is_right).then(|| words::NUMBER_HINT.get(lang).to_owned()),
        }
    }

    pub(super) fn command(&self, application: String) -> Command {
        Command::ReverseApplication(ReverseApplication {
            application,
            red_number: self.red_number.trim().to_owned(),
            reason: self.reason,
        })
    }
}

//! Records that the invoices of an application were reversed, each by a red-letter invoice.

use egui::Ui;

use super::red_numbers::RedNumbers;
use super::{Drawn, Filled};
use crate::desk::commands::reverse_application::ReverseApplication;
use crate::desk::pages::application::ApplicationPage;
use crate::desk::protocol::table::Command;
use crate::domain::application::{ApplicationState, ReversalReason};
use crate::i18n::{domain, steps as words};
use crate::ui::widgets::{select_ui, weak_ui};

/// The red-letter invoices, as they are typed.
#[derive(Debug)]
pub(super) struct Reverse {
    numbers: RedNumbers,
    reason: ReversalReason,
}

impl Reverse {
    pub(super) fn of(page: &ApplicationPage) -> Self {
        Self { numbers: RedNumbers::of(&page.view), reason: ReversalReason::WrongInvoice }
    }

    pub(super) fn fields_ui(&mut self, ui: &mut Ui, drawn: &Drawn<'_>) -> Filled {
        let lang = drawn.lang;
        let is_late = drawn.page.view.state == ApplicationState::Reversed;
        let note = if is_late { words::ENTER_RED_NUMBERS_NOTE } else { words::REVERSE_NOTE };
        weak_ui(ui, note.get(lang));
        let numbers = self.numbers.fields_ui(ui, lang, drawn.refused, drawn.is_new);
        let reasons = ReversalReason::ALL.map(|reason| (reason, domain::reversal_reason(reason).get(lang)));
        let reason = select_ui(ui, words::REASON.get(lang), &mut self.reason, &reasons, None);
        Filled {
            changed: numbers.changed || reason.changed(),
            entered: numbers.entered,
            said: numbers.said,
            barred: numbers.barred,
        }
    }

    pub(super) fn command(&self, application: String) -> Command {
        Command::ReverseApplication(ReverseApplication {
            application,
            reason: self.reason,
            red_number: self.numbers.red_number(),
            reversals: self.numbers.reversals(),
        })
    }
}

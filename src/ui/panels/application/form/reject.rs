//! Rejects an application with a reason.

use egui::Ui;

use super::{Drawn, Filled};
use crate::desk::commands::application_steps::RejectApplication;
use crate::desk::protocol::table::Command;
use crate::domain::text::MAX_TEXT_CHARS;
use crate::i18n::{faults, steps as words};
use crate::ui::widgets::{Field, weak_ui};

/// The reason, as it is typed.
#[derive(Debug, Default)]
pub(super) struct Reject {
    reason: String,
}

impl Reject {
    pub(super) fn fields_ui(&mut self, ui: &mut Ui, drawn: &Drawn<'_>) -> Filled {
        let lang = drawn.lang;
        weak_ui(ui, words::REJECT_NOTE.get(lang));
        let too_long = self.reason.chars().count() > MAX_TEXT_CHARS;
        let error = too_long.then(|| faults::too_long(lang, MAX_TEXT_CHARS));
        let field = Field::new(words::REASON.get(lang), &mut self.reason)
            .required()
            .rows(4)
            .limit(MAX_TEXT_CHARS)
            .hint(words::REJECT_HINT.get(lang))
            .error(error.as_deref())
            .show(ui);
        if drawn.is_new {
            field.request_focus();
        }
        let missing = self.reason.trim().is_empty();
        let barred = error.or_else(|| missing.then(|| words::REJECT_HINT.get(lang).to_owned()));
        Filled { changed: field.changed(), barred, ..Filled::default() }
    }

    pub(super) fn command(&self, application: String) -> Command {
        Command::RejectApplication(RejectApplication { application, reason: self.reason.trim().to_owned() })
    }
}

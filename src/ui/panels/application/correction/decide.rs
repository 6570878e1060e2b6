//! Deciding on a correction: approving it with the red-letter invoice, or refusing it with a reason.

use egui::Ui;

use super::{Drawn, Filled, changes_ui};
use crate::desk::command::{Command, DecideCorrection};
use crate::desk::setup::MAX_TEXT_CHARS;
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;
use crate::i18n::{corrections as words, faults, steps};
use crate::ui::panels::application::form::number_state;
use crate::ui::widgets::{Field, weak_ui};

/// The approval, as it is typed.
#[derive(Debug, Default)]
pub(super) struct Approve {
    red_number: String,
    left: bool,
    opinion: String,
}

impl Approve {
    pub(super) fn fields_ui(&mut self, ui: &mut Ui, drawn: &Drawn<'_>) -> Filled {
        let lang = drawn.lang;
        weak_ui(ui, words::APPROVE_NOTE.get(lang));
        if let Some(request) = drawn.page.correction.as_ref().and_then(|side| side.waiting()) {
            changes_ui(ui, lang, &drawn.page.view, request);
        }
        let said = match drawn.refused {
            Some(refusal @ Refusal::DuplicateInvoiceNumber { .. }) => Some(message(lang, refusal)),
            _ => None,
        };
        let state = number_state(lang, &self.red_number, self.left);
        let mut field = Field::new(steps::RED_NUMBER.get(lang), &mut self.red_number)
            .required()
            .hint(steps::NUMBER_HINT.get(lang));
        if let Some(said) = &said {
            field = field.error(Some(said));
        } else if let Some((tone, text)) = &state.message {
            field = field.message(*tone, text);
        }
        let number = field.show(ui);
        if drawn.is_new {
            number.request_focus();
            words::AGREED.get(lang).clone_into(&mut self.opinion);
        }
        self.left |= number.lost_focus();
        let too_long = self.opinion.chars().count() > MAX_TEXT_CHARS;
        let error = too_long.then(|| faults::too_long(lang, MAX_TEXT_CHARS));
        let opinion = Field::new(words::OPINION.get(lang), &mut self.opinion)
            .required()
            .error(error.as_deref())
            .show(ui);
        let wrong = (!state.is_right).then(|| steps::NUMBER_HINT.get(lang).to_owned());
        let blank = self.opinion.trim().is_empty().then(|| words::OPINION_MISSING.get(lang).to_owned());
        Filled {
            changed: number.changed() || opinion.changed(),
            said: said.is_some(),
            barred: wrong.or(error).or(blank),
        }
    }

    pub(super) fn command(&self, application: String) -> Command {
        Command::ApproveCorrection(DecideCorrection {
            application,
            reason: Some(self.opinion.trim().to_owned()),
            changes: None,
            red_number: Some(self.red_number.trim().to_owned()),
        })
    }
}

/// The refusal, as it is typed.
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
        let field = Field::new(steps::REASON.get(lang), &mut self.reason)
            .required()
            .rows(3)
            .limit(MAX_TEXT_CHARS)
            .hint(words::REJECT_HINT.get(lang))
            .error(error.as_deref())
            .show(ui);
        if drawn.is_new {
            field.request_focus();
        }
        let missing = self.reason.trim().is_empty();
        let barred = error.or_else(|| missing.then(|| words::REJECT_HINT.get(lang).to_owned()));
        Filled { changed: field.changed(), barred, said: false }
    }

    pub(super) fn command(&self, application: String) -> Command {
        Command::RejectCorrection(DecideCorrection {
            application,
            reason: Some(self.reason.trim().to_owned()),
            changes: None,
            red_number: None,
        })
    }
}

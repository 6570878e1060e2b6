//! Deciding on a correction: approving it with the red-letter invoice, or refusing it with a reason.

use egui::Ui;

use super::{Drawn, Filled, changes_ui};
use crate::desk::commands::corrections::{ApproveCorrection, RejectCorrection};
use crate::desk::pages::application::ApplicationPage;
use crate::desk::protocol::table::Command;
use crate::domain::text::MAX_TEXT_CHARS;
use crate::i18n::{corrections as words, faults, steps};
use crate::ui::panels::application::form::RedNumbers;
use crate::ui::widgets::{Field, weak_ui};

/// The approval, as it is typed.
#[derive(Debug)]
pub(super) struct Approve {
    numbers: RedNumbers,
    opinion: String,
}

impl Approve {
    pub(super) fn of(page: &ApplicationPage) -> Self {
        Self { numbers: RedNumbers::of(&page.view), opinion: String::new() }
    }

    pub(super) fn fields_ui(&mut self, ui: &mut Ui, drawn: &Drawn<'_>) -> Filled {
        let lang = drawn.lang;
        weak_ui(ui, words::APPROVE_NOTE.get(lang));
        if let Some(request) = drawn.page.correction.as_ref().and_then(|side| side.waiting()) {
            changes_ui(ui, lang, drawn.page, request);
        }
        let numbers = self.numbers.fields_ui(ui, lang, drawn.refused, drawn.is_new);
        if drawn.is_new {
            words::AGREED.get(lang).clone_into(&mut self.opinion);
        }
        let too_long = self.opinion.chars().count() > MAX_TEXT_CHARS;
        let error = too_long.then(|| faults::too_long(lang, MAX_TEXT_CHARS));
        let opinion = Field::new(words::OPINION.get(lang), &mut self.opinion)
            .required()
            .error(error.as_deref())
            .show(ui);
        let blank = self.opinion.trim().is_empty().then(|| words::OPINION_MISSING.get(lang).to_owned());
        Filled {
            changed: numbers.changed || opinion.changed(),
            said: numbers.said,
            barred: numbers.barred.or(error).or(blank),
        }
    }

    pub(super) fn command(&self, application: String) -> Command {
        Command::ApproveCorrection(ApproveCorrection {
            application,
            reason: self.opinion.trim().to_owned(),
            red_number: self.numbers.red_number(),
            reversals: self.numbers.reversals(),
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
        Command::RejectCorrection(RejectCorrection { application, reason: self.reason.trim().to_owned() })
    }
}

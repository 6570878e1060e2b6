//! Approving a correction, with the red-letter invoices.

use egui::Ui;

use super::RedNumbers;
use crate::desk::commands::corrections::ApproveCorrection;
use crate::desk::pages::application::ApplicationPage;
use crate::desk::protocol::table::Command;
use crate::domain::text::Code;
use crate::i18n::{Lang, corrections as words};
use crate::ui::command_dialog::Unready;
use crate::ui::drafts::Inputs;
use crate::ui::fields::{self, Fields, too_long};
use crate::ui::panels::application::correction::changes_ui;
use crate::ui::widgets::{Field, weak_ui};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Approve {
    numbers: RedNumbers,
    opinion: String,
}

impl Approve {
    pub(super) fn of(page: &ApplicationPage, lang: Lang) -> Self {
        Self { numbers: RedNumbers::of(&page.view), opinion: words::AGREED.get(lang).to_owned() }
    }

    pub(super) fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, page: &ApplicationPage) {
        let lang = fields.lang;
        weak_ui(ui, words::APPROVE_NOTE.get(lang));
        if let Some(request) = page.correction.as_ref().and_then(|side| side.waiting()) {
            changes_ui(ui, lang, page, request);
        }
        self.numbers.fields_ui(ui, fields);
        let fault = too_long(lang, &self.opinion);
        let field = Field::new(words::OPINION.get(lang), &mut self.opinion).required();
        fields.text_ui(ui, "reason", field, fault);
    }

    pub(super) fn inputs(&mut self, inputs: &mut Inputs) {
        self.numbers.inputs(inputs);
        inputs.field("opinion", &mut self.opinion);
    }

    pub(super) fn command(&self, lang: Lang, application: Code) -> Result<Command, Unready> {
        let (red_number, reversals) = self.numbers.given(lang)?;
        let reason = fields::reason(lang, "reason", &self.opinion, words::OPINION_MISSING)?;
        Ok(Command::ApproveCorrection(ApproveCorrection { application, reason, red_number, reversals }))
    }
}

//! Copies a policy.

use egui::Ui;

use crate::desk::commands::policies::CopyPolicy;
use crate::desk::protocol::table::Command;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::policy::Policy;
use crate::domain::refusal::{Noun, Refusal, checked};
use crate::i18n::{Lang, common, policies as words, settings};
use crate::ui::command_dialog::{CommandForm, Head, Unready};
use crate::ui::drafts::Inputs;
use crate::ui::fields::{Fields, typed};
use crate::ui::sending::Answer;
use crate::ui::theme::{Tone, space};
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::Field;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct CopyForm {
    from: Policy,
    pub(super) code: String,
    name_zh: String,
    name_en: String,
}

impl CopyForm {
    pub(super) fn of(from: &Policy) -> Self {
        Self {
            code: String::new(),
            name_zh: words::copy_name(Lang::Zh, &from.name_zh),
            name_en: words::copy_name(Lang::En, &from.name_en),
            from: from.clone(),
        }
    }
}

impl CommandForm for CopyForm {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        let title = words::copy_of(lang, settings::policy_name(lang, &self.from));
        Head::new(title).buttons(words::COPY.get(lang), common::NOT_NOW)
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        let lang = fields.lang;
        ui.spacing_mut().item_spacing.y = space::M;
        let is_taken = |refusal: &Refusal| matches!(refusal, Refusal::Conflict { what: Noun::Policy, .. });
        let fault = fields.refused_where(is_taken);
        let code = Field::new(common::CODE.get(lang), &mut self.code).required();
        fields.text_ui(ui, "code", code.message(Tone::Neutral, words::CODE_HINT.get(lang)), fault);
        for (name, label, text) in
            [("name_zh", words::NAME_ZH, &mut self.name_zh), ("name_en", words::NAME_EN, &mut self.name_en)]
        {
            fields.text_ui(ui, name, Field::new(label.get(lang), text).required(), None);
        }
    }

    fn command(&self, lang: Lang, (): &()) -> Result<Command, Unready> {
        let missing = || Unready::because(lang, common::ENTER_CODE_AND_NAME);
        Ok(Command::CopyPolicy(CopyPolicy {
            from: checked("from", &self.from.code)?,
            code: typed("code", &self.code)?.ok_or_else(missing)?,
            name_zh: Some(typed("name_zh", &self.name_zh)?.ok_or_else(missing)?),
            name_en: Some(typed("name_en", &self.name_en)?.ok_or_else(missing)?),
        }))
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        words::COPIED.get(lang).to_owned()
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(common::POLICY, self.code.trim())
    }

    fn draft(&self) -> Option<DraftKey> {
        Some(DraftKey::new(DraftForm::PolicyCopy).about(&self.from.code))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("code", &mut self.code);
        inputs.field("name_zh", &mut self.name_zh);
        inputs.field("name_en", &mut self.name_en);
    }
}

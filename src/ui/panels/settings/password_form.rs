//! Sets another user's password, who then chooses one of their own.

use egui::Ui;

use crate::desk::commands::users::SetPassword;
use crate::desk::protocol::table::Command;
use crate::domain::refusal::checked;
use crate::i18n::{Lang, sign_in as words};
use crate::ui::command_dialog::{CommandForm, Head, Unready};
use crate::ui::fields::Fields;
use crate::ui::sending::Answer;
use crate::ui::sign_in::NewPassword;
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{key_value_ui, weak_ui};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct PasswordForm {
    name: String,
    new: NewPassword,
}

impl PasswordForm {
    pub(super) fn of(name: &str) -> Self {
        Self { name: name.to_owned(), new: NewPassword::default() }
    }
}

impl CommandForm for PasswordForm {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        Head::new(words::SET_PASSWORD.get(lang))
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        key_value_ui(ui, words::NAME.get(fields.lang), &self.name);
        weak_ui(ui, words::SET_NOTE.get(fields.lang));
        self.new.fields_ui(ui, fields, words::NEW_PASSWORD, &self.name);
    }

    fn command(&self, _lang: Lang, (): &()) -> Result<Command, Unready> {
        let password = self.new.chosen(&self.name).ok_or(Unready::Missing)?;
        Ok(Command::SetPassword(SetPassword { name: checked("name", &self.name)?, password }))
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        words::PASSWORD_SET.get(lang).to_owned()
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(words::SET_PASSWORD, self.name.clone())
    }
}

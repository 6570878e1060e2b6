//! A password that is chosen: typed twice, with what is wrong with it beside it.

use std::fmt;

use egui::Ui;
use zeroize::Zeroizing;

use crate::domain::password::{MIN_PASSWORD_CHARS, Password, PasswordFault};
use crate::i18n::{Lang, common, faults, sign_in as words};
use crate::ui::fields::Fields;
use crate::ui::theme::Tone;
use crate::ui::widgets::Field;

#[derive(Clone, Default, PartialEq, Eq)]
pub struct NewPassword {
    typed: Zeroizing<String>,
    again: Zeroizing<String>,
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword")
    }
}

impl NewPassword {
    /// The password, if the user of this name can choose it.
    pub fn chosen(&self, user: &str) -> Option<Password> {
        let password = Password::try_from(self.typed.as_str()).ok()?;
        (password.check_for(user).is_ok() && self.typed == self.again).then_some(password)
    }

    /// Draws the two fields; Enter leads from the first to the second.
    pub fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, label: crate::i18n::Text, user: &str) {
        let lang = fields.lang;
        let too_short = PasswordFault::TooShort { min: MIN_PASSWORD_CHARS };
        let wrong = wrong(&self.typed, user);
        let how_long = faults::password_fault(lang, too_short);
        // One that is still being typed is not wrong yet.
        let is_short = wrong.is_none_or(|fault| fault == too_short);
        let is_said = fields.tried || (!is_short && !self.typed.is_empty());
        let fault = wrong.filter(|_| is_said).map(|fault| faults::password_fault(lang, fault));
        let missing = fields.missing(&self.typed, common::REQUIRED);
        let field = Field::new(label.get(lang), &mut self.typed).required().password();
        let field = if wrong.is_some() { field.message(Tone::Neutral, &how_long) } else { field };
        // Once it was tried, the keyboard goes to the first that is wrong.
        let is_right = fields.tried && wrong.is_none();
        let skipped = fields.wants_focus && is_right;
        fields.wants_focus &= !is_right;
        let entered = std::mem::take(&mut fields.entered);
        fields.text_ui(ui, "password", field, missing.or(fault));
        let goes_on = std::mem::replace(&mut fields.entered, entered);
        let differs =
            self.again != self.typed && (fields.tried || !self.typed.starts_with(self.again.as_str()));
        let missing = fields.missing(&self.again, common::REQUIRED);
        let differs = differs.then(|| words::PASSWORD_DIFFERS.get(lang).to_owned());
        let again = Field::new(words::REPEAT_PASSWORD.get(lang), &mut self.again).required().password();
        let again = fields.text_ui(ui, "again", again, missing.or(differs));
        if goes_on || skipped {
            again.request_focus();
        }
    }
}

fn wrong(typed: &str, user: &str) -> Option<PasswordFault> {
    Password::try_from(typed).and_then(|password| password.check_for(user)).err()
}

/// A field in which a password that is there already is typed.
pub fn password_field(lang: Lang, label: crate::i18n::Text, typed: &mut Zeroizing<String>) -> Field<'_> {
    Field::new(label.get(lang), typed).required().password()
}

//! Asks for the password of an encrypted backup.

use std::fmt;

use chrono::NaiveDate;
use egui::Ui;
use zeroize::Zeroizing;

use super::fields::Fields;
use super::widgets::{Button, Field};
use crate::domain::password::Password;
use crate::i18n::{Lang, backups as words, common};

#[derive(Default)]
pub struct Unlock {
    typed: Zeroizing<String>,
    tried: bool,
    /// The keyboard was led to the field.
    is_shown: bool,
}

impl fmt::Debug for Unlock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Unlock")
    }
}

impl Unlock {
    /// Draws the field, and the button that leads on; the password, once it is given.
    pub fn ui(&mut self, ui: &mut Ui, lang: Lang, button: Button<'_>) -> Option<Password> {
        let mut fields = Fields::new(lang, NaiveDate::default(), None);
        fields.tried = self.tried;
        fields.wants_focus = !std::mem::replace(&mut self.is_shown, true);
        let missing = fields.missing(&self.typed, common::REQUIRED);
        let field = Field::new(words::PASSWORD.get(lang), &mut self.typed).required().password();
        fields.text_ui(ui, "password", field, missing);
        let unlocks = button.show(ui).clicked();
        if !(unlocks || fields.entered) {
            return None;
        }
        self.tried = true;
        // Where it is wrong, the keyboard comes back.
        self.is_shown = false;
        (!self.typed.is_empty()).then(|| Password::typed(&self.typed))
    }
}

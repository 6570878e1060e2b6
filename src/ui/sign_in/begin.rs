//! Who works at a new store: its first user's name and password, or none, where that is what somebody wants.

use chrono::NaiveDate;
use egui::{Key, Modifiers, Ui};

use super::NewPassword;
use crate::domain::password::Password;
use crate::domain::refusal::{Refusal, checked};
use crate::domain::text::Line;
use crate::i18n::{Lang, common, faults, sign_in as words};
use crate::ui::fields::Fields;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{Button, Field, banner_ui, checkbox_ui, strong_ui, weak_ui};

/// The first user of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstUser {
    pub name: Line,
    pub password: Password,
}

/// What is filled in before a store is made.
#[derive(Debug)]
pub struct Begin {
    name: String,
    password: NewPassword,
    is_without: bool,
    tried: bool,
    is_new: bool,
}

/// What came of it.
pub enum Begun {
    /// A store is to be made; none: nobody signs in there.
    Wanted(Option<FirstUser>),
    Left,
}

impl Default for Begin {
    fn default() -> Self {
        let password = NewPassword::default();
        Self { name: String::new(), password, is_without: false, tried: false, is_new: true }
    }
}

impl Begin {
    pub fn ui(&mut self, ui: &mut Ui, lang: Lang) -> Option<Begun> {
        ui.spacing_mut().item_spacing.y = space::S;
        strong_ui(ui, words::FIRST_USER.get(lang));
        // No day is typed here.
        let mut fields = Fields::new(lang, NaiveDate::default(), None);
        fields.tried = self.tried;
        fields.wants_focus = std::mem::take(&mut self.is_new);
        if self.is_without {
            banner_ui(ui, Tone::Warn, words::WITHOUT_NOTE.get(lang), None);
        } else {
            weak_ui(ui, words::FIRST_NOTE.get(lang));
            self.fields_ui(ui, &mut fields);
        }
        checkbox_ui(ui, &mut self.is_without, words::WITHOUT.get(lang));
        ui.add_space(space::S);
        let begins = Button::primary(words::BEGIN.get(lang)).shortcut("Ctrl Enter").wide().show(ui).clicked();
        let leaves = Button::secondary(words::BACK.get(lang)).shortcut("Esc").wide().show(ui).clicked();
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::Enter) || begins || fields.entered {
            // What is wrong is gone to.
            (self.tried, self.is_new) = (true, true);
            return self.wanted().map(Begun::Wanted);
        }
        (pressed(Modifiers::NONE, Key::Escape) || leaves).then_some(Begun::Left)
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>) {
        let lang = fields.lang;
        let fault = match self.line() {
            Err(Refusal::BadField { fault, .. }) if !self.name.trim().is_empty() => {
                Some(faults::field_error(lang, &fault))
            }
            _ => fields.missing(&self.name, common::REQUIRED),
        };
        let is_right = fields.tried && fault.is_none();
        let skipped = fields.wants_focus && is_right;
        fields.wants_focus &= !is_right;
        let name = Field::new(words::NAME.get(lang), &mut self.name).required();
        fields.text_ui(ui, "name", name, fault);
        // What is entered here leads on, as Tab does.
        fields.wants_focus = std::mem::take(&mut fields.entered) || skipped;
        self.password.fields_ui(ui, fields, words::PASSWORD, self.name.trim());
    }

    fn line(&self) -> Result<Line, Refusal> {
        checked("name", &self.name)
    }

    /// What is to be made; none: something is missing.
    fn wanted(&self) -> Option<Option<FirstUser>> {
        if self.is_without {
            return Some(None);
        }
        let name = self.line().ok()?.given()?;
        let password = self.password.chosen(&name)?;
        Some(Some(FirstUser { name, password }))
    }
}

//! The fields of a form in one frame: which of them takes the keyboard, what is said beside each, what became of them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use egui::{Key, Response, Ui};

use super::command_dialog::Unready;
use super::theme::{Type, tokens};
use super::widgets::{Field, MoneyInput, money_field_ui, text_ui};
use crate::domain::month::Month;
use crate::domain::refusal::{Refusal, checked};
pub use crate::domain::text::given;
use crate::domain::text::{MAX_TEXT_CHARS, Prose, TextError};
use crate::i18n::refusal::message;
use crate::i18n::{Lang, Text, faults, seal};

/// What the fields of a form are drawn with, and what became of them.
pub struct Fields<'a> {
    pub lang: Lang,
    pub today: NaiveDate,
    /// It was tried to send the form: what is empty and must not be is said from then on.
    pub tried: bool,
    /// The next input that can be typed into takes the keyboard.
    pub wants_focus: bool,
    pub changed: bool,
    /// Enter was pressed in a field of one line.
    pub entered: bool,
    /// What was refused is said beside its field, so that it needs no banner.
    pub said: bool,
    /// The months that are sealed.
    pub sealed: BTreeSet<Month>,
    refused: Option<&'a Refusal>,
}

impl<'a> Fields<'a> {
    pub fn new(lang: Lang, today: NaiveDate, refused: Option<&'a Refusal>) -> Self {
        Self {
            lang,
            today,
            refused,
            tried: false,
            wants_focus: false,
            changed: false,
            entered: false,
            said: false,
            sealed: BTreeSet::new(),
        }
    }

    /// Says that one of these days is in a sealed month or before, where it is.
    pub fn sealed_ui(&self, ui: &mut Ui, days: impl IntoIterator<Item = NaiveDate>) {
        let Some(earliest) = days.into_iter().min() else { return };
        if let Some(month) = self.sealed.range(Month::of(earliest)..).next() {
            text_ui(ui, &seal::will_touch(self.lang, *month), Type::Small, tokens(ui).warn);
        }
    }

    /// Draws a field that commands call `name`, with what is wrong with it beside it: what was refused of it, else
    /// `fault`, else what it says by itself.
    pub fn text_ui(&mut self, ui: &mut Ui, name: &str, field: Field<'_>, fault: Option<String>) -> Response {
        let fault = self.refused_of(name).or(fault);
        let is_enabled = field.is_enabled();
        let response = field.error(fault.as_deref()).show(ui);
        if is_enabled {
            self.typed(ui, &response);
        }
        response
    }

    /// The same for an amount of money.
    pub fn money_ui(
        &mut self,
        ui: &mut Ui,
        name: &str,
        label: Text,
        input: &mut MoneyInput,
        width: Option<f32>,
        fault: Option<String>,
    ) -> Response {
        let fault = self.refused_of(name).or(fault);
        let response = money_field_ui(ui, label.get(self.lang), input, width, fault.as_deref());
        self.typed(ui, &response);
        response
    }

    /// A text of at most [`MAX_TEXT_CHARS`] characters that says why, and must be given.
    pub fn reason_ui(
        &mut self,
        ui: &mut Ui,
        name: &str,
        label: Text,
        hint: Text,
        rows: usize,
        text: &mut String,
    ) {
        let fault = too_long(self.lang, text);
        let field = Field::new(label.get(self.lang), text).required().rows(rows).limit(MAX_TEXT_CHARS);
        self.text_ui(ui, name, field.hint(hint.get(self.lang)), fault);
    }

    fn typed(&mut self, ui: &Ui, response: &Response) {
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        self.heed(response);
        self.entered |= response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    }

    /// Takes note of an input that nothing is typed into.
    pub fn heed(&mut self, response: &Response) {
        self.changed |= response.changed();
    }

    /// What was refused of the field of this name.
    pub fn refused_of(&mut self, name: &str) -> Option<String> {
        let Some(Refusal::BadField { field, fault }) = self.refused else { return None };
        let is_it = field.trim_start_matches("changes.") == name;
        self.said |= is_it;
        is_it.then(|| faults::field_error(self.lang, fault))
    }

    /// What was refused, in its words, where it is about a field: that field says it.
    pub fn refused_where(&mut self, is_it: impl FnOnce(&Refusal) -> bool) -> Option<String> {
        let refusal = self.refused.filter(|refusal| is_it(refusal))?;
        self.said = true;
        Some(message(self.lang, refusal))
    }

    /// What is said of a field that is empty and must not be.
    pub fn missing(&self, text: &str, words: Text) -> Option<String> {
        (self.tried && text.trim().is_empty()).then(|| words.get(self.lang).to_owned())
    }
}

/// What is said of a text that is longer than texts may be.
pub fn too_long(lang: Lang, text: &str) -> Option<String> {
    (text.chars().count() > MAX_TEXT_CHARS).then(|| faults::too_long(lang, MAX_TEXT_CHARS))
}

/// What was typed into the field that commands call `name`, as it is sent; none where it is blank.
pub fn typed<T>(name: &str, text: &str) -> Result<Option<T>, Refusal>
where
    T: for<'a> TryFrom<&'a str, Error = TextError>,
{
    given(text).map(|text| checked(name, &text)).transpose()
}

/// A reason as it is sent; `missing` is why it cannot be where there is none.
pub fn reason(lang: Lang, name: &str, text: &str, missing: Text) -> Result<Prose, Unready> {
    match too_long(lang, text) {
        Some(too_long) => Err(Unready::Because(too_long)),
        None => typed(name, text)?.ok_or_else(|| Unready::because(lang, missing)),
    }
}

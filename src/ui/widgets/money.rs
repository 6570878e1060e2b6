//! Amounts: shown right-aligned with tabular digits, and typed without being disturbed.

use egui::{Align, Event, ImeEvent, Layout, Response, Ui};
use serde::{Deserialize, Serialize};

use super::field::Field;
use super::text::{ink, text_ui};
use crate::domain::money::{Fen, MoneyError};
use crate::ui::theme::{Tone, Type, tokens};
use crate::ui::words;

/// An amount of money, aligned to the right of what room there is.
pub fn amount_ui(ui: &mut Ui, amount: Fen) -> Response {
    amount_text_ui(ui, &amount.grouped())
}

/// The text of an amount, or a dash where there is none, aligned like [`amount_ui`].
pub fn amount_text_ui(ui: &mut Ui, text: &str) -> Response {
    let color = ink(ui);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| text_ui(ui, text, Type::Mono, color)).inner
}

/// The number that a card is about: `¥ 9,154,389.10`, 26 points.
pub fn key_figure_ui(ui: &mut Ui, amount: Fen) -> Response {
    text_ui(ui, &format!("¥ {}", amount.grouped()), Type::KeyFigure, tokens(ui).text)
}

/// What is being typed into a [`money_field_ui`], and what it means. A draft keeps its text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct MoneyInput {
    text: String,
    value: Option<Result<Fen, MoneyError>>,
    composing: bool,
}

impl From<String> for MoneyInput {
    fn from(text: String) -> Self {
        let mut input = Self { text, ..Self::default() };
        input.read();
        input
    }
}

impl From<MoneyInput> for String {
    fn from(input: MoneyInput) -> Self {
        input.text
    }
}

impl MoneyInput {
    pub fn of(amount: Fen) -> Self {
        Self { text: amount.grouped(), value: Some(Ok(amount)), composing: false }
    }

    pub fn amount(&self) -> Option<Fen> {
        self.value.and_then(Result::ok)
    }

    /// What is wrong with the text; nothing where there is none yet.
    pub fn error(&self) -> Option<MoneyError> {
        self.value.and_then(Result::err)
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    fn read(&mut self) {
        self.value = if self.text.trim().is_empty() { None } else { Some(Fen::parse(&self.text)) };
    }
}

/// An input for an amount. It is read after each change, but never while an input method is composing; on
/// leaving the field the amount is written with its separators. What is wrong is said below; `error` comes from
/// the panel's own rules and is said where the text itself is right.
pub fn money_field_ui(
    ui: &mut Ui,
    label: &str,
    input: &mut MoneyInput,
    width: Option<f32>,
    error: Option<&str>,
) -> Response {
    let own = input.error().map(|e| crate::i18n::faults::money_error(e).get(words::lang(ui)));
    let message = own.or(error);
    let mut field = Field::new(label, &mut input.text).hint("0.00").right();
    if let Some(message) = message {
        field = field.message(Tone::Bad, message);
    }
    if let Some(width) = width {
        field = field.width(width);
    }
    let response = field.show(ui);
    let was_composing = input.composing;
    input.composing = response.has_focus() && is_composing(ui, was_composing);
    let settled = was_composing && !input.composing;
    if !input.composing && (response.changed() || settled) {
        input.read();
    }
    if response.lost_focus()
        && let Some(amount) = input.amount()
    {
        input.text = amount.grouped();
    }
    response
}

/// Whether an input method is in the middle of a word, given whether it `was` before this frame.
fn is_composing(ui: &Ui, was: bool) -> bool {
    ui.input(|input| {
        input.events.iter().fold(was, |composing, event| match event {
            Event::Ime(ImeEvent::Preedit { text, .. }) => !text.is_empty(),
            Event::Ime(ImeEvent::Commit(_)) => false,
            _ => composing,
        })
    })
}

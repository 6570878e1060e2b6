//! What the tax bureau says of a confirmation form, while it is typed: its number, and when something happened to it.

use egui::Ui;

use crate::domain::red_letter::is_form_no;
use crate::domain::refusal::checked;
use crate::domain::text::Line;
use crate::i18n::{Lang, Text, red_letters as words, steps};
use crate::ui::command_dialog::Unready;
use crate::ui::date_text::parse_time;
use crate::ui::fields::{Fields, given};
use crate::ui::theme::Tone;
use crate::ui::widgets::Field;

/// Digits in the longest number of a form.
const MOST_DIGITS: usize = 24;

/// Draws the field of a form's number.
pub(super) fn form_no_ui(ui: &mut Ui, fields: &mut Fields<'_>, label: &str, text: &mut String) {
    let lang = fields.lang;
    let typed = text.trim().to_owned();
    let is_wrong = typed.len() > MOST_DIGITS || typed.bytes().any(|byte| !byte.is_ascii_digit());
    let fault = is_wrong.then(|| words::FORM_NO_WRONG.get(lang).to_owned());
    let digits = steps::digits(lang, typed.len());
    let mut field = Field::new(label, text).hint(words::FORM_NO_HINT.get(lang));
    if !typed.is_empty() {
        field = field.message(if is_form_no(&typed) { Tone::Ok } else { Tone::Neutral }, &digits);
    }
    fields.text_ui(ui, "form_no", field, fault);
}

/// The number as it is sent; none where none was typed.
pub(super) fn form_no(lang: Lang, text: &str) -> Result<Option<Line>, Unready> {
    match given(text) {
        Some(number) if !is_form_no(&number) => Err(Unready::because(lang, words::FORM_NO_WRONG)),
        number => Ok(number.map(|number| checked("form_no", &number)).transpose()?),
    }
}

/// Draws the field of a time, which commands call `name`; blank is now.
pub(super) fn time_ui(
    ui: &mut Ui,
    fields: &mut Fields<'_>,
    name: &str,
    (label, width): (Text, f32),
    text: &mut String,
) {
    let lang = fields.lang;
    let is_wrong = !text.trim().is_empty() && parse_time(text).is_none();
    let field = Field::new(label.get(lang), text).hint(words::TIME_HINT.get(lang)).width(width);
    // What is typed is wrong until it is whole, and no fault until then.
    let shape = words::TIME_WRONG.get(lang);
    let field = if is_wrong { field.message(Tone::Neutral, shape) } else { field };
    fields.text_ui(ui, name, field, None);
}

/// The time as it is sent; none where none was typed.
pub(super) fn time(lang: Lang, name: &str, text: &str) -> Result<Option<Line>, Unready> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let at = parse_time(text).ok_or_else(|| Unready::because(lang, words::TIME_WRONG))?;
    Ok(Some(checked(name, &at.to_rfc3339())?))
}

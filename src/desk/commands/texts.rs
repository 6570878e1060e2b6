//! The texts of a command: trimmed, bounded, there where they must be.

use crate::domain::refusal::{FieldError, Refusal};
use crate::domain::text::{MAX_TEXT_CHARS, first_unseen};

/// A text that must be there.
///
/// # Errors
/// `bad-field`: it is blank or too long.
pub(crate) fn required<'a>(field: &str, text: &'a str) -> Result<&'a str, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::bad_field(field, FieldError::Missing));
    }
    if text.chars().count() > MAX_TEXT_CHARS {
        return Err(Refusal::bad_field(field, FieldError::TooLong { max: MAX_TEXT_CHARS }));
    }
    Ok(text)
}

/// A text that may be left out; blank counts as left out.
///
/// # Errors
/// `bad-field`: it is too long.
pub(crate) fn optional(field: &str, text: Option<&str>) -> Result<Option<String>, Refusal> {
    match text.map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => required(field, text).map(|text| Some(text.to_owned())),
    }
}

/// The same, where the command leaves it open what kind of text it is: this one is one line.
///
/// # Errors
/// `bad-field`: it is too long, or has a character that cannot be seen.
pub(crate) fn line(field: &str, text: Option<&str>) -> Result<Option<String>, Refusal> {
    match text.and_then(first_unseen) {
        Some(character) => Err(Refusal::bad_field(field, FieldError::BadCharacter { character })),
        None => optional(field, text),
    }
}

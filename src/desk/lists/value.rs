//! What stands in a cell, whoever shows it.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::list_columns::Phrase;
use crate::domain::money::Fen;

/// What stands in a cell of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellValue<'a> {
    /// Nothing.
    Nothing,
    /// Text.
    Text(Cow<'a, str>),
    /// Something that is said in words.
    Phrase(Phrase),
    /// An amount.
    Money(Fen),
    /// A day.
    Date(NaiveDate),
    /// A number of things.
    Count(i64),
    /// An instant.
    Moment(DateTime<Utc>),
}

impl CellValue<'_> {
    /// As it is pasted into a spreadsheet.
    pub fn into_text(self, say: impl Fn(Phrase) -> Cow<'static, str>) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Text(text) => text.into_owned(),
            Self::Phrase(phrase) => say(phrase).into_owned(),
            Self::Money(amount) => amount.to_string(),
            Self::Date(day) => day.to_string(),
            Self::Count(count) => count.to_string(),
            Self::Moment(at) => at.to_rfc3339(),
        }
    }
}

impl<'a> From<&'a str> for CellValue<'a> {
    fn from(text: &'a str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(Cow::Borrowed(text)) }
    }
}

impl From<String> for CellValue<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<u64> for CellValue<'_> {
    fn from(count: u64) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl<'a, T: Into<CellValue<'a>>> From<Option<T>> for CellValue<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, Into::into)
    }
}

macro_rules! from {
    ($($type:ty => $variant:ident,)*) => {$(
        impl From<$type> for CellValue<'_> {
            fn from(value: $type) -> Self {
                Self::$variant(value)
            }
        }
    )*};
}

from! {
    Phrase => Phrase,
    Fen => Money,
    NaiveDate => Date,
    i64 => Count,
    DateTime<Utc> => Moment,
}

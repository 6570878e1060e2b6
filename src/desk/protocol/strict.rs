//! Reads the values of the automation interface as AUTOMATION.md writes them, and in no other shape.

use std::collections::BTreeMap;
use std::convert::Infallible;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Utc};
use serde::de::DeserializeOwned;
use serde::de::value::StringDeserializer;
use serde::{Deserialize, Deserializer};

use crate::domain::calendar::china_date;
pub(crate) use crate::domain::reading::day;
use crate::domain::reading::{has_four_digits, text};
use crate::domain::text::given;

/// The kinds of text that are read here, see [`text`].
pub(crate) const CODE: &str = "Code";
pub(crate) const PROSE: &str = "Prose";
pub(crate) const FREE: &str = "Free";

macro_rules! readers {
    ($($(#[$doc:meta])* $name:ident: $read:ty => $type:ty, $taken:expr;)*) => {$(
        $(#[$doc])*
        pub(crate) fn $name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<$type, D::Error> {
            <$read>::deserialize(deserializer).map($taken)
        }
    )*};
}

readers! {
    /// What something is known by: a number, a code, a name. Blanks around it are dropped, as they are where it is kept;
    /// a blank one names nothing.
    code: Code => String, |Code(code)| code;
    /// What something is known by, or none: a blank one counts as left out.
    code_if_any: Option<String> => Option<String>, |text| text.as_deref().and_then(given);
    /// What is looked for, or none. A blank one is refused: whoever sends it does not look for everything.
    code_if_given: Option<Code> => Option<String>, |code| code.map(|Code(code)| code);
    codes_if_any: Option<Vec<Code>> => Option<Vec<String>>, |codes| {
        codes.map(|codes| codes.into_iter().map(|Code(code)| code).collect())
    };
    /// A text of several lines, such as a note.
    prose: Prose => String, |Prose(text)| text;
    prose_if_any: Option<Prose> => Option<String>, |text| text.map(|Prose(text)| text);
    prose_by_name: Option<ByName<Prose>> => Option<ByName<String>>, |texts| {
        texts.map(|texts| texts.into_iter().map(|(name, Prose(text))| (name, text)).collect())
    };
    /// A text that a rule of its own looks through, which says more: `remark-invalid`, `email-invalid`,
    /// `invoice-info-invalid`. A path is a file's, whatever it is called.
    free: Free => String, |Free(text)| text;
    free_if_any: Option<Free> => Option<String>, |text| text.map(|Free(text)| text);
    free_by_name: Option<ByName<Free>> => Option<ByName<String>>, |texts| {
        texts.map(|texts| texts.into_iter().map(|(name, Free(text))| (name, text)).collect())
    };
    day_if_any: Option<Day> => Option<NaiveDate>, |day| day.map(|Day(day)| day);
}

/// One of the words that `T` knows. Left to itself serde takes an object for it as well.
pub(crate) fn choice<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<T, D::Error> {
    Choice::deserialize(deserializer).map(|Choice(value)| value)
}

/// One of the words that `T` knows, or none.
pub(crate) fn choice_if_any<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Ok(Option::<Choice<T>>::deserialize(deserializer)?.map(|Choice(value)| value))
}

/// Some of the words that `T` knows.
pub(crate) fn choices<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    Ok(Vec::<Choice<T>>::deserialize(deserializer)?.into_iter().map(|Choice(value)| value).collect())
}

/// An instant as RFC 3339 writes it, in a year of China that dates can be written in.
pub(crate) fn instant(text: &str) -> Option<DateTime<Utc>> {
    let at: DateTime<FixedOffset> = DateTime::parse_from_rfc3339(text).ok()?;
    let at = at.to_utc();
    has_four_digits(china_date(at).year()).then_some(at)
}

type ByName<T> = BTreeMap<String, T>;

macro_rules! texts {
    ($($name:ident($kind:expr, $parse:expr))*) => {$(
        struct $name(String);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                text(deserializer, $kind, $parse).map(Self)
            }
        }
    )*};
}

texts! {
    Code(CODE, |text| given(text).ok_or("blank"))
    Prose(PROSE, |text| Ok::<_, Infallible>(text.to_owned()))
    Free(FREE, |text| Ok::<_, Infallible>(text.to_owned()))
}

#[derive(Deserialize)]
#[serde(transparent)]
struct Day(#[serde(deserialize_with = "day")] NaiveDate);

struct Choice<T>(T);

impl<'de, T: DeserializeOwned> Deserialize<'de> for Choice<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(StringDeserializer::new(String::deserialize(deserializer)?)).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_has_an_offset_and_a_year_of_four_digits_in_china() {
        assert_eq!(instant("2026-11-20T16:00:00Z"), instant("2026-11-21T00:00:00+08:00"));
        assert!(instant("9999-12-31T15:59:59Z").is_some());
        for other in
            ["9999-12-31T16:00:00Z", "2026-11-20T10:00:00", "2026-11-20T10:00:00+0800", "2026-11-20", ""]
        {
            assert_eq!(instant(other), None, "{other}");
        }
    }
}

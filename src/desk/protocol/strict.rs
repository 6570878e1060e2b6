//! Reads the values of the automation interface as AUTOMATION.md writes them, and in no other shape.

use std::collections::BTreeMap;
use std::convert::Infallible;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Utc};
use serde::de::value::StringDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer};
use serde::{Deserialize, Deserializer};

use crate::domain::calendar::china_date;
pub(in crate::desk) use crate::domain::reading::day;
use crate::domain::reading::{has_four_digits, text};

/// The kinds of text that are read here, see [`text`].
pub(in crate::desk) const CODE: &str = "Code";
pub(in crate::desk) const PROSE: &str = "Prose";
pub(in crate::desk) const FREE: &str = "Free";

/// What something is known by: a number, a code, a name. Blanks around it are dropped, as they are where it is kept;
/// a blank one names nothing.
pub(in crate::desk) fn code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Code::deserialize(deserializer).map(|Code(code)| code)
}

/// What something is known by, or none: a blank one counts as left out.
pub(in crate::desk) fn code_if_any<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    Ok(text.as_deref().and_then(parse_code))
}

/// What is looked for, or none. A blank one is refused: whoever sends it does not look for everything.
pub(in crate::desk) fn code_if_given<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    Ok(Option::<Code>::deserialize(deserializer)?.map(|Code(code)| code))
}

/// Several of them, or none.
pub(in crate::desk) fn codes_if_any<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Vec<String>>, D::Error> {
    let codes = Option::<Vec<Code>>::deserialize(deserializer)?;
    Ok(codes.map(|codes| codes.into_iter().map(|Code(code)| code).collect()))
}

/// A text of several lines, such as a note.
pub(in crate::desk) fn prose<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    text(deserializer, PROSE, as_it_is)
}

/// A text of several lines, or none.
pub(in crate::desk) fn prose_if_any<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    Ok(Option::<Prose>::deserialize(deserializer)?.map(|Prose(text)| text))
}

/// Texts of several lines, each for something, or none.
pub(in crate::desk) fn prose_by_name<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<BTreeMap<String, String>>, D::Error> {
    let texts = Option::<BTreeMap<String, Prose>>::deserialize(deserializer)?;
    Ok(texts.map(|texts| texts.into_iter().map(|(name, Prose(text))| (name, text)).collect()))
}

/// A text that a rule of its own looks through, which says more: `remark-invalid`, `email-invalid`,
/// `invoice-info-invalid`. A path is a file's, whatever it is called.
pub(in crate::desk) fn free<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    text(deserializer, FREE, as_it_is)
}

/// Such a text, or none.
pub(in crate::desk) fn free_if_any<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    Ok(Option::<Free>::deserialize(deserializer)?.map(|Free(text)| text))
}

/// Such texts, each for something, or none.
pub(in crate::desk) fn free_by_name<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<BTreeMap<String, String>>, D::Error> {
    let texts = Option::<BTreeMap<String, Free>>::deserialize(deserializer)?;
    Ok(texts.map(|texts| texts.into_iter().map(|(name, Free(text))| (name, text)).collect()))
}

/// A date, or none.
pub(in crate::desk) fn day_if_any<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<NaiveDate>, D::Error> {
    Ok(Option::<Day>::deserialize(deserializer)?.map(|Day(day)| day))
}

/// One of the words that `T` knows. Left to itself serde takes an object for it as well.
pub(in crate::desk) fn choice<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<T, D::Error> {
    Choice::deserialize(deserializer).map(|Choice(value)| value)
}

/// One of the words that `T` knows, or none.
pub(in crate::desk) fn choice_if_any<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Ok(Option::<Choice<T>>::deserialize(deserializer)?.map(|Choice(value)| value))
}

/// Some of the words that `T` knows.
pub(in crate::desk) fn choices<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    Ok(Vec::<Choice<T>>::deserialize(deserializer)?.into_iter().map(|Choice(value)| value).collect())
}

/// An instant as RFC 3339 writes it, in a year of China that dates can be written in.
pub(in crate::desk) fn instant(text: &str) -> Option<DateTime<Utc>> {
    let at: DateTime<FixedOffset> = DateTime::parse_from_rfc3339(text).ok()?;
    let at = at.to_utc();
    has_four_digits(china_date(at).year()).then_some(at)
}

/// What something is known by, without the blanks around it; none if it is blank.
pub(in crate::desk) fn parse_code(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|code| !code.is_empty())
}

fn as_it_is(text: &str) -> Result<String, Infallible> {
    Ok(text.to_owned())
}

#[derive(Deserialize)]
#[serde(transparent)]
struct Prose(#[serde(deserialize_with = "prose")] String);

#[derive(Deserialize)]
#[serde(transparent)]
struct Free(#[serde(deserialize_with = "free")] String);

struct Code(String);

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer, CODE, |text| parse_code(text).ok_or("blank")).map(Self)
    }
}

#[derive(Deserialize)]
#[serde(transparent)]
struct Day(#[serde(deserialize_with = "day")] NaiveDate);

struct Choice<T>(T);

impl<'de, T: DeserializeOwned> Deserialize<'de> for Choice<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word: StringDeserializer<D::Error> = String::deserialize(deserializer)?.into_deserializer();
        T::deserialize(word).map(Self)
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

//! Reads the values of the automation interface as AUTOMATION.md writes them, and in no other shape.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Utc};
use serde::de::value::StringDeserializer;
use serde::de::{DeserializeOwned, Error, IntoDeserializer};
use serde::{Deserialize, Deserializer};

use crate::domain::calendar::china_date;

/// What is said of a text that is no date; [`super::decode`] knows it by this.
pub(super) const NOT_A_DATE: &str = "not a date";

/// What is said of a blank text where something has to be named; [`super::decode`] knows it by this.
pub(super) const BLANK: &str = "blank";

/// What something is known by: a number, a code, a name. Blanks around it are dropped, as they are where it is kept;
/// a blank one names nothing.
pub(super) fn code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Code::deserialize(deserializer).map(|Code(code)| code)
}

/// What something is known by, or none: a blank one counts as left out.
pub(super) fn code_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let code = Option::<String>::deserialize(deserializer)?;
    Ok(code.map(|code| code.trim().to_owned()).filter(|code| !code.is_empty()))
}

/// What is looked for, or none. A blank one is refused: whoever sends it does not look for everything.
pub(super) fn code_if_given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<Code>::deserialize(deserializer)?.map(|Code(code)| code))
}

/// Several of them, or none.
pub(super) fn codes_if_any<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Vec<String>>, D::Error> {
    let codes = Option::<Vec<Code>>::deserialize(deserializer)?;
    Ok(codes.map(|codes| codes.into_iter().map(|Code(code)| code).collect()))
}

/// A date as `YYYY-MM-DD`.
pub(super) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    parse_day(&String::deserialize(deserializer)?).ok_or_else(|| Error::custom(NOT_A_DATE))
}

/// A date, or none.
pub(super) fn day_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    match Option::<String>::deserialize(deserializer)? {
        None => Ok(None),
        Some(text) => parse_day(&text).map(Some).ok_or_else(|| Error::custom(NOT_A_DATE)),
    }
}

/// One of the words that `T` knows. Left to itself serde takes an object for it as well.
pub(super) fn choice<'de, D: Deserializer<'de>, T: DeserializeOwned>(deserializer: D) -> Result<T, D::Error> {
    Choice::deserialize(deserializer).map(|Choice(value)| value)
}

/// One of the words that `T` knows, or none.
pub(super) fn choice_if_any<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Ok(Option::<Choice<T>>::deserialize(deserializer)?.map(|Choice(value)| value))
}

/// Some of the words that `T` knows.
pub(super) fn choices<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    Ok(Vec::<Choice<T>>::deserialize(deserializer)?.into_iter().map(|Choice(value)| value).collect())
}

/// An instant as RFC 3339 writes it, in a year of China that dates can be written in.
pub(super) fn instant(text: &str) -> Option<DateTime<Utc>> {
    let at: DateTime<FixedOffset> = DateTime::parse_from_rfc3339(text).ok()?;
    let at = at.to_utc();
    has_four_digits(china_date(at).year()).then_some(at)
}

struct Code(String);

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.trim() {
            "" => Err(Error::custom(BLANK)),
            code => Ok(Self(code.to_owned())),
        }
    }
}

struct Choice<T>(T);

impl<'de, T: DeserializeOwned> Deserialize<'de> for Choice<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word: StringDeserializer<D::Error> = String::deserialize(deserializer)?.into_deserializer();
        T::deserialize(word).map(Self)
    }
}

fn parse_day(text: &str) -> Option<NaiveDate> {
    let is_in_shape = text.len() == "YYYY-MM-DD".len()
        && text.bytes().enumerate().all(|(i, byte)| match i {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (is_in_shape && has_four_digits(date.year())).then_some(date)
}

fn has_four_digits(year: i32) -> bool {
    (1..=9999).contains(&year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_ten_characters_and_a_day_of_the_calendar() {
        assert!(parse_day("2024-02-29").is_some() && parse_day("9999-12-31").is_some());
        let others = ["2026-02-29", "2026-1-5", " 2026-01-05", "2026-01-05 ", "+2026-01-05", "-026-01-05"];
        for other in others.iter().chain(&["2026/01/05", "20260105", "0000-01-01", "２０２６-01-05", ""])
        {
            assert_eq!(parse_day(other), None, "{other}");
        }
    }

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

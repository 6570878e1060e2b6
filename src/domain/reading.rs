//! How a value is read that is written as a text. The kind of the value goes along by name, so that whoever reads what
//! people wrote can say what is wrong with it as data, not as a sentence.
//!
//! Errors of every reading: what `parse` says, or that it is no text.

use std::fmt::{self, Display};
use std::marker::PhantomData;

use chrono::{Datelike, NaiveDate};
use serde::Deserializer;
use serde::de::{Error, Visitor};

/// The kind of a date as `YYYY-MM-DD`.
pub const DAY: &str = "Day";

/// Reads a text of this kind.
pub fn text<'de, D: Deserializer<'de>, T, E: Display>(
    deserializer: D,
    kind: &'static str,
    parse: fn(&str) -> Result<T, E>,
) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(kind, Text { parse, read: PhantomData })
}

/// A date as `YYYY-MM-DD`.
pub fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    text(deserializer, DAY, |text| parse_day(text).ok_or("not a date"))
}

/// A day of the calendar as ten characters, in a year of four digits.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let is_in_shape = text.len() == "YYYY-MM-DD".len()
        && text.bytes().enumerate().all(|(i, byte)| match i {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (is_in_shape && has_four_digits(date.year())).then_some(date)
}

/// Whether dates of a year can be written as `YYYY-MM-DD`.
pub fn has_four_digits(year: i32) -> bool {
    (1..=9999).contains(&year)
}

struct Text<T, E> {
    parse: fn(&str) -> Result<T, E>,
    read: PhantomData<T>,
}

impl<'de, T, E: Display> Visitor<'de> for Text<T, E> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<F: Error>(self, text: &str) -> Result<T, F> {
        (self.parse)(text).map_err(F::custom)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }
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
}

//! How a value is read that is written as a text. The kind of the value goes along by name, so that whoever reads what
//! people wrote can say what is wrong with it as data, not as a sentence.
//!
//! Errors of every reading: what `parse` says, or that it is no text.

use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::ops::Deref;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Utc};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::calendar::china_date;

/// A day of the calendar that can be written as `YYYY-MM-DD`, as it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Day(NaiveDate);

impl Day {
    /// The kind of it, see [`text`].
    pub const KIND: &str = "Day";

    /// The day, if its year has four digits.
    pub fn of(date: NaiveDate) -> Option<Self> {
        has_four_digits(date.year()).then_some(Self(date))
    }

    /// A day of the calendar as ten characters, in a year of four digits.
    pub fn parse(text: &str) -> Option<Self> {
        let is_in_shape = text.len() == "YYYY-MM-DD".len()
            && text.bytes().enumerate().all(|(i, byte)| match i {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
        Self::of(date).filter(|_| is_in_shape)
    }
}

impl Deref for Day {
    type Target = NaiveDate;

    fn deref(&self) -> &NaiveDate {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer, Self::KIND, |text| Self::parse(text).ok_or("not a date"))
    }
}

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
    Day::deserialize(deserializer).map(|day| *day)
}

/// An instant as RFC 3339 writes it, in a year of China that dates can be written in.
pub fn instant(text: &str) -> Option<DateTime<Utc>> {
    let at: DateTime<FixedOffset> = DateTime::parse_from_rfc3339(text).ok()?;
    let at = at.to_utc();
    has_four_digits(china_date(at).year()).then_some(at)
}

/// Whether dates of a year can be written as `YYYY-MM-DD`.
fn has_four_digits(year: i32) -> bool {
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
        assert!(Day::parse("2024-02-29").is_some() && Day::parse("9999-12-31").is_some());
        let others = ["2026-02-29", "2026-1-5", " 2026-01-05", "2026-01-05 ", "+2026-01-05", "-026-01-05"];
        for other in others.iter().chain(&["2026/01/05", "20260105", "0000-01-01", "２０２６-01-05", ""])
        {
            assert_eq!(Day::parse(other), None, "{other}");
        }
    }

    #[test]
    fn a_day_has_a_year_of_four_digits() {
        assert_eq!(Day::of(NaiveDate::from_ymd_opt(10000, 1, 1).unwrap()), None);
        assert_eq!(Day::of(NaiveDate::from_ymd_opt(0, 1, 1).unwrap()), None);
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

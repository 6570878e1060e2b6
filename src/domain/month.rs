//! A calendar month.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::calendar::{minus_months, plus_months};

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

impl Month {
    /// The one that a day is in.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// The one this many months before it.
    pub fn before(self, months: u32) -> Self {
        Self(minus_months(self.0, months))
    }

    /// Reads `2026-11`; nothing else is a month.
    pub fn parse(text: &str) -> Option<Self> {
        let first = format!("{text}-01").parse::<NaiveDate>().ok().map(Self)?;
        (first.to_string() == text).then_some(first)
    }

    /// Its first and its last day.
    pub fn days(self) -> [NaiveDate; 2] {
        [self.0, plus_months(self.0, 1).pred_opt().unwrap_or(self.0)]
    }

    /// The year and the number of the month in it.
    pub fn parts(self) -> (i32, u32) {
        (self.0.year(), self.0.month())
    }

    /// Whether it has ended on a day.
    pub fn is_over(self, today: NaiveDate) -> bool {
        today > self.days()[1]
    }

    /// Whether a day is in it.
    pub fn has(self, day: NaiveDate) -> bool {
        let [first, last] = self.days();
        (first..=last).contains(&day)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m"))
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("not a month"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_that_of_its_days_and_those_before_it_go_back_over_the_year() {
        let month = Month::of("2026-01-31".parse().unwrap());
        assert_eq!([0, 1, 13].map(|n| month.before(n).to_string()), ["2026-01", "2025-12", "2024-12"]);
    }

    #[test]
    fn a_month_is_a_year_and_a_number_and_has_its_own_days() {
        let month = Month::parse("2024-02").unwrap();
        assert_eq!(month.days().map(|day| day.to_string()), ["2024-02-01", "2024-02-29"]);
        for (inside, last) in [("2024-02-10", "2024-02-29"), ("2026-12-01", "2026-12-31")] {
            assert_eq!(Month::of(inside.parse().unwrap()).days()[1].to_string(), last);
        }
        assert_eq!(month.to_string(), "2024-02");
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert!(month.has(day("2024-02-01")) && month.has(day("2024-02-29")));
        assert!(!month.has(day("2024-01-31")) && !month.has(day("2024-03-01")));
        for text in
            ["", "2024-2", "2024-13", "2024-02-01", "24-02", " 2024-02", "+024-02", "2024/02", "２０２４-02"]
        {
            assert_eq!(Month::parse(text), None, "{text}");
        }
    }
}

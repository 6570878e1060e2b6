//! One year's days off, read from a file: those that come with the program, and those that a desk adds each November.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The largest text that is looked at. A year's file has about 5,000 bytes.
const MAX_BYTES: usize = 256 * 1024;
/// More exceptions than any year could have. A year has about 40.
const MAX_DAYS: usize = 120;

/// What was declared for one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidayYear {
    /// The year that it is about.
    pub year: i32,
    /// The exceptions to Monday–Friday, of this year and of the December before: true is a day off, false a make-up
    /// working day.
    pub days: BTreeMap<NaiveDate, bool>,
}

/// Why a file does not say which days of a year are off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "what the other fields are, the message says")]
pub enum CalendarFileError {
    /// It is far larger than any year's file.
    #[error("more than {max_bytes} bytes")]
    TooLarge { max_bytes: usize },
    /// It is not JSON, or not of the shape `{"year": …, "days": [{"date": …, "isOffDay": …}]}`.
    #[error("not a calendar file, at line {line}, column {column}")]
    Malformed {
        /// Where, counted from 1.
        line: usize,
        /// Where in the line, counted from 1; 0 is the line as a whole.
        column: usize,
    },
    /// It does not say which year it is about.
    #[error("the year is missing")]
    MissingYear,
    /// It names no day. Such a file stands for a year that has not been declared yet.
    #[error("no days")]
    NoDays,
    /// It names more days than any year could have off or made up.
    #[error("more than {max_days} days")]
    TooManyDays { max_days: usize },
    /// A date that is none, or not in the shape `2026-01-31`.
    #[error("{date:?} is not a date")]
    BadDate { date: String },
    /// A day that is neither of the year nor of the December before.
    #[error("{date} is not a day of {year}")]
    OtherYear { date: NaiveDate, year: i32 },
    /// One day is named both as a day off and as a make-up day.
    #[error("{date} is both a day off and a working day")]
    Contradiction { date: NaiveDate },
}

/// Reads a year's file: `{"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}, …]}`.
/// Further fields are passed over.
///
/// # Errors
/// Says what is wrong and where; a file is taken whole or not at all.
pub fn parse_holiday_year(json: &str) -> Result<HolidayYear, CalendarFileError> {
    if json.len() > MAX_BYTES {
        return Err(CalendarFileError::TooLarge { max_bytes: MAX_BYTES });
    }
    let json = json.trim_start_matches('\u{FEFF}');
    let file: YearFile = serde_json::from_str(json)
        .map_err(|error| CalendarFileError::Malformed { line: error.line(), column: error.column() })?;
    let year = file.year.ok_or(CalendarFileError::MissingYear)?;
    if file.days.is_empty() {
        return Err(CalendarFileError::NoDays);
    }
    if file.days.len() > MAX_DAYS {
        return Err(CalendarFileError::TooManyDays { max_days: MAX_DAYS });
    }
    let mut days = BTreeMap::new();
    for day in file.days {
        let Ok(date) = NaiveDate::parse_from_str(&day.date, "%Y-%m-%d") else {
            return Err(CalendarFileError::BadDate { date: day.date });
        };
        let is_december_before = date.month() == 12 && date.year() + 1 == year;
        if date.year() != year && !is_december_before {
            return Err(CalendarFileError::OtherYear { date, year });
        }
        if days.insert(date, day.is_off_day).is_some_and(|before| before != day.is_off_day) {
            return Err(CalendarFileError::Contradiction { date });
        }
    }
    Ok(HolidayYear { year, days })
}

#[derive(Deserialize)]
struct YearFile {
    year: Option<i32>,
    days: Vec<DayOfFile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DayOfFile {
    date: String,
    is_off_day: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(year: &str, days: &[(&str, bool)]) -> String {
        let days: Vec<String> = days
            .iter()
            .map(|(d, off)| format!("{{\"name\":\"节\",\"date\":\"{d}\",\"isOffDay\":{off}}}"))
            .collect();
        format!("{{\"$id\":\"x\",{year}\"papers\":[],\"days\":[{}]}}", days.join(","))
    }

    fn parse_2027(days: &[(&str, bool)]) -> Result<HolidayYear, CalendarFileError> {
        parse_holiday_year(&file("\"year\":2027,", days))
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn reads_a_year_and_the_december_before() {
        let read = parse_2027(&[("2026-12-31", true), ("2027-01-01", true), ("2027-01-09", false)]).unwrap();
        assert_eq!(read.year, 2027);
        let days = [(date("2026-12-31"), true), (date("2027-01-01"), true), (date("2027-01-09"), false)];
        assert_eq!(read.days, BTreeMap::from(days));
    }

    #[test]
    fn a_byte_order_mark_is_passed_over() {
        assert!(
            parse_holiday_year(&format!("\u{FEFF}{}", file("\"year\":2027,", &[("2027-01-01", true)])))
                .is_ok()
        );
    }

    #[test]
    fn refuses_days_of_other_years() {
        for day in ["2026-11-30", "2025-12-31", "2028-01-01"] {
            let error = CalendarFileError::OtherYear { date: date(day), year: 2027 };
            assert_eq!(parse_2027(&[("2027-01-01", true), (day, true)]), Err(error));
        }
    }

    #[test]
    fn refuses_a_day_that_is_both_off_and_worked() {
        let error = CalendarFileError::Contradiction { date: date("2027-01-01") };
        assert_eq!(parse_2027(&[("2027-01-01", true), ("2027-01-01", false)]), Err(error));
    }

    #[test]
    fn a_day_said_twice_the_same_way_counts_once() {
        assert_eq!(parse_2027(&[("2027-01-01", true), ("2027-01-01", true)]).unwrap().days.len(), 1);
    }

    #[test]
    fn refuses_a_file_without_a_year() {
        for year in ["", "\"year\":null,"] {
            let json = file(year, &[("2027-01-01", true)]);
            assert_eq!(parse_holiday_year(&json), Err(CalendarFileError::MissingYear));
        }
    }

    #[test]
    fn refuses_a_year_that_was_not_declared_yet() {
        assert_eq!(parse_2027(&[]), Err(CalendarFileError::NoDays));
    }

    #[test]
    fn refuses_a_date_that_is_none() {
        for day in ["2027-02-29", "01/02/2027", "元旦", ""] {
            let error = CalendarFileError::BadDate { date: day.to_owned() };
            assert_eq!(parse_2027(&[(day, true)]), Err(error));
        }
    }

    #[test]
    fn a_year_has_at_most_120_exceptions() {
        let first = date("2027-01-01");
        let named: Vec<String> = first.iter_days().take(121).map(|day| day.to_string()).collect();
        let days: Vec<(&str, bool)> = named.iter().map(|day| (day.as_str(), true)).collect();
        assert!(parse_2027(&days[..120]).is_ok());
        assert_eq!(parse_2027(&days), Err(CalendarFileError::TooManyDays { max_days: 120 }));
    }

    #[test]
    fn refuses_a_text_that_is_far_too_large() {
        let json = file("\"year\":2027,", &[("2027-01-01", true)]);
        let padded = format!("{json}{}", " ".repeat(MAX_BYTES - json.len()));
        assert!(parse_holiday_year(&padded).is_ok());
        assert_eq!(
            parse_holiday_year(&format!("{padded} ")),
            Err(CalendarFileError::TooLarge { max_bytes: MAX_BYTES })
        );
    }

    #[test]
    fn says_where_a_file_of_another_shape_stops_making_sense() {
        assert_eq!(parse_holiday_year(""), Err(CalendarFileError::Malformed { line: 1, column: 0 }));
        assert_eq!(parse_holiday_year("{\n  oops"), Err(CalendarFileError::Malformed { line: 2, column: 3 }));
        for json in
            ["[]", "{\"year\":2027}", "{\"year\":\"2027\",\"days\":[]}", "{\"year\":2027,\"days\":[{}]}"]
        {
            assert!(
                matches!(parse_holiday_year(json), Err(CalendarFileError::Malformed { line: 1, .. })),
                "{json}"
            );
        }
    }
}

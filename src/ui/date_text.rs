//! A date or a time as it is typed.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::domain::calendar::china_day_start;
pub(super) use crate::domain::calendar::parse_date;
use crate::domain::money::half_width;
use crate::i18n::period::days_ago;

/// Reads a date also as people say it on a day: `11/28`, `26.11.28`, `11月28日`, `今天`, `yesterday`. One without a year is
/// the nearest.
pub(super) fn date_on(today: NaiveDate, text: &str) -> Option<NaiveDate> {
    let text: String = text.trim().chars().map(half_width).collect::<String>().to_lowercase();
    if let Some(days) = days_ago(&text) {
        return today.checked_sub_signed(TimeDelta::days(days));
    }
    let parts: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let is_short = parts.iter().all(|part| part.len() <= 2) && text.starts_with(|c: char| c.is_ascii_digit());
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    match numbers.as_slice() {
        [year, month, day] if is_short => {
            NaiveDate::from_ymd_opt(2000 + i32::try_from(*year).ok()?, *month, *day)
        }
        [month, day] if is_short => {
            let of = |year| NaiveDate::from_ymd_opt(year, *month, *day);
            let years = (today.year() - 1..=today.year() + 1).filter_map(of);
            years.min_by_key(|date| (*date - today).num_days().abs())
        }
        _ => parse_date(&text),
    }
}

/// Reads a time in China as people type it: a date, a blank, and `9:30` or `09:30:15`.
pub(super) fn parse_time(text: &str) -> Option<DateTime<Utc>> {
    let (date, time) = text.trim().rsplit_once([' ', 'T'])?;
    let time =
        ["%H:%M", "%H:%M:%S"].into_iter().find_map(|shape| NaiveTime::parse_from_str(time, shape).ok())?;
    Some(china_day_start(parse_date(date)?) + time.signed_duration_since(NaiveTime::MIN))
}

#[cfg(test)]
mod tests {
    use super::{date_on, parse_date, parse_time};

    #[test]
    fn a_date_is_read_as_people_say_it_on_a_day() {
        let on = |text| date_on("2026-11-29".parse().unwrap(), text).map(|date| date.to_string());
        for (text, date) in [
            ("今天", "2026-11-29"),
            ("昨天", "2026-11-28"),
            ("Yesterday", "2026-11-28"),
            ("11/28", "2026-11-28"),
            ("１１．２８", "2026-11-28"),
            ("11月28日", "2026-11-28"),
            ("1/5", "2027-01-05"),
            ("26.11.28", "2026-11-28"),
            ("2026.11.28", "2026-11-28"),
            ("20261128", "2026-11-28"),
        ] {
            assert_eq!(on(text).as_deref(), Some(date), "{text}");
        }
        for text in ["", "13/28", "2/30", "28", "十一月", "11/28 9:30"] {
            assert_eq!(on(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_is_one_of_china() {
        for text in ["2026-01-31 09:30", " 2026/1/31  9:30", "2026-01-31T09:30:00"] {
            assert_eq!(parse_time(text), "2026-01-31T01:30:00Z".parse().ok(), "{text}");
        }
        for text in ["", "2026-01-31", "9:30", "2026-01-31 24:30", "2026-02-30 09:30"] {
            assert_eq!(parse_time(text), None, "{text}");
        }
    }

    #[test]
    fn the_shapes_that_people_type_are_read() {
        let day = "2026-01-31".parse().ok();
        for text in ["2026-01-31", " 2026/1/31", "2026.1.31", "20260131", "2026年1月31日"] {
            assert_eq!(parse_date(text), day, "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_guessed() {
        for text in ["", "2026-02-30", "31-01-2026", "1/31", "2026-01", "今天"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}

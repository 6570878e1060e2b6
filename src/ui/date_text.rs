//! A date or a time as it is typed.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::domain::calendar::china_day_start;

/// Reads a date in the shapes that people type: `2026-01-31`, `2026/1/31`, `2026.1.31`, `20260131`, `2026年1月31日`.
pub(super) fn parse_date(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> =
        text.trim().split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let number = |text: &str| text.parse::<u32>().ok();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (number(year)?, number(month)?, number(day)?),
        [all] if all.len() == 8 => (number(&all[..4])?, number(&all[4..6])?, number(&all[6..])?),
        _ => return None,
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
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
    use super::{parse_date, parse_time};

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

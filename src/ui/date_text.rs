//! A date as it is typed.

use chrono::NaiveDate;

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

#[cfg(test)]
mod tests {
    use super::parse_date;

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

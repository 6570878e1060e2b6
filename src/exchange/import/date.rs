//! Reads dates in the shapes that people write.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime};

use crate::domain::calendar::china_date;
use crate::domain::money::half_width;
use crate::exchange::table::Cell;

/// A date as people write it, with or without a time of day. Nothing where it is no day of the calendar, or where
/// day and month cannot be told apart.
pub(super) fn date(cell: &Cell, counts_from_1904: bool) -> Option<NaiveDate> {
    match cell {
        Cell::Date(date) => plausible(*date),
        Cell::Number(number) if (10_000_000.0..100_000_000.0).contains(number) => date_text(&cell.text()),
        Cell::Number(number) => serial(*number, counts_from_1904),
        Cell::Text(text) => date_text(text),
        Cell::Empty | Cell::Error(_) => None,
    }
}

fn date_text(text: &str) -> Option<NaiveDate> {
    let text: String = text.chars().map(half_width).collect();
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match (digits, digits == text.len()) {
        (4, false) => dated(text),
        (8, _) => ymd(&text[..4], &text[4..6], &text[6..8]).filter(|_| is_time(&text[8..])),
        (14, true) => ymd(&text[..4], &text[4..6], &text[6..8]),
        // The bare number that a date turns into when its cell loses the date format.
        (5, true) => text.parse().ok().and_then(|days| serial(days, false)),
        _ => None,
    }
}

/// `2026-10-01`, `2026/10/1`, `2026.10.01`, `2026年10月1日`, and a time behind it.
fn dated(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_at(4);
    let first = rest.chars().next()?;
    let second = match first {
        '-' | '/' | '.' => first,
        '年' => '月',
        _ => return None,
    };
    let (month, rest) = rest[first.len_utf8()..].split_once(second)?;
    let rest = rest.trim_start();
    let day_end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (day, time) = rest.split_at(day_end);
    let date = ymd(year, month.trim(), day)?;
    if let Some(time) = time.strip_prefix(['日', '号']) {
        return (first == '年' && is_time(&format!(" {time}"))).then_some(date);
    }
    if first == '-'
        && let Some(at) = with_offset(date, time)
    {
        return Some(at);
    }
    is_time(time).then_some(date)
}

/// The day in China of a moment such as `2026-10-01T20:00:00Z`, which is a day later there.
fn with_offset(date: NaiveDate, time: &str) -> Option<NaiveDate> {
    let time = time.trim_start_matches(['T', 't', ' ']);
    let at = DateTime::parse_from_rfc3339(&format!("{date}T{}", time.replace(' ', ""))).ok()?;
    Some(china_date(at.to_utc()))
}

/// Whether what stands behind a date is nothing, or a time of day.
fn is_time(text: &str) -> bool {
    let time = text.trim_start_matches(['T', 't', ' ']).trim_end();
    if time.is_empty() {
        return true;
    }
    let Some(before) = text.chars().next() else { return true };
    let marked = ["上午", "下午", "AM", "PM", "am", "pm"];
    let bare = marked.iter().fold(time, |time, mark| {
        time.strip_prefix(mark).or_else(|| time.strip_suffix(mark)).unwrap_or(time).trim()
    });
    let apart = matches!(before, 'T' | 't' | ' ') || bare.len() != time.len();
    let shapes = ["%H:%M:%S%.f", "%H:%M", "%H时%M分%S秒", "%H时%M分"];
    apart && shapes.iter().any(|shape| NaiveTime::parse_from_str(bare, shape).is_ok())
}

fn ymd(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let short = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !short(month) || !short(day) {
        return None;
    }
    plausible(NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?)
}

/// A date that a bill can have; others are slips of the pen, such as 0206-10-01.
fn plausible(date: NaiveDate) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1990, 1, 1)?;
    let last = NaiveDate::from_ymd_opt(2099, 12, 31)?;
    (first..=last).contains(&date).then_some(date)
}

/// A date as spreadsheets count it: days from 1899-12-30, or from 1904-01-01.
fn serial(days: f64, counts_from_1904: bool) -> Option<NaiveDate> {
    if !(1.0..100_000.0).contains(&days) {
        return None;
    }
    let start = if counts_from_1904 {
        NaiveDate::from_ymd_opt(1904, 1, 1)?
    } else {
        NaiveDate::from_ymd_opt(1899, 12, 30)?
    };
    plausible(start.checked_add_signed(Duration::days(days as i64))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        date(&Cell::Text(text.into()), false)
    }

    #[test]
    fn dates_in_the_shapes_that_people_write() {
        for text in [
            "2026-10-01",
            "2026/10/1",
            "2026.10.01",
            "20261001",
            "2026年10月1日",
            "２０２６－１０－０１",
            " 2026-10-01 ",
            "2026-10-01 10:20:30",
            "2026-10-01T10:20:30",
            "2026-10-01T10:20:30+08:00",
            "2026/10/1 9:05",
            "2026年10月1日 10时20分",
            "2026-10-01 上午 10:20",
            "2026/10/1 10:20:30 AM",
            "20261001102030",
            "20261001 10:20",
            "2026-10-01 10:20:30.123",
            "2026年10月01日10:20:30",
            "46296",
        ] {
            assert_eq!(day(text), NaiveDate::from_ymd_opt(2026, 10, 1), "{text}");
        }
    }

    #[test]
    fn days_that_do_not_exist_or_cannot_be_told_are_refused() {
        for text in [
            "2026-02-30",
            "2026-13-01",
            "2026-00-10",
            "01/02/2026",
            "13/02/2026",
            "1.2.2026",
            "26-10-01",
            "2026-10",
            "2026年10月",
            "0206-10-01",
            "3026-10-01",
            "20260230",
            "2026-10/01",
            "2026-10-01x",
            "2026-10-01 25:00",
            "昨天",
            "",
            "-",
            "2026-10-0123",
            "202610",
            "12",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_with_an_offset_is_the_day_in_china() {
        assert_eq!(day("2026-09-30T20:00:00Z"), NaiveDate::from_ymd_opt(2026, 10, 1));
        assert_eq!(day("2026-09-30 15:59:59Z"), NaiveDate::from_ymd_opt(2026, 9, 30));
    }

    #[test]
    fn cells_of_workbooks_are_dates_by_either_count() {
        let october = NaiveDate::from_ymd_opt(2026, 10, 1);
        assert_eq!(date(&Cell::Number(46_296.0), false), october);
        assert_eq!(date(&Cell::Number(46_296.43), false), october);
        assert_eq!(date(&Cell::Number(44_834.0), true), october);
        assert_eq!(date(&Cell::Number(20_261_001.0), false), october);
        assert_eq!(date(&Cell::Number(12.0), false), None);
        assert_eq!(date(&Cell::Date(october.unwrap()), false), october);
    }
}

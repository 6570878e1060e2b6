//! Reads dates in the shapes that people and programs write.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

use super::zone::{CHINA, Zone, zone};
use crate::domain::money::half_width;
use crate::exchange::table::Cell;
use crate::exchange::word_list::WordList;

/// How a column counts and tells time.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::exchange) struct Clock {
    pub counts_from_1904: bool,
    /// The zone of its times, where the header names one.
    pub zone: Option<Zone>,
}

/// The day in China that a cell tells, with or without a time of day. Nothing where it is no day of the calendar, or
/// where day and month cannot be told apart.
pub(in crate::exchange) fn date(cell: &Cell, clock: Clock) -> Option<NaiveDate> {
    match cell {
        Cell::Date(date) => plausible(*date),
        Cell::Moment(at) => plausible(in_china(*at, clock.zone)?),
        Cell::Number(number) if (10_000_000.0..100_000_000.0).contains(number) => {
            day_of_text(&cell.text(), clock)
        }
        Cell::Number(number) => serial(*number, clock),
        Cell::Shown(shown) => day_of_text(&shown.text, clock).or_else(|| serial(shown.number, clock)),
        Cell::Text(text) => day_of_text(text, clock),
        Cell::Empty | Cell::Error(_) | Cell::Uncalculated => None,
    }
}

/// The day in China that a text tells, whose times are China's.
pub(crate) fn day(text: &str) -> Option<NaiveDate> {
    day_of_text(text, Clock::default())
}

/// The day in China that a text tells.
pub(super) fn day_of_text(text: &str, clock: Clock) -> Option<NaiveDate> {
    if let Some(told) = plain(text.as_bytes()) {
        return told.day(clock);
    }
    let wide: String = text.chars().map(half_width).collect();
    let wide = without_weekday(wide.trim());
    let told = by_digits(&wide).or_else(|| with_month_name(&wide))?;
    told.day(clock)
}

/// `2026-10-01`, `2026/10/01` and `2026-10-01 10:20:30`, which is how nearly all are written.
fn plain(text: &[u8]) -> Option<Told> {
    let (day, time) = text.split_at_checked(10)?;
    let seconds = match time {
        [] => None,
        [b' ' | b'T', h, i, b':', m, n] => Some(seconds_of([*h, *i, *m, *n, b'0', b'0'])?),
        [b' ' | b'T', h, i, b':', m, n, b':', s, t] => Some(seconds_of([*h, *i, *m, *n, *s, *t])?),
        _ => return None,
    };
    let [a, b, c, d, first @ (b'-' | b'/'), e, f, second, g, h] = *day else { return None };
    if first != second {
        return None;
    }
    let (year, month, day) = (number(&[a, b, c, d])?, number(&[e, f])?, number(&[g, h])?);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some(Told { date, seconds, zone: None })
}

fn number(digits: &[u8]) -> Option<u32> {
    let are_digits = digits.iter().all(u8::is_ascii_digit);
    are_digits.then(|| digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
}

/// Seconds since midnight of two digits each; other times than those of a clock are told elsewhere.
fn seconds_of([h, i, m, n, s, t]: [u8; 6]) -> Option<i64> {
    let (hours, minutes, seconds) = (number(&[h, i])?, number(&[m, n])?, number(&[s, t])?);
    (hours < 24 && minutes < 60 && seconds < 60).then_some(i64::from(hours * 3_600 + minutes * 60 + seconds))
}

/// The day on which it is that moment in China. A time without a zone is China's.
fn in_china(at: NaiveDateTime, zone: Option<Zone>) -> Option<NaiveDate> {
    let minutes = CHINA - zone.unwrap_or(CHINA);
    Some(at.checked_add_signed(Duration::minutes(i64::from(minutes)))?.date())
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Told {
    date: NaiveDate,
    /// Since midnight; a day's length where it is midnight at the end.
    seconds: Option<i64>,
    zone: Option<Zone>,
}

impl Told {
    /// The day in China, where the times of the column are told by `clock`.
    fn day(self, clock: Clock) -> Option<NaiveDate> {
        let Some(seconds) = self.seconds else { return plausible(self.date) };
        let at = self.date.and_time(NaiveTime::MIN).checked_add_signed(Duration::seconds(seconds))?;
        plausible(in_china(at, self.zone.or(clock.zone))?)
    }
}

fn by_digits(text: &str) -> Option<Told> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let told = |date: Option<NaiveDate>, time: &str| {
        let (seconds, zone) = time_of(time)?;
        Some(Told { date: date?, seconds, zone })
    };
    match (digits, digits == text.len()) {
        (4, false) => dated(text),
        (8, _) => told(ymd(&text[..4], &text[4..6], &text[6..8]), &text[8..]),
        (14, true) => told(ymd(&text[..4], &text[4..6], &text[6..8]), &format!(" {}", &text[8..])),
        // The bare number that a date turns into when its cell loses the date format.
        (5, true) => told(serial(text.parse().ok()?, Clock::default()), ""),
        _ => None,
    }
}

/// `2026-10-01`, `2026/10/1`, `2026.10.01`, `2026年10月1日`, and a time behind it.
fn dated(text: &str) -> Option<Told> {
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
    let (seconds, zone) = match time.strip_prefix(['日', '号']) {
        Some(time) if first == '年' => time_of(&format!(" {time}"))?,
        Some(_) => return None,
        None => time_of(time)?,
    };
    Some(Told { date, seconds, zone })
}

/// What stands behind a date: nothing, a time of day, a time and its zone.
fn time_of(text: &str) -> Option<(Option<i64>, Option<Zone>)> {
    let time = text.trim_start_matches(['T', 't', ' ']).trim_end();
    if time.is_empty() {
        return Some((None, None));
    }
    let is_apart = text.starts_with(['T', 't', ' ', '上', '下', '早', '晚', '中']);
    if !is_apart {
        return zone(time).map(|zone| (None, Some(zone)));
    }
    let (time, half) = half_of_day(time);
    let end = time
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '时' | '点' | '分' | '秒')))
        .unwrap_or(time.len());
    let (time, rest) = time.split_at(end);
    let (rest, half_behind) = half_of_day(rest.trim());
    let mut seconds = clock_seconds(time.trim_end_matches([',', '.']))?;
    match half.or(half_behind) {
        Some(Half::Second) if seconds < 12 * 3_600 => seconds += 12 * 3_600,
        Some(Half::First) if (12 * 3_600..13 * 3_600).contains(&seconds) => seconds -= 12 * 3_600,
        _ => {}
    }
    let rest = rest.trim();
    let zone = if rest.is_empty() { None } else { Some(zone(rest)?) };
    Some((Some(seconds), zone))
}

#[derive(Clone, Copy)]
enum Half {
    First,
    Second,
}

/// A time without the words for the half of the day in front of or behind it.
fn half_of_day(text: &str) -> (&str, Option<Half>) {
    const FIRST: WordList = WordList("上午, 早上, 凌晨, a.m., A.M., AM, am");
    const SECOND: WordList = WordList("下午, 晚上, 中午, p.m., P.M., PM, pm");
    let without = |words: WordList, half| Some((words.strip_prefix(text)?.trim_start(), Some(half)));
    without(FIRST, Half::First).or_else(|| without(SECOND, Half::Second)).unwrap_or((text, None))
}

/// Seconds since midnight of `10:20:30.123`, `10:20`, `102030`, `10时20分`.
fn clock_seconds(time: &str) -> Option<i64> {
    let is_compact = matches!(time.len(), 4 | 6) && time.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = if is_compact {
        (0..time.len()).step_by(2).map(|at| &time[at..at + 2]).collect()
    } else {
        let time = time.split(['.', ',']).next().unwrap_or_default();
        time.trim_end_matches(['分', '秒']).split([':', '时', '点', '分']).collect()
    };
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    let mut numbers = [0; 3];
    for (number, part) in numbers.iter_mut().zip(&parts) {
        if !(1..=2).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse::<i64>().ok()?;
    }
    let [hours, minutes, seconds] = numbers;
    // 24:00 is the end of the day, 60 a leap second.
    let is_time =
        minutes < 60 && seconds <= 60 && (hours < 24 || (hours == 24 && minutes == 0 && seconds == 0));
    is_time.then_some(hours * 3_600 + minutes * 60 + seconds)
}

/// `01-Oct-2026`, `Oct 1, 2026 10:20 AM`, `Thu Oct 01 10:20:30 CST 2026`.
fn with_month_name(text: &str) -> Option<Told> {
    let text = text.split('(').next()?;
    let (mut year, mut month, mut day, mut time) = (None, None, None, String::new());
    let tokens = text.split([' ', ',']).flat_map(|token| {
        let has_name = token.chars().filter(char::is_ascii_alphabetic).count() >= 3;
        let separators: &[char] =
            if has_name && !token.contains(['+', ':']) { &['-', '/', '.'] } else { &[] };
        token.split(separators)
    });
    for token in tokens.filter(|token| !token.is_empty()) {
        let is_number = token.bytes().all(|byte| byte.is_ascii_digit());
        let ordinal =
            ["st", "nd", "rd", "th"].iter().find_map(|end| token.strip_suffix(end)).unwrap_or(token);
        if month.is_none() && month_number(token).is_some() {
            month = month_number(token);
        } else if is_number && token.len() == 4 && year.is_none() {
            year = token.parse().ok();
        } else if day.is_none() && (1..=2).contains(&ordinal.len()) && ordinal.parse::<u32>().is_ok() {
            day = ordinal.parse().ok();
        } else {
            time.push(' ');
            time.push_str(token);
        }
    }
    let date = NaiveDate::from_ymd_opt(year?, month?, day?)?;
    let (seconds, zone) = time_of(&time)?;
    Some(Told { date, seconds, zone })
}

fn month_number(name: &str) -> Option<u32> {
    const MONTHS: WordList = WordList(
        "january, february, march, april, may, june, july, august, \
         september, october, november, december",
    );
    let name = name.to_ascii_lowercase();
    let is_name = |month: &str| {
        name.len() >= 3 && (month.starts_with(&name) || (name == "sept" && month == "september"))
    };
    (1..).zip(MONTHS.words()).find(|(_, month)| is_name(month)).map(|(number, _)| number)
}

/// A date without the day of the week: 星期四, （周四）, Thu, Thursday.
fn without_weekday(text: &str) -> String {
    const DAYS: [char; 8] = ['一', '二', '三', '四', '五', '六', '日', '天'];
    let mut plain = text.to_owned();
    for word in ["星期", "礼拜", "周"] {
        if let Some(at) = plain.find(word)
            && let Some(day) = plain[at + word.len()..].chars().next().filter(|day| DAYS.contains(day))
        {
            let end = at + word.len() + day.len_utf8();
            let before = plain[..at].trim_end_matches(['(', ' ', ',']);
            let behind = plain[end..].trim_start_matches([')', ',']);
            plain = format!("{before} {behind}").trim().to_owned();
        }
    }
    const NAMES: WordList = WordList("monday, tuesday, wednesday, thursday, friday, saturday, sunday");
    let is_name = |word: &str| {
        let word = word.trim_matches(['(', ')', ',', '.']).as_bytes();
        let begins = |name: &str| {
            name.as_bytes().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        word.len() >= 3 && NAMES.words().any(begins)
    };
    if plain.split(' ').any(is_name) {
        let rest: Vec<&str> = plain.split(' ').filter(|word| !is_name(word)).collect();
        return rest.join(" ").trim().to_owned();
    }
    plain
}

fn ymd(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let short = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !short(month) || !short(day) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// A date that a bill can have; others are slips of the pen, such as 0206-10-01.
fn plausible(date: NaiveDate) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(1990, 1, 1)?;
    let last = NaiveDate::from_ymd_opt(2099, 12, 31)?;
    (first..=last).contains(&date).then_some(date)
}

/// A date as spreadsheets count it: days from 1899-12-30, or from 1904-01-01.
fn serial(days: f64, clock: Clock) -> Option<NaiveDate> {
    const SECONDS_OF_A_DAY: f64 = 86_400.0;
    if !(1.0..100_000.0).contains(&days) {
        return None;
    }
    let start = if clock.counts_from_1904 {
        NaiveDate::from_ymd_opt(1904, 1, 1)?
    } else {
        NaiveDate::from_ymd_opt(1899, 12, 30)?
    };
    let seconds = Duration::seconds((days * SECONDS_OF_A_DAY).round() as i64);
    plausible(in_china(start.and_time(NaiveTime::MIN).checked_add_signed(seconds)?, clock.zone)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        day_in(text, None)
    }

    fn day_in(text: &str, zone: Option<Zone>) -> Option<NaiveDate> {
        date(&Cell::Text(text.into()), Clock { zone, ..Clock::default() })
    }

    fn october(day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2026, 10, day)
    }

    #[test]
    fn dates_in_the_shapes_that_people_write() {
        for text in [
            "2026-10-01",
            "2026/10/1",
            "2026/10/01",
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
            "2026-10-01 下午3:05",
            "2026/10/1 10:20:30 AM",
            "20261001102030",
            "20261001 10:20",
            "20261001T102030Z",
            "2026-10-01 10:20:30.123",
            "2026-10-01 10:20:30,123",
            "2026-10-01 23：33：45",
            "2026年10月01日10:20:30",
            "46296",
        ] {
            assert_eq!(day(text), october(1), "{text}");
        }
    }

    #[test]
    fn dates_with_names_of_months_and_weekdays() {
        for text in [
            "01-Oct-2026",
            "1 October 2026",
            "2026-Oct-01",
            "Oct 1, 2026",
            "October 1st, 2026",
            "OCT/01/2026",
            "Oct 1, 2026, 10:20 AM",
            "Thu Oct 01 10:20:30 CST 2026",
            "Thu, 01 Oct 2026 10:20:30 +0800",
            "Thu Oct 01 2026 10:20:30 GMT+0800 (中国标准时间)",
            "Thursday, October 1, 2026",
            "2026年10月1日星期四",
            "2026年10月1日 星期四",
            "2026年10月1日（周四）",
            "2026-10-01 周四 10:20",
            "2026/10/1 Thursday",
            "星期四 2026-10-01",
        ] {
            assert_eq!(day(text), october(1), "{text}");
        }
        for text in ["01-Oct-26", "Oct 2026", "1 Oct", "Oct 32, 2026", "October", "1 Oktober 2026"] {
            assert_eq!(day(text), None, "{text}");
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
            "2026-10-01 24:01",
            "2026-10-01 10:20 nowhere",
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
    fn a_moment_with_a_zone_is_the_day_in_china() {
        for text in [
            "2026-09-30T20:00:00Z",
            "2026-09-30T20:20:30.000+0000",
            "2026-09-30 20:20:30 UTC",
            "2026-09-30 20:20:30 GMT",
            "2026-09-30 16:00 +00:00",
            "2026-10-01 10:20:30 +0800 CST",
            "2026-10-01 10:20:30 CST",
            "2026-10-01T10:20:30.000+0800",
            "2026-10-01 10:20:30 UTC",
            "2026-09-30T12:00:00-0700",
            "2026-10-02T00:30:00+09:00",
            "20260930T200000Z",
            "2026-10-01T10:20:30+08:00[Asia/Shanghai]",
            "2026-10-01 10:20:30 Asia/Shanghai",
        ] {
            assert_eq!(day(text), october(1), "{text}");
        }
        assert_eq!(day("2026-09-30 15:59:59Z"), NaiveDate::from_ymd_opt(2026, 9, 30));
    }

    #[test]
    fn the_end_of_a_day_is_the_next_one() {
        assert_eq!(day("2026-10-01 24:00:00"), october(2));
        assert_eq!(day("2026-10-01T24:00"), october(2));
    }

    #[test]
    fn a_zone_in_the_header_holds_for_times_that_name_none() {
        let utc = Some(0);
        assert_eq!(day_in("2026-09-30 20:30", utc), october(1));
        assert_eq!(day_in("2026-09-30T20:30:00+08:00", utc), NaiveDate::from_ymd_opt(2026, 9, 30));
        assert_eq!(day_in("2026-10-01", utc), october(1));
        let clock = Clock { zone: utc, ..Clock::default() };
        let at = NaiveDate::from_ymd_opt(2026, 9, 30).and_then(|day| day.and_hms_opt(20, 30, 0)).unwrap();
        assert_eq!(date(&Cell::Moment(at), clock), october(1));
        assert_eq!(date(&Cell::Moment(at), Clock::default()), NaiveDate::from_ymd_opt(2026, 9, 30));
        assert_eq!(date(&Cell::Number(46_295.9), clock), october(1));
    }

    #[test]
    fn cells_of_workbooks_are_dates_by_either_count() {
        let clock = Clock::default();
        assert_eq!(date(&Cell::Number(46_296.0), clock), october(1));
        assert_eq!(date(&Cell::Number(46_296.43), clock), october(1));
        assert_eq!(date(&Cell::Number(44_834.0), Clock { counts_from_1904: true, ..clock }), october(1));
        assert_eq!(date(&Cell::Number(20_261_001.0), clock), october(1));
        assert_eq!(date(&Cell::Number(12.0), clock), None);
        assert_eq!(date(&Cell::Date(october(1).unwrap()), clock), october(1));
    }
}

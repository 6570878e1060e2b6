//! Dates in China, calendar months, and working days (RULES section 2).

mod holiday_file;

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};

pub use self::holiday_file::{CalendarFileError, HolidayYear, parse_holiday_year};

/// What the State Council declared for the years up to the next notice; see `assets/calendars/README.md`.
const BUNDLED: [&str; 6] = [
    include_str!("../../assets/calendars/2021.json"),
    include_str!("../../assets/calendars/2022.json"),
    include_str!("../../assets/calendars/2023.json"),
    include_str!("../../assets/calendars/2024.json"),
    include_str!("../../assets/calendars/2025.json"),
    include_str!("../../assets/calendars/2026.json"),
];

/// China Standard Time is this far ahead of UTC, all year and everywhere in the country.
const CHINA_AHEAD_OF_UTC: TimeDelta = TimeDelta::hours(8);

/// The date in China at an instant.
pub fn china_date(at: DateTime<Utc>) -> NaiveDate {
    china_time(at).date()
}

/// The date and time in China at an instant.
pub fn china_time(at: DateTime<Utc>) -> NaiveDateTime {
    at.naive_utc().checked_add_signed(CHINA_AHEAD_OF_UTC).unwrap_or(NaiveDateTime::MAX)
}

/// The instant at which a day begins in China.
pub fn china_day_start(date: NaiveDate) -> DateTime<Utc> {
    let midnight = date.and_time(NaiveTime::MIN);
    midnight.checked_sub_signed(CHINA_AHEAD_OF_UTC).unwrap_or(NaiveDateTime::MIN).and_utc()
}

/// The same day so many calendar months later, or the last of that month: 2025-08-31 plus 6 is 2026-02-28.
pub fn plus_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// The same day so many calendar months earlier, or the last of that month: 2026-03-31 minus 1 is 2026-02-28.
pub fn minus_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

/// The earliest date that [`plus_months`] takes to `today` or later: what is older is more than so many months ago.
///
/// Months are clipped, so this is not `today` less the months: 6 months before 2026-03-31 is 2025-09-30, which 6
/// months take to 03-30 only; the earliest date is 2025-10-01.
pub fn earliest_within_months(today: NaiveDate, months: u32) -> NaiveDate {
    let mut earliest = minus_months(today, months);
    while plus_months(earliest, months) < today {
        let Some(next) = earliest.succ_opt() else { break };
        earliest = next;
    }
    while let Some(before) = earliest.pred_opt().filter(|day| plus_months(*day, months) >= today) {
        earliest = before;
    }
    earliest
}

/// Which days are worked: Monday to Friday, but for the days off and the make-up days of the years it knows.
///
/// In a year that it does not know it takes Monday to Friday, and a [`Deadline`] says that it did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkCalendar {
    /// By declared year; true is a day off. A year's notice can also speak about the December before.
    years: BTreeMap<i32, BTreeMap<NaiveDate, bool>>,
}

/// Until when something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The last day on which it is in time, until that day's end.
    pub due_on: NaiveDate,
    /// The first year on the way whose days off are not known and were taken as Monday to Friday, if there is one.
    pub assumed_year: Option<i32>,
}

impl WorkCalendar {
    /// Knows the years that come with the program.
    pub fn bundled() -> Self {
        let mut calendar = Self::default();
        // A unit test reads each of them, so none is left out.
        for declared in BUNDLED.iter().filter_map(|json| parse_holiday_year(json).ok()) {
            calendar.add_year(declared.year, declared.days);
        }
        calendar
    }

    /// Learns what was declared for a year: days, each with whether it is off (true) or a make-up day (false). What
    /// was known of the same year before is replaced.
    pub fn add_year(&mut self, year: i32, exceptions: impl IntoIterator<Item = (NaiveDate, bool)>) {
        self.years.insert(year, exceptions.into_iter().collect());
    }

    /// Whether the year's days off were declared.
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains_key(&year)
    }

    /// The years whose days off were declared, with how many exceptions to Monday–Friday each has.
    pub fn years(&self) -> impl Iterator<Item = (i32, usize)> {
        self.years.iter().map(|(year, days)| (*year, days.len()))
    }

    /// Whether the day is worked.
    pub fn is_working_day(&self, date: NaiveDate) -> bool {
        let declared_in = |year| self.years.get(&year).and_then(|days| days.get(&date));
        // The notice of the next year is the later word on a December.
        match declared_in(date.year() + 1).or_else(|| declared_in(date.year())) {
            Some(is_off) => !is_off,
            None => !matches!(date.weekday(), Weekday::Sat | Weekday::Sun),
        }
    }

    /// The end of "within N working days" of an event on the day `from`: the N-th working day after that day.
    pub fn deadline(&self, from: NaiveDate, working_days: u32) -> Deadline {
        let mut deadline = Deadline { due_on: from, assumed_year: None };
        let mut left = working_days;
        while left > 0 {
            let Some(next) = deadline.due_on.succ_opt() else { break };
            deadline.due_on = next;
            if deadline.assumed_year.is_none() && !self.knows(next.year()) {
                deadline.assumed_year = Some(next.year());
            }
            left -= u32::from(self.is_working_day(next));
        }
        deadline
    }

    /// How many working days there are after `from` up to and with `to`; negative where `to` is the earlier.
    ///
    /// From a due date to today it is by how many working days something is late.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let (earlier, later, sign) = if from <= to { (from, to, 1) } else { (to, from, -1) };
        let days = earlier.iter_days().skip(1).take_while(|day| *day <= later);
        let count: i64 = days.map(|day| i64::from(self.is_working_day(day))).sum();
        sign * count
    }
}

/// Reads a date in the shapes that people type: `2026-01-31`, `2026/1/31`, `2026.1.31`, `20260131`, `2026年1月31日`.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
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
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn due_on(from: &str, working_days: u32) -> NaiveDate {
        let deadline = WorkCalendar::bundled().deadline(date(from), working_days);
        assert_eq!(deadline.assumed_year, None);
        deadline.due_on
    }

    #[test]
    fn a_day_in_china_begins_at_16_utc_of_the_day_before() {
        let instant = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(china_date(instant("2026-03-01T15:59:59.999Z")), date("2026-03-01"));
        assert_eq!(china_date(instant("2026-03-01T16:00:00Z")), date("2026-03-02"));
        assert_eq!(china_day_start(date("2026-03-02")), instant("2026-03-01T16:00:00Z"));
    }

    #[test]
    fn the_ends_of_time_are_not_passed() {
        assert_eq!(china_date(DateTime::<Utc>::MAX_UTC), NaiveDate::MAX);
        assert_eq!(china_day_start(NaiveDate::MIN), DateTime::<Utc>::MIN_UTC);
        assert_eq!(plus_months(NaiveDate::MAX, 1), NaiveDate::MAX);
        assert_eq!(minus_months(NaiveDate::MIN, 1), NaiveDate::MIN);
        assert_eq!(WorkCalendar::default().deadline(NaiveDate::MAX, 3).due_on, NaiveDate::MAX);
        assert_eq!(WorkCalendar::default().working_days_between(NaiveDate::MAX, NaiveDate::MAX), 0);
    }

    #[test]
    fn months_are_clipped_to_their_last_day() {
        for (from, months, to) in [
            ("2025-08-31", 6, "2026-02-28"),
            ("2023-08-31", 6, "2024-02-29"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2025-11-15", 2, "2026-01-15"),
            ("2025-11-15", 0, "2025-11-15"),
        ] {
            assert_eq!(plus_months(date(from), months), date(to), "{from} + {months}");
        }
        assert_eq!(minus_months(date("2026-03-31"), 1), date("2026-02-28"));
        assert_eq!(minus_months(date("2026-01-15"), 12), date("2025-01-15"));
    }

    #[test]
    fn a_date_is_within_so_many_months_of_today_from_the_earliest_on() {
        for months in [0, 1, 3, 6, 12] {
            for today in date("2023-12-15").iter_days().take(800) {
                let earliest = earliest_within_months(today, months);
                let is_within = |day| plus_months(day, months) >= today;
                assert!(is_within(earliest), "{earliest} + {months} reaches {today}");
                assert!(!is_within(earliest.pred_opt().unwrap()), "{earliest} is the first to reach {today}");
            }
        }
        assert_eq!(earliest_within_months(date("2026-03-31"), 6), date("2025-10-01"));
        assert_eq!(earliest_within_months(NaiveDate::MIN, 12), NaiveDate::MIN);
    }

    #[test]
    fn the_bundled_years_are_all_there() {
        let years: Vec<HolidayYear> = BUNDLED.iter().map(|json| parse_holiday_year(json).unwrap()).collect();
        let counts: Vec<(i32, usize)> = years.iter().map(|y| (y.year, y.days.len())).collect();
        assert_eq!(counts, [(2021, 38), (2022, 38), (2023, 34), (2024, 36), (2025, 33), (2026, 39)]);
        let calendar = WorkCalendar::bundled();
        assert!((2021..=2026).all(|year| calendar.knows(year)));
        assert!(!calendar.knows(2020) && !calendar.knows(2027));
    }

    #[test]
    fn days_off_and_make_up_days_differ_from_the_week() {
        let calendar = WorkCalendar::bundled();
        for (day, is_worked) in [
            ("2026-01-01", false), // Thursday, New Year
            ("2026-01-04", true),  // Sunday, made up
            ("2026-01-05", true),
            ("2026-01-10", false), // Saturday
            ("2026-09-20", true),  // Sunday, made up for National Day
            ("2026-10-07", false),
            ("2026-10-08", true),
            ("2026-10-10", true), // Saturday, made up
        ] {
            assert_eq!(calendar.is_working_day(date(day)), is_worked, "{day}");
        }
    }

    #[test]
    fn a_notice_speaks_about_the_december_before() {
        let mut calendar = WorkCalendar::bundled();
        assert!(calendar.is_working_day(date("2026-12-31")));
        calendar.add_year(2027, [(date("2026-12-31"), true), (date("2027-01-01"), true)]);
        assert!(!calendar.is_working_day(date("2026-12-31")));
        assert!(calendar.knows(2027));
        assert!(!calendar.is_working_day(date("2026-10-01")), "2026 itself is still known");
    }

    #[test]
    fn where_two_notices_speak_of_one_december_day_the_later_one_holds() {
        let mut calendar = WorkCalendar::default();
        calendar.add_year(2026, [(date("2026-12-31"), false)]);
        calendar.add_year(2027, [(date("2026-12-31"), true)]);
        assert!(!calendar.is_working_day(date("2026-12-31")));
    }

    #[test]
    fn a_year_that_is_added_again_is_replaced() {
        let mut calendar = WorkCalendar::bundled();
        calendar.add_year(2026, [(date("2026-06-01"), true)]);
        assert!(!calendar.is_working_day(date("2026-06-01")));
        assert!(calendar.is_working_day(date("2026-10-01")));
    }

    #[test]
    fn five_working_days_of_a_plain_week() {
        assert_eq!(due_on("2026-11-13", 5), date("2026-11-20"));
    }

    #[test]
    fn national_day_is_stepped_over_and_its_make_up_day_counts() {
        // Off from 10-01 to 10-07; 10-08, 10-09, then Saturday 10-10 made up, 10-12, 10-13.
        assert_eq!(due_on("2026-09-30", 5), date("2026-10-13"));
        assert_eq!(due_on("2026-09-30", 3), date("2026-10-10"));
    }

    #[test]
    fn an_event_on_a_day_off_counts_from_the_next_working_day() {
        assert_eq!(due_on("2026-11-15", 1), date("2026-11-16"), "a Sunday");
        assert_eq!(due_on("2026-11-14", 1), date("2026-11-16"), "a Saturday");
        assert_eq!(due_on("2026-10-01", 1), date("2026-10-08"), "National Day");
    }

    #[test]
    fn an_event_on_a_make_up_day_counts_from_the_day_after() {
        assert_eq!(due_on("2026-10-10", 1), date("2026-10-12"));
    }

    #[test]
    fn within_no_working_days_is_the_day_itself() {
        assert_eq!(due_on("2026-11-15", 0), date("2026-11-15"));
    }

    #[test]
    fn a_deadline_says_which_year_it_had_to_assume() {
        let calendar = WorkCalendar::bundled();
        let deadline = |from, days| calendar.deadline(date(from), days);
        let known = Deadline { due_on: date("2026-12-31"), assumed_year: None };
        assert_eq!(deadline("2026-12-30", 1), known);
        let assumed = Deadline { due_on: date("2027-01-01"), assumed_year: Some(2027) };
        assert_eq!(deadline("2026-12-30", 2), assumed);
        assert_eq!(deadline("2027-12-31", 1).assumed_year, Some(2028));
        assert_eq!(deadline("2020-12-31", 1).assumed_year, None);
        assert_eq!(deadline("2020-12-30", 5).assumed_year, Some(2020));
    }

    #[test]
    fn counts_working_days_in_both_directions() {
        let calendar = WorkCalendar::bundled();
        for (from, to, count) in [
            ("2026-11-13", "2026-11-13", 0),
            ("2026-11-13", "2026-11-15", 0), // the weekend behind a Friday
            ("2026-11-13", "2026-11-16", 1),
            ("2026-11-16", "2026-11-13", -1),
            ("2026-11-13", "2026-11-20", 5),
            ("2026-09-30", "2026-10-13", 5),
            ("2026-10-13", "2026-09-30", -5),
        ] {
            assert_eq!(calendar.working_days_between(date(from), date(to)), count, "{from} to {to}");
        }
    }

    proptest! {
        #[test]
        fn a_deadline_is_a_working_day_and_as_far_as_it_was_asked(offset in 0_u64..2_500, working_days in 1_u32..40) {
            let calendar = WorkCalendar::bundled();
            let from = date("2020-12-01") + chrono::Days::new(offset);
            let due_on = calendar.deadline(from, working_days).due_on;
            prop_assert!(calendar.is_working_day(due_on));
            prop_assert_eq!(calendar.working_days_between(from, due_on), i64::from(working_days));
        }
    }
}

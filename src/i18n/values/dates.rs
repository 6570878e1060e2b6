//! Dates and deadlines in words.

use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};

use crate::domain::calendar::china_time;
use crate::i18n::Lang;

sentences! {
    /// `2026-11-22 星期日`, `Sunday, 2026-11-22`.
    date_long(lang, date: NaiveDate) =
        "{date} {weekday}", "{weekday}, {date}", weekday = weekday(date.weekday()).get(lang);
}

names! {
    weekday(Weekday) {
        Mon = "星期一", "Monday";
        Tue = "星期二", "Tuesday";
        Wed = "星期三", "Wednesday";
        Thu = "星期四", "Thursday";
        Fri = "星期五", "Friday";
        Sat = "星期六", "Saturday";
        Sun = "星期日", "Sunday";
    }
    /// A day of the week where there is little room: 周日, Sun.
    weekday_short(Weekday) {
        Mon = "周一", "Mon";
        Tue = "周二", "Tue";
        Wed = "周三", "Wed";
        Thu = "周四", "Thu";
        Fri = "周五", "Fri";
        Sat = "周六", "Sat";
        Sun = "周日", "Sun";
    }
}

/// A moment in China, written as every date is, with its time: `2026-11-13 10:24`.
pub fn moment(at: DateTime<Utc>) -> String {
    china_time(at).format("%Y-%m-%d %H:%M").to_string()
}

/// The time of a day in China: `10:24`.
pub fn time(at: DateTime<Utc>) -> String {
    china_time(at).format("%H:%M").to_string()
}

/// A moment in China as a part of a file's name, to the second, so that no two are called alike: `20261113-102407`.
pub fn compact(at: DateTime<Utc>) -> String {
    china_time(at).format("%Y%m%d-%H%M%S").to_string()
}

/// Until when, seen from `today`: `逾期 2 个工作日`, `今日到期`, `明日到期`, `2026-11-24`.
///
/// `working_days_late` is the count from the due date to today; it is looked at only where that date is over, and
/// is 0 on the days off right behind it.
pub fn due(lang: Lang, due_on: NaiveDate, today: NaiveDate, working_days_late: i64) -> String {
    say!(lang, match ((due_on - today).num_days(), working_days_late) {
        (..=-1, ..=0) => "已逾期", "Overdue";
        (..=-1, late) =>
            "逾期 {late} 个工作日",
            "{late} working {days} late",
            days = if late == 1 { "day" } else { "days" };
        (0, _) => "今日到期", "Due today";
        (1, _) => "明日到期", "Due tomorrow";
        _ => { due_on.to_string() };
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_long_date_names_its_weekday() {
        assert_eq!(date_long(Lang::Zh, day("2026-11-22")), "2026-11-22 星期日");
        assert_eq!(date_long(Lang::En, day("2026-11-02")), "Monday, 2026-11-02");
    }

    #[test]
    fn a_moment_is_told_as_clocks_in_china_show_it() {
        let at = "2026-11-12T16:05:00Z".parse().unwrap();
        assert_eq!(moment(at), "2026-11-13 00:05");
        assert_eq!(compact(at), "20261113-000500");
    }

    #[test]
    fn what_is_over_says_by_how_many_working_days() {
        let zh = |late| due(Lang::Zh, day("2026-11-20"), day("2026-11-23"), late);
        assert_eq!(zh(1), "逾期 1 个工作日");
        assert_eq!(zh(0), "已逾期", "the weekend behind the due date");
        let en = |late| due(Lang::En, day("2026-11-20"), day("2026-11-24"), late);
        assert_eq!(en(1), "1 working day late");
        assert_eq!(en(2), "2 working days late");
    }

    #[test]
    fn what_is_to_come_says_today_tomorrow_or_the_date() {
        let from = |due_on| due(Lang::Zh, day(due_on), day("2026-11-22"), -3);
        assert_eq!(from("2026-11-22"), "今日到期");
        assert_eq!(from("2026-11-23"), "明日到期");
        assert_eq!(from("2026-11-24"), "2026-11-24");
    }
}

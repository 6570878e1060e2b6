//! The choice of a day: one that is near at hand, or one that is typed.

use chrono::{Datelike, NaiveDate};
use egui::Ui;

use crate::i18n::{Lang, Text, balance as words, period};
use crate::ui::date_text::parse_date;
use crate::ui::widgets::{Field, bare_select_ui};

/// Widths of the choice and of a day.
const CHOICE: f32 = 150.0;
const DATE: f32 = 160.0;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DayChoice {
    pub near: Near,
    text: String,
}

/// A day, seen from today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Near {
    /// Today, or none.
    #[default]
    None,
    Yesterday,
    LastMonthEnd,
    LastYearEnd,
    Other,
}

impl DayChoice {
    pub fn day(&self, today: NaiveDate) -> Option<NaiveDate> {
        match self.near {
            Near::None => None,
            Near::Yesterday => today.pred_opt(),
            Near::LastMonthEnd => today.with_day(1)?.pred_opt(),
            Near::LastYearEnd => NaiveDate::from_ymd_opt(today.year() - 1, 12, 31),
            Near::Other => parse_date(&self.text).filter(|day| *day <= today),
        }
    }

    /// The choice; `none` is what no day means, and `said` how the others are called.
    pub fn choice_ui(
        &mut self,
        ui: &mut Ui,
        lang: Lang,
        name: Text,
        none: String,
        said: fn(Lang, &str) -> String,
    ) {
        let days = [
            (Near::Yesterday, words::YESTERDAY),
            (Near::LastMonthEnd, words::LAST_MONTH_END),
            (Near::LastYearEnd, words::LAST_YEAR_END),
            (Near::Other, words::OTHER_DAY),
        ];
        let mut named = vec![(Near::None, none)];
        named.extend(days.map(|(near, text)| (near, said(lang, text.get(lang)))));
        let days: Vec<(Near, &str)> = named.iter().map(|(near, text)| (*near, text.as_str())).collect();
        let name = name.get(lang);
        bare_select_ui(ui, name, &mut self.near, &days, CHOICE).on_hover_text(name);
    }

    pub fn is_typed(&self) -> bool {
        self.near == Near::Other
    }

    /// The field of a day that is typed.
    pub fn field_ui(&mut self, ui: &mut Ui, lang: Lang, name: Text, today: NaiveDate) {
        let day = parse_date(&self.text);
        let fault = match day {
            Some(day) if day > today => Some(words::DAY_IS_TO_COME),
            None if !self.text.trim().is_empty() => Some(period::NO_DATE),
            _ => None,
        };
        Field::new(name.get(lang), &mut self.text)
            .hint(period::DATE_HINT.get(lang))
            .width(DATE)
            .error(fault.map(|text| text.get(lang)))
            .show(ui);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_near_at_hand_is_seen_from_today_and_one_to_come_is_none() {
        let today = "2026-03-01".parse().unwrap();
        let day = |near, text: &str| {
            DayChoice { near, text: text.to_owned() }.day(today).map(|day| day.to_string())
        };
        assert_eq!(day(Near::Yesterday, ""), Some("2026-02-28".to_owned()));
        assert_eq!(day(Near::LastMonthEnd, ""), Some("2026-02-28".to_owned()));
        assert_eq!(day(Near::LastYearEnd, ""), Some("2025-12-31".to_owned()));
        assert_eq!(day(Near::Other, "2026/1/5"), Some("2026-01-05".to_owned()));
        assert_eq!(
            (day(Near::Other, "2026-03-02"), day(Near::Other, "x"), day(Near::None, "")),
            (None, None, None)
        );
    }
}

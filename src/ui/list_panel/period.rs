//! Of which days a list shows things: a choice of periods, or one of one's own.

use chrono::{Datelike, NaiveDate};
use egui::Ui;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::minus_months;
use crate::i18n::{Lang, Text, period as words};
use crate::ui::date_text::parse_date;
use crate::ui::theme::space;
use crate::ui::widgets::{Field, bare_select_ui};

/// Widths of the choice and of a day.
const CHOICE: f32 = 132.0;
const DATE: f32 = 160.0;

/// The days that a list is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    span: Span,
    from: String,
    to: String,
}

/// A span of days, seen from today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Span {
    #[default]
    Any,
    ThisMonth,
    LastMonth,
    ThreeMonths,
    ThisYear,
    LastYear,
    /// From the one day that was typed to the other.
    Custom,
}

const SPANS: [(Span, Text); 7] = [
    (Span::Any, words::ANY_TIME),
    (Span::ThisMonth, words::THIS_MONTH),
    (Span::LastMonth, words::LAST_MONTH),
    (Span::ThreeMonths, words::THREE_MONTHS),
    (Span::ThisYear, words::THIS_YEAR),
    (Span::LastYear, words::LAST_YEAR),
    (Span::Custom, words::CUSTOM),
];

impl Period {
    /// From the one day to the other; without either, every day.
    pub fn between((from, to): (Option<NaiveDate>, Option<NaiveDate>)) -> Self {
        let written = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let span = if from.is_none() && to.is_none() { Span::Any } else { Span::Custom };
        Self { span, from: written(from), to: written(to) }
    }

    /// Whether it lets every day through.
    pub fn is_open(&self) -> bool {
        self.span == Span::Any
    }

    /// Its first and its last day, seen from `today`. What is no date yet does not narrow the list.
    pub fn days(&self, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let month = today.with_day(1).unwrap_or(today);
        let year = |year| NaiveDate::from_ymd_opt(year, 1, 1);
        match self.span {
            Span::Any => (None, None),
            Span::ThisMonth => (Some(month), None),
            Span::LastMonth => (Some(minus_months(month, 1)), month.pred_opt()),
            Span::ThreeMonths => (Some(minus_months(today, 3)), None),
            Span::ThisYear => (year(today.year()), None),
            Span::LastYear => (year(today.year() - 1), year(today.year()).and_then(|first| first.pred_opt())),
            Span::Custom => (parse_date(&self.from), parse_date(&self.to)),
        }
    }

    /// The choice; `name` says of which days it is.
    pub fn choice_ui(&mut self, ui: &mut Ui, lang: Lang, name: Text) {
        let spans = SPANS.map(|(span, text)| (span, text.get(lang)));
        let name = name.get(lang);
        bare_select_ui(ui, name, &mut self.span, &spans, CHOICE).on_hover_text(name);
    }

    /// The days of a period of one's own, where that is chosen.
    pub fn days_ui(&mut self, ui: &mut Ui, lang: Lang) {
        if self.span != Span::Custom {
            return;
        }
        let (from, to) = (self.error_of_from(), self.error_of_to());
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            for (label, text, error) in [(words::FROM, &mut self.from, from), (words::TO, &mut self.to, to)] {
                Field::new(label.get(lang), text)
                    .hint(words::DATE_HINT.get(lang))
                    .width(DATE)
                    .error(error.map(|text| text.get(lang)))
                    .show(ui);
            }
        });
        ui.add_space(space::M);
    }

    /// What is wrong with the first day.
    fn error_of_from(&self) -> Option<Text> {
        is_no_date(&self.from).then_some(words::NO_DATE)
    }

    /// What is wrong with the last day.
    fn error_of_to(&self) -> Option<Text> {
        if is_no_date(&self.to) {
            return Some(words::NO_DATE);
        }
        let days = parse_date(&self.from).zip(parse_date(&self.to));
        days.filter(|(from, to)| to < from).map(|_| words::ENDS_BEFORE)
    }
}

fn is_no_date(text: &str) -> bool {
    !text.trim().is_empty() && parse_date(text).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    #[test]
    fn periods_begin_and_end_with_their_calendar() {
        let today = day("2026-01-31").unwrap();
        for (span, days) in [
            (Span::Any, (None, None)),
            (Span::ThisMonth, (day("2026-01-01"), None)),
            (Span::LastMonth, (day("2025-12-01"), day("2025-12-31"))),
            (Span::ThreeMonths, (day("2025-10-31"), None)),
            (Span::ThisYear, (day("2026-01-01"), None)),
            (Span::LastYear, (day("2025-01-01"), day("2025-12-31"))),
        ] {
            assert_eq!(Period { span, ..Period::default() }.days(today), days, "{span:?}");
        }
    }

    #[test]
    fn a_period_of_ones_own_narrows_the_list_once_it_is_a_date() {
        let today = day("2026-01-31").unwrap();
        let mut period = Period { span: Span::Custom, from: "2026/1/".into(), to: String::new() };
        assert_eq!(period.days(today), (None, None));
        assert_eq!(period.error_of_from(), Some(words::NO_DATE));
        period.from = "2026/1/5".into();
        period.to = "20260104".into();
        assert_eq!(period.days(today), (day("2026-01-05"), day("2026-01-04")));
        assert_eq!((period.error_of_from(), period.error_of_to()), (None, Some(words::ENDS_BEFORE)));
    }
}

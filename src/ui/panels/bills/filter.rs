//! What the list of bills is narrowed to.

use chrono::{Datelike, NaiveDate};

use crate::desk::lists::bills::{Order, State, Wanted};
use crate::domain::calendar::minus_months;
use crate::domain::export::BillColumn;
use crate::i18n::{Text, bills as words};
use crate::ui::date_text::parse_date;
use crate::ui::widgets::TableView;

/// What a person has narrowed the list to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub state: Option<State>,
    pub period: Period,
    pub custom: Custom,
    pub text: String,
}

/// The filters of one state each, in the order in which they stand.
pub(super) const SHOWN: [(Option<State>, Text); 8] = [
    (None, words::ALL),
    (Some(State::Eligible), words::ELIGIBLE),
    (Some(State::PartlyInvoiced), words::PARTLY),
    (Some(State::Invoiced), words::INVOICED),
    (Some(State::Unpaid), words::UNPAID),
    (Some(State::Overdue), words::OVERDUE),
    (Some(State::TooOld), words::TOO_OLD),
    (Some(State::Refunded), words::REFUNDED),
];

impl Filter {
    /// Whether it lets everything through.
    pub fn is_open(&self) -> bool {
        self.state.is_none() && self.text.trim().is_empty() && self.period == Period::Any
    }

    /// What is asked of the desk. What is no date yet does not narrow the list.
    pub fn wanted(&self, account: Option<&str>, view: &TableView, today: NaiveDate) -> Wanted {
        let (from, to) = match self.period {
            Period::Custom => (parse_date(&self.custom.from), parse_date(&self.custom.to)),
            period => period.days(today),
        };
        let order = view.sort.and_then(|sort| order(sort.column)).unwrap_or_default();
        Wanted {
            issuer: None,
            account: account.map(str::to_owned),
            state: self.state,
            from,
            to,
            text: self.text.trim().to_owned(),
            order,
            descending: view.sort.is_none_or(|sort| sort.descending),
        }
    }
}

/// What a column sorts by.
fn order(column: &str) -> Option<Order> {
    match BillColumn::named(column)? {
        BillColumn::BilledOn => Some(Order::BilledOn),
        BillColumn::BillNo => Some(Order::BillNo),
        BillColumn::Amount => Some(Order::Amount),
        BillColumn::Remaining => Some(Order::Remaining),
        BillColumn::DueOn => Some(Order::DueOn),
        _ => None,
    }
}

/// Of which days the bills are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Period {
    #[default]
    Any,
    ThisMonth,
    LastMonth,
    ThreeMonths,
    ThisYear,
    Custom,
}

impl Period {
    pub const ALL: [(Self, Text); 6] = [
        (Self::Any, words::ANY_TIME),
        (Self::ThisMonth, words::THIS_MONTH),
        (Self::LastMonth, words::LAST_MONTH),
        (Self::ThreeMonths, words::THREE_MONTHS),
        (Self::ThisYear, words::THIS_YEAR),
        (Self::Custom, words::CUSTOM),
    ];

    /// Its first and its last day, seen from `today`.
    fn days(self, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let month = today.with_day(1).unwrap_or(today);
        match self {
            Self::Any | Self::Custom => (None, None),
            Self::ThisMonth => (Some(month), None),
            Self::LastMonth => (Some(minus_months(month, 1)), month.pred_opt()),
            Self::ThreeMonths => (Some(minus_months(today, 3)), None),
            Self::ThisYear => (NaiveDate::from_ymd_opt(today.year(), 1, 1), None),
        }
    }
}

/// A period of one's own, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Custom {
    pub from: String,
    pub to: String,
}

impl Custom {
    /// What is wrong with the first day.
    pub fn error_of_from(&self) -> Option<Text> {
        is_no_date(&self.from).then_some(words::NO_DATE)
    }

    /// What is wrong with the last day.
    pub fn error_of_to(&self) -> Option<Text> {
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
        for (period, days) in [
            (Period::Any, (None, None)),
            (Period::ThisMonth, (day("2026-01-01"), None)),
            (Period::LastMonth, (day("2025-12-01"), day("2025-12-31"))),
            (Period::ThreeMonths, (day("2025-10-31"), None)),
            (Period::ThisYear, (day("2026-01-01"), None)),
        ] {
            assert_eq!(period.days(today), days, "{period:?}");
        }
    }

    #[test]
    fn a_period_of_ones_own_narrows_the_list_once_it_is_a_date() {
        let mut filter = Filter { period: Period::Custom, ..Filter::default() };
        filter.custom.from = "2026/1/".into();
        let wanted = |filter: &Filter| filter.wanted(None, &TableView::default(), day("2026-01-31").unwrap());
        assert_eq!((wanted(&filter).from, wanted(&filter).to), (None, None));
        assert_eq!(filter.custom.error_of_from(), Some(words::NO_DATE));
        filter.custom.from = "2026/1/5".into();
        filter.custom.to = "20260104".into();
        assert_eq!((wanted(&filter).from, wanted(&filter).to), (day("2026-01-05"), day("2026-01-04")));
        assert_eq!(
            (filter.custom.error_of_from(), filter.custom.error_of_to()),
            (None, Some(words::ENDS_BEFORE))
        );
    }

    #[test]
    fn the_newest_bills_stand_first_until_it_is_sorted_otherwise() {
        let today = day("2026-01-31").unwrap();
        let wanted = Filter::default().wanted(None, &TableView::default(), today);
        assert_eq!((wanted.order, wanted.descending), (Order::BilledOn, true));
        let wanted = Filter::default().wanted(None, &TableView::sorted_by("remaining", false), today);
        assert_eq!((wanted.order, wanted.descending), (Order::Remaining, false));
    }
}

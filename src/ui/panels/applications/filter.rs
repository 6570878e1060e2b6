//! What the list of applications is narrowed to.

use chrono::{Datelike, NaiveDate};

use crate::desk::application_list::{Order, Show, Wanted};
use crate::domain::calendar::minus_months;
use crate::domain::export::ApplicationColumn;
use crate::i18n::{Text, applications as words};
use crate::ui::widgets::TableView;

/// What a person has narrowed the list to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub show: Show,
    pub period: Period,
    pub text: String,
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// What is asked of the desk.
    pub fn wanted(&self, account: Option<&str>, view: &TableView, today: NaiveDate) -> Wanted {
        let (from, to) = self.period.days(today);
        let (order, descending) = match view.sort {
            Some(sort) if sort.column == "due" => (Order::Due, sort.descending),
            Some(sort) if sort.column == "amount" => (Order::Amount, sort.descending),
            Some(sort) => (Order::Submitted, sort.descending),
            None => (Order::Submitted, true),
        };
        Wanted {
            account: account.map(str::to_owned),
            show: self.show,
            from,
            to,
            text: self.text.trim().to_owned(),
            order,
            descending,
        }
    }
}

/// The columns that are shown, from the left, as a list that leaves the desk has them. A customer is a number and a
/// name there, and a due date also says by how much it is over.
pub(super) fn exported(view: &TableView) -> Vec<ApplicationColumn> {
    use ApplicationColumn as C;
    let columns: [(&str, &[C]); 9] = [
        ("number", &[C::Application]),
        ("customer", &[C::Account, C::AccountName]),
        ("buyer", &[C::BuyerName]),
        ("type", &[C::InvoiceType]),
        ("amount", &[C::Amount]),
        ("submitted_on", &[C::SubmittedOn]),
        ("due", &[C::DueOn, C::WorkingDaysLate]),
        ("state", &[C::State]),
        ("invoices", &[C::Invoices]),
    ];
    let shown = columns.into_iter().filter(|(key, _)| view.shows(key));
    shown.flat_map(|(_, columns)| columns).copied().collect()
}

/// When the applications were submitted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Period {
    #[default]
    Any,
    ThisMonth,
    LastMonth,
    ThreeMonths,
    ThisYear,
    LastYear,
}

impl Period {
    pub const ALL: [(Self, Text); 6] = [
        (Self::Any, words::ANY_TIME),
        (Self::ThisMonth, words::THIS_MONTH),
        (Self::LastMonth, words::LAST_MONTH),
        (Self::ThreeMonths, words::THREE_MONTHS),
        (Self::ThisYear, words::THIS_YEAR),
        (Self::LastYear, words::LAST_YEAR),
    ];

    /// Its first and its last day, seen from `today`.
    fn days(self, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let month = today.with_day(1).unwrap_or(today);
        let year = |year| NaiveDate::from_ymd_opt(year, 1, 1);
        match self {
            Self::Any => (None, None),
            Self::ThisMonth => (Some(month), None),
            Self::LastMonth => (Some(minus_months(month, 1)), month.pred_opt()),
            Self::ThreeMonths => (Some(minus_months(today, 3)), None),
            Self::ThisYear => (year(today.year()), None),
            Self::LastYear => (year(today.year() - 1), year(today.year()).and_then(|first| first.pred_opt())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_does_not_leave_the_desk() {
        let view = TableView { hidden: vec!["buyer", "due", "invoices"], ..TableView::default() };
        use ApplicationColumn as C;
        let left =
            [C::Application, C::Account, C::AccountName, C::InvoiceType, C::Amount, C::SubmittedOn, C::State];
        assert_eq!(exported(&view), left);
    }

    #[test]
    fn periods_begin_and_end_with_their_calendar() {
        let day = |text: &str| Some(text.parse::<NaiveDate>().unwrap());
        let today = day("2026-01-31").unwrap();
        for (period, days) in [
            (Period::Any, (None, None)),
            (Period::ThisMonth, (day("2026-01-01"), None)),
            (Period::LastMonth, (day("2025-12-01"), day("2025-12-31"))),
            (Period::ThreeMonths, (day("2025-10-31"), None)),
            (Period::ThisYear, (day("2026-01-01"), None)),
            (Period::LastYear, (day("2025-01-01"), day("2025-12-31"))),
        ] {
            assert_eq!(period.days(today), days, "{period:?}");
        }
    }
}

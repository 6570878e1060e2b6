//! What the list of bills is narrowed to.

use chrono::NaiveDate;

use crate::desk::lists::bills::{Order, State, Wanted};
use crate::domain::export::BillColumn;
use crate::i18n::{Text, bills as words};
use crate::ui::panels::period::Period;
use crate::ui::widgets::TableView;

/// What a person has narrowed the list to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub state: Option<State>,
    pub period: Period,
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
        self.state.is_none() && self.text.trim().is_empty() && self.period.is_open()
    }

    /// What is asked of the desk.
    pub fn wanted(&self, account: Option<&str>, view: &TableView, today: NaiveDate) -> Wanted {
        let (from, to) = self.period.days(today);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
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

//! What the list of applications is narrowed to.

use chrono::NaiveDate;

use crate::desk::lists::applications::{Order, Show, Wanted};
use crate::domain::export::ApplicationColumn;
use crate::ui::panels::period::Period;
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
}

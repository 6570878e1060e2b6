//! What the list of customers is narrowed to.

use crate::desk::lists::customers::{Order, Wanted};
use crate::domain::account::AccountKind;
use crate::domain::export::AccountColumn;
use crate::ui::widgets::TableView;

/// What a person has narrowed the list to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    pub issuer: Option<String>,
    pub kind: Option<AccountKind>,
    pub blocked: Option<bool>,
    pub text: String,
}

impl Filter {
    /// Whether it lets everything through.
    pub fn is_open(&self) -> bool {
        self.issuer.is_none() && self.kind.is_none() && self.blocked.is_none() && self.text.trim().is_empty()
    }

    /// What is asked of the desk.
    pub fn wanted(&self, view: &TableView) -> Wanted {
        let order = match view.sort.and_then(|sort| AccountColumn::named(sort.column)) {
            Some(AccountColumn::Name) => Order::Name,
            _ => Order::Code,
        };
        Wanted {
            issuer: self.issuer.clone(),
            kind: self.kind,
            blocked: self.blocked,
            text: self.text.trim().to_owned(),
            order,
            descending: view.sort.is_some_and(|sort| sort.descending),
        }
    }
}

//! Customers: a list with what can be invoiced for each, and one of them opened into its reasons.

mod details;
mod dialog;
mod view;

use chrono::NaiveDate;
use egui::Ui;

use self::dialog::Dialog;
use super::Panel;
use crate::desk::lists::customers::{self, Counts, CustomerView, Listed, Order, Wanted};
use crate::domain::account::AccountKind;
use crate::domain::ids::AccountId;
use crate::ui::loadable::Loadable;
use crate::ui::paged::Paged;
use crate::ui::state::Cx;
use crate::ui::widgets::TableView;

/// What a list is read for: the day, and what is looked for.
type Key = (NaiveDate, Wanted);

/// The panel.
#[derive(Debug)]
pub struct Customers {
    text: String,
    kind: Option<AccountKind>,
    blocked: Option<bool>,
    table: TableView,
    selected: Option<AccountId>,
    rows: Paged<Key, Listed>,
    counts: Loadable<(u64, NaiveDate, Wanted), Counts>,
    opened: Loadable<(u64, NaiveDate, String), CustomerView>,
    dialog: Option<Dialog>,
}

impl Default for Customers {
    fn default() -> Self {
        Self {
            text: String::new(),
            kind: None,
            blocked: None,
            table: TableView {
                hidden: vec!["issuer", "in_arrears", "bills"],
                ..TableView::sorted_by("code", false)
            },
            selected: None,
            rows: Paged::default(),
            counts: Loadable::default(),
            opened: Loadable::default(),
            dialog: None,
        }
    }
}

impl Customers {
    fn wanted(&self) -> Wanted {
        let sort = self.table.sort.as_ref();
        Wanted {
            issuer: None,
            kind: self.kind,
            blocked: self.blocked,
            text: self.text.clone(),
            order: if sort.is_some_and(|sort| sort.column == "name") { Order::Name } else { Order::Code },
            descending: sort.is_some_and(|sort| sort.descending),
        }
    }

    /// The number of the selected customer.
    fn selected_account(&self) -> Option<String> {
        let id = self.selected?;
        self.rows.rows().find(|listed| listed.row.id == id).map(|listed| listed.row.account.code.clone())
    }
}

impl Panel for Customers {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        let today = cx.office.moment().today;
        let wanted = self.wanted();
        self.rows.keep(cx.office, (today, wanted.clone()), |db, moment, (_, wanted), after, limit| {
            customers::page(db, moment, wanted, after.map(|listed: &Listed| &listed.row), limit)
        });
        let counted = Wanted { blocked: None, order: Order::default(), descending: false, ..wanted };
        self.counts.keep(cx.office, (cx.office.revision(), today, counted), |(_, _, wanted)| {
            let wanted = wanted.clone();
            move |db, moment| customers::counts(db, moment, &wanted)
        });
        match self.selected_account() {
            None => self.opened.clear(),
            Some(account) => {
                self.opened.keep(cx.office, (cx.office.revision(), today, account), |(_, _, account)| {
                    let account = account.clone();
                    move |db, moment| customers::view(db, moment, &account)
                });
            }
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.panel_ui(ui, cx);
        self.dialog_ui(ui, cx);
    }
}

//! The list of customers: narrowed, sorted, searched, and each customer's balance opened into its reasons.

mod balance;
mod details;
mod dialog;
mod filter;
mod view;

use chrono::NaiveDate;
use egui::Ui;

use self::dialog::CustomerForm;
use self::filter::Filter;
use super::Panel;
use crate::desk::lists::customers::{self, Counts, CustomerView, Listed, Order, Wanted};
use crate::desk::lists::issuers;
use crate::domain::export::AccountColumn;
use crate::domain::ids::AccountId;
use crate::ui::command_dialog::CommandDialog;
use crate::ui::loadable::Loadable;
use crate::ui::paged::Paged;
use crate::ui::state::Cx;
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::TableView;

/// What a list is read for: the day, and what is looked for.
type Key = (NaiveDate, Wanted);

/// The panel.
#[derive(Debug)]
pub struct Customers {
    filter: Filter,
    table: TableView,
    /// Who is chosen for the whole window; somebody else chosen is shown here too.
    chosen: Option<String>,
    /// The number of the customer whose card is open.
    selected: Option<String>,
    rows: Paged<Key, Listed>,
    counts: Loadable<(u64, Key), Counts>,
    issuers: Loadable<u64, Vec<(String, String)>>,
    details: Loadable<(u64, NaiveDate, String), CustomerView>,
    dialog: CommandDialog<CustomerForm>,
}

impl Default for Customers {
    fn default() -> Self {
        let hidden = [
            AccountColumn::Issuer,
            AccountColumn::Region,
            AccountColumn::Status,
            AccountColumn::VerifiedName,
            AccountColumn::VerifiedTaxId,
            AccountColumn::Contact,
            AccountColumn::Mobile,
            AccountColumn::Email,
            AccountColumn::InArrears,
        ];
        Self {
            filter: Filter::default(),
            table: TableView {
                hidden: hidden.map(AccountColumn::as_str).to_vec(),
                ..TableView::sorted_by(AccountColumn::Account.as_str(), false)
            },
            chosen: None,
            selected: None,
            rows: Paged::default(),
            counts: Loadable::default(),
            issuers: Loadable::default(),
            details: Loadable::default(),
            dialog: CommandDialog::default(),
        }
    }
}

impl Panel for Customers {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        let chosen = cx.chosen.map(|chosen| chosen.account.as_str());
        if self.chosen.as_deref() != chosen {
            self.chosen = chosen.map(str::to_owned);
            self.selected = self.chosen.clone().or(self.selected.take());
        }
        // Who is blocked depends on the day, so a list of yesterday is read again.
        let today = cx.office.moment().today;
        let revision = cx.office.revision();
        let wanted = self.filter.wanted(&self.table);
        self.rows.keep(cx.office, (today, wanted.clone()), |db, moment, (_, wanted), after, limit| {
            customers::page(db, moment, wanted, after.map(|listed: &Listed| &listed.row), limit)
        });
        let counted = Wanted { blocked: None, order: Order::default(), descending: false, ..wanted };
        self.counts.keep(cx.office, (revision, (today, counted)), |(_, (_, wanted))| {
            let wanted = wanted.clone();
            move |db, moment| customers::counts(db, moment, &wanted)
        });
        self.issuers.keep(cx.office, revision, |_| {
            |db, _| {
                let issuers = issuers(db)?;
                let named = issuers.all().iter().map(|i| (i.issuer.code.clone(), i.issuer.name.clone()));
                Ok(named.collect())
            }
        });
        match &self.selected {
            Some(account) => {
                self.details.keep(cx.office, (revision, today, account.clone()), |(_, _, account)| {
                    let account = account.clone();
                    move |db, moment| customers::view(db, moment, &account)
                });
            }
            None => self.details.clear(),
        }
        self.dialog.logic(cx);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.panel_ui(ui, cx);
    }

    fn unsaved(&self) -> Vec<Unsaved> {
        self.dialog.unsaved().into_iter().collect()
    }
}

impl Customers {
    /// Opens the card of this customer.
    pub(super) fn open(&mut self, account: String) {
        self.selected = Some(account);
    }

    /// What is known of the customer whose card is open.
    fn shown(&self) -> Option<&CustomerView> {
        let selected = self.selected.as_deref()?;
        self.details.value().filter(|view| view.customer.stored.account.code == selected)
    }

    /// The row of the customer whose card is open.
    fn selected_row(&self) -> Option<AccountId> {
        self.shown().map(|view| view.customer.stored.id)
    }
}

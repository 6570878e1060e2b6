//! The list of bills: narrowed, sorted, searched, and each bill explained.

mod amend;
mod details;
mod filter;
pub mod standing;
mod view;

pub use view::beside_ui;

use chrono::NaiveDate;
use egui::Ui;

use self::amend::Amend;
use self::filter::Filter;
use super::Panel;
use crate::desk::lists::bills::{self, BillView, Listed, Order, State, Summary, Wanted};
use crate::domain::export::BillColumn;
use crate::domain::ids::BillId;
use crate::ui::command_dialog::CommandDialog;
use crate::ui::loadable::{Loadable, View};
use crate::ui::paged::Paged;
use crate::ui::state::Cx;
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::TableView;

/// What a list is read for: the day, and what is looked for.
type Key = (NaiveDate, Wanted);

/// The panel.
#[derive(Debug)]
pub struct Bills {
    filter: Filter,
    table: TableView,
    /// Whose bills are listed; another customer unselects the bill.
    account: Option<String>,
    selected: Option<BillId>,
    rows: Paged<Key, Listed>,
    asked: Option<(u64, Key)>,
    summary: Loadable<(u64, Key), Summary>,
    details: Loadable<(u64, NaiveDate, BillId), BillView>,
    /// What is being corrected or removed.
    amend: CommandDialog<Amend>,
}

impl Default for Bills {
    fn default() -> Self {
        let hidden = [
            BillColumn::Account,
            BillColumn::Item,
            BillColumn::DueOn,
            BillColumn::PaidOn,
            BillColumn::Rule,
            BillColumn::Refunded,
            BillColumn::Opening,
            BillColumn::Used,
            BillColumn::Offset,
        ];
        Self {
            filter: Filter::default(),
            table: TableView {
                hidden: hidden.map(BillColumn::as_str).to_vec(),
                ..TableView::sorted_by(BillColumn::BilledOn.as_str(), true)
            },
            account: None,
            selected: None,
            rows: Paged::default(),
            asked: None,
            summary: Loadable::default(),
            details: Loadable::default(),
            amend: CommandDialog::default(),
        }
    }
}

impl Panel for Bills {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        if let Some((form, _)) = self.amend.logic(cx)
            && form.removes_the_bill()
        {
            self.selected = None;
        }
        let account = cx.chosen.map(|chosen| chosen.account.as_str());
        if self.account.as_deref() != account {
            self.account = account.map(str::to_owned);
            self.selected = None;
        }
        // What is overdue or too old depends on the day, so a list of yesterday is read again.
        let today = cx.office.moment().today;
        let wanted = self.filter.wanted(account, &self.table, today);
        self.rows.keep(cx.office, (today, wanted.clone()), |db, moment, (_, wanted), after, limit| {
            bills::page(db, moment, wanted, after.map(|listed: &Listed| &listed.row), limit)
        });
        self.sum_up(cx, today, wanted);
        match self.selected {
            Some(id) => {
                self.details.keep(cx.office, (cx.office.revision(), today, id), |(_, _, id)| {
                    let id = *id;
                    move |db, moment| bills::bill(db, moment, id)
                });
            }
            None => self.details.clear(),
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        // First, so that its keys are its own.
        self.amend.show(ui.ctx(), cx, &());
        self.panel_ui(ui, cx);
    }

    fn unsaved(&self) -> Vec<Unsaved> {
        self.amend.unsaved().into_iter().collect()
    }
}

impl Bills {
    /// Lists what is overdue, of every day.
    pub(super) fn show_overdue(&mut self) {
        self.filter = Filter { state: Some(State::Overdue), ..Filter::default() };
    }

    /// Lists what has this number, and explains the bill; `account` is the customer that is chosen then, if one is.
    pub(super) fn show(&mut self, bill: BillId, bill_no: String, account: Option<String>) {
        self.filter = Filter { text: bill_no, ..Filter::default() };
        self.account = account;
        self.selected = Some(bill);
    }

    /// Sums up what is listed, once it is on screen and the last sum has come: over a million bills that takes a
    /// moment, and while somebody types only the last one is wanted.
    fn sum_up(&mut self, cx: &Cx<'_>, today: NaiveDate, wanted: Wanted) {
        // Sums are the same however the list is sorted.
        let summed = Wanted { order: Order::default(), descending: false, ..wanted };
        let is_free = !self.summary.is_loading() && !matches!(self.rows.view(), View::Loading(_));
        if is_free || self.asked.is_none() {
            self.asked = Some((cx.office.revision(), (today, summed)));
        }
        let Some(asked) = self.asked.clone() else { return };
        self.summary.keep(cx.office, asked, |(_, (_, wanted))| {
            let wanted = wanted.clone();
            move |db, moment| bills::summary(db, moment, &wanted)
        });
    }
}

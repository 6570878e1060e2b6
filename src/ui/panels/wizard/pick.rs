//! What is asked for: bills that are chosen one by one, or an amount.

use std::collections::HashSet;

use chrono::Datelike;

use super::data::Data;
use crate::desk::pages::balance::BillView;
use crate::domain::balance::Ask;
use crate::domain::ids::BillId;
use crate::domain::money::Fen;
use crate::domain::policy::AmountBasis;
use crate::ui::widgets::{Check, MoneyInput, Sort, TableView};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BillFilter {
    #[default]
    Eligible,
    All,
    ThisYear,
}

#[derive(Debug, Default)]
pub struct Pick {
    pub chosen: HashSet<BillId>,
    pub money: MoneyInput,
    pub filter: BillFilter,
    pub view: TableView,
    /// The places of the bills that are shown, in the order in which they are.
    pub shown: Vec<usize>,
    /// What the checkbox in the table's head shows, once bills are shown.
    pub all: Option<Check>,
    pub at: Option<BillId>,
    /// Where a range begins: the bill that was chosen last.
    anchor: Option<BillId>,
    /// Counts up whenever something else is asked for.
    pub version: u64,
    /// How many chosen bills had to be taken out because they can no longer be invoiced.
    pub dropped: usize,
}

impl Pick {
    /// Nothing is asked for yet; newest bills first where they are chosen, else oldest first, as they are taken.
    pub fn new(basis: AmountBasis) -> Self {
        let newest_first = basis == AmountBasis::ChosenBills;
        Self { view: TableView::sorted_by("billed_on", newest_first), ..Self::default() }
    }

    pub fn ask(&self, data: &Data) -> Ask {
        match data.basis() {
            AmountBasis::FreeAmount => Ask::Amount(self.money.amount().unwrap_or_default()),
            AmountBasis::ChosenBills => {
                let chosen = data.bills.iter().filter(|bill| self.chosen.contains(&bill.id));
                Ask::Bills(chosen.map(|bill| bill.bill_no.clone()).collect())
            }
        }
    }

    pub fn is_empty(&self, basis: AmountBasis) -> bool {
        match basis {
            AmountBasis::ChosenBills => self.chosen.is_empty(),
            AmountBasis::FreeAmount => self.money.amount().is_none(),
        }
    }

    /// Whether nothing was chosen or typed, not even what cannot be read.
    pub fn is_untouched(&self) -> bool {
        self.chosen.is_empty() && self.money.text().trim().is_empty()
    }

    pub fn show(&mut self, data: &Data, filter: BillFilter) {
        self.filter = filter;
        self.arrange(data);
    }

    /// Chooses a bill that can be invoiced, or gives it up.
    pub fn toggle(&mut self, data: &Data, id: BillId) {
        if !self.chosen.remove(&id) {
            if !data.bill(id).is_some_and(|bill| bill.eligible) {
                return;
            }
            self.chosen.insert(id);
        }
        self.anchor = Some(id);
        self.changed(data);
    }

    /// Chooses every bill from where the range began up to this one that can be invoiced.
    pub fn range(&mut self, data: &Data, to: BillId) {
        let place = |id: BillId| self.shown.iter().position(|place| data.bills[*place].id == id);
        let Some(end) = place(to) else { return };
        let begin = self.anchor.or(self.at).and_then(place).unwrap_or(end);
        let shown = self.shown[begin.min(end)..=begin.max(end)].iter().map(|place| &data.bills[*place]);
        self.chosen.extend(shown.filter(|bill| bill.eligible).map(|bill| bill.id));
        self.changed(data);
    }

    /// Chooses every bill that is shown and can be invoiced, or gives them up.
    pub fn toggle_all(&mut self, data: &Data, on: bool) {
        let shown = self.shown.iter().map(|place| &data.bills[*place]);
        for bill in shown.filter(|bill| bill.eligible) {
            if on {
                self.chosen.insert(bill.id);
            } else {
                self.chosen.remove(&bill.id);
            }
        }
        self.changed(data);
    }

    pub fn set_amount(&mut self, amount: Fen) {
        self.money = MoneyInput::of(amount);
        self.version += 1;
    }

    fn changed(&mut self, data: &Data) {
        self.dropped = 0;
        self.version += 1;
        self.mark(data);
    }

    /// Takes newer data: what can no longer be invoiced is no longer chosen.
    pub fn renew(&mut self, data: &Data) {
        let before = self.chosen.len();
        self.chosen.retain(|id| data.bill(*id).is_some_and(|bill| bill.eligible));
        if self.chosen.len() < before {
            self.dropped += before - self.chosen.len();
            self.version += 1;
        }
        self.arrange(data);
    }

    pub fn arrange(&mut self, data: &Data) {
        let year = data.sheet.on.year();
        let is_shown = |bill: &BillView| match self.filter {
            BillFilter::Eligible => bill.eligible,
            BillFilter::All => true,
            BillFilter::ThisYear => bill.billed_on.year() == year,
        };
        self.shown = (0..data.bills.len()).filter(|place| is_shown(&data.bills[*place])).collect();
        // Bills come oldest first, and sorting is stable: equal ones stay in that order.
        if let Some(Sort { column, descending }) = self.view.sort {
            let bills = &data.bills;
            match column {
                "bill_no" => self.shown.sort_by(|a, b| bills[*a].bill_no.cmp(&bills[*b].bill_no)),
                "charged" => self.shown.sort_by_key(|place| bills[*place].amount),
                "remaining" => self.shown.sort_by_key(|place| bills[*place].remaining),
                _ => {}
            }
            if descending {
                self.shown.reverse();
            }
        }
        self.mark(data);
    }

    fn mark(&mut self, data: &Data) {
        let eligible = self.shown.iter().map(|place| &data.bills[*place]).filter(|bill| bill.eligible);
        let (mut all, mut chosen) = (0, 0);
        for bill in eligible {
            all += 1;
            chosen += usize::from(self.chosen.contains(&bill.id));
        }
        self.all = Some(match (all, chosen) {
            (0, _) => Check::Barred,
            (_, 0) => Check::Off,
            _ if chosen == all => Check::On,
            _ => Check::Some,
        });
    }
}

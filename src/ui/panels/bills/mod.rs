//! The list of bills: narrowed, sorted, searched, and each bill explained.

mod amend;
mod details;
mod list;
pub mod standing;

use chrono::NaiveDate;
use egui::Ui;

use self::amend::Amend;
use self::list::BillList;
use super::Panel;
use crate::desk::lists::ListRow;
use crate::desk::lists::bills::{self, BillRow, BillStateFilter, BillView};
use crate::domain::ids::BillId;
use crate::domain::log::ObjectKind;
use crate::i18n::{bills as words, common};
use crate::ui::command_dialog::CommandDialog;
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::list_panel::{ListFilter, ListOutput, ListPanel, Period, beside_ui};
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Chosen, Cx, Route, Target};
use crate::ui::unsaved::Unsaved;
use crate::ui::views::Kept;
use crate::ui::widgets::Button;

/// The width of the card that explains a bill.
const DETAILS: f32 = 340.0;

#[derive(Default)]
pub struct Bills {
    list: ListPanel<BillList>,
    /// Whose bills are listed; another customer unselects the bill.
    account: Option<String>,
    /// The customer whose first bill is to be selected once the list has come.
    wanted: Option<String>,
    details: Loadable<(u64, NaiveDate, BillId), BillView>,
    /// What is being corrected or removed.
    amend: CommandDialog<Amend>,
}

impl Panel for Bills {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        if let Some((form, _)) = self.amend.logic(cx)
            && form.removes_the_bill()
        {
            self.list.selected = None;
        }
        let account = cx.chosen.map(|chosen| chosen.account.as_str());
        if self.account.as_deref() != account {
            self.account = account.map(str::to_owned);
            self.list.selected = None;
        }
        self.list.logic(cx);
        if let Some(rows) = self.wanted.as_ref().and(self.list.current_rows()) {
            let first = rows.iter().find(|listed| Some(&listed.row.account) == self.wanted.as_ref());
            self.list.selected = first.map(|listed| listed.row.bill.id);
            self.wanted = None;
        }
        match self.list.selected {
            Some(id) => {
                let key = (cx.office.revision(), cx.office.moment().today, id);
                self.details.keep(cx.office, key, |db, moment, (_, _, id)| bills::bill(db, moment, *id));
            }
            None => self.details.clear(),
        }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        // First, so that its keys are its own.
        self.amend.show(ui.ctx(), cx, &());
        self.list.head_ui(ui, cx, |list, ui, cx| {
            list.export_ui(ui, cx);
            if Button::secondary(cx.say(common::IMPORT_BILLS)).show(ui).clicked() {
                cx.act(Action::Go(Route::Files));
            }
            list.period_ui(ui, cx, words::PERIOD);
            list.search_ui(ui, cx);
        });
        let side = if self.list.selected.is_some() { DETAILS } else { 0.0 };
        beside_ui(ui, side, |ui, is_side| {
            if is_side {
                self.details_ui(ui, cx);
            } else {
                let output = self.list.table_ui(ui, cx, |_, _, _| {});
                self.take(ui, cx, &output);
            }
        });
    }

    fn unsaved(&self) -> Vec<Unsaved> {
        self.amend.unsaved().into_iter().collect()
    }

    fn kept_list(&mut self) -> Option<&mut dyn Kept> {
        Some(&mut self.list)
    }

    fn commands(&self, _cx: &Cx<'_>) -> Vec<Offered> {
        self.shown().map(|_| UserCommand::BillHistory.now()).into_iter().collect()
    }

    fn run(&mut self, command: UserCommand, cx: &mut Cx<'_>) {
        if let Some(view) = self.shown().filter(|_| command == UserCommand::BillHistory) {
            let number = view.bill.bill_no.clone();
            cx.act(Action::Open(Target::History(ObjectKind::Bill, number.clone(), number)));
        }
    }
}

impl Bills {
    /// Lists what is overdue, of every day.
    pub(super) fn show_overdue(&mut self) {
        self.list.filter = ListFilter { state: Some(BillStateFilter::Overdue), ..ListFilter::default() };
    }

    /// Lists bills in a state that were billed within these days and that a text finds; selects the first one of this
    /// customer.
    pub(super) fn show_some(
        &mut self,
        state: BillStateFilter,
        days: (Option<NaiveDate>, Option<NaiveDate>),
        text: String,
        account: Option<String>,
    ) {
        let period = Period::between(days);
        self.list.filter = ListFilter { state: Some(state), period, text, ..ListFilter::default() };
        self.list.selected = None;
        self.wanted = account;
    }

    /// Lists what has this number, and explains the bill; `account` is the customer that is chosen then, if one is.
    pub(super) fn show(&mut self, bill: BillId, bill_no: String, account: Option<String>) {
        self.account = account;
        self.list.look_at(ListFilter { text: bill_no, ..ListFilter::default() }, Some(bill));
    }

    fn shown(&self) -> Option<&BillView> {
        self.details.value().filter(|view| Some(view.bill.id) == self.list.selected)
    }

    fn take(&mut self, ui: &Ui, cx: &mut Cx<'_>, output: &ListOutput<BillRow>) {
        if let Some(first) = &output.entered {
            self.list.selected = Some(first.id());
        }
        match output.opened.as_ref().map(ListRow::id) {
            None => {}
            Some(bill) if self.list.selected == Some(bill) => self.apply(cx),
            // Its card says first what can be done with it.
            bill => self.list.selected = bill,
        }
        if ListPanel::<BillList>::is_left(ui, output) {
            self.list.selected = None;
        }
    }

    /// Applies for the customer of the selected bill, if the bill can be invoiced.
    fn apply(&self, cx: &mut Cx<'_>) {
        let Some(view) = self.shown() else { return };
        if view.refused.is_some() || view.blocked.is_some() {
            return;
        }
        cx.act(Action::Choose(Some(Chosen::from_account(cx.lang, &view.customer.account))));
        cx.act(Action::Go(Route::Apply));
    }
}

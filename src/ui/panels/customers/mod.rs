//! The list of customers: narrowed, sorted, searched, and each customer's balance opened into its reasons.

mod balance;
mod details;
mod dialog;
mod list;

use chrono::NaiveDate;
use egui::Ui;

use self::dialog::CustomerForm;
use self::list::CustomerList;
use super::Panel;
use crate::desk::lists::customers::{self, CustomerRow, CustomerView};
use crate::desk::lists::issuers;
use crate::domain::account::AccountKind;
use crate::domain::ids::AccountId;
use crate::domain::log::ObjectKind;
use crate::i18n::{common, customers as words, domain};
use crate::ui::bulk;
use crate::ui::command_dialog::CommandDialog;
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::keyboard::Keyboard;
use crate::ui::list_panel::{ListFilter, ListOutput, ListPanel, beside_ui};
use crate::ui::loadable::Loadable;
use crate::ui::state::{Action, Chosen, Cx, Route, Target};
use crate::ui::unsaved::Unsaved;
use crate::ui::views::Kept;
use crate::ui::widgets::{Button, bare_select_ui};

/// Widths in the head.
const KIND: f32 = 116.0;
const ISSUER: f32 = 200.0;

/// The width from which on the import has room beside what is chosen.
const ROOM_FOR_IMPORT: f32 = 960.0;

/// The width of the card that explains a customer.
const DETAILS: f32 = 372.0;

/// The same in a small window, so that what can be invoiced has room in the list.
const DETAILS_NARROW: f32 = 340.0;
const SMALL: f32 = 900.0;

#[derive(Default)]
pub struct Customers {
    list: ListPanel<CustomerList>,
    /// Who is chosen for the whole window; somebody else chosen is shown here too.
    chosen: Option<String>,
    /// The number of the customer whose card is open.
    selected: Option<String>,
    issuers: Loadable<u64, Vec<(String, String)>>,
    details: Loadable<(u64, NaiveDate, String), CustomerView>,
    dialog: CommandDialog<CustomerForm>,
}

impl Panel for Customers {
    fn logic(&mut self, cx: &mut Cx<'_>) {
        let chosen = cx.chosen.map(|chosen| chosen.account.as_str());
        if self.chosen.as_deref() != chosen {
            self.chosen = chosen.map(str::to_owned);
            if self.chosen.is_some() {
                self.selected = self.chosen.clone();
                self.list.look_at(ListFilter::default(), None);
            }
        }
        if self.list.logic(cx) {
            self.selected = self.list.selected_row().map(|listed| listed.row.account.code.clone());
        }
        let (revision, today) = (cx.office.revision(), cx.office.moment().today);
        self.issuers.keep(cx.office, revision, |db, _, _| {
            let issuers = issuers(db)?;
            let named = issuers.all().iter().map(|i| (i.issuer.code.clone(), i.issuer.name.clone()));
            Ok(named.collect())
        });
        match &self.selected {
            Some(account) => {
                let key = (revision, today, account.clone());
                self.details
                    .keep(cx.office, key, |db, moment, (.., account)| customers::view(db, moment, account));
            }
            None => self.details.clear(),
        }
        self.dialog.logic(cx);
    }

    fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.head_ui(ui, cx);
        self.list.selected = self.selected_row();
        let side = match self.selected {
            Some(_) if ui.available_width() < SMALL => DETAILS_NARROW,
            Some(_) => DETAILS,
            None => 0.0,
        };
        beside_ui(ui, side, |ui, is_side| {
            if is_side {
                self.details_ui(ui, cx);
            } else {
                let offered = self.commands(cx);
                let output = self.list.table_ui(ui, cx, |ui, cx, targets| {
                    if targets.are_chosen() {
                        bulk::apply_button_ui(ui, cx, &offered);
                    }
                });
                self.take(ui, cx, output);
            }
        });
        if self.list.chosen.is_reading() {
            // What is pressed behind "all" is for all, and not for the one that is looked at.
            Keyboard::await_answer_to_keys(ui.ctx());
        }
        self.dialog.show(ui.ctx(), cx, &());
    }

    fn commands(&self, cx: &Cx<'_>) -> Vec<Offered> {
        let of_one = [UserCommand::CustomerBalance, UserCommand::CustomerHistory].map(UserCommand::now);
        let of_one = self.shown().map(|_| of_one);
        let apply = bulk::apply_offered(cx.lang, self.list.targets().count());
        of_one.into_iter().flatten().chain([apply]).collect()
    }

    fn run(&mut self, command: UserCommand, cx: &mut Cx<'_>) {
        if command == UserCommand::ApplyForChosen {
            let targets = self.list.targets();
            let accounts = targets.rows().map(|listed| listed.row.account.code.clone());
            cx.act(Action::Bulk(bulk::Ask::Apply(accounts.collect())));
        } else if let Some(view) = self.shown().filter(|_| command == UserCommand::CustomerHistory) {
            let account = &view.customer.stored.account;
            let (code, name) = (account.code.clone(), account.name.clone());
            cx.act(Action::Open(Target::History(ObjectKind::Account, code, name)));
        } else if let Some(view) = self.shown() {
            let (account, blocked) = (&view.customer.stored.account, view.balance.blocked);
            cx.act(Action::Choose(Some(Chosen::standing(cx.lang, account, blocked))));
            cx.act(Action::Go(Route::Balance));
        }
    }

    fn unsaved(&self) -> Vec<Unsaved> {
        self.dialog.unsaved().into_iter().collect()
    }

    fn kept_list(&mut self) -> Option<&mut dyn Kept> {
        Some(&mut self.list)
    }
}

impl Customers {
    /// Title, search and choices.
    fn head_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let issuers = &self.issuers;
        self.list.head_ui(ui, cx, |list, ui, cx| {
            list.export_ui(ui, cx);
            // In a small window what is chosen leaves no room for it.
            let has_room =
                ui.available_width() >= ROOM_FOR_IMPORT || list.current_rows().is_none_or(<[_]>::is_empty);
            if has_room && Button::secondary(cx.say(common::IMPORT_CUSTOMERS)).show(ui).clicked() {
                cx.act(Action::Go(Route::Files));
            }
            let mut kinds = vec![(None, cx.say(words::ALL_KINDS))];
            kinds.extend(AccountKind::ALL.map(|kind| (Some(kind), cx.say(domain::account_kind(kind)))));
            bare_select_ui(ui, cx.say(words::KIND), &mut list.filter.choices.kind, &kinds, KIND);
            list.search_ui(ui, cx);
            // Last, so that its coming does not take the keyboard from the search.
            if let Some(named) = issuers.value().filter(|named| named.len() > 1) {
                let mut issuers = vec![(None, cx.say(words::ALL_ISSUERS))];
                issuers.extend(named.iter().map(|(code, name)| (Some(code.clone()), name.as_str())));
                let width = ISSUER.min(ui.available_width());
                bare_select_ui(ui, cx.say(common::ISSUER), &mut list.filter.choices.issuer, &issuers, width);
            }
        });
    }

    fn take(&mut self, ui: &Ui, cx: &mut Cx<'_>, output: ListOutput<CustomerRow>) {
        if let Some(listed) = &output.opened {
            let chosen = Chosen::standing(cx.lang, &listed.row.account, listed.blocked);
            if cx.chosen.is_some_and(|now| now.account == chosen.account) {
                cx.act(Action::Go(Route::Balance));
            }
            cx.act(Action::Choose(Some(chosen)));
        }
        let is_left = !self.dialog.is_open() && ListPanel::<CustomerList>::is_left(ui, &output);
        if let Some(listed) = output.selected.or(output.entered) {
            self.selected = Some(listed.row.account.code);
        }
        if is_left {
            self.selected = None;
        }
    }

    /// Opens the card of this customer.
    pub(super) fn open(&mut self, account: String) {
        self.selected = Some(account);
        self.list.look_at(ListFilter::default(), None);
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

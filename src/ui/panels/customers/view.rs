//! Draws the list of customers.

use egui::{Key, Modifiers, Ui};

use super::Customers;
use super::filter::Filter;
use crate::desk::export::List;
use crate::desk::lists::customers::Listed;
use crate::domain::account::AccountKind;
use crate::domain::export::{AccountColumn, Phrase};
use crate::domain::ids::AccountId;
use crate::domain::rules::RuleId;
use crate::i18n::export::{account_column, say};
use crate::i18n::rules::rule_text;
use crate::i18n::{Lang, customers as words, domain, shell};
use crate::ui::exporting::export_button_ui;
use crate::ui::icons;
use crate::ui::paged::Paged;
use crate::ui::panels::bills::beside_ui;
use crate::ui::panels::lists::{NOTHING, failed_ui, filters_ui, find_ui, reading_ui};
use crate::ui::state::{Action, Chosen, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, Card, Column, Table, TableOutput, TableRows, TableView, amount_text_ui, amount_ui,
    bare_select_ui, body_ui, chip_ui, columns_menu_ui, empty_state_ui, panel_head_ui, pill_ui, small_ui,
};

/// Widths in the head.
const SEARCH: f32 = 240.0;
const KIND: f32 = 116.0;
const ISSUER: f32 = 200.0;

/// The width of the card that explains a customer.
const DETAILS: f32 = 372.0;

/// Below these widths of the table first the counts give way, then what is not invoiceable, then the kind, which the
/// card beside a table that narrow says.
const ROOM_FOR_COUNTS: f32 = 900.0;
const ROOM_FOR_ALL_AMOUNTS: f32 = 740.0;
const ROOM_FOR_KIND: f32 = 700.0;

impl Customers {
    pub(super) fn panel_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let enter = self.head_ui(ui, cx);
        ui.add_space(space::M);
        failed_ui(ui, cx, &self.rows.view());
        if enter && let Some(first) = self.rows.row(0) {
            self.selected = Some(first.row.account.code.clone());
        }
        let side = if self.selected.is_some() { DETAILS } else { 0.0 };
        beside_ui(
            ui,
            side,
            |ui, is_side| {
                if is_side { self.details_ui(ui, cx) } else { self.list_ui(ui, cx) }
            },
        );
        self.dialog.show(ui.ctx(), cx, &());
    }

    /// Title, search and choices; whether Enter was pressed in the search.
    fn head_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
        let mut enter = false;
        panel_head_ui(ui, cx.say(shell::CUSTOMERS), "", |ui| {
            if let Some(format) = export_button_ui(ui, cx.lang) {
                let shown = AccountColumn::ALL.iter().filter(|column| self.table.shows(column.as_str()));
                let list = List::Accounts(self.filter.wanted(&self.table), shown.copied().collect());
                cx.act(Action::Export(Box::new(list), format));
            }
            if Button::secondary(cx.say(words::IMPORT)).show(ui).clicked() {
                cx.act(Action::Go(Route::Files));
            }
            let mut kinds = vec![(None, cx.say(words::ALL_KINDS))];
            kinds.extend(AccountKind::ALL.map(|kind| (Some(kind), cx.say(domain::account_kind(kind)))));
            bare_select_ui(ui, cx.say(words::KIND), &mut self.filter.kind, &kinds, KIND);
            enter = find_ui(ui, &mut self.filter.text, cx.say(words::SEARCH), SEARCH);
            // Last, so that its coming does not take the keyboard from the search.
            if let Some(named) = self.issuers.value().filter(|named| named.len() > 1) {
                let mut issuers = vec![(None, cx.say(words::ALL_ISSUERS))];
                issuers.extend(named.iter().map(|(code, name)| (Some(code.clone()), name.as_str())));
                bare_select_ui(ui, cx.say(words::ISSUER), &mut self.filter.issuer, &issuers, ISSUER);
            }
        });
        enter
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let lang = cx.lang;
        let room = ui.available_width();
        let columns = AccountColumn::ALL.iter().map(|column| column_of(lang, *column)).collect::<Vec<_>>();
        let mut table = self.table.clone();
        let mut blocked = self.filter.blocked;
        let mut view = self.table.clone();
        if room < ROOM_FOR_COUNTS {
            let gives_way = [AccountColumn::Bills, AccountColumn::OpenApplications];
            view.hidden.extend(gives_way.map(AccountColumn::as_str));
        }
        if room < ROOM_FOR_ALL_AMOUNTS {
            view.hidden.push(AccountColumn::NonInvoiceable.as_str());
        }
        if room < ROOM_FOR_KIND {
            view.hidden.push(AccountColumn::Kind.as_str());
        }
        let card = Card::new().flush().fill_height();
        let (output, acted) = card
            .show(ui, |ui| {
                filters_ui(
                    ui,
                    |ui| self.chips_ui(ui, lang, &mut blocked),
                    |ui| columns_menu_ui(ui, &columns, &mut table),
                );
                self.table_ui(ui, cx, &columns, &mut view)
            })
            .inner;
        self.table.sort = view.sort;
        self.table.hidden = table.hidden;
        self.filter.blocked = blocked;
        if acted && self.filter.is_open() {
            cx.act(Action::Go(Route::Files));
        } else if acted {
            self.filter = Filter::default();
        }
        self.take(ui, cx, &output);
    }

    fn chips_ui(&self, ui: &mut Ui, lang: Lang, blocked: &mut Option<bool>) {
        let counts = self.counts.value();
        for (shown, name) in [(None, words::ALL), (Some(false), words::FREE), (Some(true), words::BLOCKED)] {
            let count = counts.map(|counts| match shown {
                None => counts.all,
                Some(false) => counts.all - counts.blocked,
                Some(true) => counts.blocked,
            });
            let count = count.and_then(|count| usize::try_from(count).ok());
            if chip_ui(ui, *blocked == shown, name.get(lang), count).clicked() {
                *blocked = shown;
            }
        }
    }

    /// The table, and whether what its empty state offers is to be done.
    fn table_ui(
        &self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        columns: &[Column<'_>],
        view: &mut TableView,
    ) -> (TableOutput<AccountId>, bool) {
        let lang = cx.lang;
        let is_open = self.filter.is_open();
        let counts = self.counts.value();
        let mut acted = false;
        let output = Table::new(cx.say(shell::CUSTOMERS), columns)
            .empty(|ui| {
                if reading_ui(ui, lang, &self.rows.view()) {
                    return;
                }
                let (title, text, action) = if is_open {
                    (words::NONE, words::NONE_HOW, words::IMPORT)
                } else {
                    (words::NONE_FOUND, words::NONE_FOUND_HOW, words::CLEAR_FILTERS)
                };
                let (title, text) = (title.get(lang), text.get(lang));
                acted = empty_state_ui(ui, icons::CUSTOMERS, title, text, Some(action.get(lang)));
            })
            .footer(|ui| {
                if let Some(counts) = counts {
                    small_ui(ui, &words::totals(lang, counts.all, counts.blocked));
                }
            })
            .show(ui, view, &Rows { rows: &self.rows, lang }, self.selected_row());
        (output, acted)
    }

    /// Does what was asked of the table.
    fn take(&mut self, ui: &Ui, cx: &mut Cx<'_>, output: &TableOutput<AccountId>) {
        let row = |id: AccountId| self.rows.rows().find(|listed| listed.row.id == id);
        let selected = output.selected.and_then(row).map(|listed| listed.row.account.code.clone());
        if let Some(listed) = output.copied.and_then(row) {
            ui.copy_text(as_text(listed, cx.lang));
            cx.act(Action::Toast(Tone::Ok, cx.say(words::COPIED).to_owned()));
        }
        if let Some(listed) = output.opened.and_then(row) {
            let account = &listed.row.account;
            let (code, name) = (account.code.clone(), account.name.clone());
            cx.act(Action::Choose(Some(Chosen::of(cx.lang, code, name, account.kind, account.status))));
        }
        if output.near_end {
            self.rows.want_more();
        }
        if selected.is_some() {
            self.selected = selected;
        }
        let is_free = !self.dialog.is_open() && ui.memory(|memory| memory.focused().is_none());
        if is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.selected = None;
        }
    }
}

/// The pill of an account: the rule that blocks it, or that nothing does.
pub(super) fn standing_ui(ui: &mut Ui, lang: Lang, blocked: Option<RuleId>) {
    match blocked {
        Some(rule) => pill_ui(ui, Tone::Bad, icons::BLOCKED, rule_text(rule).title.get(lang)),
        None => pill_ui(ui, Tone::Ok, icons::CHECK, words::FREE.get(lang)),
    };
}

/// A row as it is pasted into a spreadsheet.
fn as_text(listed: &Listed, lang: Lang) -> String {
    let account = &listed.row.account;
    [
        account.code.as_str(),
        &account.name,
        &listed.issuer,
        domain::account_kind(account.kind).get(lang),
        listed.blocked.map_or("", |rule| say(lang, Phrase::Rule(rule))),
        &listed.bills.to_string(),
        &listed.open_applications.to_string(),
        &listed.invoiceable.to_string(),
        &listed.non_invoiceable.to_string(),
        &listed.in_arrears.to_string(),
    ]
    .join("\t")
}

fn column_of(lang: Lang, column: AccountColumn) -> Column<'static> {
    let (key, title) = (column.as_str(), account_column(column).get(lang));
    let text = |width| Column::new(key, title, width);
    match column {
        AccountColumn::Account => text(lang.pick(104.0, 116.0)).sortable(),
        AccountColumn::Name => text(170.0).grows().sortable(),
        AccountColumn::Kind => text(lang.pick(76.0, 110.0)),
        AccountColumn::Blocked => Column::new(key, words::STANDING.get(lang), lang.pick(140.0, 160.0)),
        AccountColumn::Issuer | AccountColumn::VerifiedName | AccountColumn::Email => text(180.0),
        AccountColumn::VerifiedTaxId => text(180.0),
        AccountColumn::Region | AccountColumn::Status => text(96.0),
        AccountColumn::Contact | AccountColumn::Mobile => text(116.0),
        AccountColumn::Bills => Column::money(key, title, lang.pick(76.0, 64.0)),
        AccountColumn::OpenApplications => Column::money(key, words::OPEN.get(lang), lang.pick(100.0, 96.0)),
        AccountColumn::Invoiceable | AccountColumn::NonInvoiceable | AccountColumn::InArrears => {
            Column::money(key, title, 120.0)
        }
    }
}

/// The rows, as the table asks for them.
struct Rows<'a> {
    rows: &'a Paged<super::Key, Listed>,
    lang: Lang,
}

impl TableRows for Rows<'_> {
    type Id = AccountId;

    fn len(&self) -> usize {
        self.rows.count()
    }

    fn id(&self, row: usize) -> AccountId {
        self.rows.row(row).map_or(AccountId(0), |listed| listed.row.id)
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let (Some(listed), Some(column)) = (self.rows.row(row), AccountColumn::named(column)) else { return };
        let (account, profile) = (&listed.row.account, &listed.row.profile);
        let lang = self.lang;
        let text = |ui: &mut Ui, text: Option<&str>| drop(body_ui(ui, text.unwrap_or_default()));
        match column {
            AccountColumn::Account => text(ui, Some(&account.code)),
            AccountColumn::Name => text(ui, Some(&account.name)),
            AccountColumn::Issuer => text(ui, Some(&listed.issuer)),
            AccountColumn::Kind => text(ui, Some(domain::account_kind(account.kind).get(lang))),
            AccountColumn::Region => text(ui, Some(domain::region(account.region).get(lang))),
            AccountColumn::Status => text(ui, Some(domain::account_status(account.status).get(lang))),
            AccountColumn::Blocked => standing_ui(ui, lang, listed.blocked),
            AccountColumn::VerifiedName => text(ui, account.verified_name.as_deref()),
            AccountColumn::VerifiedTaxId => text(ui, account.verified_tax_id.as_ref().map(|id| id.as_str())),
            AccountColumn::Contact => text(ui, profile.contact.as_deref()),
            AccountColumn::Mobile => text(ui, profile.mobile.as_deref()),
            AccountColumn::Email => text(ui, profile.email.as_deref()),
            AccountColumn::Bills => drop(amount_text_ui(ui, &listed.bills.to_string())),
            AccountColumn::OpenApplications => {
                let open = listed.open_applications;
                drop(amount_text_ui(
                    ui,
                    if open == 0 { NOTHING.to_owned() } else { open.to_string() }.as_str(),
                ));
            }
            AccountColumn::Invoiceable => drop(amount_ui(ui, listed.invoiceable)),
            AccountColumn::NonInvoiceable => drop(amount_ui(ui, listed.non_invoiceable)),
            AccountColumn::InArrears => drop(amount_ui(ui, listed.in_arrears)),
        }
    }
}

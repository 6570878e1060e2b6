//! Draws the list of customers.

use egui::{Key, Modifiers, Ui};

use super::{Customers, Key as ListKey};
use crate::desk::lists::customers::Listed;
use crate::domain::account::{AccountKind, AccountStatus};
use crate::domain::ids::AccountId;
use crate::i18n::refusal::message;
use crate::i18n::rules::rule_text;
use crate::i18n::{Lang, customers as words, domain, shell};
use crate::ui::icons;
use crate::ui::loadable::View;
use crate::ui::paged::Paged;
use crate::ui::panels::parts::split_ui;
use crate::ui::state::{Action, Chosen, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, Card, Column, Table, TableOutput, TableRows, TableView, amount_ui, banner_ui, bare_select_ui,
    body_ui, chip_ui, columns_menu_ui, empty_state_ui, panel_head_ui, pill_ui, search_ui, small_ui,
    spinner_ui,
};

/// Widths in the head.
const SEARCH: f32 = 260.0;
const KINDS: f32 = 130.0;

/// The width of the card of one customer.
const DETAILS: f32 = 340.0;

impl Customers {
    pub(super) fn panel_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let enter = self.head_ui(ui, cx);
        ui.add_space(space::M);
        if let View::Failed(refusal) = self.rows.view() {
            let text = shell::failed(cx.lang, &message(cx.lang, refusal));
            banner_ui(ui, Tone::Bad, &text, None);
            ui.add_space(space::M);
        }
        let mut both = (self, cx);
        split_ui(
            ui,
            DETAILS,
            &mut both,
            |ui, (panel, cx)| panel.list_ui(ui, cx, enter),
            |ui, (panel, cx)| panel.details_ui(ui, cx),
        );
    }

    /// Title, search and kind; whether Enter was pressed in the search.
    fn head_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
        let mut enter = false;
        panel_head_ui(ui, cx.say(shell::CUSTOMERS), "", |ui| {
            if Button::secondary(cx.say(words::IMPORT)).show(ui).clicked() {
                cx.act(Action::Go(Route::Files));
            }
            let mut kinds = vec![(None, cx.say(words::EVERY_KIND))];
            kinds.extend(AccountKind::ALL.map(|kind| (Some(kind), domain::account_kind(kind).get(cx.lang))));
            bare_select_ui(ui, cx.say(words::KIND_FILTER), &mut self.kind, &kinds, KINDS);
            let search = search_ui(ui, &mut self.text, cx.say(words::SEARCH), Some("Ctrl F"), SEARCH);
            if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::F)) {
                search.request_focus();
            }
            enter = search.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        });
        enter
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, enter: bool) {
        let lang = cx.lang;
        let columns = columns(lang);
        let mut table = self.table.clone();
        let mut view = self.table.clone();
        let mut blocked = self.blocked;
        let (output, acted) = Card::new()
            .head(|ui| self.chips_ui(ui, lang, &mut blocked))
            .actions(|ui| columns_menu_ui(ui, &columns, &mut table))
            .flush()
            .fill_height()
            .show(ui, |ui| self.table_ui(ui, cx, &columns, &mut view))
            .inner;
        self.table.sort = view.sort;
        self.table.hidden = table.hidden;
        self.blocked = blocked;
        if acted && self.is_narrowed() {
            (self.text, self.kind, self.blocked) = (String::new(), None, None);
        } else if acted {
            cx.act(Action::Go(Route::Files));
        }
        self.take(cx, &output, enter);
    }

    /// Whether some customers may be left out.
    fn is_narrowed(&self) -> bool {
        !self.text.is_empty() || self.kind.is_some() || self.blocked.is_some()
    }

    fn chips_ui(&self, ui: &mut Ui, lang: Lang, blocked: &mut Option<bool>) {
        ui.spacing_mut().item_spacing.x = space::XS + 2.0;
        let counts = self.counts.value().copied().unwrap_or_default();
        for (shown, name, count) in [
            (None, words::ALL, counts.all),
            (Some(false), words::OPEN, counts.all - counts.blocked.min(counts.all)),
            (Some(true), words::BLOCKED, counts.blocked),
        ] {
            let count = usize::try_from(count).ok();
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
        let is_new = matches!(self.rows.view(), View::NotAsked | View::Loading(None));
        let mut acted = false;
        let output = Table::new(cx.say(shell::CUSTOMERS), columns)
            .empty(|ui| {
                if is_new {
                    ui.add_space(space::L);
                    ui.horizontal(|ui| {
                        ui.add_space(space::M);
                        spinner_ui(ui, shell::LOADING.get(lang));
                    });
                    return;
                }
                let (title, text, action) = if self.is_narrowed() {
                    (words::NONE_FOUND, words::NONE_FOUND_HOW, words::CLEAR)
                } else {
                    (words::NONE, words::NONE_HOW, words::IMPORT)
                };
                let (title, text) = (title.get(lang), text.get(lang));
                acted = empty_state_ui(ui, icons::CUSTOMERS, title, text, Some(action.get(lang)));
            })
            .footer(|ui| {
                if let Some(counts) = self.counts.value() {
                    small_ui(ui, &words::totals(lang, counts.all, counts.blocked));
                }
            })
            .show(ui, view, &Rows { rows: &self.rows, lang }, self.selected);
        (output, acted)
    }

    /// Does what was asked of the table; `enter`: the first row is meant.
    fn take(&mut self, cx: &mut Cx<'_>, output: &TableOutput<AccountId>, enter: bool) {
        if let Some(selected) = output.selected {
            self.selected = Some(selected);
        }
        if output.near_end {
            self.rows.want_more();
        }
        let opened = match output.opened {
            Some(id) => self.rows.rows().find(|listed| listed.row.id == id),
            None if enter => self.rows.row(0),
            None => None,
        };
        if let Some(listed) = opened {
            self.selected = Some(listed.row.id);
            cx.act(Action::Choose(Some(chosen(cx.lang, listed))));
        }
    }
}

fn chosen(lang: Lang, listed: &Listed) -> Chosen {
    let account = &listed.row.account;
    Chosen::of(lang, account.code.clone(), account.name.clone(), account.kind, account.status)
}

fn columns(lang: Lang) -> [Column<'static>; 10] {
    [
        Column::new("code", words::CODE.get(lang), 100.0).sortable(),
        Column::new("name", words::NAME.get(lang), 170.0).grows().sortable(),
        Column::new("issuer", words::ISSUER.get(lang), 160.0),
        Column::new("kind", words::KIND.get(lang), lang.pick(56.0, 96.0)),
        Column::new("state", words::STATE.get(lang), 126.0),
        Column::money("invoiceable", words::INVOICEABLE.get(lang), 120.0),
        Column::money("non_invoiceable", words::NON_INVOICEABLE.get(lang), 116.0),
        Column::money("in_arrears", words::IN_ARREARS.get(lang), 96.0),
        Column::money("bills", words::BILLS.get(lang), 70.0),
        Column::money("applications", words::APPLICATIONS.get(lang), lang.pick(80.0, 130.0)),
    ]
}

/// The rows, as the table asks for them.
struct Rows<'a> {
    rows: &'a Paged<ListKey, Listed>,
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
        let Some(listed) = self.rows.row(row) else { return };
        let account = &listed.row.account;
        match column {
            "code" => drop(body_ui(ui, &account.code)),
            "name" => drop(body_ui(ui, &account.name)),
            "issuer" => drop(body_ui(ui, &listed.issuer)),
            "kind" => drop(body_ui(ui, domain::account_kind(account.kind).get(self.lang))),
            "state" => match listed.blocked {
                Some(rule) => {
                    drop(pill_ui(ui, Tone::Bad, icons::BLOCKED, rule_text(rule).title.get(self.lang)));
                }
                None => {
                    let active = domain::account_status(AccountStatus::Active);
                    drop(pill_ui(ui, Tone::Ok, icons::CHECK, active.get(self.lang)));
                }
            },
            "invoiceable" => drop(amount_ui(ui, listed.invoiceable)),
            "non_invoiceable" => drop(amount_ui(ui, listed.non_invoiceable)),
            "in_arrears" => drop(amount_ui(ui, listed.in_arrears)),
            "bills" => drop(body_ui(ui, &listed.bills.to_string())),
            _ => drop(body_ui(ui, &listed.open_applications.to_string())),
        }
    }
}

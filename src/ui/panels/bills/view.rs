//! Draws the list of bills.

use egui::{Key, Label, Modifiers, Ui};

use super::Bills;
use super::filter::{Filter, SHOWN};
use super::standing::{is_out, standing_ui};
use crate::desk::export::List;
use crate::desk::lists::bills::{Listed, State};
use crate::domain::export::{BillColumn, Phrase};
use crate::domain::ids::BillId;
use crate::i18n::export::{bill_column, say};
use crate::i18n::rules::rule_text;
use crate::i18n::{Lang, bills as words, domain, shell};
use crate::ui::exporting::export_button_ui;
use crate::ui::icons;
use crate::ui::paged::Paged;
use crate::ui::panels::lists::{NOTHING, failed_ui, filters_ui, find_ui, reading_ui};
use crate::ui::state::{Action, Chosen, Cx, Route};
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::widgets::{
    Button, Card, Column, Table, TableOutput, TableRows, TableView, amount_text_ui, amount_ui, body_ui,
    chip_ui, columns_menu_ui, empty_state_ui, panel_head_ui, weak_ui,
};

/// Widths in the head.
const SEARCH: f32 = 240.0;

/// The width of the card that explains a bill.
const DETAILS: f32 = 340.0;

/// Below these widths of the table first the kind of a bill gives way, then how many each filter finds, and, where
/// bills say whose they are, what remains of each: the card beside a table that narrow says that.
const ROOM_FOR_KIND: f32 = 900.0;
const ROOM_FOR_COUNTS: f32 = 760.0;

impl Bills {
    pub(super) fn panel_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.head_ui(ui, cx);
        ui.add_space(space::M);
        self.filter.period.days_ui(ui, cx.lang);
        failed_ui(ui, cx, &self.rows.view());
        let is_open = self.selected.is_some();
        beside_ui(ui, if is_open { DETAILS } else { 0.0 }, |ui, is_side| {
            if is_side { self.details_ui(ui, cx) } else { self.list_ui(ui, cx) }
        });
    }

    /// Title, search, period and what can be done with the list.
    fn head_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let note = cx.chosen.map_or("", |chosen| chosen.name.as_str());
        panel_head_ui(ui, cx.say(shell::BILLS), note, |ui| {
            if let Some(format) = export_button_ui(ui, cx.lang) {
                let list = self.list(cx);
                cx.act(Action::Export(Box::new(list), format));
            }
            if Button::secondary(cx.say(words::IMPORT)).show(ui).clicked() {
                cx.act(Action::Go(Route::Files));
            }
            self.filter.period.choice_ui(ui, cx.lang, words::PERIOD);
            let hint = if cx.chosen.is_some() { words::SEARCH_ONE } else { words::SEARCH };
            find_ui(ui, &mut self.filter.text, cx.say(hint), SEARCH);
        });
    }

    /// What is listed, in the columns that are shown.
    fn list(&self, cx: &Cx<'_>) -> List {
        let account = cx.chosen.map(|chosen| chosen.account.as_str());
        let wanted = self.filter.wanted(account, &self.table, cx.office.moment().today);
        let shown = BillColumn::ALL.iter().filter(|column| self.table.shows(column.as_str()));
        List::Bills(wanted, shown.copied().collect())
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let lang = cx.lang;
        let room = ui.available_width();
        let columns = columns(lang, cx.chosen.is_some());
        let mut table = self.table.clone();
        let mut state = self.filter.state;
        let mut view = self.table.clone();
        if room < ROOM_FOR_KIND {
            view.hidden.push(BillColumn::Kind.as_str());
        }
        if room < ROOM_FOR_COUNTS && cx.chosen.is_none() {
            view.hidden.push(BillColumn::Remaining.as_str());
        }
        let card = Card::new().flush().fill_height();
        let (output, acted) = card
            .show(ui, |ui| {
                filters_ui(
                    ui,
                    |ui| self.chips_ui(ui, lang, &mut state),
                    |ui| columns_menu_ui(ui, &columns, &mut table),
                );
                self.table_ui(ui, cx, &columns, &mut view)
            })
            .inner;
        self.table.sort = view.sort;
        self.table.hidden = table.hidden;
        self.filter.state = state;
        if acted && self.filter.is_open() {
            cx.act(Action::Go(Route::Files));
        } else if acted {
            self.filter = Filter::default();
        }
        self.take(ui, cx, &output);
    }

    /// A filter a state.
    fn chips_ui(&self, ui: &mut Ui, lang: Lang, state: &mut Option<State>) {
        let has_room = ui.available_width() >= ROOM_FOR_COUNTS;
        let counts = self.summary.value().and_then(|summary| summary.counts).filter(|_| has_room);
        for (shown, name) in SHOWN {
            let count = counts.and_then(|counts| usize::try_from(counts.of(shown)).ok());
            if chip_ui(ui, *state == shown, name.get(lang), count).clicked() {
                *state = shown;
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
    ) -> (TableOutput<BillId>, bool) {
        let lang = cx.lang;
        let is_open = self.filter.is_open();
        let totals = self.summary.value().map(|summary| summary.totals);
        let mut acted = false;
        let output = Table::new(cx.say(shell::BILLS), columns)
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
                acted = empty_state_ui(ui, icons::BILLS, title, text, Some(action.get(lang)));
            })
            .footer(|ui| {
                if let Some(t) = totals {
                    let text = words::totals(lang, t.count, t.amount, t.eligible, t.used, t.refunded);
                    let label = Label::new(Type::Small.rich(&text).color(tokens(ui).weak)).truncate();
                    ui.add(label).on_hover_text(text);
                }
            })
            .show(ui, view, &Rows { rows: &self.rows, lang }, self.selected);
        (output, acted)
    }

    /// Does what was asked of the table.
    fn take(&mut self, ui: &Ui, cx: &mut Cx<'_>, output: &TableOutput<BillId>) {
        if let Some(selected) = output.selected {
            self.selected = Some(selected);
        }
        if output.near_end {
            self.rows.want_more();
        }
        let row = |id: BillId| self.rows.rows().find(|listed| listed.row.bill.id == id);
        if let Some(listed) = output.copied.and_then(row) {
            ui.copy_text(as_text(listed, cx.lang));
            cx.act(Action::Toast(Tone::Ok, cx.say(words::COPIED).to_owned()));
        }
        if output.opened.is_some() {
            self.apply(cx);
        }
        let is_free = ui.memory(|memory| memory.focused().is_none()) || output.selected.is_some();
        if is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.selected = None;
        }
    }

    /// Applies for the customer of the selected bill, if the bill can be invoiced.
    pub(super) fn apply(&self, cx: &mut Cx<'_>) {
        let Some(view) = self.details.value().filter(|view| Some(view.bill.id) == self.selected) else {
            return;
        };
        if view.refused.is_some() || view.blocked.is_some() {
            return;
        }
        let customer = &view.customer.account;
        let (code, name) = (customer.code.clone(), customer.name.clone());
        let chosen = Chosen::of(cx.lang, code, name, customer.kind, customer.status);
        cx.act(Action::Choose(Some(chosen)));
        cx.act(Action::Go(Route::Apply));
    }
}

/// Draws a list and, where it has a width, a card beside it.
pub fn beside_ui(ui: &mut Ui, side: f32, mut content: impl FnMut(&mut Ui, bool)) {
    let room = ui.available_rect_before_wrap();
    let gap = if side > 0.0 { space::L } else { 0.0 };
    let list = room.with_max_x(room.right() - side - gap);
    let layout = egui::Layout::top_down(egui::Align::Min);
    ui.scope_builder(egui::UiBuilder::new().max_rect(list).layout(layout), |ui| content(ui, false));
    if side > 0.0 {
        let card = room.with_min_x(room.right() - side);
        ui.scope_builder(egui::UiBuilder::new().max_rect(card).layout(layout), |ui| content(ui, true));
    }
    ui.advance_cursor_after_rect(room);
}

/// A row as it is pasted into a spreadsheet: every column.
fn as_text(listed: &Listed, lang: Lang) -> String {
    let row = &listed.row;
    let bill = &row.bill;
    [
        bill.bill_no.as_str(),
        &row.account,
        &row.account_name,
        domain::bill_kind(bill.kind).get(lang),
        row.item.as_deref().unwrap_or_default(),
        &bill.billed_on.to_string(),
        &bill.due_on.to_string(),
        &bill.paid_on.map(|on| on.to_string()).unwrap_or_default(),
        say(lang, Phrase::Standing(listed.standing)),
        &bill.amount.to_string(),
        &bill.refunded.to_string(),
        &bill.opening.to_string(),
        &bill.used.to_string(),
        &row.absorbed.to_string(),
        &listed.remaining.to_string(),
    ]
    .join("\t")
}

/// The columns; one customer's bills do not repeat whose they are.
fn columns(lang: Lang, is_one: bool) -> Vec<Column<'static>> {
    let shown =
        |column: &&BillColumn| !(is_one && matches!(column, BillColumn::Account | BillColumn::AccountName));
    BillColumn::ALL.iter().filter(shown).map(|column| column_of(lang, *column, is_one)).collect()
}

fn column_of(lang: Lang, column: BillColumn, is_one: bool) -> Column<'static> {
    let (key, title) = (column.as_str(), bill_column(column).get(lang));
    let text = |width| Column::new(key, title, width);
    match column {
        BillColumn::BillNo => text(148.0).sortable(),
        BillColumn::Account => text(110.0),
        BillColumn::AccountName => text(150.0).grows(),
        BillColumn::Kind if is_one => text(100.0).grows(),
        BillColumn::Kind => text(lang.pick(92.0, 124.0)),
        BillColumn::Item => text(150.0),
        BillColumn::BilledOn | BillColumn::DueOn => text(108.0).sortable(),
        BillColumn::PaidOn => text(104.0),
        BillColumn::Standing => text(lang.pick(138.0, 146.0)),
        BillColumn::Rule => text(160.0),
        BillColumn::Amount | BillColumn::Remaining => Column::money(key, title, 116.0).sortable(),
        BillColumn::Refunded | BillColumn::Opening | BillColumn::Used | BillColumn::Offset => {
            Column::money(key, title, 116.0)
        }
    }
}

/// The rows, as the table asks for them.
struct Rows<'a> {
    rows: &'a Paged<super::Key, Listed>,
    lang: Lang,
}

impl TableRows for Rows<'_> {
    type Id = BillId;

    fn len(&self) -> usize {
        self.rows.count()
    }

    fn id(&self, row: usize) -> BillId {
        self.rows.row(row).map_or(BillId(0), |listed| listed.row.bill.id)
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let (Some(listed), Some(column)) = (self.rows.row(row), BillColumn::named(column)) else { return };
        let (row, bill) = (&listed.row, &listed.row.bill);
        match column {
            BillColumn::BillNo => drop(body_ui(ui, &bill.bill_no)),
            BillColumn::Account => drop(body_ui(ui, &row.account)),
            BillColumn::AccountName => drop(body_ui(ui, &row.account_name)),
            BillColumn::Kind => drop(body_ui(ui, domain::bill_kind(bill.kind).get(self.lang))),
            BillColumn::Item => drop(body_ui(ui, row.item.as_deref().unwrap_or_default())),
            BillColumn::BilledOn => drop(body_ui(ui, &bill.billed_on.to_string())),
            BillColumn::DueOn => drop(body_ui(ui, &bill.due_on.to_string())),
            BillColumn::PaidOn => match bill.paid_on {
                Some(on) => drop(body_ui(ui, &on.to_string())),
                None => drop(weak_ui(ui, NOTHING)),
            },
            BillColumn::Standing => {
                standing_ui(ui, self.lang, listed.standing, bill.refunded, listed.age_limit_months);
            }
            BillColumn::Rule => {
                if let Some(rule) = listed.refused_by {
                    body_ui(ui, rule_text(rule).title.get(self.lang));
                }
            }
            BillColumn::Amount => drop(amount_ui(ui, bill.amount)),
            BillColumn::Refunded => drop(amount_ui(ui, bill.refunded)),
            BillColumn::Opening => drop(amount_ui(ui, bill.opening)),
            BillColumn::Used => drop(amount_ui(ui, bill.used)),
            BillColumn::Offset => drop(amount_ui(ui, row.absorbed)),
            BillColumn::Remaining if listed.refused_by.is_some() && !listed.remaining.is_positive() => {
                amount_text_ui(ui, NOTHING);
            }
            BillColumn::Remaining => drop(amount_ui(ui, listed.remaining)),
        }
    }

    fn is_faint(&self, row: usize) -> bool {
        self.rows.row(row).is_some_and(|listed| is_out(listed.standing))
    }
}

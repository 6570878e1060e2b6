//! Draws a list: its head, its filters, its table.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use egui::{Key, Modifiers, Ui, UiBuilder};

use super::chips::Narrowing;
use super::menu::{Taken, menu_ui};
use super::parts::{find_ui, reading_ui};
use super::{At, Chosen, ColumnOf, IdOf, ListFilter, ListPanel, ListView, RowOf, Targets, default_view};
use crate::desk::lists::{CellValue, ListRow};
use crate::domain::list_columns::{ColumnKind, ListColumn};
use crate::i18n::{Text, dates, lists as words, shell};
use crate::ui::commands::Offered;
use crate::ui::held_amount::holds_ui;
use crate::ui::outgoing::{Outgoing, export_button_ui};
use crate::ui::paged::Paged;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, size, space};
use crate::ui::widgets::{
    Card, Check, Column, Table, TableOutput, TableRows, TableView, amount_text_ui, amount_ui, body_ui,
    columns_menu_ui, empty_state_ui, panel_head_ui, width_needed, wrapped_head_ui,
};

/// The rows that something was done to.
pub struct ListOutput<R> {
    pub selected: Option<R>,
    pub opened: Option<R>,
    /// The first row of what was searched for, where Enter was pressed in the search and its rows have come.
    pub entered: Option<R>,
    /// The keyboard acts on the rows.
    pub has_focus: bool,
}

impl<V: ListView> ListPanel<V> {
    /// The title and, right to left, what `content` puts beside it; answers what that answers.
    pub fn head_ui<R>(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        content: impl FnOnce(&mut Self, &mut Ui, &mut Cx<'_>) -> R,
    ) -> R {
        let chosen = cx.chosen.filter(|_| V::OF_CUSTOMER);
        let note = chosen.map_or("", |chosen| chosen.name.as_str());
        let answer = panel_head_ui(ui, cx.say(V::LOOK.title), note, |ui| content(self, ui, cx));
        ui.add_space(space::M);
        self.filter.period.days_ui(ui, cx.lang);
        self.failed_ui(ui, cx);
        answer
    }

    /// The button that takes the list out, in the columns that are shown.
    pub fn export_ui(&self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let Some(format) = export_button_ui(ui, cx.lang) else { return };
        let columns = exported::<V>(&self.table);
        if let Some(list) = V::export(self.query(cx), columns) {
            cx.act(Action::Export(Outgoing::List(Box::new(list), format)));
        }
    }

    pub fn period_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, name: Text) {
        self.filter.period.choice_ui(ui, cx.lang, name);
    }

    pub fn search_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let [all, one] = V::LOOK.search;
        let hint = if cx.chosen.is_some() { one } else { all };
        let width = V::LOOK.search_width.min(ui.available_width() - space::M);
        self.entered |= find_ui(ui, &mut self.filter.text, cx.say(hint), width);
    }

    /// The card of filters and rows, and what was done to rows; what is selected, chosen, copied or offered where there
    /// are none is done already. `bar` draws the page's own buttons into the bar under the rows, from right to left.
    pub fn table_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        bar: impl FnOnce(&mut Ui, &mut Cx<'_>, &Targets<'_, V::Query>),
    ) -> ListOutput<RowOf<V>> {
        let lang = cx.lang;
        let is_one = V::OF_CUSTOMER && cx.chosen.is_some();
        let columns: Vec<_> = V::COLUMNS.iter().filter_map(|c| V::column(lang, *c, is_one)).collect();
        let mut asked = Narrowing {
            filter: self.filter.clone(),
            saved: std::mem::take(&mut self.saved),
            name: std::mem::take(&mut self.name),
        };
        let mut with_room = columns.clone();
        for column in V::LEAST_NEEDED {
            if width_needed(ui, cx.say(V::LOOK.title), &with_room, &self.table, true)
                > ui.available_width() - 2.0 * size::LINE
            {
                with_room.retain(|shown| shown.key() != column.as_str());
            }
        }
        // The menu of columns and the table itself change it, one after the other.
        let (view, resets) = (RefCell::new(self.table.clone()), Cell::new(false));
        let menu = |ui: &mut Ui| resets.set(columns_menu_ui(ui, &columns, &mut view.borrow_mut()));
        let card = Card::new().flush().fill_height();
        let chips = |ui: &mut Ui| self.chips_ui(ui, lang, &mut asked);
        let Drawn { output, acted, only } = card.show(ui, |ui| {
            wrapped_head_ui(ui, chips, menu);
            self.rows_ui(ui, cx, &with_room, &mut view.borrow_mut(), bar)
        });
        self.table = if resets.get() { default_view::<V>() } else { view.into_inner() };
        Narrowing { filter: self.filter, saved: self.saved, name: self.name } = asked;
        self.filter.state = only.unwrap_or(self.filter.state);
        match self.way_out(cx) {
            _ if !acted => {}
            WayOut::Begin => {
                V::LOOK.none_action.into_iter().for_each(|(_, route)| cx.act(Action::Go(route)));
            }
            WayOut::AllCustomers => cx.act(Action::Choose(None)),
            WayOut::ClearFilters => self.filter = ListFilter::default(),
        }
        self.take(ui, cx, &output)
    }

    /// Whether Escape is pressed where nobody types.
    pub fn is_left(ui: &Ui, output: &ListOutput<RowOf<V>>) -> bool {
        let is_free = output.has_focus || ui.memory(|memory| memory.focused().is_none());
        is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    }

    /// The table and the bar under it.
    fn rows_ui(
        &self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        columns: &[Column<'_>],
        view: &mut TableView,
        bar: impl FnOnce(&mut Ui, &mut Cx<'_>, &Targets<'_, V::Query>),
    ) -> Drawn<V> {
        let lang = cx.lang;
        let at = At { lang, today: cx.office.moment().today };
        let rows = ListRows::<V> {
            rows: &self.rows,
            chosen: &self.chosen,
            offered: &self.offered,
            at,
            taken: RefCell::default(),
        };
        let mut acted = false;
        let table = Table::new(cx.say(V::LOOK.title), columns)
            .takes_keyboard(true)
            .checkboxes(self.chosen.check(self.listed()))
            .empty(|ui| {
                if reading_ui(ui, lang, &self.rows.view()) {
                    return;
                }
                let ([title, text], action) = match self.way_out(cx) {
                    WayOut::Begin => (V::LOOK.none, V::LOOK.none_action.map(|(action, _)| action)),
                    WayOut::AllCustomers => (V::LOOK.none_found, Some(shell::SHOW_ALL_CUSTOMERS)),
                    WayOut::ClearFilters => (V::LOOK.none_found, Some(words::CLEAR_FILTERS)),
                };
                let action = action.map(|action| action.get(lang));
                acted = empty_state_ui(ui, V::LOOK.icon, title.get(lang), text.get(lang), action);
            });
        let room = ui.available_rect_before_wrap();
        let below = self.bar_height(ui, lang);
        let above = UiBuilder::new().max_rect(room.with_max_y(room.bottom() - below));
        let mut output =
            ui.scope_builder(above, |ui| table.show(ui, view, &rows, self.selected.map(Some))).inner;
        let taken = rows.taken.take();
        self.bar_ui(ui, cx, below, &mut output, bar);
        let mut only = None;
        match taken {
            Some(Taken::Open(id)) => output.opened = Some(Some(id)),
            Some(Taken::Copy(id)) => output.copied = Some(Some(id)),
            Some(Taken::CopyCell(text)) => {
                ui.copy_text(text);
                cx.act(Action::Toast(Tone::Ok, cx.say(words::CELL_COPIED).to_owned()));
            }
            Some(Taken::Only(state)) => only = Some(state),
            Some(Taken::Run(command)) => cx.act(Action::Run(command)),
            None => {}
        }
        Drawn { output, acted, only }
    }

    /// What is offered where there are no rows.
    fn way_out(&self, cx: &Cx<'_>) -> WayOut {
        if V::has_none(self, cx) {
            WayOut::Begin
        } else if V::OF_CUSTOMER && cx.chosen.is_some() && self.filter.is_open() {
            WayOut::AllCustomers
        } else {
            WayOut::ClearFilters
        }
    }

    fn take(
        &mut self,
        ui: &Ui,
        cx: &mut Cx<'_>,
        output: &TableOutput<Option<IdOf<V>>>,
    ) -> ListOutput<RowOf<V>> {
        if output.near_end {
            self.rows.want_more();
        }
        if self.chosen.take(output, self.selected, &self.rows) {
            let query = self.query(cx);
            self.chosen.choose_all(cx, query);
        }
        self.selected = output.selected.flatten().or(self.selected);
        let row = |id: Option<Option<IdOf<V>>>| {
            let id = id.flatten()?;
            self.rows.rows().find(|row| row.id() == id)
        };
        if output.copied.is_some() {
            self.copy(ui, cx, row(output.copied));
        }
        // What is typed may still be looked for.
        let entered = std::mem::take(&mut self.entered);
        self.entered = entered && !self.is_answer(cx);
        let first = self.rows.row(0).filter(|_| entered && !self.entered);
        ListOutput {
            entered: first.cloned(),
            selected: row(output.selected).cloned(),
            opened: row(output.opened).cloned(),
            has_focus: output.has_focus,
        }
    }
}

/// What leads on where a list has no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WayOut {
    /// There are none at all.
    Begin,
    /// The chosen customer has none.
    AllCustomers,
    ClearFilters,
}

/// What came of drawing the rows.
struct Drawn<V: ListView> {
    output: TableOutput<Option<IdOf<V>>>,
    /// What the empty state offers is to be done.
    acted: bool,
    /// The state to which the list is to be narrowed.
    only: Option<V::State>,
}

/// The columns that are shown, as they leave the desk.
pub fn exported<V: ListView>(table: &TableView) -> Vec<ColumnOf<V>> {
    let shown = V::COLUMNS.iter().copied().filter(|column| table.shows(column.as_str())).collect();
    table.arranged(shown, |column| column.as_str()).into_iter().flat_map(V::in_file).collect()
}

/// The rows, as the table asks for them.
struct ListRows<'a, V: ListView> {
    rows: &'a Paged<(chrono::NaiveDate, V::Query), RowOf<V>>,
    chosen: &'a Chosen<V::Query>,
    offered: &'a [Offered],
    at: At,
    /// What was taken from the menu of a row.
    taken: RefCell<Option<Taken<V>>>,
}

impl<V: ListView> TableRows for ListRows<'_, V> {
    type Id = Option<IdOf<V>>;

    fn len(&self) -> usize {
        self.rows.count()
    }

    fn id(&self, row: usize) -> Self::Id {
        self.rows.row(row).map(ListRow::id)
    }

    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let (Some(row), Some(column)) = (self.rows.row(row), ColumnOf::<V>::named(column)) else { return };
        if !V::cell_ui(ui, self.at, row, column) {
            value_ui::<V>(ui, self.at, V::shown(row, column));
        }
        if column.shape().kind == ColumnKind::Money {
            holds_ui(ui, ui.max_rect(), || V::amount_of(row, column));
        }
    }

    const HAS_MENU: bool = true;

    fn menu_ui(&self, row: usize, column: &'static str, ui: &mut Ui) {
        let (Some(row), Some(column)) = (self.rows.row(row), ColumnOf::<V>::named(column)) else { return };
        self.taken.replace(
            menu_ui::<V>(ui, self.at.lang, row, column, self.chosen, self.offered).or(self.taken.take()),
        );
    }

    fn check(&self, row: usize) -> Option<(Check, Cow<'_, str>)> {
        let row = self.rows.row(row)?;
        let lang = self.at.lang;
        let name = V::COLUMNS.first().map(|column| row.value(*column).into_text(|p| V::word(lang, p)));
        Some((self.chosen.has(row.id()).into(), words::choose(lang, &name.unwrap_or_default()).into()))
    }

    fn is_faint(&self, row: usize) -> bool {
        self.rows.row(row).is_some_and(V::is_faint)
    }
}

fn value_ui<V: ListView>(ui: &mut Ui, at: At, value: CellValue<'_>) {
    match value {
        CellValue::Nothing => {}
        CellValue::Text(text) => drop(body_ui(ui, &text)),
        CellValue::Phrase(phrase) => drop(body_ui(ui, &V::word(at.lang, phrase))),
        CellValue::Money(amount) => drop(amount_ui(ui, amount)),
        CellValue::Date(day) => drop(body_ui(ui, &day.to_string())),
        CellValue::Count(count) => drop(amount_text_ui(ui, &count.to_string())),
        CellValue::Moment(instant) => drop(body_ui(ui, &dates::moment(instant))),
    }
}

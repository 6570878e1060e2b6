//! Draws a list: its head, its filters, its table.

use egui::{Key, Label, Modifiers, Ui};

use super::parts::{filters_ui, find_ui, reading_ui};
use super::{At, ColumnOf, IdOf, ListFilter, ListPanel, ListView, RowOf};
use crate::desk::lists::{CellValue, ListRow};
use crate::domain::list_columns::ListColumn;
use crate::i18n::{Lang, Text, dates, lists as words};
use crate::ui::outgoing::{Outgoing, export_button_ui};
use crate::ui::paged::Paged;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::widgets::{
    Card, Column, Table, TableOutput, TableRows, TableView, amount_text_ui, amount_ui, body_ui, chip_ui,
    columns_menu_ui, empty_state_ui, panel_head_ui,
};

/// The rows that something was done to.
pub struct ListOutput<R> {
    pub selected: Option<R>,
    pub opened: Option<R>,
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

    /// The search; whether Enter was pressed in it.
    pub fn search_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> bool {
        let [all, one] = V::LOOK.search;
        let hint = if cx.chosen.is_some() { one } else { all };
        find_ui(ui, &mut self.filter.text, cx.say(hint), V::LOOK.search_width)
    }

    /// The card of filters and rows, and what was done to rows; what is selected, copied or offered where there are
    /// none is done already.
    pub fn table_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> ListOutput<RowOf<V>> {
        let lang = cx.lang;
        let is_one = V::OF_CUSTOMER && cx.chosen.is_some();
        let columns: Vec<_> = V::COLUMNS.iter().filter_map(|c| V::column(lang, *c, is_one)).collect();
        let mut state = self.filter.state;
        let (mut table, mut view) = (self.table.clone(), self.table.clone());
        let gives_way = V::gives_way(ui.available_width(), is_one, self.selected.is_some());
        view.hidden.extend(gives_way.iter().map(|column| column.as_str()));
        let card = Card::new().flush().fill_height();
        let (output, acted) = if V::FEW_CHIPS {
            let card = card.head(|ui| {
                ui.spacing_mut().item_spacing.x = space::XS + 2.0;
                self.chips_ui(ui, lang, &mut state);
            });
            let card = card.actions(|ui| columns_menu_ui(ui, &columns, &mut table));
            card.show(ui, |ui| self.rows_ui(ui, cx, &columns, &mut view))
        } else {
            let chips = |ui: &mut Ui| self.chips_ui(ui, lang, &mut state);
            let menu = |ui: &mut Ui| columns_menu_ui(ui, &columns, &mut table);
            card.show(ui, |ui| {
                filters_ui(ui, chips, menu);
                self.rows_ui(ui, cx, &columns, &mut view)
            })
        };
        self.table = TableView { sort: view.sort, hidden: table.hidden };
        self.filter.state = state;
        if acted && V::has_none(self, cx) {
            V::LOOK.none_action.into_iter().for_each(|(_, route)| cx.act(Action::Go(route)));
        } else if acted {
            self.filter = ListFilter::default();
        }
        self.take(ui, cx, &output)
    }

    /// Whether Escape is pressed where nobody types, or where a row was just selected.
    pub fn is_left(ui: &Ui, output: &ListOutput<RowOf<V>>) -> bool {
        let is_free = ui.memory(|memory| memory.focused().is_none()) || output.selected.is_some();
        is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
    }

    fn chips_ui(&self, ui: &mut Ui, lang: Lang, state: &mut V::State) {
        let summary = self.summary.value();
        let has_room = ui.available_width() >= V::ROOM_FOR_COUNTS;
        for (shown, name) in V::states() {
            let count = summary.and_then(|summary| V::count(summary, shown));
            if *state != shown && !V::offers(shown, count) {
                continue;
            }
            let count = count.filter(|_| has_room).and_then(|count| usize::try_from(count).ok());
            if chip_ui(ui, *state == shown, name.get(lang), count).clicked() {
                *state = shown;
            }
        }
    }

    /// The table, and whether what its empty state offers is to be done.
    fn rows_ui(
        &self,
        ui: &mut Ui,
        cx: &Cx<'_>,
        columns: &[Column<'_>],
        view: &mut TableView,
    ) -> (TableOutput<Option<IdOf<V>>>, bool) {
        let lang = cx.lang;
        let totals = self.summary.value().map(|summary| V::totals(lang, summary, self.filter.state));
        let rows = ListRows::<V> { rows: &self.rows, at: At { lang, today: cx.office.moment().today } };
        let mut acted = false;
        let output = Table::new(cx.say(V::LOOK.title), columns)
            .empty(|ui| {
                if reading_ui(ui, lang, &self.rows.view()) {
                    return;
                }
                let ([title, text], action) = if V::has_none(self, cx) {
                    (V::LOOK.none, V::LOOK.none_action.map(|(action, _)| action))
                } else {
                    (V::LOOK.none_found, Some(words::CLEAR_FILTERS))
                };
                let action = action.map(|action| action.get(lang));
                acted = empty_state_ui(ui, V::LOOK.icon, title.get(lang), text.get(lang), action);
            })
            .footer(|ui| {
                if let Some(text) = totals {
                    let label = Label::new(Type::Small.rich(&text).color(tokens(ui).weak)).truncate();
                    ui.add(label).on_hover_text(text);
                }
            })
            .show(ui, view, &rows, self.selected.map(Some));
        (output, acted)
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
        self.selected = output.selected.flatten().or(self.selected);
        let row = |id: Option<Option<IdOf<V>>>| {
            let id = id.flatten()?;
            self.rows.rows().find(|row| row.id() == id)
        };
        if let Some(row) = row(output.copied) {
            let say = |phrase| V::word(cx.lang, phrase);
            let columns = V::COLUMNS.iter().flat_map(|column| V::in_file(*column));
            let copied = columns.filter(|column| V::copies(*column));
            let cells: Vec<String> = copied.map(|column| row.value(column).into_text(say)).collect();
            ui.copy_text(cells.join("\t"));
            cx.act(Action::Toast(Tone::Ok, cx.say(words::ROW_COPIED).to_owned()));
        }
        ListOutput { selected: row(output.selected).cloned(), opened: row(output.opened).cloned() }
    }
}

/// The columns that are shown, as they leave the desk.
pub fn exported<V: ListView>(table: &TableView) -> Vec<ColumnOf<V>> {
    let shown = V::COLUMNS.iter().filter(|column| table.shows(column.as_str()));
    shown.flat_map(|column| V::in_file(*column)).collect()
}

/// The rows, as the table asks for them.
struct ListRows<'a, V: ListView> {
    rows: &'a Paged<(chrono::NaiveDate, V::Query), RowOf<V>>,
    at: At,
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
            value_ui::<V>(ui, self.at, row.value(column));
        }
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
        CellValue::Moment(instant) => drop(body_ui(ui, &dates::moment(at.lang, instant, at.today))),
    }
}

//! The panel of a list. A [`ListView`] says what is particular to one; [`ListPanel`] keeps, reads and draws any of
//! them: title, search, filters with counts, columns to choose, virtual rows, totals, copy and export.

mod bar;
mod chips;
mod chosen;
mod draw;
mod kept;
mod menu;
mod parts;
mod period;

use std::borrow::Cow;

use chrono::NaiveDate;
use egui::Ui;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use self::chosen::{Chosen, Targets};
pub use self::draw::ListOutput;
pub(in crate::ui) use self::draw::exported;
use self::kept::Saved;
pub(in crate::ui) use self::parts::NOTHING;
pub use self::parts::{beside_ui, failed_ui, find_ui, loading_ui};
pub use self::period::Period;
use crate::desk::export::List;
use crate::desk::lists::{CellValue, Choosable, ListQuery, ListRow};
use crate::desk::pages::amount::AmountOf;
use crate::domain::list_columns::{ColumnKind, ListColumn, Phrase};
use crate::i18n::lists::say;
use crate::i18n::{Lang, Text};
use crate::ui::commands::Offered;
use crate::ui::icons::Icon;
use crate::ui::loadable::{Loadable, View};
use crate::ui::paged::Paged;
use crate::ui::state::{Cx, Route};
use crate::ui::widgets::{Column, TableView};

pub type RowOf<V> = <<V as ListView>::Query as ListQuery>::Row;
pub type ColumnOf<V> = <RowOf<V> as ListRow>::Column;
pub type IdOf<V> = <RowOf<V> as ListRow>::Id;
pub type SummaryOf<V> = <<V as ListView>::Query as ListQuery>::Summary;

/// What is particular to one list.
pub trait ListView: Sized + 'static {
    type Query: Choosable;

    /// What a chip narrows the list to; its default lets everything through.
    type State: Copy + Default + PartialEq + Serialize + DeserializeOwned;

    /// What else the head offers to choose; its default lets everything through.
    type Choices: Clone + Default + PartialEq + Serialize + DeserializeOwned;

    const LOOK: ListLook;

    /// The columns of the window, from the left.
    const COLUMNS: &'static [ColumnOf<Self>] = <ColumnOf<Self> as ListColumn>::ALL;

    /// The list is that of the chosen customer, where one is chosen.
    const OF_CUSTOMER: bool = true;

    /// The columns that give way where there is no room for all, the first one first.
    const LEAST_NEEDED: &'static [ColumnOf<Self>] = &[];

    /// The first row is selected where none is: for lists whose rows open no card beside them.
    const SELECTS_FIRST: bool = false;

    /// What leaves the list by what is done to it stays on its card, where that can be taken back.
    const CARD_STAYS: bool = false;

    /// From this width on the chips say how many they leave.
    const ROOM_FOR_COUNTS: f32 = 0.0;

    fn query(asked: ListRequest<ColumnOf<Self>>, state: Self::State, choices: &Self::Choices) -> Self::Query;

    /// The query without what makes no difference to the sums.
    fn summed(query: Self::Query) -> Self::Query;

    fn states() -> Vec<(Self::State, Text)>;

    fn count(summary: &SummaryOf<Self>, state: Self::State) -> Option<u64>;

    /// Draws the chips of what else can be chosen, behind those of the states.
    fn choices_ui(
        _ui: &mut Ui,
        _lang: Lang,
        _summary: Option<&SummaryOf<Self>>,
        _choices: &mut Self::Choices,
    ) {
    }

    /// The state that a cell shows, where the list can be narrowed to it.
    fn state_of(_row: &RowOf<Self>, _column: ColumnOf<Self>) -> Option<Self::State> {
        None
    }

    /// Whether a chip is worth its room, where it is not the one that is chosen.
    fn offers(_state: Self::State, _count: Option<u64>) -> bool {
        true
    }

    /// The line of totals.
    fn totals(lang: Lang, summary: &SummaryOf<Self>, state: Self::State) -> String;

    /// Whether there is nothing whatever is looked for, where there are no rows.
    fn has_none(panel: &ListPanel<Self>, _cx: &Cx<'_>) -> bool {
        panel.filter.is_open()
    }

    /// The list for a file, where it can leave the desk.
    fn export(_query: Self::Query, _columns: Vec<ColumnOf<Self>>) -> Option<List> {
        None
    }

    /// What a column of the window is in a file.
    fn in_file(column: ColumnOf<Self>) -> Vec<ColumnOf<Self>> {
        vec![column]
    }

    /// How a column looks; none where the window or the list of one customer does not have it.
    fn column(lang: Lang, column: ColumnOf<Self>, _is_one: bool) -> Option<Column<'static>> {
        let is_shown = column.shape().width[0] > 0.0;
        is_shown.then(|| column_of(lang, column, say(lang, column.header())))
    }

    /// What stands in a cell of the window, and is copied from there.
    fn shown(row: &RowOf<Self>, column: ColumnOf<Self>) -> CellValue<'_> {
        row.value(column)
    }

    /// Draws a cell that is more than its value; whether it did.
    fn cell_ui(_ui: &mut Ui, _at: At, _row: &RowOf<Self>, _column: ColumnOf<Self>) -> bool {
        false
    }

    /// What is said of a value here.
    fn word(lang: Lang, phrase: Phrase) -> Cow<'static, str> {
        say(lang, phrase).into()
    }

    fn is_faint(row: &RowOf<Self>) -> bool;

    /// What the amount of a row in this column is of, where it can be asked where it comes from.
    fn amount_of(_row: &RowOf<Self>, _column: ColumnOf<Self>) -> Option<AmountOf> {
        None
    }
}

/// A list's words and measures.
pub struct ListLook {
    pub title: Text,
    pub icon: Icon,
    /// Hints of the search: in all, and in what one customer has.
    pub search: [Text; 2],
    pub search_width: f32,
    /// What is said where there is nothing at all, and what then leads on.
    pub none: [Text; 2],
    pub none_action: Option<(Text, Route)>,
    /// What is said where the filters leave nothing.
    pub none_found: [Text; 2],
}

/// The language and the day that a cell is drawn for.
#[derive(Clone, Copy)]
pub struct At {
    pub lang: Lang,
    pub today: NaiveDate,
}

/// What every list can be asked for.
pub struct ListRequest<C> {
    pub account: Option<String>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub text: String,
    pub order: C,
    pub descending: bool,
}

/// What a person has narrowed a list to.
pub struct ListFilter<V: ListView> {
    pub state: V::State,
    pub choices: V::Choices,
    pub period: Period,
    pub text: String,
}

impl<V: ListView> Default for ListFilter<V> {
    fn default() -> Self {
        Self {
            state: V::State::default(),
            choices: V::Choices::default(),
            period: Period::default(),
            text: String::new(),
        }
    }
}

impl<V: ListView> Clone for ListFilter<V> {
    fn clone(&self) -> Self {
        let Self { state, choices, period, text } = self;
        Self { state: *state, choices: choices.clone(), period: period.clone(), text: text.clone() }
    }
}

impl<V: ListView> PartialEq for ListFilter<V> {
    fn eq(&self, other: &Self) -> bool {
        let Self { state, choices, period, text } = self;
        *state == other.state && *choices == other.choices && *period == other.period && *text == other.text
    }
}

impl<V: ListView> ListFilter<V> {
    /// Whether it lets everything through.
    pub fn is_open(&self) -> bool {
        self.state == V::State::default()
            && self.choices == V::Choices::default()
            && self.text.trim().is_empty()
            && self.period.is_open()
    }

    pub fn query(&self, account: Option<String>, table: &TableView, today: NaiveDate) -> V::Query {
        let (from, to) = self.period.days(today);
        let sort = table.sort.and_then(|sort| Some((ColumnOf::<V>::named(sort.column)?, sort.descending)));
        let (order, descending) =
            sort.unwrap_or((ColumnOf::<V>::default(), <ColumnOf<V> as ListColumn>::DESCENDING));
        let text = self.text.trim().to_owned();
        V::query(ListRequest { account, from, to, text, order, descending }, self.state, &self.choices)
    }
}

/// A list on screen.
pub struct ListPanel<V: ListView> {
    pub filter: ListFilter<V>,
    pub selected: Option<IdOf<V>>,
    pub chosen: Chosen<V::Query>,
    /// What can be done with what is chosen, for the menu of a row.
    pub offered: Vec<Offered>,
    /// What is listed: whose rows, and how they are narrowed.
    listing: Option<(Option<String>, ListFilter<V>)>,
    /// The list has been narrowed, and its rows have not come.
    is_narrowed: bool,
    /// Where the selected row stood last, and in which list.
    stood: Option<(V::Query, IdOf<V>, usize)>,
    /// Enter was pressed in the search.
    entered: bool,
    table: TableView,
    saved: Vec<Saved<V>>,
    /// The name that is typed for a filter.
    name: String,
    /// Read for the day too: what is overdue, late or blocked depends on it, so a list of yesterday is read again.
    rows: Paged<(NaiveDate, V::Query), RowOf<V>>,
    summary: Loadable<(u64, NaiveDate, V::Query), SummaryOf<V>>,
    asked: Option<(u64, NaiveDate, V::Query)>,
}

impl<V: ListView> Default for ListPanel<V> {
    fn default() -> Self {
        Self {
            filter: ListFilter::default(),
            selected: None,
            chosen: Chosen::default(),
            offered: Vec::new(),
            listing: None,
            is_narrowed: false,
            stood: None,
            entered: false,
            table: default_view::<V>(),
            saved: Vec::new(),
            name: String::new(),
            rows: Paged::default(),
            summary: Loadable::default(),
            asked: None,
        }
    }
}

impl<V: ListView> ListPanel<V> {
    /// Takes what has come and asks for more. Sums come once the rows are on screen and the last sum has come: over a
    /// million rows that takes a moment, and while somebody types only the last one is wanted.
    ///
    /// Answers whether another row is selected than before, since that is not listed any more.
    pub fn logic(&mut self, cx: &mut Cx<'_>) -> bool {
        let today = cx.office.moment().today;
        self.follow(cx);
        self.chosen.logic(cx);
        self.chosen.keep(cx);
        let query = self.query(cx);
        self.rows.keep(cx.office, (today, query.clone()), |db, moment, (_, query), after, limit| {
            query.page(db, moment, after, limit)
        });
        let selects = self.keep_selected_listed(cx, &query);
        let is_free = !self.summary.is_loading() && !matches!(self.rows.view(), View::Loading(_));
        if is_free || self.asked.is_none() {
            self.asked = Some((cx.office.revision(), today, V::summed(query)));
        }
        if let Some(asked) = self.asked.clone() {
            self.summary.keep(cx.office, asked, |db, moment, (.., query)| query.summary(db, moment));
        }
        selects
    }

    /// Sees whether the list is another: what is chosen of another customer is not chosen any more.
    fn follow(&mut self, cx: &Cx<'_>) {
        let listing = (self.account(cx), self.filter.clone());
        let Some(before) = self.listing.as_ref().filter(|before| **before != listing) else {
            self.listing.get_or_insert(listing);
            return;
        };
        if before.0 != listing.0 {
            self.chosen.clear();
        }
        self.is_narrowed = true;
        self.listing = Some(listing);
    }

    /// The row behind one that is gone takes its place, and the first row of a narrowed list that of one which the filter
    /// has put away. What was never listed here is shown on purpose, and stays.
    fn keep_selected_listed(&mut self, cx: &Cx<'_>, query: &V::Query) -> bool {
        if !self.is_answer(cx) {
            return false;
        }
        let narrowed = std::mem::take(&mut self.is_narrowed);
        let Some(id) = self.selected else {
            self.selected = self.rows.row(0).map(ListRow::id).filter(|_| V::SELECTS_FIRST);
            return false;
        };
        let is_here = |place: &usize| self.rows.row(*place).is_some_and(|row| row.id() == id);
        let stood = self.stood.take().filter(|(list, of, _)| list == query && *of == id);
        let before = stood.map(|(.., place)| place);
        if let Some(here) = before.filter(is_here).or_else(|| (0..self.rows.count()).find(is_here)) {
            self.stood = Some((query.clone(), id, here));
            return false;
        }
        // What is not read again may still be listed.
        let is_gone = |place: &usize| *place < self.rows.count() || self.rows.has_ended();
        let Some(place) = before.filter(|place| !V::CARD_STAYS && is_gone(place)).or(narrowed.then_some(0))
        else {
            return false;
        };
        let last = self.rows.count().saturating_sub(1);
        self.selected = self.rows.row(place.min(last)).map(ListRow::id);
        true
    }

    /// Lists what the filter leaves, with this row selected wherever in the list it stands.
    pub fn look_at(&mut self, filter: ListFilter<V>, selected: Option<IdOf<V>>) {
        self.filter = filter;
        self.selected = selected;
        self.listing = None;
        self.is_narrowed = false;
    }

    /// The selected row, where it is among those that were read.
    pub fn selected_row(&self) -> Option<&RowOf<V>> {
        let id = self.selected?;
        self.rows.rows().find(|row| row.id() == id)
    }

    /// Whether the rows are those of what is looked for now.
    fn is_answer(&self, cx: &Cx<'_>) -> bool {
        self.rows.is_of(&(cx.office.moment().today, self.query(cx)))
    }

    /// Why the list could not be read, where it could not.
    pub fn failed_ui(&self, ui: &mut Ui, cx: &Cx<'_>) {
        parts::failed_ui(ui, cx, &self.rows.view());
    }

    /// What something is done with: what is chosen, else the selected row.
    pub fn targets(&self) -> Targets<'_, V::Query> {
        let row = if self.chosen.count() > 0 { None } else { self.selected_row() };
        Targets::of(&self.chosen, row)
    }

    /// Whether what something would be done with is on its way: all that is listed, or what it is now.
    pub fn awaits_targets(&self, cx: &Cx<'_>) -> bool {
        let are_chosen = self.chosen.count() > 0;
        self.chosen.is_reading()
            || self.chosen.is_stale(cx)
            || (!are_chosen && !self.rows.is_current(cx.office))
    }

    /// The first rows, once they are those of the filter.
    pub fn current_rows(&self) -> Option<&[RowOf<V>]> {
        match self.rows.view() {
            View::Ready(rows) => Some(rows),
            _ => None,
        }
    }

    /// The columns that are shown, as they leave the desk.
    pub fn exported(&self) -> Vec<ColumnOf<V>> {
        draw::exported::<V>(&self.table)
    }

    /// The row so many places behind this one, among those that are read.
    pub fn beside(&self, is_it: impl Fn(&RowOf<V>) -> bool, by: isize) -> Option<&RowOf<V>> {
        let place = self.rows.rows().position(is_it)?;
        self.rows.row(place.checked_add_signed(by)?)
    }

    pub fn summary(&self) -> Option<&SummaryOf<V>> {
        self.summary.value()
    }

    /// Whose rows are listed, where those of one customer are.
    fn account(&self, cx: &Cx<'_>) -> Option<String> {
        cx.chosen.filter(|_| V::OF_CUSTOMER).map(|chosen| chosen.account.clone())
    }

    /// How many rows are listed, read or not.
    fn listed(&self) -> Option<u64> {
        self.summary.value().and_then(|summary| V::count(summary, self.filter.state))
    }

    fn query(&self, cx: &Cx<'_>) -> V::Query {
        self.filter.query(self.account(cx), &self.table, cx.office.moment().today)
    }
}

/// How a list is seen at first.
fn default_view<V: ListView>() -> TableView {
    let (columns, first) = (<ColumnOf<V> as ListColumn>::ALL, ColumnOf::<V>::default());
    let sorted = TableView::sorted_by(first.as_str(), <ColumnOf<V> as ListColumn>::DESCENDING);
    TableView {
        sort: sorted.sort.filter(|_| first.shape().sorts),
        hidden: columns.iter().filter(|column| column.shape().hidden).map(|c| c.as_str()).collect(),
        ..sorted
    }
}

/// A column as its list describes it, under a title.
pub fn column_of<C: ListColumn>(lang: Lang, column: C, title: &'static str) -> Column<'static> {
    let shape = column.shape();
    let width = lang.pick(shape.width[0], shape.width[1]);
    let shown = match shape.kind {
        ColumnKind::Money | ColumnKind::Count => Column::money(column.as_str(), title, width),
        ColumnKind::Text | ColumnKind::Date | ColumnKind::Moment => {
            Column::new(column.as_str(), title, width)
        }
    };
    let shown = if shape.whole { shown.whole() } else { shown };
    let shown = if shape.grows { shown.grows() } else { shown };
    if shape.sorts { shown.sortable() } else { shown }
}

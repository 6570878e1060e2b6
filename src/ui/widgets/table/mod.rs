//! The table of every list: virtual rows, sorting, keyboard, checkboxes, columns to choose.
//!
//! A frame costs what is visible, however many rows there are. Rows are told apart by the id that
//! [`TableRows::id`] gives them, never by their place. The table decides nothing: [`TableOutput`] says what the
//! user asked for.

mod body;
mod head;
mod keys;
mod layout;
mod menu;
mod slice;
mod view;

use std::borrow::Cow;
use std::cell::RefCell;

use egui::{Align, Id, Rect, Ui};
use egui_extras::TableBuilder;

use super::card::bar_ground;
use super::choice::Check;
use crate::ui::theme::{size, space, tokens};

pub use body::ROW_AT_HAND;
pub use menu::columns_menu_ui;
pub use slice::SliceRows;
pub use view::{Sort, TableView};

#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    key: &'static str,
    title: &'a str,
    width: f32,
    grows: bool,
    is_whole: bool,
    align: Align,
    sortable: bool,
}

impl<'a> Column<'a> {
    /// A column of text; `key` is its name in [`TableView`] and in what sorts it.
    pub fn new(key: &'static str, title: &'a str, width: f32) -> Self {
        Self { key, title, width, grows: false, is_whole: false, align: Align::Min, sortable: false }
    }

    /// A column of amounts, aligned to the right and never cut.
    pub fn money(key: &'static str, title: &'a str, width: f32) -> Self {
        Self { align: Align::Max, is_whole: true, ..Self::new(key, title, width) }
    }

    pub fn key(&self) -> &'static str {
        self.key
    }

    pub fn width(&self) -> f32 {
        self.width
    }

    /// How much narrower it is drawn where there is no room.
    fn yields(&self, view: &TableView) -> f32 {
        let can_yield = self.grows && !self.is_whole && view.width(self.key).is_none();
        if can_yield { self.width * YIELDS } else { 0.0 }
    }

    /// Whether it is as wide as what is in it needs: a width that a person has drawn is kept.
    fn is_measured(&self, view: &TableView) -> bool {
        self.is_whole && view.width(self.key).is_none()
    }

    /// Is never cut: a day, a number of something, a status. It is wider than asked for where what is in it needs that.
    pub fn whole(mut self) -> Self {
        self.is_whole = true;
        self
    }

    /// Takes what room the others leave; one column of a table does.
    pub fn grows(mut self) -> Self {
        self.grows = true;
        self
    }

    pub fn sortable(mut self) -> Self {
        self.sortable = true;
        self
    }
}

/// These columns without those that give way.
pub fn columns_but<'a>(columns: impl IntoIterator<Item = Column<'a>>, away: &[&str]) -> Vec<Column<'a>> {
    columns.into_iter().filter(|column| !away.contains(&column.key)).collect()
}

pub trait TableRows {
    /// What tells rows apart: the database's id.
    type Id: Copy + PartialEq;

    fn len(&self) -> usize;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn id(&self, row: usize) -> Self::Id;

    /// Draws one cell; `column` is the key of the column. Text that does not fit is cut and shown when hovered.
    fn cell_ui(&self, row: usize, column: &'static str, ui: &mut Ui);

    /// Whether the row is out of play.
    fn is_faint(&self, _row: usize) -> bool {
        false
    }

    /// Whether a right click on a row offers something.
    const HAS_MENU: bool = false;

    /// What a right click on a cell offers.
    fn menu_ui(&self, _row: usize, _column: &'static str, _ui: &mut Ui) {}

    /// What the row's checkbox shows, and what it is called.
    fn check(&self, _row: usize) -> Option<(Check, Cow<'_, str>)> {
        None
    }
}

/// What the user asked for.
#[derive(Debug)]
pub struct TableOutput<K> {
    /// A row was chosen by mouse or keyboard.
    pub selected: Option<K>,
    /// A row is to be opened: double click or Enter.
    pub opened: Option<K>,
    /// A row is to be copied: Ctrl+C.
    pub copied: Option<K>,
    /// A row is to be chosen or not any more: its checkbox, Space, or a click with Ctrl.
    pub checked: Option<K>,
    /// All from where a range began up to this row are to be chosen: a click or a move with Shift.
    pub ranged: Option<K>,
    /// All are to be chosen, or none: the checkbox of the head, Ctrl+A, Esc.
    pub check_all: Option<bool>,
    /// It is to be sorted otherwise; [`TableView::sort`] says so already.
    pub sorted: bool,
    /// The end of the loaded rows is near: time to load more.
    pub near_end: bool,
    /// The keyboard acts on this table.
    pub has_focus: bool,
}

impl<K> Default for TableOutput<K> {
    fn default() -> Self {
        Self {
            selected: None,
            opened: None,
            copied: None,
            checked: None,
            ranged: None,
            check_all: None,
            sorted: false,
            near_end: false,
            has_focus: false,
        }
    }
}

type Content<'a> = Box<dyn FnOnce(&mut Ui) + 'a>;

/// A table; it fills the room it is given (a card without padding).
#[must_use = "show it with `.show(ui, …)`"]
pub struct Table<'a> {
    name: &'a str,
    columns: &'a [Column<'a>],
    check_all: Option<Check>,
    empty: Option<Content<'a>>,
    footer: Option<Content<'a>>,
    height: Option<f32>,
    takes_keyboard: bool,
}

impl<'a> Table<'a> {
    /// A table; `name` says what it lists, and is its id among the tables of a panel.
    pub fn new(name: &'a str, columns: &'a [Column<'a>]) -> Self {
        Self {
            name,
            columns,
            check_all: None,
            empty: None,
            footer: None,
            height: None,
            takes_keyboard: false,
        }
    }

    /// With a checkbox before each row; the head's shows `all`.
    pub fn checkboxes(mut self, all: Check) -> Self {
        self.check_all = Some(all);
        self
    }

    pub fn empty(mut self, empty: impl FnOnce(&mut Ui) + 'a) -> Self {
        self.empty = Some(Box::new(empty));
        self
    }

    /// A line at the bottom for the totals of what is shown, left to right.
    pub fn footer(mut self, footer: impl FnOnce(&mut Ui) + 'a) -> Self {
        self.footer = Some(Box::new(footer));
        self
    }

    /// As high as its rows, up to `rows`, instead of all the room there is.
    pub fn at_most_rows(mut self, rows: usize) -> Self {
        self.height = Some(rows as f32 * size::ROW);
        self
    }

    /// Has the keyboard on arrival, and wherever nothing else has it: for the one list that a panel is about, while
    /// nothing lies over it.
    pub fn takes_keyboard(mut self, takes: bool) -> Self {
        self.takes_keyboard = takes;
        self
    }

    /// Shows the table with `selected` marked.
    pub fn show<R: TableRows>(
        self,
        ui: &mut Ui,
        view: &mut TableView,
        rows: &R,
        selected: Option<R::Id>,
    ) -> TableOutput<R::Id> {
        let mut output = TableOutput::default();
        let id = ui.make_persistent_id(("table", self.name));
        let footer_height = if self.footer.is_some() { size::BAR } else { 0.0 };
        let room = (ui.available_height() - size::ROW - footer_height).max(size::ROW);
        let height = self.height.map_or(room, |most| most.min(rows.len() as f32 * size::ROW).max(size::ROW));
        let full = ui.available_rect_before_wrap();
        let area = Rect::from_min_size(full.min, egui::vec2(full.width(), size::ROW + height));
        let has_chosen = keys::has_chosen(self.check_all);
        let focus = keys::focus_ui(ui, id, area, self.name, has_chosen);
        let arrives = keys::arrives(ui, id);
        if arrives {
            ui.data_mut(|data| data.remove::<Needs>(needs_id(self.name)));
        }
        if self.takes_keyboard
            && !keys::is_covered(ui)
            && (arrives || ui.memory(|memory| memory.focused().is_none()))
        {
            focus.request_focus();
        }
        let page = (height / size::ROW).floor() as usize;
        output.has_focus = focus.has_focus();
        let now = keys::Now { selected, page, check_all: self.check_all };
        let sought = keys::is_sought(ui, id, arrives, selected.is_some() && !rows.is_empty());
        let place = || selected.and_then(|id| (0..rows.len()).find(|place| rows.id(*place) == id));
        let moved = keys::read(ui, &focus, rows, &now, &mut output).or_else(|| sought.then(place)?);
        let selected = output.selected.or(selected);
        let columns = self.columns.iter().filter(|c| view.shows(c.key)).copied().collect();
        let columns = view.arranged(columns, Column::key);
        let empty = if rows.is_empty() { self.empty } else { None };
        // A table as high as its rows is so in a page that scrolls too, however little of the page is left.
        let least = if self.height.is_some() { height } else { size::ROW };
        let fits = std::mem::take(&mut view.fits);
        let measured = self.columns.iter().filter(|c| c.is_measured(view)).map(|c| c.key);
        let measured = fits.iter().copied().chain(measured).map(|key| (key, 0.0)).collect();
        let needs = needs(ui, self.name);
        let mut shown = Shown {
            id,
            area,
            columns,
            widths: Vec::new(),
            check_all: self.check_all,
            focus: focus.id,
            focused: focus.has_focus(),
            least,
            measured: RefCell::new(measured),
        };
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
            // The rules between columns that egui would draw; ours are only between rows.
            ui.visuals_mut().widgets.noninteractive.bg_stroke = egui::Stroke::NONE;
            let needed = width_needed(ui, self.name, self.columns, view, self.check_all.is_some());
            shown.lay_out(ui, view, &needs, full.width().max(needed));
            let shown = &shown;
            let mut draw = |ui: &mut Ui| {
                let mut builder = shown.builder(ui, height.min(ui.available_height() - size::ROW));
                if let Some(row) = moved {
                    builder = builder.scroll_to_row(row, None);
                }
                let head = builder.header(size::ROW, |row| shown.head_ui(row, view, &mut output));
                if head_to_body(head, shown, rows, selected, &mut output) {
                    focus.request_focus();
                }
            };
            if needed <= full.width() {
                draw(ui);
            } else {
                // More columns than there is room for: they are reached sideways, by a bar below the rows.
                let across = egui::ScrollArea::horizontal().id_salt((id, "across")).max_height(area.height());
                let scroll = ui.spacing().scroll;
                ui.spacing_mut().scroll.floating_allocated_width = scroll.bar_width;
                across.auto_shrink(false).show(ui, |ui| {
                    ui.spacing_mut().scroll = scroll;
                    ui.set_width(needed);
                    draw(ui);
                });
            }
        });
        let (measured, columns) = (shown.measured.take(), self.columns);
        keep_needs(ui, self.name, needs, &measured);
        for (key, width) in measured.into_iter().filter(|(key, _)| fits.contains(key)) {
            let column = columns.iter().find(|column| column.key == key);
            let heading = column.map_or(0.0, |column| head::title_width(ui, column, view.sort));
            let width = width.max(heading) + 2.0 * space::M;
            view.set_width(key, width.clamp(layout::LEAST_COLUMN, layout::MOST_COLUMN));
        }
        if let Some(empty) = empty {
            let below = Rect::from_min_max(egui::pos2(area.left(), area.top() + size::ROW), area.max);
            ui.scope_builder(egui::UiBuilder::new().max_rect(below), |ui| empty(ui));
            ui.advance_cursor_after_rect(below);
        }
        if let Some(footer) = self.footer {
            footer_ui(ui, footer);
        }
        output
    }
}

fn head_to_body<R: TableRows>(
    table: egui_extras::Table<'_>,
    shown: &Shown<'_>,
    rows: &R,
    selected: Option<R::Id>,
    output: &mut TableOutput<R::Id>,
) -> bool {
    let mut clicked = false;
    let mut last = 0;
    table.body(|body| {
        body.rows(size::ROW, rows.len(), |row| {
            last = last.max(row.index());
            clicked |= shown.row_ui(row, rows, selected, output);
        });
    });
    output.near_end = !rows.is_empty() && last + NEAR >= rows.len();
    clicked
}

/// What part of its width a column that grows gives up where there is no room.
const YIELDS: f32 = 0.25;

/// How many rows before the end more are asked for.
const NEAR: usize = 40;

/// What the parts of a table share in one frame.
struct Shown<'a> {
    id: Id,
    /// Where head and rows are.
    area: Rect,
    columns: Vec<Column<'a>>,
    /// How wide they are drawn.
    widths: Vec<f32>,
    check_all: Option<Check>,
    /// What has the keyboard while the table has it.
    focus: Id,
    focused: bool,
    /// The least height of the rows before they scroll.
    least: f32,
    /// The columns that are measured in this frame, and how wide what is in them is so far.
    measured: RefCell<Needs>,
}

impl Shown<'_> {
    fn checks(&self) -> f32 {
        if self.check_all.is_some() { CHECK_COLUMN } else { 0.0 }
    }

    /// The width that a column needs, with the room that stands before the first and behind the last.
    fn width_of(&self, view: &TableView, needs: &Needs, i: usize) -> f32 {
        let (left, right) = self.padding(i);
        width_of(&self.columns[i], view, needs) + left + right - 2.0 * space::M
    }

    /// Gives each column its width where the table has this room.
    fn lay_out(&mut self, ui: &Ui, view: &TableView, needs: &Needs, room: f32) {
        let wanted = (0..self.columns.len()).map(|i| {
            let column = &self.columns[i];
            let (left, right) = self.padding(i);
            let width = self.width_of(view, needs, i);
            layout::Wanted {
                width,
                least: width - column.yields(view),
                heading: head::title_width(ui, column, view.sort) + left + right,
                is_drawn: view.width(column.key).is_some(),
                grows: column.grows,
            }
        });
        self.widths = layout::widths(&wanted.collect::<Vec<_>>(), room - self.checks());
    }

    /// What is left free at the left and at the right of the cells of a column: the text of the outer ones stands
    /// where that of the card's head does.
    fn padding(&self, i: usize) -> (f32, f32) {
        let is_first = i == 0 && self.check_all.is_none();
        let is_last = i + 1 == self.columns.len();
        let room = |is_outer| if is_outer { space::L } else { space::M };
        (room(is_first), room(is_last))
    }

    fn builder<'u>(&self, ui: &'u mut Ui, height: f32) -> TableBuilder<'u> {
        use egui_extras::Column as Width;
        // While a dialog that has just been opened is measured, columns are as narrow as can be, which is not kept.
        let is_measured = ui.is_sizing_pass();
        let mut builder = TableBuilder::new(ui)
            .id_salt((self.id, is_measured))
            // It is the table that has the keyboard: Tab does not go from cell to cell.
            .sense(egui::Sense::CLICK)
            .striped(false)
            .auto_shrink([false, false])
            .animate_scrolling(false)
            .min_scrolled_height(self.least)
            .max_scroll_height(height);
        if self.check_all.is_some() {
            builder = builder.column(Width::exact(CHECK_COLUMN));
        }
        for width in &self.widths {
            builder = builder.column(Width::exact(*width).clip(true));
        }
        builder
    }
}

/// The least width that the columns that are shown need before they are reached sideways; `name` is that of the table.
pub fn width_needed(ui: &Ui, name: &str, columns: &[Column<'_>], view: &TableView, has_checks: bool) -> f32 {
    let needs = needs(ui, name);
    let shown = columns.iter().filter(|column| view.shows(column.key));
    let widths = shown.map(|column| width_of(column, view, &needs) - column.yields(view));
    let left = if has_checks { CHECK_COLUMN } else { space::L - space::M };
    left + widths.sum::<f32>() + space::L - space::M
}

/// What a column asks for: the width that was drawn, else what it was given or what is in it needs.
fn width_of(column: &Column<'_>, view: &TableView, needs: &Needs) -> f32 {
    let need = needs.iter().find(|(key, _)| *key == column.key).map_or(0.0, |(_, need)| *need);
    view.width(column.key).unwrap_or(column.width.max(need))
}

/// How wide what is in a column is, by the column's key: the widest that was seen since the table came.
type Needs = Vec<(&'static str, f32)>;

fn needs_id(name: &str) -> Id {
    Id::unique(("table needs", name))
}

fn needs(ui: &Ui, name: &str) -> Needs {
    ui.data(|data| data.get_temp(needs_id(name))).unwrap_or_default()
}

/// Keeps what columns were found to need. Where one needs more than was known, the frame is drawn anew, so that nothing
/// is seen cut.
fn keep_needs(ui: &Ui, name: &str, mut needs: Needs, measured: &Needs) {
    let mut has_grown = false;
    for (key, width) in measured.iter().filter(|(_, width)| *width > 0.0 && !ui.is_sizing_pass()) {
        let need = width.ceil() + 2.0 * space::M;
        match needs.iter_mut().find(|(known, _)| known == key) {
            Some((_, known)) if *known >= need => {}
            Some((_, known)) => (*known, has_grown) = (need, true),
            None => {
                needs.push((*key, need));
                has_grown = true;
            }
        }
    }
    if has_grown {
        ui.data_mut(|data| data.insert_temp(needs_id(name), needs));
        ui.ctx().request_discard("a column is wider");
    }
}

const CHECK_COLUMN: f32 = size::CHECK + space::L + space::M;

fn footer_ui(ui: &mut Ui, footer: Content<'_>) {
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), size::BAR), egui::Sense::hover());
    bar_ground(ui, rect, tokens(ui).raised);
    let inside = rect.shrink2(egui::vec2(space::L, 0.0));
    let row = egui::UiBuilder::new().max_rect(inside).layout(egui::Layout::left_to_right(Align::Center));
    ui.scope_builder(row, footer);
    ui.advance_cursor_after_rect(rect);
}

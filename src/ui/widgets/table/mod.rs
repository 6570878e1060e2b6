//! The table of every list: virtual rows, sorting, keyboard, checkboxes, columns to choose.
//!
//! A frame costs what is visible, however many rows there are. Rows are told apart by the id that
//! [`TableRows::id`] gives them, never by their place. The table decides nothing: [`TableOutput`] says what the
//! user asked for.

mod body;
mod head;
mod keys;
mod slice;

use std::borrow::Cow;

use egui::{Align, Id, Ui};
use egui_extras::TableBuilder;

use super::choice::Check;
use crate::ui::theme::{size, space, tokens};

pub use head::columns_menu_ui;
pub use slice::SliceRows;

#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    key: &'static str,
    title: &'a str,
    width: f32,
    grows: bool,
    align: Align,
    sortable: bool,
}

impl<'a> Column<'a> {
    /// A column of text; `key` is its name in [`TableView`] and in what sorts it.
    pub fn new(key: &'static str, title: &'a str, width: f32) -> Self {
        Self { key, title, width, grows: false, align: Align::Min, sortable: false }
    }

    /// A column of amounts, aligned to the right.
    pub fn money(key: &'static str, title: &'a str, width: f32) -> Self {
        Self { align: Align::Max, ..Self::new(key, title, width) }
    }

    pub fn key(&self) -> &'static str {
        self.key
    }

    pub fn width(&self) -> f32 {
        self.width
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub column: &'static str,
    /// From large to small.
    pub descending: bool,
}

/// How the user wants to see a table; the panel's state owns it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableView {
    pub sort: Option<Sort>,
    /// Keys of the columns that are not shown.
    pub hidden: Vec<&'static str>,
}

impl TableView {
    pub fn sorted_by(column: &'static str, descending: bool) -> Self {
        Self { sort: Some(Sort { column, descending }), hidden: Vec::new() }
    }

    pub fn shows(&self, key: &str) -> bool {
        !self.hidden.contains(&key)
    }
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
        let footer_height = if self.footer.is_some() { size::ROW } else { 0.0 };
        let room = (ui.available_height() - size::ROW - footer_height).max(size::ROW);
        let height = self.height.map_or(room, |most| most.min(rows.len() as f32 * size::ROW).max(size::ROW));
        let full = ui.available_rect_before_wrap();
        let area = egui::Rect::from_min_size(full.min, egui::vec2(full.width(), size::ROW + height));
        let has_chosen = self.check_all.is_some_and(|all| all != Check::Off);
        let focus = keys::focus_ui(ui, id, area, self.name, has_chosen);
        let arrives = keys::arrives(ui, id);
        if self.takes_keyboard && (arrives || ui.memory(|memory| memory.focused().is_none())) {
            focus.request_focus();
        }
        let page = (height / size::ROW).floor() as usize;
        output.has_focus = focus.has_focus();
        let now = keys::Now { selected, page, check_all: self.check_all };
        let moved = keys::read(ui, &focus, rows, &now, &mut output);
        let selected = output.selected.or(selected);
        let columns: Vec<Column<'_>> = self.columns.iter().filter(|c| view.shows(c.key)).copied().collect();
        let empty = if rows.is_empty() { self.empty } else { None };
        // A table as high as its rows is so in a page that scrolls too, however little of the page is left.
        let least = if self.height.is_some() { height } else { size::ROW };
        let shown = Shown { id, columns, check_all: self.check_all, focused: focus.has_focus(), least };
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
            // The rules between columns that egui would draw; ours are only between rows.
            ui.visuals_mut().widgets.noninteractive.bg_stroke = egui::Stroke::NONE;
            let mut draw = |ui: &mut Ui| {
                let mut builder = shown.builder(ui, height);
                if let Some(row) = moved {
                    builder = builder.scroll_to_row(row, None);
                }
                let head = builder.header(size::ROW, |row| shown.head_ui(row, view, &mut output));
                if head_to_body(head, &shown, rows, selected, &mut output) {
                    focus.request_focus();
                }
            };
            let needed = shown.width();
            if needed <= full.width() {
                draw(ui);
            } else {
                // More columns than there is room for: they are reached sideways.
                let across = egui::ScrollArea::horizontal().id_salt((id, "across")).max_height(area.height());
                across.auto_shrink(false).show(ui, |ui| {
                    ui.set_width(needed);
                    draw(ui);
                });
            }
        });
        if let Some(empty) = empty {
            let below = egui::Rect::from_min_max(egui::pos2(area.left(), area.top() + size::ROW), area.max);
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

/// How many rows before the end more are asked for.
const NEAR: usize = 40;

/// What the parts of a table share in one frame.
struct Shown<'a> {
    id: Id,
    columns: Vec<Column<'a>>,
    check_all: Option<Check>,
    focused: bool,
    /// The least height of the rows before they scroll.
    least: f32,
}

impl Shown<'_> {
    fn width(&self) -> f32 {
        let checks = if self.check_all.is_some() { CHECK_COLUMN } else { 0.0 };
        checks + (0..self.columns.len()).map(|i| self.width_of(i)).sum::<f32>()
    }

    /// The width that a column needs, with the room that stands before the first and behind the last.
    fn width_of(&self, i: usize) -> f32 {
        let (left, right) = self.padding(i);
        self.columns[i].width + left + right - 2.0 * space::M
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
        let checks = if self.check_all.is_some() { CHECK_COLUMN } else { 0.0 };
        let room = ui.available_width() - checks;
        let wanted = self.width() - checks;
        // Where the columns want more than there is, each gives up its share, so that a table never leaves its card.
        let share = (room / wanted).min(1.0);
        // Where nothing grows, the last column takes the rest, so that the head reaches the card's edge.
        let grower = self.columns.iter().rposition(|c| c.grows).or(self.columns.len().checked_sub(1));
        // Where there is more room than a grown column can use, the others have their part of it.
        let grown = grower.map_or(0.0, |i| self.columns[i].width * MOST_GROWN);
        let others = self.columns.len().saturating_sub(1).max(1) as f32;
        let more = (((room - wanted - grown) / others / STEP).floor() * STEP).max(0.0);
        let keys: Vec<&str> = self.columns.iter().map(|c| c.key).collect();
        // Widths that the user has drawn are kept while there is room; a narrower table lays its columns anew, and so
        // does one whose columns want another width for what is in them. While a dialog that has just been opened is
        // measured they are as narrow as can be, which is not kept.
        let is_measured = ui.is_sizing_pass();
        let narrow = (share < 1.0).then_some(room as i32);
        let mut builder = TableBuilder::new(ui)
            .id_salt((self.id, keys, narrow, more as i32, wanted as i32, is_measured))
            .sense(egui::Sense::click())
            .striped(false)
            .auto_shrink([false, false])
            .animate_scrolling(false)
            .min_scrolled_height(self.least)
            .max_scroll_height(height);
        if self.check_all.is_some() {
            builder = builder.column(Width::exact(CHECK_COLUMN));
        }
        for i in 0..self.columns.len() {
            let width = (self.width_of(i) * share).floor();
            let width = if Some(i) == grower {
                Width::remainder().at_least(width)
            } else {
                Width::initial(width + more).at_least(width.min(LEAST_COLUMN)).resizable(true)
            };
            builder = builder.column(width.clip(true));
        }
        builder
    }
}

/// The narrowest that a column can be drawn.
const LEAST_COLUMN: f32 = 48.0;

/// How much a column that grows takes beyond its width, in widths, before the others grow too.
const MOST_GROWN: f32 = 1.75;

/// In which steps the others grow, so that widths that the user has drawn outlast a small change of the window.
const STEP: f32 = 8.0;

const CHECK_COLUMN: f32 = size::CHECK + space::L + space::M;

fn footer_ui(ui: &mut Ui, footer: Content<'_>) {
    let t = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), size::ROW), egui::Sense::hover());
    let corner =
        egui::CornerRadius { sw: size::RADIUS_CARD - 1, se: size::RADIUS_CARD - 1, ..Default::default() };
    ui.painter().rect_filled(rect, corner, t.raised);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, t.border());
    let inside = rect.shrink2(egui::vec2(space::L, 0.0));
    let row = egui::UiBuilder::new().max_rect(inside).layout(egui::Layout::left_to_right(Align::Center));
    ui.scope_builder(row, footer);
    ui.advance_cursor_after_rect(rect);
}

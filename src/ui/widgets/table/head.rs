//! The head of a table: titles, and by them the order of the rows and the places and widths of the columns.

use egui::{
    Align, Context, CursorIcon, LayerId, Order, Rangef, Response, Role, Sense, Stroke, Ui, WidgetInfo,
};
use egui_extras::TableRow;

use super::body::{CHECK_PADDING, inside};
use super::layout::{LEAST_COLUMN, MOST_COLUMN};
use super::{Column, Shown, Sort, TableOutput, TableView};
use crate::i18n::widgets as phrases;
use crate::ui::theme::{Type, size, space, tokens, tokens_of};
use crate::ui::widgets::choice::{Check, bare_checkbox_ui};
use crate::ui::widgets::paint;
use crate::ui::{icons, words};

impl Shown<'_> {
    /// Draws the head: a click on a title sorts, a title is dragged to another place, its right edge to another width; a
    /// double click there makes the column as wide as what is in it.
    pub(super) fn head_ui<K>(
        &self,
        mut row: TableRow<'_, '_>,
        view: &mut TableView,
        output: &mut TableOutput<K>,
    ) {
        if let Some(all) = self.check_all {
            row.col(|ui| {
                background(ui);
                let name = words::say(ui, phrases::CHOOSE_ALL);
                if inside(ui, Align::Min, CHECK_PADDING, false, |ui| bare_checkbox_ui(ui, all, name))
                    .clicked()
                {
                    output.check_all = Some(all != Check::On);
                }
            });
        }
        let (mut edges, mut dragged) = (Vec::new(), None);
        for (i, column) in self.columns.iter().enumerate() {
            row.col(|ui| {
                background(ui);
                let title = title_ui(ui, column, self.padding(i), view.sort);
                if column.sortable && title.clicked() {
                    view.sort = Some(next_sort(column, view.sort));
                    output.sorted = true;
                }
                if i + 1 < self.columns.len() {
                    self.edge_ui(ui, i, view);
                }
                edges.push(ui.max_rect().x_range());
                if title.dragged() || title.drag_stopped() {
                    dragged = Some((column.key, title));
                }
            });
        }
        let Some((key, title)) = dragged else { return };
        let Some(pointer) = title.interact_pointer_pos() else { return };
        let place = edges.iter().filter(|edge| edge.center() < pointer.x).count();
        if title.drag_stopped() {
            view.move_to(&self.columns, key, place);
        } else {
            self.mark_place(&title.ctx, &edges, place);
        }
    }

    /// Shows where a column that is dragged would come to stand.
    fn mark_place(&self, ctx: &Context, edges: &[Rangef], place: usize) {
        let x = edges.get(place).map(|edge| edge.min).or(edges.last().map(|edge| edge.max));
        let stroke = Stroke::new(2.0, tokens_of(ctx).primary);
        ctx.set_cursor_icon(CursorIcon::Grabbing);
        ctx.layer_painter(LayerId::new(Order::Foreground, self.id)).with_clip_rect(self.area).vline(
            x.unwrap_or_default(),
            self.area.y_range(),
            stroke,
        );
    }

    /// The right edge of a column's title.
    fn edge_ui(&self, ui: &Ui, i: usize, view: &mut TableView) {
        let column = &self.columns[i];
        let rect = ui.max_rect();
        let edge = rect.with_min_x(rect.right() - EDGE);
        let response = ui.interact(edge, ui.scope_id().with("edge"), Sense::CLICK | Sense::DRAG);
        if response.double_clicked() {
            view.fits.push(column.key);
        } else if response.dragged() {
            let (left, right) = self.padding(i);
            let width = self.widths[i] - left - right + 2.0 * space::M + response.drag_delta().x;
            view.set_width(column.key, width.clamp(LEAST_COLUMN, MOST_COLUMN));
        }
        if response.hovered() || response.dragged() {
            ui.set_cursor_icon(CursorIcon::ResizeColumn);
            ui.painter().vline(rect.right() - 1.0, rect.y_range(), Stroke::new(2.0, tokens(ui).primary));
        }
    }
}

/// What is left free around a title for the ring that shows that it has the keyboard.
const FOCUS: f32 = 4.0;

/// How far from the right edge of a title it is taken hold of.
const EDGE: f32 = 6.0;

/// The width of a whole title, with the arrow that shows its order.
pub(super) fn title_width(ui: &Ui, column: &Column<'_>, sort: Option<Sort>) -> f32 {
    let arrow = if sort.is_some_and(|sort| sort.column == column.key) { size::ICON_SMALL + 1.0 } else { 0.0 };
    paint::line(ui, column.title, Type::Small, tokens(ui).weak).size().x.ceil() + arrow
}

/// The other direction of the same column; a new column begins with its small end, amounts with the large one.
fn next_sort(column: &Column<'_>, now: Option<Sort>) -> Sort {
    match now {
        Some(sort) if sort.column == column.key => Sort { descending: !sort.descending, ..sort },
        _ => Sort { column: column.key, descending: column.align == Align::Max },
    }
}

fn background(ui: &Ui) {
    let t = tokens(ui);
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0.0, t.raised);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.border());
}

fn title_ui(ui: &mut Ui, column: &Column<'_>, (left, right): (f32, f32), sort: Option<Sort>) -> Response {
    let t = tokens(ui);
    let rect = ui.max_rect();
    let inside = rect.with_min_x(rect.left() + left).with_max_x(rect.right() - right);
    let sorted = sort.filter(|sort| sort.column == column.key);
    let arrow = if sorted.is_some() { size::ICON_SMALL } else { 0.0 };
    let sense = if column.sortable { Sense::click_and_drag() } else { Sense::DRAG };
    let response = ui.interact(rect.shrink(FOCUS), ui.scope_id().with("title"), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, column.title));
    let over = column.sortable && response.hovered();
    let color = if over || sorted.is_some() { t.text } else { t.weak };
    let galley = paint::line_within(ui, column.title, Type::Small, color, inside.width() - arrow);
    let x = match column.align {
        Align::Max => inside.right() - galley.size().x - arrow,
        _ => inside.left(),
    };
    let end = paint::text_at(ui, x, rect.center().y, galley, color);
    if let Some(sort) = sorted {
        let icon = if sort.descending { icons::DESCENDING } else { icons::ASCENDING };
        let center = egui::pos2(end + size::ICON_SMALL / 2.0 + 1.0, rect.center().y);
        icon.paint(ui, center, size::ICON_SMALL, color);
    }
    paint::focus_ring(ui, &response, 0);
    response
}

//! The head of a table: titles, sorting, the choice of columns.

use egui::{Align, PopupCloseBehavior, Role, Sense, Ui, WidgetInfo};
use egui_extras::TableRow;

use super::body::{CHECK_PADDING, inside};
use super::{Column, Shown, Sort, TableOutput, TableView};
use crate::i18n::widgets as phrases;
use crate::ui::theme::{Type, size, space, tokens};
use crate::ui::widgets::choice::{Check, bare_checkbox_ui, checkbox_ui, menu_button_ui};
use crate::ui::widgets::paint;
use crate::ui::{icons, words};

impl Shown<'_> {
    /// Draws the head; a click on a title sorts.
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
                if inside(ui, Align::Min, CHECK_PADDING, |ui| bare_checkbox_ui(ui, all, name)).clicked() {
                    output.check_all = Some(all != Check::On);
                }
            });
        }
        for (i, column) in self.columns.iter().enumerate() {
            row.col(|ui| {
                background(ui);
                if title_ui(ui, column, self.padding(i), view.sort) {
                    view.sort = Some(next_sort(column, view.sort));
                    output.sorted = true;
                }
            });
        }
    }
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

/// Draws a title; whether it was clicked.
fn title_ui(ui: &mut Ui, column: &Column<'_>, (left, right): (f32, f32), sort: Option<Sort>) -> bool {
    let t = tokens(ui);
    let rect = ui.max_rect();
    let inside = rect.with_min_x(rect.left() + left).with_max_x(rect.right() - right);
    let sorted = sort.filter(|sort| sort.column == column.key);
    let arrow = if sorted.is_some() { size::ICON_SMALL } else { 0.0 };
    let sense = if column.sortable { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect.shrink2(egui::vec2(4.0, 0.0)), ui.scope_id().with("title"), sense);
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
    column.sortable && response.clicked()
}

/// A button that opens the list of columns to show or hide; the first column is always shown.
pub fn columns_menu_ui(ui: &mut Ui, columns: &[Column<'_>], view: &mut TableView) {
    let name = words::say(ui, phrases::COLUMNS);
    menu_button_ui(ui, icons::COLUMNS, name, PopupCloseBehavior::CloseOnClickOutside, |ui| {
        for column in columns.iter().skip(1) {
            let mut shown = view.shows(column.key);
            ui.horizontal(|ui| {
                ui.add_space(space::S);
                if checkbox_ui(ui, &mut shown, column.title).changed() {
                    if shown {
                        view.hidden.retain(|key| *key != column.key);
                    } else {
                        view.hidden.push(column.key);
                    }
                }
                ui.add_space(space::S);
            });
        }
    });
}

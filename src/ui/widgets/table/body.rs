//! The rows of a table.

use egui::{Align, Layout, Popup, Rect, Response, Ui, UiBuilder, UiStackInfo, vec2};
use egui_extras::TableRow;

use super::{Shown, TableOutput, TableRows, keys};
use crate::ui::theme::{space, tokens};
use crate::ui::widgets::choice::bare_checkbox_ui;

impl Shown<'_> {
    /// Draws one row; whether it was clicked.
    pub(super) fn row_ui<R: TableRows>(
        &self,
        mut row: TableRow<'_, '_>,
        rows: &R,
        selected: Option<R::Id>,
        output: &mut TableOutput<R::Id>,
    ) -> bool {
        let index = row.index();
        let id = rows.id(index);
        let is_selected = selected == Some(id);
        // Where nothing is selected, the keys act on the first row.
        let is_marked = is_selected || (selected.is_none() && index == 0);
        let mut clicked = false;
        let check = rows.check(index).filter(|_| self.check_all.is_some());
        let is_checked = check.as_ref().is_some_and(|(check, _)| *check == super::Check::On);
        row.set_selected(is_selected || is_checked);
        if self.check_all.is_some() {
            row.col(|ui| {
                rule(ui);
                self.mark(ui, is_marked);
                let Some((check, name)) = check else { return };
                let pressed = inside(ui, Align::Min, CHECK_PADDING, false, |ui| {
                    bare_checkbox_ui(ui, check, &name).clicked()
                });
                if pressed {
                    clicked = true;
                    if ui.input(|input| input.modifiers.shift) {
                        output.ranged = Some(id);
                    } else {
                        output.checked = Some(id);
                    }
                }
            });
        }
        let is_faint = rows.is_faint(index);
        for (i, column) in self.columns.iter().enumerate() {
            let (_, cell) = row.col(|ui| {
                rule(ui);
                if i == 0 && self.check_all.is_none() {
                    self.mark(ui, is_marked);
                }
                // Selected rows are told by their ground, not by the colour of their text.
                let t = tokens(ui);
                ui.visuals_mut().override_text_color = is_faint.then_some(t.faint);
                let mut measured = self.measured.borrow_mut();
                let need = measured.iter_mut().find(|(key, _)| *key == column.key);
                inside(ui, column.align, self.padding(i), is_marked && self.focused, |ui| {
                    if need.is_some() {
                        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
                    }
                    rows.cell_ui(index, column.key, ui);
                    if let Some((_, width)) = need {
                        *width = width.max(ui.min_rect().width());
                    }
                });
            });
            if R::HAS_MENU && self.menu_ui(&cell, rows, [index, i]) && !is_checked {
                output.selected = Some(id);
            }
        }
        let response = row.response();
        if response.double_clicked() {
            output.opened = Some(id);
        }
        if response.clicked() {
            let modifiers = response.ctx.input(|input| input.modifiers);
            let chooses = self.check_all.is_some() && (modifiers.shift || modifiers.command);
            if chooses && modifiers.shift {
                output.ranged = Some(id);
            } else if chooses {
                output.checked = Some(id);
            }
            // Nothing is opened by choosing, but what is looked at is what was chosen last.
            if !chooses || selected.is_some() {
                output.selected = Some(id);
            }
        }
        clicked || response.clicked()
    }

    /// The menu of a cell, by its row and its column: a right click opens it where it is, a key below the cell. Whether it
    /// has just been asked for.
    fn menu_ui<R: TableRows>(&self, cell: &Response, rows: &R, [row, column]: [usize; 2]) -> bool {
        let (ctx, id) = (&cell.ctx, Popup::default_response_id(cell));
        let by_key = keys::takes_menu(ctx, self.focus, [row, column]);
        if by_key {
            Popup::open_id(ctx, id);
        }
        let mut menu = Popup::context_menu(cell);
        if Popup::is_id_open(ctx, id) && Popup::position_of_id(ctx, id).is_none() {
            menu = menu.anchor(cell.rect);
        }
        menu.show(|ui| {
            // The arrows go through the menu, until it is closed and the table has the keyboard again.
            ui.memory_mut(|memory| memory.surrender_focus(self.focus));
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_max_width(MENU);
            let beside = keys::steps_aside(ui).and_then(|by| column.checked_add_signed(by));
            if let Some(beside) = beside.filter(|beside| *beside < self.columns.len()) {
                keys::ask_for_menu(ctx, self.focus, [row, beside]);
                ui.close();
            }
            rows.menu_ui(row, self.columns[column].key, ui);
        });
        by_key || cell.secondary_clicked()
    }

    /// Shows on the row that the keys act on that the keyboard is this table's.
    fn mark(&self, ui: &Ui, is_marked: bool) {
        if is_marked && self.focused {
            let rect = ui.max_rect();
            let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height() - 1.0));
            ui.painter().rect_filled(bar, 0.0, tokens(ui).primary);
        }
    }
}

fn rule(ui: &Ui) {
    let rect = ui.max_rect();
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens(ui).rule());
}

/// The width of the menu of a row.
const MENU: f32 = 216.0;

/// What is left free at both sides of a checkbox.
pub(super) const CHECK_PADDING: (f32, f32) = (space::L, space::M);

/// What marks the cells of the row that the keyboard is at.
pub const ROW_AT_HAND: &str = "row at hand";

/// Runs `content` within the padding of a cell, which is in the row that the keyboard is at, or not.
pub(super) fn inside<R>(
    ui: &mut Ui,
    align: Align,
    (left, right): (f32, f32),
    is_at_hand: bool,
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    let cell = ui.max_rect();
    let rect = cell.with_min_x(cell.left() + left).with_max_x(cell.right() - right);
    let layout = match align {
        Align::Max => Layout::right_to_left(Align::Center),
        _ => Layout::left_to_right(Align::Center),
    };
    let info = if is_at_hand { UiStackInfo::default().with_tag(ROW_AT_HAND) } else { UiStackInfo::default() };
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).ui_stack_info(info));
    child.spacing_mut().item_spacing.x = space::S;
    child.shrink_clip_rect(rect.expand2(vec2(2.0, 0.0)));
    child.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
    content(&mut child)
}

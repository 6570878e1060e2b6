//! The list of a table's columns: which are shown, and in which order.

use egui::{Align, Layout, PopupCloseBehavior, Ui};

use super::{Column, TableView};
use crate::i18n::widgets as phrases;
use crate::ui::theme::space;
use crate::ui::widgets::choice::{checkbox_ui, menu_button_ui, menu_item_ui};
use crate::ui::widgets::facts::rule_ui;
use crate::ui::widgets::field::small_icon_button_ui;
use crate::ui::{icons, words};

const WIDTH: f32 = 216.0;

/// A button that opens the list of columns, to show, hide and move them; the first column is always shown. Whether all
/// is to be as it was in the beginning.
pub fn columns_menu_ui(ui: &mut Ui, columns: &[Column<'_>], view: &mut TableView) -> bool {
    let name = words::say(ui, phrases::COLUMNS);
    let mut resets = false;
    menu_button_ui(ui, icons::COLUMNS, name, PopupCloseBehavior::CloseOnClickOutside, |ui| {
        ui.set_width(WIDTH);
        let first = columns.first().map(|column| column.key);
        let arranged = view.arranged(columns.to_vec(), Column::key);
        for (place, column) in arranged.iter().enumerate() {
            ui.horizontal(|ui| {
                ui.add_space(space::S);
                let mut shown = view.shows(column.key);
                ui.add_enabled_ui(first != Some(column.key), |ui| {
                    if checkbox_ui(ui, &mut shown, column.title).changed() {
                        view.show(column.key, shown);
                    }
                });
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.add_space(space::S);
                    let down = phrases::column_behind(words::lang(ui), column.title);
                    let up = phrases::column_before(words::lang(ui), column.title);
                    if small_icon_button_ui(ui, icons::DESCENDING, &down).clicked() {
                        view.move_to(&arranged, column.key, (place + 2).min(arranged.len()));
                    }
                    if small_icon_button_ui(ui, icons::ASCENDING, &up).clicked() {
                        view.move_to(&arranged, column.key, place.saturating_sub(1));
                    }
                });
            });
        }
        rule_ui(ui);
        if menu_item_ui(ui, words::say(ui, phrases::FIT_COLUMNS), false).clicked() {
            view.fits = arranged.iter().map(|column| column.key).filter(|key| view.shows(key)).collect();
        }
        resets = menu_item_ui(ui, words::say(ui, phrases::RESET_COLUMNS), false).clicked();
    });
    resets
}

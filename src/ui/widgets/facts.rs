//! Facts: a label and its value, one below the other.

use egui::{Align, Label, Layout, Response, Ui, vec2};

use super::text::{text_row_ui, text_ui};
use crate::ui::theme::{Type, size, space, tokens};

const LABEL: f32 = 104.0;

/// A label and its value, which the user can select and copy.
pub fn key_value_ui(ui: &mut Ui, label: &str, value: &str) -> Response {
    key_value_with(ui, label, |ui| {
        let rich = Type::Body.rich(value).color(tokens(ui).text);
        ui.add(Label::new(rich).wrap().selectable(true))
    })
}

/// A label and a value of one's own: a pill, a link, several lines.
pub fn key_value_with<R>(ui: &mut Ui, label: &str, value: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let color = tokens(ui).weak;
        ui.allocate_ui_with_layout(vec2(LABEL, size::ICON), Layout::left_to_right(Align::Min), |ui| {
            ui.set_width(LABEL);
            ui.add(Label::new(Type::Body.rich(label).color(color)).truncate());
        });
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
            value(ui)
        })
        .inner
    })
    .inner
}

/// A label at the left and an amount at the right: a line of a sum.
pub fn sum_row_ui(ui: &mut Ui, label: &str, amount: &str) -> Response {
    let t = tokens(ui);
    sum_row(ui, |ui| text_ui(ui, label, Type::Body, t.weak), |ui| text_ui(ui, amount, Type::Mono, t.text))
}

/// The line of a sum that the others lead to: label and amount stand out.
pub fn sum_total_ui(ui: &mut Ui, label: &str, amount: &str) -> Response {
    let t = tokens(ui);
    sum_row(
        ui,
        |ui| text_ui(ui, label, Type::Strong, t.text),
        |ui| text_ui(ui, amount, Type::KeyFigure, t.text),
    )
}

fn sum_row(
    ui: &mut Ui,
    left: impl FnOnce(&mut Ui) -> Response,
    right: impl FnOnce(&mut Ui) -> Response,
) -> Response {
    text_row_ui(ui, |ui| {
        left(ui);
        ui.with_layout(Layout::right_to_left(Align::Center), right).inner
    })
}

/// A rule with room above and below, between the parts of a card.
pub fn part_rule_ui(ui: &mut Ui) {
    ui.add_space(space::XS);
    rule_ui(ui);
    ui.add_space(space::XS);
}

pub fn rule_ui(ui: &mut Ui) {
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, size::LINE), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, tokens(ui).rule());
}

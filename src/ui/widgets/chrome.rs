//! What the shell is made of: the seal, navigation, chooser, key hints, a panel's head, figures.

use egui::{Align, Color32, Layout, Response, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

use super::card::Card;
use super::paint;
use super::pill::paint_badge;
use super::text::{small_ui, text_ui, text_width, title_ui};
use crate::i18n::widgets as phrases;
use crate::ui::commands::spelled_of;
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{Tone, Type, size, space, tokens};

/// The seal of the program: 票 in a red frame.
pub fn seal_ui(ui: &mut Ui, points: f32) -> Response {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(points, points), Sense::hover());
    let width = (points / 11.0).max(1.5);
    paint::frame(ui, rect, (points / 5.0) as u8, Color32::TRANSPARENT, Stroke::new(width, t.bad));
    let font = egui::FontId::new(points * 0.62, Type::Strong.font().family);
    let galley = ui.painter().layout_no_wrap(phrases::SEAL.to_owned(), font, t.bad);
    paint::text_at(ui, rect.center().x - galley.size().x / 2.0, rect.center().y, galley, t.bad);
    response
}

pub fn nav_heading_ui(ui: &mut Ui, text: &str) {
    ui.horizontal(|ui| {
        ui.set_height(space::XXL);
        ui.add_space(10.0);
        text_ui(ui, text, Type::Small, tokens(ui).weak);
    });
}

/// An item of the navigation, with how many things wait there; its sense says whether the keyboard reaches it.
pub fn nav_item_ui(
    ui: &mut Ui,
    icon: Icon,
    label: &str,
    badge: Option<(Tone, usize)>,
    selected: bool,
    sense: Sense,
) -> Response {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::NAV_ITEM), sense);
    response.widget_info(|| WidgetInfo::selected(Role::Tab, ui.is_enabled(), selected, label));
    if selected {
        paint::frame(ui, rect, size::RADIUS, t.primary_tint, Stroke::NONE);
    } else if response.hovered() {
        paint::frame(ui, rect, size::RADIUS, t.line_weak, Stroke::NONE);
    }
    let (color, ink) = if selected { (t.primary, t.primary) } else { (t.text, t.weak) };
    let y = rect.center().y;
    icon.paint(ui, egui::pos2(rect.left() + 10.0 + size::ICON / 2.0, y), size::ICON + 1.0, ink);
    let mut room = rect.width() - 36.0 - space::M;
    if let Some((tone, count)) = badge {
        let galley = paint::line(ui, &count.to_string(), Type::Small, t.fg(tone));
        let width = (galley.size().x + 14.0).max(size::PILL).ceil();
        let min = egui::pos2(rect.right() - 10.0 - width, y - size::PILL / 2.0 + 1.0);
        paint_badge(ui, egui::Rect::from_min_size(min, vec2(width, size::PILL - 2.0)), tone, galley);
        room -= width + space::S;
    }
    let kind = if selected { Type::Strong } else { Type::Body };
    let galley = paint::line_within(ui, label, kind, color, room);
    paint::text_at(ui, rect.left() + 36.0, y, galley, color);
    paint::focus_ring(ui, &response, size::RADIUS);
    response
}

/// What is chosen for the whole window, and what opens the choice: a name with details and an arrow.
pub fn chooser_button_ui(ui: &mut Ui, name: &str, details: &str) -> Response {
    let t = tokens(ui);
    let room = ui.available_width().min(480.0) - 3.0 * space::M - size::ICON;
    let details_line = paint::line(ui, details, Type::Small, t.weak);
    let name_line = paint::line_within(ui, name, Type::Body, t.text, room - details_line.size().x);
    let width = name_line.size().x + details_line.size().x + size::ICON + 2.0 * space::S + 2.0 * space::M;
    let (rect, response) = paint::pressable(ui, vec2(width.round(), size::CONTROL - 2.0), Role::Button, name);
    let line = if response.hovered() { t.faint } else { t.line };
    paint::frame(ui, rect, size::RADIUS, t.raised, Stroke::new(size::LINE, line));
    let y = rect.center().y;
    let x = paint::text_at(ui, rect.left() + space::M, y, name_line, t.text);
    let x = paint::text_at(ui, x + space::S, y + 0.5, details_line, t.weak);
    icons::DOWN.paint(ui, egui::pos2(x + space::S + size::ICON / 2.0, y), size::ICON, t.weak);
    paint::focus_ring(ui, &response, size::RADIUS);
    response
}

/// What opens the search over everything: it looks like a field, with the keys that do the same.
pub fn search_button_ui(ui: &mut Ui, name: &str, keys: &str, width: f32) -> Response {
    let t = tokens(ui);
    let (rect, response) = paint::pressable(ui, vec2(width, size::CONTROL - 2.0), Role::Button, name);
    let line = if response.hovered() { t.faint } else { t.line };
    paint::frame(ui, rect, size::RADIUS, t.raised, Stroke::new(size::LINE, line));
    let y = rect.center().y;
    let keys = paint::line(ui, keys, Type::Small, t.weak);
    let keys_box = vec2((keys.size().x + 12.0).round(), 20.0);
    let keys_box = egui::Rect::from_center_size(
        egui::pos2(rect.right() - space::S + 2.0 - keys_box.x / 2.0, y),
        keys_box,
    );
    paint::frame(ui, keys_box, size::RADIUS_SMALL, t.surface, t.border());
    paint::text_at(ui, keys_box.left() + 6.0, y, keys, t.weak);
    icons::SEARCH.paint(ui, egui::pos2(rect.left() + space::M + size::ICON / 2.0, y), size::ICON, t.weak);
    let left = rect.left() + space::M + size::ICON + space::S;
    paint::text_at(ui, left, y, paint::line(ui, name, Type::Body, t.weak), t.weak);
    paint::focus_ring(ui, &response, size::RADIUS);
    response.on_hover_text(name)
}

/// Keys such as `Ctrl V` on a ground of their own; Ctrl is called as the system calls it.
pub fn key_hint_ui(ui: &mut Ui, keys: &str) -> Response {
    let (t, keys) = (tokens(ui), spelled_of(ui.ctx(), keys));
    let galley = paint::line(ui, &keys, Type::Small, t.weak);
    let (rect, response) =
        ui.allocate_exact_size(vec2((galley.size().x + 12.0).round(), 20.0), Sense::hover());
    paint::frame(ui, rect, size::RADIUS_SMALL, t.surface, t.border());
    paint::text_at(ui, rect.center().x - galley.size().x / 2.0, rect.center().y, galley, t.weak);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &keys));
    response
}

/// The head of a panel: title, what belongs with it, and at the right its actions, added from right to left.
pub fn panel_head_ui<R>(ui: &mut Ui, title: &str, note: &str, actions: impl FnOnce(&mut Ui) -> R) -> R {
    head_with(
        ui,
        text_width(ui, title, Type::Title),
        |ui| {
            title_ui(ui, title);
            ui.add_space(space::XS);
            if !note.is_empty() {
                let note = egui::Label::new(Type::Body.rich(note).color(tokens(ui).weak));
                ui.add(note.truncate());
            }
        },
        actions,
    )
}

/// Like [`panel_head_ui`], with a left side of one's own: a way back, a pill, steps.
pub fn panel_head_with<R>(ui: &mut Ui, left: impl FnOnce(&mut Ui), actions: impl FnOnce(&mut Ui) -> R) -> R {
    head_with(ui, 0.0, left, actions)
}

/// The same, with the room that is kept for the left side.
fn head_with<R>(
    ui: &mut Ui,
    least: f32,
    left: impl FnOnce(&mut Ui),
    actions: impl FnOnce(&mut Ui) -> R,
) -> R {
    // What is to be done has its room first; what it is about has the rest.
    let row = vec2(ui.available_width(), size::CONTROL);
    let (row, _) = ui.allocate_exact_size(row, Sense::hover());
    let kept = row.with_min_x((row.left() + least + space::L).min(row.right()));
    let right = UiBuilder::new().max_rect(kept).layout(Layout::right_to_left(Align::Center));
    let done = ui.scope_builder(right, |ui| (actions(ui), ui.min_rect().left()));
    let (answer, end) = done.inner;
    let room = row.with_max_x((end - space::L).max(row.left()));
    let beside = UiBuilder::new().max_rect(room).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(beside, left);
    answer
}

/// A card about one number: what it is, the number (smaller where it has no room), and below it notes of one's own,
/// one below the other; a pill beside words goes into a [`text_row_ui`](super::text_row_ui).
pub fn kpi_ui(ui: &mut Ui, label: &str, value: &str, notes: impl FnOnce(&mut Ui)) -> Response {
    Card::new().show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, space::XS);
        small_ui(ui, label);
        let color = tokens(ui).text;
        let full = paint::line(ui, value, Type::KeyFigure, color).size();
        let kind = if full.x <= ui.available_width() { Type::KeyFigure } else { Type::Title };
        let row = vec2(ui.available_width(), full.y);
        let figure = ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_height(full.y);
            ui.add(egui::Label::new(kind.rich(value).color(color)).truncate())
        });
        ui.vertical(|ui| {
            // Room for two lines, so that cards side by side are equally high.
            ui.set_min_height(2.0 * size::PILL + space::XS);
            notes(ui);
        });
        figure.inner
    })
}

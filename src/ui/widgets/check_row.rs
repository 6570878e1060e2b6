//! A value that somebody has to look at and tick off.

use egui::{Label, Layout, Rect, Response, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, vec2};

use super::field::small_icon_button_ui;
use super::paint;
use super::text::{small_ui, text_row_ui};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::{Tone, Type, size, space, tokens};

/// What has been found of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Found {
    #[default]
    Open,
    Right,
    Wrong,
}

/// A labelled value in a frame, with a mark at its right end that a click sets or takes away.
#[must_use = "show it with `.show(ui)`"]
#[derive(Clone, Copy, Debug, Default)]
pub struct CheckRow<'a> {
    pub label: &'a str,
    pub value: &'a str,
    pub found: Found,
    /// What is known of it already, at the right end above the frame.
    pub note: Option<(Tone, &'a str)>,
    /// The keyboard is at it.
    pub is_current: bool,
    /// It is one of those that what is beside it is about.
    pub is_lit: bool,
    pub enabled: bool,
    /// A small button within the frame, before the mark, with its name.
    pub button: Option<(Icon, &'a str)>,
}

pub struct CheckRowOutput {
    /// The row itself: clicked where its mark is to be changed.
    pub row: Response,
    pub is_button_pressed: bool,
}

impl CheckRow<'_> {
    /// Shows the row. A long value takes as many lines as it needs: it has to be read to its end.
    pub fn show(self, ui: &mut Ui) -> CheckRowOutput {
        let t = tokens(ui);
        text_row_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            small_ui(ui, self.label);
            if let Some((tone, note)) = self.note {
                ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                    let rich = Type::Small.rich(note).color(t.fg(tone));
                    ui.add(Label::new(rich).truncate());
                });
            }
        });
        let width = ui.available_width().round();
        let button_width = if self.button.is_some() { size::ICON + space::S } else { 0.0 };
        let room = width - 2.0 * space::M - size::ICON - space::S - button_width;
        let value = ui.painter().layout(self.value.to_owned(), Type::Body.font(), t.text, room);
        let height = (value.size().y + 2.0 * (space::XS + 2.0)).max(size::CONTROL).ceil();
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let (rect, row) = ui.allocate_exact_size(vec2(width, height), sense);
        let name = format!("{} {}", self.label, self.value);
        row.widget_info(|| {
            let is_right = self.found == Found::Right;
            WidgetInfo::selected(Role::CheckBox, ui.is_enabled() && self.enabled, is_right, &name)
        });
        let (fill, mut line) =
            if self.is_lit { (t.primary_tint, t.primary_tint) } else { (t.raised, t.line) };
        if self.is_current {
            line = t.primary;
        } else if row.hovered() && self.enabled {
            line = t.faint;
        }
        paint::frame(ui, rect, size::RADIUS, fill, Stroke::new(size::LINE, line));
        paint::text_at(ui, rect.left() + space::M, rect.center().y, value, t.text);
        let mark = egui::pos2(rect.right() - space::M - size::ICON / 2.0, rect.center().y);
        let (icon, color) = match self.found {
            Found::Open => (icons::OPEN, t.faint),
            Found::Right => (icons::CHECK, t.ok),
            Found::Wrong => (icons::CLOSE, t.bad),
        };
        icon.paint(ui, mark, size::ICON, color);
        paint::focus_ring(ui, &row, size::RADIUS);
        let is_button_pressed = self.button.is_some_and(|(icon, name)| {
            let middle = mark - vec2(size::ICON + space::S, 0.0);
            let place = Rect::from_center_size(middle, vec2(size::ICON, size::ICON));
            let builder = UiBuilder::new().max_rect(place);
            let pressed = ui.scope_builder(builder, |ui| small_icon_button_ui(ui, icon, name).clicked());
            ui.advance_cursor_after_rect(rect);
            pressed.inner
        });
        CheckRowOutput { row, is_button_pressed }
    }
}

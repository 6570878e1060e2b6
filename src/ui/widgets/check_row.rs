//! A value that somebody has to look at and tick off.

use egui::{Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::button::link_ui;
use super::paint;
use super::text::small_ui;
use crate::ui::icons;
use crate::ui::theme::{Type, size, space, tokens};

/// A labelled value in a frame, with a mark at its right end that a click sets or takes away.
#[must_use = "show it with `.show(ui)`"]
pub struct CheckRow<'a> {
    pub label: &'a str,
    pub value: &'a str,
    pub ticked: bool,
    pub enabled: bool,
    /// A link within the frame, before the mark.
    pub link: Option<&'a str>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckRowOutput {
    pub toggled: bool,
    pub linked: bool,
}

impl CheckRow<'_> {
    /// Shows the row. A long value takes as many lines as it needs: it has to be read to its end.
    pub fn show(self, ui: &mut Ui) -> CheckRowOutput {
        let t = tokens(ui);
        small_ui(ui, self.label);
        let width = ui.available_width().round();
        let link_width =
            self.link.map_or(0.0, |link| paint::line(ui, link, Type::Body, t.primary).size().x + space::S);
        let room = width - 2.0 * space::M - size::ICON - space::S - link_width;
        let value = ui.painter().layout(self.value.to_owned(), Type::Body.font(), t.text, room);
        let height = (value.size().y + 2.0 * (space::XS + 2.0)).max(size::CONTROL).ceil();
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), sense);
        let name = format!("{} {}", self.label, self.value);
        response.widget_info(|| {
            WidgetInfo::selected(Role::CheckBox, ui.is_enabled() && self.enabled, self.ticked, &name)
        });
        let line = if response.hovered() && self.enabled { t.faint } else { t.line };
        paint::frame(ui, rect, size::RADIUS, t.raised, Stroke::new(size::LINE, line));
        paint::text_at(ui, rect.left() + space::M, rect.center().y, value, t.text);
        let mark = egui::pos2(rect.right() - space::M - size::ICON / 2.0, rect.center().y);
        let (icon, color) = if self.ticked { (icons::CHECK, t.ok) } else { (icons::OPEN, t.faint) };
        icon.paint(ui, mark, size::ICON, color);
        paint::focus_ring(ui, &response, size::RADIUS);
        let mut output = CheckRowOutput { toggled: response.clicked(), linked: false };
        if let Some(link) = self.link {
            let left = mark.x - size::ICON / 2.0 - link_width;
            let place = egui::Rect::from_x_y_ranges(left..=mark.x - size::ICON / 2.0, rect.y_range());
            let builder = egui::UiBuilder::new()
                .max_rect(place)
                .layout(egui::Layout::left_to_right(egui::Align::Center));
            output.linked = ui.scope_builder(builder, |ui| link_ui(ui, link).clicked()).inner;
            ui.advance_cursor_after_rect(rect);
        }
        output
    }
}

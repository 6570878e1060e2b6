//! A status: colour, icon and word together.

use egui::{Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::paint;
use crate::ui::icons::Icon;
use crate::ui::theme::{Tone, Type, size, space, tokens};

pub fn pill_ui(ui: &mut Ui, tone: Tone, icon: Icon, word: &str) -> Response {
    let t = tokens(ui);
    let color = t.fg(tone);
    let lead = space::S + size::ICON_SMALL + 3.0;
    let is_whole = ui.style().wrap_mode == Some(egui::TextWrapMode::Extend);
    let room = if is_whole { f32::INFINITY } else { ui.available_width() - lead - space::S };
    let galley = paint::line_within(ui, word, Type::Small, color, room.max(size::PILL));
    let width = (lead + galley.size().x + space::S).ceil();
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::PILL), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
    if ui.is_rect_visible(rect) {
        paint::frame(ui, rect, (size::PILL / 2.0) as u8, t.tint(tone), Stroke::NONE);
        let center = egui::pos2(rect.left() + space::S + size::ICON_SMALL / 2.0 - 1.0, rect.center().y);
        icon.paint(ui, center, size::ICON_SMALL, color);
        paint::text_at(ui, rect.left() + lead, rect.center().y, galley.clone(), color);
    }
    if galley.elided { response.on_hover_text(word) } else { response }
}

/// A count in a small round ground; for what is waiting.
pub(super) fn paint_badge(ui: &Ui, rect: egui::Rect, tone: Tone, galley: std::sync::Arc<egui::Galley>) {
    let t = tokens(ui);
    paint::frame(ui, rect, (rect.height() / 2.0) as u8, t.tint(tone), Stroke::NONE);
    let x = rect.center().x - galley.size().x / 2.0;
    paint::text_at(ui, x, rect.center().y, galley, t.fg(tone));
}

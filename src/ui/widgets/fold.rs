//! One line that stands for more, and opens it below itself.

use egui::{CornerRadius, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::paint;
use crate::ui::icons;
use crate::ui::theme::{Type, size, space, tokens};

/// The line, as wide as there is room and as high as a row of a table; a click asks for it to be opened or closed.
pub fn fold_ui(ui: &mut Ui, text: &str, is_open: bool) -> Response {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, ui.is_enabled(), is_open, text));
    let line = rect.shrink2(vec2(size::LINE, 0.0));
    // It may be the last line of a card.
    let corner = CornerRadius { sw: size::RADIUS_CARD - 1, se: size::RADIUS_CARD - 1, ..CornerRadius::ZERO };
    let ground = if response.hovered() { t.line_weak } else { t.raised };
    ui.painter().rect_filled(line, corner, ground);
    ui.painter().hline(line.x_range(), line.top() + 0.5, t.border());
    let icon = if is_open { icons::DOWN } else { icons::RIGHT };
    let y = rect.center().y;
    icon.paint(ui, pos2(rect.left() + space::L + size::ICON / 2.0, y), size::ICON, t.weak);
    let left = rect.left() + space::L + size::ICON + space::S;
    let words = paint::line_within(ui, text, Type::Body, t.weak, rect.right() - space::L - left);
    paint::text_at(ui, left, y, words, t.weak);
    paint::focus_ring(ui, &response, size::RADIUS_SMALL);
    response
}

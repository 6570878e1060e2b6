//! Where one is in a wizard: 1, 2, 3.

use egui::{CursorIcon, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::paint;
use crate::ui::theme::{Type, size, space, tokens};

const DOT: f32 = 24.0;
const LINE: f32 = 72.0;

/// The steps of a wizard, the one at `current` marked; returns an earlier step that was clicked.
pub fn steps_ui(ui: &mut Ui, names: &[&str], current: usize) -> Option<usize> {
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        for (i, name) in names.iter().enumerate() {
            if i > 0 {
                let (rect, _) = ui.allocate_exact_size(vec2(LINE, size::LINE), Sense::hover());
                ui.painter().hline(rect.x_range(), rect.center().y, tokens(ui).border());
            }
            if step_ui(ui, i, name, current) {
                clicked = Some(i);
            }
        }
    });
    clicked
}

fn step_ui(ui: &mut Ui, i: usize, name: &str, current: usize) -> bool {
    let t = tokens(ui);
    let (is_done, is_current) = (i < current, i == current);
    let kind = if is_current { Type::Strong } else { Type::Body };
    let color = if is_current { t.text } else { t.weak };
    let galley = paint::line(ui, name, kind, color);
    let width = DOT + space::S + galley.size().x;
    let sense = if is_done { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::CONTROL), sense);
    let role = if is_done { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::selected(role, true, is_current, name));
    let center = egui::pos2(rect.left() + DOT / 2.0, rect.center().y);
    if is_done {
        ui.painter().circle(center, DOT / 2.0 - 0.5, t.primary_tint, Stroke::NONE);
        let mark = egui::Rect::from_center_size(center, vec2(size::ICON, size::ICON));
        paint::check_mark(ui, mark, t.primary);
    } else {
        let (fill, line, ink) =
            if is_current { (t.primary, t.primary, t.on_primary) } else { (t.surface, t.line, t.weak) };
        ui.painter().circle(center, DOT / 2.0 - 0.5, fill, Stroke::new(size::LINE, line));
        let digit = paint::line(ui, &(i + 1).to_string(), Type::Body, ink);
        paint::text_at(ui, center.x - digit.size().x / 2.0, center.y, digit, ink);
    }
    paint::text_at(ui, rect.left() + DOT + space::S, rect.center().y, galley, color);
    paint::focus_ring(ui, &response, size::RADIUS_SMALL);
    let clicked = response.clicked();
    if is_done {
        response.on_hover_cursor(CursorIcon::PointingHand);
    }
    clicked
}

//! A line of a list that is gone through with the arrow keys while one types.

use egui::{Response, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

use super::paint;
use crate::ui::icons::Icon;
use crate::ui::theme::{Type, size, space, tokens};

/// A line to choose: an icon, a name, and at the right end details, or the keys that do the same.
#[derive(Clone, Copy, Debug, Default)]
#[must_use = "show it with `.show(ui, …)`"]
pub struct PickRow<'a> {
    pub icon: Option<Icon>,
    /// What it is called; cut where there is no room for it.
    pub name: &'a str,
    /// What tells it from others.
    pub details: &'a str,
    pub keys: &'a str,
    pub is_chosen: bool,
    /// Whether Enter takes it.
    pub is_at: bool,
}

/// How much of a line's width is the details' where the name would take all.
const DETAILS: f32 = 0.55;

impl PickRow<'_> {
    /// Shows the line; `label` says all of it for assistive technology.
    pub fn show(self, ui: &mut Ui, label: &str) -> Response {
        let t = tokens(ui);
        let wanted = vec2(ui.available_width(), size::NAV_ITEM);
        let selected = self.is_at || self.is_chosen;
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::MenuItem, ui.is_enabled(), selected, label));
        if self.is_at || response.hovered() || response.has_focus() {
            let fill = if self.is_at { t.primary_tint } else { t.line_weak };
            paint::frame(ui, rect, size::RADIUS_SMALL, fill, Stroke::NONE);
        }
        let y = rect.center().y;
        let (mut left, mut right) = (rect.left() + space::M, rect.right() - space::M);
        let (kind, color) = if self.is_chosen { (Type::Strong, t.primary) } else { (Type::Body, t.text) };
        if let Some(icon) = self.icon {
            icon.paint(ui, egui::pos2(left + size::ICON / 2.0, y), size::ICON, t.weak);
            left += size::ICON + space::S;
        }
        if !self.keys.is_empty() {
            let keys = paint::line(ui, self.keys, Type::Small, t.weak);
            right -= keys.size().x;
            paint::text_at(ui, right, y + 0.5, keys, t.weak);
            right -= space::M;
        }
        // The details give way to the name, but never all of their room.
        let name = paint::line(ui, self.name, kind, color);
        let room = (right - left - name.size().x - space::M).max((right - left) * DETAILS);
        let details = paint::line_within(ui, self.details, Type::Small, t.weak, room);
        right -= details.size().x;
        paint::text_at(ui, right, y + 0.5, details, t.weak);
        let name = paint::line_within(ui, self.name, kind, color, right - left - space::M);
        paint::text_at(ui, left, y, name, color);
        response
    }
}

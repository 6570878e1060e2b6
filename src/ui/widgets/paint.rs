//! What several widgets paint alike.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Color32, CornerRadius, Galley, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, style::ScrollAnimation,
};

use crate::ui::theme::{Type, size, tokens};

/// Room for something that is pressed; `name` is for assistive technology.
pub(super) fn pressable(ui: &mut Ui, size: Vec2, role: Role, name: &str) -> (Rect, Response) {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), name));
    (rect, response)
}

/// `text` on one line, as wide as it is.
pub(super) fn line(ui: &Ui, text: &str, kind: Type, color: Color32) -> Arc<Galley> {
    ui.painter().layout_no_wrap(text.to_owned(), kind.font(), color)
}

/// `text` on one line, cut with an ellipsis where it is wider than `width`.
pub(super) fn line_within(ui: &Ui, text: &str, kind: Type, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(kind.font(), color));
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    ui.painter().layout_job(job)
}

/// Paints `galley` with its left edge at `x`, centred on `y`; returns where it ends.
pub(super) fn text_at(ui: &Ui, x: f32, y: f32, galley: Arc<Galley>, color: Color32) -> f32 {
    let top = (y - galley.size().y / 2.0).round();
    let end = x + galley.size().x;
    ui.painter().galley(pos2(x, top), galley, color);
    end
}

/// Paints a filled and bordered box, the border inside of `rect`.
pub(super) fn frame(ui: &Ui, rect: Rect, radius: u8, fill: Color32, stroke: Stroke) {
    ui.painter().rect(rect, CornerRadius::same(radius), fill, stroke, StrokeKind::Inside);
}

/// Shows that something has the keyboard, and brings into view what has just got it.
pub fn focus_ring(ui: &Ui, response: &Response, radius: u8) {
    follow_focus(ui, response);
    if response.has_focus() {
        let stroke = Stroke::new(1.5, tokens(ui).primary);
        let corner = CornerRadius::same(radius.saturating_add(2));
        ui.painter().rect_stroke(response.rect.expand(2.0), corner, stroke, StrokeKind::Inside);
    }
}

/// Scrolls to what has just got the keyboard, unless it was pointed at: that is in view.
pub(super) fn follow_focus(ui: &Ui, response: &Response) {
    if response.gained_focus() && !ui.input(|input| input.pointer.any_down() || input.pointer.any_click()) {
        ui.scroll_to_rect_animation(response.rect.expand(RING), None, ScrollAnimation::none());
    }
}

/// How far the ring around what has the keyboard reaches, with a little room.
const RING: f32 = 4.0;

pub(super) fn check_mark(ui: &Ui, rect: Rect, color: Color32) {
    let at = |x: f32, y: f32| -> Pos2 { rect.min + rect.size() * egui::vec2(x, y) };
    let points = vec![at(0.24, 0.53), at(0.43, 0.71), at(0.77, 0.31)];
    ui.painter().add(egui::Shape::line(points, Stroke::new(1.8, color)));
}

/// `size` for an icon beside text of `kind`.
pub(super) fn icon_size(kind: Type) -> f32 {
    if matches!(kind, Type::Small | Type::SmallStrong) { size::ICON_SMALL } else { size::ICON }
}

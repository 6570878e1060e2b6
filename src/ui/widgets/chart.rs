//! Charts: amounts by month in two series, and parts of a whole.

use egui::{CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::paint;
use super::text::{small_ui, text_row_ui};
use crate::ui::theme::{Type, size, space, tokens};

#[derive(Clone, Debug)]
pub struct Bar<'a> {
    /// What stands below it: the month.
    pub label: &'a str,
    /// How much of each series, the second at the bottom.
    pub values: [f64; 2],
    pub detail: String,
}

/// Bars of two stacked series with a legend; `height` without the legend.
pub fn bar_chart_ui(ui: &mut Ui, name: &str, height: f32, legend: [&str; 2], bars: &[Bar<'_>]) {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, name));
    let label_height = 22.0;
    let plot = Rect::from_min_max(rect.min, pos2(rect.right(), rect.bottom() - label_height));
    let most = bars.iter().map(|bar| bar.values[0] + bar.values[1]).fold(0.0, f64::max);
    let slot = plot.width() / bars.len().max(1) as f32;
    let width = (slot * 0.56).clamp(4.0, 28.0).round();
    for (i, bar) in bars.iter().enumerate() {
        let middle = (plot.left() + slot * (i as f32 + 0.5)).round();
        let column = Rect::from_x_y_ranges(middle - slot / 2.0..=middle + slot / 2.0, rect.y_range());
        let hit = ui.interact(column, response.id.with(i), Sense::hover());
        let part = |value: f64| if most > 0.0 { (value / most) as f32 * plot.height() } else { 0.0 };
        let (first, second) = (part(bar.values[0]), part(bar.values[1]));
        let x = middle - width / 2.0..=middle + width / 2.0;
        let split = (plot.bottom() - second).round();
        let top = (split - first).round();
        let lit =
            |color: egui::Color32| if hit.hovered() { color.lerp_to_gamma(t.text, 0.15) } else { color };
        let round = CornerRadius { nw: 2, ne: 2, sw: 0, se: 0 };
        ui.painter().rect_filled(Rect::from_x_y_ranges(x.clone(), top..=split), round, lit(t.series[0]));
        ui.painter().rect_filled(Rect::from_x_y_ranges(x, split..=plot.bottom()), 0.0, lit(t.series[1]));
        let label = paint::line(ui, bar.label, Type::Small, t.weak);
        let y = rect.bottom() - label_height / 2.0 + 1.0;
        paint::text_at(ui, (middle - label.size().x / 2.0).round(), y, label, t.weak);
        hit.on_hover_text(&bar.detail);
    }
    ui.painter().hline(plot.x_range(), plot.bottom() + 0.5, t.border());
    text_row_ui(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        for (name, color) in legend.iter().zip(t.series) {
            let (dot, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
            ui.painter().rect_filled(dot, 2.0, color);
            small_ui(ui, name);
            ui.add_space(space::S);
        }
    });
}

/// A part of a whole.
#[derive(Clone, Debug)]
pub struct Meter<'a> {
    pub label: &'a str,
    /// How much of the whole it is.
    pub fraction: f32,
    pub value: String,
}

/// How much of the whole each part is, a line each: label, bar, amount. The bars give way to the widest amount together,
/// so that their lengths can be compared.
pub fn meters_ui(ui: &mut Ui, meters: &[Meter<'_>]) {
    let t = tokens(ui);
    let values: Vec<_> =
        meters.iter().map(|meter| paint::line(ui, &meter.value, Type::Body, t.text)).collect();
    let widest = values.iter().map(|value| value.size().x).fold(0.0, f32::max);
    for (Meter { label, fraction, value: text }, value) in meters.iter().zip(values) {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, format!("{label} {text}")));
        let y = rect.center().y;
        let value_left = rect.right() - value.size().x;
        paint::text_at(ui, value_left, y, value, t.text);
        let room = (value_left - space::S - rect.left()).min(LABEL);
        let label = paint::line_within(ui, label, Type::Body, t.weak, room);
        paint::text_at(ui, rect.left(), y, label, t.weak);
        let Some(track) = track(rect, widest) else { continue };
        let corner = CornerRadius::same(5);
        ui.painter().rect_filled(track, corner, t.line_weak);
        if *fraction > 0.0 {
            // Never narrower than its own rounded ends: a little is not nothing.
            let end = track.left() + (track.width() * fraction.min(1.0)).max(10.0);
            ui.painter().rect_filled(track.with_max_x(end.round()), corner, t.primary);
        }
    }
}

/// How wide a label is at most, and the room for amounts up to 99,999,999.99.
const LABEL: f32 = 80.0;
const AMOUNT: f32 = 112.0;

/// The bar of a part between its label and its amount, where there is room for one.
fn track(line: Rect, widest: f32) -> Option<Rect> {
    let left = line.left() + LABEL + space::M;
    let right = line.right() - AMOUNT.max(widest + space::S);
    let y = line.center().y;
    (right - left >= space::XXL).then(|| Rect::from_x_y_ranges(left..=right, y - 5.0..=y + 5.0))
}

/// A line that fills as work proceeds; runs to and fro where the end is not known.
pub(super) fn track_ui(ui: &mut Ui, fraction: Option<f32>, name: &str) {
    let t = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 6.0), Sense::hover());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ProgressIndicator, true, name);
        info.value = fraction.map(f64::from);
        info
    });
    let corner = CornerRadius::same(3);
    ui.painter().rect_filled(rect, corner, t.line_weak);
    let filled = match fraction {
        Some(fraction) => rect.with_max_x(rect.left() + rect.width() * fraction.clamp(0.0, 1.0)),
        None => {
            ui.ctx().request_repaint();
            let phase = ui.input(|input| (input.time * 0.9).rem_euclid(1.0)) as f32;
            let width = rect.width() * 0.3;
            let left = rect.left() + (rect.width() + width) * phase - width;
            Rect::from_x_y_ranges(left..=left + width, rect.y_range()).intersect(rect)
        }
    };
    if filled.width() >= size::LINE {
        ui.painter().rect_filled(filled, corner, t.primary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_ends_before_the_widest_amount_or_gives_way_to_it() {
        let line = Rect::from_min_size(pos2(10.0, 0.0), vec2(300.0, 28.0));
        let of_millions = track(line, 80.0).unwrap();
        assert_eq!(of_millions.right(), line.right() - AMOUNT);
        let of_billions = track(line, 140.0).unwrap();
        assert!(of_billions.right() < line.right() - 140.0 && of_billions.left() == of_millions.left());
        assert_eq!(track(line, 200.0), None);
    }
}

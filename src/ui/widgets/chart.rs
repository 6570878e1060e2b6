//! Charts: amounts by month, and parts of a whole. Each bar leads somewhere, and says its numbers to whoever points at
//! it, comes to it by keyboard or hears it.

use egui::vec2;
use egui::{
    Align2, CornerRadius, EventFilter, Key, Modifiers, Rangef, Rect, Response, Role, Sense, Ui, WidgetInfo,
};
use egui_plot::{AxisHints, BarChart, GridMark, Plot, PlotPoint, PlotTransform, Text};

use super::paint;
use super::text::{small_ui, text_row_ui};
use crate::ui::theme::{Type, size, space, tokens};

#[derive(Clone, Debug)]
pub struct Bar {
    /// What stands below it: the month.
    pub label: String,
    /// How much of each series, the first on top.
    pub values: [f64; 2],
    /// The number above it, where it is worth one.
    pub mark: Option<String>,
    pub detail: String,
}

/// Bars of up to two stacked series; `height` without the legend.
pub struct BarChartView<'a> {
    pub name: &'a str,
    pub height: f32,
    /// The names of the series that there are, and what the numbers are in.
    pub legend: &'a [&'a str],
    pub unit: &'a str,
    /// What the bars reach at most, where that does not follow from them.
    pub most: Option<f64>,
}

impl BarChartView<'_> {
    /// Draws it; `at` is the bar that the keyboard is at. Answers the one that is to be opened.
    pub fn show(&self, ui: &mut Ui, at: &mut Option<usize>, bars: &[Bar]) -> Option<usize> {
        let t = tokens(ui);
        let id = ui.make_persistent_id(("chart", self.name));
        let rect = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), self.height));
        let focus = ui.interact(rect, id, Sense::focusable_noninteractive());
        let opened = keys(ui, &focus, at, bars.len());
        let lit = |ui: &Ui, i: usize| {
            let is_hovered = ui.ctx().read_response(id.with(i)).is_some_and(|bar| bar.hovered());
            is_hovered || (focus.has_focus() && *at == Some(i))
        };
        let series = |ui: &Ui, of: usize| {
            let bar = |(i, bar): (usize, &Bar)| {
                let shade = if lit(ui, i) { 0.25 } else { 0.0 };
                let fill = t.series[of].lerp_to_gamma(t.text, shade);
                egui_plot::Bar::new(i as f64, bar.values[of]).width(BAR).fill(fill).stroke(egui::Stroke::NONE)
            };
            BarChart::new(self.name, bars.iter().enumerate().map(bar).collect()).allow_hover(false)
        };
        let below = series(ui, 1);
        let above = series(ui, 0).stack_on(&[&below]);
        let most = self
            .most
            .unwrap_or_else(|| bars.iter().map(|bar| bar.values[0] + bar.values[1]).fold(0.0, f64::max));
        let most = if most > 0.0 { most } else { 1.0 };
        let month = |mark: GridMark, _: &std::ops::RangeInclusive<f64>| {
            bars.get(mark.value.round() as usize).map(|bar| bar.label.clone()).unwrap_or_default()
        };
        let months = AxisHints::new_x()
            .formatter(month)
            .label_spacing(Rangef::new(2.0, 4.0))
            .tick_label_color(t.weak)
            .tick_label_font(Type::Small.font());
        let count = bars.len();
        let plot = Plot::new(id.with("plot"))
            .width(rect.width())
            .height(self.height)
            .default_x_bounds(-0.5, count as f64 - 0.5)
            // Room for the number above the highest bar.
            .default_y_bounds(0.0, most * (1.0 + 22.0 / f64::from(self.height)))
            .reset()
            .x_grid_spacer(move |_| {
                (0..count).map(|i| GridMark { value: i as f64, step_size: 1.0 }).collect()
            })
            .custom_x_axes(vec![months])
            .show_axes([true, false])
            .show_grid(false)
            .show_background(false)
            .allow_zoom(false)
            .allow_drag(false)
            .allow_scroll(false)
            .allow_boxed_zoom(false)
            .allow_double_click_reset(false)
            .show_crosshair(false)
            .sense(Sense::hover())
            .show(ui, |plot| {
                plot.bar_chart(below);
                plot.bar_chart(above);
                for (i, bar) in bars.iter().enumerate() {
                    let Some(mark) = &bar.mark else { continue };
                    let top = PlotPoint::new(i as f64, bar.values[0] + bar.values[1]);
                    let anchor = match i {
                        0 => Align2::LEFT_BOTTOM,
                        last if last + 1 == count => Align2::RIGHT_BOTTOM,
                        _ => Align2::CENTER_BOTTOM,
                    };
                    let at = if i + 1 == count { PlotPoint::new(top.x + 0.5, top.y) } else { top };
                    plot.text(
                        Text::new("", at, Type::Small.rich(mark.as_str())).anchor(anchor).color(t.text),
                    );
                }
            });
        let frame = plot.transform.frame();
        ui.painter().hline(frame.x_range(), frame.bottom() + 0.5, t.border());
        paint::focus_ring(ui, &focus, size::RADIUS);
        let now = at.and_then(|at| bars.get(at)).filter(|_| focus.has_focus());
        focus.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Figure, true, self.name);
            info.current_text_value = now.map(|bar| bar.detail.clone());
            info
        });
        let mut clicked = None;
        for (i, bar) in bars.iter().enumerate() {
            let hit = ui.interact(column(&plot.transform, i, rect), id.with(i), Sense::CLICK);
            hit.widget_info(|| WidgetInfo::labeled(Role::Button, true, &bar.detail));
            if hit.on_hover_text(&bar.detail).clicked() {
                clicked = Some(i);
            }
        }
        self.legend_ui(ui);
        clicked.or(opened)
    }

    fn legend_ui(&self, ui: &mut Ui) {
        let t = tokens(ui);
        text_row_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            for (name, color) in self.legend.iter().zip(t.series) {
                let (dot, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
                ui.painter().rect_filled(dot, 2.0, color);
                small_ui(ui, name);
                ui.add_space(space::S);
            }
            small_ui(ui, self.unit);
        });
    }
}

/// How wide a bar is, as a part of the room that it has.
const BAR: f64 = 0.56;

/// The room of a bar: from its name to the top.
fn column(transform: &PlotTransform, i: usize, rect: Rect) -> Rect {
    let side = |x: f64| transform.position_from_point_x(x);
    Rect::from_x_y_ranges(side(i as f64 - 0.5)..=side(i as f64 + 0.5), rect.y_range())
}

/// Moves from bar to bar; answers the one that Enter was pressed at.
fn keys(ui: &Ui, focus: &Response, at: &mut Option<usize>, count: usize) -> Option<usize> {
    if !focus.has_focus() || count == 0 {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focus.id, filter));
    let now = at.unwrap_or(count - 1).min(count - 1);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    *at = Some(match () {
        () if pressed(Key::ArrowLeft) => now.saturating_sub(1),
        () if pressed(Key::ArrowRight) => (now + 1).min(count - 1),
        () if pressed(Key::Home) => 0,
        () if pressed(Key::End) => count - 1,
        () => now,
    });
    (pressed(Key::Enter) || pressed(Key::Space)).then_some(*at)?
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
/// so that their lengths can be compared. A label takes at most `label_share` of the line. Answers the one that is to be
/// opened.
pub fn meters_ui(ui: &mut Ui, label_share: f32, meters: &[Meter<'_>]) -> Option<usize> {
    let t = tokens(ui);
    let mut opened = None;
    let room = (ui.available_width() * label_share).max(LABEL);
    let widest_label = meters.iter().map(|meter| paint::line(ui, meter.label, Type::Body, t.weak).size().x);
    let label_width = widest_label.fold(0.0, f32::max).clamp(LABEL, room);
    let values: Vec<_> =
        meters.iter().map(|meter| paint::line(ui, &meter.value, Type::Body, t.text)).collect();
    let widest = values.iter().map(|value| value.size().x).fold(0.0, f32::max);
    for (i, (Meter { label, fraction, value: text }, value)) in meters.iter().zip(values).enumerate() {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, format!("{label} {text}")));
        if response.hovered() {
            ui.painter().rect_filled(
                rect.expand2(vec2(space::S, 0.0)),
                CornerRadius::same(size::RADIUS),
                t.raised,
            );
        }
        let y = rect.center().y;
        let value_left = rect.right() - value.size().x;
        let label_room = label_width.min(value_left - space::S - rect.left());
        let line = paint::line_within(ui, label, Type::Body, t.weak, label_room);
        let is_cut = line.elided;
        paint::text_at(ui, rect.left(), y, line, t.weak);
        paint::text_at(ui, value_left, y, value, t.text);
        if let Some(track) = track(rect, label_width, widest) {
            let corner = CornerRadius::same(5);
            ui.painter().rect_filled(track, corner, t.line_weak);
            if *fraction > 0.0 {
                // A part that is there at all is seen; one that is not leaves no trace that looks like something.
                let end = track.left() + (track.width() * fraction.min(1.0)).max(10.0);
                ui.painter().rect_filled(track.with_max_x(end.round()), corner, t.primary);
            }
        }
        paint::focus_ring(ui, &response, size::RADIUS);
        if response.clicked() {
            opened = Some(i);
        }
        if is_cut {
            response.on_hover_text(*label);
        }
    }
    opened
}

/// How wide the column of labels is at least, and the room for amounts up to 99,999,999.99.
const LABEL: f32 = 80.0;
const AMOUNT: f32 = 112.0;

/// The bar of a part between its label and its amount, where there is room for one.
fn track(line: Rect, label: f32, widest: f32) -> Option<Rect> {
    let left = line.left() + label + space::M;
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
    use egui::pos2;

    use super::*;

    #[test]
    fn a_bar_ends_before_the_widest_amount_or_gives_way_to_it() {
        let line = Rect::from_min_size(pos2(10.0, 0.0), vec2(300.0, 28.0));
        let of_millions = track(line, LABEL, 80.0).unwrap();
        assert_eq!(of_millions.right(), line.right() - AMOUNT);
        let of_billions = track(line, LABEL, 140.0).unwrap();
        assert!(of_billions.right() < line.right() - 140.0 && of_billions.left() == of_millions.left());
        assert_eq!(track(line, LABEL, 200.0), None);
    }
}

//! What happened, when and by whom, and what is still to come.

use egui::{CornerRadius, Rect, Stroke, StrokeKind, Ui, vec2};

use super::pill::pill_ui;
use super::text::{small_ui, text_row_ui, text_ui};
use crate::ui::icons::Icon;
use crate::ui::theme::{Tokens, Tone, Type, size, space, tokens};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Done,
    /// It is where things are.
    Current,
    Bad,
    Todo,
}

#[derive(Clone, Debug)]
pub struct TimelineItem {
    pub progress: Progress,
    pub title: String,
    pub pill: Option<(Tone, Icon, String)>,
    /// When, by whom, with what note; one line each.
    pub lines: Vec<String>,
}

const MARK: f32 = 14.0;

pub fn timeline_ui(ui: &mut Ui, items: &[TimelineItem]) {
    ui.spacing_mut().item_spacing.y = 0.0;
    for (i, item) in items.iter().enumerate() {
        item_ui(ui, item, i + 1 == items.len());
    }
}

fn item_ui(ui: &mut Ui, item: &TimelineItem, is_last: bool) {
    let t = tokens(ui);
    let under = ui.painter().add(egui::Shape::Noop);
    let shown = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::S, 2.0);
        let (mark, _) = ui.allocate_exact_size(vec2(MARK, 20.0), egui::Sense::hover());
        let mark = Rect::from_center_size(mark.center(), vec2(MARK, MARK));
        paint_mark(ui, mark, item.progress, t);
        ui.vertical(|ui| {
            text_row_ui(ui, |ui| {
                let color = if item.progress == Progress::Todo { t.weak } else { t.text };
                text_ui(ui, &item.title, Type::Body, color);
                if let Some((tone, icon, word)) = &item.pill {
                    pill_ui(ui, *tone, *icon, word);
                }
            });
            for line in &item.lines {
                small_ui(ui, line);
            }
            if !is_last {
                ui.add_space(space::L);
            }
        });
        mark
    });
    if !is_last {
        let mark = shown.inner;
        let line = [
            mark.center_bottom() + vec2(0.0, 2.0),
            egui::pos2(mark.center().x, shown.response.rect.bottom()),
        ];
        ui.painter().set(under, egui::Shape::line_segment(line, Stroke::new(2.0, t.line)));
    }
}

fn paint_mark(ui: &Ui, rect: Rect, progress: Progress, t: &Tokens) {
    let (fill, line) = match progress {
        Progress::Done => (t.ok, t.ok),
        Progress::Current => (t.primary, t.primary),
        Progress::Bad => (t.surface, t.bad),
        Progress::Todo => (t.surface, t.line),
    };
    let corner = CornerRadius::same(size::RADIUS_SMALL + 1);
    ui.painter().rect(rect, corner, fill, Stroke::new(2.0, line), StrokeKind::Inside);
    if progress == Progress::Done {
        super::paint::check_mark(ui, rect, t.surface);
    }
}

//! The queue: what waits, the one due first first.

use egui::{Align, Layout, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::Review;
use super::data::{Sheet, Waiting};
use crate::i18n::{Lang, dates, qualification as submitting, review as words};
use crate::ui::icons::{self, Icon};
use crate::ui::state::Cx;
use crate::ui::theme::{Tone, Type, size, space, tokens};
use crate::ui::widgets::{Card, pill_ui, text_width};

const ENTRY: f32 = 64.0;

impl Review {
    /// Draws the queue; where the submission that was chosen stands in it.
    pub(super) fn queue_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<usize> {
        let reveal = std::mem::take(&mut self.reveal);
        let sheet = self.sheet.value()?;
        let at = sheet.place(self.open?)?;
        let mut chosen = None;
        let card = Card::titled(words::QUEUE.get(cx.lang)).note(words::BY_DUE.get(cx.lang));
        card.flush().fill_height().show(ui, |ui| {
            let count = sheet.waiting.len();
            ScrollArea::vertical().id_salt("queue").auto_shrink(false).show_viewport(ui, |ui, seen| {
                let top = ui.max_rect().top();
                let width = ui.available_width();
                let place = |i: usize| {
                    let y = top + i as f32 * ENTRY;
                    Rect::from_min_size(pos2(ui.max_rect().left(), y), vec2(width, ENTRY))
                };
                let (open, whole) = (place(at), place(0).union(place(count.saturating_sub(1))));
                let first = (seen.min.y / ENTRY).floor().max(0.0) as usize;
                let last = ((seen.max.y / ENTRY).ceil().max(0.0) as usize).min(count);
                let places: Vec<Rect> = (first..last).map(place).collect();
                ui.allocate_rect(whole, Sense::hover());
                if reveal {
                    ui.scroll_to_rect(open, None);
                }
                for (i, rect) in (first..last).zip(places) {
                    if entry_ui(ui, cx.lang, rect, sheet, &sheet.waiting[i], i == at) {
                        chosen = Some(i);
                    }
                }
            });
        });
        chosen
    }
}

/// One entry; whether it was chosen.
fn entry_ui(ui: &mut Ui, lang: Lang, rect: Rect, sheet: &Sheet, waiting: &Waiting, is_open: bool) -> bool {
    let t = tokens(ui);
    let view = &waiting.view;
    let submission = &view.submission;
    // J and K go through the queue: Tab does not stop at each.
    let response = ui.interact(rect, ui.scope_id().with(("submission", submission.id)), Sense::CLICK);
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::ListItem, true, is_open, &view.account_name));
    if is_open || response.hovered() {
        ui.painter().rect_filled(rect, 0.0, if is_open { t.primary_tint } else { t.raised });
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, t.rule());
    let inside = rect.shrink2(vec2(space::L, space::S + 2.0));
    let (upper, lower) = inside.split_top_bottom_at_fraction(0.5);
    let mut row = |place: Rect, left: &dyn Fn(&mut Ui), right: &dyn Fn(&mut Ui)| {
        let builder = UiBuilder::new().max_rect(place).layout(Layout::right_to_left(Align::Center));
        ui.scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            right(ui);
            ui.with_layout(Layout::left_to_right(Align::Center), left);
        });
    };
    let by = words::submitted(lang, &submission.submitted_by, submission.submitted_on);
    let about = if view.count > 1 { words::again(lang, view.count) } else { submission.submitted_by.clone() };
    let holder = submission.held_by.as_deref().filter(|holder| *holder != sheet.user);
    let name_kind = if is_open { Type::Strong } else { Type::Body };
    row(upper, &|ui| line_ui(ui, &view.account_name, name_kind, t.text), &|ui| {
        if holder.is_some() {
            let (place, _) = ui.allocate_exact_size(vec2(size::ICON, size::ICON), Sense::hover());
            icons::PERSON.paint(ui, place.center(), size::ICON, t.weak);
        }
    });
    let (tone, icon) = urgency((submission.due_on - sheet.today).num_days());
    let due = dates::due(lang, submission.due_on, sheet.today, waiting.working_days_late);
    let about_ui = |ui: &mut Ui| {
        if text_width(ui, &about, Type::Small) <= ui.available_width() {
            line_ui(ui, &about, Type::Small, t.weak);
        }
    };
    row(lower, &about_ui, &|ui| {
        pill_ui(ui, tone, icon, &due);
    });
    let more = holder.map(|holder| words::held_by(lang, holder)).unwrap_or_default();
    let clicked = response.clicked();
    let left = submitting::due(lang, submission.due_on, sheet.today, waiting.working_days_left);
    response.on_hover_text(format!("{by}\n{left}\n{more}").trim_end());
    clicked
}

fn line_ui(ui: &mut Ui, text: &str, kind: Type, color: egui::Color32) {
    ui.add(egui::Label::new(kind.rich(text).color(color)).truncate().selectable(false));
}

/// How urgent what is due in so many days is.
fn urgency(days: i64) -> (Tone, Icon) {
    match days {
        ..=-1 => (Tone::Bad, icons::ALERT),
        0 | 1 => (Tone::Warn, icons::CLOCK),
        _ => (Tone::Neutral, icons::CLOCK),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_is_red_once_late_and_yellow_on_its_last_two_days() {
        let tone = |days| urgency(days).0;
        assert_eq!([-1, 0, 1, 2].map(tone), [Tone::Bad, Tone::Warn, Tone::Warn, Tone::Neutral]);
    }
}

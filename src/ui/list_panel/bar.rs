//! The bar under the rows: what the list comes to, or what is chosen and what can be done with it.

use egui::{Align, Label, Layout, Rect, Sense, Ui, UiBuilder, vec2};

use super::{ColumnOf, IdOf, ListPanel, ListView, RowOf, Targets, exported};
use crate::domain::list_columns::ListColumn;
use crate::i18n::{Lang, lists as words};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, Type, size, space, tokens};
use crate::ui::widgets::{Button, TableOutput, bar_ground, key_hint_ui, link_ui, strong_ui, weak_ui};

impl<V: ListView> ListPanel<V> {
    /// How high the bar is: as high as a control with room around it, or as the lines of the sums need.
    pub(super) fn bar_height(&self, ui: &Ui, lang: Lang) -> f32 {
        let summary = self.summary.value().filter(|_| self.chosen.count() == 0);
        let sums = summary.map_or(0.0, |summary| {
            let text = V::totals(lang, summary, self.filter.state);
            let room = ui.available_width() - 2.0 * space::L - space::S;
            ui.painter().layout(text, Type::Small.font(), tokens(ui).weak, room).size().y
        });
        (sums + space::S).max(size::BAR).ceil()
    }

    pub(super) fn bar_ui(
        &self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        height: f32,
        output: &mut TableOutput<Option<IdOf<V>>>,
        bar: impl FnOnce(&mut Ui, &mut Cx<'_>, &Targets<'_, V::Query>),
    ) {
        let t = tokens(ui);
        let lang = cx.lang;
        let are_chosen = self.chosen.count() > 0;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        bar_ground(ui, rect, if are_chosen { t.primary_tint } else { t.raised });
        let inside = rect.shrink2(vec2(space::L, 0.0));
        let right = UiBuilder::new().max_rect(inside).layout(Layout::right_to_left(Align::Center));
        let taken = ui.scope_builder(right, |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            if are_chosen && Button::secondary(words::COPY.get(lang)).shortcut("Ctrl C").show(ui).clicked() {
                output.copied = Some(None);
            }
            bar(ui, cx, &self.targets());
            ui.min_rect()
        });
        let end = taken.inner.left().max(inside.left());
        let room = Rect::from_min_max(inside.min, egui::pos2(end - space::S, inside.bottom()));
        let left = UiBuilder::new().max_rect(room).layout(Layout::left_to_right(Align::Center));
        ui.scope_builder(left, |ui| {
            if self.chosen.is_reading() {
                weak_ui(ui, words::CHOOSING.get(lang));
            } else if are_chosen {
                strong_ui(ui, &words::chosen(lang, self.chosen.count() as u64));
                if let Some(sum) = self.chosen.sum() {
                    weak_ui(ui, &words::chosen_sum(lang, sum));
                }
                if link_ui(ui, words::CHOOSE_NONE.get(lang)).clicked() {
                    output.check_all = Some(false);
                }
                key_hint_ui(ui, "Esc");
            } else if let Some(summary) = self.summary.value() {
                let text = V::totals(lang, summary, self.filter.state);
                // In a narrow list it takes two lines: no sum is cut.
                ui.add(Label::new(Type::Small.rich(text).color(t.weak)).wrap());
            }
        });
        ui.advance_cursor_after_rect(rect);
    }

    /// Copies what is chosen as a table with its heading, else this row.
    pub(super) fn copy(&self, ui: &Ui, cx: &mut Cx<'_>, row: Option<&RowOf<V>>) {
        let columns = exported::<V>(&self.table);
        let say = |phrase| V::word(cx.lang, phrase);
        let line = |row: &RowOf<V>| {
            let cells = columns.iter().map(|column| V::shown(row, *column).into_text(say));
            cells.collect::<Vec<_>>().join("\t")
        };
        let count = self.chosen.count();
        let text = if count > 0 {
            let heading = columns.iter().map(|column: &ColumnOf<V>| words::say(cx.lang, column.header()));
            let heading = heading.collect::<Vec<_>>().join("\t");
            std::iter::once(heading).chain(self.chosen.rows().map(line)).collect::<Vec<_>>().join("\n")
        } else if let Some(row) = row {
            line(row)
        } else {
            return;
        };
        ui.copy_text(text);
        let said = words::rows_copied(cx.lang, count.max(1) as u64);
        cx.act(Action::Toast(Tone::Ok, said));
    }
}

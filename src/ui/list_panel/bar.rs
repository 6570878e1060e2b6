//! The bar under the rows: what the list comes to, or what is chosen and what can be done with it.

use egui::{Align, CornerRadius, Label, Layout, Rect, Sense, Ui, UiBuilder, vec2};

use super::{ColumnOf, IdOf, ListPanel, ListView, RowOf, Targets, exported};
use crate::desk::lists::ListRow;
use crate::domain::list_columns::ListColumn;
use crate::i18n::lists as words;
use crate::ui::state::{Action, Cx};
use crate::ui::theme::{Tone, Type, size, space, tokens};
use crate::ui::widgets::{Button, TableOutput, key_hint_ui, link_ui, strong_ui, weak_ui};

impl<V: ListView> ListPanel<V> {
    pub(super) fn bar_ui(
        &self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        output: &mut TableOutput<Option<IdOf<V>>>,
        bar: impl FnOnce(&mut Ui, &mut Cx<'_>, &Targets<'_, V::Query>),
    ) {
        let t = tokens(ui);
        let lang = cx.lang;
        let are_chosen = self.chosen.count() > 0;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::BAR), Sense::hover());
        let corner =
            CornerRadius { sw: size::RADIUS_CARD - 1, se: size::RADIUS_CARD - 1, ..Default::default() };
        ui.painter().rect_filled(rect, corner, if are_chosen { t.primary_tint } else { t.raised });
        ui.painter().hline(rect.x_range(), rect.top() + 0.5, t.border());
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
                let label = Label::new(Type::Small.rich(&text).color(t.weak)).truncate();
                ui.add(label).on_hover_text(text);
            }
        });
        ui.advance_cursor_after_rect(rect);
    }

    /// Copies what is chosen as a table with its heading, else this row.
    pub(super) fn copy(&self, ui: &Ui, cx: &mut Cx<'_>, row: Option<&RowOf<V>>) {
        let columns = exported::<V>(&self.table);
        let say = |phrase| V::word(cx.lang, phrase);
        let line = |row: &RowOf<V>| {
            let cells = columns.iter().map(|column| row.value(*column).into_text(say));
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

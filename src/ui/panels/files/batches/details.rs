//! The card of one import.

use egui::Ui;

use super::Batches;
use super::list::look_of;
use crate::desk::import::undo::StoredBatch;
use crate::i18n::phrase::{count, yuan};
use crate::i18n::{Lang, dates, files, imports as words};
use crate::ui::icons;
use crate::ui::panels::files::totals::totals_of;
use crate::ui::panels::files::undo::Undo;
use crate::ui::state::Cx;
use crate::ui::widgets::{
    Button, Card, icon_button_ui, key_value_ui, key_value_with, mono_ui, pill_ui, rule_ui, small_ui,
    sum_row_ui,
};

impl Batches {
    pub(super) fn details_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let lang = cx.lang;
        let Some(batch) = self.open().cloned() else { return };
        let (mut close, mut undo) = (false, false);
        let title = words::number(lang, batch.id.0);
        let mut card = Card::titled(&title)
            .actions(|ui| close = icon_button_ui(ui, icons::CLOSE, words::CLOSE_CARD.get(lang)).clicked());
        if batch.undone.is_none() {
            card = card.foot(|ui| undo = Button::danger(words::UNDO.get(lang)).show(ui).clicked());
        }
        card.show_scrolled(ui, batch.id.0, |ui| {
            facts_ui(ui, cx, &batch);
            rule_ui(ui);
            sums_ui(ui, lang, &batch);
        });
        if undo {
            self.undo = Some(Undo::of(batch.id));
        }
        if close {
            self.select(None);
        }
    }
}

fn facts_ui(ui: &mut Ui, cx: &Cx<'_>, batch: &StoredBatch) {
    let (lang, today) = (cx.lang, cx.office.moment().today);
    key_value_with(ui, words::STATE.get(lang), |ui| {
        let (tone, icon, word) = look_of(batch);
        pill_ui(ui, tone, icon, word.get(lang));
    });
    if let Some((at, by)) = &batch.undone {
        key_value_ui(ui, words::UNDONE_AT.get(lang), &format!("{} · {by}", dates::moment(lang, *at, today)));
    }
    key_value_ui(ui, words::FILE.get(lang), &batch.file);
    key_value_ui(ui, words::KIND.get(lang), &files::kind(lang, batch.kind));
    key_value_ui(ui, words::ISSUER.get(lang), &batch.issuer);
    key_value_ui(
        ui,
        words::WHEN.get(lang),
        &format!("{} · {}", dates::moment(lang, batch.at, today), batch.by),
    );
    small_ui(ui, words::SHA256.get(lang));
    ui.scope(|ui| {
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Wrap);
        mono_ui(ui, &batch.sha256);
    });
}

fn sums_ui(ui: &mut Ui, lang: Lang, batch: &StoredBatch) {
    let counts = &batch.counts;
    let rows = [
        (words::READ, counts.read),
        (words::ADDED, counts.added),
        (words::CHANGED, counts.changed),
        (words::UNCHANGED, counts.unchanged),
        (words::REFUSED, counts.refused),
    ];
    for (name, n) in rows {
        sum_row_ui(ui, name.get(lang), &count(u64::from(n)));
    }
    let totals = totals_of(batch.kind, batch.totals);
    if !totals.is_empty() {
        rule_ui(ui);
    }
    for (name, sum) in totals {
        sum_row_ui(ui, name.get(lang), &yuan(sum));
    }
}

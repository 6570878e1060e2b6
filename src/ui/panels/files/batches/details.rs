//! The card of one import.

use egui::Ui;

use super::Batches;
use super::list::look_of;
use crate::desk::import::undo::StoredBatch;
use crate::domain::ids::BatchId;
use crate::domain::list_columns::ImportColumn;
use crate::i18n::lists::import_column;
use crate::i18n::phrase::{count, yuan};
use crate::i18n::{Lang, audit, common, dates, files, imports as words};
use crate::ui::commands::UserCommand;
use crate::ui::icons;
use crate::ui::panels::files::import::figures::totals_of;
use crate::ui::state::{Action, Cx};
use crate::ui::widgets::{
    Button, Card, icon_button_ui, key_value_ui, key_value_with, mono_ui, pill_ui, rule_ui, small_ui,
    sum_row_ui,
};

impl Batches {
    pub(super) fn details_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> Option<BatchId> {
        let lang = cx.lang;
        let batch = self.open().cloned()?;
        let (mut close, mut history, mut undo) = (false, false, false);
        let title = words::number(lang, batch.id.0);
        let mut card = Card::titled(&title).actions(|ui| {
            close = icon_button_ui(ui, icons::CLOSE, common::CLOSE.get(lang)).clicked();
            history = icon_button_ui(ui, icons::AUDIT, audit::HISTORY.get(lang)).clicked();
        });
        if batch.undone.is_none() {
            card = card.foot(|ui| undo = Button::danger(words::UNDO.get(lang)).show(ui).clicked());
        }
        card.show_scrolled(ui, batch.id.0, |ui| {
            facts_ui(ui, cx, &batch);
            rule_ui(ui);
            sums_ui(ui, lang, &batch);
        });
        if history {
            cx.act(Action::Run(UserCommand::ImportHistory));
        }
        if close {
            self.select(None);
        }
        undo.then_some(batch.id)
    }
}

fn facts_ui(ui: &mut Ui, cx: &Cx<'_>, batch: &StoredBatch) {
    let lang = cx.lang;
    key_value_with(ui, common::STATUS.get(lang), |ui| {
        let (tone, icon, word) = look_of(batch);
        pill_ui(ui, tone, icon, word.get(lang));
    });
    if let Some((at, by)) = &batch.undone {
        key_value_ui(ui, words::UNDONE_AT.get(lang), &format!("{} · {by}", dates::moment(*at)));
    }
    key_value_ui(ui, common::FILE.get(lang), &batch.file);
    key_value_ui(ui, common::CONTENT.get(lang), &files::kind(lang, batch.kind));
    key_value_ui(ui, common::ISSUER.get(lang), &batch.issuer);
    key_value_ui(
        ui,
        import_column(ImportColumn::When).get(lang),
        &format!("{} · {}", dates::moment(batch.at), batch.by),
    );
    small_ui(ui, import_column(ImportColumn::Sha256).get(lang));
    ui.scope(|ui| {
        ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Wrap);
        mono_ui(ui, &batch.sha256);
    });
}

fn sums_ui(ui: &mut Ui, lang: Lang, batch: &StoredBatch) {
    let counts = &batch.counts;
    let rows = [
        (common::READ, counts.read),
        (import_column(ImportColumn::Added), counts.added),
        (import_column(ImportColumn::Changed), counts.changed),
        (common::UNCHANGED, counts.unchanged),
        (common::WRONG, counts.refused),
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

//! How many rows there are of each sort, and what those that are taken come to.

use egui::{Color32, Ui};

use crate::desk::import::ImportReport;
use crate::domain::import::{ControlTotals, ImportKind};
use crate::domain::list_columns::ImportColumn;
use crate::domain::money::Fen;

use crate::i18n::lists::import_column;
use crate::i18n::phrase::{count, key_yuan};
use crate::i18n::{Lang, Text, common, imports};
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::widgets::{Card, rule_ui, small_ui, sum_row_ui, text_ui, text_width};

/// The card of figures; `added` and `changed` are what these are called.
pub(super) fn figures_ui(ui: &mut Ui, lang: Lang, report: &ImportReport, [added, changed]: [Text; 2]) {
    let mut counts = vec![
        (common::READ, report.read.into(), Tone::Neutral),
        (added, report.added.into(), Tone::Ok),
        (changed, report.changed.into(), Tone::Info),
        (common::UNCHANGED, report.unchanged.into(), Tone::Neutral),
        (common::WRONG, report.refused.len() as u64, Tone::Bad),
    ];
    if !report.left_out.is_empty() {
        counts.push((imports::LEFT_OUT, report.left_out.len() as u64, Tone::Warn));
    }
    Card::new().show(ui, |ui| {
        let t = tokens(ui);
        let figures: Vec<Figure> = counts
            .into_iter()
            .map(|(label, n, tone)| Figure {
                label: label.get(lang),
                text: count(n),
                is_some: n > 0,
                color: if n == 0 || tone == Tone::Neutral { t.text } else { t.fg(tone) },
            })
            .collect();
        row_ui(ui, &figures, Type::KeyFigure);
        let totals = totals_of(report.kind, report.totals);
        if totals.is_empty() || report.added + report.changed == 0 {
            return;
        }
        rule_ui(ui);
        let totals: Vec<Figure> = totals
            .into_iter()
            .map(|(label, sum)| Figure {
                label: label.get(lang),
                text: key_yuan(sum),
                color: t.text,
                is_some: sum != Fen::default(),
            })
            .collect();
        let note = imports::TOTALS_NOTE.get(lang);
        ui.scope(|ui| totals_ui(ui, &totals)).response.on_hover_text(note);
    });
}

struct Figure {
    label: &'static str,
    text: String,
    color: Color32,
    is_some: bool,
}

impl Figure {
    fn width(&self, ui: &Ui, kind: Type) -> f32 {
        text_width(ui, self.label, Type::Small).max(text_width(ui, &self.text, kind)) + space::M
    }
}

/// Sums side by side, or where there is no room for that below each other: money is never cut.
fn totals_ui(ui: &mut Ui, totals: &[Figure]) {
    let widest = totals.iter().map(|figure| figure.width(ui, Type::Brand)).fold(0.0, f32::max);
    if widest * totals.len() as f32 <= ui.available_width() {
        return row_ui(ui, totals, Type::Brand);
    }
    ui.spacing_mut().item_spacing.y = space::XS;
    // Of the others, what there is none of gives way.
    for (place, figure) in totals.iter().enumerate() {
        if place == 0 || figure.is_some {
            sum_row_ui(ui, figure.label, &figure.text);
        }
    }
}

fn row_ui(ui: &mut Ui, figures: &[Figure], kind: Type) {
    ui.columns(figures.len(), |columns| {
        for (ui, figure) in columns.iter_mut().zip(figures) {
            ui.spacing_mut().item_spacing.y = 2.0;
            small_ui(ui, figure.label);
            text_ui(ui, &figure.text, kind, figure.color);
        }
    });
}

/// The control totals that say something about a table of `kind`, by name.
pub(in super::super) fn totals_of(kind: ImportKind, totals: ControlTotals) -> Vec<(Text, Fen)> {
    let ControlTotals { amount, refunded, opening } = totals;
    match kind {
        ImportKind::Accounts => Vec::new(),
        ImportKind::Bills => {
            vec![
                (import_column(ImportColumn::Amount), amount),
                (import_column(ImportColumn::Refunded), refunded),
                (import_column(ImportColumn::Opening), opening),
            ]
        }
        ImportKind::Refunds => vec![(import_column(ImportColumn::Refunded), refunded)],
        ImportKind::NonInvoiceable => vec![(imports::NON_INVOICEABLE, amount)],
    }
}

//! What was issued by month, and the age of what can be invoiced.

use egui::{ScrollArea, Ui};

use crate::desk::pages::overview::{Invoiceable, Issued, Month};
use crate::domain::money::Fen;
use crate::i18n::{Lang, overview as words, shell};
use crate::ui::state::Cx;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Bar, Card, Meter, bar_chart_ui, meters_ui, spinner_ui};

/// Draws both cards, one below the other, in what room there is.
pub(super) fn column_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    issued: Option<&Issued>,
    invoiceable: Option<&Invoiceable>,
) {
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        let height = (ui.available_height() * CHART_SHARE).clamp(CHART_LEAST, CHART_MOST);
        ui.spacing_mut().item_spacing.y = space::L;
        months_card_ui(ui, cx.lang, issued, height);
        // Where there is room, both columns end on the same line.
        let fills = ui.available_height() > AGES_LEAST;
        ages_card_ui(ui, cx.lang, invoiceable, fills);
    });
}

pub(super) fn row_ui(ui: &mut Ui, cx: &Cx<'_>, issued: Option<&Issued>, invoiceable: Option<&Invoiceable>) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        ui.columns_const(|[left, right]| {
            months_card_ui(left, cx.lang, issued, CHART_LEAST);
            ages_card_ui(right, cx.lang, invoiceable, false);
        });
    });
}

fn months_card_ui(ui: &mut Ui, lang: Lang, issued: Option<&Issued>, height: f32) {
    let card = Card::titled(words::BY_MONTH.get(lang)).note(words::TEN_THOUSAND.get(lang));
    card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        match issued {
            None => spinner_ui(ui, shell::LOADING.get(lang)),
            Some(issued) => months_ui(ui, lang, issued, height),
        }
    });
}

fn ages_card_ui(ui: &mut Ui, lang: Lang, sums: Option<&Invoiceable>, fills: bool) {
    let card = Card::titled(words::AGES.get(lang));
    let card = if fills { card.fill_height() } else { card };
    card.show(ui, |ui| match sums {
        None => spinner_ui(ui, shell::LOADING.get(lang)),
        Some(sums) => ages_ui(ui, lang, sums),
    });
}

/// How high the chart of months is: a share of the column, within limits.
const CHART_SHARE: f32 = 0.26;
const CHART_LEAST: f32 = 120.0;
const CHART_MOST: f32 = 260.0;
/// How high the card of ages is at least.
const AGES_LEAST: f32 = size::BAR + 2.0 * space::L + 5.0 * 28.0;

fn months_ui(ui: &mut Ui, lang: Lang, issued: &Issued, height: f32) {
    let labels: Vec<String> = issued.months.iter().map(|month| words::month(month.first)).collect();
    let bars: Vec<Bar<'_>> = issued
        .months
        .iter()
        .zip(&labels)
        .map(|(month, label)| {
            let Month { first, general, special, invoices } = *month;
            Bar {
                label,
                values: [ten_thousands(general), ten_thousands(special)],
                detail: words::month_detail(lang, first, general, special, invoices),
            }
        })
        .collect();
    let legend = [words::GENERAL.get(lang), words::SPECIAL.get(lang)];
    bar_chart_ui(ui, words::BY_MONTH.get(lang), height, legend, &bars);
}

/// 万元.
fn ten_thousands(amount: Fen) -> f64 {
    amount.0 as f64 / 1_000_000.0
}

fn ages_ui(ui: &mut Ui, lang: Lang, sums: &Invoiceable) {
    ui.spacing_mut().item_spacing.y = 0.0;
    let last = sums.by_age.len() - 1;
    let bands = words::AGE_BANDS.iter().zip(sums.by_age).enumerate();
    // Only a policy without an age limit has bills that old.
    let shown = bands.filter(|(i, (_, amount))| *i != last || amount.is_positive());
    let share =
        |amount: Fen| if sums.total.is_positive() { amount.0 as f64 / sums.total.0 as f64 } else { 0.0 };
    let meters: Vec<Meter<'_>> = shown
        .map(|(_, (label, amount))| Meter {
            label: label.get(lang),
            fraction: share(amount) as f32,
            value: amount.grouped(),
        })
        .collect();
    meters_ui(ui, &meters);
}

//! What a reversal would come to, before anything is done.

use egui::{Frame, Margin, Ui};

use crate::desk::pages::reversal::{RestoredBill, Simulation};
use crate::domain::money::Fen;
use crate::i18n::{Lang, common, red_letters as words};
use crate::ui::theme::{size, space, tokens};
use crate::ui::widgets::{part_rule_ui, small_ui, strong_ui, sum_row_ui};

pub(super) fn simulation_ui(ui: &mut Ui, lang: Lang, simulation: &Simulation) {
    let t = tokens(ui);
    let frame = Frame::new().fill(t.raised).stroke(t.border()).corner_radius(size::RADIUS);
    frame.inner_margin(Margin::same(space::M as i8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::XS;
        strong_ui(ui, words::SIMULATION.get(lang));
        sum_row_ui(ui, words::RESTORED.get(lang), &simulation.restored.grouped());
        if simulation.refunded.is_positive() {
            sum_row_ui(ui, words::REFUNDED.get(lang), &simulation.refunded.grouped());
        }
        let (before, after) = (&simulation.before, &simulation.after);
        let sums = [
            (common::INVOICEABLE_AMOUNT, before.invoiceable, after.invoiceable),
            (words::REMAINING, before.remaining, after.remaining),
            (common::NON_INVOICEABLE, before.non_invoiceable, after.non_invoiceable),
            (words::IN_ARREARS, before.in_arrears, after.in_arrears),
        ];
        let is_shown =
            |(name, before, after): &(_, Fen, Fen)| *name == common::INVOICEABLE_AMOUNT || before != after;
        for (name, before, after) in sums.into_iter().filter(is_shown) {
            sum_row_ui(ui, name.get(lang), &words::change(lang, before, after));
        }
        let said = said(lang, simulation);
        if !said.is_empty() {
            part_rule_ui(ui);
        }
        for line in said {
            small_ui(ui, &line);
        }
    });
}

/// What is to be known of it: which bills can be invoiced again and until when, and the other deadlines.
fn said(lang: Lang, simulation: &Simulation) -> Vec<String> {
    let (barred, free): (Vec<&RestoredBill>, Vec<&RestoredBill>) = simulation
        .bills
        .iter()
        .filter(|bill| bill.remaining.is_positive())
        .partition(|bill| bill.rule.is_some());
    let last_day = free.iter().filter_map(|bill| bill.last_day).min();
    let mut said = Vec::new();
    said.extend(last_day.map(|day| words::invoice_again(lang, free.len(), day)));
    if let Some(rule) = barred.first().and_then(|bill| bill.rule) {
        let amount: Fen = barred.iter().map(|bill| bill.remaining).sum();
        said.push(words::not_again(lang, barred.len(), amount, rule));
    }
    said.extend(simulation.deadlines.correct_by.map(|day| words::correct_by(lang, day)));
    said.extend(simulation.deadlines.deduct_by.map(|day| words::deduct_by(lang, day)));
    said
}

//! The card beside every step: how the amount comes about, to the fen.

use egui::{Align, Layout, ScrollArea, Ui};

use super::data::Data;
use super::pick::Pick;
use crate::desk::pages::amount::AmountOf;
use crate::desk::pages::balance::{SourceReason, SourceView};
use crate::desk::pages::estimate::Estimate;
use crate::domain::balance::LedgerReason;
use crate::domain::calendar::china_date;
use crate::domain::money::Fen;
use crate::domain::policy::AmountBasis;
use crate::i18n::{Lang, common, domain, wizard as words};
use crate::ui::held_amount::holds_ui;
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::widgets::{Card, banner_ui, rule_ui, small_ui, strong_ui, sum_row_ui, sum_total_ui, text_ui};

/// How many sources of non-invoiceable money are named one by one.
const MOST_SOURCES: usize = 8;

/// Draws the card; `more` stands below the sums, `foot` at its bottom.
pub(super) fn card_ui(
    ui: &mut Ui,
    lang: Lang,
    data: &Data,
    pick: &Pick,
    estimate: Option<&Estimate>,
    more: impl FnOnce(&mut Ui),
    foot: impl FnOnce(&mut Ui),
) {
    Card::titled(common::INVOICE_AMOUNT.get(lang)).fill_height().foot(foot).show(ui, |ui| {
        ScrollArea::vertical().id_salt("sums").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            if let Some(estimate) = estimate {
                reasons_ui(ui, lang, data, pick, estimate);
                total_ui(ui, lang, data, estimate);
            }
            more(ui);
        });
    });
}

fn reasons_ui(ui: &mut Ui, lang: Lang, data: &Data, pick: &Pick, estimate: &Estimate) {
    let bills = match data.basis() {
        AmountBasis::ChosenBills => words::chosen_sum(lang, pick.chosen.len()),
        AmountBasis::FreeAmount => words::eligible_sum(lang, estimate.bills),
    };
    sum_row_ui(ui, &bills, &estimate.charged.grouped());
    less_ui(ui, words::REFUNDED.get(lang), estimate.refunded);
    less_ui(ui, words::USED.get(lang), estimate.used);
    less_ui(ui, common::NON_INVOICEABLE.get(lang), estimate.non_invoiceable);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut left = data.sources.iter().filter(|source| source.amount > source.offset);
        left.by_ref().take(MOST_SOURCES).for_each(|source| source_ui(ui, lang, source));
        let (more, sum) = left.fold((0, Fen::ZERO), |(n, sum), s| (n + 1, sum + s.amount - s.offset));
        if more > 0 {
            small_ui(ui, &words::more_sources(lang, more, sum));
        }
    });
    rule_ui(ui);
    if data.basis() == AmountBasis::FreeAmount {
        let sum = sum_row_ui(ui, common::INVOICEABLE_AMOUNT.get(lang), &data.invoiceable.grouped());
        holds_ui(ui, sum.rect, || Some(AmountOf::Customer(data.sheet.account.code.clone())));
    }
    if data.in_arrears.is_positive() {
        sum_row_ui(ui, words::IN_ARREARS.get(lang), &minus(data.in_arrears));
        banner_ui(ui, Tone::Warn, words::IN_ARREARS_NOTE.get(lang), None);
    }
}

fn less_ui(ui: &mut Ui, label: &str, amount: Fen) {
    if amount.is_positive() {
        sum_row_ui(ui, label, &minus(amount));
    }
}

fn minus(amount: Fen) -> String {
    format!("− {}", amount.grouped())
}

/// Where non-invoiceable money comes from, and who said so.
fn source_ui(ui: &mut Ui, lang: Lang, source: &SourceView) {
    let reason = match source.reason {
        SourceReason::Ledger(reason @ LedgerReason::LegacyPrepaidInvoice) => {
            domain::ledger_reason(reason).get(lang).to_owned()
        }
        SourceReason::Ledger(reason) => {
            let note = source.entry.as_ref().and_then(|entry| entry.note.clone());
            note.unwrap_or_else(|| domain::ledger_reason(reason).get(lang).to_owned())
        }
        SourceReason::RefundedAfterInvoice => words::source_bill(lang, &source.source),
    };
    small_ui(ui, &words::source(&reason, source.amount - source.offset));
    if source.offset.is_positive() {
        small_ui(ui, &words::offset_before(lang, source.offset, source.amount));
    }
    if let Some(entry) = &source.entry {
        let note = entry.note.as_deref().filter(|_| entry.reason == LedgerReason::LegacyPrepaidInvoice);
        small_ui(
            ui,
            &words::source_entered(lang, &entry.entered_by, &china_date(entry.entered_at).to_string(), note),
        );
    }
}

/// The amount, in figures and in words, with its tax.
fn total_ui(ui: &mut Ui, lang: Lang, data: &Data, estimate: &Estimate) {
    let t = tokens(ui);
    let figure = format!("¥ {}", estimate.amount.grouped());
    // A long amount stands on a line of its own, so that nothing is ever cut.
    let room = ui.available_width() - 2.0 * space::XXL;
    let size = ui.painter().layout_no_wrap(figure.clone(), Type::KeyFigure.font(), t.text).size();
    if size.x + 70.0 > room {
        strong_ui(ui, common::THIS_INVOICE.get(lang));
        right_ui(ui, &figure, Type::KeyFigure);
    } else {
        sum_total_ui(ui, common::THIS_INVOICE.get(lang), &figure);
    }
    right_ui(ui, &estimate.amount_in_words, Type::Small);
    ui.add_space(space::S);
    if let (Some(rate), Some(split)) = (estimate.rate, estimate.split) {
        sum_row_ui(ui, words::NET.get(lang), &split.net.grouped());
        sum_row_ui(ui, &words::tax_at(lang, rate), &split.tax.grouped());
    }
    let max = match (data.sheet.issuer.max_invoice_amount, estimate.invoices) {
        (Some(max), Some(invoices)) => words::max_and_count(lang, invoices, max),
        (Some(max), None) => max.grouped(),
        (None, _) => words::NO_MAX.get(lang).to_owned(),
    };
    sum_row_ui(ui, words::MAX_INVOICE.get(lang), &max);
}

/// Text at the right end, on as many lines as it needs.
fn right_ui(ui: &mut Ui, text: &str, kind: Type) {
    ui.with_layout(Layout::top_down(Align::Max), |ui| {
        let color = if kind == Type::Small { tokens(ui).weak } else { tokens(ui).text };
        text_ui(ui, text, kind, color);
    });
}

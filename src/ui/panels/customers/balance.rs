//! A balance opened into its reasons: what remains, what is taken off and why, and what does not count.

use egui::{Align, Layout, Ui};

use super::dialog::CustomerForm;
use crate::desk::lists::customers::CustomerView;
use crate::desk::pages::amount::AmountOf;
use crate::desk::pages::balance::{SourceReason, SourceView};
use crate::domain::money::Fen;
use crate::i18n::refusal::because;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, amend, balance as columns, common, customers as words, domain};
use crate::ui::commands::UserCommand;
use crate::ui::held_amount::holds_ui;
use crate::ui::refusing::refused_ui;
use crate::ui::state::Action;
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    banner_ui, key_figure_ui, key_hint_ui, rule_ui, small_link_ui, small_ui, strong_ui, sum_row_ui,
    text_row_ui,
};

/// Draws the balance; answers the dialog that is to be opened. What was asked for beside what blocks the account is added to `asked`.
pub(super) fn balance_ui(
    ui: &mut Ui,
    lang: Lang,
    view: &CustomerView,
    asked: &mut Vec<Action>,
) -> Option<CustomerForm> {
    let mut dialog = None;
    let balance = &view.balance;
    let sum = (balance.remaining - balance.non_invoiceable).or_zero();
    small_ui(ui, common::INVOICEABLE_AMOUNT.get(lang));
    let figure = key_figure_ui(ui, balance.invoiceable);
    holds_ui(ui, figure.rect, || Some(AmountOf::Customer(balance.account.clone())));
    if let Some(refusal) = &view.blocked
        && let Some(rule) = refusal.rule()
    {
        let text = because(lang, rule, &message(lang, refusal));
        let about = (view.customer.stored.account.code.as_str(), None);
        asked.extend(refused_ui(ui, lang, Tone::Bad, &text, Some(rule), Some(about)));
        if sum.is_positive() {
            small_ui(ui, &words::once_free(lang, sum));
        }
    }
    if balance.in_arrears.is_positive() {
        banner_ui(ui, Tone::Warn, &words::in_arrears(lang, balance.in_arrears), None);
    }
    ui.add_space(space::XS);
    text_row_ui(ui, |ui| {
        strong_ui(ui, words::COMPOSITION.get(lang));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            key_hint_ui(ui, "B");
            if small_link_ui(ui, columns::OPEN.get(lang)).clicked() {
                asked.push(Action::Run(UserCommand::CustomerBalance));
            }
        });
    });
    sum_row_ui(ui, &words::remaining_of(lang, view.eligible), &balance.remaining.grouped());
    if view.opening.is_positive() {
        small_ui(ui, &words::opening(lang, view.opening));
    }
    sum_row_ui(ui, common::NON_INVOICEABLE.get(lang), &less(balance.non_invoiceable));
    for source in &balance.sources {
        source_ui(ui, lang, source);
        if let (true, SourceReason::Ledger(reason)) = (view.may_amend, source.reason) {
            ui.indent((&source.source, "remove"), |ui| {
                if small_link_ui(ui, amend::REMOVE_ENTRY.get(lang)).clicked() {
                    let account = &view.customer.stored.account;
                    dialog = Some(CustomerForm::remove_entry(account, source.amount, reason));
                }
            });
        }
    }
    rule_ui(ui);
    text_row_ui(ui, |ui| {
        strong_ui(ui, common::INVOICEABLE_AMOUNT.get(lang));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            strong_ui(ui, &balance.invoiceable.grouped())
        });
    });
    if !view.barred.is_empty() {
        ui.add_space(space::XS);
        strong_ui(ui, words::BARRED.get(lang));
        for barred in &view.barred {
            sum_row_ui(ui, &words::barred(lang, barred.rule, barred.bills), &barred.amount.grouped());
        }
    }
    ui.add_space(space::XS);
    dialog
}

/// One source of non-invoiceable money: why it is one, who entered it, and what was taken off already.
fn source_ui(ui: &mut Ui, lang: Lang, source: &SourceView) {
    let left = source.amount - source.offset;
    ui.indent(&source.source, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let reason = match source.reason {
            SourceReason::Ledger(reason) => domain::ledger_reason(reason),
            SourceReason::RefundedAfterInvoice => common::REFUNDED_AFTER_INVOICE,
        };
        sum_row_ui(ui, reason.get(lang), &left.grouped());
        let mut notes = Vec::new();
        match &source.entry {
            Some(entry) => {
                notes.extend(entry.note.clone());
                notes.push(words::entered(lang, &entry.entered_by, entry.entered_at));
            }
            None => notes.push(source.source.clone()),
        }
        if left.is_positive() && source.offset.is_positive() {
            notes.push(words::offset(lang, source.amount, source.offset));
        } else if source.offset.is_positive() {
            notes.push(words::OFFSET_IN_FULL.get(lang).to_owned());
        }
        small_ui(ui, &notes.join(" · "));
    });
}

fn less(amount: Fen) -> String {
    if amount.is_positive() { format!("− {}", amount.grouped()) } else { amount.grouped() }
}

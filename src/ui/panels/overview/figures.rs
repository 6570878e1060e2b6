//! The four figures on top.

use egui::{Ui, vec2};

use crate::desk::pages::amount::AmountOf;
use crate::desk::pages::overview::{Invoiceable, Issued, Waiting, Work};
use crate::i18n::refusal::rule_text;
use crate::i18n::{Lang, Text, common, overview as words, phrase};
use crate::ui::held_amount::holds_ui;
use crate::ui::icons;
use crate::ui::state::{Action, Cx, Target};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{kpi_ui, link_ui, pill_ui, small_ui, text_row_ui};

/// Draws the figures; what is not there yet is shown as pending.
pub(super) fn figures_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    work: Option<&Work>,
    invoiceable: Option<&Invoiceable>,
    issued: Option<&Issued>,
) {
    let lang = cx.lang;
    let of = cx.chosen.map(|chosen| chosen.account.as_str());
    let mut sees_late = false;
    // Who does not do a clerk's work sees what waits for a second person in the place of what waits for a clerk.
    let is_clerks = work.is_none_or(|work| work.is_clerks);
    let mut draw = |ui: &mut Ui, figure: usize| match figure {
        0 => invoiceable_ui(ui, lang, invoiceable, of),
        1 if is_clerks => {
            sees_late |= waiting_ui(ui, lang, words::TO_ISSUE, work.map(|work| work.to_issue), true)
        }
        2 if is_clerks => {
            sees_late |= waiting_ui(ui, lang, words::TO_DELIVER, work.map(|work| work.to_deliver), true)
        }
        1 => drop(waiting_ui(ui, lang, words::TO_REVIEW, work.map(|work| work.to_review), false)),
        2 => drop(waiting_ui(ui, lang, words::TO_DECIDE, work.map(|work| work.to_decide), false)),
        _ => issued_ui(ui, lang, issued, of),
    };
    let in_a_row = if ui.available_width() < WIDE { 2 } else { FIGURES };
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::L, space::L);
        for first in (0..FIGURES).step_by(in_a_row) {
            ui.columns(in_a_row, |columns| {
                for (ui, figure) in columns.iter_mut().zip(first..) {
                    draw(ui, figure);
                }
            });
        }
    });
    if sees_late {
        cx.act(Action::Open(Target::LateApplications));
    }
}

const FIGURES: usize = 4;
/// From this width on they all stand in a row.
const WIDE: f32 = 900.0;

fn invoiceable_ui(ui: &mut Ui, lang: Lang, sums: Option<&Invoiceable>, of: Option<&str>) {
    let label = common::INVOICEABLE_AMOUNT.get(lang);
    let Some(sums) = sums else {
        kpi_ui(ui, label, words::PENDING, |_| {});
        return;
    };
    let figure = kpi_ui(ui, label, &phrase::key_yuan(sums.total), |ui| {
        if of.is_some() {
            one_ui(ui, lang, sums);
        } else if sums.customers > 0 {
            small_ui(ui, &words::invoiceable_of(lang, sums.customers, sums.ages_out, sums.age_limit_months));
        } else {
            small_ui(ui, words::NOTHING_INVOICEABLE.get(lang));
        }
    });
    holds_ui(ui, figure.rect, || {
        Some(of.map_or(AmountOf::All, |account| AmountOf::Customer(account.to_owned())))
    });
}

/// Why one customer's amount is what it is: what blocks it, what is taken off, what is about to be too old.
fn one_ui(ui: &mut Ui, lang: Lang, sums: &Invoiceable) {
    if let Some(rule) = sums.blocked {
        pill_ui(ui, Tone::Bad, icons::BLOCKED, rule_text(rule).title.get(lang));
        if sums.waiting.is_positive() {
            small_ui(ui, &words::once_unblocked(lang, sums.waiting));
        }
    } else if sums.in_arrears.is_positive() {
        pill_ui(ui, Tone::Warn, icons::WARNING, &words::in_arrears(lang, sums.in_arrears));
    } else if !sums.total.is_positive() {
        small_ui(ui, words::NOTHING_INVOICEABLE.get(lang));
    } else {
        if sums.non_invoiceable.is_positive() {
            let remaining = sums.total + sums.non_invoiceable;
            small_ui(ui, &words::after_offsets(lang, remaining, sums.non_invoiceable));
        }
        if sums.ages_out.is_positive() {
            small_ui(ui, &words::ages_out_soon(lang, sums.ages_out, sums.age_limit_months));
        }
    }
}

/// Draws what waits; answers whether the list of what is late is to be seen, where there `is_list` of it.
fn waiting_ui(ui: &mut Ui, lang: Lang, label: Text, waiting: Option<Waiting>, is_list: bool) -> bool {
    let (mut sees_late, label) = (false, label.get(lang));
    let Some(waiting) = waiting else {
        kpi_ui(ui, label, words::PENDING, |_| {});
        return false;
    };
    kpi_ui(ui, label, &phrase::count(waiting.count), |ui| {
        if waiting.count == 0 {
            small_ui(ui, words::NOTHING_WAITS.get(lang));
            return;
        }
        if waiting.late > 0 {
            text_row_ui(ui, |ui| {
                pill_ui(ui, Tone::Bad, icons::ALERT, &words::late(lang, waiting.late));
                sees_late = is_list && link_ui(ui, words::SEE_LATE.get(lang)).clicked();
            });
        }
        if waiting.due_today > 0 {
            small_ui(ui, &words::due_today(lang, waiting.due_today));
        } else if let Some(next) = waiting.next_due_on {
            small_ui(ui, &words::next_due(lang, next));
        }
    });
    sees_late
}

fn issued_ui(ui: &mut Ui, lang: Lang, issued: Option<&Issued>, of: Option<&str>) {
    let label = words::ISSUED_THIS_MONTH.get(lang);
    let Some((issued, month)) = issued.and_then(|issued| Some((issued, issued.this_month()?))) else {
        kpi_ui(ui, label, words::PENDING, |_| {});
        return;
    };
    let figure = kpi_ui(ui, label, &phrase::key_yuan(month.total()), |ui| {
        if month.invoices == 0 {
            small_ui(ui, words::NONE_ISSUED.get(lang));
        } else {
            small_ui(ui, &words::issued(lang, month.invoices, issued.prompt.per_mille()));
        }
    });
    holds_ui(ui, figure.rect, || Some(AmountOf::IssuedThisMonth(of.map(str::to_owned))));
}

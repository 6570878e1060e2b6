//! The card that explains one bill: what happened to it, what remains, and why it can or cannot be invoiced.

use egui::Ui;

use super::Bills;
use super::amend::Amend;
use super::standing::standing_ui;
use crate::desk::lists::bills::{BillUse, BillView, StoredRefund};
use crate::domain::bill::BillStanding;
use crate::domain::list_columns::{BillColumn, Phrase};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::i18n::lists::{bill_column, bill_standing, say};
use crate::i18n::refusal::because;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, amend as amending, audit, bills as words, common, domain, shell};
use crate::ui::commands::UserCommand;
use crate::ui::icons;
use crate::ui::panels::looks as status;
use crate::ui::panels::parts::card_not_there_ui;
use crate::ui::refusing::refused_ui;
use crate::ui::state::{Action, Chosen, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, Card, banner_ui, icon_button_ui, key_figure_ui, key_value_ui, key_value_with, link_ui,
    part_rule_ui, pill_ui, small_link_ui, small_ui, strong_ui, sum_row_ui, text_row_ui, weak_ui,
};

impl Bills {
    pub(super) fn details_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let lang = cx.lang;
        let view = self.details.value().filter(|view| Some(view.bill.id) == self.list.selected);
        let Some(view) = view else {
            return card_not_there_ui(ui, lang, &self.details.view());
        };
        let mut acts = Vec::new();
        let (mut close, mut apply) = (false, false);
        let mut amend = None;
        let why_not = view
            .blocked
            .as_ref()
            .map(|refusal| message(lang, refusal))
            .or_else(|| view.refused.as_ref().map(|refusal| words::refused(lang, &view.bill, refusal)));
        let card = Card::titled(&view.bill.bill_no)
            .actions(|ui| {
                close = icon_button_ui(ui, icons::CLOSE, common::CLOSE_DETAILS.get(lang)).clicked();
                if icon_button_ui(ui, icons::COPY, words::COPY_NUMBER.get(lang)).clicked() {
                    ui.copy_text(view.bill.bill_no.clone());
                    acts.push(Action::Toast(Tone::Ok, words::NUMBER_COPIED.get(lang).to_owned()));
                }
                if icon_button_ui(ui, icons::AUDIT, audit::HISTORY.get(lang)).clicked() {
                    acts.push(Action::Run(UserCommand::BillHistory));
                }
                if view.may_amend {
                    if icon_button_ui(ui, icons::DELETE, amending::REMOVE_BILL.get(lang)).clicked() {
                        amend = Some(Amend::remove(view));
                    }
                    if icon_button_ui(ui, icons::EDIT, amending::CORRECT_BILL.get(lang)).clicked() {
                        amend = Some(Amend::correct(view));
                    }
                }
            })
            .foot(|ui| {
                let button = Button::primary(shell::APPLY.get(lang)).shortcut("Enter").wide();
                apply = button.disabled_because(why_not.as_deref()).show(ui).clicked();
            });
        let mut body_acts = Vec::new();
        let mut removed = None;
        card.show_scrolled(ui, view.bill.id.0, |ui| {
            body_ui(ui, lang, view, &mut body_acts, &mut removed);
        });
        acts.extend(body_acts);
        amend = amend.or_else(|| removed.map(|refund| Amend::refund(view, refund)));
        acts.into_iter().for_each(|action| cx.act(action));
        if let Some(form) = amend {
            self.amend.open(form);
        }
        if apply {
            self.apply(cx);
        }
        if close {
            self.list.selected = None;
        }
    }
}

/// Draws the card; a refund that is to be removed is put into `removed`.
fn body_ui<'a>(
    ui: &mut Ui,
    lang: Lang,
    view: &'a BillView,
    acts: &mut Vec<Action>,
    removed: &mut Option<&'a StoredRefund>,
) {
    text_row_ui(ui, |ui| {
        small_ui(ui, bill_column(BillColumn::Remaining).get(lang));
        standing_ui(ui, lang, view.standing, view.bill.refunded, view.age_limit_months);
    });
    key_figure_ui(ui, view.remaining);
    why_ui(ui, lang, view, acts);
    ui.add_space(space::XS);
    facts_ui(ui, lang, view, acts);
    part_rule_ui(ui);
    *removed = sums_ui(ui, lang, view);
    part_rule_ui(ui);
    strong_ui(ui, words::USES.get(lang));
    if view.uses.is_empty() {
        weak_ui(ui, words::NO_USES.get(lang));
    }
    for used in &view.uses {
        use_ui(ui, lang, used, acts);
    }
}

/// Why it can or cannot be invoiced: the rule, and what to do.
fn why_ui(ui: &mut Ui, lang: Lang, view: &BillView, acts: &mut Vec<Action>) {
    let mut refusal_ui = |ui: &mut Ui, refusal: &Refusal, text: String| {
        let Some(rule) = refusal.rule() else { return };
        let about = (view.customer.account.code.as_str(), None);
        let text = because(lang, rule, &text);
        acts.extend(refused_ui(ui, lang, Tone::Warn, &text, Some(rule), Some(about)));
    };
    if let Some(refusal) = &view.refused {
        refusal_ui(ui, refusal, words::refused(lang, &view.bill, refusal));
    }
    if let Some(refusal) = &view.blocked {
        refusal_ui(ui, refusal, message(lang, refusal));
    }
    if view.refused.is_none() && view.blocked.is_none() {
        banner_ui(ui, Tone::Ok, &words::can_be_invoiced(lang, view.remaining, view.last_day), None);
    }
    if view.bill.deficit().is_positive() {
        banner_ui(ui, Tone::Warn, &words::deficit(lang, view.bill.deficit()), None);
    }
}

fn facts_ui(ui: &mut Ui, lang: Lang, view: &BillView, acts: &mut Vec<Action>) {
    let (bill, customer) = (&view.bill, &view.customer.account);
    let title = |column| bill_column(column).get(lang);
    key_value_with(ui, common::CUSTOMER.get(lang), |ui| {
        if link_ui(ui, &customer.name).clicked() {
            acts.push(Action::Choose(Some(Chosen::from_account(lang, customer))));
            acts.push(Action::Go(Route::Customers));
        }
        small_ui(ui, &customer.code);
    });
    key_value_ui(ui, title(BillColumn::Kind), say(lang, Phrase::BillKind(bill.kind)));
    if let Some(item) = &view.item {
        key_value_ui(ui, title(BillColumn::Item), item);
    }
    key_value_ui(ui, title(BillColumn::BilledOn), &bill.billed_on.to_string());
    key_value_ui(ui, title(BillColumn::DueOn), &bill.due_on.to_string());
    let paid_on = bill.paid_on.map(|on| on.to_string());
    key_value_ui(
        ui,
        title(BillColumn::PaidOn),
        paid_on.as_deref().unwrap_or(bill_standing(BillStanding::Unpaid).get(lang)),
    );
}

/// How the rest comes about: what was charged, less refunds, less what was used.
/// Answers the refund that is to be removed.
fn sums_ui<'a>(ui: &mut Ui, lang: Lang, view: &'a BillView) -> Option<&'a StoredRefund> {
    let bill = &view.bill;
    let less = |amount: Fen| format!("− {}", amount.grouped());
    let mut removed = None;
    sum_row_ui(ui, common::BILL_AMOUNT.get(lang), &bill.amount.grouped());
    for refund in &view.refunds {
        let label = words::refund(lang, refund.on, refund.reason.as_deref());
        if !view.may_amend {
            sum_row_ui(ui, &label, &less(refund.amount));
            continue;
        }
        text_row_ui(ui, |ui| {
            if small_link_ui(ui, amending::REMOVE_REFUND.get(lang)).clicked() {
                removed = Some(refund);
            }
            sum_row_ui(ui, &label, &less(refund.amount));
        });
    }
    if bill.opening.is_positive() {
        sum_row_ui(ui, bill_column(BillColumn::Opening).get(lang), &less(bill.opening));
    }
    if bill.used > bill.opening {
        sum_row_ui(ui, bill_column(BillColumn::Used).get(lang), &less(bill.used - bill.opening));
    }
    let unpaid = bill.amount - bill.refunded - bill.used - view.remaining;
    if unpaid.is_positive() {
        sum_row_ui(ui, bill_standing(BillStanding::Unpaid).get(lang), &less(unpaid));
    }
    if bill.deficit().is_positive() {
        sum_row_ui(ui, words::DEFICIT.get(lang), &format!("+ {}", bill.deficit().grouped()));
    }
    sum_row_ui(ui, bill_column(BillColumn::Remaining).get(lang), &view.remaining.grouped());
    removed
}

fn use_ui(ui: &mut Ui, lang: Lang, used: &BillUse, acts: &mut Vec<Action>) {
    text_row_ui(ui, |ui| {
        if link_ui(ui, &used.application).clicked() {
            acts.push(Action::Go(Route::Application(used.application.clone())));
        }
        let (tone, icon) = status::look_of(used.state);
        pill_ui(ui, tone, icon, domain::application_state(used.state).get(lang));
    });
    let amount = if used.state.is_live() {
        used.counts().grouped()
    } else {
        format!("{} · {}", (used.invoiced + used.absorbed).grouped(), words::GIVEN_BACK.get(lang))
    };
    sum_row_ui(ui, &used.submitted_on.to_string(), &amount);
}

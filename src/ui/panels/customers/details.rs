//! One customer: the facts, and the balance opened into its reasons.

use egui::Ui;

use super::Customers;
use super::dialog::Dialog;
use crate::desk::balance::{BalanceView, SourceView};
use crate::desk::lists::customers::CustomerView;
use crate::domain::account::AccountStatus;
use crate::domain::calendar::china_date;
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;
use crate::i18n::rules::rule_text;
use crate::i18n::{Lang, customers as words, domain, phrase, shell};
use crate::ui::icons;
use crate::ui::loadable::View;
use crate::ui::panels::parts::{not_there_ui, scroll_ui};
use crate::ui::state::{Action, Chosen, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, Card, banner_ui, empty_state_ui, key_value_ui, link_ui, rule_ui, small_ui, sum_row_ui,
    sum_total_ui,
};

impl Customers {
    pub(super) fn details_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let view = match self.opened.view() {
            View::Ready(view) | View::Loading(Some(view)) => view,
            View::NotAsked => {
                Card::new().fill_height().show(ui, |ui| {
                    let (title, how) = (cx.say(words::SELECT), cx.say(words::SELECT_HOW));
                    empty_state_ui(ui, icons::CUSTOMERS, title, how, None);
                });
                return;
            }
            other => return not_there_ui(ui, cx, &other),
        };
        let dialog = scroll_ui(ui, "customer", |ui| {
            ui.spacing_mut().item_spacing.y = space::L;
            why_ui(ui, cx, view);
            facts_ui(ui, cx, view)
        });
        if dialog.is_some() {
            self.dialog = dialog;
        }
    }
}

/// The balance, and what can be done with it.
fn why_ui(ui: &mut Ui, cx: &mut Cx<'_>, view: &CustomerView) {
    let account = &view.customer.stored.account;
    let balance = &view.balance;
    Card::titled(&account.name).show(ui, |ui| {
        if let Some(refusal) = &view.blocked {
            blocked_ui(ui, cx, refusal);
            ui.add_space(space::XS);
        }
        let eligible = balance.bills.iter().filter(|bill| bill.eligible).count();
        sum_row_ui(ui, &words::remaining(cx.lang, eligible), &balance.remaining.grouped());
        for source in &balance.sources {
            source_ui(ui, cx.lang, source);
        }
        rule_ui(ui);
        sum_total_ui(ui, cx.say(words::INVOICEABLE), &phrase::yuan(balance.invoiceable));
        arrears_ui(ui, cx.lang, balance);
        ui.add_space(space::S);
        let chosen =
            || Chosen::of(cx.lang, account.code.clone(), account.name.clone(), account.kind, account.status);
        let mut go = None;
        let barred = view.blocked.as_ref().map(|refusal| message(cx.lang, refusal));
        let apply = Button::primary(cx.say(shell::APPLY)).wide().disabled_because(barred.as_deref());
        if apply.show(ui).clicked() {
            go = Some(Some(Route::Apply));
        }
        ui.horizontal(|ui| {
            for (text, route) in [
                (words::CHOOSE, None),
                (words::SEE_BILLS, Some(Route::Bills)),
                (shell::INVOICE_INFO, Some(Route::InvoiceInfo)),
            ] {
                if link_ui(ui, cx.say(text)).clicked() {
                    go = Some(route);
                }
            }
        });
        if let Some(route) = go {
            let chosen = chosen();
            cx.act(Action::Choose(Some(chosen)));
            route.into_iter().for_each(|route| cx.act(Action::Go(route)));
        }
    });
}

/// Why the account is blocked; leads to the rule.
fn blocked_ui(ui: &mut Ui, cx: &mut Cx<'_>, refusal: &Refusal) {
    let rule = refusal.rule();
    let title = rule.map(|rule| rule_text(rule).title.get(cx.lang));
    if banner_ui(ui, Tone::Bad, &message(cx.lang, refusal), title).acted
        && let Some(rule) = rule
    {
        cx.act(Action::Explain(rule));
    }
}

/// A source of non-invoiceable money: what is left of it, who entered it, what was offset before.
fn source_ui(ui: &mut Ui, lang: Lang, source: &SourceView) {
    let name = match &source.entry {
        Some(entry) => domain::ledger_reason(entry.reason).get(lang).to_owned(),
        None => words::refunded(lang, &source.source),
    };
    sum_row_ui(ui, &name, &format!("− {}", (source.amount - source.offset).grouped()));
    if let Some(entry) = &source.entry {
        let on = china_date(entry.entered_at);
        small_ui(ui, &words::entered(lang, &entry.entered_by, on, entry.note.as_deref()));
    }
    if source.offset.is_positive() {
        small_ui(ui, &words::offset(lang, source.offset));
    }
}

fn arrears_ui(ui: &mut Ui, lang: Lang, balance: &BalanceView) {
    if balance.in_arrears.is_positive() {
        sum_row_ui(ui, words::IN_ARREARS.get(lang), &balance.in_arrears.grouped());
    }
}

/// The facts, and the dialog that is to be opened.
fn facts_ui(ui: &mut Ui, cx: &mut Cx<'_>, view: &CustomerView) -> Option<Dialog> {
    let stored = &view.customer.stored;
    let account = &stored.account;
    let mut dialog = None;
    Card::titled(cx.say(words::FACTS)).note(&account.code).show(ui, |ui| {
        let tax_id = account.verified_tax_id.as_ref().map(|id| id.as_str());
        for (label, value) in [
            (words::ISSUER, Some(view.customer.issuer.issuer.name.as_str())),
            (words::KIND, Some(domain::account_kind(account.kind).get(cx.lang))),
            (words::REGION, Some(domain::region(account.region).get(cx.lang))),
            (words::STATE, Some(domain::account_status(account.status).get(cx.lang))),
            (words::VERIFIED_NAME, account.verified_name.as_deref()),
            (words::VERIFIED_TAX_ID, tax_id),
            (words::CONTACT, stored.profile.contact.as_deref()),
            (words::EMAIL, stored.profile.email.as_deref()),
        ] {
            key_value_ui(ui, cx.say(label), value.unwrap_or("—"));
        }
        ui.add_space(space::XS);
        ui.horizontal(|ui| {
            let (text, status) = match account.status {
                AccountStatus::Active => (words::FREEZE, AccountStatus::Frozen),
                AccountStatus::Frozen => (words::UNFREEZE, AccountStatus::Active),
            };
            if Button::secondary(cx.say(text)).show(ui).clicked() {
                dialog = Some(Dialog::standing(account.code.clone(), status));
            }
            if Button::secondary(cx.say(words::ADD_ENTRY)).show(ui).clicked() {
                dialog = Some(Dialog::entry(account.code.clone()));
            }
        });
    });
    dialog
}

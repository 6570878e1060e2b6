//! The companies that issue invoices, and the rules that each works under.

use egui::Ui;

use crate::desk::pages::settings::{SettingsPage, StoredIssuer};
use crate::domain::issuer::Issuer;
use crate::domain::tax_id::TaxId;
use crate::i18n::{Lang, phrase, settings as words};
use crate::ui::icons;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, Card, Column, FewRows, Table, TableView, amount_text_ui, banner_ui, body_ui, empty_state_ui,
    key_value_ui, strong_ui,
};

const SHOWN: usize = 6;

/// The card of issuers; `chosen` is the place of the one whose rules are shown.
pub(super) fn card_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    page: &SettingsPage,
    chosen: &mut Option<usize>,
    barred: Option<&str>,
) -> Option<Wish> {
    let lang = cx.lang;
    let mut wish = None;
    if page.issuers.is_empty() {
        Card::titled(cx.say(words::ISSUERS)).show(ui, |ui| {
            let (title, text) = (cx.say(words::NO_ISSUER), cx.say(words::NO_ISSUER_HOW));
            ui.scope(|ui| {
                ui.set_max_height(EMPTY);
                empty_state_ui(ui, icons::INVOICE, title, text, None);
            });
            ui.vertical_centered(|ui| {
                let button = Button::primary(cx.say(words::ADD_ISSUER)).icon(icons::ADD);
                if button.disabled_because(barred).show(ui).clicked() {
                    wish = Some(Wish::Add);
                }
            });
            ui.add_space(space::XXL);
        });
        return wish;
    }
    if !page.has_customers
        && banner_ui(ui, Tone::Info, cx.say(words::NOW_IMPORT), Some(cx.say(words::TO_IMPORT)))
    {
        cx.act(Action::Go(Route::Files));
    }
    let columns = [
        Column::new("code", words::CODE.get(lang), 90.0),
        Column::new("name", words::NAME.get(lang), 180.0).grows(),
        Column::new("policy", words::POLICY.get(lang), 160.0),
        Column::money("max", words::MAX_INVOICE.get(lang), 130.0),
    ];
    let (mut add, mut edit, mut opened) = (false, false, None);
    let selected = chosen.unwrap_or(0).min(page.issuers.len() - 1);
    let card = Card::titled(cx.say(words::ISSUERS)).actions(|ui| {
        let button = Button::secondary(words::ADD_ISSUER.get(lang)).icon(icons::ADD);
        add = button.disabled_because(barred).show(ui).clicked();
        let button = Button::secondary(words::CHANGE_ISSUER.get(lang)).icon(icons::EDIT);
        edit = button.disabled_because(barred).show(ui).clicked();
    });
    card.flush().show(ui, |ui| {
        let rows = FewRows::new(&page.issuers, |StoredIssuer { issuer, .. }, column, ui| match column {
            "code" => drop(body_ui(ui, &issuer.code)),
            "name" => drop(body_ui(ui, &issuer.name)),
            "policy" => {
                let policy = page.policy(&issuer.policy);
                let name = policy.map_or(issuer.policy.as_str(), |p| words::policy_name(lang, p));
                body_ui(ui, name);
            }
            _ => {
                let max = issuer.max_invoice_amount.map_or("—".to_owned(), |max| max.grouped());
                amount_text_ui(ui, &max);
            }
        });
        let table = Table::new(words::ISSUERS.get(lang), &columns).at_most_rows(SHOWN);
        let output = table.show(ui, &mut TableView::default(), &rows, Some(selected));
        *chosen = output.selected.or(*chosen);
        opened = output.opened.filter(|_| barred.is_none());
        let frame = egui::Frame::new().inner_margin(egui::Margin::same(space::L as i8));
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let issuer = &page.issuers[selected];
            details_ui(ui, lang, page, &issuer.issuer);
        });
    });
    let changed = opened.or(edit.then_some(selected)).and_then(|at| page.issuers.get(at));
    match changed {
        _ if add => Some(Wish::Add),
        Some(stored) => Some(Wish::Change(Box::new(stored.clone()))),
        None => None,
    }
}

#[derive(Debug)]
pub(super) enum Wish {
    Add,
    Change(Box<StoredIssuer>),
}

const EMPTY: f32 = 200.0;

/// What is known of an issuer, and beside it the rules that it works under.
fn details_ui(ui: &mut Ui, lang: Lang, page: &SettingsPage, issuer: &Issuer) {
    let width = ((ui.available_width() - space::XXL) / 2.0).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XXL;
        ui.vertical(|ui| {
            ui.set_width(width);
            facts_ui(ui, lang, issuer);
        });
        ui.vertical(|ui| {
            ui.set_width(width);
            if let Some(policy) = page.policy(&issuer.policy) {
                strong_ui(ui, words::policy_name(lang, policy));
                let policy = issuer.working_under(policy.clone());
                for (label, rule) in words::policy_rules(lang, &policy) {
                    key_value_ui(ui, label, &rule);
                }
            }
        });
    });
}

fn facts_ui(ui: &mut Ui, lang: Lang, issuer: &Issuer) {
    let max = issuer.max_invoice_amount.map(phrase::yuan);
    let facts = [
        (words::TAX_ID, issuer.tax_id.as_ref().map(TaxId::as_str)),
        (words::ADDRESS, issuer.address.as_deref()),
        (words::PHONE, issuer.phone.as_deref()),
        (words::BANK, issuer.bank.as_deref()),
        (words::BANK_ACCOUNT, issuer.bank_account.as_deref()),
        (words::MAX_INVOICE, max.as_deref()),
    ];
    strong_ui(ui, &issuer.name);
    for (label, value) in facts {
        key_value_ui(ui, label.get(lang), value.unwrap_or("—"));
    }
}

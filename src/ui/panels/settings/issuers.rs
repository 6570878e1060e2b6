//! The companies that issue invoices, and the rules that each works under.

use egui::Ui;

use super::buttons_ui;
use super::issuer_form::IssuerForm;
use crate::desk::pages::settings::{SettingsPage, StoredIssuer};
use crate::domain::invoice_info::InfoField;
use crate::domain::issuer::Issuer;
use crate::domain::tax_id::TaxId;
use crate::i18n::domain::info_field;
use crate::i18n::{Lang, common, phrase, settings as words};
use crate::ui::commands::{Offered, UserCommand};
use crate::ui::icons;
use crate::ui::list_panel::NOTHING;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Button, Card, Column, SliceRows, Table, TableView, amount_text_ui, banner_ui, body_ui, empty_state_ui,
    inset_ui, key_value_ui, strong_ui,
};

const SHOWN: usize = 6;
/// Below this width the limit gives way, and what is known of an issuer stands above its rules.
const ROOM_FOR_MAX: f32 = 600.0;

/// The card of issuers; `chosen` is the place of the one whose rules are shown. Answers the form that was asked for.
pub(super) fn card_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    page: &SettingsPage,
    chosen: &mut Option<usize>,
    barred: Option<&str>,
    offered: &[Offered],
) -> Option<IssuerForm> {
    let lang = cx.lang;
    if page.issuers.is_empty() {
        let mut adds = false;
        Card::titled(cx.say(words::ISSUERS)).show(ui, |ui| {
            let (title, text) = (cx.say(words::NO_ISSUER), cx.say(words::NO_ISSUER_HOW));
            ui.scope(|ui| {
                ui.set_max_height(EMPTY);
                empty_state_ui(ui, icons::INVOICE, title, text, None);
            });
            ui.vertical_centered(|ui| {
                let button = Button::primary(cx.say(common::ADD_ISSUER)).icon(icons::ADD);
                adds = button.disabled_because(barred).show(ui).clicked();
            });
            ui.add_space(space::XXL);
        });
        return adds.then(|| IssuerForm::new(page));
    }
    if !page.has_customers
        && banner_ui(ui, Tone::Info, cx.say(words::NOW_IMPORT), Some(cx.say(words::TO_IMPORT)))
    {
        cx.act(Action::Go(Route::Files));
    }
    let columns = [
        Column::new("code", common::CODE.get(lang), 90.0).whole(),
        Column::new("name", info_field(InfoField::Name).get(lang), 180.0).grows(),
        Column::new("policy", common::POLICY.get(lang), 160.0),
        Column::money("max", words::MAX_INVOICE.get(lang), 130.0),
    ];
    let has_room = ui.available_width() >= ROOM_FOR_MAX;
    let columns = if has_room { &columns[..] } else { &columns[..3] };
    let (mut pressed, mut opened) = (None, None);
    let selected = chosen.unwrap_or(0).min(page.issuers.len() - 1);
    let card = Card::titled(cx.say(words::ISSUERS)).actions(|ui| {
        pressed = buttons_ui(ui, offered, &[UserCommand::AddIssuer, UserCommand::ChangeIssuer]);
    });
    card.flush().show(ui, |ui| {
        let rows = SliceRows::new(&page.issuers, |StoredIssuer { issuer, .. }, column, ui| match column {
            "code" => drop(body_ui(ui, &issuer.code)),
            "name" => drop(body_ui(ui, &issuer.name)),
            "policy" => {
                let policy = page.policy(&issuer.policy);
                let name = policy.map_or(issuer.policy.as_str(), |p| words::policy_name(lang, p));
                body_ui(ui, name);
            }
            _ => {
                let max = issuer.max_invoice_amount.map(|max| max.grouped());
                amount_text_ui(ui, max.as_deref().unwrap_or(NOTHING));
            }
        });
        let table = Table::new(words::ISSUERS.get(lang), columns).at_most_rows(SHOWN).takes_keyboard(true);
        let output = table.show(ui, &mut TableView::default(), &rows, Some(selected));
        *chosen = output.selected.or(*chosen);
        opened = output.opened.filter(|_| barred.is_none());
        inset_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            details_ui(ui, lang, page, &page.issuers[selected].issuer);
        });
    });
    if pressed == Some(UserCommand::AddIssuer) {
        return Some(IssuerForm::new(page));
    }
    let changes = pressed == Some(UserCommand::ChangeIssuer);
    opened.or(changes.then_some(selected)).and_then(|at| page.issuers.get(at)).map(IssuerForm::of)
}

const EMPTY: f32 = 200.0;

/// What is known of an issuer, and beside it the rules that it works under.
fn details_ui(ui: &mut Ui, lang: Lang, page: &SettingsPage, issuer: &Issuer) {
    if ui.available_width() < ROOM_FOR_MAX - 2.0 * space::L {
        facts_ui(ui, lang, issuer);
        ui.add_space(space::S);
        return rules_ui(ui, lang, page, issuer);
    }
    let width = ((ui.available_width() - space::XXL) / 2.0).floor();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XXL;
        ui.vertical(|ui| {
            ui.set_width(width);
            facts_ui(ui, lang, issuer);
        });
        ui.vertical(|ui| {
            ui.set_width(width);
            rules_ui(ui, lang, page, issuer);
        });
    });
}

fn rules_ui(ui: &mut Ui, lang: Lang, page: &SettingsPage, issuer: &Issuer) {
    let Some(policy) = page.policy(&issuer.policy) else { return };
    strong_ui(ui, words::policy_name(lang, policy));
    let policy = issuer.working_under(policy.clone());
    for (label, rule) in words::policy_rules(lang, &policy) {
        key_value_ui(ui, label, &rule);
    }
}

fn facts_ui(ui: &mut Ui, lang: Lang, issuer: &Issuer) {
    let max = issuer.max_invoice_amount.map(phrase::yuan);
    let facts = [
        (info_field(InfoField::TaxId), issuer.tax_id.as_ref().map(TaxId::as_str)),
        (words::ADDRESS, issuer.address.as_deref()),
        (words::PHONE, issuer.phone.as_deref()),
        (info_field(InfoField::Bank), issuer.bank.as_deref()),
        (info_field(InfoField::BankAccount), issuer.bank_account.as_deref()),
        (words::MAX_INVOICE, max.as_deref()),
    ];
    strong_ui(ui, &issuer.name);
    for (label, value) in facts {
        key_value_ui(ui, label.get(lang), value.unwrap_or(NOTHING));
    }
}

//! What was applied for, as it was submitted.

use chrono::Days;
use egui::{Ui, vec2};

use super::head::{print, print_ui};
use crate::desk::pages::application::ApplicationPage;
use crate::domain::invoice_info::InfoField;
use crate::domain::masking::{masked_account, masked_phone};
use crate::i18n::{application as words, common, domain, policies, settings};
use crate::ui::panels::parts::column_ui;
use crate::ui::state::Cx;
use crate::ui::theme::space;
use crate::ui::widgets::{
    Card, body_ui, key_value_ui, key_value_with, link_ui, part_rule_ui, small_ui, strong_ui,
};

/// From this width on a tax id has room in half of the card.
const TWO_COLUMNS: f32 = 560.0;

/// The card of facts, where there is room in two columns: the application, and the buyer's title block. Where it
/// `offers_print`, that is at its head.
pub(super) fn card_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    page: &ApplicationPage,
    is_unmasked: &mut bool,
    offers_print: bool,
) {
    let (lang, mut prints) = (cx.lang, false);
    let card = Card::titled(cx.say(common::APPLICATION_DETAILS)).note(cx.say(words::SNAPSHOT));
    let card = if offers_print { card.actions(|ui| prints = print_ui(ui, lang)) } else { card };
    card.show(ui, |ui| {
        if ui.available_width() < TWO_COLUMNS {
            application_ui(ui, cx, page);
            part_rule_ui(ui);
            return buyer_ui(ui, cx, page, is_unmasked);
        }
        let width = ((ui.available_width() - space::XXL) / 2.0).floor();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::XXL;
            for column in [0, 1] {
                column_ui(ui, vec2(width, 0.0), |ui| {
                    ui.spacing_mut().item_spacing = vec2(space::S, space::S);
                    if column == 0 {
                        application_ui(ui, cx, page);
                    } else {
                        buyer_ui(ui, cx, page, is_unmasked);
                    }
                });
            }
        });
    });
    if prints {
        cx.act(print(page));
    }
}

fn application_ui(ui: &mut Ui, cx: &Cx<'_>, page: &ApplicationPage) {
    let view = &page.view;
    key_value_with(ui, cx.say(common::CUSTOMER), |ui| {
        body_ui(ui, &view.account_name);
        small_ui(ui, &view.account);
    });
    key_value_ui(ui, cx.say(common::INVOICE_TYPE), domain::invoice_type(view.r#type).get(cx.lang));
    key_value_with(ui, cx.say(common::INVOICE_AMOUNT), |ui| {
        strong_ui(ui, &format!("¥ {}", view.amount.grouped()));
        small_ui(ui, &view.amount_in_words);
    });
    let rate = page.rate.map(|rate| format!(" · {rate}")).unwrap_or_default();
    key_value_ui(ui, cx.say(common::INVOICE_ITEM), &format!("{}{rate}", view.item));
    key_value_ui(ui, cx.say(common::ISSUER), &page.issuer.name);
    let policy = settings::policy_name(cx.lang, &view.policy);
    let version = policies::version(cx.lang, view.policy.version);
    key_value_ui(ui, cx.say(common::POLICY), &format!("{policy} · {version}"));
    if let Some(days) = view.policy.deduction_days.filter(|_| view.r#type.is_special()) {
        let issued_on = view.invoices.iter().map(|invoice| invoice.issued_on).min();
        let last = issued_on.and_then(|on| on.checked_add_days(Days::new(days.into())));
        key_value_ui(ui, cx.say(common::DEDUCTION), &words::deduction(cx.lang, days, last));
    }
    if let Some(remark) = &view.remark {
        key_value_ui(ui, cx.say(common::REMARK), remark);
    }
}

fn buyer_ui(ui: &mut Ui, cx: &Cx<'_>, page: &ApplicationPage, is_unmasked: &mut bool) {
    let view = &page.view;
    for field in InfoField::ALL {
        let label = domain::info_field_short(field).get(cx.lang);
        let Some(value) = view.info.field(field) else { continue };
        let masked = match field {
            InfoField::Phone => masked_phone(value),
            InfoField::BankAccount => masked_account(value),
            _ => {
                key_value_ui(ui, label, value);
                continue;
            }
        };
        key_value_with(ui, label, |ui| {
            ui.horizontal_wrapped(|ui| {
                body_ui(ui, if *is_unmasked { value } else { &masked });
                unmask_ui(ui, cx, is_unmasked);
            });
        });
    }
    key_value_with(ui, cx.say(common::DELIVERED_TO), |ui| {
        if let Some(address) = &view.address {
            let postcode = address.postcode.as_deref().unwrap_or_default();
            body_ui(ui, format!("{} {} {postcode}", address.region, address.street).trim_end());
            ui.horizontal_wrapped(|ui| {
                let shown = if *is_unmasked { address } else { &address.masked() };
                small_ui(ui, &format!("{} {}", shown.recipient, shown.phone));
                unmask_ui(ui, cx, is_unmasked);
            });
        }
        if let Some(email) = view.email.as_deref() {
            body_ui(ui, email);
        }
        if view.address.is_none() && view.email.is_none() {
            body_ui(ui, domain::delivery(view.policy.delivery).get(cx.lang));
        }
    });
    if let Some(issuer_pays) = view.policy.issuer_pays_freight(view.amount) {
        let who = if issuer_pays { words::FREIGHT_ISSUER } else { words::FREIGHT_RECEIVER };
        key_value_ui(ui, cx.say(common::FREIGHT), cx.say(who));
    }
    if let Some(contact) = &view.contact {
        key_value_ui(ui, cx.say(common::CONTACT), contact);
    }
}

/// The link by which phones and the bank account are shown whole, and masked again.
fn unmask_ui(ui: &mut Ui, cx: &Cx<'_>, is_unmasked: &mut bool) {
    let toggle = if *is_unmasked { common::HIDE } else { common::SHOW };
    *is_unmasked ^= link_ui(ui, cx.say(toggle)).clicked();
}

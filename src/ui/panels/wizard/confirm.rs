//! Step 3: everything that is about to be submitted.

use chrono::Datelike;
use egui::Ui;

use super::data::Data;
use super::details_view;
use crate::desk::commands::submit_application::Prepared;
use crate::domain::invoice_info::{InfoField, InvoiceType};
use crate::domain::policy::Delivery;
use crate::i18n::dates::weekday_short;
use crate::i18n::{Lang, common, domain, faults, wizard as words};
use crate::ui::icons;
use crate::ui::panels::parts::{self, pairs_ui};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Card, Column, SliceRows, Table, TableView, amount_ui, banner_ui, body_ui, key_value_ui, key_value_with,
    mono_ui, pill_ui, small_ui, strong_ui,
};

/// How many bills are shown before they scroll.
const ROWS: usize = 12;

/// Below this width there is room for no more than what is taken of a bill.
const TIGHT: f32 = 600.0;

pub(super) fn step_ui(ui: &mut Ui, lang: Lang, data: &Data, kind: InvoiceType, preview: &Prepared) {
    parts::scroll_ui(ui, "confirm", |ui| {
        ui.spacing_mut().item_spacing.y = space::L;
        let details =
            Card::titled(common::APPLICATION_DETAILS.get(lang)).note(words::CONTENTS_NOTE.get(lang));
        details.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            pairs_ui(ui, space::XXL, &[asked_ui, sent_ui], |ui, part| {
                ui.vertical(|ui| part(ui, lang, data, kind, preview));
            });
        });
        bills_ui(ui, lang, data, preview);
    });
}

fn asked_ui(ui: &mut Ui, lang: Lang, data: &Data, kind: InvoiceType, preview: &Prepared) {
    let info = &preview.snapshot.info;
    key_value_with(ui, common::CUSTOMER.get(lang), |ui| {
        body_ui(ui, &data.sheet.account.name);
        small_ui(ui, &data.sheet.account.code);
    });
    key_value_ui(ui, common::INVOICE_TYPE.get(lang), domain::invoice_type(kind).get(lang));
    key_value_with(ui, common::INVOICE_AMOUNT.get(lang), |ui| {
        strong_ui(ui, &format!("¥ {}", preview.plan.amount.grouped()));
        small_ui(ui, &crate::domain::amount_in_words::amount_in_words(preview.plan.amount));
    });
    let rate = preview.rate.map(|rate| format!(" · {rate}")).unwrap_or_default();
    key_value_ui(ui, common::INVOICE_ITEM.get(lang), &format!("{}{rate}", preview.snapshot.item));
    key_value_ui(ui, common::BUYER.get(lang), &info.name);
    if let Some(tax_id) = info.field(InfoField::TaxId) {
        key_value_with(ui, domain::info_field(InfoField::TaxId).get(lang), |ui| mono_ui(ui, tax_id));
        if let Some(by) = &info.tax_id_seen_by {
            small_ui(ui, &faults::tax_id_seen(lang, by));
        }
    }
    pair_ui(ui, words::ADDRESS_PHONE.get(lang), [&info.address, &info.phone]);
    pair_ui(ui, words::BANK_ACCOUNT.get(lang), [&info.bank, &info.bank_account]);
}

/// Two facts that invoices print in one line.
fn pair_ui(ui: &mut Ui, label: &str, parts: [&Option<String>; 2]) {
    let text = parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ");
    if !text.is_empty() {
        key_value_ui(ui, label, &text);
    }
}

fn sent_ui(ui: &mut Ui, lang: Lang, data: &Data, kind: InvoiceType, preview: &Prepared) {
    let policy = &preview.customer.policy;
    let snapshot = &preview.snapshot;
    key_value_ui(ui, common::ISSUER.get(lang), &data.sheet.issuer.name);
    key_value_ui(ui, common::DELIVERY_METHOD.get(lang), domain::delivery(policy.delivery).get(lang));
    match (policy.delivery, &snapshot.address, &snapshot.email) {
        (Delivery::Post, Some(address), _) => {
            key_value_ui(ui, common::MAILING_ADDRESS.get(lang), &address.one_line());
        }
        (Delivery::Email, _, Some(email)) => drop(key_value_ui(ui, common::EMAIL.get(lang), email)),
        _ => {}
    }
    if let (Some(issuer_pays), Some(from)) = (preview.issuer_pays_freight, policy.freight_paid_from) {
        let receiver = words::freight_receiver(lang, from);
        let who = if issuer_pays { words::FREIGHT_ISSUER.get(lang) } else { receiver.as_str() };
        key_value_ui(ui, common::FREIGHT.get(lang), who);
    }
    let due_on = preview.deadline.due_on;
    let weekday = weekday_short(due_on.weekday()).get(lang);
    let days = policy.deliver_within_working_days;
    key_value_ui(ui, words::DUE_ON.get(lang), &words::due_on(lang, due_on, weekday, days));
    key_value_ui(ui, words::CANCEL.get(lang), domain::cancel_until(policy.cancel_until).get(lang));
    if let Some(deduction) = details_view::deduction(lang, data, kind) {
        key_value_ui(ui, common::DEDUCTION.get(lang), &deduction);
    }
    let none = words::NONE.get(lang);
    key_value_ui(ui, common::CONTACT.get(lang), snapshot.contact.as_deref().unwrap_or(none));
    key_value_ui(ui, common::REMARK.get(lang), snapshot.remark.as_deref().unwrap_or(none));
}

pub(super) fn warnings_ui(ui: &mut Ui, lang: Lang, preview: &Prepared) {
    pill_ui(ui, Tone::Ok, icons::CHECK, words::CHECKED.get(lang));
    ui.add_space(space::XS);
    if let Some(year) = preview.deadline.assumed_year {
        banner_ui(ui, Tone::Info, &words::assumed(lang, year), None);
    }
    match preview.customer.policy.corrections {
        None => banner_ui(ui, Tone::Warn, words::NO_REISSUE.get(lang), None),
        Some(offered) => {
            let text = words::corrections(lang, offered.per_calendar_year, offered.within_months);
            banner_ui(ui, Tone::Info, &text, None)
        }
    };
}

fn bills_ui(ui: &mut Ui, lang: Lang, data: &Data, preview: &Prepared) {
    let plan = &preview.plan;
    let note = words::bills_total(lang, plan.lines.len(), plan.amount);
    Card::titled(common::BILLS.get(lang)).note(&note).flush().show(ui, |ui| {
        let is_tight = ui.available_width() < TIGHT;
        let mut columns = vec![
            Column::new("bill_no", common::BILL_NO.get(lang), 150.0).whole().grows(),
            Column::new("billed_on", common::BILLED_ON.get(lang), 110.0).whole(),
            Column::money("charged", common::BILL_AMOUNT.get(lang), 120.0),
            Column::money("absorbed", common::ABSORBED.get(lang), 110.0),
            Column::money("invoiced", common::THIS_INVOICE.get(lang), 120.0),
        ];
        columns.retain(|column| !is_tight || !["billed_on", "charged"].contains(&column.key()));
        let rows = SliceRows::new(&plan.lines, |line, column, ui| match (column, data.bill(line.bill)) {
            ("absorbed", _) => drop(amount_ui(ui, line.absorbed)),
            ("invoiced", _) => drop(amount_ui(ui, line.invoiced)),
            ("bill_no", Some(bill)) => drop(body_ui(ui, &bill.bill_no)),
            ("billed_on", Some(bill)) => drop(body_ui(ui, &bill.billed_on.to_string())),
            ("charged", Some(bill)) => drop(amount_ui(ui, bill.amount)),
            _ => {}
        });
        let name = format!("{} 3", common::BILLS.get(lang));
        Table::new(&name, &columns).at_most_rows(ROWS).show(ui, &mut TableView::default(), &rows, None);
    });
}

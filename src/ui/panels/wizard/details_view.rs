//! Step 2: the type, the info that will be used, where the invoice goes, contact and remark.

use chrono::Days;
use egui::{Key, Ui};

use super::data::Data;
use super::details::{Details, Missing};
use crate::desk::pages::customer::{InfoOrigin, TypeSheet};
use crate::desk::pages::estimate::Estimate;
use crate::domain::invoice_info::{InfoField, InvoiceInfo, InvoiceType};
use crate::domain::policy::Delivery;
use crate::domain::rules::remark_invalid::MAX_REMARK_CHARS;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, Text, addresses, common, domain, faults, phrase, wizard as words};
use crate::ui::icons::{self, Icon};
use crate::ui::panels::looks::qualification_pill_ui;
use crate::ui::panels::parts::{self, pairs_ui};
use crate::ui::theme::{Tone, space};
use crate::ui::widgets::{
    Card, Field, banner_ui, key_value_ui, link_ui, pill_ui, radio_card_height, radio_card_ui, small_ui,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DetailsAction {
    Next,
    Info(InvoiceType),
    Address,
}

pub(super) fn step_ui(
    ui: &mut Ui,
    lang: Lang,
    data: &Data,
    details: &mut Details,
    estimate: Option<&Estimate>,
    is_new: bool,
) -> Option<DetailsAction> {
    let mut asked = None;
    // What is missing has the keyboard on arrival.
    let first = details.missing(data).map(|(missing, _)| missing).filter(|_| is_new);
    parts::scroll_ui(ui, "details", |ui| {
        ui.spacing_mut().item_spacing.y = space::L;
        types_ui(ui, lang, data, details, first);
        if let Some(of_type) = details.invoice_type.and_then(|kind| data.sheet.of_type(kind)) {
            asked = asked.or(info_ui(ui, lang, data, of_type, first));
        }
        asked = asked.or(match data.sheet.policy.delivery {
            Delivery::Post => post_ui(ui, lang, data, details, estimate, first),
            Delivery::Email => email_ui(ui, lang, data, details, first),
        });
        asked = asked.or(other_ui(ui, lang, details, first));
    });
    asked
}

fn types_ui(ui: &mut Ui, lang: Lang, data: &Data, details: &mut Details, first: Option<Missing>) {
    let allowed = data.sheet.types.iter().map(|of_type| of_type.invoice_type);
    let others = InvoiceType::ALL.into_iter().filter(|kind| data.sheet.of_type(*kind).is_none());
    let types: Vec<InvoiceType> = allowed.chain(others).collect();
    Card::titled(common::INVOICE_TYPE.get(lang)).show(ui, |ui| {
        let cards: Vec<_> = types
            .iter()
            .enumerate()
            .map(|(at, kind)| (at, *kind, note(lang, data, *kind), barred(lang, data, *kind)))
            .collect();
        pairs_ui(ui, space::M, &cards, |ui, (at, kind, note, barred)| {
            let width = ui.available_width();
            let high = |(_, _, note, barred): &(_, _, String, Option<String>)| {
                radio_card_height(ui, width, barred.as_ref().unwrap_or(note))
            };
            let row = cards.chunks(2).nth(at / 2).unwrap_or_default();
            let least = row.iter().map(high).fold(0.0, f32::max);
            let title = domain::invoice_type(*kind).get(lang);
            let selected = details.invoice_type == Some(*kind);
            let card = radio_card_ui(ui, selected, title, note, barred.as_deref(), least);
            if *at == 0 && first == Some(Missing::Type) {
                card.request_focus();
            }
            if card.clicked() {
                details.invoice_type = Some(*kind);
            }
        });
    });
}

fn barred(lang: Lang, data: &Data, kind: InvoiceType) -> Option<String> {
    if data.sheet.of_type(kind).is_none() {
        return Some(words::type_barred(lang, data.sheet.account.kind));
    }
    let state = domain::qualification_standing(data.sheet.qualification);
    let days = data.sheet.policy.qualification_review_working_days;
    (!data.may_have(kind)).then(|| words::needs_review(lang, state.get(lang), days))
}

fn note(lang: Lang, data: &Data, kind: InvoiceType) -> String {
    match kind {
        InvoiceType::PersonalGeneral => words::PERSONAL_NOTE.get(lang).to_owned(),
        InvoiceType::EnterpriseGeneral => words::GENERAL_NOTE.get(lang).to_owned(),
        InvoiceType::OrganisationGeneral => words::ORGANISATION_NOTE.get(lang).to_owned(),
        InvoiceType::EnterpriseSpecial => {
            let note = words::SPECIAL_NOTE.get(lang);
            deduction(lang, data, kind).map_or_else(|| note.to_owned(), |until| format!("{note}{until}"))
        }
    }
}

/// How long the buyer of this type can deduct its tax, where the policy says so.
pub(super) fn deduction(lang: Lang, data: &Data, kind: InvoiceType) -> Option<String> {
    let days = data.sheet.policy.deduction_days.filter(|_| kind.is_special())?;
    let until = data.sheet.on.checked_add_days(Days::new(days.into()))?;
    Some(words::deduction(lang, days, until))
}

fn info_ui(
    ui: &mut Ui,
    lang: Lang,
    data: &Data,
    of_type: &TypeSheet,
    first: Option<Missing>,
) -> Option<DetailsAction> {
    let mut asked = None;
    let (tone, icon, word, action): (Tone, Icon, Text, Text) = match &of_type.info {
        InfoOrigin::Missing => (Tone::Warn, icons::WARNING, common::NOT_FILLED_IN, words::FILL_IN),
        _ if !of_type.problems.is_empty() => (Tone::Bad, icons::ALERT, words::INFO_WRONG, common::CHANGE),
        InfoOrigin::Saved(_) => (Tone::Ok, icons::CHECK, common::SAVED, common::CHANGE),
        InfoOrigin::Derived(_) => (Tone::Info, icons::PERSON, words::INFO_DERIVED, words::FILL_IN),
    };
    let card = Card::titled(common::INVOICE_INFO.get(lang)).actions(|ui| {
        let link = link_ui(ui, action.get(lang));
        if first == Some(Missing::Info) {
            link.request_focus();
        }
        if link.clicked() {
            asked = Some(DetailsAction::Info(of_type.invoice_type));
        }
        ui.add_space(space::S);
        pill_ui(ui, tone, icon, word.get(lang));
        if data.sheet.needs_qualification(of_type.invoice_type) {
            qualification_pill_ui(ui, lang, data.sheet.qualification);
        }
    });
    card.show(ui, |ui| {
        match &of_type.info {
            InfoOrigin::Missing => {
                banner_ui(ui, Tone::Warn, words::INFO_MISSING_NOTE.get(lang), None);
            }
            InfoOrigin::Derived(_) => {
                banner_ui(ui, Tone::Info, words::INFO_DERIVED_NOTE.get(lang), None);
            }
            InfoOrigin::Saved(_) => {}
        }
        for problem in &of_type.problems {
            let (field, fault) = (domain::info_field(problem.field), &problem.fault);
            let text = phrase::because(lang, field.get(lang), &faults::field_fault(lang, fault));
            banner_ui(ui, Tone::Bad, &text, None);
        }
        if let Some(info) = of_type.info.info() {
            facts_ui(ui, lang, info);
        }
    });
    asked
}

/// The fields of invoice info that hold something, two in a row.
pub(super) fn facts_ui(ui: &mut Ui, lang: Lang, info: &InvoiceInfo) {
    let filled: Vec<(InfoField, &str)> =
        InfoField::ALL.into_iter().filter_map(|field| Some((field, info.field(field)?))).collect();
    pairs_ui(ui, space::M, &filled, |ui, (field, text)| {
        key_value_ui(ui, domain::info_field_short(*field).get(lang), text);
    });
}

fn post_ui(
    ui: &mut Ui,
    lang: Lang,
    data: &Data,
    details: &mut Details,
    estimate: Option<&Estimate>,
    first: Option<Missing>,
) -> Option<DetailsAction> {
    let mut asked = None;
    let stored = &data.sheet.addresses;
    let card = Card::titled(common::MAILING_ADDRESS.get(lang)).actions(|ui| {
        let link = link_ui(ui, addresses::ADD.get(lang));
        if first == Some(Missing::Address) {
            link.request_focus();
        }
        if link.clicked() {
            asked = Some(DetailsAction::Address);
        }
    });
    card.show(ui, |ui| {
        if stored.is_empty() {
            banner_ui(ui, Tone::Warn, words::NO_ADDRESS.get(lang), None);
        }
        pairs_ui(ui, space::M, stored, |ui, address| {
            let to = &address.address;
            let mut title = format!("{} {}", to.recipient, to.phone);
            if address.is_default {
                title = format!("{title} · {}", addresses::DEFAULT.get(lang));
            }
            let place = format!("{} {} {}", to.region, to.street, to.postcode.as_deref().unwrap_or_default());
            let selected = details.address == Some(address.id);
            if radio_card_ui(ui, selected, &title, place.trim_end(), None, 0.0).clicked() {
                details.address = Some(address.id);
            }
        });
        let policy = &data.sheet.policy;
        let freight =
            match (estimate.and_then(|estimate| estimate.issuer_pays_freight), policy.freight_paid_from) {
                (Some(true), _) => words::FREIGHT_ISSUER.get(lang).to_owned(),
                (Some(false), Some(from)) => words::freight_receiver(lang, from),
                _ => String::new(),
            };
        let within = words::within(lang, policy.deliver_within_working_days, policy.delivery);
        small_ui(ui, format!("{within} {freight}").trim_end());
    });
    asked
}

fn email_ui(
    ui: &mut Ui,
    lang: Lang,
    data: &Data,
    details: &mut Details,
    first: Option<Missing>,
) -> Option<DetailsAction> {
    let mut enter = false;
    Card::titled(words::TO_EMAIL.get(lang)).show(ui, |ui| {
        let fault = details.email_fault.as_ref().map(|fault| faults::email_error(lang, fault));
        let field = Field::new(common::EMAIL.get(lang), &mut details.email)
            .required()
            .hint(words::EMAIL_HINT.get(lang))
            .error(fault.as_deref())
            .show(ui);
        if first == Some(Missing::Email) {
            field.request_focus();
        }
        if field.changed() {
            details.check();
        }
        enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let policy = &data.sheet.policy;
        small_ui(ui, &words::within(lang, policy.deliver_within_working_days, policy.delivery));
        small_ui(ui, words::ALSO_AT_TAX_BUREAU.get(lang));
    });
    enter.then_some(DetailsAction::Next)
}

fn other_ui(ui: &mut Ui, lang: Lang, details: &mut Details, first: Option<Missing>) -> Option<DetailsAction> {
    let mut enter = false;
    Card::titled(words::OTHER.get(lang)).show(ui, |ui| {
        let third = ((ui.available_width() - space::M) / 3.0).floor();
        let pressed = ui.input(|input| input.key_pressed(Key::Enter));
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let contact = Field::new(common::CONTACT.get(lang), &mut details.contact)
                .hint(words::CONTACT_HINT.get(lang))
                .width(third)
                .show(ui);
            enter |= contact.lost_focus() && pressed;
            let fault = details.remark_fault.as_ref().map(|fault| message(lang, fault));
            let remark = Field::new(common::REMARK.get(lang), &mut details.remark)
                .hint(words::REMARK_HINT.get(lang))
                .width(ui.available_width())
                .rows(3)
                .limit(MAX_REMARK_CHARS)
                .error(fault.as_deref())
                .show(ui);
            if first == Some(Missing::Remark) {
                remark.request_focus();
            }
            if remark.changed() {
                // An invoice's remark has no lines: Enter goes on, and what was pasted is joined.
                enter |= details.remark.contains('\n') && pressed;
                let joined = if pressed { "" } else { " " };
                details.remark = details.remark.replace("\r\n", "\n").replace('\n', joined);
                details.check();
            }
        });
    });
    enter.then_some(DetailsAction::Next)
}

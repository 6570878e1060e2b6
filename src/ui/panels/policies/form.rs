//! The parameters of a policy as they are typed, each with what it means beside it.

use egui::Ui;

use super::draft::{Draft, Limit};
use super::view::Today;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::MoneyError;
use crate::domain::policy::{AmountBasis, CancelUntil, Delivery};
use crate::i18n::policies::Param;
use crate::i18n::{Lang, Text, domain, faults, policies as words, policy as problems};
use crate::ui::theme::{Type, space, tokens};
use crate::ui::widgets::{
    Field, bare_select_ui, checkbox_ui, money_field_ui, rule_ui, segmented_ui, small_ui, strong_ui, text_ui,
};

/// Width of a number, of what is chosen from a list, and of the name of a kind of account.
const NUMBER: f32 = 120.0;
const CHOICE: f32 = 300.0;
const WHOSE: f32 = 72.0;

/// Draws every parameter; whether something was changed.
pub(super) fn fields_ui(ui: &mut Ui, lang: Lang, draft: &mut Draft, today: Today<'_>) -> bool {
    ui.spacing_mut().item_spacing.y = space::M;
    let due_on = (today.due_on)(&draft.made);
    let mut changed = false;
    for (i, param) in Param::ALL.into_iter().enumerate() {
        if i > 0 {
            rule_ui(ui);
        }
        let effect = words::effect(lang, &draft.made, param, today.today, due_on);
        let half = ((ui.available_width() - space::XL) / 2.0).floor();
        ui.push_id(param, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::XL;
                ui.vertical(|ui| {
                    ui.set_width(half);
                    ui.spacing_mut().item_spacing = egui::vec2(space::M, space::S);
                    strong_ui(ui, param.title().get(lang));
                    if param != Param::Items {
                        changed |= control_ui(ui, lang, draft, param);
                        wrong_ui(ui, lang, draft, param);
                    }
                });
                ui.vertical(|ui| {
                    ui.set_width(half);
                    small_ui(ui, &effect);
                });
            });
            if param == Param::Items {
                ui.spacing_mut().item_spacing.y = space::M;
                changed |= draft.items.fields_ui(ui, lang, &draft.problems);
                wrong_ui(ui, lang, draft, param);
            }
        });
    }
    changed
}

/// The input of a parameter; whether it was changed.
fn control_ui(ui: &mut Ui, lang: Lang, draft: &mut Draft, param: Param) -> bool {
    let name = param.title().get(lang);
    match param {
        Param::Names => {
            let zh = Field::new(words::NAME_ZH.get(lang), &mut draft.name_zh).required().show(ui);
            let en = Field::new(words::NAME_EN.get(lang), &mut draft.name_en).required().show(ui);
            zh.changed() | en.changed()
        }
        Param::Basis => {
            let ways = [AmountBasis::FreeAmount, AmountBasis::ChosenBills]
                .map(|way| (way, domain::amount_basis(way).get(lang)));
            segmented_ui(ui, name, &mut draft.basis, &ways).changed()
        }
        Param::Types => {
            let mut changed = false;
            for (kind, types) in &mut draft.types {
                let name = domain::account_kind(*kind).get(lang);
                ui.push_id(*kind, |ui| changed |= types_ui(ui, lang, Some(name), types));
            }
            changed
        }
        Param::Derived => types_ui(ui, lang, None, &mut draft.derived),
        Param::Review => limit_ui(ui, lang, &mut draft.review, words::REVIEWED, words::REVIEW_DAYS),
        Param::Age => limit_ui(ui, lang, &mut draft.age, words::HAS_LIMIT, words::AGE_MONTHS),
        Param::Overdue => checkbox_ui(ui, &mut draft.overdue, words::BLOCKS.get(lang)).changed(),
        Param::Freezing => limit_ui(ui, lang, &mut draft.freezing, words::FREEZES, words::OVERDUE_DAYS),
        Param::Deadline => number_ui(ui, lang, &mut draft.deadline, words::DEADLINE_DAYS),
        Param::Delivery => {
            let ways = [Delivery::Post, Delivery::Email].map(|way| (way, domain::delivery(way).get(lang)));
            segmented_ui(ui, name, &mut draft.delivery, &ways).changed()
        }
        Param::Freight => {
            let mut changed = checkbox_ui(ui, &mut draft.has_freight, words::FREIGHT.get(lang)).changed();
            if draft.has_freight {
                let label = words::FROM_AMOUNT.get(lang);
                changed |= money_field_ui(ui, label, &mut draft.freight, Some(CHOICE), None).changed();
            }
            changed
        }
        Param::Cancelling => {
            let ends = [CancelUntil::EndOfSubmissionDay, CancelUntil::Issue]
                .map(|end| (end, domain::cancel_until(end).get(lang)));
            bare_select_ui(ui, name, &mut draft.cancel_until, &ends, CHOICE).changed()
        }
        Param::Corrections => {
            let mut changed = limit_ui(ui, lang, &mut draft.corrections, words::CORRECTIONS, words::A_YEAR);
            if draft.corrections.on {
                changed |= number_ui(ui, lang, &mut draft.correction_months, words::WITHIN_MONTHS);
                draft.correction_months.on = true;
            }
            changed
        }
        Param::Recurring => limit_ui(ui, lang, &mut draft.recurring, words::RECURRING, words::DAY_OF_MONTH),
        Param::Deduction => limit_ui(ui, lang, &mut draft.deduction, words::SHOWN, words::DEDUCTION_DAYS),
        Param::Items => false,
    }
}

fn types_ui(ui: &mut Ui, lang: Lang, whose: Option<&str>, types: &mut [(InvoiceType, bool)]) -> bool {
    let mut changed = false;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::M, 0.0);
        if let Some(whose) = whose {
            ui.vertical(|ui| {
                ui.set_width(WHOSE);
                ui.add_space(space::S);
                small_ui(ui, whose);
            });
        }
        let width = ui.available_width();
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                // As high as a checkbox, so that lines of them stand close together.
                ui.spacing_mut().interact_size.y = 0.0;
                for (invoice_type, on) in types {
                    let name = domain::invoice_type_short(*invoice_type).get(lang);
                    changed |= checkbox_ui(ui, on, name).changed();
                }
            });
        });
    });
    changed
}

/// A number that a switch leaves out.
fn limit_ui(ui: &mut Ui, lang: Lang, limit: &mut Limit, switch: Text, label: Text) -> bool {
    let mut changed = checkbox_ui(ui, &mut limit.on, switch.get(lang)).changed();
    if limit.on {
        changed |= number_ui(ui, lang, limit, label);
    }
    changed
}

fn number_ui(ui: &mut Ui, lang: Lang, limit: &mut Limit, label: Text) -> bool {
    Field::new(label.get(lang), &mut limit.text).required().width(NUMBER).show(ui).changed()
}

/// What is wrong with a parameter; what is wrong inside an item is said there.
fn wrong_ui(ui: &mut Ui, lang: Lang, draft: &Draft, param: Param) {
    let is_here = |field: &str| {
        let name = field.split(['.', '[']).next().unwrap_or_default();
        param.fields().contains(&name) && !field.contains('[')
    };
    let color = tokens(ui).bad;
    for field in draft.unread.iter().filter(|field| is_here(field) && **field != "items") {
        let text = match *field {
            "freight_paid_from" if draft.freight.error().is_some() => continue,
            "freight_paid_from" => faults::money_error(MoneyError::Empty).get(lang),
            _ => words::NOT_A_NUMBER.get(lang),
        };
        text_ui(ui, text, Type::Small, color);
    }
    for problem in draft.problems.iter().filter(|problem| is_here(&problem.field)) {
        text_ui(ui, &problems::fault(lang, problem.fault), Type::Small, color);
    }
}

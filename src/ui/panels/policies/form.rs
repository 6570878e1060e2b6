//! The parameters of a policy as they are typed, each with what it means beside it.

use egui::{Align, Ui};

use super::draft::{Draft, Limit};
use super::view::Today;
use crate::desk::commands::policies::nobody_but;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::MoneyError;
use crate::domain::policy::{AmountBasis, CancelUntil, Delivery, Policy};
use crate::i18n::policies::Param;
use crate::i18n::{Lang, Text, domain, faults, policies as words, policy as problems};
use crate::ui::fields::Fields;
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::widgets::{
    Field, banner_ui, bare_select_ui, checkbox_ui, rule_ui, segmented_ui, small_ui, strong_ui, text_ui,
};

/// Width of a number, of what is chosen from a list, and of the name of a kind of account.
const NUMBER: f32 = 120.0;
const CHOICE: f32 = 300.0;
const WHOSE: f32 = 72.0;

pub(super) fn fields_ui(ui: &mut Ui, fields: &mut Fields<'_>, draft: &mut Draft, today: Today<'_>) {
    let lang = fields.lang;
    ui.spacing_mut().item_spacing.y = space::M;
    let due_on = (today.due_on)(&draft.made);
    for (i, param) in Param::ALL.into_iter().enumerate() {
        if i > 0 {
            rule_ui(ui);
        }
        let effect = words::effect(lang, &draft.made, param, today.today, due_on);
        if draft.goes_to.take_if(|to| *to == param).is_some() {
            ui.scroll_to_cursor(Some(Align::Min));
            fields.wants_focus = true;
        }
        let half = ((ui.available_width() - space::XL) / 2.0).floor();
        ui.push_id(param, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::XL;
                ui.vertical(|ui| {
                    ui.set_width(half);
                    ui.spacing_mut().item_spacing = egui::vec2(space::M, space::S);
                    strong_ui(ui, param.title().get(lang));
                    if param != Param::Items {
                        control_ui(ui, fields, draft, param);
                        wrong_ui(ui, lang, draft, param);
                    }
                });
                ui.vertical(|ui| {
                    ui.set_width(half);
                    small_ui(ui, &effect);
                    if param == Param::SecondPerson {
                        alone_ui(ui, lang, &draft.made, today.clerks);
                    }
                });
            });
            if param == Param::Items {
                ui.spacing_mut().item_spacing.y = space::M;
                fields.changed |= draft.items.fields_ui(ui, lang, &draft.problems);
                wrong_ui(ui, lang, draft, param);
            }
        });
    }
}

fn control_ui(ui: &mut Ui, fields: &mut Fields<'_>, draft: &mut Draft, param: Param) {
    let (lang, made) = (fields.lang, &mut draft.made);
    let name = param.title().get(lang);
    // What is as wide as its column makes the whole form no wider.
    let choice = CHOICE.min(ui.available_width());
    match param {
        Param::Names => {
            let names = [
                ("name_zh", words::NAME_ZH, &mut draft.name_zh),
                ("name_en", words::NAME_EN, &mut draft.name_en),
            ];
            for (field, label, text) in names {
                fields.text_ui(ui, field, Field::new(label.get(lang), text).required(), None);
            }
        }
        Param::Basis => {
            let ways = [AmountBasis::FreeAmount, AmountBasis::ChosenBills]
                .map(|way| (way, domain::amount_basis(way).get(lang)));
            fields.heed(&segmented_ui(ui, name, &mut made.amount_basis, &ways));
        }
        Param::Types => {
            for (kind, types) in &mut draft.types {
                let name = domain::account_kind(*kind).get(lang);
                ui.push_id(*kind, |ui| types_ui(ui, fields, Some(name), types));
            }
        }
        Param::Derived => types_ui(ui, fields, None, &mut draft.derived),
        Param::Review => limit_ui(ui, fields, &mut draft.review, words::REVIEWED, words::REVIEW_DAYS),
        Param::Age => limit_ui(ui, fields, &mut draft.age, words::HAS_LIMIT, words::AGE_MONTHS),
        Param::Overdue => {
            fields.heed(&checkbox_ui(ui, &mut made.overdue_bill_blocks, words::BLOCKS.get(lang)));
        }
        Param::Freezing => limit_ui(ui, fields, &mut draft.freezing, words::FREEZES, words::OVERDUE_DAYS),
        Param::Deadline => number_ui(ui, fields, &mut draft.deadline, words::DEADLINE_DAYS),
        Param::Delivery => {
            let ways = [Delivery::Post, Delivery::Email].map(|way| (way, domain::delivery(way).get(lang)));
            fields.heed(&segmented_ui(ui, name, &mut made.delivery, &ways));
        }
        Param::Freight => {
            fields.heed(&checkbox_ui(ui, &mut draft.has_freight, words::FREIGHT.get(lang)));
            if draft.has_freight {
                let empty = || faults::money_error(MoneyError::Empty).get(lang).to_owned();
                let fault = (draft.lacks_freight() && draft.freight.error().is_none()).then(empty);
                let (field, label) = ("freight_paid_from", words::FROM_AMOUNT);
                fields.money_ui(ui, field, label, &mut draft.freight, Some(choice), fault);
            }
        }
        Param::Cancelling => {
            let ends = [CancelUntil::EndOfSubmissionDay, CancelUntil::Issue]
                .map(|end| (end, domain::cancel_until(end).get(lang)));
            fields.heed(&bare_select_ui(ui, name, &mut made.cancel_until, &ends, choice));
        }
        Param::Corrections => {
            limit_ui(ui, fields, &mut draft.corrections, words::CORRECTIONS, words::A_YEAR);
            if draft.corrections.on {
                number_ui(ui, fields, &mut draft.correction_months, words::WITHIN_MONTHS);
            }
        }
        Param::Recurring => limit_ui(ui, fields, &mut draft.recurring, words::RECURRING, words::DAY_OF_MONTH),
        Param::Deduction => limit_ui(ui, fields, &mut draft.deduction, words::SHOWN, words::DEDUCTION_DAYS),
        Param::SecondPerson => {
            fields.heed(&checkbox_ui(ui, &mut made.second_person_to_issue, words::TO_ISSUE.get(lang)));
            fields.heed(&checkbox_ui(ui, &mut made.second_person_to_reverse, words::TO_REVERSE.get(lang)));
        }
        Param::Items => {}
    }
}

/// Warns where a policy needs a second person and there is none.
pub(super) fn alone_ui(ui: &mut Ui, lang: Lang, policy: &Policy, clerks: &[String]) {
    if let Some(all) = nobody_but(policy, clerks) {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::M, space::S);
            banner_ui(ui, Tone::Warn, &words::nobody_but(lang, &all), None);
        });
    }
}

fn types_ui(ui: &mut Ui, fields: &mut Fields<'_>, whose: Option<&str>, types: &mut [(InvoiceType, bool)]) {
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
                    let name = domain::invoice_type_short(*invoice_type).get(fields.lang);
                    fields.heed(&checkbox_ui(ui, on, name));
                }
            });
        });
    });
}

/// A number that a switch leaves out.
fn limit_ui(ui: &mut Ui, fields: &mut Fields<'_>, limit: &mut Limit, switch: Text, label: Text) {
    fields.heed(&checkbox_ui(ui, &mut limit.on, switch.get(fields.lang)));
    if limit.on {
        number_ui(ui, fields, limit, label);
    }
}

fn number_ui(ui: &mut Ui, fields: &mut Fields<'_>, limit: &mut Limit, label: Text) {
    let fault = limit.is_unread().then(|| words::NOT_A_NUMBER.get(fields.lang).to_owned());
    let field = Field::new(label.get(fields.lang), &mut limit.text).required().width(NUMBER);
    fields.text_ui(ui, limit.field, field, fault);
}

/// What contradicts in a parameter; what is wrong inside an item is said there.
fn wrong_ui(ui: &mut Ui, lang: Lang, draft: &Draft, param: Param) {
    let is_here = |field: &str| {
        let name = field.split(['.', '[']).next().unwrap_or_default();
        param.fields().contains(&name) && !field.contains('[')
    };
    for problem in draft.problems.iter().filter(|problem| is_here(&problem.field)) {
        text_ui(ui, &problems::fault(lang, problem.fault), Type::Small, tokens(ui).bad);
    }
}

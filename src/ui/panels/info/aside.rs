//! What explains the form: what was verified, what is asked for, the review, who saved when.

use std::collections::BTreeMap;

use egui::Ui;

use super::parts;
use crate::desk::pages::customer::CustomerSheet;
use crate::desk::pages::review::{Standing, StoredSubmission, SubmissionView};
use crate::domain::invoice_info::{InfoField, InvoiceInfo};
use crate::domain::qualification::QualificationState;
use crate::i18n::dates::moment;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, Text, common, domain, info as words, phrase, qualification as submitting, review};
use crate::ui::forms::info::InfoForm;
use crate::ui::icons;
use crate::ui::panels::looks::{qualification_pill_ui, review_subjects, submission_row_ui};
use crate::ui::theme::{Tone, Type, space, tokens};
use crate::ui::widgets::{
    Button, Card, body_ui, key_value_ui, link_ui, part_rule_ui, pill_ui, small_ui, strong_ui, text_row_ui,
    text_ui, weak_ui,
};

/// Draws the cards; whether the qualification is to be revoked.
pub(super) fn aside_ui(
    ui: &mut Ui,
    lang: Lang,
    sheet: &CustomerSheet,
    standing: Option<&Standing>,
    form: &mut InfoForm,
) -> bool {
    let mut revokes = false;
    parts::scroll_ui(ui, "aside", |ui| {
        ui.spacing_mut().item_spacing.y = space::L;
        if let Some(standing) = standing.filter(|_| sheet.needs_qualification(form.invoice_type())) {
            revokes = standing_ui(ui, lang, standing, form);
        }
        verified_ui(ui, lang, sheet, form);
        Card::titled(words::ASKED.get(lang)).show(ui, |ui| {
            weak_ui(ui, words::asked(form.invoice_type()).get(lang));
        });
        if let Some(stored) = form.stored() {
            Card::titled(words::RECORD.get(lang)).show(ui, |ui| {
                key_value_ui(ui, words::BY.get(lang), &stored.saved_by);
                key_value_ui(ui, words::AT.get(lang), &moment(stored.saved_at));
                key_value_ui(ui, common::VERSION.get(lang), &phrase::count(stored.version.unsigned_abs()));
            });
        }
    });
    revokes
}

/// Where the qualification stands, why, and what was before; whether it is to be revoked.
fn standing_ui(ui: &mut Ui, lang: Lang, standing: &Standing, form: &InfoForm) -> bool {
    let mut revokes = false;
    Card::titled(words::QUALIFICATION.get(lang))
        .actions(|ui| qualification_pill_ui(ui, lang, standing.state))
        .show(ui, |ui| {
            weak_ui(ui, words::qualification_means(standing.state).get(lang));
            let Some(newest) = standing.newest() else { return };
            ui.add_space(space::XS);
            submission_ui(ui, lang, standing, &newest.submission);
            if standing.state == Some(QualificationState::Rejected) {
                reasons_ui(ui, lang, submitting::REASONS, &newest.submission.reasons);
            }
            if let Some(revoked) = &standing.revoked {
                key_value_ui(ui, submitting::REVOKED_BY.get(lang), &revoked.by);
                let at = moment(revoked.at);
                key_value_ui(ui, submitting::REVOKED_AT.get(lang), &at);
                reasons_ui(ui, lang, submitting::REVOKED_WHY, &revoked.reasons);
            }
            if standing.state != Some(QualificationState::Revoked)
                && let Some(stored) = form.stored()
            {
                changes_ui(ui, lang, &newest.submission.info, &stored.info);
            }
            earlier_ui(ui, lang, standing);
            if standing.state == Some(QualificationState::Approved) {
                ui.add_space(space::XS);
                let barred = standing.barred_from_revoking.as_ref().map(|refusal| message(lang, refusal));
                let button = Button::danger(submitting::REVOKE_ASK.get(lang));
                revokes = button.disabled_because(barred.as_deref()).show(ui).clicked();
            }
        });
    revokes
}

/// Who submitted when, until when it is decided, and who decided.
fn submission_ui(ui: &mut Ui, lang: Lang, standing: &Standing, submission: &StoredSubmission) {
    key_value_ui(ui, common::SUBMITTED_BY.get(lang), &submission.submitted_by);
    let at = moment(submission.submitted_at);
    key_value_ui(ui, common::SUBMITTED_AT.get(lang), &at);
    if submission.state == QualificationState::Pending {
        let due = submitting::due(lang, submission.due_on, standing.on, standing.working_days_left);
        key_value_ui(ui, submitting::DUE.get(lang), &due);
    }
    if let Some(holder) = &submission.held_by {
        key_value_ui(ui, submitting::HELD_BY.get(lang), holder);
    }
    if let (Some(by), Some(at)) = (&submission.reviewed_by, submission.reviewed_at) {
        key_value_ui(ui, submitting::REVIEWED_BY.get(lang), by);
        key_value_ui(ui, submitting::REVIEWED_AT.get(lang), &moment(at));
    }
}

fn reasons_ui(ui: &mut Ui, lang: Lang, title: Text, reasons: &BTreeMap<String, String>) {
    let reasons = named_reasons(lang, reasons);
    if reasons.is_empty() {
        return;
    }
    ui.add_space(space::XS);
    strong_ui(ui, title.get(lang));
    for (name, reason) in reasons {
        text_ui(ui, &review::reason(lang, name, reason), Type::Body, tokens(ui).bad);
    }
}

/// Reasons with what each is about, in the order of forms.
fn named_reasons(lang: Lang, reasons: &BTreeMap<String, String>) -> Vec<(&'static str, &str)> {
    review_subjects()
        .filter_map(|(key, name)| Some((name.get(lang), reasons.get(key)?.trim())))
        .filter(|(_, reason)| !reason.is_empty())
        .collect()
}

/// What the saved info has that was not submitted.
fn changes_ui(ui: &mut Ui, lang: Lang, submitted: &InvoiceInfo, saved: &InvoiceInfo) {
    let changed: Vec<InfoField> =
        InfoField::ALL.into_iter().filter(|field| submitted.field(*field) != saved.field(*field)).collect();
    if changed.is_empty() {
        return;
    }
    ui.add_space(space::XS);
    strong_ui(ui, submitting::CHANGED.get(lang));
    for field in changed {
        let value = |info: &InvoiceInfo| {
            info.field(field).map_or_else(|| common::BLANK.get(lang).to_owned(), str::to_owned)
        };
        let name = domain::info_field(field).get(lang);
        body_ui(ui, &submitting::from_to(lang, name, &value(submitted), &value(saved)));
    }
}

fn earlier_ui(ui: &mut Ui, lang: Lang, standing: &Standing) {
    let earlier = standing.submissions.get(1..).unwrap_or_default();
    if earlier.is_empty() {
        return;
    }
    part_rule_ui(ui);
    strong_ui(ui, common::EARLIER_SUBMISSIONS.get(lang));
    for SubmissionView { submission, .. } in earlier {
        submission_row_ui(ui, lang, submission);
        for (name, reason) in named_reasons(lang, &submission.reasons) {
            small_ui(ui, &review::reason(lang, name, reason));
        }
    }
}

fn verified_ui(ui: &mut Ui, lang: Lang, sheet: &CustomerSheet, form: &mut InfoForm) {
    let account = &sheet.account;
    Card::titled(words::VERIFIED.get(lang)).show(ui, |ui| {
        let Some(name) = &account.verified_name else {
            weak_ui(ui, words::NOT_VERIFIED.get(lang));
            return;
        };
        small_ui(ui, words::VERIFIED_NAME.get(lang));
        body_ui(ui, name);
        if let Some(tax_id) = &account.verified_tax_id {
            small_ui(ui, words::VERIFIED_TAX_ID.get(lang));
            body_ui(ui, tax_id.as_str());
        }
        text_row_ui(ui, |ui| {
            if form.agrees_with_verified() {
                pill_ui(ui, Tone::Ok, icons::CHECK, words::VERIFIED_USED.get(lang));
            } else if link_ui(ui, words::USE_VERIFIED.get(lang)).clicked() {
                form.use_verified();
            }
        });
    });
}

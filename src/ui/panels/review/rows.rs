//! A submission as a reviewer sees it, before and after the decision: each field with what is known of it, who did what
//! when, and why it was rejected.

use egui::Ui;

use super::data::{Note, notes};
use crate::desk::pages::review::{StoredSubmission, SubmissionView};
use crate::domain::invoice_info::InfoField;
use crate::i18n::{Lang, common, dates, domain, faults, review as words};
use crate::ui::panels::looks::review_subjects;
use crate::ui::theme::{Tone, Type, tokens};
use crate::ui::widgets::{CheckRow, CheckRowOutput, body_ui, key_value_ui, small_ui, text_ui};

/// Draws a field: `row` says how, but for its words.
pub(super) fn field_row_ui(
    ui: &mut Ui,
    lang: Lang,
    view: &SubmissionView,
    field: InfoField,
    row: CheckRow<'_>,
) -> CheckRowOutput {
    let (above, below): (Vec<Note>, Vec<Note>) = notes(view, field).into_iter().partition(is_short);
    let tone = above.first().map_or(Tone::Ok, tone_of);
    let above: Vec<String> = above.iter().map(|note| note_words(lang, note)).collect();
    let above = above.join(" · ");
    let output = CheckRow {
        label: domain::info_field(field).get(lang),
        value: view.submission.info.field(field).unwrap_or_default(),
        note: (!above.is_empty()).then_some((tone, above.as_str())),
        ..row
    }
    .show(ui);
    for note in below {
        text_ui(ui, &note_words(lang, &note), Type::Small, tokens(ui).fg(tone_of(&note)));
    }
    output
}

/// Whether a note has room beside the name of its field.
fn is_short(note: &Note) -> bool {
    matches!(note, Note::SameAsVerified | Note::NotAsVerified | Note::CheckCharacterRight)
}

fn tone_of(note: &Note) -> Tone {
    match note {
        Note::SameAsVerified | Note::CheckCharacterRight => Tone::Ok,
        Note::NotAsVerified => Tone::Bad,
        Note::SeenBy(_) | Note::Changed(_) | Note::RejectedBefore(_) => Tone::Warn,
    }
}

fn note_words(lang: Lang, note: &Note) -> String {
    match note {
        Note::SameAsVerified => common::SAME_AS_VERIFIED.get(lang).to_owned(),
        Note::NotAsVerified => words::NOT_AS_VERIFIED.get(lang).to_owned(),
        Note::SeenBy(by) => faults::tax_id_seen(lang, by),
        Note::CheckCharacterRight => words::CHECK_CHARACTER_RIGHT.get(lang).to_owned(),
        Note::Changed(earlier) => {
            words::changed_from(lang, earlier.as_deref().unwrap_or(common::BLANK.get(lang)))
        }
        Note::RejectedBefore(reason) => words::rejected_before(lang, reason),
    }
}

/// Who submitted it and who changed it last, and when.
pub(super) fn submitted_ui(ui: &mut Ui, lang: Lang, submission: &StoredSubmission) {
    key_value_ui(ui, common::SUBMITTED_BY.get(lang), &submission.submitted_by);
    key_value_ui(ui, common::SUBMITTED_AT.get(lang), &dates::moment(submission.submitted_at));
    if let Some(changer) = submission.changed_by.as_ref().filter(|by| **by != submission.submitted_by) {
        key_value_ui(ui, words::CHANGED_BY.get(lang), changer);
    }
}

/// Who decided it when, what had changed, and the reasons.
pub(super) fn decided_ui(ui: &mut Ui, lang: Lang, view: &SubmissionView) {
    let submission = &view.submission;
    if let (Some(by), Some(at)) = (&submission.reviewed_by, submission.reviewed_at) {
        small_ui(ui, &words::decided_by(lang, by, &dates::moment(at)));
    }
    let changed: Vec<&str> =
        view.changed().into_iter().map(|field| domain::info_field(field).get(lang)).collect();
    if !changed.is_empty() {
        small_ui(ui, &words::changed_then(lang, &changed));
    }
    for (key, reason) in submission.reasons.iter().filter(|(_, reason)| !reason.trim().is_empty()) {
        let name = review_subjects().find(|(subject, _)| subject == key);
        let name = name.map_or(key.as_str(), |(_, name)| name.get(lang));
        body_ui(ui, &words::reason(lang, name, reason));
    }
}

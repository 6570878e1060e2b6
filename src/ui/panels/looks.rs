//! How the standing and the due date of an application look, and the standing of a qualification, wherever they are
//! shown.

use chrono::NaiveDate;
use egui::{Align, Layout, Ui};

use crate::desk::pages::review::StoredSubmission;
use crate::domain::application::ApplicationState;
use crate::domain::invoice_info::InfoField;
use crate::domain::qualification::{EvidenceKind, QualificationState};
use crate::i18n::{Lang, Text, dates, domain, review};
use crate::ui::icons::{self, Icon};
use crate::ui::theme::Tone;
use crate::ui::widgets::{pill_ui, small_ui, text_row_ui};

pub fn look_of(state: ApplicationState) -> (Tone, Icon) {
    match state {
        ApplicationState::Submitted => (Tone::Warn, icons::CLOCK),
        ApplicationState::Issuing => (Tone::Info, icons::HALF),
        ApplicationState::Issued => (Tone::Info, icons::INVOICE),
        ApplicationState::Delivered => (Tone::Info, icons::SHIPPING),
        ApplicationState::Received => (Tone::Ok, icons::CHECK),
        ApplicationState::Cancelled => (Tone::Neutral, icons::CLOSE),
        ApplicationState::Rejected => (Tone::Neutral, icons::BLOCKED),
        ApplicationState::Reversed => (Tone::Neutral, icons::UNDO),
    }
}

/// A due date in words, and how urgent it is: the tone and icon of its pill, or none where it is only a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub words: String,
    pub look: Option<(Tone, Icon)>,
}

/// Until when something is to be done, seen from `today`.
pub fn due(
    lang: Lang,
    state: ApplicationState,
    due_on: NaiveDate,
    today: NaiveDate,
    working_days_late: Option<i64>,
) -> Due {
    let date = || Due { words: due_on.to_string(), look: None };
    if !state.is_open() {
        return date();
    }
    let look = match (due_on - today).num_days() {
        ..=-1 => Some((Tone::Bad, icons::ALERT)),
        0 | 1 => Some((Tone::Warn, icons::CLOCK)),
        _ => return date(),
    };
    Due { words: dates::due(lang, due_on, today, working_days_late.unwrap_or(0)), look }
}

pub fn qualification_pill_ui(ui: &mut Ui, lang: Lang, state: Option<QualificationState>) {
    let (tone, icon) = match state {
        Some(QualificationState::Approved) => (Tone::Ok, icons::CHECK),
        Some(QualificationState::Pending) => (Tone::Info, icons::CLOCK),
        Some(QualificationState::Stale) => (Tone::Warn, icons::WARNING),
        Some(QualificationState::Rejected | QualificationState::Revoked) => (Tone::Bad, icons::BLOCKED),
        None | Some(QualificationState::Draft) => (Tone::Neutral, icons::OPEN),
    };
    let word = domain::qualification_standing(state);
    pill_ui(ui, tone, icon, word.get(lang));
}

/// A submission of a qualification in a list: who submitted it when, and what has become of it.
pub fn submission_row_ui(ui: &mut Ui, lang: Lang, submission: &StoredSubmission) {
    text_row_ui(ui, |ui| {
        small_ui(ui, &review::submitted(lang, &submission.submitted_by, submission.submitted_on));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            qualification_pill_ui(ui, lang, Some(submission.state));
        });
    });
}

/// What a reviewer's reason can be about, as commands name it and in words: the fields, then the scans.
pub fn review_subjects() -> impl Iterator<Item = (&'static str, Text)> {
    let fields = InfoField::ALL.map(|field| (field.as_str(), domain::info_field(field)));
    let scans = EvidenceKind::ALL.map(|kind| (kind.as_str(), domain::evidence_kind(kind)));
    fields.into_iter().chain(scans)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(state: ApplicationState, due_on: &str) -> Option<Tone> {
        let day = |text: &str| text.parse().unwrap();
        due(Lang::Zh, state, day(due_on), day("2026-11-23"), Some(1)).look.map(|(tone, _)| tone)
    }

    #[test]
    fn what_is_owed_is_red_once_late_and_yellow_on_its_last_two_days() {
        let issuing = |due_on| look(ApplicationState::Issuing, due_on);
        assert_eq!(issuing("2026-11-20"), Some(Tone::Bad));
        assert_eq!(issuing("2026-11-23"), Some(Tone::Warn));
        assert_eq!(issuing("2026-11-24"), Some(Tone::Warn));
        assert_eq!(issuing("2026-11-25"), None);
    }

    #[test]
    fn where_nothing_is_owed_the_due_date_is_only_a_date() {
        for state in [ApplicationState::Delivered, ApplicationState::Cancelled, ApplicationState::Reversed] {
            assert_eq!(look(state, "2026-11-20"), None, "{state:?}");
        }
    }
}

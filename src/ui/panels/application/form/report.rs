//! What has become of a confirmation form at the tax bureau.

use chrono::{DateTime, Utc};
use egui::Ui;

use super::at_bureau::{form_no, form_no_ui, time, time_ui};
use crate::desk::commands::red_letters::RedLetterState;
use crate::desk::pages::reversal::RedLetterView;
use crate::desk::protocol::table::Command;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::red_letter::FormState;
use crate::domain::refusal::checked;
use crate::i18n::{Lang, domain, red_letters as words};
use crate::ui::command_dialog::Unready;
use crate::ui::date_text::parse_time;
use crate::ui::drafts::Inputs;
use crate::ui::fields::{Fields, too_long, typed};
use crate::ui::widgets::{Field, key_value_ui, select_ui};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Report {
    letter: RedLetterView,
    /// When it was begun to be filled in.
    now: DateTime<Utc>,
    state: FormState,
    happened_at: String,
    form_no: String,
    note: String,
}

impl Report {
    pub(super) fn of(letter: RedLetterView, now: DateTime<Utc>) -> Self {
        let (state, blank) = (letter.standing.state, String::new);
        let mut report = Self { letter, now, state, happened_at: blank(), form_no: blank(), note: blank() };
        report.state = report.usual();
        report
    }

    /// The states that it may be in by the time that is typed, the usual one first. While its number is not known, that
    /// can be written down without another state.
    fn offered(&self) -> Vec<FormState> {
        let at = parse_time(&self.happened_at).unwrap_or(self.now);
        let (now, entered_at) = (self.letter.standing.state, self.letter.entered_at);
        let (has_no, next) =
            (self.letter.form_no.is_some(), |next: &FormState| now.leads_to_at(*next, entered_at, at));
        let mut offered: Vec<FormState> = FormState::ALL.into_iter().filter(next).collect();
        let goes_on =
            offered.first().is_some_and(|first| [FormState::Confirmed, FormState::Lapsed].contains(first));
        if !has_no {
            offered.insert(usize::from(goes_on), now);
        }
        offered
    }

    fn usual(&self) -> FormState {
        self.offered().first().copied().unwrap_or(self.letter.standing.state)
    }

    /// Whether the form is void by it.
    pub(super) fn voids(&self) -> bool {
        !self.state.is_live()
    }

    pub(super) fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>) {
        let lang = fields.lang;
        let now = self.letter.standing.state;
        key_value_ui(ui, words::INVOICE.get(lang), &self.letter.standing.invoice);
        key_value_ui(ui, words::STATE_NOW.get(lang), domain::form_state(now).get(lang));
        let offered = self.offered();
        let stays = words::stays(lang, now);
        let name =
            |state: &FormState| if *state == now { &*stays } else { domain::form_state(*state).get(lang) };
        let options: Vec<(FormState, &str)> = offered.iter().map(|state| (*state, name(state))).collect();
        fields.heed(&select_ui(ui, words::NEXT_STATE.get(lang), &mut self.state, &options, None));
        match &self.letter.form_no {
            Some(number) => drop(key_value_ui(ui, words::FORM_NO.get(lang), number)),
            None => form_no_ui(ui, fields, words::FORM_NO.get(lang), &mut self.form_no),
        }
        if self.state != now {
            let before = self.happened_at.clone();
            let place = (words::HAPPENED_AT, ui.available_width());
            time_ui(ui, fields, "happened_at", place, &mut self.happened_at);
            if self.happened_at != before && !self.offered().contains(&self.state) {
                self.state = self.usual();
            }
            let fault = too_long(lang, &self.note);
            fields.text_ui(ui, "note", Field::new(words::NOTE.get(lang), &mut self.note), fault);
        }
    }

    pub(super) fn key(&self) -> DraftKey {
        DraftKey::new(DraftForm::RedLetter).about(&self.letter.standing.red_letter)
    }

    pub(super) fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("state", &mut self.state);
        inputs.field("happened_at", &mut self.happened_at);
        inputs.field("form_no", &mut self.form_no);
        inputs.field("note", &mut self.note);
        if !self.offered().contains(&self.state) {
            self.state = self.usual();
        }
    }

    pub(super) fn command(&self, lang: Lang) -> Result<Command, Unready> {
        let form_no = form_no(lang, &self.form_no)?;
        if self.state == self.letter.standing.state && form_no.is_none() {
            return Err(Unready::because(lang, words::FORM_NO_MISSING));
        }
        Ok(RedLetterState {
            red_letter: checked("red_letter", &self.letter.standing.red_letter)?,
            state: self.state,
            happened_at: time(lang, "happened_at", &self.happened_at)?,
            form_no,
            note: typed("note", &self.note)?,
        }
        .into())
    }
}

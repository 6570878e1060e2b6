//! Confirmation forms that were entered at the tax bureau, for some of an application's invoices or all at once.

use chrono::{DateTime, Utc};
use egui::{ScrollArea, Ui};

use super::at_bureau::{form_no, form_no_ui, time, time_ui};
use super::rows_height;
use crate::desk::commands::red_letters::BeginRedLetter;
use crate::desk::pages::reversal::ReversalSide;
use crate::desk::protocol::table::Command;
use crate::domain::application::ReversalReason;
use crate::domain::money::Fen;
use crate::domain::red_letter::{FormState, Side, confirm_by};
use crate::domain::refusal::checked;
use crate::domain::text::Code;
use crate::i18n::{Lang, dates, domain, phrase, red_letters as words};
use crate::ui::command_dialog::Unready;
use crate::ui::date_text::parse_time;
use crate::ui::drafts::Inputs;
use crate::ui::fields::Fields;
use crate::ui::theme::space;
use crate::ui::widgets::{checkbox_ui, select_ui, small_ui};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Begin {
    /// Who has entered them, and whether the buyer has used the invoices: the state that they begin in says both.
    first: FormState,
    entered_at: String,
    /// The last instant to confirm what is entered now.
    confirm_by: Option<DateTime<Utc>>,
    rows: Vec<Row>,
    /// The application has one invoice, so that nobody asks which is meant.
    is_only: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct Row {
    invoice: String,
    gross: Fen,
    is_chosen: bool,
    form_no: String,
}

/// The states that a form can begin in.
const FIRST: [FormState; 3] =
    [FormState::NoConfirmation, FormState::AwaitingBuyer, FormState::AwaitingSeller];

impl Begin {
    pub(super) fn of(side: &ReversalSide) -> Self {
        let rows = side.without_form().map(|invoice| Row {
            invoice: invoice.number.clone(),
            gross: invoice.gross,
            is_chosen: true,
            form_no: String::new(),
        });
        Self {
            first: FormState::NoConfirmation,
            entered_at: String::new(),
            confirm_by: side.simulation.as_ref().map(|of| of.deadlines.confirm_by),
            rows: rows.collect(),
            is_only: side.simulation.as_ref().is_some_and(|of| of.invoices.len() == 1),
        }
    }

    /// Whether every invoice has a form.
    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>) {
        let lang = fields.lang;
        let states = FIRST.map(|state| (state, domain::form_state(state).get(lang)));
        fields.heed(&select_ui(ui, words::FIRST_STATE.get(lang), &mut self.first, &states, None));
        let mut follows = words::follows(lang, self.first);
        let last = parse_time(&self.entered_at).map(confirm_by).or(self.confirm_by);
        if let Some(last) = last.filter(|_| self.first.is_awaiting()) {
            follows += &words::until(lang, &dates::moment(last));
        }
        small_ui(ui, &follows);
        let room = rows_height(ui);
        ScrollArea::vertical().id_salt("forms").max_height(room).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            for (i, row) in self.rows.iter_mut().enumerate() {
                ui.push_id(i, |ui| row.ui(ui, fields, self.is_only));
            }
        });
    }

    pub(super) fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("first", &mut self.first);
        inputs.field("entered_at", &mut self.entered_at);
        for row in &mut self.rows {
            inputs.field(&format!("is_chosen {}", row.invoice), &mut row.is_chosen);
            inputs.field(&format!("form_no {}", row.invoice), &mut row.form_no);
        }
    }

    pub(super) fn entered_at_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, width: f32) {
        time_ui(ui, fields, "entered_at", (words::ENTERED_AT, width), &mut self.entered_at);
    }

    /// A command for each chosen invoice, of which there is one at least.
    pub(super) fn commands(
        &self,
        lang: Lang,
        application: &Code,
        reason: ReversalReason,
    ) -> Result<Vec<Command>, Unready> {
        let begun_by = if self.first == FormState::AwaitingSeller { Side::Buyer } else { Side::Seller };
        let command = |row: &Row| -> Result<Command, Unready> {
            let begin = BeginRedLetter {
                application: application.clone(),
                invoice: Some(checked("invoice", &row.invoice)?),
                begun_by,
                buyer_has_used: Some(self.first != FormState::NoConfirmation),
                reason,
                form_no: form_no(lang, &row.form_no)?,
                entered_at: time(lang, "entered_at", &self.entered_at)?,
                note: None,
            };
            Ok(begin.into())
        };
        let commands: Vec<Command> =
            self.rows.iter().filter(|row| row.is_chosen).map(command).collect::<Result<_, Unready>>()?;
        match commands.as_slice() {
            [] => Err(Unready::because(lang, words::CHOOSE_INVOICE)),
            _ => Ok(commands),
        }
    }
}

impl Row {
    fn ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, is_only: bool) {
        let lang = fields.lang;
        if is_only {
            return form_no_ui(ui, fields, words::FORM_NO.get(lang), &mut self.form_no);
        }
        let name = format!("{} · {}", self.invoice, phrase::yuan(self.gross));
        fields.heed(&checkbox_ui(ui, &mut self.is_chosen, &name));
        if self.is_chosen {
            form_no_ui(ui, fields, &words::form_no_of(lang, &self.invoice), &mut self.form_no);
        }
    }
}

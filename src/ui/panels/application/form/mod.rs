//! The dialogs in which an application is taken onwards or its correction is dealt with: what each needs to be filled
//! in, and the command that it makes.

mod approve;
mod at_bureau;
mod begin;
mod issue;
mod number;
mod red_numbers;
mod report;
mod request;
mod reverse;
mod simulation;

use chrono::{DateTime, Utc};
use egui::Ui;

use self::approve::Approve;
use self::issue::Issue;
use self::red_numbers::RedNumbers;
use self::report::Report;
use self::request::Request;
use self::reverse::Reverse;
use super::correction::Deed;
use crate::desk::commands::application_steps::{OfApplication, RejectApplication};
use crate::desk::commands::corrections::{Corrected, RejectCorrection};
use crate::desk::commands::step_requests::{RefuseRequest, RequestStep};
use crate::desk::pages::application::ApplicationPage;
use crate::desk::pages::reversal::RedLetterView;
use crate::desk::protocol::table::Command;
use crate::desk::worker::Office;
use crate::domain::application::Step;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::list_columns::ApplicationColumn;
use crate::domain::refusal::{Refusal, checked};
use crate::domain::text::MAX_TEXT_CHARS;
use crate::i18n::lists::application_column;
use crate::i18n::refusal::message;
use crate::i18n::{
    Lang, Text, application, common, corrections, domain, red_letters, step_requests as requests,
    steps as words,
};
use crate::ui::command_dialog::{CommandForm, Head, Unready};
use crate::ui::drafts::Inputs;
use crate::ui::fields::{self, Fields, too_long};
use crate::ui::forms::deliver::Deliver;
use crate::ui::sending::Answer;
use crate::ui::state::Undo;
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{Field, body_ui, key_value_ui, weak_ui};

const WIDE: f32 = 720.0;

/// The height of a dialog's parts around rows that scroll, and what these have at least and at most.
const AROUND_ROWS: f32 = 560.0;
const ROWS: (f32, f32) = (96.0, 300.0);

/// How high rows may be before they scroll.
fn rows_height(ui: &Ui) -> f32 {
    (ui.ctx().content_rect().height() - AROUND_ROWS).clamp(ROWS.0, ROWS.1)
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct ApplicationForm {
    number: String,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Cancel,
    Reject { reason: String },
    Issue(Issue),
    Deliver(Deliver),
    Reverse(Reverse),
    Report(Report),
    RequestCorrection(Request),
    ApproveCorrection(Approve),
    RejectCorrection { reason: String },
    AskSecond { step: Step, note: String },
    RefuseRequest { step: Step, reason: String },
}

/// Whether a step needs no form.
pub(super) fn is_at_once(step: Step) -> bool {
    made_at_once(step).is_some()
}

/// The command of a step that needs no form; none for one that does.
pub(super) fn at_once(step: Step, number: &str) -> Option<Result<Command, Refusal>> {
    let made = made_at_once(step)?;
    Some(checked("application", number).map(|application| made(OfApplication { application })))
}

fn made_at_once(step: Step) -> Option<fn(OfApplication) -> Command> {
    match step {
        Step::Accept => Some(Command::AcceptApplication),
        Step::Receive => Some(Command::ReceiveApplication),
        Step::Cancel | Step::Reject | Step::Issue | Step::Deliver | Step::Reverse => None,
    }
}

impl ApplicationForm {
    /// The form of a step; none where it needs none.
    pub(super) fn of_step(step: Step, page: &ApplicationPage, office: &Office) -> Option<Self> {
        Some(Self::of(
            page,
            match step {
                Step::Accept | Step::Receive => return None,
                Step::Cancel => Kind::Cancel,
                Step::Reject => Kind::Reject { reason: String::new() },
                Step::Issue => Kind::Issue(Issue::planned(page, office.moment().today)),
                Step::Deliver => Kind::Deliver(Deliver::planned(page, office)),
                Step::Reverse => Kind::Reverse(Reverse::of(page)),
            },
        ))
    }

    pub(super) fn of_correction(deed: Deed, page: &ApplicationPage, lang: Lang) -> Self {
        Self::of(
            page,
            match deed {
                Deed::Request => Kind::RequestCorrection(Request::of(page)),
                Deed::Approve => Kind::ApproveCorrection(Approve::of(page, lang)),
                Deed::Reject => Kind::RejectCorrection { reason: String::new() },
            },
        )
    }

    /// The form in which a second person is asked to take a step.
    pub(super) fn of_asking(step: Step, page: &ApplicationPage) -> Self {
        Self::of(page, Kind::AskSecond { step, note: String::new() })
    }

    /// The form in which such a request is refused.
    pub(super) fn of_refusing(step: Step, page: &ApplicationPage) -> Self {
        Self::of(page, Kind::RefuseRequest { step, reason: String::new() })
    }

    /// The form in which is said what has become of a confirmation form.
    pub(super) fn of_letter(letter: RedLetterView, page: &ApplicationPage, now: DateTime<Utc>) -> Self {
        Self::of(page, Kind::Report(Report::of(letter, now)))
    }

    /// What is sent once this is done.
    pub(super) fn then(&self, lang: Lang) -> Vec<Command> {
        match (&self.kind, checked("application", &self.number)) {
            (Kind::Reverse(form), Ok(application)) => form.then(lang, &application),
            _ => Vec::new(),
        }
    }

    fn of(page: &ApplicationPage, kind: Kind) -> Self {
        Self { number: page.view.application.clone(), kind }
    }

    /// The title, and what is said when it is done.
    fn texts(&self) -> [Text; 2] {
        let of = |step| [domain::step(step), application::done(step)];
        match &self.kind {
            Kind::Cancel => of(Step::Cancel),
            Kind::Reject { .. } => of(Step::Reject),
            Kind::Issue(_) => of(Step::Issue),
            Kind::Deliver(_) => of(Step::Deliver),
            Kind::Reverse(form) if form.is_by_form() => [domain::step(Step::Reverse), red_letters::BEGUN],
            Kind::Reverse(_) => of(Step::Reverse),
            Kind::Report(_) => [red_letters::REPORT_TITLE, red_letters::REPORTED],
            Kind::RequestCorrection(_) => [corrections::REQUEST, corrections::REQUESTED],
            Kind::ApproveCorrection(_) => [corrections::APPROVE, corrections::REQUESTED],
            Kind::RejectCorrection { .. } => [corrections::REJECT, corrections::CORRECTION_REJECTED],
            Kind::AskSecond { step, .. } => [requests::ask(*step), requests::SENT],
            Kind::RefuseRequest { .. } => [requests::REFUSE, requests::REFUSED],
        }
    }
}

impl CommandForm for ApplicationForm {
    type Page = ApplicationPage;

    fn head(&self, lang: Lang) -> Head {
        let head = Head::new(self.texts()[0].get(lang));
        match &self.kind {
            Kind::Issue(_) => head.width(WIDE).for_good(),
            Kind::RequestCorrection(_) => head.width(WIDE),
            Kind::Deliver(_) | Kind::AskSecond { .. } | Kind::RefuseRequest { .. } => head,
            Kind::ApproveCorrection(_) => head.for_good(),
            Kind::Reverse(form) => form.head(lang),
            Kind::Report(form) => {
                head.buttons(common::SAVE.get(lang), common::NOT_NOW).danger_if(form.voids())
            }
            Kind::Cancel | Kind::Reject { .. } | Kind::RejectCorrection { .. } => {
                head.danger_if(true).for_good()
            }
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, page: &ApplicationPage) {
        let lang = fields.lang;
        match &mut self.kind {
            Kind::Cancel => {
                body_ui(ui, words::CANCEL_NOTE.get(lang));
                key_value_ui(ui, application_column(ApplicationColumn::Application).get(lang), &self.number);
                key_value_ui(ui, common::CUSTOMER.get(lang), &page.view.account_name);
                let amount = format!("¥ {}", page.view.amount.grouped());
                key_value_ui(ui, common::INVOICE_AMOUNT.get(lang), &amount);
            }
            Kind::Reject { reason } => {
                weak_ui(ui, words::REJECT_NOTE.get(lang));
                fields.reason_ui(ui, "reason", common::REASON, words::REJECT_HINT, 4, reason);
            }
            Kind::Issue(form) => form.fields_ui(ui, fields, page),
            Kind::Deliver(form) => form.fields_ui(ui, fields, page),
            Kind::Reverse(form) => form.fields_ui(ui, fields, page),
            Kind::Report(form) => form.fields_ui(ui, fields),
            Kind::RequestCorrection(form) => form.fields_ui(ui, fields, page),
            Kind::ApproveCorrection(form) => form.fields_ui(ui, fields, page),
            Kind::RejectCorrection { reason } => {
                weak_ui(ui, corrections::REJECT_NOTE.get(lang));
                fields.reason_ui(ui, "reason", common::REASON, corrections::REJECT_HINT, 3, reason);
            }
            Kind::AskSecond { step, note } => {
                let offer = page.offers.iter().find(|offer| offer.step == *step);
                if let Some(why) = offer.and_then(|offer| offer.barred.as_ref()) {
                    body_ui(ui, &message(lang, why));
                }
                weak_ui(ui, requests::ASK_NOTE.get(lang));
                let fault = too_long(lang, note);
                let field = Field::new(requests::NOTE.get(lang), note).limit(MAX_TEXT_CHARS);
                fields.text_ui(ui, "note", field.hint(requests::NOTE_HINT.get(lang)), fault);
            }
            Kind::RefuseRequest { reason, .. } => {
                weak_ui(ui, requests::REFUSE_NOTE.get(lang));
                fields.reason_ui(ui, "reason", common::REASON, requests::REFUSE_HINT, 3, reason);
            }
        }
    }

    fn command(&self, lang: Lang, page: &ApplicationPage) -> Result<Command, Unready> {
        let application = checked("application", &self.number)?;
        Ok(match &self.kind {
            Kind::Cancel => Command::CancelApplication(OfApplication { application }),
            Kind::Reject { reason } => {
                let reason = fields::reason(lang, "reason", reason, words::REJECT_HINT)?;
                Command::RejectApplication(RejectApplication { application, reason })
            }
            Kind::Issue(form) => form.command(lang, application, page)?,
            Kind::Deliver(form) => form.command(lang, page)?,
            Kind::Reverse(form) => form.command(lang, application, page)?,
            Kind::Report(form) => form.command(lang)?,
            Kind::RequestCorrection(form) => form.command(lang, application)?,
            Kind::ApproveCorrection(form) => form.command(lang, application)?,
            Kind::RejectCorrection { reason } => {
                let reason = fields::reason(lang, "reason", reason, corrections::REJECT_HINT)?;
                Command::RejectCorrection(RejectCorrection { application, reason })
            }
            Kind::AskSecond { step, note } => match too_long(lang, note) {
                Some(too_long) => return Err(Unready::Because(too_long)),
                None => RequestStep { application, step: *step, note: fields::typed("note", note)? }.into(),
            },
            Kind::RefuseRequest { step, reason } => {
                let reason = fields::reason(lang, "reason", reason, requests::REASON_MISSING)?;
                RefuseRequest { application, step: *step, reason }.into()
            }
        })
    }

    fn done(&self, lang: Lang, answer: &Answer) -> String {
        match answer {
            Answer::ApproveCorrection(Corrected { replacement: Some(replacement), .. }) => {
                corrections::approved(lang, replacement)
            }
            _ => self.texts()[1].get(lang).to_owned(),
        }
    }

    fn undo(&self, answer: &Answer) -> Option<Undo> {
        match &self.kind {
            Kind::Deliver(form) => form.undo(answer),
            _ => None,
        }
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(self.texts()[0], self.number.clone())
    }

    fn draft(&self) -> Option<DraftKey> {
        let of = |form| Some(DraftKey::new(form).about(&self.number));
        match &self.kind {
            Kind::Cancel => None,
            Kind::Reject { .. } => of(DraftForm::Rejection),
            Kind::Issue(_) => of(DraftForm::Issue),
            Kind::Deliver(form) => form.draft(),
            Kind::Reverse(_) => of(DraftForm::Reversal),
            Kind::Report(form) => Some(form.key()),
            Kind::RequestCorrection(_) => of(DraftForm::CorrectionRequest),
            Kind::ApproveCorrection(_) => of(DraftForm::CorrectionApproval),
            Kind::RejectCorrection { .. } => of(DraftForm::CorrectionRejection),
            Kind::AskSecond { .. } => of(DraftForm::StepRequest),
            Kind::RefuseRequest { .. } => of(DraftForm::RequestRefusal),
        }
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        match &mut self.kind {
            Kind::Cancel => {}
            Kind::AskSecond { note, .. } => inputs.field("note", note),
            Kind::Reject { reason }
            | Kind::RejectCorrection { reason }
            | Kind::RefuseRequest { reason, .. } => inputs.field("reason", reason),
            Kind::Issue(form) => form.inputs(inputs),
            Kind::Deliver(form) => form.inputs(inputs),
            Kind::Reverse(form) => form.inputs(inputs),
            Kind::Report(form) => form.inputs(inputs),
            Kind::RequestCorrection(form) => form.inputs(inputs),
            Kind::ApproveCorrection(form) => form.inputs(inputs),
        }
    }
}

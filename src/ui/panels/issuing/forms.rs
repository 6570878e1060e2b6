//! The dialogs of the issuing desk: what is out is recalled, a reason is overruled, an invoice is decided on.

use std::collections::BTreeMap;

use egui::Ui;
use serde::{Deserialize, Serialize};

use super::came::Came;
use crate::desk::commands::decide_issued::DecideIssued;
use crate::desk::commands::decide_returned::DecideReturned;
use crate::desk::commands::paperwork::{CorrectRefused, OverruleRefusals, RecallInvoices};
use crate::desk::pages::issuing::{OutInvoice, RefusedInvoice};
use crate::desk::protocol::table::Command;
use crate::domain::application::ReversalReason;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::refusal::checked;
use crate::domain::text::Code;
use crate::i18n::{Lang, common, domain, issuing as words};
use crate::ui::command_dialog::{CommandForm, Head, Unready};
use crate::ui::drafts::Inputs;
use crate::ui::fields::{Fields, reason, typed};
use crate::ui::sending::Answer;
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{Field, key_value_ui, segmented_ui, select_ui, weak_ui};

const ROWS: usize = 3;

/// Takes back what is out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Recall {
    of: OutInvoice,
    scope: Scope,
    reason: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum Scope {
    Invoice,
    Application,
    Batch,
}

impl Recall {
    pub fn of(out: &OutInvoice) -> Self {
        Self { of: out.clone(), scope: Scope::Invoice, reason: String::new() }
    }
}

impl CommandForm for Recall {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        Head::new(words::RECALL_TITLE.get(lang)).danger_if(true)
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        let lang = fields.lang;
        weak_ui(ui, words::RECALL_WHAT.get(lang));
        let scopes = [
            (Scope::Invoice, words::THIS_INVOICE.get(lang)),
            (Scope::Application, words::WHOLE_APPLICATION.get(lang)),
            (Scope::Batch, words::WHOLE_BATCH.get(lang)),
        ];
        fields.heed(&segmented_ui(ui, words::RECALL_OF.get(lang), &mut self.scope, &scopes));
        let of = match self.scope {
            Scope::Invoice => self.of.serial.clone(),
            Scope::Application => self.of.application.clone(),
            Scope::Batch => words::batch(lang, self.of.batch),
        };
        key_value_ui(ui, words::RECALL_OF.get(lang), &of);
        fields.reason_ui(ui, "reason", common::REASON, words::RECALL_HINT, ROWS, &mut self.reason);
    }

    fn command(&self, lang: Lang, (): &()) -> Result<Command, Unready> {
        let mut recall = RecallInvoices {
            reason: reason(lang, "reason", &self.reason, words::REASON_MISSING)?,
            application: None,
            serial: None,
            batch: None,
        };
        match self.scope {
            Scope::Invoice => recall.serial = Some(checked("serial", &self.of.serial)?),
            Scope::Application => recall.application = Some(checked("application", &self.of.application)?),
            Scope::Batch => recall.batch = Some(Code::of_id(self.of.batch.0)),
        }
        Ok(recall.into())
    }

    fn done(&self, lang: Lang, answer: &Answer) -> String {
        match answer {
            Answer::RecallInvoices(done) => words::recalled(lang, done.invoices),
            _ => common::SAVED.get(lang).to_owned(),
        }
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(words::RECALL_TITLE, self.of.serial.clone())
    }

    fn draft(&self) -> Option<DraftKey> {
        Some(DraftKey::new(DraftForm::Recall).about(&self.of.serial))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("scope", &mut self.scope);
        inputs.field("reason", &mut self.reason);
    }
}

/// Corrects the field for which an invoice was refused.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amend {
    refused: RefusedInvoice,
    /// As commands call it.
    field: &'static str,
    value: String,
    reason: String,
}

impl Amend {
    /// With the field as it is now, and the bureau's reason.
    pub fn of(refused: &RefusedInvoice, field: &'static str, value: String) -> Self {
        Self { refused: refused.clone(), field, value, reason: refused.refusal.reason.clone() }
    }
}

impl CommandForm for Amend {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        Head::new(words::AMEND_TITLE.get(lang)).buttons(common::SAVE.get(lang), common::NOT_NOW)
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        let lang = fields.lang;
        weak_ui(ui, words::AMEND_WHAT.get(lang));
        key_value_ui(ui, common::APPLICATION.get(lang), &self.refused.application);
        key_value_ui(ui, words::BUREAU_SAYS.get(lang), &self.refused.refusal.reason);
        let label = words::field(lang, self.refused.refusal.field.as_deref()).unwrap_or_default();
        fields.text_ui(ui, self.field, Field::new(&label, &mut self.value), None);
        fields.reason_ui(ui, "reason", common::REASON, words::OVERRULE_HINT, ROWS, &mut self.reason);
    }

    fn command(&self, lang: Lang, (): &()) -> Result<Command, Unready> {
        Ok(CorrectRefused {
            application: checked("application", &self.refused.application)?,
            reason: reason(lang, "reason", &self.reason, words::REASON_MISSING)?,
            changes: BTreeMap::from([(self.field.to_owned(), self.value.trim().to_owned())]),
        }
        .into())
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        words::AMENDED.get(lang).to_owned()
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(words::AMEND_TITLE, self.refused.application.clone())
    }

    fn draft(&self) -> Option<DraftKey> {
        let key = DraftKey::new(DraftForm::RefusedCorrection);
        Some(key.about(format!("{} {}", self.refused.application, self.field)))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("value", &mut self.value);
        inputs.field("reason", &mut self.reason);
    }
}

/// Says why the reasons for which an application was refused hold no more.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Overrule {
    application: String,
    /// What the bureau says.
    said: String,
    reason: String,
}

impl Overrule {
    pub fn of(application: &str, said: &str) -> Self {
        Self { application: application.to_owned(), said: said.to_owned(), reason: String::new() }
    }
}

impl CommandForm for Overrule {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        Head::new(words::OVERRULE_TITLE.get(lang)).buttons(common::SAVE.get(lang), common::NOT_NOW)
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        let lang = fields.lang;
        weak_ui(ui, words::OVERRULE_WHAT.get(lang));
        key_value_ui(ui, common::APPLICATION.get(lang), &self.application);
        key_value_ui(ui, words::BUREAU_SAYS.get(lang), &self.said);
        fields.reason_ui(ui, "reason", common::REASON, words::OVERRULE_HINT, ROWS, &mut self.reason);
    }

    fn command(&self, lang: Lang, (): &()) -> Result<Command, Unready> {
        Ok(OverruleRefusals {
            application: checked("application", &self.application)?,
            reason: reason(lang, "reason", &self.reason, words::REASON_MISSING)?,
        }
        .into())
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        words::OVERRULED.get(lang).to_owned()
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(words::OVERRULE_TITLE, self.application.clone())
    }

    fn draft(&self) -> Option<DraftKey> {
        Some(DraftKey::new(DraftForm::Overruling).about(&self.application))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("reason", &mut self.reason);
    }
}

/// Says of which application an invoice is although it differs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Decide {
    pub number: String,
    pub subject: Subject,
    pub application: String,
    /// Between which is chosen; none: it is typed.
    choices: Vec<String>,
    /// Why it reverses, where it is a red one.
    reversal: Option<ReversalReason>,
    reason: String,
}

/// Where the invoice was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Subject {
    /// Everything that was read of it.
    Files(Vec<String>),
    /// A row of the bureau's list.
    Row { list: String, row: u32 },
}

impl Subject {
    pub fn is_of(&self, came: &Came) -> bool {
        match (self, came) {
            (Self::Files(files), Came::File(entry)) => files.contains(&entry.file),
            (Self::Row { list, row }, Came::Row { list: of, entry }) => list == of && *row == entry.row,
            _ => false,
        }
    }
}

impl Decide {
    pub fn of(number: &str, subject: Subject, choices: Vec<String>, is_red: bool) -> Self {
        Self {
            number: number.to_owned(),
            subject,
            application: choices.first().cloned().unwrap_or_default(),
            choices,
            reversal: is_red.then_some(ReversalReason::WrongInvoice),
            reason: String::new(),
        }
    }
}

impl CommandForm for Decide {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        Head::new(words::DECIDE_TITLE.get(lang)).buttons(common::SAVE.get(lang), common::NOT_NOW)
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        let lang = fields.lang;
        weak_ui(ui, words::DECIDE_WHAT.get(lang));
        key_value_ui(ui, common::INVOICE_NO.get(lang), &self.number);
        let name = words::BELONGS_TO.get(lang);
        match self.choices.as_slice() {
            [] => {
                let field = Field::new(name, &mut self.application).required();
                fields.text_ui(ui, "application", field, None);
            }
            [_] => drop(key_value_ui(ui, name, &self.application)),
            several => {
                let options: Vec<(String, &str)> =
                    several.iter().map(|number| (number.clone(), number.as_str())).collect();
                fields.heed(&select_ui(ui, name, &mut self.application, &options, None));
            }
        }
        if let Some(reversal) = &mut self.reversal {
            let reasons =
                ReversalReason::ALL.map(|reason| (reason, domain::reversal_reason(reason).get(lang)));
            let label = words::REVERSAL_REASON.get(lang);
            fields.heed(&select_ui(ui, label, reversal, &reasons, None));
        }
        fields.reason_ui(ui, "reason", common::REASON, words::DECIDE_HINT, ROWS, &mut self.reason);
    }

    fn command(&self, lang: Lang, (): &()) -> Result<Command, Unready> {
        let application = typed("application", &self.application)?;
        let application = application.ok_or_else(|| Unready::because(lang, words::BELONGS_TO))?;
        let reason = reason(lang, "reason", &self.reason, words::REASON_MISSING)?;
        let reversal = self.reversal;
        Ok(match &self.subject {
            Subject::Files(files) => {
                let numbers = typed("numbers", &self.number)?.map(|number| vec![number; files.len()]);
                DecideReturned { application, files: files.clone(), numbers, reason, reversal }.into()
            }
            Subject::Row { list, row } => {
                let (file, number) = (list.clone(), checked("number", &self.number)?);
                DecideIssued { application, file, row: *row, number, reason, reversal }.into()
            }
        })
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        words::decided(lang, &self.number, &self.application)
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(words::DECIDE_TITLE, self.number.clone())
    }

    fn draft(&self) -> Option<DraftKey> {
        Some(DraftKey::new(DraftForm::ReturnedDecision).about(&self.number))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.same("choices", &self.choices);
        inputs.field("application", &mut self.application);
        inputs.field("reversal", &mut self.reversal);
        inputs.field("reason", &mut self.reason);
    }
}

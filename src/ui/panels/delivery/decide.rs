//! The dialog in which a person decides about a message that failed, or of which it is not known whether it arrived.

use egui::Ui;

use crate::desk::commands::mail::DecideMail;
use crate::desk::mail::outbox::OutboxMail;
use crate::desk::protocol::table::Command;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::email::emails;
use crate::domain::mail::outbox::{MailDecision, MessageState};
use crate::domain::refusal::{Refusal, checked};
use crate::i18n::{Lang, common, delivery as words, faults, mail};
use crate::ui::command_dialog::{CommandForm, Head, Unready};
use crate::ui::drafts::Inputs;
use crate::ui::fields::{Fields, given};
use crate::ui::sending::Answer;
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{Field, key_value_ui, segmented_ui, weak_ui};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Decide {
    application: String,
    to: String,
    state: MessageState,
    message_id: String,
    decision: MailDecision,
    /// Another address; blank: the same as before.
    email: String,
}

impl Decide {
    /// None: there is nothing to decide about the message.
    pub fn of(message: &OutboxMail) -> Option<Self> {
        Some(Self {
            application: message.application.clone(),
            to: message.to.clone(),
            state: message.state,
            message_id: message.message_id.clone(),
            decision: MailDecision::ALL.into_iter().find(|one| one.from(message.state).is_some())?,
            email: String::new(),
        })
    }

    pub fn application(&self) -> &str {
        &self.application
    }

    fn email_fault(&self, lang: Lang) -> Option<String> {
        let email = given(&self.email)?;
        emails(&email).err().map(|error| faults::email_error(lang, &error))
    }
}

impl CommandForm for Decide {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        Head::new(words::DECIDE_TITLE.get(lang))
            .buttons(mail::decision(self.decision).get(lang), common::NOT_NOW)
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        let lang = fields.lang;
        key_value_ui(ui, common::APPLICATION.get(lang), &self.application);
        key_value_ui(ui, words::TO.get(lang), &self.to);
        let offered: Vec<(MailDecision, &str)> = MailDecision::ALL
            .into_iter()
            .filter(|decision| decision.from(self.state).is_some())
            .map(|decision| (decision, mail::decision(decision).get(lang)))
            .collect();
        if offered.len() > 1 {
            fields.heed(&segmented_ui(ui, words::DECISION.get(lang), &mut self.decision, &offered));
        }
        match self.decision {
            MailDecision::Arrived => drop(weak_ui(ui, words::ARRIVED_HOW.get(lang))),
            MailDecision::SendAgain => {
                weak_ui(ui, words::AGAIN_HOW.get(lang));
                let refused = fields.refused_where(|refusal| matches!(refusal, Refusal::EmailInvalid { .. }));
                let fault = refused.or_else(|| self.email_fault(lang));
                let field = Field::new(words::OTHER_EMAIL.get(lang), &mut self.email);
                fields.text_ui(ui, "email", field.hint(words::OTHER_EMAIL_HINT.get(lang)), fault);
            }
        }
    }

    fn command(&self, lang: Lang, (): &()) -> Result<Command, Unready> {
        let email = match self.decision {
            MailDecision::Arrived => None,
            MailDecision::SendAgain => match self.email_fault(lang) {
                Some(fault) => return Err(Unready::Because(fault)),
                None => given(&self.email),
            },
        };
        let application = checked("application", &self.application)?;
        let message_id = Some(checked("message_id", &self.message_id)?);
        Ok(DecideMail { application, decision: self.decision, email, message: Some(self.state), message_id }
            .into())
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        let done = match self.decision {
            MailDecision::Arrived => words::ARRIVED,
            MailDecision::SendAgain => words::AGAIN,
        };
        done.get(lang).to_owned()
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(words::DECIDE_TITLE, self.application.clone())
    }

    fn draft(&self) -> Option<DraftKey> {
        Some(DraftKey::new(DraftForm::MailDecision).about(&self.application))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.same("message", &self.state);
        inputs.field("decision", &mut self.decision);
        inputs.field("email", &mut self.email);
    }
}

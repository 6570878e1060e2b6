//! The dialogs of how mail is sent, and of what an issuer writes.

use egui::Ui;

use crate::desk::commands::mail::{SetMail, SetMailTemplate};
use crate::desk::pages::mail::IssuerTemplate;
use crate::desk::protocol::table::Command;
use crate::domain::draft::{DraftForm, DraftKey};
use crate::domain::mail::settings::{MailSettings, Security};
use crate::domain::mail::template::{MAX_BODY_CHARS, Placeholder, Template};
use crate::domain::refusal::{FieldError, Refusal, checked};
use crate::i18n::phrase::listed;
use crate::i18n::{Lang, common, mail_settings as words};
use crate::ui::command_dialog::{CommandForm, Head, Unready};
use crate::ui::drafts::Inputs;
use crate::ui::fields::{Fields, typed};
use crate::ui::panels::parts::scroll_within_ui;
use crate::ui::sending::Answer;
use crate::ui::theme::space;
use crate::ui::unsaved::Unsaved;
use crate::ui::widgets::{
    Field, body_ui, link_ui, part_rule_ui, select_ui, small_ui, strong_ui, text_row_ui, weak_ui,
};

/// How mail is sent.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MailForm {
    host: String,
    port: String,
    security: Security,
    user: String,
    from: String,
    /// What it was before.
    known: Option<MailSettings>,
}

impl Default for MailForm {
    fn default() -> Self {
        let security = Security::StartTls;
        let port = usual_port(security).to_string();
        Self { host: String::new(), port, security, user: String::new(), from: String::new(), known: None }
    }
}

/// The port that a server takes mail at.
const fn usual_port(security: Security) -> u16 {
    match security {
        Security::StartTls => 587,
        Security::Tls => 465,
        Security::None => 25,
    }
}

impl MailForm {
    pub(super) fn of(known: &MailSettings) -> Self {
        Self {
            host: known.host.as_str().to_owned(),
            port: known.port.to_string(),
            security: known.security,
            user: known.user.clone().unwrap_or_default(),
            from: known.from.to_string(),
            known: Some(known.clone()),
        }
    }

    /// Whether somebody signs in, and whose password that is was not known before.
    pub(super) fn has_another_user(&self) -> bool {
        let now = (self.host.trim(), self.port.trim(), self.user.trim());
        let is_known = self.known.as_ref().is_some_and(|known| {
            let user = known.user.as_deref().unwrap_or_default();
            now == (known.host.as_str(), known.port.to_string().as_str(), user)
        });
        !is_known && !now.2.is_empty()
    }
}

impl CommandForm for MailForm {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        Head::new(words::FORM_TITLE.get(lang)).buttons(common::SAVE.get(lang), common::NOT_NOW)
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        let lang = fields.lang;
        ui.spacing_mut().item_spacing.y = space::M;
        let fault = fields.missing(&self.host, common::REQUIRED);
        let host = Field::new(words::HOST.get(lang), &mut self.host).required().hint("smtp.example.com");
        fields.text_ui(ui, "host", host, fault);
        let all = Security::ALL.map(|security| (security, words::security(security).get(lang)));
        let before = self.security;
        fields.heed(&select_ui(ui, words::SECURITY.get(lang), &mut self.security, &all, None));
        if self.security != before && self.port.trim() == usual_port(before).to_string() {
            self.port = usual_port(self.security).to_string();
        }
        let fault = fields.missing(&self.port, common::REQUIRED);
        fields.text_ui(ui, "port", Field::new(words::PORT.get(lang), &mut self.port).required(), fault);
        let user = Field::new(words::USER_NAME.get(lang), &mut self.user).hint(words::USER_HINT.get(lang));
        fields.text_ui(ui, "user", user, None);
        let fault = fields.missing(&self.from, common::REQUIRED);
        let from = Field::new(words::FROM.get(lang), &mut self.from).required();
        fields.text_ui(ui, "from", from.hint(words::FROM_HINT.get(lang)), fault);
    }

    fn command(&self, _lang: Lang, (): &()) -> Result<Command, Unready> {
        let port = match self.port.trim() {
            "" => return Err(Unready::Missing),
            port => port.parse().map_err(|_| Refusal::bad_field("port", FieldError::Malformed))?,
        };
        Ok(SetMail {
            host: typed("host", &self.host)?.ok_or(Unready::Missing)?,
            port,
            security: self.security,
            user: typed("user", &self.user)?,
            from: typed("from", &self.from)?.ok_or(Unready::Missing)?,
        }
        .into())
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        words::SET_DONE.get(lang).to_owned()
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(words::FORM_TITLE, self.host.trim())
    }

    fn draft(&self) -> Option<DraftKey> {
        Some(DraftKey::new(DraftForm::Mail))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("host", &mut self.host);
        inputs.field("port", &mut self.port);
        inputs.field("security", &mut self.security);
        inputs.field("user", &mut self.user);
        inputs.field("from", &mut self.from);
    }
}

/// Width of the dialog, and what its height leaves free of the window's before it scrolls.
const WIDTH: f32 = 640.0;
const FOOT: f32 = 240.0;
const ROWS: usize = 9;

/// What an issuer writes in a language.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TemplateForm {
    of: IssuerTemplate,
    subject: String,
    body: String,
}

impl TemplateForm {
    pub(super) fn of(of: IssuerTemplate) -> Self {
        Self { subject: of.subject.clone(), body: of.body.clone(), of }
    }

    fn inputs_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>) {
        let lang = fields.lang;
        weak_ui(ui, &words::template_of(lang, &self.of.name, self.of.language));
        let fault = fields.missing(&self.subject, common::REQUIRED);
        let subject = Field::new(words::SUBJECT.get(lang), &mut self.subject).required();
        fields.text_ui(ui, "subject", subject, fault);
        let fault = fields.missing(&self.body, common::REQUIRED);
        let body = Field::new(words::BODY.get(lang), &mut self.body).required().rows(ROWS);
        fields.text_ui(ui, "body", body.limit(MAX_BODY_CHARS), fault);
        let known = Placeholder::ALL.map(|placeholder| format!("{{{}}}", placeholder.as_str()));
        small_ui(ui, &words::placeholders(lang, &listed(lang, known)));
        if text_row_ui(ui, |ui| link_ui(ui, words::BUNDLED.get(lang)).clicked()) {
            let bundled = Template::bundled(self.of.language);
            self.subject = bundled.subject().to_owned();
            self.body = bundled.body().to_owned();
            fields.changed = true;
        }
        part_rule_ui(ui);
        small_ui(ui, words::PREVIEW.get(lang));
        match Template::parse(&self.subject, &self.body) {
            Ok(template) => {
                let (subject, body) = template.filled(&words::sample(self.of.language, &self.of.name));
                strong_ui(ui, &subject);
                body_ui(ui, &body);
            }
            Err(_) => drop(weak_ui(ui, words::NO_PREVIEW.get(lang))),
        }
    }
}

impl CommandForm for TemplateForm {
    type Page = ();

    fn head(&self, lang: Lang) -> Head {
        let head = Head::new(words::TEMPLATE_TITLE.get(lang)).width(WIDTH);
        head.buttons(common::SAVE.get(lang), common::NOT_NOW)
    }

    fn fields_ui(&mut self, ui: &mut Ui, fields: &mut Fields<'_>, (): &()) {
        let height = ui.ctx().content_rect().height() - FOOT;
        scroll_within_ui(ui, "mail-template", height, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            self.inputs_ui(ui, fields);
        });
    }

    fn command(&self, _lang: Lang, (): &()) -> Result<Command, Unready> {
        let (subject, body) = (typed("subject", &self.subject)?, typed("body", &self.body)?);
        let (subject, body) = (subject.ok_or(Unready::Missing)?, body.ok_or(Unready::Missing)?);
        let bundled = Template::bundled(self.of.language);
        let is_own = (self.subject.trim(), self.body.trim()) != (bundled.subject(), bundled.body());
        Ok(SetMailTemplate {
            issuer: checked("issuer", &self.of.issuer)?,
            language: self.of.language,
            subject: is_own.then_some(subject),
            body: is_own.then_some(body),
        }
        .into())
    }

    fn done(&self, lang: Lang, _answer: &Answer) -> String {
        words::TEMPLATE_DONE.get(lang).to_owned()
    }

    fn unsaved(&self) -> Unsaved {
        Unsaved::new(words::TEMPLATE_TITLE, self.of.name.clone())
    }

    fn draft(&self) -> Option<DraftKey> {
        let (issuer, language) = (&self.of.issuer, self.of.language.as_str());
        Some(DraftKey::new(DraftForm::MailTemplate).about(format!("{issuer} {language}")))
    }

    fn inputs(&mut self, inputs: &mut Inputs) {
        inputs.field("subject", &mut self.subject);
        inputs.field("body", &mut self.body);
    }
}

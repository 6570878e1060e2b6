//! How mail is sent, what it says, how customers want it, and what is decided about it.

use std::num::NonZeroU16;

use serde::Serialize;

use crate::desk::clock::Moment;
use crate::desk::commands::application_steps;
use crate::desk::commands::named_account::{self, OfAccount};
use crate::desk::commands::texts::{optional, required};
use crate::desk::commands::transaction::Transaction;
use crate::desk::mail::{compose, queue, steps};
use crate::desk::protocol::fields::fields;
use crate::domain::application::ApplicationState;
use crate::domain::email::emails;
use crate::domain::mail::Language;
use crate::domain::mail::outbox::{MailDecision, MessageState};
use crate::domain::mail::settings::{MailHost, MailSettings, Security, Sender};
use crate::domain::mail::template::{Placeholder, Template, TemplateError, TemplateFault};
use crate::domain::refusal::{FieldError, Noun, Refusal, Transition};
use crate::domain::text::{Code, Line, Prose};
use crate::store::engine::Db;
use crate::store::issuer::{self, StoredIssuer};
use crate::store::mail::StoredPreference;
use crate::store::{mail, outbox};

fields! {
    /// Says how mail is sent. The password is not among it: it is in the system's key store.
    SetMail {
        host: Line,
        port: u16,
        security: Security,
        user: Option<Line>,
        from: Line,
    }
    /// Asks how mail is sent.
    AskMail {
    }
    /// Says what an issuer writes in a language; without subject and body, what comes with the program.
    SetMailTemplate {
        issuer: Code,
        language: Language,
        subject: Option<Line>,
        body: Option<Prose>,
    }
    /// Names an issuer's template.
    OfTemplate {
        issuer: Code,
        language: Language,
    }
    /// Says how a customer wants its mail: what is left out is Chinese, and a copy to nobody.
    SetMailPreference {
        account: Code,
        language: Option<Language>,
        cc: Option<String>,
    }
    /// Decides about an application's e-mail that failed, or of which it is not known whether it arrived. With `email` it
    /// is written anew, to that address. With `message` or `message_id` it has to be the message that was seen, and to
    /// stand as it was seen.
    DecideMail {
        application: Code,
        decision: MailDecision,
        email: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<MessageState>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message_id: Option<Line>,
    }
    /// Lets the mail of a restored store go: what was sent since its backup was made is written down.
    ReleaseOutbox {
    }
}

/// The answer of `mail_settings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MailView {
    /// How mail is sent; none: nobody has said it yet.
    pub mail: Option<MailSettings>,
}

/// The answer of `mail_template`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of the command")]
pub struct TemplateView {
    pub subject: String,
    pub body: String,
    /// Whether it is the issuer's own.
    pub own: bool,
}

/// The answer of `mail_preference`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of the command")]
pub struct PreferenceView {
    pub language: Language,
    /// Who gets a copy.
    pub cc: Option<String>,
}

/// The answer of `decide_mail`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of the command")]
pub struct MailDecided {
    pub application: String,
    pub state: ApplicationState,
    pub message: MessageState,
    /// What the message is known by, which is another one where it was written anew.
    pub message_id: String,
}

pub(crate) fn set_mail(tx: &Transaction<'_>, c: &SetMail) -> Result<(), Refusal> {
    let malformed = |field| Refusal::bad_field(field, FieldError::Malformed);
    let settings = MailSettings {
        host: MailHost::parse(required("host", &c.host)?).ok_or_else(|| malformed("host"))?,
        port: NonZeroU16::new(c.port).ok_or_else(|| malformed("port"))?,
        security: c.security,
        user: optional("user", c.user.as_deref())?,
        from: Sender::parse(required("from", &c.from)?)
            .ok_or_else(|| Refusal::bad_field("from", FieldError::MailSender))?,
    };
    mail::set_settings(tx.db, &settings)
}

pub(crate) fn set_mail_template(tx: &Transaction<'_>, c: &SetMailTemplate) -> Result<(), Refusal> {
    let issuer = named_issuer(tx.db, &c.issuer)?;
    if c.subject.is_none() && c.body.is_none() {
        return mail::remove_template(tx.db, issuer.id, c.language);
    }
    let (subject, body) = (c.subject.as_deref().unwrap_or_default(), c.body.as_deref().unwrap_or_default());
    let template = Template::parse(subject, body).map_err(refused)?;
    mail::save_template(tx.db, issuer.id, c.language, template.subject(), template.body())
}

fn refused(TemplateError { field, fault }: TemplateError) -> Refusal {
    let known =
        || Placeholder::ALL.iter().map(|placeholder| format!("{{{}}}", placeholder.as_str())).collect();
    Refusal::bad_field(
        field,
        match fault {
            TemplateFault::Missing => FieldError::Missing,
            TemplateFault::TooLong(max) => FieldError::TooLong { max },
            TemplateFault::Unseen(character) => FieldError::BadCharacter { character },
            TemplateFault::Placeholder(text) => FieldError::Placeholder { text, known: known() },
        },
    )
}

pub(crate) fn set_mail_preference(tx: &Transaction<'_>, c: &SetMailPreference) -> Result<(), Refusal> {
    let account = named_account::account(tx.db, &c.account)?;
    let cc = optional("cc", c.cc.as_deref())?;
    if let Some(cc) = &cc {
        emails(cc).map_err(|fault| Refusal::EmailInvalid { fault })?;
    }
    let wanted = StoredPreference { language: c.language.unwrap_or_default(), cc };
    mail::save_preference(tx.db, account.id, &wanted)
}

pub(crate) fn decide_mail(tx: &Transaction<'_>, c: &DecideMail) -> Result<MailDecided, Refusal> {
    let &Transaction { db, moment, user, .. } = tx;
    let stored = application_steps::named(db, &c.application)?;
    let found = outbox::of_application(db, stored.id)?;
    let message = found.ok_or_else(|| Refusal::not_found(Noun::Message, &*c.application))?;
    let is_seen = c.message.is_none_or(|state| state == message.state)
        && c.message_id.as_ref().is_none_or(|id| **id == *message.message_id);
    if !is_seen {
        return Err(Refusal::conflict(Noun::Message, &*c.application));
    }
    let next = c.decision.from(message.state).ok_or_else(|| {
        let (application, message) = (stored.number.clone(), message.state);
        Refusal::TransitionNotAllowed(Transition::Mail { application, message, decision: c.decision })
    })?;
    let email = optional("email", c.email.as_deref())?;
    let (mut state, mut message_id) = (stored.state, message.message_id.clone());
    match (c.decision, email) {
        (MailDecision::Arrived, None) => {
            outbox::arrived(db, message.id, user.id)?;
            state = steps::deliver(tx, &message)?;
        }
        (MailDecision::Arrived, Some(_)) => {
            return Err(Refusal::bad_field("email", FieldError::Unknown));
        }
        (MailDecision::SendAgain, None) => outbox::requeue(db, message.id, user.id)?,
        (MailDecision::SendAgain, Some(email)) => {
            let settings = mail::settings(db)?.ok_or(Refusal::MailNotSet)?;
            outbox::discard(db, message.id, user.id)?;
            let composed = compose::compose(db, &settings, stored, Some(&email))?;
            (_, message_id) = queue::keep(db, moment, user.id, &composed)?;
        }
    }
    Ok(MailDecided { application: message.application_number, state, message: next, message_id })
}

pub(crate) fn release_outbox(tx: &Transaction<'_>, _: &ReleaseOutbox) -> Result<(), Refusal> {
    mail::hold(tx.db, false)
}

pub(in crate::desk) fn mail_settings(db: &Db, _: &Moment, _: &AskMail) -> Result<MailView, Refusal> {
    Ok(MailView { mail: mail::settings(db)? })
}

pub(in crate::desk) fn mail_template(db: &Db, _: &Moment, q: &OfTemplate) -> Result<TemplateView, Refusal> {
    let issuer = named_issuer(db, &q.issuer)?;
    let own = mail::template(db, issuer.id, q.language)?.is_some();
    let template = compose::template(db, &issuer, q.language)?;
    Ok(TemplateView { subject: template.subject().to_owned(), body: template.body().to_owned(), own })
}

pub(in crate::desk) fn mail_preference(
    db: &Db,
    _: &Moment,
    q: &OfAccount,
) -> Result<PreferenceView, Refusal> {
    let account = named_account::account(db, &q.account)?;
    let StoredPreference { language, cc } = mail::preference(db, account.id)?;
    Ok(PreferenceView { language, cc })
}

fn named_issuer(db: &Db, code: &str) -> Result<StoredIssuer, Refusal> {
    issuer::by_code(db, code)?.ok_or_else(|| Refusal::not_found(Noun::Issuer, code))
}

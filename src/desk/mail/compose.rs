//! What is written to whom about an application, and what is attached.

use serde::Serialize;

use crate::desk::clock::Moment;
use crate::desk::commands::application_steps;
use crate::desk::protocol::fields::fields;
use crate::desk::returned::files::given_name;
use crate::domain::application::{ApplicationState, Step};
use crate::domain::email::{EmailAddress, emails, joined};
use crate::domain::file_names::{GivenNames, NamePattern};
use crate::domain::mail::Language;
use crate::domain::mail::settings::MailSettings;
use crate::domain::mail::template::{Template, Values};
use crate::domain::refusal::{Refusal, Transition};
use crate::domain::text::Code;
use crate::store::application::StoredApplication;
use crate::store::engine::Db;
use crate::store::issuer::StoredIssuer;
pub use crate::store::outbox::AttachedFile;
use crate::store::{account, invoice, invoice_file, issuer, mail};

/// A message before it is in the outbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct Composed {
    pub application: String,
    /// The addresses that it is written to, between commas.
    pub to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cc: Option<String>,
    pub language: Language,
    /// The name that recipients see.
    pub from_name: String,
    pub from: String,
    pub subject: String,
    pub body: String,
    pub files: Vec<AttachedFile>,
    #[serde(skip)]
    pub(super) stored: StoredApplication,
}

fields! {
    /// Names an application whose e-mail is looked at before it is sent.
    PreviewMail {
        application: Code,
    }
}

/// The message about an application, as it would be sent now.
///
/// # Errors
/// `mail-not-set`, and those of [`compose`].
pub fn preview_mail(db: &Db, _: &Moment, q: &PreviewMail) -> Result<Composed, Refusal> {
    let settings = mail::settings(db)?.ok_or(Refusal::MailNotSet)?;
    compose(db, &settings, application_steps::named(db, &q.application)?, None)
}

/// Composes the message about an application, to `email` where that is given, else to where the application says.
///
/// # Errors
/// `transition-not-allowed`: it is not issued, or delivered already; `email-required`, `email-invalid`;
/// `invoice-files-missing`; `store`.
pub(crate) fn compose(
    db: &Db,
    settings: &MailSettings,
    stored: StoredApplication,
    email: Option<&str>,
) -> Result<Composed, Refusal> {
    if stored.state != ApplicationState::Issued {
        let (application, state) = (stored.number, stored.state);
        let step = Step::Deliver;
        return Err(Refusal::TransitionNotAllowed(Transition::Application { application, state, step }));
    }
    let to = email.or(stored.snapshot.email.as_deref()).ok_or(Refusal::EmailRequired)?;
    let to = read(to)?;
    let wanted = mail::preference(db, stored.account)?;
    let cc = wanted.cc.as_deref().map(read).transpose()?.unwrap_or_default();
    let issuer = issuer::by_id(db, account::by_id(db, stored.account)?.issuer_id)?;
    let invoices = invoice::of_application(db, stored.id)?;
    let numbers: Vec<&str> = invoices.iter().map(|invoice| invoice.number.as_str()).collect();
    let buyer = &stored.snapshot.info.name;
    let values = Values {
        buyer,
        issuer: &issuer.issuer.name,
        application: &stored.number,
        amount: &stored.amount.grouped(),
        invoices: &numbers.join(", "),
        contact: stored.snapshot.contact.as_deref().unwrap_or(buyer),
    };
    let (subject, body) = template(db, &issuer, wanted.language)?.filled(&values);
    Ok(Composed {
        application: stored.number.clone(),
        cc: Some(joined(cc.iter().filter(|address| !to.contains(address)))).filter(|cc| !cc.is_empty()),
        to: joined(to.iter()),
        language: wanted.language,
        from_name: settings.from.name.clone().unwrap_or(issuer.issuer.name),
        from: settings.from.address.to_string(),
        subject: subject.to_string(),
        body,
        files: files(db, &stored.number)?,
        stored,
    })
}

/// What an issuer writes in a language: its own template, else the one that comes with the program.
///
/// # Errors
/// `store`.
pub(crate) fn template(db: &Db, issuer: &StoredIssuer, language: Language) -> Result<Template, Refusal> {
    let own = mail::template(db, issuer.id, language)?;
    // What an older program kept may have placeholders that this one does not know any more.
    let own = own.and_then(|(subject, body)| Template::parse(&subject, &body).ok());
    Ok(own.unwrap_or_else(|| Template::bundled(language)))
}

/// Every kept file of the application's invoices, named as in an archive of them.
fn files(db: &Db, application: &str) -> Result<Vec<AttachedFile>, Refusal> {
    let (mut files, mut missing) = (Vec::new(), Vec::new());
    let (mut names, pattern) = (GivenNames::default(), NamePattern::default());
    for file in invoice_file::of_application(db, application)? {
        let (Some(format), Some(kept), Some(sha256)) = (file.format, &file.name, &file.sha256) else {
            missing.push(file.number);
            continue;
        };
        let name = given_name(&mut names, &pattern, &file, format, kept);
        files.push(AttachedFile { name, sha256: sha256.clone() });
    }
    if missing.is_empty() { Ok(files) } else { Err(Refusal::InvoiceFilesMissing { invoices: missing }) }
}

fn read(text: &str) -> Result<Vec<EmailAddress>, Refusal> {
    emails(text).map_err(|fault| Refusal::EmailInvalid { fault })
}

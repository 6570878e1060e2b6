//! How mail is sent and what is written, as the settings show it.

use crate::desk::mail::compose;
use crate::domain::mail::Language;
use crate::domain::mail::settings::MailSettings;
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
use crate::store::{issuer, mail};

/// How mail is sent, and what each issuer writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailPage {
    /// None: nobody has said it yet.
    pub settings: Option<MailSettings>,
    /// Of each issuer, the first added first, one in each language.
    pub templates: Vec<IssuerTemplate>,
}

/// What an issuer writes in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuerTemplate {
    /// The code of the issuer.
    pub issuer: String,
    /// Its name.
    pub name: String,
    /// The language.
    pub language: Language,
    /// The subject, with its placeholders.
    pub subject: String,
    /// The body.
    pub body: String,
    /// Whether it is the issuer's own; otherwise it came with the program.
    pub is_own: bool,
}

/// What the settings show of mail.
///
/// # Errors
/// `store`.
pub fn page(db: &Db) -> Result<MailPage, Refusal> {
    let mut templates = Vec::new();
    for issuer in issuer::all(db)? {
        for language in Language::ALL {
            let template = compose::template(db, &issuer, language)?;
            templates.push(IssuerTemplate {
                issuer: issuer.issuer.code.clone(),
                name: issuer.issuer.name.clone(),
                language,
                subject: template.subject().to_owned(),
                body: template.body().to_owned(),
                is_own: mail::template(db, issuer.id, language)?.is_some(),
            });
        }
    }
    Ok(MailPage { settings: mail::settings(db)?, templates })
}

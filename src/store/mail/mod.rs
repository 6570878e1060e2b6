//! How mail is sent, what issuers write, and how customers want it.
//!
//! Errors of every call: `store`.

use crate::domain::ids::{AccountId, IssuerId};
use crate::domain::mail::Language;
use crate::domain::mail::settings::MailSettings;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::store::engine::{Db, columns, params};
use crate::store::setting;

const SETTINGS: &str = "mail";
const HELD: &str = "mail_held";

/// How mail is sent; none: nobody has said it yet.
///
/// # Errors
/// `store`: also where something is kept that no desk writes.
pub fn settings(db: &Db) -> Result<Option<MailSettings>, Refusal> {
    let read = |text: String| {
        serde_json::from_str(&text).map_err(|error| Refusal::Store {
            fault: StoreFault::Corrupt { detail: format!("the settings of mail: {error}") },
        })
    };
    setting::get(db, SETTINGS)?.map(read).transpose()
}

/// Keeps how mail is sent.
pub fn set_settings(db: &Db, settings: &MailSettings) -> Result<(), Refusal> {
    setting::put(db, SETTINGS, &serde_json::to_string(settings).unwrap_or_default())
}

/// Whether nothing is sent until somebody says so.
pub fn is_held(db: &Db) -> Result<bool, Refusal> {
    Ok(setting::get(db, HELD)?.is_some_and(|held| held == "1"))
}

/// Has nothing sent until somebody says so, or what waits sent again.
pub fn hold(db: &Db, is_held: bool) -> Result<(), Refusal> {
    setting::put(db, HELD, if is_held { "1" } else { "0" })
}

/// Whether somebody has said how mail is sent.
pub fn is_set(db: &Db) -> Result<bool, Refusal> {
    Ok(setting::get(db, SETTINGS)?.is_some())
}

/// Subject and body of an issuer's own template in a language.
pub fn template(db: &Db, issuer: IssuerId, language: Language) -> Result<Option<(String, String)>, Refusal> {
    db.maybe(include_str!("template.sql"), params![issuer, language])
}

/// Keeps an issuer's template in a language.
pub fn save_template(
    db: &Db,
    issuer: IssuerId,
    language: Language,
    subject: &str,
    body: &str,
) -> Result<(), Refusal> {
    db.run(include_str!("save_template.sql"), params![issuer, language, subject, body])
}

/// Takes an issuer's template away.
pub fn remove_template(db: &Db, issuer: IssuerId, language: Language) -> Result<(), Refusal> {
    db.run(include_str!("remove_template.sql"), params![issuer, language])
}

/// How a customer wants its mail.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredPreference {
    pub language: Language,
    /// Who gets a copy, as it was entered.
    pub cc: Option<String>,
}

columns! { StoredPreference { language, cc } }

/// How an account wants its mail.
pub fn preference(db: &Db, account: AccountId) -> Result<StoredPreference, Refusal> {
    Ok(db.maybe(include_str!("preference.sql"), [account])?.unwrap_or_default())
}

/// Keeps how an account wants its mail.
pub fn save_preference(db: &Db, account: AccountId, wanted: &StoredPreference) -> Result<(), Refusal> {
    db.run(include_str!("save_preference.sql"), params![account, wanted.language, wanted.cc])
}

//! The password of whoever signs in at the mail server. It is asked of the system when it is needed, and never kept by
//! the desk, nor written anywhere.

use std::path::Path;

use crate::domain::mail::settings::MailSettings;
use crate::domain::refusal::Refusal;
use crate::exchange::key_store;
use crate::store::engine::Db;
use crate::store::mail;

/// The variable that holds the password where there is no key store: for a scheduler.
const VARIABLE: &str = "FAPIAO_DESK_SMTP_PASSWORD";

/// The password that these settings need: from the environment, else from the system's key store; none where nobody
/// signs in.
///
/// # Errors
/// `mail-password-missing`, `key-store`.
pub(super) fn needed(settings: &MailSettings) -> Result<Option<String>, Refusal> {
    let Some(user) = &settings.user else { return Ok(None) };
    if let Some(password) = std::env::var(VARIABLE).ok().filter(|password| !password.is_empty()) {
        return Ok(Some(password));
    }
    let kept = key_store::password(&name(settings)).map_err(|detail| Refusal::KeyStore { detail })?;
    kept.map(Some).ok_or_else(|| Refusal::MailPasswordMissing { user: user.clone() })
}

/// How the mail of the store at `path` is sent, which says whose password is asked for.
///
/// # Errors
/// `mail-not-set`, `store`.
pub fn settings_of(path: &Path) -> Result<MailSettings, Refusal> {
    mail::settings(&Db::open_reader(path)?)?.ok_or(Refusal::MailNotSet)
}

/// Puts the password into the system's key store. It may ask the person at the screen to unlock it.
///
/// # Errors
/// `key-store`.
pub fn keep(settings: &MailSettings, password: &str) -> Result<(), Refusal> {
    key_store::set_password(&name(settings), password).map_err(|detail| Refusal::KeyStore { detail })
}

/// By what the key store knows whose password it is.
fn name(settings: &MailSettings) -> String {
    let user = settings.user.as_deref().unwrap_or_default();
    format!("{user}@{}:{}", settings.host.as_str(), settings.port)
}

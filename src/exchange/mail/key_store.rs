//! Passwords of mail servers: in the system's key store (Keychain, Credential Manager, Secret Service), and nowhere else.

use keyring::{Entry, Error};

use crate::domain::mail::settings::MailSettings;

/// By what the key store knows whose password it is.
const SERVICE: &str = "fapiao-desk";

/// The password of whoever signs in by these settings; none: nobody has put it there.
///
/// # Errors
/// What the key store says, or that there is none.
pub fn password(settings: &MailSettings) -> Result<Option<String>, String> {
    match entry(settings)?.get_password() {
        Ok(password) => Ok(Some(password)),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

/// Puts the password there.
///
/// # Errors
/// What the key store says, or that there is none.
pub fn set_password(settings: &MailSettings, password: &str) -> Result<(), String> {
    entry(settings)?.set_password(password).map_err(|error| error.to_string())
}

fn entry(settings: &MailSettings) -> Result<Entry, String> {
    let user = settings.user.as_deref().unwrap_or_default();
    let name = format!("{user}@{}:{}", settings.host.as_str(), settings.port);
    Entry::new(SERVICE, &name).map_err(|error| match (error, Entry::store_status()) {
        (Error::NoDefaultStore, Err(why)) => why.to_string(),
        (error, _) => error.to_string(),
    })
}

//! Passwords of mail servers and backups: in the system's key store (Keychain, Credential Manager, Secret Service), and
//! nowhere else.

use keyring::{Entry, Error};

/// By what the key store knows whose password it is.
const SERVICE: &str = "fapiao-desk";

/// The password that is kept under this name; none: nobody has put it there.
///
/// # Errors
/// What the key store says, or that there is none.
pub fn password(name: &str) -> Result<Option<String>, String> {
    match entry(name)?.get_password() {
        Ok(password) => Ok(Some(password)),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(error.to_string()),
    }
}

/// Puts a password there.
///
/// # Errors
/// What the key store says, or that there is none.
pub fn set_password(name: &str, password: &str) -> Result<(), String> {
    entry(name)?.set_password(password).map_err(|error| error.to_string())
}

fn entry(name: &str) -> Result<Entry, String> {
    Entry::new(SERVICE, name).map_err(|error| match (error, Entry::store_status()) {
        (Error::NoDefaultStore, Err(why)) => why.to_string(),
        (error, _) => error.to_string(),
    })
}

//! The password that the backups of a store are encrypted with. It is no part of the store: it is in the system's key
//! store, or held for as long as the program runs, or in the environment, for a scheduler.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::shown;
use crate::desk::own_files::followed;
use crate::domain::password::Password;
use crate::domain::refusal::Refusal;
use crate::exchange::key_store;
use crate::store::engine::Db;
use crate::store::setting;

/// The setting of a store whose own backups are encrypted.
pub(in crate::desk) const ENCRYPTED: &str = "backup_encrypted";

/// The variable that holds the password where there is no key store.
pub const VARIABLE: &str = "FAPIAO_DESK_BACKUP_PASSWORD";

/// What was typed since the program began, by the name of each.
static TYPED: Mutex<BTreeMap<String, Password>> = Mutex::new(BTreeMap::new());

/// Whether the backups that the desk makes by itself are encrypted.
///
/// # Errors
/// `store`.
pub fn is_encrypted(db: &Db) -> Result<bool, Refusal> {
    Ok(setting::get(db, ENCRYPTED)?.is_some_and(|setting| setting == "1"))
}

/// Holds the password of the backups of the store at `store` for as long as the program runs.
pub fn hold(store: &Path, password: &Password) {
    TYPED.lock().unwrap_or_else(PoisonError::into_inner).insert(name(store), password.clone());
}

/// The same, and puts it into the system's key store, which may ask the person at the screen to unlock it.
///
/// # Errors
/// `key-store`: it does not take it; then it is not held either.
pub fn keep(store: &Path, password: &Password) -> Result<(), Refusal> {
    let text = String::from_utf8_lossy(password.as_bytes());
    key_store::set_password(&name(store), &text).map_err(|detail| Refusal::KeyStore { detail })?;
    hold(store, password);
    Ok(())
}

/// The password of the backups of a store, where one is known.
///
/// # Errors
/// `key-store`: it cannot be asked.
pub(super) fn known(store: &Path) -> Result<Option<Password>, Refusal> {
    let name = name(store);
    let typed = || TYPED.lock().unwrap_or_else(PoisonError::into_inner).get(&name).cloned();
    let given = std::env::var(VARIABLE).ok().filter(|password| !password.is_empty());
    if let Some(password) = given.map(|password| Password::typed(&password)).or_else(typed) {
        return Ok(Some(password));
    }
    let kept = key_store::password(&name).map_err(|detail| Refusal::KeyStore { detail })?;
    Ok(kept.map(|password| Password::typed(&password)))
}

/// By what it is known: a store that is damaged does not say which it is.
fn name(store: &Path) -> String {
    format!("backups of {}", shown(&followed(store)))
}

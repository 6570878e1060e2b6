//! The password by which this computer's user comes to a store on a server. It is no part of the store's place: it is in
//! the system's key store, or held for as long as the program runs. Where it is in neither, it is looked for where the
//! server's own programs look for it.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use zeroize::Zeroizing;

use crate::domain::refusal::Refusal;
use crate::exchange::key_store;
use crate::store::engine::{DEFAULT_PORT, ServerPlace, find_passwords_by};

/// What was typed or found since the program began, by the name of each; none: the key store has none.
static KNOWN: Mutex<BTreeMap<String, Option<Zeroizing<String>>>> = Mutex::new(BTreeMap::new());

/// Has stores on servers opened with the passwords of this computer's user from now on.
pub fn use_key_store() {
    find_passwords_by(|server| held(server).unwrap_or_else(|| kept(server)));
}

/// Holds the password of a server for as long as the program runs.
pub fn hold(server: &ServerPlace, password: &str) {
    let password = Zeroizing::new(password.to_owned());
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner).insert(name(server), Some(password));
}

/// The same, and puts it into the system's key store, which may ask the person at the screen to unlock it.
///
/// # Errors
/// `key-store`: it does not take it; then it is not held either.
pub fn keep(server: &ServerPlace, password: &str) -> Result<(), Refusal> {
    key_store::set_password(&name(server), password).map_err(|detail| Refusal::KeyStore { detail })?;
    hold(server, password);
    Ok(())
}

/// Holds it no more: it leads nowhere.
pub fn forget(server: &ServerPlace) {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner).remove(&name(server));
}

/// What is known of it, be it that there is none; none: it was not looked for.
fn held(server: &ServerPlace) -> Option<Option<Zeroizing<String>>> {
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner).get(&name(server)).cloned()
}

/// The one in the key store, which is asked once: a connection need not wait for it each time. Where there is none, the
/// password may be elsewhere.
fn kept(server: &ServerPlace) -> Option<Zeroizing<String>> {
    let password = key_store::password(&name(server)).ok().flatten().map(Zeroizing::new);
    KNOWN.lock().unwrap_or_else(PoisonError::into_inner).insert(name(server), password.clone());
    password
}

/// By what it is known: how the connection is made is no part of whose it is.
fn name(server: &ServerPlace) -> String {
    let ServerPlace { user, host, port, database, .. } = server;
    let user = user.as_deref().unwrap_or_default();
    let port = if *port == DEFAULT_PORT { String::new() } else { format!(":{port}") };
    format!("server {user}@{host}{port}/{database}")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_password_is_of_one_user_of_one_database_however_it_is_connected_to() {
        let server = |place: &str| ServerPlace::read(Path::new(place)).unwrap();
        hold(&server("postgres://ann@db/held"), "secret");
        let found = |place| held(&server(place)).flatten().map(|password| password.to_string());
        assert_eq!(found("postgresql://ann@DB:5432/held?sslmode=require").as_deref(), Some("secret"));
        for other in [
            "postgres://bob@db/held",
            "postgres://db/held",
            "postgres://ann@db:5433/held",
            "postgres://ann@db/x",
        ] {
            assert_eq!(found(other), None, "{other}");
        }
        forget(&server("postgres://ann@db/held"));
        assert_eq!(found("postgres://ann@db/held"), None);
    }

    #[test]
    fn a_key_store_that_has_none_is_asked_once_until_one_is_typed() {
        let server = ServerPlace::read(Path::new("postgres://ann@db/asked-once")).unwrap();
        assert_eq!(held(&server), None);
        assert_eq!(kept(&server), None);
        assert_eq!(held(&server), Some(None), "it is known that there is none");
        hold(&server, "secret");
        assert_eq!(held(&server).flatten().as_deref().map(String::as_str), Some("secret"));
    }
}

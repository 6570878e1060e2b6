//! What the server says, as a refusal.

use std::error::Error as _;
use std::net::ToSocketAddrs;
use std::path::Path;

use ::postgres::Error;
use ::postgres::error::{DbError, Severity, SqlState};

use crate::domain::refusal::{Outcome, Refusal, ServerFault, StoreFault};
use crate::store::engine::ServerPlace;

/// What a statement that failed says.
pub(super) fn refusal(error: &Error, place: &Path) -> Refusal {
    Refusal::Store { fault: fault(error, place) }
}

/// Why nobody came to a server; `ignored` is the file of passwords that was not read since others can read it.
pub(super) fn of_connecting(error: &Error, server: &ServerPlace, ignored: Option<&Path>) -> Refusal {
    let mut said = detail(error);
    // One of its options is none, or has another value than it can have.
    if said.starts_with("invalid connection string") {
        return Refusal::Store { fault: StoreFault::BadAddress };
    }
    let is_one_of = |codes: &[SqlState]| error.code().is_some_and(|code| codes.contains(code));
    let why = if is_one_of(&[
        SqlState::INVALID_PASSWORD,
        SqlState::INVALID_AUTHORIZATION_SPECIFICATION,
        SqlState::INSUFFICIENT_PRIVILEGE,
    ]) || said.contains("password missing")
    {
        ServerFault::NotLetIn
    } else if is_one_of(&[SqlState::INVALID_CATALOG_NAME]) {
        ServerFault::NoDatabase
    } else if error.code().is_some() {
        ServerFault::Unreachable
    } else if said.contains("does not support TLS") {
        ServerFault::NotEncrypted
    } else if stems_from::<rustls::Error>(error) {
        ServerFault::NotTrusted
    } else if !is_known(server) {
        ServerFault::NoSuchHost
    } else {
        ServerFault::Unreachable
    };
    if let Some(file) = ignored.filter(|_| why == ServerFault::NotLetIn) {
        said = format!("{said}; {} is not read, as others can read it: chmod 600", file.display());
    }
    Refusal::Store { fault: StoreFault::Server { place: server.to_string(), why, detail: said } }
}

/// Whether the system knows the host. A socket is a file on this computer.
fn is_known(server: &ServerPlace) -> bool {
    server.host.starts_with('/') || (server.host.as_str(), server.port).to_socket_addrs().is_ok()
}

/// Whether an error of this kind is behind it.
fn stems_from<E: std::error::Error + 'static>(error: &Error) -> bool {
    let mut next = error.source();
    while let Some(source) = next {
        let within = source.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        if source.is::<E>() || within.is_some_and(|within| within.is::<E>()) {
            return true;
        }
        next = source.source();
    }
    false
}

/// What a COMMIT that failed says. Where the server has refused it, nothing was kept; where the connection was lost, or the
/// server has ended it, it is not known.
pub(super) fn of_commit(error: &Error, place: &Path) -> Refusal {
    if error.as_db_error().is_some() && !is_ended(error) {
        return refusal(error, place);
    }
    let detail = format!("{}: {}", place.display(), detail(error));
    Refusal::Store { fault: StoreFault::Unconfirmed { outcome: Outcome::Unknown, detail } }
}

/// Whether the server has ended the connection with this.
fn is_ended(error: &Error) -> bool {
    let severity = error.as_db_error().and_then(DbError::parsed_severity);
    matches!(severity, Some(Severity::Fatal | Severity::Panic))
}

fn fault(error: &Error, place: &Path) -> StoreFault {
    let server = |why| StoreFault::Server { place: place.display().to_string(), why, detail: detail(error) };
    let Some(code) = error.code().filter(|_| !is_ended(error)) else { return server(ServerFault::Lost) };
    let detail = format!("{}: {}", place.display(), detail(error));
    let is_one_of = |codes: &[SqlState]| codes.contains(code);
    if is_one_of(&[
        SqlState::LOCK_NOT_AVAILABLE,
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
    ]) {
        StoreFault::Locked
    } else if is_one_of(&[SqlState::DISK_FULL, SqlState::IO_ERROR]) {
        StoreFault::Disk { detail }
    } else if is_one_of(&[SqlState::DATA_CORRUPTED, SqlState::INDEX_CORRUPTED]) {
        StoreFault::Corrupt { detail }
    } else if is_one_of(&[SqlState::READ_ONLY_SQL_TRANSACTION, SqlState::INSUFFICIENT_PRIVILEGE]) {
        server(ServerFault::NoRights)
    } else {
        StoreFault::Other { detail }
    }
}

/// What the server or the driver says, with what it stems from.
fn detail(error: &Error) -> String {
    match (error.as_db_error(), error.source()) {
        (Some(said), _) => said.message().to_owned(),
        (None, Some(source)) => format!("{error}: {source}"),
        (None, None) => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_that_is_none_or_has_no_such_value_makes_no_address() {
        for option in ["sslmode=verify-full", "sslrootcert=/etc/root.pem", "connect_timeout=soon"] {
            let server = ServerPlace::read(Path::new(&format!("postgres://db/desk?{option}"))).unwrap();
            let error = server.to_string().parse::<::postgres::Config>().unwrap_err();
            let refused = of_connecting(&error, &server, None);
            assert_eq!(refused, Refusal::Store { fault: StoreFault::BadAddress }, "{option}");
        }
    }
}

//! What the server says, as a refusal.

use std::error::Error as _;
use std::path::Path;

use ::postgres::Error;
use ::postgres::error::SqlState;

use crate::domain::refusal::{Outcome, Refusal, StoreFault};

/// What a statement that failed says.
pub(super) fn refusal(error: &Error, place: &Path) -> Refusal {
    Refusal::Store { fault: fault(error, place) }
}

/// What a COMMIT that failed says. Where the server has answered, nothing was kept; where the connection was lost, it is not
/// known.
pub(super) fn of_commit(error: &Error, place: &Path) -> Refusal {
    if error.as_db_error().is_some() {
        return refusal(error, place);
    }
    let detail = format!("{}: {}", place.display(), detail(error));
    Refusal::Store { fault: StoreFault::Unconfirmed { outcome: Outcome::Unknown, detail } }
}

fn fault(error: &Error, place: &Path) -> StoreFault {
    let detail = detail(error);
    let Some(code) = error.code() else {
        return StoreFault::Disk { detail: format!("{}: {detail}", place.display()) };
    };
    let is_one_of = |codes: &[SqlState]| codes.contains(code);
    if is_one_of(&[
        SqlState::LOCK_NOT_AVAILABLE,
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
    ]) {
        StoreFault::Locked
    } else if is_one_of(&[SqlState::DISK_FULL]) {
        StoreFault::DiskFull
    } else if is_one_of(&[SqlState::IO_ERROR]) {
        StoreFault::Disk { detail }
    } else if is_one_of(&[SqlState::DATA_CORRUPTED, SqlState::INDEX_CORRUPTED]) {
        StoreFault::Corrupt { detail }
    } else if is_one_of(&[SqlState::READ_ONLY_SQL_TRANSACTION, SqlState::INSUFFICIENT_PRIVILEGE]) {
        StoreFault::ReadOnly { path: place.display().to_string() }
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

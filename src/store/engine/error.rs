//! What the driver says, as a refusal.

use std::path::Path;

use rusqlite::ErrorCode;

use super::open::named;
use crate::domain::refusal::{Outcome, Refusal, StoreFault};

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store { fault: fault(&error) }
    }
}

/// What a COMMIT that failed says. Up to it nothing of a transaction counts, so that whatever fails before leaves the
/// store as it was. But a COMMIT whose writing, syncing or announcing fails may have brought all of it to the disk,
/// where the next program that opens the store finds it.
pub(super) fn of_commit(error: rusqlite::Error, path: &Path) -> Refusal {
    match error.sqlite_error_code() {
        Some(ErrorCode::SystemIoFailure) => {
            let detail = format!("{}: {error}", path.display());
            Refusal::Store { fault: StoreFault::Unconfirmed { outcome: Outcome::Unknown, detail } }
        }
        _ => named(error, path),
    }
}

fn is_shared_file_too_short(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE)
}

pub(super) fn fault(error: &rusqlite::Error) -> StoreFault {
    let detail = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreFault::Locked,
        Some(ErrorCode::DiskFull) => StoreFault::DiskFull,
        // On a full disk the file that connections share cannot be made longer.
        Some(ErrorCode::SystemIoFailure) if is_shared_file_too_short(error) => StoreFault::DiskFull,
        Some(ErrorCode::ReadOnly) => StoreFault::ReadOnly { path: String::new() },
        Some(ErrorCode::DatabaseCorrupt) => StoreFault::Corrupt { detail },
        Some(ErrorCode::NotADatabase) => StoreFault::NotAStore { path: String::new() },
        _ => StoreFault::Other { detail },
    }
}

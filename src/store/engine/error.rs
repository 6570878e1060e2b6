//! What the driver says, as a refusal.

use rusqlite::ErrorCode;

use crate::domain::refusal::{Refusal, StoreFault};

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store { fault: fault(&error) }
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

//! What the driver says, as a refusal.

use rusqlite::ErrorCode;

use crate::domain::refusal::{Refusal, StoreFault};

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::Store { fault: fault(&error) }
    }
}

pub(super) fn fault(error: &rusqlite::Error) -> StoreFault {
    let detail = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreFault::Locked,
        Some(ErrorCode::DiskFull) => StoreFault::DiskFull,
        Some(ErrorCode::ReadOnly) => StoreFault::ReadOnly { path: String::new() },
        Some(ErrorCode::DatabaseCorrupt) => StoreFault::Corrupt { detail },
        Some(ErrorCode::NotADatabase) => StoreFault::NotAStore { path: String::new() },
        _ => StoreFault::Other { detail },
    }
}

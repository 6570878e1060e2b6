//! What the driver says, as a refusal.

use std::path::Path;

use rusqlite::ErrorCode;
use rusqlite::ffi::{SQLITE_IOERR_NOMEM, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_SHORT_READ};

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

pub(super) fn fault(error: &rusqlite::Error) -> StoreFault {
    let detail = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed) => {
            StoreFault::Locked
        }
        Some(ErrorCode::DiskFull) => StoreFault::DiskFull,
        Some(ErrorCode::SystemIoFailure) => {
            match error.sqlite_error().map(|error| error.extended_code).unwrap_or_default() {
                // On a full disk the file that connections share cannot be made longer.
                SQLITE_IOERR_SHMSIZE => StoreFault::DiskFull,
                // There is less of the file than its head says.
                SQLITE_IOERR_SHORT_READ => StoreFault::Corrupt { detail },
                SQLITE_IOERR_NOMEM => StoreFault::Other { detail },
                code => StoreFault::Disk { detail: format!("{detail}, SQLite {code}") },
            }
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            StoreFault::ReadOnly { path: String::new() }
        }
        Some(ErrorCode::DatabaseCorrupt) => StoreFault::Corrupt { detail },
        Some(ErrorCode::NotADatabase) => StoreFault::NotAStore { path: String::new() },
        // The system cannot hold a file that large.
        Some(ErrorCode::NoLargeFileSupport) => StoreFault::Disk { detail },
        _ => StoreFault::Other { detail },
    }
}

/// Whether another program is writing.
pub(super) fn is_busy(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
}

/// The error of reading the disk in a line of an integrity check, which says so in the middle of what else it found.
pub(super) fn read_error(line: &str) -> Option<StoreFault> {
    let (_, code) = line.split_once("error code")?;
    let digits: String =
        code.trim_start_matches(['=', ' ', ':']).chars().take_while(char::is_ascii_digit).collect();
    let code = digits.parse().ok()?;
    match fault(&rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None)) {
        fault @ StoreFault::Disk { .. } => Some(fault),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    fn of(code: i32) -> StoreFault {
        fault(&rusqlite::Error::SqliteFailure(ffi::Error::new(code), Some("words".to_owned())))
    }

    #[test]
    fn a_disk_that_fails_is_no_damaged_store() {
        for code in [
            ffi::SQLITE_IOERR,
            ffi::SQLITE_IOERR_READ,
            ffi::SQLITE_IOERR_WRITE,
            ffi::SQLITE_IOERR_FSYNC,
            ffi::SQLITE_IOERR_FSTAT,
            ffi::SQLITE_IOERR_LOCK,
            ffi::SQLITE_IOERR_SHMMAP,
            ffi::SQLITE_NOLFS,
        ] {
            assert!(matches!(of(code), StoreFault::Disk { .. }), "{code}");
        }
        assert!(matches!(of(ffi::SQLITE_IOERR_SHORT_READ), StoreFault::Corrupt { .. }));
        assert!(matches!(of(ffi::SQLITE_IOERR_NOMEM), StoreFault::Other { .. }));
    }

    #[test]
    fn each_result_of_the_driver_has_its_fault() {
        for (code, expected) in [
            (ffi::SQLITE_FULL, StoreFault::DiskFull),
            (ffi::SQLITE_IOERR_SHMSIZE, StoreFault::DiskFull),
            (ffi::SQLITE_BUSY, StoreFault::Locked),
            (ffi::SQLITE_BUSY_SNAPSHOT, StoreFault::Locked),
            (ffi::SQLITE_LOCKED, StoreFault::Locked),
            (ffi::SQLITE_PROTOCOL, StoreFault::Locked),
            (ffi::SQLITE_READONLY, StoreFault::ReadOnly { path: String::new() }),
            (ffi::SQLITE_PERM, StoreFault::ReadOnly { path: String::new() }),
            (ffi::SQLITE_NOTADB, StoreFault::NotAStore { path: String::new() }),
            (ffi::SQLITE_CORRUPT, StoreFault::Corrupt { detail: "words".to_owned() }),
            (ffi::SQLITE_CORRUPT_INDEX, StoreFault::Corrupt { detail: "words".to_owned() }),
            (ffi::SQLITE_AUTH, StoreFault::Other { detail: "words".to_owned() }),
            (ffi::SQLITE_NOMEM, StoreFault::Other { detail: "words".to_owned() }),
        ] {
            assert_eq!(of(code), expected, "{code}");
        }
    }

    #[test]
    fn an_integrity_check_that_could_not_read_says_that_the_disk_failed() {
        for line in [
            "Tree 5 page 7: unable to get the page. error code=266",
            "Tree 5 page 7: btreeInitPage() returns error code 266",
        ] {
            assert!(matches!(read_error(line), Some(StoreFault::Disk { .. })), "{line}");
        }
        for line in ["Tree 5 page 7: btreeInitPage() returns error code 11", "row 3 missing from index i"] {
            assert_eq!(read_error(line), None, "{line}");
        }
    }
}

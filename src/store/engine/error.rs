//! What the driver and the system say, as a refusal.

use std::io;
use std::path::Path;

use rusqlite::ErrorCode;
use rusqlite::ffi::{SQLITE_IOERR_NOMEM, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_SHORT_READ};

use super::open::named;
use crate::domain::files::is_kept_open_by_code;
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

/// What the system says about a store's file, or one that is to be one.
pub fn file_fault(path: &Path, error: &io::Error) -> Refusal {
    let shown = path.display().to_string();
    let detail = format!("{shown}: {error}");
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    // Windows: another program has the file open, or a part of it, and lets nobody else at it.
    if error.raw_os_error().is_some_and(is_kept_open_by_code) {
        return Refusal::Store { fault: StoreFault::InUse { path: shown } };
    }
    let fault = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreFault::DiskFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            StoreFault::ReadOnly { path: shown }
        }
        io::ErrorKind::NotFound => match folder.filter(|folder| !folder.is_dir()) {
            Some(missing) => StoreFault::Missing { path: missing.display().to_string() },
            None => StoreFault::Missing { path: shown },
        },
        _ if is_of_the_disk(error) => StoreFault::Disk { detail },
        _ => StoreFault::Other { detail },
    };
    Refusal::Store { fault }
}

/// Whether it is the disk, or the way to it, that failed.
fn is_of_the_disk(error: &io::Error) -> bool {
    let codes: &[i32] = if cfg!(windows) {
        // Not ready, bad check sum, seek, sector not found, general failure, network gone, device failure.
        &[21, 23, 25, 27, 31, 55, 59, 64, 1117, 1167]
    } else {
        // EIO, on every Unix.
        &[5]
    };
    error.raw_os_error().is_some_and(|code| codes.contains(&code))
        || matches!(error.kind(), io::ErrorKind::StaleNetworkFileHandle | io::ErrorKind::TimedOut)
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

    #[test]
    fn the_system_s_own_errors_tell_the_disk_from_the_file() {
        let path = Path::new("desk.sqlite");
        let of = |error: io::Error| match file_fault(path, &error) {
            Refusal::Store { fault } => fault,
            other => panic!("{other:?}"),
        };
        #[cfg(unix)]
        assert!(matches!(of(io::Error::from_raw_os_error(5)), StoreFault::Disk { .. }));
        assert_eq!(of(io::ErrorKind::StorageFull.into()), StoreFault::DiskFull);
        assert_eq!(
            of(io::ErrorKind::PermissionDenied.into()),
            StoreFault::ReadOnly { path: "desk.sqlite".into() }
        );
        assert!(matches!(of(io::ErrorKind::InvalidData.into()), StoreFault::Other { .. }));
    }
}

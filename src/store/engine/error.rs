//! What the system says about files, as a refusal.

use std::io;
use std::path::Path;

use crate::domain::files::is_kept_open_by_code;
use crate::domain::refusal::{Refusal, StoreFault};

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

#[cfg(test)]
mod tests {
    use super::*;

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

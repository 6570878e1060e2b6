//! The system's errors as data.

use std::io;

use super::disk::{NotAFile, is_kept_open};
use crate::domain::files::{ExportError, FileError, IoFault};
use crate::domain::returned::ReturnedFault;
use crate::domain::seal::SealStop;

fn io_fault(error: &io::Error) -> IoFault {
    if is_kept_open(error) {
        return IoFault::InUse;
    }
    if error.get_ref().is_some_and(|inner| inner.is::<NotAFile>()) {
        return IoFault::NotAFile;
    }
    match error.kind() {
        io::ErrorKind::NotFound => IoFault::NotFound,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ResourceBusy => IoFault::Denied,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            IoFault::DiskFull
        }
        io::ErrorKind::ReadOnlyFilesystem => IoFault::ReadOnly,
        io::ErrorKind::IsADirectory => IoFault::Folder,
        _ => IoFault::Other(error.to_string()),
    }
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        Self::Io(io_fault(&error))
    }
}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        Self::Io(io_fault(&error))
    }
}

impl From<io::Error> for SealStop {
    fn from(error: io::Error) -> Self {
        Self::File(error.into())
    }
}

impl From<io::Error> for ReturnedFault {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(io_fault(&error))
    }
}

//! Saving the refused rows, to be fixed and imported again.

use std::path::Path;

use super::{ImportFile, ImportReport};
use crate::desk::own_files::{is_own, is_same};
use crate::domain::files::{ExportError, IoFault};
use crate::domain::import::{RefusedError, RowProblem};
use crate::exchange::disk;
use crate::exchange::import::{RefusedRow, write_refused};
use crate::exchange::table::{ReadOptions, open_table};

/// Whether refused rows of `file` may be written to `path`, which nobody was asked about, as far as can be told
/// before there are any.
///
/// # Errors
/// It is the file itself, a place of the store at `store`, a folder or a pipe, or in a folder that is not there.
pub fn may_save_refused(store: &Path, file: &ImportFile, path: &Path) -> Result<(), ExportError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if is_same(path, &file.path) {
        Err(ExportError::Source)
    } else if is_own(store, path) {
        Err(ExportError::OwnPlace)
    } else if folder.is_some_and(|folder| !folder.is_dir()) {
        Err(ExportError::Io(IoFault::NotFound))
    } else {
        Ok(disk::can_be_replaced(path)?)
    }
}

/// Writes the refused rows of `report` to `path`, in the shape of the file, with three more columns called
/// `headings` that hold the rule, its `words` and the row in the first file: to be fixed and imported again.
///
/// # Errors
/// The file can no longer be read, or the new one cannot be written; then `path` is as it was.
pub fn save_refused(
    store: &Path,
    file: &ImportFile,
    report: &ImportReport,
    path: &Path,
    headings: [&str; 3],
    words: &dyn Fn(&RowProblem) -> String,
) -> Result<(), RefusedError> {
    // Whoever chose the file itself in a dialog has said that it may be replaced.
    if is_own(store, path) {
        return Err(ExportError::OwnPlace.into());
    }
    let options = ReadOptions { sheet: report.sheet.clone(), ..ReadOptions::default() };
    let mut sheet = open_table(&file.path, &options)?;
    let refused: Vec<RefusedRow> = report
        .refused
        .iter()
        .map(|problem| RefusedRow {
            row: problem.row,
            rule: problem.fault.rule().to_owned(),
            message: words(problem),
        })
        .collect();
    write_refused(&mut sheet, &report.header, &refused, path, headings)
}

//! Import: a table compared with the store row by row, shown first, then taken in as one transaction.
//!
//! A row that is there already and equal is unchanged; a wrong one is refused alone. Both the preview and the import
//! walk the same way, so what is shown is what happens.

mod ahead;
mod batch;
mod choose_sheet;
mod duplicates;
mod inspection;
mod intake;
mod notices;
mod questions;
mod refused;
pub(crate) mod remembered;
mod report;
mod rows;
pub mod undo;

use std::path::PathBuf;

use serde_json::json;

use self::duplicates::Duplicates;
pub use self::inspection::{Inspection, inspect};
use self::intake::Target;
pub use self::questions::FailingTaxId;
pub use self::refused::{may_save_refused, save_refused};
use self::remembered::{columns, words};
pub use self::report::{ImportReport, Outcome, ShownRow};
use self::rows::Table;
use crate::desk::Desk;
use crate::desk::clock::Moment;
use crate::desk::commands::tax_ids;
use crate::desk::progress::Watch;
use crate::domain::files::FileError;
use crate::domain::import::{ImportKind, TableError};
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::tax_id::TaxId;
pub use crate::exchange::import::{Header, Mapping, UsedColumn, Vocabulary};
use crate::exchange::scans::hash_of;
pub use crate::exchange::table::column_letters;
use crate::store::engine::Db;
use crate::store::issuer;

/// A file to be imported, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportFile {
    /// What it holds.
    pub kind: ImportKind,
    /// Where it is.
    pub path: PathBuf,
    /// The issuer whose customers it is about, by code.
    pub issuer: String,
    /// The sheet of a workbook; without it, the only one whose columns are understood.
    pub sheet: Option<String>,
    /// Columns named by hand; without any, those that were named the last time.
    pub mapping: Mapping,
    /// What words mean, beside what was said of words the last time.
    pub vocabulary: Vocabulary,
    /// Credit codes that fail their check, and that whoever imports has seen on the certificate.
    pub tax_ids_seen: Vec<TaxId>,
    /// Whether rows that are hidden or struck out are left out.
    pub visible_only: bool,
    /// Whether one wrong row refuses the whole file.
    pub strict: bool,
}

impl ImportFile {
    /// A file of which no more is said than what it holds: right rows are taken, wrong ones refused.
    pub fn new(kind: ImportKind, path: PathBuf, issuer: impl Into<String>) -> Self {
        Self {
            kind,
            path,
            issuer: issuer.into(),
            sheet: None,
            mapping: Mapping::default(),
            vocabulary: Vocabulary::default(),
            tax_ids_seen: Vec::new(),
            visible_only: false,
            strict: false,
        }
    }
}

/// Why nothing was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// The file is no table, or its columns are not understood.
    Table(TableError),
    /// The desk refuses: no such issuer, no right, or the store.
    Refused(Refusal),
    /// The person cancelled.
    Cancelled,
}

impl From<Refusal> for ImportError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<TableError> for ImportError {
    fn from(error: TableError) -> Self {
        Self::Table(error)
    }
}

impl From<FileError> for ImportError {
    fn from(error: FileError) -> Self {
        Self::Table(error.into())
    }
}

/// Says what an import would do, and does nothing.
///
/// # Errors
/// Why nothing could be imported.
pub fn preview(
    db: &Db,
    moment: &Moment,
    file: &ImportFile,
    watch: &mut Watch<'_>,
) -> Result<ImportReport, ImportError> {
    db.snapshot(|db| {
        let mut table = Table::open(db, file)?;
        until_settled(|duplicates| {
            let target = Target::new(db, moment, find_issuer(db, file)?, None);
            table.walk(&target, duplicates, watch)
        })
    })
}

/// What is sorted for the indexes of the rows of a larger file goes to files: memory stays what it was.
const LARGE_BYTES: u64 = 16 << 20;

impl Desk {
    /// Imports a file as one transaction of `by`: the right rows, or with [`ImportFile::strict`] all or none.
    ///
    /// # Errors
    /// Why nothing was imported; the store is as it was.
    pub fn import(
        &mut self,
        by: Option<&str>,
        file: &ImportFile,
        watch: &mut Watch<'_>,
    ) -> Result<ImportReport, ImportError> {
        let mut table = Table::open(self.db(), file)?;
        let sha256 = hash_of(&file.path).map_err(FileError::from)?;
        let is_large = std::fs::metadata(&file.path).is_ok_and(|file| file.len() > LARGE_BYTES);
        if is_large {
            self.db.keep_temporary_in_files(true)?;
        }
        let report = self.import_table(by, file, &sha256, &mut table, watch);
        if is_large {
            self.db.keep_temporary_in_files(false)?;
        }
        report
    }

    fn import_table(
        &self,
        by: Option<&str>,
        file: &ImportFile,
        sha256: &str,
        table: &mut Table,
        watch: &mut Watch<'_>,
    ) -> Result<ImportReport, ImportError> {
        until_settled(|duplicates| {
            self.transact(
                by,
                "import",
                |db, moment, user| {
                    let issuer = find_issuer(db, file)?;
                    let writer = batch::begin(db, moment, file, sha256, issuer.id, user.id)?;
                    let target = Target::new(db, moment, issuer, Some(writer));
                    tax_ids::confirm(db, moment, user.id, &file.tax_ids_seen)?;
                    let mut report = table.walk(&target, duplicates, watch)?;
                    if file.strict && !report.refused.is_empty() {
                        return Err(Stopped::WrongRow(Box::new(report)));
                    }
                    batch::finish(db, writer.batch, &report)?;
                    report.batch = Some(writer.batch);
                    columns::remember(db, file, &report.header)?;
                    words::remember(db, file)?;
                    report.applied = true;
                    Ok(report)
                },
                |report| audit_entry(file, report),
            )
        })
    }
}

/// Walks a table until it is known which rows of duplicate numbers are not to be taken.
fn until_settled(
    mut walk: impl FnMut(&Duplicates) -> Result<ImportReport, Stopped>,
) -> Result<ImportReport, ImportError> {
    let mut duplicates = Duplicates::default();
    loop {
        match walk(&duplicates) {
            Err(Stopped::Duplicates(found)) => duplicates = found,
            Err(Stopped::Failed(error)) => return Err(error),
            Err(Stopped::WrongRow(report)) => return Ok(*report),
            Ok(report) => return Ok(report),
        }
    }
}

/// Why an import was stopped, and its transaction taken back.
enum Stopped {
    /// It cannot go on.
    Failed(ImportError),
    /// A wrong row, where all must be right.
    WrongRow(Box<ImportReport>),
    /// Rows with the same number say different things, and some were taken; it is to begin again without these.
    Duplicates(Duplicates),
}

impl<E: Into<ImportError>> From<E> for Stopped {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

fn audit_entry(file: &ImportFile, report: &ImportReport) -> serde_json::Value {
    let name = file.path.file_name().unwrap_or_default().to_string_lossy();
    json!({
        "batch": report.batch.map(|batch| batch.0.to_string()),
        "kind": file.kind.id(),
        "file": name,
        "issuer": file.issuer,
        "read": report.read,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "refused": report.refused.len(),
        "left_out": report.left_out.len(),
    })
}

fn find_issuer(db: &Db, file: &ImportFile) -> Result<issuer::StoredIssuer, Refusal> {
    let code = file.issuer.trim();
    if code.is_empty() {
        return Err(Refusal::bad_field("issuer", FieldError::Missing));
    }
    issuer::by_code(db, code)?.ok_or_else(|| Refusal::not_found(Noun::Issuer, code))
}

#[cfg(test)]
mod test_desk;
#[cfg(test)]
mod tests;

//! Import: a table compared with the store row by row, shown first, then taken in as one transaction.
//!
//! A row that is there already and equal is unchanged; a wrong one is refused alone. Both the preview and the import
//! walk the same way, so what is shown is what happens.

mod accounts;
mod batch;
mod bill_state;
mod bills;
mod failing;
mod ground;
mod look;
mod mapping;
mod non_invoiceable;
mod notices;
mod refunds;
pub mod remembered;
mod sheets;
mod twice;
pub mod undo;
mod walk;
mod words;

use std::path::{Path, PathBuf};

use serde_json::json;

pub use self::failing::FailingTaxId;
use self::ground::Ground;
pub use self::look::{Look, column_letters, look};
pub use self::mapping::remembered as remembered_mapping;
use self::twice::Clashes;
use self::walk::Table;
pub use self::words::{remembered as remembered_words, unknown as unknown_words};
use crate::desk::Desk;
use crate::desk::clock::Moment;
use crate::desk::commands::tax_ids;
use crate::desk::own_files::{is_own, is_same};
use crate::desk::progress::Watch;
use crate::domain::files::{ExportError, FileError, IoFault};
use crate::domain::ids::BatchId;
use crate::domain::import::{
    ControlTotals, HeaderError, ImportKind, LeftOut, Notice, RefusedError, RowProblem, TableError,
};
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::tax_id::TaxId;
use crate::exchange::disk;
pub use crate::exchange::import::{Header, Mapping, Vocabulary};
use crate::exchange::import::{RefusedRow, write_refused};
use crate::exchange::table::{Format, ReadOptions, open_table};
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

/// What an import did, or a preview found that it would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReport {
    /// What was imported.
    pub kind: ImportKind,
    /// The sheet of a workbook that was read.
    pub sheet: Option<String>,
    /// Where the header was found, and which column is what.
    pub header: Header,
    /// The data rows that were read.
    pub read: u32,
    /// Those that were new.
    pub added: u32,
    /// Those that changed what was there.
    pub changed: u32,
    /// Those that were there already.
    pub unchanged: u32,
    /// What is wrong with others, a row each, in the order of the file.
    pub refused: Vec<RowProblem>,
    /// Those that are not meant, in the order of the file.
    pub left_out: Vec<LeftOut>,
    /// What a person should be told, though nothing is wrong.
    pub notices: Vec<Notice>,
    /// What those that are new or change something come to.
    pub totals: ControlTotals,
    /// The first rows, as they stand in the file.
    pub shown: Vec<ShownRow>,
    /// Whether the store has it now: not after a preview, nor where a wrong row refused the file.
    pub applied: bool,
    /// The number of the import, where the store has it now.
    pub batch: Option<BatchId>,
}

/// A row of the file with what comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownRow {
    /// The row, as a spreadsheet shows it.
    pub row: u32,
    /// Its texts, under [`Header::columns`].
    pub texts: Vec<String>,
    /// What comes of it.
    pub outcome: Outcome,
}

/// What comes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added,
    /// It changes what is there.
    Changed,
    /// It is there already.
    Unchanged,
    /// It is wrong; [`ImportReport::refused`] says why.
    Refused,
    /// It is not meant; [`ImportReport::left_out`] says why.
    LeftOut,
}

/// How many rows [`ImportReport::shown`] has at most.
pub const SHOWN_ROWS: usize = 200;

/// After how many rows the watch is told.
const ROWS_BETWEEN_REPORTS: u32 = 256;

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

/// Reads columns named by hand, `field=Header` or `field=H`.
///
/// # Errors
/// The first that is not of that form or names no field.
pub fn parse_mapping(kind: ImportKind, pairs: &[String]) -> Result<Mapping, HeaderError> {
    Mapping::parse(kind, pairs.iter().map(String::as_str))
}

/// Reads what words mean, `MEANING=WORD`.
///
/// # Errors
/// The first that is not of that form, or names no meaning that words of such a table have.
pub fn parse_vocabulary(kind: ImportKind, pairs: &[String]) -> Result<Vocabulary, HeaderError> {
    Vocabulary::parse(kind, pairs.iter().map(String::as_str))
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
    let mut table = Table::open(db, file)?;
    let mut clashes = Clashes::default();
    loop {
        let ground = Ground::new(db, moment, find_issuer(db, file)?, None);
        match table.walk(&ground, &clashes, watch) {
            Err(Stopped::SecondThoughts(found)) => clashes = found,
            Err(Stopped::Failed(error)) => return Err(error),
            Err(Stopped::WrongRow(report)) => return Ok(*report),
            Ok(report) => return Ok(report),
        }
    }
}

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
        let sha256 = batch::sha256(&file.path)?;
        let mut clashes = Clashes::default();
        loop {
            let done = self.transact(
                by,
                "import",
                |db, moment, user| {
                    let issuer = find_issuer(db, file)?;
                    let writer = batch::begin(db, moment, file, &sha256, issuer.id, user.id)?;
                    let ground = Ground::new(db, moment, issuer, Some(writer));
                    tax_ids::confirm(db, moment, user.id, &file.tax_ids_seen)?;
                    let mut report = table.walk(&ground, &clashes, watch)?;
                    if file.strict && !report.refused.is_empty() {
                        return Err(Stopped::WrongRow(Box::new(report)));
                    }
                    batch::finish(db, writer.batch, &report, report.totals)?;
                    report.batch = Some(writer.batch);
                    mapping::remember(db, file, &report.header)?;
                    words::remember(db, file)?;
                    report.applied = true;
                    Ok(report)
                },
                |report| audit_entry(file, report),
            );
            match done {
                Err(Stopped::SecondThoughts(found)) => clashes = found,
                Err(Stopped::Failed(error)) => return Err(error),
                Err(Stopped::WrongRow(report)) => return Ok(*report),
                Ok(report) => return Ok(report),
            }
        }
    }
}

/// Why an import was stopped, and its transaction taken back.
enum Stopped {
    /// It cannot go on.
    Failed(ImportError),
    /// A wrong row, where all must be right.
    WrongRow(Box<ImportReport>),
    /// Numbers stand for different things, and rows of them were taken; it is to begin again without these.
    SecondThoughts(Clashes),
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
        Ok(disk::is_for_a_file(path)?)
    }
}

/// Writes the refused rows of `report` to `path`, in the shape of the file, with three more columns called
/// `headings` that hold the rule, its `words` and the row in the first file: to be mended and imported again.
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

/// The sheets of a workbook, and the one that would be read; nothing for a text file.
///
/// # Errors
/// The file is no table.
pub fn sheets(path: &Path) -> Result<Option<(String, Vec<String>)>, FileError> {
    Ok(match open_table(path, &ReadOptions::default())?.format() {
        Format::Csv { .. } => None,
        Format::Xlsx { sheet, sheets } => Some((sheet.clone(), sheets.clone())),
    })
}

#[cfg(test)]
mod tests;

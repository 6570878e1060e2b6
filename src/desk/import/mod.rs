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
mod sheets;
mod twice;
mod words;

use std::path::{Path, PathBuf};

use serde_json::json;

use self::accounts::Accounts;
use self::bills::Bills;
pub use self::failing::FailingTaxId;
use self::ground::{Ground, Intake, Taken};
pub use self::look::{Look, column_letters, look};
pub use self::mapping::remembered as remembered_mapping;
use self::non_invoiceable::NonInvoiceable;
use self::notices::Notices;
use self::refunds::Refunds;
use self::twice::{Before, Clashes, Numbers};
pub use self::words::{remembered as remembered_words, unknown as unknown_words};
use super::Desk;
use super::clock::Moment;
use super::places::{is_own, is_same};
use super::progress::{Progress, Watch};
use super::tax_ids;
use crate::domain::files::{ExportError, FileError, IoFault};
use crate::domain::ids::BatchId;
use crate::domain::import::{
    ControlTotals, HeaderError, ImportKind, LeftOut, LeftOutReason, Notice, NoticeKind, RefusedError,
    RowFault, RowProblem, TableError,
};
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::tax_id::TaxId;
pub use crate::exchange::import::{Header, Mapping, Vocabulary};
use crate::exchange::import::{Record, Records, RefusedRow, Said, Unread, records, write_refused};
use crate::exchange::table::{Format, ReadOptions, Sheet, open_table};
use crate::store::batch::BatchTotals;
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
                    let ControlTotals { amount, refunded, opening } = report.totals;
                    batch::finish(db, writer.batch, &report, BatchTotals { amount, refunded, opening })?;
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
    issuer::by_code(db, code)?.ok_or_else(|| Refusal::NotFound { what: Noun::Issuer, key: code.to_owned() })
}

/// An open table whose columns are understood.
struct Table {
    sheet: Sheet,
    header: Header,
    said: Said,
}

impl Table {
    fn open(db: &Db, file: &ImportFile) -> Result<Self, ImportError> {
        let (sheet, header) = sheets::open(db, file)?;
        let mut vocabulary = words::remembered(db, &file.issuer, file.kind)?;
        vocabulary.extend(&file.vocabulary);
        let mut tax_ids_seen = tax_ids::seen(db)?;
        tax_ids_seen.extend(file.tax_ids_seen.iter().cloned());
        Ok(Self { sheet, header, said: Said { vocabulary, tax_ids_seen } })
    }

    /// Walks the table, writing what is new if the ground is for writing. Of numbers that clash no row is taken.
    fn walk(
        &mut self,
        ground: &Ground<'_>,
        clashes: &Clashes,
        watch: &mut Watch<'_>,
    ) -> Result<ImportReport, Stopped> {
        match self.header.kind {
            ImportKind::Accounts => self.walk_with(Accounts, ground, clashes, watch),
            ImportKind::Bills => self.walk_with(Bills::new(&self.header), ground, clashes, watch),
            ImportKind::Refunds => self.walk_with(Refunds::default(), ground, clashes, watch),
            ImportKind::NonInvoiceable => self.walk_with(NonInvoiceable::default(), ground, clashes, watch),
        }
    }

    fn walk_with<I: Intake>(
        &mut self,
        mut intake: I,
        ground: &Ground<'_>,
        clashes: &Clashes,
        watch: &mut Watch<'_>,
    ) -> Result<ImportReport, Stopped> {
        let sheet = match self.sheet.format() {
            Format::Csv { .. } => None,
            Format::Xlsx { sheet, .. } => Some(sheet.clone()),
        };
        let mut report = ImportReport::of(&self.header, sheet);
        let mut notices = Notices::default();
        self.header.notices().into_iter().for_each(|notice| notices.add(notice));
        let mut numbers = Numbers::default();
        let mut records = records::<I::Record>(&mut self.sheet, &self.header, &self.said)?;
        while let Some(row) = records.next() {
            let row = row?;
            report.read += 1;
            if report.read.is_multiple_of(ROWS_BETWEEN_REPORTS) {
                let (done, of) = records.progress();
                if !watch(Progress { rows: u64::from(report.read), done, of }) {
                    return Err(ImportError::Cancelled.into());
                }
            }
            let is_unseen =
                matches!(row.record, Err(Unread::LeftOut(LeftOutReason::Hidden | LeftOutReason::Struck)));
            for (is_so, kind) in
                [(row.is_hidden, NoticeKind::HiddenRows), (row.is_struck, NoticeKind::StruckRows)]
            {
                if is_so && !is_unseen {
                    notices.of_row(kind, row.row, records.header());
                }
            }
            // What nobody wants clashes with nothing.
            let number = if is_unseen { None } else { records.key() };
            let clash = number.as_deref().and_then(|number| clashes.other_row(number, row.row));
            let before = match (&number, clash) {
                (Some(number), None) => {
                    let fingerprint = records.fingerprint(row.record.as_ref().ok());
                    numbers.read(number, row.row, fingerprint)
                }
                _ => Before::Nothing,
            };
            if numbers.has_clashes() {
                // This round is lost; it only finds the rest of them.
                continue;
            }
            let comes = match (row.record, clash) {
                (record, Some(other_row)) => Comes::Refused(clashing(&records, record.err(), other_row)),
                (Ok(_), None) if before == Before::Same => Comes::As(Outcome::Unchanged),
                (Ok(record), None) => {
                    let (totals, kinds) = (record.totals(), record.notices(ground.moment.today));
                    match intake.take(ground, record)? {
                        Taken::As(outcome) => {
                            if matches!(outcome, Outcome::Added | Outcome::Changed) {
                                report.totals.count(totals);
                                kinds
                                    .into_iter()
                                    .for_each(|kind| notices.of_row(kind, row.row, records.header()));
                            }
                            Comes::As(outcome)
                        }
                        Taken::Refused(field, fault) => Comes::Refused(records.problem(field, fault)),
                    }
                }
                (Err(Unread::Wrong(problem)), None) => Comes::Refused(problem),
                (Err(Unread::LeftOut(reason)), None) => {
                    match intake.leave_out(ground, reason, number.as_deref())? {
                        Some((field, fault)) => Comes::Refused(records.problem(field, fault)),
                        None => Comes::LeftOut(reason),
                    }
                }
            };
            if let (Comes::Refused(_), Some(number)) = (&comes, &number) {
                numbers.not_taken(number);
            }
            let outcome = report.count(row.row, comes);
            if report.shown.len() < SHOWN_ROWS {
                report.shown.push(ShownRow { row: row.row, texts: records.texts(), outcome });
            }
        }
        if numbers.has_clashes() {
            return Err(Stopped::SecondThoughts(numbers.into_clashes()));
        }
        if let Some((said, sum)) = records.differing_total() {
            notices.add(Notice::of_file(NoticeKind::TotalDiffers { said, sum }));
        }
        report.notices = notices.into_list();
        Ok(report)
    }
}

/// What comes of a row.
enum Comes {
    As(Outcome),
    Refused(RowProblem),
    LeftOut(LeftOutReason),
}

/// What is wrong with a row whose number another row has for something else, beside what may be wrong with it anyway.
fn clashing<R: Record>(records: &Records<'_, R>, unread: Option<Unread>, other_row: u32) -> RowProblem {
    let field = R::KEY.unwrap_or(crate::domain::import::Field::BillNo);
    let clash = records.problem(field, RowFault::DuplicateRow { other_row });
    match unread {
        Some(Unread::Wrong(mut problem)) => {
            problem.also.push(clash);
            problem
        }
        Some(Unread::LeftOut(_)) | None => clash,
    }
}

impl ImportReport {
    fn of(header: &Header, sheet: Option<String>) -> Self {
        Self {
            kind: header.kind,
            sheet,
            header: header.clone(),
            read: 0,
            added: 0,
            changed: 0,
            unchanged: 0,
            refused: Vec::new(),
            left_out: Vec::new(),
            notices: Vec::new(),
            totals: ControlTotals::default(),
            shown: Vec::new(),
            applied: false,
            batch: None,
        }
    }

    fn count(&mut self, row: u32, comes: Comes) -> Outcome {
        let outcome = match comes {
            Comes::As(outcome) => outcome,
            Comes::Refused(problem) => {
                self.refused.push(problem);
                Outcome::Refused
            }
            Comes::LeftOut(reason) => {
                self.left_out.push(LeftOut { row, reason });
                Outcome::LeftOut
            }
        };
        match outcome {
            Outcome::Added => self.added += 1,
            Outcome::Changed => self.changed += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Refused | Outcome::LeftOut => {}
        }
        outcome
    }
}

/// Whether refused rows of `file` may be written to `path`, which nobody was asked about, as far as can be told
/// before there are any.
///
/// # Errors
/// It is the file itself, a place of the store at `store`, or in a folder that is not there.
pub fn may_save_refused(store: &Path, file: &ImportFile, path: &Path) -> Result<(), ExportError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    if is_same(path, &file.path) {
        Err(ExportError::Source)
    } else if is_own(store, path) {
        Err(ExportError::OwnPlace)
    } else if folder.is_some_and(|folder| !folder.is_dir()) {
        Err(ExportError::Io(IoFault::NotFound))
    } else {
        Ok(())
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

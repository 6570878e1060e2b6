//! Applications out to the tax bureau, in its bulk-issue form.
//!
//! The files are written beside their places, then everything in them is marked as out, then they are put in their
//! places: what is out may be without a file and is recalled then, but no file is ever there that is not out.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::{NamedTempFile, TempPath};

use super::BulkStop;
use super::leaving::{self, Leaving, Place, Sorted};
use crate::desk::Desk;
use crate::desk::clock::Moment;
use crate::desk::own_files::{is_own, is_same};
use crate::desk::server::{archive_of, keep_with_rows};
use crate::domain::bureau::{FormError, FormInvoice, FormShape, LeftOut, Notice, Why};
use crate::domain::files::ExportError;
use crate::domain::ids::{ApplicationId, IssueBatchId, LineId, UserId};
use crate::domain::money::Fen;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::timeline::EventKind;
use crate::exchange::bureau_form::{BureauForm, FIRST_ROW, MAX_FORM_BYTES};
use crate::exchange::disk;
use crate::exchange::export::{ExportFormat, NewFile};
use crate::exchange::scans::{Archive, hash};
use crate::store::application::{self, StoredApplication};
use crate::store::bureau::forms::{self, StoredForm};
use crate::store::bureau::outgoing::{self, LineEnd, NewLine};
use crate::store::bureau::planned;
use crate::store::engine::Db;
use crate::store::issuer;

/// Above so many lines the bureau's platform is unreliable.
const LINES_OF_A_FILE: usize = 2_000;

/// What is to go out, and where to.
#[derive(Clone, Debug)]
pub struct BulkIssue {
    /// The code of the issuer.
    pub issuer: String,
    /// The first file; further ones are beside it.
    pub to: PathBuf,
    /// The form; none: the newest that was seen.
    pub form: Option<PathBuf>,
    /// The numbers of the applications; none: every one that is being issued and is not out.
    pub applications: Vec<String>,
}

/// What went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkIssued {
    /// None where nothing went out.
    pub batch: Option<IssueBatchId>,
    /// The files, in their order.
    pub files: Vec<IssuedFile>,
    /// What did not go out.
    pub left_out: Vec<LeftOut>,
    /// What is to be known of it.
    pub notices: Vec<Notice>,
}

/// A file that went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedFile {
    /// Where it is.
    pub path: PathBuf,
    /// How many invoices are in it; each has one line.
    pub invoices: usize,
    /// What they come to, with tax.
    pub gross: Fen,
}

impl Desk {
    /// Tells what would go out; changes and writes nothing.
    ///
    /// # Errors
    /// See [`BulkStop`].
    pub fn preview_bulk_issue(&self, ask: &BulkIssue) -> Result<BulkIssued, BulkStop> {
        let (moment, archive) = (self.moment(), archive_of(self.path()));
        self.db().snapshot(|db| Ok(Prepared::new(db, &moment, &archive, self.path(), ask)?.report(None)))
    }

    /// Writes the files of what may go out, and marks it as out, as one transaction of `by`.
    ///
    /// # Errors
    /// See [`BulkStop`].
    pub fn bulk_issue(&self, by: Option<&str>, ask: &BulkIssue) -> Result<BulkIssued, BulkStop> {
        let (written, mut report) = self.mark_out(by, ask)?;
        self.put_in_place(by, written, &mut report);
        Ok(report)
    }

    /// Writes the files beside their places, and marks what is in them as out.
    fn mark_out(&self, by: Option<&str>, ask: &BulkIssue) -> Result<(Vec<Placed>, BulkIssued), BulkStop> {
        let archive = archive_of(self.path());
        self.transact(
            by,
            "bulk_issue",
            |db, moment, user| {
                let prepared = Prepared::new(db, moment, &archive, self.path(), ask)?;
                let mut written = prepared.write()?;
                let batch = prepared.mark(db, moment, user.id, &archive, &mut written)?;
                Ok::<_, BulkStop>((written, prepared.report(batch)))
            },
            |(_, report)| said(ask, report),
        )
    }

    /// Puts every file in its place; what is marked as out in one that cannot be put there is recalled. Where that
    /// fails too, the report says so: what is out is never told as if it were not.
    fn put_in_place(&self, by: Option<&str>, written: Vec<Placed>, report: &mut BulkIssued) {
        let keep = |Placed { new, path, lines }: Placed| {
            let error = new.keep().err()?.into();
            Some(Failed { path, lines, error })
        };
        let failed: Vec<Failed> = written.into_iter().filter_map(keep).collect();
        if failed.is_empty() {
            return;
        }
        let recalled = self.recall(by, &failed);
        report.files.retain(|file| failed.iter().all(|failed| failed.path != file.path));
        for Failed { lines, error, .. } in &failed {
            let why = match (&recalled, report.batch) {
                (Err(_), Some(batch)) => Why::OutWithoutFile { batch, error: error.clone() },
                _ => Why::NotWritten(error.clone()),
            };
            let mut applications: Vec<&String> = lines.iter().map(|line| &line.number).collect();
            applications.dedup();
            report.left_out.extend(
                applications
                    .into_iter()
                    .map(|number| LeftOut { application: number.clone(), why: why.clone() }),
            );
        }
    }

    /// Takes back what was marked as out in files that are not there, as one transaction.
    fn recall(&self, by: Option<&str>, failed: &[Failed]) -> Result<(), Refusal> {
        let paths: Vec<&PathBuf> = failed.iter().map(|failed| &failed.path).collect();
        self.transact(
            by,
            "bulk_issue",
            |db, moment, user| {
                let lines = || failed.iter().flat_map(|failed| &failed.lines);
                for line in lines() {
                    outgoing::end_line(db, line.id, LineEnd::Recalled, moment.now)?;
                }
                for id in lines().map(|line| line.application).collect::<BTreeSet<_>>() {
                    application::insert_event(db, id, moment.now, user.id, EventKind::Recalled, None)?;
                }
                Ok::<_, Refusal>(())
            },
            |()| json!({ "not_written": paths }),
        )
    }
}

/// What the audit log keeps of it.
fn said(ask: &BulkIssue, report: &BulkIssued) -> Value {
    let files: Vec<Value> = report
        .files
        .iter()
        .map(|file| json!({ "file": file.path, "invoices": file.invoices, "gross": file.gross }))
        .collect();
    json!({
        "issuer": ask.issuer,
        "applications": ask.applications,
        "batch": report.batch.map(|batch| batch.0.to_string()),
        "files": files,
    })
}

/// A file that is written and not yet in its place.
struct Placed {
    new: NewFile,
    path: PathBuf,
    lines: Vec<Line>,
}

/// A file that could not be put in its place.
struct Failed {
    path: PathBuf,
    lines: Vec<Line>,
    error: ExportError,
}

/// An invoice that is out in a file.
struct Line {
    id: LineId,
    application: ApplicationId,
    /// That of the application.
    number: String,
}

/// The form that is filled in.
struct Form {
    form: BureauForm,
    name: String,
    /// Its row, where it was seen before.
    seen: Option<StoredForm>,
    /// Its bytes without anybody's data, where it was given.
    bytes: Vec<u8>,
    /// What was read of it, where it was given: what is filled in is what is kept, whatever becomes of the file.
    _copy: Option<TempPath>,
}

/// Everything that goes out, worked out.
struct Prepared<'a> {
    ask: &'a BulkIssue,
    issuer: issuer::StoredIssuer,
    form: Form,
    sorted: Sorted,
    notices: Vec<Notice>,
}

impl<'a> Prepared<'a> {
    fn new(
        db: &Db,
        moment: &Moment,
        archive: &Archive,
        store: &Path,
        ask: &'a BulkIssue,
    ) -> Result<Self, BulkStop> {
        let issuer = issuer::by_code(db, &ask.issuer)?;
        let issuer = issuer.ok_or_else(|| Refusal::not_found(Noun::Issuer, &ask.issuer))?;
        let newest = forms::newest(db)?;
        let form = match &ask.form {
            Some(path) => Form::given(db, path)?,
            None => Form::kept(newest.clone(), archive)?,
        };
        let mut notices = form.notices(newest.as_ref().map(|newest| &newest.shape));
        let sorted = leaving::sort(db, moment, &issuer, Some(form.form.shape()), &ask.applications)?;
        notices.extend(
            Some(sorted.without_reason).filter(|count| *count > 0).map(Notice::FullRateReasonUnknown),
        );
        let mut prepared = Self { ask, issuer, form, sorted, notices };
        for path in prepared.files().map(|(path, _)| path).collect::<Vec<_>>() {
            if is_own(store, &path) {
                return Err(ExportError::OwnPlace.into());
            }
            if ask.form.as_ref().is_some_and(|form| is_same(form, &path)) {
                return Err(ExportError::Source.into());
            }
            disk::can_be_replaced(&path).map_err(ExportError::from)?;
            if path.exists() {
                prepared.notices.push(Notice::FileReplaced(path.display().to_string()));
            }
        }
        Ok(prepared)
    }

    /// Each file with the invoices in it.
    fn files(&self) -> impl Iterator<Item = (PathBuf, Vec<(&Leaving, Place, &FormInvoice)>)> {
        let invoices: Vec<_> = self
            .sorted
            .leaving
            .iter()
            .flat_map(|leaving| {
                leaving.invoices.iter().map(move |(place, invoice)| (leaving, *place, invoice))
            })
            .collect();
        let chunks: Vec<Vec<_>> = invoices.chunks(LINES_OF_A_FILE).map(<[_]>::to_vec).collect();
        (1..).zip(chunks).map(|(number, chunk)| (numbered(&self.ask.to, number), chunk))
    }

    fn write(&self) -> Result<Vec<Placed>, BulkStop> {
        let write = |(path, invoices): (PathBuf, Vec<(&Leaving, Place, &FormInvoice)>)| {
            let mut new = NewFile::create(&path).map_err(ExportError::from)?;
            let invoices: Vec<&FormInvoice> = invoices.into_iter().map(|(_, _, invoice)| invoice).collect();
            self.form.form.fill(&invoices, &mut new)?;
            Ok(Placed { new, path, lines: Vec::new() })
        };
        self.files().map(write).collect()
    }

    /// Marks as out what is in the files, and names it with them; answers the batch, if anything goes out.
    fn mark(
        &self,
        db: &Db,
        moment: &Moment,
        by: UserId,
        archive: &Archive,
        written: &mut [Placed],
    ) -> Result<Option<IssueBatchId>, BulkStop> {
        let form = self.form.keep(db, moment, archive)?;
        if self.sorted.leaving.is_empty() {
            return Ok(None);
        }
        let batch = outgoing::insert_batch(db, self.issuer.id, form, moment.now, by)?;
        for replaced in self.sorted.leaving.iter().flat_map(|leaving| &leaving.replaced) {
            planned::replace(db, *replaced)?;
        }
        for (placed, (path, invoices)) in written.iter_mut().zip(self.files()) {
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            for (line, (leaving, place, invoice)) in (FIRST_ROW..).zip(invoices) {
                let StoredApplication { id: application, number, .. } = &leaving.application;
                let planned = match place {
                    Place::Planned(planned) => planned,
                    Place::New(place) => {
                        planned::insert(db, *application, place, &invoice.serial, invoice.gross)?
                    }
                };
                let new = NewLine { batch, planned, file: &file, line, written: &invoice.written() };
                let id = outgoing::insert_line(db, &new)?;
                if placed.lines.last().is_none_or(|last| last.application != *application) {
                    let event = EventKind::SentOut;
                    application::insert_event(db, *application, moment.now, by, event, Some(&file))?;
                }
                placed.lines.push(Line { id, application: *application, number: number.clone() });
            }
        }
        Ok(Some(batch))
    }

    fn report(&self, batch: Option<IssueBatchId>) -> BulkIssued {
        let file = |(path, invoices): (PathBuf, Vec<(&Leaving, Place, &FormInvoice)>)| IssuedFile {
            path,
            invoices: invoices.len(),
            gross: invoices.iter().map(|(_, _, invoice)| invoice.gross).sum(),
        };
        BulkIssued {
            batch,
            files: self.files().map(file).collect(),
            left_out: self.sorted.left_out.clone(),
            notices: self.notices.clone(),
        }
    }
}

impl Form {
    fn given(db: &Db, path: &Path) -> Result<Self, BulkStop> {
        let mut bytes = Vec::new();
        let file = disk::open(path).map_err(FormError::from)?;
        file.take(MAX_FORM_BYTES + 1).read_to_end(&mut bytes).map_err(FormError::from)?;
        let mut copy = NamedTempFile::new().map_err(FormError::from)?;
        copy.write_all(&bytes).map_err(FormError::from)?;
        let copy = copy.into_temp_path();
        let form = BureauForm::open(&copy)?;
        if !form.filled().is_empty() {
            let mut blank = Cursor::new(Vec::new());
            form.fill(&[], &mut blank)?;
            bytes = blank.into_inner();
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { form, name, seen: forms::by_sha256(db, &hash(&bytes))?, bytes, _copy: Some(copy) })
    }

    /// The newest form that was seen. One whose bytes are gone has to be given again.
    fn kept(newest: Option<StoredForm>, archive: &Archive) -> Result<Self, BulkStop> {
        let newest = newest.ok_or(Refusal::FormMissing)?;
        if archive.open(&newest.sha256).is_err() {
            return Err(Refusal::FormMissing.into());
        }
        let form = BureauForm::open(&archive.place(&newest.sha256))?;
        Ok(Self { form, name: newest.name.clone(), seen: Some(newest), bytes: Vec::new(), _copy: None })
    }

    /// What is to be known of it, beside the newest form that was seen.
    fn notices(&self, newest: Option<&FormShape>) -> Vec<Notice> {
        let shape = self.form.shape();
        let changes = newest.map(|newest| shape.changes_since(newest)).unwrap_or_default();
        let filled = self.form.filled().iter().cloned().map(Notice::FormFilled);
        let unnamed = shape.version.is_none().then_some(Notice::FormWithoutVersion);
        changes.into_iter().map(Notice::Form).chain(filled).chain(unnamed).collect()
    }

    /// Keeps it, if it was not seen before.
    fn keep(
        &self,
        db: &Db,
        moment: &Moment,
        archive: &Archive,
    ) -> Result<crate::domain::ids::FormId, BulkStop> {
        if let Some(seen) = &self.seen {
            if !self.bytes.is_empty() {
                let sha256 = archive.keep_bytes(&self.bytes).map_err(ExportError::from)?;
                keep_with_rows(db, archive, &sha256)?;
            }
            return Ok(seen.id);
        }
        let sha256 = archive.keep_bytes(&self.bytes).map_err(ExportError::from)?;
        keep_with_rows(db, archive, &sha256)?;
        Ok(forms::insert(db, &sha256, &self.name, self.form.shape(), moment.now)?)
    }
}

/// The place of the `number`-th file: `FILE.xlsx`, `FILE-2.xlsx` and so on.
fn numbered(first: &Path, number: usize) -> PathBuf {
    if number == 1 {
        return first.to_owned();
    }
    let mut name = first.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}.xlsx"));
    first.with_file_name(name)
}

/// Whether a name is one of a workbook.
pub fn is_workbook(path: &Path) -> bool {
    ExportFormat::of(path) == Some(ExportFormat::Xlsx)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::desk::test_desk::TestDesk;

    const FORM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/bureau/bulk-issue-V260401.xlsx");
    const AT: &str = "2026-11-22T04:00:00Z";

    /// A desk whose one application goes out in two files, and what is asked of it.
    fn two_files() -> (TestDesk, String, BulkIssue) {
        let mut case = TestDesk::with_companies(AT, &[("A1", "杭州砺行新能源有限责任公司")]);
        let small = json!({"op": "change_issuer", "code": "Q", "changes": {"max_invoice_amount": "0.01"}});
        case.run(small);
        case.paid("A1", "B1", "20.01");
        let number = case.apply("A1", "B1");
        case.run(json!({"op": "accept_application", "application": number}));
        let to = case.folder.path().join("out.xlsx");
        let (issuer, form) = ("Q".to_owned(), Some(PathBuf::from(FORM)));
        (case, number, BulkIssue { issuer, to, form, applications: Vec::new() })
    }

    /// How many invoices of an application are out.
    fn out(case: &mut TestDesk, number: &str) -> usize {
        let shown = case.run(json!({"op": "application", "application": number}));
        let planned = shown["planned_invoices"].as_array().unwrap();
        planned.iter().filter(|planned| planned["out"] == true).count()
    }

    #[test]
    fn a_file_that_cannot_be_put_in_its_place_is_recalled_and_the_others_are_kept() {
        let (mut case, number, ask) = two_files();
        let (written, mut report) = case.desk.mark_out(None, &ask).unwrap();
        std::fs::create_dir(&ask.to).unwrap();
        case.desk.put_in_place(None, written, &mut report);
        let files: Vec<&PathBuf> = report.files.iter().map(|file| &file.path).collect();
        assert_eq!(files, [&case.folder.path().join("out-2.xlsx")]);
        assert!(files[0].is_file() && report.batch.is_some());
        let [LeftOut { application, why: Why::NotWritten(_) }] = &report.left_out[..] else {
            panic!("{report:?}")
        };
        assert_eq!((application, out(&mut case, &number)), (&number, 1));
    }

    #[test]
    fn what_is_out_without_a_file_and_cannot_be_recalled_is_told_as_out() {
        let (mut case, number, ask) = two_files();
        let (written, mut report) = case.desk.mark_out(None, &ask).unwrap();
        std::fs::create_dir(case.folder.path().join("out-2.xlsx")).unwrap();
        case.desk.put_in_place(Some("nobody"), written, &mut report);
        let files: Vec<&PathBuf> = report.files.iter().map(|file| &file.path).collect();
        assert_eq!(files, [&ask.to]);
        let [LeftOut { application, why: Why::OutWithoutFile { batch, .. } }] = &report.left_out[..] else {
            panic!("{report:?}")
        };
        assert_eq!((application, Some(*batch)), (&number, report.batch));
        assert_eq!(out(&mut case, &number), 2001);
    }
}

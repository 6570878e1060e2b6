//! Applications out to the tax bureau, in its bulk-issue form.
//!
//! The files are written beside their places, then everything in them is marked as out, then they are put in their
//! places: what is out may be without a file and is recalled then, but no file is ever there that is not out.

use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::BulkStop;
use super::leaving::{self, Leaving, Place, Sorted};
use crate::desk::Desk;
use crate::desk::clock::Moment;
use crate::desk::own_files::{is_own, is_same};
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
        let (moment, archive) = (self.moment(), Archive::beside(self.path()));
        self.db().snapshot(|db| Ok(Prepared::new(db, &moment, &archive, self.path(), ask)?.report(None)))
    }

    /// Writes the files of what may go out, and marks it as out, as one transaction of `by`.
    ///
    /// # Errors
    /// See [`BulkStop`].
    pub fn bulk_issue(&self, by: Option<&str>, ask: &BulkIssue) -> Result<BulkIssued, BulkStop> {
        let archive = Archive::beside(self.path());
        let (written, mut report) = self.transact(
            by,
            "bulk_issue",
            |db, moment, user| {
                let prepared = Prepared::new(db, moment, &archive, self.path(), ask)?;
                let mut written = prepared.write()?;
                let batch = prepared.mark(db, moment, user.id, &archive, &mut written)?;
                Ok::<_, BulkStop>((written, prepared.report(batch)))
            },
            |(_, report)| said(ask, report),
        )?;
        for Placed { new, path, lines } in written {
            if let Err(error) = new.keep() {
                self.not_written(by, &path, &lines, &mut report, &error.into())?;
            }
        }
        Ok(report)
    }

    /// Takes back what was marked as out in a file that is not there.
    fn not_written(
        &self,
        by: Option<&str>,
        path: &Path,
        lines: &[Line],
        report: &mut BulkIssued,
        error: &ExportError,
    ) -> Result<(), BulkStop> {
        let mut applications: Vec<(ApplicationId, &String)> =
            lines.iter().map(|line| (line.application, &line.number)).collect();
        applications.dedup();
        self.transact(
            by,
            "bulk_issue",
            |db, moment, user| {
                for line in lines {
                    outgoing::end_line(db, line.id, LineEnd::Recalled, moment.now)?;
                }
                for (id, _) in &applications {
                    application::insert_event(db, *id, moment.now, user.id, EventKind::Recalled, None)?;
                }
                Ok::<_, BulkStop>(())
            },
            |()| json!({ "not_written": path }),
        )?;
        report.files.retain(|kept| kept.path != path);
        report.left_out.extend(
            applications.into_iter().map(|(_, number)| LeftOut {
                application: number.clone(),
                why: Why::NotWritten(error.clone()),
            }),
        );
        Ok(())
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
    /// Its bytes, where it was given.
    bytes: Vec<u8>,
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
            disk::is_for_a_file(&path).map_err(ExportError::from)?;
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
        let form = BureauForm::open(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { form, name, seen: forms::by_sha256(db, &hash(&bytes))?, bytes })
    }

    /// The newest form that was seen. One whose bytes are gone has to be given again.
    fn kept(newest: Option<StoredForm>, archive: &Archive) -> Result<Self, BulkStop> {
        let newest = newest.ok_or(Refusal::FormMissing)?;
        if archive.open(&newest.sha256).is_err() {
            return Err(Refusal::FormMissing.into());
        }
        let form = BureauForm::open(&archive.place(&newest.sha256))?;
        Ok(Self { form, name: newest.name.clone(), seen: Some(newest), bytes: Vec::new() })
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
                archive.keep_bytes(&self.bytes).map_err(ExportError::from)?;
            }
            return Ok(seen.id);
        }
        let sha256 = archive.keep_bytes(&self.bytes).map_err(ExportError::from)?;
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

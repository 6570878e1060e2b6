//! What comes back from the tax bureau: files of invoices and its list of issued ones, matched with what is waited for.
//!
//! Everything is read first, and then taken in as one transaction; a preview is the same, taken back. Nothing is
//! recorded of what differs, is ambiguous or belongs to nothing here: a person decides
//! ([`decide_returned`](crate::desk::commands::decide_returned), of a row of the list
//! [`decide_issued`](crate::desk::commands::decide_issued)).

pub(in crate::desk) mod arrive;
pub mod files;
pub mod issued_list;
pub mod mirror;
mod outcome;
mod placing;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use self::arrive::{Arrived, arrive};
pub use self::outcome::Outcome;
pub(in crate::desk) use self::placing::{Placing, reversed};
use crate::desk::Desk;
use crate::desk::commands::transaction::Transaction;
use crate::desk::principal::Principal;
use crate::desk::progress::Watch;
use crate::desk::server::{archive_of, keep_with_rows};
use crate::domain::refusal::Refusal;
use crate::domain::returned::{Claim, Evidence, ReturnedFault};
use crate::exchange::scans::{Archive, Arrivals};
use crate::store::engine::file_fault;
use crate::store::invoice_file;

/// What came of each file, in the order in which they were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedReport {
    /// Each file.
    pub files: Vec<ReturnedEntry>,
    /// How many files are kept now that were not before.
    pub kept: usize,
}

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedEntry {
    /// Where it is, as it is shown; within an archive, its path goes on.
    pub file: String,
    /// What it says and what came of it, or why it is not taken.
    pub read: Result<(Claim, Outcome), ReturnedFault>,
}

/// Why nothing was imported. The store is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReturnedStop {
    /// The desk refuses: no right, or the store.
    Refused(Refusal),
    /// The person cancelled.
    Cancelled,
}

impl From<Refusal> for ReturnedStop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Why a transaction is taken back: something went wrong, or nothing is to be kept of it, but what it found is.
enum TakenBack<T> {
    Refused(Refusal),
    Shown(T),
}

impl<T> From<Refusal> for TakenBack<T> {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Desk {
    /// Takes in the files at these paths, as one transaction of `by`; with `only_shown` it only says what would come of
    /// them. What is there already changes nothing.
    ///
    /// # Errors
    /// Why nothing was taken in.
    pub fn import_returned(
        &mut self,
        by: Option<&str>,
        paths: &[PathBuf],
        only_shown: bool,
        watch: &mut Watch<'_>,
    ) -> Result<ReturnedReport, ReturnedStop> {
        let archive = archive_of(self.path());
        let arrivals = if only_shown { None } else { Some(arrivals(&archive)?) };
        let files = arrive(paths, arrivals.as_ref(), watch)?;
        self.shown_or_done(
            by,
            "import_returned",
            |tx| {
                let (report, is_changed) = take_in(tx, files, arrivals.as_ref())?;
                Ok((report, is_changed && !only_shown))
            },
            |report| audit_entry(paths, report),
        )
        .map_err(ReturnedStop::from)
    }

    /// Runs `work` as one transaction of `by`, which is kept where `work` says so.
    pub(in crate::desk) fn shown_or_done<T>(
        &self,
        by: Option<&str>,
        op: &str,
        work: impl FnOnce(&Transaction<'_>) -> Result<(T, bool), Refusal>,
        request: impl FnOnce(&T) -> Value,
    ) -> Result<T, Refusal> {
        let done = self.transact_as(Principal::User(by), op, |tx| match work(tx)? {
            (done, true) => {
                let request = request(&done);
                Ok((done, request))
            }
            (shown, false) => Err(TakenBack::Shown(shown)),
        });
        done.or_else(|stop| match stop {
            TakenBack::Shown(shown) => Ok(shown),
            TakenBack::Refused(refusal) => Err(refusal),
        })
    }
}

pub(in crate::desk) fn arrivals(archive: &Archive) -> Result<Arrivals, Refusal> {
    archive.arrivals().map_err(|error| file_fault(archive.folder(), &error))
}

/// Places every file, and says whether that changed anything: those that prove most first, so that the data of an invoice decides what its PDF is of, and blue
/// ones before the red ones that reverse them.
fn take_in(
    tx: &Transaction<'_>,
    files: Vec<Arrived>,
    arrivals: Option<&Arrivals>,
) -> Result<(ReturnedReport, bool), Refusal> {
    let mut placing = Placing::new(tx)?;
    let read = files.iter().filter_map(|file| file.read.as_ref().ok());
    // What nothing but a name says of a document reverses nothing.
    read.filter(|read| read.claim.evidence == Evidence::Data).for_each(|read| placing.announce(&read.claim));
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|at| files[*at].rank());
    let mut outcomes: Vec<Option<Outcome>> = vec![None; files.len()];
    let mut kept = 0;
    for at in order {
        let Ok(read) = &files[at].read else { continue };
        let outcome = placing.place(&read.claim)?;
        if let Some(invoice) = outcome.invoice() {
            kept += usize::from(keep(tx, &files[at], invoice, arrivals)?);
        }
        outcomes[at] = Some(outcome);
    }
    if arrivals.is_some() {
        let read = files
            .iter()
            .zip(&outcomes)
            .filter(|(_, outcome)| outcome.as_ref().is_some_and(|outcome| outcome.invoice().is_some()));
        tx.archive.flush(read.filter_map(|(file, _)| Some(file.read.as_ref().ok()?.sha256.as_str())));
    }
    let entry = |(file, outcome): (Arrived, Option<Outcome>)| {
        let read = match (file.read, outcome) {
            (Ok(read), Some(outcome)) => Ok((read.claim, outcome)),
            (Err(fault), _) => Err(fault),
            (Ok(_), None) => Err(ReturnedFault::Damaged),
        };
        ReturnedEntry { file: file.shown, read }
    };
    let report = ReturnedReport { files: files.into_iter().zip(outcomes).map(entry).collect(), kept };
    let is_changed = kept > 0 || placing.has_asked() || report.files.iter().any(ReturnedEntry::is_matched);
    Ok((report, is_changed))
}

/// Keeps a file with its invoice; answers whether it was not kept before.
pub(in crate::desk) fn keep(
    tx: &Transaction<'_>,
    file: &Arrived,
    invoice: &str,
    arrivals: Option<&Arrivals>,
) -> Result<bool, Refusal> {
    let Ok(read) = &file.read else { return Ok(false) };
    let new = invoice_file::NewFile {
        invoice,
        red_number: Some(read.claim.number.as_str()).filter(|number| *number != invoice),
        format: read.format,
        name: &file.name,
        sha256: &read.sha256,
        size: read.size,
    };
    let is_new = invoice_file::insert(tx.db, new, tx.moment.now)?;
    // One that is known may have been lost on the disk since.
    if let Some(arrivals) = arrivals {
        let admitted = tx.archive.admit(arrivals, &read.sha256);
        admitted.map_err(|error| file_fault(&tx.archive.place(&read.sha256), &error))?;
        keep_with_rows(tx.db, tx.archive, &read.sha256)?;
    }
    Ok(is_new)
}

impl ReturnedEntry {
    fn is_matched(&self) -> bool {
        matches!(self.read, Ok((_, Outcome::Matched { .. })))
    }
}

fn audit_entry(paths: &[PathBuf], report: &ReturnedReport) -> Value {
    let matched = report.files.iter().filter_map(|entry| match &entry.read {
        Ok((claim, Outcome::Matched { application, .. })) => {
            Some(json!({ "number": claim.number, "application": application }))
        }
        _ => None,
    });
    let name = |path: &PathBuf| name_of(path);
    json!({
        "paths": paths.iter().map(name).collect::<Vec<_>>(),
        "files": report.files.len(),
        "matched": matched.collect::<Vec<_>>(),
        "left_out": left_out(report.files.iter().filter_map(|entry| entry.read.as_ref().ok())),
        "kept": report.kept,
    })
}

/// What waits for a second person, as the audit log keeps it.
fn left_out<'a>(read: impl Iterator<Item = &'a (Claim, Outcome)>) -> Vec<Value> {
    let barred = read.filter_map(|(claim, outcome)| match outcome {
        Outcome::Barred { application, why } => {
            Some(json!({ "number": claim.number, "application": application, "rule": why.id() }))
        }
        _ => None,
    });
    barred.collect()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

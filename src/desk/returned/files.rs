//! The kept files of invoices: those of an application, one lent out, any number as one archive.

use std::collections::HashSet;
use std::path::Path;

use chrono::NaiveDate;

use crate::desk::export::ExportStop;
use crate::desk::own_files::is_own;
use crate::desk::progress::{Progress, Watch};
use crate::desk::read_up_to_date;
use crate::desk::scans::Lent;
use crate::desk::server::archive_of;
pub use crate::domain::file_names::NamePattern;
use crate::domain::file_names::{GivenNames, NamePart};
use crate::domain::files::ExportError;
pub use crate::domain::month::Month;
use crate::domain::qualification::ScanFault;
use crate::domain::refusal::Refusal;
use crate::domain::returned::ReturnedFormat;
pub use crate::domain::returned::WhyNot;
use crate::exchange::export::NewArchive;
use crate::exchange::scans::Archive;
use crate::store::application;
use crate::store::engine::Db;
use crate::store::invoice_file::{self, IssuedFile};

/// Which files are packed; without applications and month, all there are.
#[derive(Clone, Debug, Default)]
pub struct FilesAsked {
    /// Applications, by number.
    pub applications: Vec<String>,
    /// The month of issue.
    pub month: Option<Month>,
    /// How they are named.
    pub names: NamePattern,
}

/// What was packed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    /// How many files.
    pub files: u64,
    /// Of how many invoices.
    pub invoices: u64,
    /// What was asked for and is not there.
    pub left_out: Vec<NotPacked>,
}

/// Something that was asked for and is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotPacked {
    /// The application.
    pub application: String,
    /// The invoice, where it has one.
    pub number: Option<String>,
    /// Why it is not.
    pub why: WhyNot,
}

/// A kept file of an invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// The number of the invoice.
    pub number: String,
    /// What kind of file it is.
    pub format: ReturnedFormat,
    /// The name under which it leaves the desk.
    pub name: String,
    /// The SHA-256 of its content.
    pub sha256: String,
    /// In bytes.
    pub size: u64,
}

/// The kept files of an application's invoices, in the order of the invoices and in which the files came.
pub(in crate::desk) fn kept(db: &Db, application: &str) -> Result<Vec<KeptFile>, Refusal> {
    let (mut names, pattern) = (GivenNames::default(), NamePattern::default());
    let mut kept = |file: IssuedFile| {
        let (format, size) = (file.format?, file.size?);
        let name = given_name(&mut names, &pattern, &file, format, file.name.as_deref()?);
        Some(KeptFile { number: file.number, format, name, sha256: file.sha256?, size })
    };
    Ok(invoice_file::of_application(db, application)?.into_iter().filter_map(&mut kept).collect())
}

/// Lends out a kept file of the store at `store` for another program to show.
///
/// # Errors
/// It is gone, was changed on the disk, or cannot be copied.
pub fn lend(store: &Path, file: &KeptFile) -> Result<Lent, ScanFault> {
    Lent::of(&archive_of(store).open(&file.sha256)?, file.name.clone())
}

/// Packs the kept files of invoices of the store at `store` into an archive at `to`, which is replaced once the new one
/// is whole.
///
/// # Errors
/// See [`ExportStop`].
pub fn pack(
    store: &Path,
    asked: &FilesAsked,
    to: &Path,
    watch: &mut Watch<'_>,
) -> Result<Packed, ExportStop> {
    if is_own(store, to) {
        return Err(ExportError::OwnPlace.into());
    }
    let db = read_up_to_date(store)?;
    let mut packing = Packing {
        archive: archive_of(store),
        asked,
        zip: NewArchive::create(to)?,
        names: GivenNames::default(),
        packed: Packed::default(),
        last: None,
        watch,
        stop: None,
    };
    db.snapshot(|db| packing.all(db))?;
    let Packing { zip, packed, stop, .. } = packing;
    if let Some(stop) = stop {
        return Err(stop);
    }
    zip.finish()?;
    Ok(packed)
}

struct Packing<'a, 'w> {
    archive: Archive,
    asked: &'a FilesAsked,
    zip: NewArchive,
    names: GivenNames,
    packed: Packed,
    /// The invoice of the file before.
    last: Option<String>,
    watch: &'a mut Watch<'w>,
    stop: Option<ExportStop>,
}

impl Packing<'_, '_> {
    fn all(&mut self, db: &Db) -> Result<(), Refusal> {
        if self.asked.applications.is_empty() {
            let days = self.asked.month.map_or([NaiveDate::MIN, NaiveDate::MAX], Month::days);
            return invoice_file::of_days(db, days, |file| Ok(self.take(&file)));
        }
        let mut seen = HashSet::new();
        for number in self.asked.applications.iter().filter(|number| seen.insert(*number)) {
            let files = invoice_file::of_application(db, number)?;
            if files.is_empty() {
                let is_there = application::by_number(db, number)?.is_some();
                self.leave_out(number, None, if is_there { WhyNot::NotIssued } else { WhyNot::NotFound });
            }
            let is_asked =
                |file: &&IssuedFile| self.asked.month.is_none_or(|month| month.has(file.issued_on));
            for file in files.iter().filter(is_asked) {
                if !self.take(file) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Packs a file; answers whether to go on.
    fn take(&mut self, file: &IssuedFile) -> bool {
        let (Some(format), Some(name), Some(sha256)) = (file.format, &file.name, &file.sha256) else {
            self.leave_out(&file.application, Some(&file.number), WhyNot::NoFile);
            return true;
        };
        let bytes = match self.archive.open(sha256) {
            Ok(bytes) => bytes,
            Err(fault) => {
                let why = WhyNot::Lost(name.clone(), fault);
                self.leave_out(&file.application, Some(&file.number), why);
                return true;
            }
        };
        let name = given_name(&mut self.names, &self.asked.names, file, format, name);
        if let Err(stop) = self.zip.put(&name, file.issued_on, &bytes) {
            self.stop = Some(stop.into());
            return false;
        }
        self.packed.files += 1;
        if self.last.as_ref() != Some(&file.number) {
            self.packed.invoices += 1;
            self.last = Some(file.number.clone());
        }
        let goes_on = (self.watch)(Progress { rows: self.packed.files, done: 0, of: 0 });
        if !goes_on {
            self.stop = Some(ExportStop::Cancelled);
        }
        goes_on
    }

    fn leave_out(&mut self, application: &str, number: Option<&str>, why: WhyNot) {
        let (application, number) = (application.to_owned(), number.map(str::to_owned));
        self.packed.left_out.push(NotPacked { application, number, why });
    }
}

/// The name under which a file leaves the desk; `kept` is the one that it came with.
pub(in crate::desk) fn given_name(
    names: &mut GivenNames,
    pattern: &NamePattern,
    file: &IssuedFile,
    format: ReturnedFormat,
    kept: &str,
) -> String {
    let stem = pattern.name(|part| match part {
        NamePart::Application => file.application.clone(),
        NamePart::Number => file.number.clone(),
        NamePart::Buyer => file.buyer.clone(),
        NamePart::Date => file.issued_on.to_string(),
        NamePart::Gross => file.gross.to_string(),
    });
    let is_png = kept.to_ascii_lowercase().ends_with(".png");
    let ending = match format {
        ReturnedFormat::Picture if is_png => "png",
        ReturnedFormat::Picture => "jpg",
        other => other.as_str(),
    };
    names.give(&stem, ending)
}

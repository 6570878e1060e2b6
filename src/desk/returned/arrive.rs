//! The files that came back, read one after the other; what may be kept is put beside the archive meanwhile, so that no
//! more than a few are in memory at a time.

use std::path::{Path, PathBuf};

use super::ReturnedStop;
use crate::desk::progress::{Progress, Watch};
use crate::domain::refusal::Refusal;
use crate::domain::returned::{Claim, Evidence, ReturnedFault, ReturnedFormat};
use crate::domain::text::first_unseen;
use crate::exchange::returned::{ReturnedFile, about, read_all};
use crate::exchange::scans::Arrivals;
use crate::store::engine::file_fault;

/// A file that was read.
#[derive(Clone, Debug)]
pub(in crate::desk) struct Arrived {
    /// Where it is, as it is shown.
    pub shown: String,
    /// Its name, without folders.
    pub name: String,
    /// The invoice, or why there is none.
    pub read: Result<Read, ReturnedFault>,
}

/// What a file says, and what it is.
#[derive(Clone, Debug)]
pub(in crate::desk) struct Read {
    pub claim: Claim,
    pub format: ReturnedFormat,
    pub sha256: String,
    pub size: u64,
}

impl Arrived {
    /// Which files are placed first.
    pub fn rank(&self) -> (u8, bool) {
        let evidence = match self.read.as_ref().map(|read| read.claim.evidence) {
            Ok(Evidence::Data) => 0,
            Ok(Evidence::Code) => 1,
            Ok(Evidence::FileName) => 2,
            Err(_) => 3,
        };
        (evidence, self.read.as_ref().is_ok_and(|read| read.claim.red.is_some()))
    }

    fn of(file: ReturnedFile, arrivals: Option<&Arrivals>) -> Result<Self, Refusal> {
        let ReturnedFile { shown, content, invoice } = file;
        let name = shown.rsplit(['/', '\\']).next().unwrap_or_default();
        let name: String =
            name.chars().filter(|c| first_unseen(c.encode_utf8(&mut [0; 4])).is_none()).collect();
        let read = match (invoice, content) {
            (Ok(invoice), Some(content)) => {
                if let Some(arrivals) = arrivals {
                    let put = arrivals.put(&content.sha256, &content.bytes);
                    put.map_err(|error| file_fault(Path::new(&shown), &error))?;
                }
                Ok(Read {
                    claim: Claim::from(&invoice),
                    format: invoice.format,
                    size: content.bytes.len() as u64,
                    sha256: content.sha256,
                })
            }
            (Ok(_), None) => Err(ReturnedFault::Damaged),
            (Err(fault), _) => Err(fault),
        };
        let name = if name.is_empty() { "invoice".to_owned() } else { name };
        Ok(Self { shown, name, read })
    }
}

/// Reads the files at these paths.
pub(in crate::desk) fn arrive(
    paths: &[PathBuf],
    arrivals: Option<&Arrivals>,
    watch: &mut Watch<'_>,
) -> Result<Vec<Arrived>, ReturnedStop> {
    let mut arrived = Vec::new();
    let of = about(paths);
    for file in reading(paths)? {
        arrived.push(Arrived::of(file, arrivals)?);
        let rows = arrived.len() as u64;
        if !watch(Progress { rows, done: rows.min(of), of }) {
            return Err(ReturnedStop::Cancelled);
        }
    }
    Ok(arrived)
}

/// Reads the one file that an import has shown like this: at a path, or further on within an archive that is there.
pub(in crate::desk) fn arrive_one(shown: &str, arrivals: &Arrivals) -> Result<Option<Arrived>, Refusal> {
    let Some(outermost) = Path::new(shown).ancestors().find(|path| path.exists()) else { return Ok(None) };
    let mut files = reading(&[outermost.to_owned()])?;
    files.find(|file| file.shown == shown).map(|file| Arrived::of(file, Some(arrivals))).transpose()
}

fn reading(paths: &[PathBuf]) -> Result<impl Iterator<Item = ReturnedFile> + use<>, Refusal> {
    let named = paths.first().map_or(Path::new("."), PathBuf::as_path).to_owned();
    read_all(paths.to_vec()).map_err(|error| file_fault(&named, &error))
}

//! The files that came back, read one after the other; what may be kept is put beside the archive meanwhile, so that no
//! more than a few are in memory at a time.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::{ReturnedStop, arrivals};
use crate::desk::progress::{Progress, Watch};
use crate::domain::refusal::Refusal;
use crate::domain::returned::{Claim, Evidence, ReturnedFault, ReturnedFormat};
use crate::domain::text::first_unseen;
use crate::exchange::returned::{ReturnedFile, about, read_all, read_named};
use crate::exchange::scans::{Archive, Arrivals};
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
            Ok(Evidence::Data | Evidence::List) => 0,
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
    let named = paths.first().map_or(Path::new("."), PathBuf::as_path);
    for file in read_all(paths.to_vec()).map_err(|error| file_fault(named, &error))? {
        arrived.push(Arrived::of(file, arrivals)?);
        let rows = arrived.len() as u64;
        if !watch(Progress { rows, done: rows.min(of), of }) {
            return Err(ReturnedStop::Cancelled);
        }
    }
    Ok(arrived)
}

/// Files that a command names, read before its transaction begins: nobody else can write during that.
pub(crate) struct ReadAhead {
    /// What may be kept of them.
    pub(in crate::desk) arrivals: Arrivals,
    /// Each that is there, by what it is shown as.
    pub(in crate::desk) files: HashMap<String, Arrived>,
}

/// Reads the files that an import has shown like this: each at a path, or further on within an archive that is there,
/// which is gone over once.
pub(in crate::desk) fn arrive_named(shown: &[String], archive: &Archive) -> Result<ReadAhead, Refusal> {
    let mut outermost: BTreeMap<&Path, HashSet<String>> = BTreeMap::new();
    for shown in shown {
        if let Some(path) = Path::new(shown).ancestors().find(|path| path.is_file()) {
            outermost.entry(path).or_default().insert(shown.clone());
        }
    }
    let arrivals = arrivals(archive)?;
    let mut files = HashMap::new();
    for (path, names) in outermost {
        for file in read_named(path.to_owned(), names).map_err(|error| file_fault(path, &error))? {
            files.insert(file.shown.clone(), Arrived::of(file, Some(&arrivals))?);
        }
    }
    Ok(ReadAhead { arrivals, files })
}

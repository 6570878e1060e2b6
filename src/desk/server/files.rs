//! The files that a store on a server keeps beside its rows.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::desk::proof::heads::hex;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::exchange::scans::{Archive, Remote};
use crate::store::blob::{self, PART_BYTES};
use crate::store::engine::{Db, file_fault};

/// Puts what was put into an archive of copies beside the rows, in the transaction that has begun: it is there for
/// everybody once that is. Nothing is kept that is empty. Where the archive is the files' own place there is nothing to do.
///
/// # Errors
/// `store`.
pub(in crate::desk) fn keep_with_rows(db: &Db, archive: &Archive, sha256: &str) -> Result<(), Refusal> {
    if archive.is_of_copies() { put(db, sha256, &archive.place(sha256)) } else { Ok(()) }
}

/// Puts the file at `place` beside the rows of a store on a server, as a step of the transaction that has begun, unless it
/// is there and whole.
///
/// # Errors
/// `store`, also where the file cannot be read.
pub(in crate::desk) fn put(db: &Db, sha256: &str, place: &Path) -> Result<(), Refusal> {
    if is_whole(db, sha256)? {
        return Ok(());
    }
    let fault = |error| file_fault(place, &error);
    let mut file = File::open(place).map_err(fault)?;
    let mut next = 0;
    loop {
        let mut bytes = Vec::new();
        Read::by_ref(&mut file).take(PART_BYTES as u64).read_to_end(&mut bytes).map_err(fault)?;
        if bytes.is_empty() {
            break;
        }
        blob::put_part(db, sha256, next, &bytes)?;
        next += 1;
    }
    // What stood there before, and was not whole, may have been longer.
    blob::cut(db, sha256, next)
}

/// Whether a file stands beside the rows, as it was put there.
///
/// # Errors
/// `store`.
pub(in crate::desk) fn is_whole(db: &Db, sha256: &str) -> Result<bool, Refusal> {
    let mut hasher = Sha256::new();
    let is_there = each_part(db, sha256, |bytes| {
        hasher.update(bytes);
        Ok::<_, Refusal>(())
    })?;
    Ok(is_there && hex(&hasher.finalize()) == sha256)
}

/// Hands over a file part by part; answers whether it is there.
fn each_part<E: From<Refusal>>(
    db: &Db,
    sha256: &str,
    mut each: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<bool, E> {
    let mut next = 0;
    while let Some(bytes) = blob::part(db, sha256, next)? {
        each(&bytes)?;
        next += 1;
    }
    Ok(next > 0)
}

/// The files of the store at a place, read by a connection of its own, which is opened when it is first needed.
#[derive(Debug)]
pub(super) struct Blobs {
    store: PathBuf,
    db: Mutex<Option<Db>>,
}

/// What the server or the system said.
fn detail_of(refusal: Refusal) -> String {
    match refusal {
        Refusal::Store { fault: StoreFault::Server { detail, .. } | StoreFault::Other { detail } } => detail,
        other => format!("{other:?}"),
    }
}

/// Why a file was not fetched.
enum Stop {
    Refused(Refusal),
    Unwritable(io::Error),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Blobs {
    pub(super) fn of(store: &Path) -> Self {
        Self { store: store.to_owned(), db: Mutex::default() }
    }

    fn read(&self, sha256: &str, to: &mut dyn Write) -> Result<bool, Stop> {
        let mut kept = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        // One that has failed is not used again.
        let db = kept.take().map_or_else(|| Db::open_reader(&self.store), Ok)?;
        let is_there =
            db.snapshot(|db| each_part(db, sha256, |bytes| to.write_all(bytes).map_err(Stop::Unwritable)))?;
        *kept = Some(db);
        Ok(is_there)
    }
}

impl Remote for Blobs {
    fn fetch(&self, sha256: &str, to: &mut dyn Write) -> io::Result<bool> {
        self.read(sha256, to).map_err(|stop| match stop {
            Stop::Refused(refusal) => io::Error::other(detail_of(refusal)),
            Stop::Unwritable(error) => error,
        })
    }

    fn shown(&self, sha256: &str) -> String {
        format!("{} {sha256}", self.store.display())
    }
}

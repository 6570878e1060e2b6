//! An archive whose files are kept elsewhere: its folder holds copies of those that were asked for.

use std::fmt::Debug;
use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::hex;
use crate::domain::qualification::ScanFault;
use crate::exchange::disk;

/// Where the files of an archive are kept.
pub trait Remote: Debug + Send + Sync {
    /// Writes a file of this SHA-256 into `to`; answers whether there is one.
    ///
    /// # Errors
    /// It cannot be read there, or not be written.
    fn fetch(&self, sha256: &str, to: &mut dyn Write) -> io::Result<bool>;

    /// What the file is called there, for a person to read.
    fn shown(&self, sha256: &str) -> String;
}

/// Fetches a file to its place here; what is not what it is called by does not come there.
pub(super) fn fetch(remote: &dyn Remote, sha256: &str, place: &Path) -> Result<(), ScanFault> {
    let folder = place.parent().unwrap_or(Path::new("."));
    let failed = |error: io::Error| ScanFault::Io { detail: error.to_string() };
    disk::make_folder(folder).map_err(failed)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    read_through(remote, sha256, &mut file)?;
    disk::persist(file.into_temp_path(), place, false).map_err(failed)
}

/// Reads a file where it is kept, and keeps nothing.
pub(super) fn verify(remote: &dyn Remote, sha256: &str) -> Result<(), ScanFault> {
    read_through(remote, sha256, &mut io::sink())
}

fn read_through(remote: &dyn Remote, sha256: &str, to: &mut dyn Write) -> Result<(), ScanFault> {
    let mut hashed = Hashed { hasher: Sha256::new(), to };
    match remote.fetch(sha256, &mut hashed) {
        Err(error) => Err(ScanFault::Io { detail: error.to_string() }),
        Ok(false) => Err(ScanFault::Vanished),
        Ok(true) if hex(&hashed.hasher.finalize()) == sha256 => Ok(()),
        Ok(true) => Err(ScanFault::Altered),
    }
}

struct Hashed<'a> {
    hasher: Sha256,
    to: &'a mut dyn Write,
}

impl Write for Hashed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

//! Store files that this process has open, so that they can be looked at without harm.
//!
//! On Unix, closing any descriptor of a file gives up every lock that the process has on it, those of SQLite's
//! connections too. Another program would then take itself for the last one at the store, and remove the WAL that is
//! still written to here: what is committed afterwards would be lost. So while a connection is open, one descriptor of
//! the file stays open with it, and is what the head is read from.

use std::collections::HashMap;
use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

/// A file, whatever it is called.
type Key = (u64, u64);

/// The files that are held, each with how many connections hold it. Files are opened and closed only while this is
/// locked: between looking and closing nobody opens a connection.
static FILES: LazyLock<Mutex<HashMap<Key, (File, usize)>>> = LazyLock::new(Mutex::default);

fn files() -> MutexGuard<'static, HashMap<Key, (File, usize)>> {
    FILES.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(unix)]
fn key(of: &Metadata) -> Option<Key> {
    use std::os::unix::fs::MetadataExt;
    Some((of.dev(), of.ino()))
}

/// Elsewhere locks belong to the descriptor that took them, so nothing is held.
#[cfg(not(unix))]
fn key(_of: &Metadata) -> Option<Key> {
    None
}

/// Keeps a store's file open for as long as a connection is; to be dropped after it.
#[derive(Debug)]
pub(super) struct Held(Option<Key>);

impl Held {
    /// Holds the file at `path`, of a connection that is open and has locked nothing yet.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let mut files = files();
        let Some(key) = key(&std::fs::metadata(path)?) else { return Ok(Self(None)) };
        match files.get_mut(&key) {
            Some((_, count)) => *count += 1,
            None => drop(files.insert(key, (File::open(path)?, 1))),
        }
        Ok(Self(Some(key)))
    }
}

impl Held {
    /// Whether the file that is held is the one that stands at `path` now. Where files are not told apart, the system lets
    /// nobody replace one that is open.
    pub(super) fn is_at(&self, path: &Path) -> bool {
        match std::fs::metadata(path) {
            Ok(there) => self.0.is_none() || key(&there) == self.0,
            Err(error) => error.kind() != io::ErrorKind::NotFound,
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let Some(key) = self.0 else { return };
        let mut files = files();
        if let Some((_, count)) = files.get_mut(&key) {
            *count -= 1;
            if *count == 0 {
                files.remove(&key);
            }
        }
    }
}

/// The first bytes of a file, at most so many.
pub(super) fn head(path: &Path, bytes: usize) -> io::Result<Vec<u8>> {
    let mut files = files();
    let mut head = Vec::with_capacity(bytes);
    let mut read = |file: &mut File| file.take(bytes as u64).read_to_end(&mut head);
    let held = std::fs::metadata(path).ok().as_ref().and_then(key).and_then(|key| files.get_mut(&key));
    match held {
        Some((file, _)) => {
            file.seek(SeekFrom::Start(0))?;
            read(file)?;
        }
        None => drop(read(&mut File::open(path)?)?),
    }
    Ok(head)
}

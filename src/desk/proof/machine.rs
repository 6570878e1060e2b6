//! The folder outside every store in which this machine keeps what stores are held against: the key that it signs with,
//! and the newest entries that it saw. Who runs the program has one of their own.

use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::exchange::disk::make_folder;

static FOLDER: OnceLock<PathBuf> = OnceLock::new();

/// Has this machine keep its files in this folder, which is made when it is first needed. Without it, nothing outlasts
/// the program: so it is in tests.
pub fn keep_machine_files_in(folder: PathBuf) {
    // It is said once, by whoever begins the program.
    let _ = FOLDER.set(folder);
}

/// The folder, where there is one.
pub(super) fn folder() -> Option<&'static Path> {
    FOLDER.get().map(PathBuf::as_path)
}

/// Writes a file that nobody else can read, so that it is there whole or not at all; with `is_new`, not over another.
pub(super) fn write(path: &Path, bytes: &[u8], is_new: bool) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    make_folder(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    let placed = if is_new { file.persist_noclobber(path) } else { file.persist(path) };
    Ok(placed.map(drop)?)
}

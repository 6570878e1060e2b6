//! The folder outside every store in which this machine keeps what stores are held against: the key that it signs with,
//! the newest entries that it saw, and a number that tells it from others. Who runs the program has one of their own.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

use super::heads::hex;
use crate::exchange::disk::{make_folder, persist};

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

/// A number of this machine, and of whoever runs the program, that nothing else has: computers are called alike, and are
/// called otherwise some day. Where it cannot be kept, it is what the computer is called, which stays for now.
pub(in crate::desk) fn id() -> &'static str {
    static ID: LazyLock<String> = LazyLock::new(|| kept_id().unwrap_or_else(name));
    &ID
}

/// What the computer is called.
pub(in crate::desk) fn name() -> String {
    gethostname::gethostname().to_string_lossy().into_owned()
}

fn kept_id() -> Option<String> {
    let path = folder()?.join("id");
    let kept = || fs::read_to_string(&path).ok().filter(|id| !id.is_empty());
    kept().or_else(|| {
        // Another program may be first.
        let _ = write(&path, random_id().as_bytes(), true);
        kept()
    })
}

fn random_id() -> String {
    let mut bytes = [0; 16];
    // A system without random numbers has no key either.
    let _ = getrandom::fill(&mut bytes);
    hex(&bytes)
}

/// Writes a file that nobody else can read, so that it is there whole or not at all; with `is_new`, not over another.
pub(super) fn write(path: &Path, bytes: &[u8], is_new: bool) -> io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    make_folder(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    persist(file.into_temp_path(), path, is_new)
}

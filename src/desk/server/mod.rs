//! A store on a server, as far as it is not like one in a file: what stands on this computer for it, where its files are,
//! how it is called, and what is not done here.

mod files;
pub mod password;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use sha2::{Digest, Sha256};

use self::files::Blobs;
pub(in crate::desk) use self::files::{is_whole, keep_with_rows, put};
use crate::desk::proof::heads::hex;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::exchange::scans::Archive;
pub use crate::store::engine::{DEFAULT_PORT, ServerPlace, is_server, spelled};

static FOLDER: OnceLock<PathBuf> = OnceLock::new();

/// Has what this computer keeps for stores on servers stand in this folder, which is made when it is first needed. Without
/// it, it is one of the system's that does not outlast the program for long: so it is in tests.
pub fn keep_copies_in(folder: PathBuf) {
    // It is said once, by whoever begins the program.
    let _ = FOLDER.set(folder);
}

/// The folder on this computer of what belongs to a store on a server; none of a store in a file.
pub(in crate::desk) fn own_folder(store: &Path) -> Option<PathBuf> {
    if !is_server(store) {
        return None;
    }
    let name = ServerPlace::read(store).map(|server| server.file_name()).unwrap_or_default();
    let store = spelled(store).unwrap_or_else(|_| store.to_owned());
    let mark = hex(&Sha256::digest(store.as_os_str().as_encoded_bytes())[..4]);
    Some(copies().join(format!("{name}-{mark}")))
}

fn copies() -> PathBuf {
    let passing = || std::env::temp_dir().join(format!("fapiao-desk-servers-{}", std::process::id()));
    FOLDER.get().cloned().unwrap_or_else(passing)
}

/// The archive of the files that the store at `store` names: beside its file, or on its server.
pub(in crate::desk) fn archive_of(store: &Path) -> Archive {
    match own_folder(store) {
        Some(folder) => Archive::of_copies(folder.join("files"), Arc::new(Blobs::of(store))),
        None => Archive::beside(store),
    }
}

/// What a store is called where there is no room for its whole place: the name of its file, or its database and server.
pub fn name_of(store: &Path) -> String {
    match ServerPlace::read(store) {
        Ok(server) => format!("{} @ {}", server.database, server.host),
        Err(_) => store.file_name().unwrap_or_default().to_string_lossy().into_owned(),
    }
}

/// Refuses what is not done here of a store on a server.
pub(in crate::desk) fn refuse(store: &Path) -> Result<(), Refusal> {
    if is_server(store) { Err(Refusal::Store { fault: StoreFault::OnServer }) } else { Ok(()) }
}

#[cfg(test)]
mod tests;

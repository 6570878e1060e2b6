//! Where a store keeps what is its own, so that nothing else is ever written there.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::desk::backup::automatic::folder_beside;
use crate::desk::server::own_folder;
use crate::desk::unfinished::folder_of;
pub use crate::exchange::disk::make_folder;
use crate::exchange::export::NewFile;
use crate::exchange::scans::Archive;
use crate::store::engine::{is_server, spelled};

/// What SQLite puts behind the name of a store for the files that belong to it.
pub(in crate::desk) const TAILS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Whether `path` is the store at `store`, one of the files that SQLite keeps beside it, or among its scans, whether
/// or not anything is there yet. Of a store on a server it is all that this computer keeps for it.
pub fn is_own(store: &Path, path: &Path) -> bool {
    if let Some(folder) = own_folder(store) {
        return comparable(&followed(path)).starts_with(comparable(&followed(&folder)));
    }
    let (place, path) = (followed(store), followed(path));
    let is_beside = |tail| comparable(&with_tail(&place, tail)) == comparable(&path);
    comparable(&place) == comparable(&path)
        || TAILS.into_iter().any(is_beside)
        || comparable(&path).starts_with(comparable(&followed(Archive::beside(store).folder())))
}

/// Whether two paths lead to one place.
pub fn is_same(one: &Path, other: &Path) -> bool {
    comparable(&followed(one)) == comparable(&followed(other))
}

/// Whether another file beside the store at `store` has its stem, so that the folder of its scans may hold those of another
/// store: `desk.sqlite`, `desk.db` and `desk` all have `desk.files`. Where the folder cannot be read, it may.
pub(in crate::desk) fn shares_scans(store: &Path) -> bool {
    let is_own = |path: &Path| {
        [""].into_iter().chain(TAILS).any(|tail| comparable(&with_tail(store, tail)) == comparable(path))
    };
    let stem = |path: &Path| path.file_stem().map(|stem| comparable(Path::new(stem)));
    let is_other = |path: &Path| stem(path) == stem(store) && !is_own(path) && !path.is_dir();
    match std::fs::read_dir(folder_of(store)) {
        Ok(entries) => entries.flatten().any(|entry| is_other(&store.with_file_name(entry.file_name()))),
        Err(_) => true,
    }
}

/// Whether a store can be put at `place`: nothing is there, and no scans or backups of another where it would have its own.
pub fn is_place_free(place: &Path) -> bool {
    !place.exists() && !Archive::beside(place).folder().exists() && !folder_beside(place).exists()
}

/// The whole place of a store, whatever folder one is in: that of a server in its one spelling. A working folder that is
/// gone leaves a path as it is, and so does an address that cannot be read.
pub fn absolute(store: &Path) -> PathBuf {
    let whole = if is_server(store) { spelled(store).ok() } else { std::path::absolute(store).ok() };
    whole.unwrap_or_else(|| store.to_owned())
}

/// Writes a small file so that it is there whole, or as it was before.
///
/// # Errors
/// Those of the system.
pub fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    write_into(NewFile::create(path)?, content)
}

/// The same, of a file that nobody else on the machine can read: it holds a secret.
///
/// # Errors
/// Those of the system.
pub fn write_private(path: &Path, content: &[u8]) -> io::Result<()> {
    write_into(NewFile::create_private(path)?, content)
}

fn write_into(mut file: NewFile, content: &[u8]) -> io::Result<()> {
    file.write_all(content)?;
    file.keep()
}

/// Where the file of a store is: where there is a link to it, it is elsewhere.
pub(in crate::desk) fn place_of(store: &Path) -> PathBuf {
    if store.is_symlink() { followed(store) } else { store.to_owned() }
}

/// Where a path leads, links followed; its last part need not be there. The place of a store on a server leads nowhere else.
pub(in crate::desk) fn followed(path: &Path) -> PathBuf {
    if is_server(path) {
        return path.to_owned();
    }
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

pub(in crate::desk) fn with_tail(path: &Path, tail: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(tail);
    PathBuf::from(name)
}

/// The path in small letters where the system takes small and capital ones for the same.
fn comparable(path: &Path) -> PathBuf {
    if cfg!(any(windows, target_os = "macos")) {
        PathBuf::from(OsString::from(path.to_string_lossy().to_lowercase()))
    } else {
        path.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_store_with_all_its_files_is_its_own_by_whatever_path() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let store = at("desk.sqlite");
        std::fs::create_dir(at("desk.files")).unwrap();
        for own in [
            "desk.sqlite",
            "./desk.sqlite",
            "desk.files/../desk.sqlite",
            "desk.sqlite-wal",
            "desk.sqlite-shm",
            "desk.sqlite-journal",
            "desk.files",
            "desk.files/bills.csv",
        ] {
            assert!(is_own(&store, &at(own)), "{own}");
        }
        for other in ["desk.csv", "desk.sqlite.csv", "desk", "desk.files.csv"] {
            assert!(!is_own(&store, &at(other)), "{other}");
        }
    }

    #[test]
    fn stores_of_one_stem_share_their_scans_and_what_sqlite_keeps_beside_one_is_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let store = at("desk.sqlite");
        for own in ["desk.sqlite", "desk.sqlite-wal", "desk.sqlite-shm", "tax.sqlite", "desk.2026.sqlite"] {
            std::fs::write(at(own), "").unwrap();
        }
        std::fs::create_dir(at("desk.files")).unwrap();
        assert!(!shares_scans(&store));
        for other in ["desk", "desk.db"] {
            std::fs::write(at(other), "").unwrap();
            assert!(shares_scans(&store), "{other}");
            std::fs::remove_file(at(other)).unwrap();
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_link_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("desk.sqlite"), "").unwrap();
        std::os::unix::fs::symlink(at("desk.sqlite"), at("bills.csv")).unwrap();
        assert!(is_own(&at("desk.sqlite"), &at("bills.csv")));
        assert!(is_own(&at("bills.csv"), &at("desk.sqlite-wal")), "SQLite follows it, too");
        assert!(is_same(&at("desk.sqlite"), &at("bills.csv")));
    }
}

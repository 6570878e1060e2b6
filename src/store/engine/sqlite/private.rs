//! Keeping a store from others on the machine: customers' names, tax ids and banks are in it.
//!
//! SQLite would make the file with the rights of any other, and gives those of the file to the ones it makes beside it.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;

/// Makes an empty file that nobody else can read.
pub(super) fn make(path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new();
    file.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut file, 0o600);
    file.open(path).map(drop)
}

/// Takes away what others may do with a store and the files beside it, where that can be done. An open store is not
/// opened for it: closing it again would give up its locks.
pub(super) fn tighten(path: &Path) {
    #[cfg(unix)]
    for tail in ["", "-wal", "-shm", "-journal"] {
        use std::fs;
        use std::os::unix::fs::PermissionsExt;
        let mut name = path.as_os_str().to_owned();
        name.push(tail);
        let Ok(there) = fs::metadata(&name) else { continue };
        let mode = there.permissions().mode();
        if mode & 0o077 != 0 {
            // What belongs to somebody else stays as its owner wants it.
            let _ = fs::set_permissions(&name, fs::Permissions::from_mode(mode & 0o700));
        }
    }
    // Elsewhere it has the rights of the folder, which in a user's own folders are that user's.
    #[cfg(not(unix))]
    let _ = path;
}

//! Where tests keep their stores.

use std::path::Path;
use std::sync::LazyLock;

use fapiao_desk::desk::{Desk, Open};

/// A folder of a test's own; in memory where the system has such a place, since every command waits for the disk.
pub fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// A desk at a new sandbox: a copy of one that is made once, since the migrations take longer than most tests.
pub fn sandbox(path: &Path) -> Desk {
    static MADE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let folder = folder();
        let path = folder.path().join("new.sqlite");
        drop(Desk::open(&path, Open::New { sandbox: true }).unwrap());
        std::fs::read(path).unwrap()
    });
    std::fs::write(path, &*MADE).unwrap();
    Desk::open(path, Open::Existing).unwrap()
}

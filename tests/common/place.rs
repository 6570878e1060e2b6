//! Where tests keep their stores.

use std::path::Path;

/// A folder of a test's own; in memory where the system has such a place, since every command waits for the disk.
pub fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

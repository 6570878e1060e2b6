//! Folders of passing files, each removed when it is dropped, or by the next program where the one that made it was killed.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::TempDir;

use super::disk;

/// The file in it that whoever made the folder keeps locked.
const LOCK: &str = "lock";

/// A folder that is held as long as this is there.
#[derive(Debug)]
pub struct HeldFolder {
    /// Given up before the folder is removed.
    _lock: File,
    folder: TempDir,
}

impl HeldFolder {
    /// Makes one below `within` whose name begins with `prefix`.
    ///
    /// # Errors
    /// Those of the system.
    pub fn make(within: &Path, prefix: &str) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix(prefix).tempdir_in(within)?;
        let lock = disk::make_file(&folder.path().join(LOCK))?;
        lock.lock()?;
        Ok(Self { _lock: lock, folder })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Leaves the folder to be cleared later, since something in it cannot be removed yet.
    pub fn leave(&mut self) {
        self.folder.disable_cleanup(true);
    }
}

/// Removes the folders below `within` whose names begin with `prefix` and that nobody holds any more. What cannot be
/// removed is in nobody's way.
pub fn clear(within: &Path, prefix: &str) {
    for entry in fs::read_dir(within).into_iter().flatten().flatten() {
        let is_one = entry.file_name().to_string_lossy().starts_with(prefix)
            && entry.file_type().is_ok_and(|kind| kind.is_dir());
        let lock = is_one.then(|| disk::open(&entry.path().join(LOCK)).ok()).flatten();
        if lock.is_some_and(|lock| lock.try_lock().is_ok()) {
            clear_one(&entry.path());
        }
    }
}

/// The lock goes last: without it nobody would come back for what is still open elsewhere.
fn clear_one(folder: &Path) {
    let inside = fs::read_dir(folder).into_iter().flatten().flatten();
    let gone = |path: &Path| {
        if path.is_dir() && !path.is_symlink() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
    };
    let mut others = inside.filter(|entry| entry.file_name() != LOCK);
    if others.all(|entry| gone(&entry.path()).is_ok()) {
        let _ = fs::remove_dir_all(folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PREFIX: &str = "passing-";

    #[test]
    fn a_folder_is_there_while_it_is_held_and_one_that_was_left_is_cleared() {
        let around = tempfile::tempdir().unwrap();
        let held = HeldFolder::make(around.path(), PREFIX).unwrap();
        let mut left = HeldFolder::make(around.path(), PREFIX).unwrap();
        let paths = [held.path().to_owned(), left.path().to_owned()];
        for path in &paths {
            fs::write(path.join("scan.pdf"), "a scan").unwrap();
        }
        left.leave();
        drop(left);
        // Neither is one that another program makes, nor one that has no lock yet.
        for other in ["others-1", "passing-new"] {
            fs::create_dir(around.path().join(other)).unwrap();
        }
        clear(around.path(), PREFIX);
        assert_eq!(paths.each_ref().map(|path| path.exists()), [true, false]);
        drop(held);
        assert!(!paths[0].exists());
        assert_eq!(fs::read_dir(around.path()).unwrap().count(), 2);
    }

    #[test]
    #[cfg(unix)]
    fn no_link_is_followed() {
        let around = tempfile::tempdir().unwrap();
        let left = around.path().join("elsewhere");
        fs::create_dir(&left).unwrap();
        fs::write(left.join(LOCK), "").unwrap();
        std::os::unix::fs::symlink(&left, around.path().join("passing-link")).unwrap();
        clear(around.path(), PREFIX);
        assert!(left.join(LOCK).exists());
    }
}

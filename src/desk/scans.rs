//! The files of scans: on their way in, looked at, lent out again.

use std::env::temp_dir;
use std::path::{Path, PathBuf};

use crate::desk::server::archive_of;
use crate::domain::qualification::{Media, ScanFault};
use crate::exchange::held_folder::{self, HeldFolder};
use crate::exchange::pages::PROGRAM;
// Drawing and looking through take as long as another process takes: no thread that answers clicks waits for them.
pub use crate::exchange::pages::{
    DRAW_PAGE, LOOK_THROUGH, Page, READ_CODES, draw, draw_apart as page, look_through, written,
    written_codes, written_count,
};
pub use crate::exchange::returned::codes_in;
pub use crate::exchange::scans::{Picture, Scan, look, picture};
use crate::store::submission::StoredEvidence;

/// A scan's content, verified.
///
/// # Errors
/// It is gone, or was changed on the disk.
pub fn scan(store: &Path, evidence: &StoredEvidence) -> Result<Vec<u8>, ScanFault> {
    archive_of(store).open(&evidence.sha256)
}

/// A copy of a file that the desk keeps, under a name of its own. It is removed when this is dropped, or by
/// [`clear_lent`] where another program has it open or this one is killed.
#[derive(Debug)]
pub struct Lent {
    folder: HeldFolder,
    name: String,
}

/// How the folder of a copy begins, among what the system clears away.
const LENT: &str = "fapiao-desk-lent-";

/// Removes the copies that programs have left behind that are not running any more.
pub fn clear_lent() {
    held_folder::clear(&temp_dir(), LENT);
}

impl Lent {
    /// Lends out this content, as a file of this name.
    ///
    /// # Errors
    /// It cannot be copied.
    pub(in crate::desk) fn of(content: &[u8], name: String) -> Result<Self, ScanFault> {
        let lent = HeldFolder::make(&temp_dir(), LENT).and_then(|folder| {
            let lent = Self { folder, name };
            std::fs::write(lent.path(), content)?;
            Ok(lent)
        });
        lent.map_err(|error| ScanFault::Io { detail: error.to_string() })
    }

    /// Where the file is.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join(&self.name)
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        // Windows removes nothing that is open elsewhere.
        if std::fs::remove_file(self.path()).is_err() && self.path().exists() {
            self.folder.leave();
        }
    }
}

/// Lends out a scan that was submitted before, to be submitted again.
///
/// # Errors
/// The scan is gone, was changed on the disk, or cannot be copied.
pub fn lend(store: &Path, evidence: &StoredEvidence) -> Result<Lent, ScanFault> {
    let bytes = scan(store, evidence)?;
    // A store may come from a system that writes other names.
    let name = Path::new(&evidence.name).file_name().map(|name| name.to_string_lossy().into_owned());
    Lent::of(&bytes, name.unwrap_or_else(|| evidence.kind.as_str().to_owned()))
}

/// Has pages drawn by this program, not the one that runs: for tests, which are programs of their own.
pub fn draw_pages_by(program: &Path) {
    // Whoever says it first is heard.
    drop(PROGRAM.set(program.to_owned()));
}

/// Lends out a scan for another program to show, with the ending of what it is.
///
/// # Errors
/// The scan is gone, was changed on the disk, or cannot be copied.
pub fn lend_to_show(store: &Path, evidence: &StoredEvidence) -> Result<Lent, ScanFault> {
    let ending = match evidence.media {
        Media::Jpeg => "jpg",
        Media::Png => "png",
        Media::Pdf => "pdf",
    };
    Lent::of(&scan(store, evidence)?, format!("{}.{ending}", evidence.kind.as_str()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_copy_is_removed_when_it_is_dropped_or_else_at_the_next_start() {
        let lent = || Lent::of(b"a scan", "scan.pdf".to_owned()).unwrap();
        let (gone, stays, shown) = (lent(), lent(), lent());
        let paths = [&gone, &stays, &shown].map(|lent| lent.folder.path().to_owned());
        drop(gone);
        assert!(!paths[0].exists());
        // As if another program had it open on Windows: it cannot be removed as a file.
        fs::remove_file(stays.path()).unwrap();
        fs::create_dir(stays.path()).unwrap();
        drop(stays);
        assert!(paths[1].exists());
        clear_lent();
        assert_eq!((paths[1].exists(), paths[2].exists()), (false, true));
    }
}

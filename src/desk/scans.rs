//! The files of scans: on their way in, looked at, lent out again.

use std::path::{Path, PathBuf};

use crate::domain::qualification::{Media, ScanFault};
use crate::exchange::pages::PROGRAM;
// Drawing and looking through take as long as another process takes: no thread that answers clicks waits for them.
pub use crate::exchange::pages::{
    DRAW_PAGE, LOOK_THROUGH, Page, READ_CODES, draw, draw_apart as page, look_through, written,
    written_codes, written_count,
};
pub use crate::exchange::returned::codes_in;
use crate::exchange::scans::Archive;
pub use crate::exchange::scans::{Picture, Scan, look, picture};
use crate::store::submission::StoredEvidence;

/// A scan's content, verified.
///
/// # Errors
/// It is gone, or was changed on the disk.
pub fn scan(store: &Path, evidence: &StoredEvidence) -> Result<Vec<u8>, ScanFault> {
    Archive::beside(store).open(&evidence.sha256)
}

/// A copy of a file that the desk keeps, under a name of its own. It is removed when this is dropped.
#[derive(Debug)]
pub struct Lent {
    folder: tempfile::TempDir,
    name: String,
}

impl Lent {
    /// Lends out this content, as a file of this name.
    ///
    /// # Errors
    /// It cannot be copied.
    pub(in crate::desk) fn of(content: &[u8], name: String) -> Result<Self, ScanFault> {
        let lent = tempfile::Builder::new().prefix("fapiao-desk-").tempdir().and_then(|folder| {
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

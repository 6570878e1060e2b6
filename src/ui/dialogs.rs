//! Choosing files: the system's own dialogs, which never hold up a frame.

use std::path::{Path, PathBuf};

use crate::desk::worker::{Reply, Wake, aside};
use crate::domain::refusal::Refusal;

#[derive(Clone, Debug)]
pub struct FileKind {
    pub title: String,
    pub name: String,
    /// The endings of its files' names, without the dot.
    pub endings: &'static [&'static str],
}

/// The place that was chosen, or none.
pub type Picked = Reply<Option<PathBuf>>;

/// # Errors
/// Of both: `store`, where the system has no threads left.
pub trait Picker {
    /// A file that is there.
    fn open(&self, kind: FileKind, wake: Wake) -> Result<Picked, Refusal>;

    /// A place to write to.
    fn save(&self, kind: FileKind, name: String, wake: Wake) -> Result<Picked, Refusal>;
}

#[derive(Clone, Copy, Debug, Default)]
pub struct SystemPicker;

impl Picker for SystemPicker {
    fn open(&self, kind: FileKind, wake: Wake) -> Result<Picked, Refusal> {
        let dialog = dialog(&kind).pick_file();
        aside("file-dialog", wake, move || pollster::block_on(dialog).map(|file| file.path().to_owned()))
    }

    fn save(&self, kind: FileKind, name: String, wake: Wake) -> Result<Picked, Refusal> {
        let dialog = dialog(&kind).set_file_name(name).save_file();
        aside("file-dialog", wake, move || pollster::block_on(dialog).map(|file| file.path().to_owned()))
    }
}

pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn dialog(kind: &FileKind) -> rfd::AsyncFileDialog {
    rfd::AsyncFileDialog::new().set_title(&kind.title).add_filter(&kind.name, kind.endings)
}

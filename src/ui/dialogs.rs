//! What is asked of the system: its dialogs to choose files, its programs to show them, its key store. None of it holds
//! up a frame.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::panels::is_one_of;
use crate::desk::backup;
use crate::desk::mail::password::keep;
use crate::desk::worker::{Reply, Wake, aside};
use crate::domain::mail::settings::MailSettings;
use crate::domain::password::Password;
use crate::domain::refusal::Refusal;

#[derive(Clone, Debug)]
pub struct FileKind {
    pub title: String,
    pub name: String,
    /// The endings of its files' names, without the dot; none: they have any.
    pub endings: &'static [&'static str],
}

/// The place that was chosen, or none.
pub type Picked = Reply<Option<PathBuf>>;

/// The files that were chosen; none: the dialog was left.
pub type PickedFiles = Reply<Vec<PathBuf>>;

/// Whether a password is in the key store now.
pub type Kept = Reply<Result<(), Refusal>>;

/// # Errors
/// Of all: `store`, where the system has no threads left.
pub trait Picker {
    /// A file that is there.
    fn open(&self, kind: FileKind, wake: Wake) -> Result<Picked, Refusal>;

    /// Files that are there.
    fn open_several(&self, kind: FileKind, wake: Wake) -> Result<PickedFiles, Refusal>;

    /// A place to write to.
    fn save(&self, kind: FileKind, name: String, wake: Wake) -> Result<Picked, Refusal>;

    /// A folder that is there.
    fn folder(&self, title: &str, wake: Wake) -> Result<Picked, Refusal>;

    /// Whether a dialog has just not opened, or died as it did: nobody closes one that soon.
    fn has_failed(&self) -> bool {
        false
    }

    /// Shows a file or folder in the system's own program for it; whether one could be started.
    fn show(&self, path: PathBuf, wake: Wake) -> Result<Reply<bool>, Refusal>;

    /// Puts the password of the mail server's user into the key store.
    fn keep_password(&self, of: MailSettings, password: String, wake: Wake) -> Result<Kept, Refusal>;

    /// The same with that of the backups of the store at `store`.
    fn keep_backup_password(&self, store: PathBuf, password: Password, wake: Wake) -> Result<Kept, Refusal>;
}

#[derive(Clone, Debug, Default)]
pub struct SystemPicker {
    has_failed: Arc<AtomicBool>,
}

/// A dialog that is gone without an answer after less than this was never to be seen.
const SEEN: Duration = Duration::from_millis(400);

impl Picker for SystemPicker {
    fn open(&self, kind: FileKind, wake: Wake) -> Result<Picked, Refusal> {
        let dialog = dialog(&kind).pick_file();
        let failed = Arc::clone(&self.has_failed);
        aside("file-dialog", wake, move || answer(dialog, &failed).map(|file| file.path().to_owned()))
    }

    fn open_several(&self, kind: FileKind, wake: Wake) -> Result<PickedFiles, Refusal> {
        let dialog = dialog(&kind).pick_files();
        let failed = Arc::clone(&self.has_failed);
        aside("file-dialog", wake, move || {
            let files = answer(dialog, &failed).unwrap_or_default();
            files.into_iter().map(|file| file.path().to_owned()).collect()
        })
    }

    fn save(&self, kind: FileKind, name: String, wake: Wake) -> Result<Picked, Refusal> {
        let dialog = dialog(&kind).set_file_name(name).save_file();
        let failed = Arc::clone(&self.has_failed);
        aside("file-dialog", wake, move || answer(dialog, &failed).map(|file| file.path().to_owned()))
    }

    fn folder(&self, title: &str, wake: Wake) -> Result<Picked, Refusal> {
        let dialog = rfd::AsyncFileDialog::new().set_title(title).pick_folder();
        let failed = Arc::clone(&self.has_failed);
        aside("file-dialog", wake, move || answer(dialog, &failed).map(|folder| folder.path().to_owned()))
    }

    fn has_failed(&self) -> bool {
        self.has_failed.swap(false, Ordering::Relaxed)
    }

    fn show(&self, path: PathBuf, wake: Wake) -> Result<Reply<bool>, Refusal> {
        aside("show-outside", wake, move || show_outside(&path).unwrap_or(false))
    }

    fn keep_password(&self, of: MailSettings, password: String, wake: Wake) -> Result<Kept, Refusal> {
        aside("key-store", wake, move || keep(&of, &password))
    }

    fn keep_backup_password(&self, store: PathBuf, password: Password, wake: Wake) -> Result<Kept, Refusal> {
        aside("key-store", wake, move || backup::password::keep(&store, &password))
    }
}

/// What a dialog answers, once it does.
fn answer<T>(dialog: impl Future<Output = Option<T>>, failed: &AtomicBool) -> Option<T> {
    let begun = Instant::now();
    let answer = pollster::block_on(dialog);
    if answer.is_none() && begun.elapsed() < SEEN {
        failed.store(true, Ordering::Relaxed);
    }
    answer
}

/// The place with one of these endings: some dialogs leave it away.
pub fn with_ending(path: PathBuf, endings: &[&str]) -> PathBuf {
    let Some(ending) = endings.first().filter(|_| !is_one_of(&path, endings)) else { return path };
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    name.into()
}

pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A code as it may stand in the name of a file.
pub fn in_file_name(code: &str) -> String {
    code.chars().filter(|c| c.is_alphanumeric() || "-_".contains(*c)).collect()
}

/// Whether a program could be started that shows it. Some systems' openers return only when that is closed.
#[cfg(not(windows))]
fn show_outside(path: &Path) -> std::io::Result<bool> {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    Command::new(opener).arg(path).status().map(|status| status.success())
}

/// The same. The Explorer ends with 1 when all went well; slashes, and a comma outside of quotes, are something else to it
/// than a part of a path.
#[cfg(windows)]
fn show_outside(path: &Path) -> std::io::Result<bool> {
    use std::os::windows::process::CommandExt;
    let mut quoted = std::ffi::OsString::from("\"");
    quoted.push(std::path::absolute(path)?);
    quoted.push("\"");
    Command::new("explorer.exe").raw_arg(quoted).status().map(|_| true)
}

fn dialog(kind: &FileKind) -> rfd::AsyncFileDialog {
    let dialog = rfd::AsyncFileDialog::new().set_title(&kind.title);
    if kind.endings.is_empty() { dialog } else { dialog.add_filter(&kind.name, kind.endings) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialog_that_is_gone_at_once_has_failed() {
        let failed = AtomicBool::new(false);
        assert_eq!(answer(async { Some(1) }, &failed), Some(1));
        assert!(!failed.load(Ordering::Relaxed));
        assert_eq!(answer(async { None::<u8> }, &failed), None);
        assert!(failed.load(Ordering::Relaxed));
    }

    #[test]
    fn a_name_without_any_of_its_endings_gets_the_first() {
        let of = |name: &str| with_ending(name.into(), &["xlsx", "csv"]);
        assert_eq!(of("批次 1.2"), PathBuf::from("批次 1.2.xlsx"));
        assert_eq!(of("a.CSV"), PathBuf::from("a.CSV"));
    }
}

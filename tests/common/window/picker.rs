//! What stands in for the system's file dialogs and for what is dropped on the window.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use eframe::egui::DroppedFile;
use fapiao_desk::desk::backup;
use fapiao_desk::desk::worker::{Reply, Wake, aside};
use fapiao_desk::domain::mail::settings::MailSettings;
use fapiao_desk::domain::password::Password;
use fapiao_desk::domain::refusal::Refusal;
use fapiao_desk::ui::dialogs::{FileKind, Kept, Picked, PickedFiles, Picker};

/// A file that is dropped on the window.
#[derive(Debug)]
pub(super) struct Dropped(pub(super) PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// What file dialogs answer.
pub(super) type Place = Arc<Mutex<Option<PathBuf>>>;

/// Chooses a place without asking anybody, and keeps what was to be shown in another program.
pub(super) struct FixedPicker {
    pub(super) place: Place,
    pub(super) shown: Place,
    /// Whether the next dialog fails.
    pub(super) broken: Arc<AtomicBool>,
}

/// The password that the key store does not take.
const LOCKED: &str = "locked";

impl Picker for FixedPicker {
    fn open(&self, _kind: FileKind, wake: Wake) -> Result<Picked, Refusal> {
        self.pick(wake)
    }

    fn open_several(&self, _kind: FileKind, wake: Wake) -> Result<PickedFiles, Refusal> {
        let place = self.place.lock().unwrap_or_else(PoisonError::into_inner).clone();
        aside("test-picker", wake, move || place.into_iter().collect())
    }

    fn save(&self, _kind: FileKind, _name: String, wake: Wake) -> Result<Picked, Refusal> {
        self.pick(wake)
    }

    fn folder(&self, _title: &str, wake: Wake) -> Result<Picked, Refusal> {
        self.pick(wake)
    }

    fn has_failed(&self) -> bool {
        self.broken.swap(false, Ordering::Relaxed)
    }

    fn show(&self, path: PathBuf, wake: Wake) -> Result<Reply<bool>, Refusal> {
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
        aside("test-picker", wake, || true)
    }

    fn keep_password(&self, of: MailSettings, password: String, wake: Wake) -> Result<Kept, Refusal> {
        let is_locked = password == LOCKED;
        let user = of.user.unwrap_or_default();
        *self.shown.lock().unwrap_or_else(PoisonError::into_inner) = Some(PathBuf::from(user));
        let refused = Refusal::KeyStore { detail: LOCKED.to_owned() };
        aside("test-picker", wake, move || if is_locked { Err(refused) } else { Ok(()) })
    }

    fn keep_backup_password(&self, store: PathBuf, password: Password, wake: Wake) -> Result<Kept, Refusal> {
        let is_locked = password == Password::typed(super::LOCKED_FOR_BACKUPS);
        if !is_locked {
            backup::password::hold(&store, &password);
        }
        let refused = Refusal::KeyStore { detail: LOCKED.to_owned() };
        aside("test-picker", wake, move || if is_locked { Err(refused) } else { Ok(()) })
    }
}

impl FixedPicker {
    fn pick(&self, wake: Wake) -> Result<Reply<Option<PathBuf>>, Refusal> {
        let place = self.place.lock().unwrap_or_else(PoisonError::into_inner).clone();
        aside("test-picker", wake, move || place)
    }
}

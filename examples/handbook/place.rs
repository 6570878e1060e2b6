//! The dialogs of the system, but for where files are to be put: that is the same whoever takes the pictures, and when.

use std::path::PathBuf;

use fapiao_desk::desk::worker::{Reply, Wake, aside};
use fapiao_desk::domain::mail::settings::MailSettings;
use fapiao_desk::domain::password::Password;
use fapiao_desk::domain::refusal::Refusal;
use fapiao_desk::ui::dialogs::{FileKind, Kept, Picked, PickedFiles, Picker, SystemPicker};

pub struct FixedPlace {
    pub place: PathBuf,
    pub system: SystemPicker,
}

impl Picker for FixedPlace {
    fn save(&self, _kind: FileKind, _name: String, wake: Wake) -> Result<Picked, Refusal> {
        let place = self.place.clone();
        aside("fixed-place", wake, move || Some(place))
    }

    fn open(&self, kind: FileKind, wake: Wake) -> Result<Picked, Refusal> {
        self.system.open(kind, wake)
    }

    fn open_several(&self, kind: FileKind, wake: Wake) -> Result<PickedFiles, Refusal> {
        self.system.open_several(kind, wake)
    }

    fn folder(&self, title: &str, wake: Wake) -> Result<Picked, Refusal> {
        self.system.folder(title, wake)
    }

    fn show(&self, path: PathBuf, wake: Wake) -> Result<Reply<bool>, Refusal> {
        self.system.show(path, wake)
    }

    fn keep_password(&self, of: MailSettings, password: String, wake: Wake) -> Result<Kept, Refusal> {
        self.system.keep_password(of, password, wake)
    }

    fn keep_backup_password(&self, store: PathBuf, password: Password, wake: Wake) -> Result<Kept, Refusal> {
        self.system.keep_backup_password(store, password, wake)
    }
}

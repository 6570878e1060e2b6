//! What the person at this computer likes: the language, the look, the store that was open last, and who they are
//! there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::theme::Preference;
use crate::desk::places::{make_folder, write_whole};
use crate::i18n::Lang;

/// Preferences, kept in a small file beside the user's other settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefs {
    /// The language.
    pub lang: Lang,
    /// Light, dark, or none: as the system is.
    pub dark: Option<bool>,
    /// The store that was open last.
    pub store: Option<PathBuf>,
    /// The stores that were open before, the last one first.
    pub recent: Vec<PathBuf>,
    /// Who was chosen to be at each of these stores.
    pub users: BTreeMap<PathBuf, String>,
}

/// How many stores are remembered.
const REMEMBERED: usize = 10;

impl Prefs {
    /// Reads the file; what cannot be read is as it was in the beginning.
    pub fn read(path: &Path) -> Self {
        // Opening a pipe in its place would wait for ever.
        let bytes = path.is_file().then(|| std::fs::read(path).ok()).flatten();
        bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Writes the file. A preference that cannot be kept is no reason to trouble anybody.
    pub fn write(&self, path: &Path) {
        if let Some(folder) = path.parent() {
            let _ = make_folder(folder);
        }
        if let Ok(json) = serde_json::to_vec_pretty(self) {
            let _ = write_whole(path, &json);
        }
    }

    /// Remembers that the store at this place was opened.
    pub fn opened(&mut self, path: &Path) {
        self.store = Some(path.to_owned());
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(REMEMBERED);
        self.users.retain(|path, _| self.recent.contains(path));
    }

    /// Remembers who is at the store at this place.
    pub fn handed_over(&mut self, path: &Path, user: &str) {
        self.users.insert(path.to_owned(), user.to_owned());
    }

    /// The look that is preferred.
    pub fn look(&self) -> Preference {
        match self.dark {
            None => Preference::System,
            Some(true) => Preference::Dark,
            Some(false) => Preference::Light,
        }
    }

    /// Prefers a look.
    pub fn set_look(&mut self, look: Preference) {
        self.dark = match look {
            Preference::System => None,
            Preference::Dark => Some(true),
            Preference::Light => Some(false),
        };
    }
}

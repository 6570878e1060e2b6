//! What the person at this computer likes: the language, the look, the store that was open last, who they are there, and
//! what they have still to decide on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::sign_in::LockAfter;
use super::theme::Preference;
use super::views::{Views, WindowPlace};
use crate::desk::own_files::{make_folder, write_whole};
use crate::i18n::Lang;

/// Preferences, kept in a small file beside the user's other settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefs {
    pub lang: Lang,
    /// Light, dark, or none: as the system is.
    pub dark: Option<bool>,
    pub store: Option<PathBuf>,
    /// The stores that were open before, the last one first.
    pub recent: Vec<PathBuf>,
    pub users: BTreeMap<PathBuf, String>,
    /// Of each store, the files and lists of the tax bureau's in which something waits for a decision.
    pub undecided: BTreeMap<PathBuf, Vec<String>>,
    /// What each user has arranged at each store.
    pub views: BTreeMap<PathBuf, BTreeMap<String, Views>>,
    pub window: Option<WindowPlace>,
    /// After how long without a key the window is locked, where somebody has signed in.
    pub lock_after: LockAfter,
}

const REMEMBERED: usize = 10;

impl Prefs {
    /// Reads the file; what cannot be read is as it was in the beginning. A place that is not whole says nothing: it
    /// was meant from the folder of a window that is long closed.
    pub fn read(path: &Path) -> Self {
        // Opening a pipe in its place would wait for ever.
        let bytes = path.is_file().then(|| std::fs::read(path).ok()).flatten();
        let mut prefs: Self = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        prefs.store = prefs.store.filter(|store| store.is_absolute());
        prefs.recent.retain(|store| store.is_absolute());
        prefs
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

    /// Remembers that the store at this place was opened, so that it is found from any folder.
    pub fn opened(&mut self, path: &Path) {
        let path = &absolute(path);
        self.store = Some(path.to_owned());
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(REMEMBERED);
        self.users.retain(|path, _| self.recent.contains(path));
        self.undecided.retain(|path, _| self.recent.contains(path));
        self.views.retain(|path, _| self.recent.contains(path));
    }

    pub fn handed_over(&mut self, path: &Path, user: &str) {
        self.users.insert(absolute(path), user.to_owned());
    }

    pub fn user_at(&self, path: &Path) -> Option<&str> {
        self.users.get(&absolute(path)).map(String::as_str)
    }

    /// Remembers what waits for a decision when the store at this place is left.
    pub fn left_undecided(&mut self, path: &Path, files: Vec<String>) {
        if files.is_empty() {
            self.undecided.remove(&absolute(path));
        } else {
            self.undecided.insert(absolute(path), files);
        }
    }

    pub fn undecided_at(&self, path: &Path) -> Vec<String> {
        self.undecided.get(&absolute(path)).cloned().unwrap_or_default()
    }

    /// What a user has arranged at the store at this place.
    pub fn views_at(&self, path: &Path, user: &str) -> Views {
        self.views.get(&absolute(path)).and_then(|users| users.get(user)).cloned().unwrap_or_default()
    }

    /// Keeps what a user has arranged; whether it differs from what was kept before.
    pub fn arranged(&mut self, path: &Path, user: &str, views: Views) -> bool {
        let users = self.views.entry(absolute(path)).or_default();
        users.insert(user.to_owned(), views.clone()) != Some(views)
    }

    pub fn remembers(&self, path: &Path) -> bool {
        self.recent.contains(&absolute(path))
    }

    pub fn look(&self) -> Preference {
        match self.dark {
            None => Preference::System,
            Some(true) => Preference::Dark,
            Some(false) => Preference::Light,
        }
    }

    pub fn set_look(&mut self, look: Preference) {
        self.dark = match look {
            Preference::System => None,
            Preference::Dark => Some(true),
            Preference::Light => Some(false),
        };
    }
}

/// The place, whatever folder one is in. A working folder that is gone leaves it as it is.
pub(super) fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_remembered_by_its_whole_place_once() {
        let mut prefs = Prefs::default();
        prefs.opened(Path::new("desk.sqlite"));
        let whole = std::env::current_dir().unwrap().join("desk.sqlite");
        assert_eq!(
            (&prefs.store, prefs.recent.as_slice()),
            (&Some(whole.clone()), [whole.clone()].as_slice())
        );
        prefs.opened(&whole);
        assert_eq!(prefs.recent.len(), 1);
        assert!(prefs.remembers(Path::new("desk.sqlite")) && prefs.remembers(&whole));
        assert!(!prefs.remembers(Path::new("other.sqlite")));
    }

    #[test]
    fn places_that_are_not_whole_are_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("preferences.json");
        let whole = folder.path().join("desk.sqlite");
        let old = Prefs {
            store: Some("x.sqlite".into()),
            recent: vec!["x.sqlite".into(), whole.clone()],
            ..Prefs::default()
        };
        old.write(&file);
        assert_eq!(Prefs::read(&file), Prefs { recent: vec![whole], ..Prefs::default() });
    }
}

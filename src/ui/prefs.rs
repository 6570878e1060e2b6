//! What the person at this computer likes: the language, the look, the store that was open last, who they are there, and
//! what they have still to decide on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::sign_in::LockAfter;
use super::theme::Preference;
use super::views::{Views, WindowPlace};
use crate::desk::own_files::{absolute, make_folder, write_whole};
use crate::desk::server::is_server;
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
    /// What a newer version of the program has written and this one cannot read: it is kept for that one.
    #[serde(skip)]
    later: Map<String, Value>,
}

const REMEMBERED: usize = 10;

impl Prefs {
    /// Reads the file; what cannot be read is as it was in the beginning, and the language is the system's where none was
    /// chosen. A place that is not whole says nothing: it
    /// was meant from the folder of a window that is long closed.
    pub fn read(path: &Path) -> Self {
        // Opening a pipe in its place would wait for ever.
        let bytes = path.is_file().then(|| std::fs::read(path).ok()).flatten();
        let written: Map<String, Value> =
            bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        let is_chosen = written.contains_key(LANG);
        let mut prefs = Self::of(written);
        if !is_chosen {
            prefs.lang = lang_of(sys_locale::get_locale().as_deref());
        }
        let is_whole = |store: &PathBuf| store.is_absolute() || is_server(store);
        prefs.store = prefs.store.filter(is_whole);
        prefs.recent.retain(is_whole);
        prefs
    }

    /// What is written down, as far as this version can read it. What it cannot, it keeps.
    fn of(written: Map<String, Value>) -> Self {
        let known = Self::default().to_map();
        let is_read = |(key, value): &(String, Value)| {
            let alone = Map::from_iter([(key.clone(), value.clone())]);
            known.contains_key(key) && serde_json::from_value::<Self>(Value::Object(alone)).is_ok()
        };
        let (read, later): (Map<_, _>, Map<_, _>) = written.into_iter().partition(is_read);
        let prefs: Self = serde_json::from_value(Value::Object(read)).unwrap_or_default();
        Self { later, ..prefs }
    }

    fn to_map(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map,
            _ => Map::new(),
        }
    }

    /// What is to be written down. What was chosen here since takes the place of what could not be read.
    fn written(&self) -> Map<String, Value> {
        let (mut map, untouched) = (self.to_map(), Self::default().to_map());
        for (key, value) in &self.later {
            if map.get(key) == untouched.get(key) {
                map.insert(key.clone(), value.clone());
            }
        }
        map
    }

    /// Forgets the store at this place, which is gone for good.
    pub fn forgotten(&mut self, path: &Path) {
        let path = &absolute(path);
        self.store.take_if(|store| store == path);
        self.recent.retain(|other| other != path);
        self.users.remove(path);
        self.undecided.remove(path);
        self.views.remove(path);
    }

    /// Writes the file. A preference that cannot be kept is no reason to trouble anybody.
    pub fn write(&self, path: &Path) {
        if let Some(folder) = path.parent() {
            let _ = make_folder(folder);
        }
        if let Ok(json) = serde_json::to_vec_pretty(&self.written()) {
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

/// What the language is called in the file.
const LANG: &str = "lang";

/// The language for a system of this locale: Chinese where that says nothing.
fn lang_of(locale: Option<&str>) -> Lang {
    let language = locale.and_then(|locale| locale.split(['-', '_', '.', '@']).next()).unwrap_or_default();
    match language.to_ascii_lowercase().as_str() {
        "" | "c" | "posix" | "zh" | "yue" | "wuu" => Lang::Zh,
        _ => Lang::En,
    }
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
    fn a_store_on_a_server_is_remembered_by_its_address_in_one_spelling() {
        let folder = tempfile::tempdir().unwrap();
        let (file, one) = (folder.path().join("preferences.json"), PathBuf::from("postgres://ann@db/desk"));
        let mut prefs = Prefs::default();
        prefs.opened(Path::new("postgresql://ann@DB:5432/desk"));
        prefs.handed_over(&one, "王敏");
        prefs.write(&file);
        let read = Prefs::read(&file);
        assert_eq!((read.store.as_ref(), read.recent.as_slice()), (Some(&one), [one.clone()].as_slice()));
        assert!(read.remembers(Path::new("postgres://ann@db:5432/desk")));
        assert_eq!(read.user_at(&one), Some("王敏"));
        assert!(!read.remembers(Path::new("postgres://bob@db/desk")));
    }

    #[test]
    fn the_first_language_is_the_systems_and_chinese_where_that_says_nothing() {
        for locale in ["zh-CN", "zh-Hans-CN", "zh_TW.UTF-8", "C", "C.UTF-8", "POSIX", ""] {
            assert_eq!(lang_of(Some(locale)), Lang::Zh, "{locale}");
        }
        assert_eq!(lang_of(None), Lang::Zh);
        for locale in ["en-US", "en", "de-DE", "ja-JP"] {
            assert_eq!(lang_of(Some(locale)), Lang::En, "{locale}");
        }
    }

    #[test]
    fn what_a_newer_version_has_written_is_there_for_it_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("preferences.json");
        let newer = serde_json::json!({
            "lang": "ja", "dark": true, "density": {"rows": "tight"}, "lock_after": "never_at_noon",
            "views": {"/a/desk.sqlite": {"王敏": {"page": "Bills", "panes": [1, 2], "lists": {}}}},
        });
        std::fs::write(&file, newer.to_string()).unwrap();
        let mut prefs = Prefs::read(&file);
        assert_eq!((prefs.lang, prefs.dark, prefs.lock_after), (Lang::Zh, Some(true), LockAfter::default()));
        prefs.dark = None;
        prefs.write(&file);
        let written = || serde_json::from_slice::<Value>(&std::fs::read(&file).unwrap()).unwrap();
        for key in ["lang", "density", "lock_after"] {
            assert_eq!(written()[key], newer[key], "{key}");
        }
        assert_eq!(written()["dark"], Value::Null);
        assert_eq!(
            written()["views"]["/a/desk.sqlite"]["王敏"]["panes"],
            newer["views"]["/a/desk.sqlite"]["王敏"]["panes"]
        );
        // Whoever chooses here what could not be read has chosen it for both.
        let mut prefs = Prefs::read(&file);
        prefs.lang = Lang::En;
        prefs.write(&file);
        assert_eq!(written()["lang"], "en");
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

//! Where the desk keeps what is the user's own on this computer.

use std::env;
use std::path::{self, PathBuf};

use directories::ProjectDirs;

/// Names one folder for all of it.
const HOME: &str = "FAPIAO_DESK_HOME";
/// The name of the user's own store.
const STORE_NAME: &str = "desk.sqlite";

pub(super) struct UserFolders {
    /// What stays on this computer.
    pub data: PathBuf,
    /// The data that Windows copies to a server whenever the user signs out, where a company has it do so; elsewhere there
    /// is no such thing, and it is the same.
    roaming: PathBuf,
    config: PathBuf,
}

impl UserFolders {
    /// Those that the environment names, or else the system; none where the system knows of none.
    pub(super) fn find() -> Option<Self> {
        if let Some(home) = env::var_os(HOME).filter(|home| !home.is_empty()) {
            let home = path::absolute(home).ok()?;
            return Some(Self { data: home.clone(), roaming: home.clone(), config: home });
        }
        let system = ProjectDirs::from("", "", "fapiao-desk")?;
        Some(Self {
            data: system.data_local_dir().to_owned(),
            roaming: system.data_dir().to_owned(),
            config: system.config_dir().to_owned(),
        })
    }

    /// The place of the user's own store. One that an older version has made among the roaming data stays there.
    pub(super) fn store(&self) -> PathBuf {
        let (store, older) = (self.data.join(STORE_NAME), self.roaming.join(STORE_NAME));
        if !store.exists() && older.exists() { older } else { store }
    }

    /// The place of the window's preferences.
    pub(super) fn preferences(&self) -> PathBuf {
        self.config.join("preferences.json")
    }

    /// What this machine keeps of its own: its key, and what it saw of stores.
    pub(super) fn machine(&self) -> PathBuf {
        self.data.join("machine")
    }

    /// What this computer keeps for stores on servers: copies of their files.
    pub(super) fn servers(&self) -> PathBuf {
        self.data.join("servers")
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_new_store_does_not_roam_and_an_older_one_stays_where_it_is() {
        let around = tempfile::tempdir().unwrap();
        let [data, roaming, config] = ["local", "roaming", "config"].map(|name| around.path().join(name));
        let (store, older) = (data.join("desk.sqlite"), roaming.join("desk.sqlite"));
        for folder in [&data, &roaming] {
            fs::create_dir(folder).unwrap();
        }
        let folders = UserFolders { data, roaming, config };
        assert_eq!(folders.store(), store);
        fs::write(&older, "").unwrap();
        assert_eq!(folders.store(), older);
        fs::write(&store, "").unwrap();
        assert_eq!(folders.store(), store, "whoever began a new one goes on with it");
    }
}

//! The newest entry that this machine saw of the store at each place, kept outside the stores: one that was put back to an
//! earlier state, or whose log was written anew, holds another where that was.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::machine;
use crate::store::engine::is_server;

/// What is remembered of a store at a place that is gone is forgotten after so many days.
const REMEMBERED_DAYS: i64 = 400;

/// An entry of the log of a store, as it was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The store's identity.
    pub store: String,
    /// Where the store is.
    pub path: String,
    /// The place of the entry in the log.
    pub entry: i64,
    /// Its hash, in hexadecimal digits.
    pub hash: String,
    /// When it was seen.
    pub seen_at: DateTime<Utc>,
}

/// Where there is no folder for it.
static HERE: Mutex<BTreeMap<String, Head>> = Mutex::new(BTreeMap::new());

/// What this machine saw last of the store at this place.
pub(crate) fn seen(path: &Path) -> Option<Head> {
    let name = name(path);
    match machine::folder() {
        Some(folder) => read(&folder.join("heads").join(name)),
        None => HERE.lock().unwrap_or_else(PoisonError::into_inner).get(&name).cloned(),
    }
}

/// Remembers what was seen. Where that cannot be written, it is not remembered: nobody is kept from work for it.
pub(super) fn remember(head: &Head) {
    let name = name(Path::new(&head.path));
    let Some(folder) = machine::folder() else {
        HERE.lock().unwrap_or_else(PoisonError::into_inner).insert(name, head.clone());
        return;
    };
    let folder = folder.join("heads");
    let path = folder.join(name);
    let is_first = !path.exists();
    if let Ok(text) = serde_json::to_vec(head) {
        let _ = machine::write(&path, &text, false);
    }
    if is_first {
        forget_what_is_gone(&folder, head.seen_at);
    }
}

/// Forgets what was seen at a place where the program makes a new store.
pub(crate) fn forget(path: &Path) {
    let name = name(path);
    match machine::folder() {
        Some(folder) => drop(fs::remove_file(folder.join("heads").join(name))),
        None => drop(HERE.lock().unwrap_or_else(PoisonError::into_inner).remove(&name)),
    }
}

fn read(path: &Path) -> Option<Head> {
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

fn name(path: &Path) -> String {
    format!("{}.json", hex(&Sha256::digest(path.as_os_str().as_encoded_bytes())[..16]))
}

fn forget_what_is_gone(folder: &Path, now: DateTime<Utc>) {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    for path in files.map(|file| file.path()) {
        let is_gone = |head: Head| {
            // Of a server it is not known here whether it is gone.
            let is_there = is_server(Path::new(&head.path)) || Path::new(&head.path).exists();
            now - head.seen_at > TimeDelta::days(REMEMBERED_DAYS) && !is_there
        };
        if read(&path).is_some_and(is_gone) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Bytes in hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

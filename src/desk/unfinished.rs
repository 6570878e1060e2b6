//! Stores that are not whole yet, under names that say so: a copy that is being made, a demo that is being filled.
//!
//! `desk.sqlite` arrives as `desk.arriving-….sqlite` in the same folder, its scans as `desk.arriving-….files`, and is
//! moved to its place when it is whole. What is left by a program that was killed is removed by the next that makes a
//! store at that place.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::desk::clock::Clock;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::exchange::scans::Archive;
use crate::store::engine::file_fault;

/// The mark of files that are not whole yet.
pub(in crate::desk) const ARRIVING: &str = "arriving-";

/// A copy that is not whole yet, with its scans: removed unless it is finished.
pub(in crate::desk) struct Unfinished {
    pub(in crate::desk) path: PathBuf,
    scans: PathBuf,
    is_finished: bool,
}

impl Unfinished {
    pub(in crate::desk) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), scans: scans_of(path), is_finished: false }
    }

    /// A name for a copy beside a store that no other copy has, also none of another program.
    pub(in crate::desk) fn beside(place: &Path, what: &str) -> (PathBuf, Self) {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let (now, count) = (Clock::System.now().timestamp_micros(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = beside(place, &format!("{ARRIVING}{what}-{}-{now}-{count}", std::process::id()));
        (path.clone(), Self::new(&path))
    }

    /// It is whole and in its place.
    pub(in crate::desk) fn finish(&mut self) {
        self.is_finished = true;
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.is_finished {
            // If that cannot be done, the first fault is the one to tell. What was renamed is not there.
            let _ = fs::remove_file(&self.path);
            let _ = fs::remove_dir_all(&self.scans);
        }
    }
}

/// Removes what those that were stopped have left at `place`, but not what is at hand now. One that is under way elsewhere
/// fails then, and its store stays as it is.
pub(in crate::desk) fn clear_leftovers(place: &Path, at_hand: &[&Path]) -> Result<(), Refusal> {
    let folder = folder_of(place);
    let begins = format!("{}.{ARRIVING}", place.file_stem().unwrap_or_default().to_string_lossy());
    let entries = fs::read_dir(folder).map_err(|error| file_fault(folder, &error))?;
    for entry in entries.flatten() {
        let path = entry.path();
        let is_left = entry.file_name().to_string_lossy().starts_with(&begins);
        // Its scans have the same stem.
        if is_left && at_hand.iter().all(|there| path.file_stem() != there.file_stem()) {
            // What cannot be removed is in nobody's way: each copy has names of its own.
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    }
    Ok(())
}

/// A refusal that names the place of a store where it named what is to be moved, or was copied, there: nobody gave that
/// path.
pub(in crate::desk) fn named(refusal: Refusal, arriving: &Path, place: &Path) -> Refusal {
    let Refusal::Store { mut fault } = refusal else { return refusal };
    match &mut fault {
        StoreFault::Missing { path: text }
        | StoreFault::Exists { path: text }
        | StoreFault::NotAStore { path: text }
        | StoreFault::InUse { path: text }
        | StoreFault::Replaced { path: text }
        | StoreFault::UnsafePlace { path: text, .. }
        | StoreFault::OwnPlace { path: text }
        | StoreFault::Encrypted { path: text, .. }
        | StoreFault::ReadOnly { path: text }
        | StoreFault::Disk { detail: text }
        | StoreFault::Unconfirmed { detail: text, .. }
        | StoreFault::Corrupt { detail: text }
        | StoreFault::Other { detail: text } => {
            let shown = |path: &Path| path.display().to_string();
            *text = text.replace(&shown(arriving), &shown(place));
            // Its scans lie beside it.
            *text = text.replace(&shown(&arriving.with_extension("")), &shown(&place.with_extension("")));
        }
        StoreFault::Newer { .. }
        | StoreFault::Locked
        | StoreFault::DiskFull
        | StoreFault::Unlogged { .. }
        | StoreFault::Stopped => {}
    }
    Refusal::Store { fault }
}

/// `desk.sqlite` → `desk.replaced-….sqlite`: in the same folder, so that moving there is only a change of name, and
/// with a stem of its own, so that its scans have a folder of their own.
pub(in crate::desk) fn beside(store: &Path, mark: &str) -> PathBuf {
    let mut name = store.file_stem().unwrap_or_default().to_owned();
    name.push(format!(".{mark}"));
    if let Some(extension) = store.extension() {
        name.push(".");
        name.push(extension);
    }
    store.with_file_name(name)
}

pub(in crate::desk) fn scans_of(store: &Path) -> PathBuf {
    Archive::beside(store).folder().to_owned()
}

pub(in crate::desk) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

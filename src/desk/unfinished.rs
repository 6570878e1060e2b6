//! Stores that are not whole yet, under names that say so: a copy that is being made, a demo that is being filled.
//!
//! `desk.sqlite` arrives as `desk.arriving-….sqlite` in the same folder, its scans as `desk.arriving-….files`, and is
//! moved to its place when it is whole. What is left by a program that was killed is removed by the next that makes a
//! store at that place, or opens it to write.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::desk::clock::Clock;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::exchange::scans::Archive;
use crate::store::engine::file_fault;

/// The mark of files that are not whole yet.
pub(in crate::desk) const ARRIVING: &str = "arriving-";

/// So long one may be at work with a copy, where it cannot be told whether the program still runs.
const A_DAY: Duration = Duration::from_secs(24 * 60 * 60);

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
    // Its scans have the same stem.
    let is_left =
        |entry: &DirEntry| at_hand.iter().all(|there| entry.path().file_stem() != there.file_stem());
    remove_at(place, is_left).map_err(|error| file_fault(folder_of(place), &error))
}

/// Removes what programs that do not run any more have left at `place`.
pub(in crate::desk) fn clear_abandoned(place: &Path) {
    // It is tried again the next time.
    let _ = remove_at(place, is_abandoned);
}

/// Removes what is not whole at `place`, where this holds for it.
fn remove_at(place: &Path, is_left: impl Fn(&DirEntry) -> bool) -> io::Result<()> {
    let begins = format!("{}.{ARRIVING}", place.file_stem().unwrap_or_default().to_string_lossy());
    for entry in fs::read_dir(folder_of(place))?.flatten() {
        if entry.file_name().to_string_lossy().starts_with(&begins) && is_left(&entry) {
            // What cannot be removed is in nobody's way: each copy has names of its own.
            remove(&entry.path());
        }
    }
    Ok(())
}

/// Removes a file or a folder, if that can be done.
pub(in crate::desk) fn remove(path: &Path) {
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

/// Whether the program that has begun something which is not whole does not run any more: Linux can tell; elsewhere, or
/// where another has its number by now, nobody is at work with what is a day old.
pub(in crate::desk) fn is_abandoned(entry: &DirEntry) -> bool {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    let program = name.split_once(ARRIVING).and_then(|(_, rest)| rest.split('-').nth(1));
    let Some(program) = program.and_then(|number| number.parse::<u32>().ok()) else { return false };
    if program == std::process::id() {
        return false;
    }
    let changed = entry.metadata().and_then(|file| file.modified()).ok();
    let is_old = changed.and_then(|at| at.elapsed().ok()).is_some_and(|age| age > A_DAY);
    is_old || (cfg!(target_os = "linux") && !Path::new("/proc").join(program.to_string()).exists())
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
        | StoreFault::DamagedBackup { path: text, .. }
        | StoreFault::NotUpgraded { path: text, .. }
        | StoreFault::NotAsProved { path: text, .. }
        | StoreFault::OnlyLookedAt { path: text }
        | StoreFault::MadeNotAsProved { path: text, .. }
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
        | StoreFault::OlderOnServer { .. }
        | StoreFault::MovedDiffers { .. }
        | StoreFault::Locked
        | StoreFault::DiskFull
        | StoreFault::Unlogged { .. }
        | StoreFault::OnServer
        | StoreFault::PasswordInAddress
        | StoreFault::BadAddress
        | StoreFault::Server { .. }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn what_programs_that_are_gone_have_left_is_removed_and_what_others_are_at_work_with_stays() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("desk.sqlite");
        let mut ended = std::process::Command::new("true").spawn().unwrap();
        ended.wait().unwrap();
        let (gone, own, other) = (ended.id(), std::process::id(), std::os::unix::process::parent_id());
        let names = |program: u32| {
            ["opened-ID-17-0.sqlite", "opened-ID-17-0.sqlite-wal", "plain-ID-17-1.sqlite"]
                .map(|name| format!("desk.{ARRIVING}{}", name.replace("ID", &program.to_string())))
        };
        let all: Vec<String> = [gone, own, other].into_iter().flat_map(names).collect();
        let others = ["desk.sqlite".to_owned(), format!("tax.{ARRIVING}new-{gone}-17-0.sqlite")];
        for name in all.iter().chain(&others) {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join(format!("desk.{ARRIVING}opened-{gone}-17-0.files"))).unwrap();
        clear_abandoned(&store);
        let left = fs::read_dir(folder.path()).unwrap().flatten();
        let mut left: Vec<String> = left.map(|entry| entry.file_name().into_string().unwrap()).collect();
        left.sort();
        let mut kept: Vec<String> = names(own).into_iter().chain(names(other)).chain(others).collect();
        kept.sort();
        assert_eq!(left, kept);
    }
}

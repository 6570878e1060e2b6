//! Whole copies of a store and its scans: made elsewhere, and put back in their place.
//!
//! A restore changes the store in one step only, the renaming of the new file over the old one; wherever it is
//! stopped, the old store is whole or the new one is. Before that step the old file is taken for itself, so that all
//! it holds is in it and nobody else writes to it; it is copied, and the scans of the backup are added to those that
//! are there, which are named after their content, so that both stores find theirs.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::clock::Clock;
use super::evidence::{self, LostScan};
use super::places::{TAILS, followed, is_own, with_tail};
use crate::domain::refusal::{Refusal, StoreFault};
use crate::exchange::scans::Archive;
use crate::store::engine::Db;

/// What a restore left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Where what was there before is kept.
    pub kept: Option<PathBuf>,
    /// The scans that the backup names and does not have.
    pub lost: Vec<LostScan>,
}

/// The mark of files that are not whole yet.
const ARRIVING: &str = "arriving-";

/// Writes a whole copy of the store at `store` to the new file `to`, and of its scans to the folder beside that.
/// Others may go on writing meanwhile. Answers the scans that could not be copied as they were submitted.
///
/// # Errors
/// `store`: there is no store, there is a file at `to` already, or it cannot be written; then nothing is left there.
pub fn back_up(store: &Path, to: &Path) -> Result<Vec<LostScan>, Refusal> {
    if is_own(store, to) {
        return Err(Refusal::Store { fault: StoreFault::OwnPlace { path: shown(to) } });
    }
    let db = Db::open_reader(store)?;
    let scans = Archive::beside(to);
    for place in [to, scans.folder()] {
        if place.exists() {
            return Err(exists(place));
        }
    }
    let mut copy = Unfinished::new(to);
    if is_own(store, scans.folder()) {
        // A copy named like the store shares its folder of scans, which was not there a moment ago.
        copy.scans = None;
    }
    db.copy_to(to)?;
    // The scans come second: whatever the copied store names was there before it was copied.
    let lost = evidence::copy(&evidence::named(&db)?, &Archive::beside(store), &scans)
        .map_err(|error| failed(scans.folder(), &error))?;
    flush(to)?;
    copy.finish();
    Ok(lost)
}

/// Puts a whole copy of the backup `from` at the place of the store. A store that is there is kept beside it under
/// another name, which is answered; without `replace` it is left alone and nothing is done.
///
/// # Errors
/// `store`: the backup is no store or is damaged, there is a store already, another program has it open, or it cannot
/// be written. The store is as it was then.
pub fn restore(store: &Path, from: &Path, replace: bool) -> Result<Restored, Refusal> {
    let backup = Db::open_reader(from)?;
    if let Some(detail) = backup.integrity()?.into_iter().next() {
        return Err(Refusal::Store { fault: StoreFault::Corrupt { detail } });
    }
    if store.exists() && !replace {
        return Err(exists(store));
    }
    // A link to a store stays one.
    let place = if store.is_symlink() { followed(store) } else { store.to_owned() };
    let (arriving, _unfinished) = Unfinished::beside(&place, "new");
    backup.copy_to(&arriving)?;
    let named = evidence::named(&backup)?;
    // It may be the store itself that is restored.
    drop(backup);
    step();
    let held = hold(&place)?;
    step();
    clear_leftovers(&place, &arriving)?;
    let kept = keep(held.as_ref(), &place, Archive::beside(store).folder())?;
    step();
    let lost = evidence::copy(&named, &Archive::beside(from), &Archive::beside(store))
        .map_err(|error| failed(store, &error))?;
    step();
    let kept = put_in_place(&arriving, &place, held, kept)?;
    step();
    Ok(Restored { kept, lost })
}

/// Has the store at `place` to itself; none where there is none, or none that SQLite can read, so that nobody else
/// can be at work with it.
fn hold(place: &Path) -> Result<Option<Db>, Refusal> {
    if !place.exists() {
        return Ok(None);
    }
    match Db::open_alone(place) {
        Ok(db) => Ok(Some(db)),
        Err(Refusal::Store { fault: StoreFault::Corrupt { .. } | StoreFault::NotAStore { .. } }) => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// Copies the store that is to be replaced, with its scans, to a name that is set aside for it, whether or not there
/// is one.
fn keep(held: Option<&Db>, place: &Path, scans: &Path) -> Result<Unfinished, Refusal> {
    let kept = free_name(place);
    if !place.exists() {
        return Ok(Unfinished::new(&kept));
    }
    let (leaving, _unfinished) = Unfinished::beside(place, "old");
    let copy = Unfinished::new(&kept);
    // Reading the file past SQLite would give up its lock, so that is done only where there is no other way.
    if held.is_none_or(|db| db.copy_to(&leaving).is_err()) {
        fs::copy(place, &leaving).map_err(|error| failed(&leaving, &error))?;
    }
    flush(&leaving)?;
    if scans.is_dir() {
        copy_folder(scans, &scans_of(&leaving)).map_err(|error| failed(&leaving, &error))?;
        rename(&scans_of(&leaving), &scans_of(&kept))?;
    }
    rename(&leaving, &kept)?;
    Ok(copy)
}

/// The one step in which the store changes.
fn put_in_place(
    arriving: &Path,
    place: &Path,
    held: Option<Db>,
    mut copy: Unfinished,
) -> Result<Option<PathBuf>, Refusal> {
    if held.is_some()
        && let Ok(old) = fs::metadata(place)
    {
        fs::set_permissions(arriving, old.permissions()).map_err(|error| failed(arriving, &error))?;
    }
    flush(arriving)?;
    // Nothing stands beside a store that is held. What stands beside one that is gone or damaged would be taken for
    // a part of the new one.
    let kept = copy.path.clone();
    let mut moved = None;
    for tail in TAILS {
        let (old, new) = (with_tail(place, tail), with_tail(&kept, tail));
        if old.exists() {
            rename(&old, &new)?;
            moved.get_or_insert(new);
            // From now on there is something at that name that is nowhere else.
            copy.finish();
        }
    }
    let kept = if kept.exists() { Some(kept) } else { moved };
    // Windows moves nothing over an open file, and whoever opens it now is noticed by that; elsewhere the lock keeps
    // others away until the old file has no name.
    let held = held.filter(|_| cfg!(not(windows)));
    rename(arriving, place)?;
    copy.finish();
    drop(held);
    // Not every system lets a folder be flushed; the renaming is done all the same.
    let _ = File::open(folder_of(place)).and_then(|folder| folder.sync_all());
    Ok(kept)
}

/// A copy that is not whole yet, with its scans: removed unless it is finished.
struct Unfinished {
    path: PathBuf,
    scans: Option<PathBuf>,
    is_finished: bool,
}

impl Unfinished {
    fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), scans: Some(scans_of(path)), is_finished: false }
    }

    /// A name for a copy beside a store that no other copy has, also none of another program.
    fn beside(place: &Path, what: &str) -> (PathBuf, Self) {
        let now = Clock::System.now().timestamp_micros();
        let path = beside(place, &format!("{ARRIVING}{what}-{}-{now}", std::process::id()));
        (path.clone(), Self::new(&path))
    }

    fn finish(&mut self) {
        self.is_finished = true;
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.is_finished {
            // If that cannot be done, the first fault is the one to tell. What was renamed is not there.
            let _ = fs::remove_file(&self.path);
            let _ = self.scans.as_ref().map(fs::remove_dir_all);
        }
    }
}

/// Removes what restores that were stopped have left, but not what arrives now. One that is under way elsewhere
/// fails then, and its store stays as it is.
fn clear_leftovers(place: &Path, arriving: &Path) -> Result<(), Refusal> {
    let folder = folder_of(place);
    let begins = format!("{}.{ARRIVING}", place.file_stem().unwrap_or_default().to_string_lossy());
    let entries = fs::read_dir(folder).map_err(|error| failed(folder, &error))?;
    for entry in entries.flatten() {
        let path = entry.path();
        let is_left = entry.file_name().to_string_lossy().starts_with(&begins);
        if is_left && Some(entry.file_name().as_os_str()) != arriving.file_name() {
            // What cannot be removed is in nobody's way: each restore has names of its own.
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (old, new) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy_folder(&old, &new)?;
        } else {
            fs::copy(&old, &new)?;
        }
    }
    Ok(())
}

/// Has what was written safe on the disk.
fn flush(path: &Path) -> Result<(), Refusal> {
    let file = OpenOptions::new().write(true).open(path);
    file.and_then(|file| file.sync_all()).map_err(|error| failed(path, &error))
}

fn rename(old: &Path, new: &Path) -> Result<(), Refusal> {
    fs::rename(old, new).map_err(|error| failed(old, &error))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn scans_of(store: &Path) -> PathBuf {
    Archive::beside(store).folder().to_owned()
}

/// A name for what is replaced now, under which nothing is kept yet.
fn free_name(place: &Path) -> PathBuf {
    let at = Clock::System.now().format("%Y%m%dT%H%M%SZ");
    let is_free = |name: &PathBuf| {
        let beside = TAILS.map(|tail| with_tail(name, tail));
        !name.exists() && !scans_of(name).exists() && !beside.iter().any(|path| path.exists())
    };
    let first = beside(place, &format!("replaced-{at}"));
    let more = (2..).map(|n: u32| beside(place, &format!("replaced-{at}-{n}")));
    std::iter::once(first.clone()).chain(more).find(is_free).unwrap_or(first)
}

/// `desk.sqlite` → `desk.replaced-….sqlite`: in the same folder, so that moving there is only a change of name, and
/// with a stem of its own, so that its scans have a folder of their own.
fn beside(store: &Path, mark: &str) -> PathBuf {
    let mut name = store.file_stem().unwrap_or_default().to_owned();
    name.push(format!(".{mark}"));
    if let Some(extension) = store.extension() {
        name.push(".");
        name.push(extension);
    }
    store.with_file_name(name)
}

fn exists(path: &Path) -> Refusal {
    Refusal::Store { fault: StoreFault::Exists { path: shown(path) } }
}

fn failed(path: &Path, error: &io::Error) -> Refusal {
    let fault = match error.kind() {
        io::ErrorKind::StorageFull => StoreFault::DiskFull,
        _ => StoreFault::Other { detail: format!("{}: {error}", path.display()) },
    };
    Refusal::Store { fault }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(not(test))]
const fn step() {}

#[cfg(test)]
use tests::step;

#[cfg(test)]
mod tests;

//! Whole copies of a store and its scans: made elsewhere, and put back in their place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::clock::Clock;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::exchange::scans::Archive;
use crate::store::engine::Db;

/// Writes a whole copy of the store at `store` to the new file `to`, and of its scans to the folder beside that.
/// Others may go on writing meanwhile.
///
/// # Errors
/// `store`: there is no store, there is a file at `to` already, or it cannot be written; then nothing is left there.
pub fn back_up(store: &Path, to: &Path) -> Result<(), Refusal> {
    let db = Db::open_reader(store)?;
    copy(&db, store, to)
}

/// Puts a whole copy of the backup `from` at the place of the store. A store that is there is kept beside it under
/// another name, which is answered; without `replace` it is left alone and nothing is done.
///
/// # Errors
/// `store`: the backup is no store or is damaged, there is a store already, or it cannot be written.
pub fn restore(store: &Path, from: &Path, replace: bool) -> Result<Option<PathBuf>, Refusal> {
    let db = Db::open_reader(from)?;
    if let Some(detail) = db.integrity()?.into_iter().next() {
        return Err(Refusal::Store { fault: StoreFault::Corrupt { detail } });
    }
    if store.exists() && !replace {
        return Err(exists(store));
    }
    // The copy is whole before the old store is moved, so that there is a store at every moment but one.
    let arriving = beside(store, "arriving");
    copy(&db, from, &arriving)?;
    put_in_place(&arriving, store).inspect_err(|_| {
        // What could not be put in place is of no use where it is; the backup itself is still there.
        remove(&arriving);
    })
}

fn copy(db: &Db, from: &Path, to: &Path) -> Result<(), Refusal> {
    let (scans, new_scans) = (scans_of(from), scans_of(to));
    for place in [to, &new_scans] {
        if place.exists() {
            return Err(exists(place));
        }
    }
    // The scans come second: whatever the copied store names was there before it was copied.
    let copied = db.copy_to(to).and_then(|()| {
        if scans.is_dir() {
            copy_folder(&scans, &new_scans).map_err(|error| failed(to, &error))
        } else {
            Ok(())
        }
    });
    // Half a copy is worse than none.
    copied.inspect_err(|_| remove(to))
}

fn put_in_place(arriving: &Path, store: &Path) -> Result<Option<PathBuf>, Refusal> {
    let kept = if store.exists() { Some(set_aside(store)?) } else { None };
    for (old, new) in [(scans_of(arriving), scans_of(store)), (arriving.to_owned(), store.to_owned())] {
        move_if_there(&old, &new)?;
    }
    Ok(kept)
}

/// Moves a store away, with its scans and the files in which SQLite keeps what is not in it yet.
fn set_aside(store: &Path) -> Result<PathBuf, Refusal> {
    let kept = beside(store, &format!("replaced-{}", Clock::System.now().format("%Y%m%dT%H%M%SZ")));
    if kept.exists() {
        return Err(exists(&kept));
    }
    for tail in ["-wal", "-shm"] {
        move_if_there(&with_tail(store, tail), &with_tail(&kept, tail))?;
    }
    move_if_there(&scans_of(store), &scans_of(&kept))?;
    move_if_there(store, &kept)?;
    Ok(kept)
}

fn move_if_there(old: &Path, new: &Path) -> Result<(), Refusal> {
    if old.exists() { fs::rename(old, new).map_err(|error| failed(old, &error)) } else { Ok(()) }
}

/// Removes a copy that is not whole. If that cannot be done either, the first fault is the one to tell.
fn remove(copy: &Path) {
    let _ = fs::remove_file(copy);
    let _ = fs::remove_dir_all(scans_of(copy));
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

fn scans_of(store: &Path) -> PathBuf {
    Archive::beside(store).folder().to_owned()
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

fn with_tail(path: &Path, tail: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(tail);
    PathBuf::from(name)
}

fn exists(path: &Path) -> Refusal {
    Refusal::Store { fault: StoreFault::Exists { path: path.display().to_string() } }
}

fn failed(path: &Path, error: &io::Error) -> Refusal {
    Refusal::Store { fault: StoreFault::Other { detail: format!("{}: {error}", path.display()) } }
}

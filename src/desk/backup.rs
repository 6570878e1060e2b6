//! Whole copies of a store: made beside it, and put back in its place.

use std::fs;
use std::path::{Path, PathBuf};

use super::clock::Clock;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::store::engine::Db;

/// Writes a whole copy of the store at `store` to the new file `to`. Others may go on writing meanwhile.
///
/// # Errors
/// `store`: there is no store, there is a file at `to` already, or it cannot be written; then no file is left.
pub fn back_up(store: &Path, to: &Path) -> Result<(), Refusal> {
    let db = Db::open_reader(store)?;
    copy(&db, to)
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
    copy(&db, &arriving)?;
    put_in_place(&arriving, store).inspect_err(|_| {
        // What could not be put in place is of no use where it is; the backup itself is still there.
        let _ = fs::remove_file(&arriving);
    })
}

fn put_in_place(arriving: &Path, store: &Path) -> Result<Option<PathBuf>, Refusal> {
    let kept = if store.exists() { Some(set_aside(store)?) } else { None };
    fs::rename(arriving, store).map_err(|error| failed(store, &error))?;
    Ok(kept)
}

fn copy(db: &Db, to: &Path) -> Result<(), Refusal> {
    if to.exists() {
        return Err(exists(to));
    }
    db.copy_to(to).inspect_err(|_| {
        // Half a copy is worse than none. If it cannot be removed either, the first fault is the one to tell.
        let _ = fs::remove_file(to);
    })
}

/// Moves a store away, with the files in which SQLite keeps what is not in it yet.
fn set_aside(store: &Path) -> Result<PathBuf, Refusal> {
    let stamp = Clock::System.now().format("%Y%m%dT%H%M%SZ");
    let kept = beside(store, &format!("replaced-{stamp}"));
    if kept.exists() {
        return Err(exists(&kept));
    }
    for tail in ["-wal", "-shm", ""] {
        let (old, new) = (with_tail(store, tail), with_tail(&kept, tail));
        if old.exists() {
            fs::rename(&old, &new).map_err(|error| failed(&old, &error))?;
        }
    }
    Ok(kept)
}

/// `desk.sqlite` → `desk.sqlite.replaced-…`: beside the store, so that moving there is only a change of name.
fn beside(store: &Path, mark: &str) -> PathBuf {
    with_tail(store, &format!(".{mark}"))
}

fn with_tail(path: &Path, tail: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(tail);
    PathBuf::from(name)
}

fn exists(path: &Path) -> Refusal {
    Refusal::Store { fault: StoreFault::Exists { path: path.display().to_string() } }
}

fn failed(path: &Path, error: &std::io::Error) -> Refusal {
    Refusal::Store { fault: StoreFault::Other { detail: format!("{}: {error}", path.display()) } }
}

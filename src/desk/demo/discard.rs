//! Throwing a sandbox away, with all that belongs to it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::desk::SANDBOX;
use crate::desk::backup::automatic;
use crate::desk::own_files::{TAILS, is_same, place_of, with_tail};
use crate::desk::proof::heads;
use crate::desk::unfinished::{folder_of, remove, scans_of};
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, file_fault};
use crate::store::setting;

/// Whether the store at `store` stands in one of the program's `own` folders, so that it may be thrown away if it is a
/// sandbox. One that somebody keeps elsewhere is theirs.
pub fn is_disposable(store: &Path, own: &[PathBuf]) -> bool {
    own.iter().any(|folder| is_same(folder_of(&place_of(store)), folder))
}

/// Removes a sandbox that stands in one of the `own` folders, its scans, and its backups beside it. Whether it did: a store
/// that is no sandbox, or stands elsewhere, is left alone.
///
/// # Errors
/// `store`: another program has it open, or it cannot be removed.
pub fn discard(store: &Path, own: &[PathBuf]) -> Result<bool, Refusal> {
    if !is_disposable(store, own) || !is_sandbox(store)? {
        return Ok(false);
    }
    let backups = automatic::list(store);
    let beside = automatic::folder_beside(store);
    let place = place_of(store);
    let held = Db::open_alone(store)?;
    // It may be another one by now.
    if setting::get(&held, SANDBOX)?.is_none() {
        return Ok(false);
    }
    // Windows removes nothing that is open.
    let held = Some(held).filter(|_| cfg!(not(windows)));
    fs::remove_file(&place).map_err(|error| file_fault(&place, &error))?;
    TAILS.iter().for_each(|tail| remove(&with_tail(&place, tail)));
    drop(held);
    remove(&scans_of(&place));
    if place != store {
        remove(store);
    }
    // A backup of a store that stood here before it is not the sandbox's.
    for backup in backups.found.iter().filter(|backup| backup.is_own && backup.path.starts_with(&beside)) {
        if is_sandbox(&backup.path).is_ok_and(|is_sandbox| is_sandbox) {
            remove(&backup.path);
            remove(&scans_of(&backup.path));
        }
    }
    // Where something of another store is in it, it stays.
    let _ = fs::remove_dir(beside);
    heads::forget(&place);
    Ok(true)
}

fn is_sandbox(store: &Path) -> Result<bool, Refusal> {
    Ok(setting::get(&Db::open_reader(store)?, SANDBOX)?.is_some())
}

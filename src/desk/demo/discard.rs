//! Throwing a sandbox away, with what belongs to it and to nothing else.

use std::fs;
use std::path::{Path, PathBuf};

use crate::desk::SANDBOX;
use crate::desk::backup::automatic;
use crate::desk::own_files::{is_same, shares_scans};
use crate::desk::proof::heads;
use crate::desk::server::is_server;
use crate::desk::unfinished::{Unfinished, folder_of, remove, scans_of};
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, file_fault};
use crate::store::setting;

/// Whether the store at `store` stands in one of the program's `own` folders, so that it may be thrown away if it is a
/// sandbox. One that somebody keeps elsewhere, or made a link to, is theirs.
pub fn is_disposable(store: &Path, own: &[PathBuf]) -> bool {
    !is_server(store) && !store.is_symlink() && own.iter().any(|folder| is_same(folder_of(store), folder))
}

/// Removes a sandbox that stands in one of the `own` folders, its scans, and those of its backups beside it that can be told
/// to be a sandbox's. Answers which files and folders of its stay: its scans where another file may share them, backups
/// that are encrypted or in another folder, and what could not be removed. None: it is no sandbox, or stands elsewhere, and
/// was left alone.
///
/// # Errors
/// `store`: another program has it open or has put another in its place, or it cannot be removed. It is there then as it
/// was.
pub fn discard(store: &Path, own: &[PathBuf]) -> Result<Option<Vec<PathBuf>>, Refusal> {
    if !is_disposable(store, own) || !is_sandbox(store)? {
        return Ok(None);
    }
    let backups = automatic::list(store).found.into_iter().filter(|backup| backup.is_own);
    let (beside, scans) = (automatic::folder_beside(store), scans_of(store));
    let Some(leaving) = put_aside(store, &scans, Db::open_alone(store)?)? else { return Ok(None) };
    remove(&leaving);
    remove(&scans_of(&leaving));
    let mut stays = vec![leaving.clone(), scans_of(&leaving), scans];
    for backup in backups {
        // One of a store that stood here before it is not the sandbox's, and what is encrypted may be.
        if backup.path.starts_with(&beside) && is_sandbox(&backup.path).is_ok_and(|is_sandbox| is_sandbox) {
            remove(&backup.path);
            remove(&scans_of(&backup.path));
        }
        stays.push(backup.path);
    }
    // Where something else is in it, it stays.
    let _ = fs::remove_dir(beside);
    stays.retain(|path| path.exists());
    Ok(Some(stays))
}

/// Gives the store that is `held`, with its scans, the name of one that is not whole, while nobody else can be at it: what
/// stands in its place afterwards is not touched any more. None: it is no sandbox.
fn put_aside(store: &Path, scans: &Path, held: Db) -> Result<Option<PathBuf>, Refusal> {
    // It may be another one by now.
    held.stands_at(store)?;
    if setting::get(&held, SANDBOX)?.is_none() {
        return Ok(None);
    }
    let (leaving, mut unfinished) = Unfinished::beside(store, "discarded");
    // From here on it is removed by hand, and never where it could not be given its name.
    unfinished.finish();
    let has_scans = scans.is_dir() && !shares_scans(store);
    if has_scans {
        fs::rename(scans, scans_of(&leaving)).map_err(|error| file_fault(scans, &error))?;
    }
    heads::forget(store);
    // Windows renames nothing that is open.
    let held = Some(held).filter(|_| cfg!(not(windows)));
    if let Err(error) = fs::rename(store, &leaving) {
        if has_scans {
            let _ = fs::rename(scans_of(&leaving), scans);
        }
        return Err(file_fault(store, &error));
    }
    drop(held);
    Ok(Some(leaving))
}

fn is_sandbox(store: &Path) -> Result<bool, Refusal> {
    Ok(setting::get(&Db::open_reader(store)?, SANDBOX)?.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Desk, Open};
    use crate::domain::refusal::StoreFault;

    #[test]
    #[cfg(unix)]
    fn a_store_that_another_program_has_put_in_its_place_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let [store, other] = ["desk.sqlite", "other.sqlite"].map(|name| folder.path().join(name));
        for (path, sandbox) in [(&store, true), (&other, false)] {
            drop(Desk::open(path, Open::New { sandbox }).unwrap());
        }
        let scans = scans_of(&store);
        fs::create_dir_all(&scans).unwrap();
        fs::write(scans.join("scan.png"), "a scan").unwrap();
        let real = fs::read(&other).unwrap();
        let held = Db::open_alone(&store).unwrap();
        fs::rename(&other, &store).unwrap();
        let path = store.display().to_string();
        let replaced = Refusal::Store { fault: StoreFault::Replaced { path } };
        assert_eq!(put_aside(&store, &scans, held), Err(replaced));
        assert_eq!(fs::read(&store).unwrap(), real);
        assert_eq!(fs::read(scans.join("scan.png")).unwrap(), b"a scan");
    }
}

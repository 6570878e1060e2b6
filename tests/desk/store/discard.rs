//! A sandbox is thrown away with what is its own, and nothing that is another's goes with it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::Play;
use crate::common::place::folder;
use fapiao_desk::desk::backup::automatic::{self, Backup};
use fapiao_desk::desk::demo::discard::{discard, is_disposable};
use fapiao_desk::desk::protocol::decode::decode;
use fapiao_desk::desk::{Desk, Open};
use fapiao_desk::domain::backup::{BackupName, BackupReason};
use fapiao_desk::domain::refusal::{Refusal, StoreFault};
use rusqlite::Connection;

/// Puts a sandbox there, with a scan.
fn sandbox(store: &Path) {
    fs::copy(&*Play::with_bill("Q").close(), store).unwrap();
    fs::create_dir_all(store.with_extension("files")).unwrap();
    fs::write(store.with_extension("files").join("scan.png"), "a scan").unwrap();
}

fn throw_away(store: &Path) -> Result<Option<Vec<PathBuf>>, Refusal> {
    discard(store, &[store.parent().unwrap().to_owned()])
}

fn back_up(store: &Path) -> Backup {
    automatic::make(store, BackupReason::Asked).unwrap().backup
}

/// All files in a folder, with what is in each.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => drop(found.insert(path.clone(), fs::read(&path).unwrap())),
        }
    }
    found
}

#[test]
fn it_goes_with_its_scans_and_its_backups_and_nothing_of_it_stays() {
    let folder = folder();
    let store = folder.path().join("desk.sqlite");
    sandbox(&store);
    back_up(&store);
    assert_eq!(throw_away(&store), Ok(Some(Vec::new())));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn scans_that_a_store_of_the_same_stem_may_share_stay_and_are_named() {
    for other in ["desk.db", "desk"] {
        let folder = folder();
        let (store, real) = (folder.path().join("desk.sqlite"), folder.path().join(other));
        sandbox(&store);
        drop(Desk::open(&real, Open::New { sandbox: false }).unwrap());
        let before = fs::read(&real).unwrap();
        let scans = store.with_extension("files");
        assert_eq!(throw_away(&store), Ok(Some(vec![scans.clone()])), "{other}");
        assert!(!store.exists());
        assert_eq!(fs::read(scans.join("scan.png")).unwrap(), b"a scan");
        assert_eq!(fs::read(&real).unwrap(), before);
    }
}

#[test]
fn one_that_somebody_else_has_open_stays_as_it_is() {
    let folder = folder();
    let store = folder.path().join("desk.sqlite");
    sandbox(&store);
    let open = Connection::open(&store).unwrap();
    let _: i64 = open.query_row("SELECT count(*) FROM bill", [], |row| row.get(0)).unwrap();
    let path = store.display().to_string();
    assert_eq!(throw_away(&store), Err(Refusal::Store { fault: StoreFault::InUse { path } }));
    let bills: i64 = open.query_row("SELECT count(*) FROM bill", [], |row| row.get(0)).unwrap();
    assert_eq!(bills, 1);
    assert!(store.with_extension("files").join("scan.png").exists());
}

#[test]
#[cfg(unix)]
fn one_that_a_link_leads_to_is_left_alone() {
    let (folder, elsewhere) = (folder(), folder());
    let (store, real) = (folder.path().join("desk.sqlite"), elsewhere.path().join("mine.sqlite"));
    sandbox(&real);
    std::os::unix::fs::symlink(&real, &store).unwrap();
    let before = files(elsewhere.path());
    let own = [folder.path().to_owned(), elsewhere.path().to_owned()];
    assert!(!is_disposable(&store, &own));
    assert_eq!(discard(&store, &own), Ok(None));
    assert!(store.is_symlink() && files(elsewhere.path()) == before);
}

#[test]
fn a_real_store_and_one_in_another_folder_are_left_alone() {
    let (folder, own) = (folder(), folder());
    let [real, elsewhere] = ["real.sqlite", "play.sqlite"].map(|name| folder.path().join(name));
    drop(Desk::open(&real, Open::New { sandbox: false }).unwrap());
    sandbox(&elsewhere);
    let before = files(folder.path());
    assert_eq!(throw_away(&real), Ok(None));
    assert_eq!(discard(&elsewhere, &[own.path().to_owned()]), Ok(None));
    assert!(files(folder.path()) == before);
}

#[test]
fn backups_of_a_real_store_that_stood_there_before_and_encrypted_ones_stay_and_are_named() {
    let folder = folder();
    let store = folder.path().join("desk.sqlite");
    drop(Desk::open(&store, Open::New { sandbox: false }).unwrap());
    let real = back_up(&store).path;
    let kept = fs::read(&real).unwrap();
    fs::remove_file(&store).unwrap();
    sandbox(&store);
    let [locked, plain] = [(); 2].map(|()| back_up(&store));
    let name = BackupName { is_encrypted: true, ..locked.name };
    let encrypted = locked.path.with_file_name(name.file_name());
    fs::write(&encrypted, "age-encryption.org/v1\n-> scrypt\n").unwrap();
    let mut stays = throw_away(&store).unwrap().unwrap();
    stays.sort();
    let mut expected = vec![real.clone(), encrypted.clone()];
    expected.sort();
    assert_eq!(stays, expected);
    assert!(!store.exists() && !plain.path.exists() && !locked.path.exists());
    assert_eq!(fs::read(&real).unwrap(), kept);
    assert!(encrypted.exists());
}

#[test]
fn backups_in_a_folder_that_was_chosen_stay_and_are_named() {
    let (folder, chosen) = (folder(), folder());
    let store = folder.path().join("desk.sqlite");
    sandbox(&store);
    let line = serde_json::json!({"op": "set_backup_folder", "folder": chosen.path().display().to_string()});
    let mut desk = Desk::open(&store, Open::Existing).unwrap();
    desk.handle(&decode(line.as_object().unwrap().clone()).unwrap()).unwrap();
    drop(desk);
    let backup = back_up(&store);
    assert_eq!(backup.path.parent(), Some(chosen.path()));
    assert_eq!(throw_away(&store), Ok(Some(vec![backup.path.clone()])));
    assert!(!store.exists() && backup.path.exists());
}

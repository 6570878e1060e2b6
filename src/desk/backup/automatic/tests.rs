//! Backups that the desk makes by itself, on the disk.

use std::sync::Barrier;

use super::*;
use crate::desk::backup::verify::verify;
use crate::desk::{Desk, Open};
use crate::domain::check::Found;
use crate::exchange::scans::Archive;

/// A new desk, and its folder.
fn opened() -> (Desk, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::open(&folder.path().join("desk.sqlite"), Open::New { sandbox: false }).unwrap();
    (desk, folder)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_made_beside_the_store_read_again_and_found() {
    let (desk, _folder) = opened();
    let made = make(desk.path(), BackupReason::Asked).unwrap();
    assert_eq!(made.flaw, None);
    let backups = list(desk.path());
    assert_eq!((&backups.found, &backups.fault), (&vec![made.backup.clone()], &None));
    assert_eq!(backups.newest_good(), Some(&made.backup));
    assert_eq!(made.backup.path.parent(), Some(folder_beside(desk.path()).as_path()));
    assert!(made.backup.bytes > 0 && made.backup.name.is_verified);
    assert!(Db::open_reader(&made.backup.path).unwrap().integrity().unwrap().is_empty());
}

#[test]
fn several_of_one_second_are_told_apart_and_share_the_files_that_they_have_in_common() {
    let (desk, folder) = opened();
    let sha256 = Archive::beside(desk.path()).keep_bytes(b"a form").unwrap();
    let sql = "INSERT INTO bureau_form (name, sha256, shape, seen_at) VALUES ('form.xlsx', ?1, '{}', 0)";
    let form = |db: &Db| db.run(sql, [sha256.clone()]);
    desk.transact(None, "form", |db, _, _| form(db), |()| serde_json::Value::Null).unwrap();
    let made: Vec<Backup> = (0..3).map(|_| make(desk.path(), BackupReason::Asked).unwrap().backup).collect();
    assert_eq!(list(desk.path()).found.len(), 3);
    for backup in &made {
        assert_eq!(Archive::beside(&backup.path).open(&sha256), Ok(b"a form".to_vec()));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let inode =
            |backup: &Backup| fs::metadata(Archive::beside(&backup.path).place(&sha256)).unwrap().ino();
        assert!(made.iter().all(|backup| inode(backup) == inode(&made[0])));
    }
    drop(folder);
}

#[test]
fn those_that_several_programs_make_at_once_are_all_there() {
    for _ in 0..5 {
        let (desk, _folder) = opened();
        let (path, begin) = (desk.path(), Barrier::new(4));
        let made = std::thread::scope(|threads| {
            let make = || {
                begin.wait();
                make(path, BackupReason::Upgrade).unwrap()
            };
            let programs = [(); 4].map(|()| threads.spawn(make));
            programs.map(|program| program.join().unwrap())
        });
        let flaws: Vec<_> = made.iter().filter_map(|made| made.flaw.as_ref()).collect();
        assert!(flaws.is_empty(), "{flaws:?}");
        assert_eq!(list(path).found.len(), 4);
    }
}

#[test]
fn a_backup_takes_the_name_of_a_later_second_where_its_own_was_given_while_it_was_read() {
    let (desk, _folder) = opened();
    let made = make(desk.path(), BackupReason::Asked).unwrap().backup;
    let folder = made.path.parent().unwrap();
    let unverified = BackupName { is_verified: false, ..made.name.clone() };
    let first = folder.join(unverified.file_name());
    fs::copy(&made.path, &first).unwrap();
    let (path, name) = name_verified(folder, &first, &unverified).unwrap();
    assert_eq!(name.at, made.name.at + TimeDelta::seconds(1));
    assert!(path.exists() && !first.exists() && made.path.exists());
}

#[test]
fn what_came_after_a_backup_is_counted() {
    let (desk, _folder) = opened();
    let made = make(desk.path(), BackupReason::Daily).unwrap();
    let none = since(desk.path(), &made.backup.path.clone().into()).unwrap();
    assert_eq!((none.entries, none.newest_at, none.is_of_another_history), (0, None, false));
    let head = audit::newest(&desk.db).unwrap().map(|(entry, hash)| (entry, hex(&hash)));
    assert_eq!(none.head, head);
    desk.set_default_user(None, "desk").unwrap();
    let later = since(desk.path(), &made.backup.path.clone().into()).unwrap();
    assert_eq!((later.entries, later.is_of_another_history), (1, false));
    assert!(later.newest_at.is_some());
    let (other, _other_folder) = opened();
    other.transact(None, "other", |_, _, _| Ok::<_, Refusal>(()), |()| serde_json::Value::Null).unwrap();
    let of_desk = make(desk.path(), BackupReason::Undo).unwrap();
    assert!(since(other.path(), &of_desk.backup.path.into()).unwrap().is_of_another_history);
}

fn choose(desk: &Desk, folder: &Path) {
    let put = |db: &Db| setting::put(db, FOLDER, &shown(folder));
    desk.transact(None, "choose", |db, _, _| put(db), |()| serde_json::Value::Null).unwrap();
}

#[test]
fn a_folder_that_was_chosen_has_to_be_there_but_what_goes_before_a_change_is_made_beside_the_store() {
    let (desk, folder) = opened();
    let chosen = folder.path().join("net");
    choose(&desk, &chosen);
    let refused = make(desk.path(), BackupReason::Daily).unwrap_err();
    assert_eq!(refused, Refusal::Store { fault: StoreFault::Missing { path: shown(&chosen) } });
    assert_eq!(list(desk.path()).fault, Some(refused));
    let before = make(desk.path(), BackupReason::Undo).unwrap();
    assert_eq!(list(desk.path()).found, [before.backup]);
    fs::create_dir(&chosen).unwrap();
    let daily = make(desk.path(), BackupReason::Daily).unwrap();
    assert_eq!(daily.backup.path.parent(), Some(chosen.as_path()));
    assert_eq!(list(desk.path()).found.len(), 2, "those beside the store are found too");
}

#[test]
fn old_ones_and_what_was_interrupted_are_removed_and_those_of_other_places_stay() {
    let (desk, _folder) = opened();
    let folder = folder_beside(desk.path());
    fs::create_dir(&folder).unwrap();
    let (own, other) = (mark_of_place(desk.path()), "00000000");
    let name = |day: u32, place: &str, rest: &str| {
        format!("desk.2026-01-{day:02}T09-00-00.daily.{place}{rest}.sqlite")
    };
    for day in 1..=20 {
        fs::write(folder.join(name(day, &own, "")), "").unwrap();
        fs::write(folder.join(name(day, other, "")), "").unwrap();
    }
    fs::create_dir(folder.join(format!("desk.2026-01-01T09-00-00.daily.{own}.files"))).unwrap();
    fs::write(folder.join(name(3, &own, ".unverified.arriving-backup-1-2")), "").unwrap();
    fs::write(folder.join("notes.txt"), "").unwrap();
    make(desk.path(), BackupReason::Daily).unwrap();
    let names = names(&folder);
    let own_left = names.iter().filter(|name| name.contains(&own)).count();
    assert!(own_left < 12, "{names:?}");
    assert_eq!(names.iter().filter(|name| name.contains(other)).count(), 20);
    assert!(names.contains(&"notes.txt".to_owned()));
    assert!(!names.iter().any(|name| name.contains(ARRIVING) || name.ends_with(".files")), "{names:?}");
}

#[test]
fn the_backups_of_a_damaged_store_are_found_in_the_folder_that_was_chosen() {
    let (desk, folder) = opened();
    let chosen = folder.path().join("cloud");
    fs::create_dir(&chosen).unwrap();
    choose(&desk, &chosen);
    let made = make(desk.path(), BackupReason::Daily).unwrap().backup;
    let store = desk.path().to_owned();
    drop(desk);
    fs::write(&store, "no store any more").unwrap();
    assert_eq!(list(&store).newest_good(), Some(&made));
}

#[test]
fn of_a_damaged_store_one_of_its_name_beside_it_is_offered_where_none_is_known_to_be_its_own() {
    let (desk, folder) = opened();
    let made = make(desk.path(), BackupReason::Daily).unwrap().backup;
    assert_eq!(made.name.place, mark(&machine::name(), desk.path()), "its number is kept nowhere");
    let other = BackupName { place: "00000000".into(), ..made.name.clone() };
    let path = made.path.with_file_name(other.file_name());
    fs::rename(&made.path, &path).unwrap();
    let backups = list(desk.path());
    assert_eq!(backups.newest_good(), None, "it may be another computer's");
    assert_eq!(backups.offered(desk.path()).map(|backup| &backup.path), Some(&path));
    let shared = folder.path().join("net");
    fs::create_dir(&shared).unwrap();
    choose(&desk, &shared);
    fs::rename(&path, shared.join(other.file_name())).unwrap();
    assert_eq!(list(desk.path()).found.len(), 1);
    assert_eq!(list(desk.path()).offered(desk.path()), None, "in a folder that others share");
}

#[test]
fn a_store_that_another_program_has_open_stays_where_it_is() {
    let (desk, folder) = opened();
    let to = folder.path().join("local/desk.sqlite");
    let refused = super::super::move_store(desk.path(), &to);
    assert!(matches!(refused, Err(Refusal::Store { fault: StoreFault::InUse { .. } })), "{refused:?}");
    assert!(desk.path().exists() && !to.exists());
    let store = desk.path().to_owned();
    drop(desk);
    let left = super::super::move_store(&store, &to).unwrap();
    assert!(left.exists() && !store.exists() && Db::open_writer(&to).is_ok());
}

#[test]
fn a_copy_that_is_not_whole_keeps_its_mark() {
    let (desk, folder) = opened();
    let copy = folder.path().join("copy.sqlite");
    super::super::back_up(desk.path(), &copy).unwrap();
    assert_eq!(verify(&copy, 0), Ok(()));
    let mut bytes = fs::read(&copy).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0xA5);
    fs::write(&copy, bytes).unwrap();
    assert!(matches!(verify(&copy, 0), Err(Refusal::Store { fault: StoreFault::Corrupt { .. } })));
}

#[test]
fn one_of_a_store_that_is_not_what_its_log_proves_is_none_to_rely_on_and_says_so() {
    let (desk, _folder) = opened();
    let good = make(desk.path(), BackupReason::Asked).unwrap().backup;
    let past = Db::open_writer(desk.path()).unwrap();
    past.run("INSERT INTO setting (key, value) VALUES ('a', 'b')", []).unwrap();
    drop(past);
    desk.set_default_user(None, "desk").unwrap();
    let password = Password::typed("雨后的山谷与竹林");
    for password in [None, Some(&password)] {
        let made = make_in(&folder_beside(desk.path()), desk.path(), BackupReason::Asked, password).unwrap();
        let (path, found) = (shown(&made.backup.path), Found::Table { table: "setting".to_owned() });
        let fault = StoreFault::MadeNotAsProved { path, found };
        assert_eq!(made.flaw, Some(Refusal::Store { fault }));
        assert!(!made.backup.name.is_verified && made.backup.path.exists());
        assert_eq!(made.backup.name.is_encrypted, password.is_some());
        assert_eq!(list(desk.path()).newest_good(), Some(&good));
    }
}

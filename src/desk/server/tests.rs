use std::fs;
use std::sync::Arc;

use super::files::{Blobs, keep_with_rows};
use super::*;
use crate::desk::backup::{self, BackupFile, RestoreStop, automatic};
use crate::desk::demo::discard::is_disposable;
use crate::desk::own_files::{absolute, is_own};
use crate::desk::proof::heads;
use crate::domain::backup::BackupReason;
use crate::domain::password::Password;
use crate::domain::qualification::ScanFault;
use crate::exchange::scans::hash;
use crate::store::blob::{self, PART_BYTES};
use crate::store::engine::Db;

fn place(text: &str) -> PathBuf {
    PathBuf::from(text)
}

/// A store with a table of files, as a server has one, and archives of copies of two computers.
fn shared() -> (Db, [Archive; 2], tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("desk.sqlite");
    let db = Db::open_writer(&store).unwrap();
    let table =
        "CREATE TABLE blob (sha256 TEXT, part INTEGER, bytes BLOB, PRIMARY KEY (sha256, part)) STRICT";
    db.run(table, []).unwrap();
    let archive = |name: &str| Archive::of_copies(folder.path().join(name), Arc::new(Blobs::of(&store)));
    let archives = ["one", "other"].map(archive);
    (db, archives, folder)
}

fn parts(db: &Db) -> Vec<(i64, i64)> {
    db.all("SELECT part, length(bytes) FROM blob ORDER BY part", []).unwrap()
}

#[test]
fn what_one_computer_keeps_another_fetches_once() {
    let (db, [one, other], _folder) = shared();
    let content = vec![7; 2 * PART_BYTES + 5];
    let sha256 = one.keep_bytes(&content).unwrap();
    assert_eq!(other.open(&sha256), Err(ScanFault::Vanished), "it is not with the rows yet");
    db.transaction(|db| keep_with_rows(db, &one, &sha256)).unwrap();
    let part = PART_BYTES as i64;
    assert_eq!(parts(&db), [(0, part), (1, part), (2, 5)]);
    assert_eq!(other.open(&sha256).as_ref(), Ok(&content));
    db.run("DELETE FROM blob", []).unwrap();
    assert_eq!(other.open(&sha256), Ok(content), "it has a copy now");
    assert_eq!(other.verify(&sha256), Err(ScanFault::Vanished), "which proves nothing");
}

#[test]
fn what_is_taken_back_with_its_row_is_not_kept() {
    let (db, [one, _], _folder) = shared();
    let sha256 = one.keep_bytes(b"a scan").unwrap();
    let done: Result<(), Refusal> = db.transaction(|db| {
        keep_with_rows(db, &one, &sha256)?;
        Err(Refusal::NotRun)
    });
    assert_eq!((done, parts(&db)), (Err(Refusal::NotRun), Vec::new()));
}

#[test]
fn what_was_changed_on_the_server_is_told_and_keeping_it_again_repairs_it() {
    let (db, [one, other], _folder) = shared();
    let sha256 = one.keep_bytes(b"a scan").unwrap();
    keep_with_rows(&db, &one, &sha256).unwrap();
    blob::put_part(&db, &sha256, 0, b"another").unwrap();
    blob::put_part(&db, &sha256, 1, b"one").unwrap();
    assert_eq!(other.open(&sha256), Err(ScanFault::Altered));
    assert!(!other.place(&sha256).exists(), "what is not what it is called by does not come here");
    assert_eq!(one.verify(&sha256), Err(ScanFault::Altered));
    keep_with_rows(&db, &one, &sha256).unwrap();
    assert_eq!((one.verify(&sha256), parts(&db)), (Ok(()), vec![(0, 6)]));
}

#[test]
fn a_copy_that_was_changed_is_fetched_again() {
    let (db, [one, _], _folder) = shared();
    let sha256 = one.keep_bytes(b"a form").unwrap();
    keep_with_rows(&db, &one, &sha256).unwrap();
    fs::write(one.place(&sha256), "changed").unwrap();
    assert_eq!(one.open(&sha256), Ok(b"a form".to_vec()));
}

#[test]
fn beside_a_file_nothing_is_put_into_rows() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("desk.sqlite");
    let db = Db::open_writer(&store).unwrap();
    let archive = archive_of(&store);
    let sha256 = archive.keep_bytes(b"a scan").unwrap();
    assert!(!archive.is_of_copies());
    keep_with_rows(&db, &archive, &sha256).unwrap();
    assert_eq!(archive.folder(), folder.path().join("desk.files"));
}

#[test]
fn each_store_on_a_server_has_a_folder_of_its_own_on_this_computer() {
    let folder = own_folder(&place("postgresql://ann@DB.example.com:5432/Desk?sslmode=require")).unwrap();
    let mark = &hash(b"postgres://ann@db.example.com/Desk?sslmode=require")[..8];
    assert_eq!(folder, copies().join(format!("db.example.com-Desk-{mark}")));
    assert_ne!(own_folder(&place("postgres://bob@db.example.com/Desk?sslmode=require")), Some(folder));
    let socket = own_folder(&place("postgres:///desk?host=/run/postgresql")).unwrap();
    assert_eq!(socket.parent(), Some(copies().as_path()), "it is one folder, whatever stands in the address");
    assert_eq!(own_folder(&place("desk.sqlite")), None);
}

#[test]
fn what_is_kept_here_for_a_server_is_its_own_and_nothing_else() {
    let store = place("postgres://db/desk");
    let own = archive_of(&store).place(&"a".repeat(64));
    assert!(is_own(&store, &own));
    for other in [store.clone(), place("desk.sqlite"), copies().join("other/files/a")] {
        assert!(!is_own(&store, &other), "{}", other.display());
    }
}

#[test]
fn the_whole_place_of_a_server_is_its_one_spelling_and_is_remembered_by_it() {
    let given = place("postgresql://db:5432/desk");
    assert_eq!(absolute(&given), place("postgres://db/desk"));
    assert_eq!(absolute(&place("desk.sqlite")), std::env::current_dir().unwrap().join("desk.sqlite"));
    assert!(heads::seen(&absolute(&given)).is_none());
}

#[test]
fn a_server_is_called_by_its_database_and_host_and_a_file_by_its_name() {
    assert_eq!(
        name_of(&place("postgres://ann@db.example.com:5433/desk?sslmode=require")),
        "desk @ db.example.com"
    );
    assert_eq!(name_of(&place("/a/开票.sqlite")), "开票.sqlite");
}

#[test]
fn what_the_administrator_of_a_server_does_is_refused_here() {
    let store = place("postgres://db/desk");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy.sqlite");
    let refused = Refusal::Store { fault: StoreFault::OnServer };
    let password = Password::typed("correct horse");
    let backup = BackupFile::from(file.clone());
    assert_eq!(backup::back_up(&store, &file).unwrap_err(), refused);
    assert_eq!(backup::back_up(&file, &store).unwrap_err(), refused);
    let encrypted = backup::back_up_encrypted(&store, &file, &password, &Default::default());
    assert_eq!(encrypted.unwrap_err(), refused);
    let restored = backup::restore(&store, &backup, true, &Default::default());
    assert_eq!(restored.unwrap_err(), RestoreStop::Refused(refused.clone()));
    assert_eq!(backup::move_store(&store, &file).unwrap_err(), refused);
    assert_eq!(backup::move_store(&file, &store).unwrap_err(), refused);
    assert_eq!(automatic::make(&store, BackupReason::Daily).unwrap_err(), refused);
    assert_eq!(automatic::since(&store, &backup).unwrap_err(), refused);
    assert_eq!(automatic::list(&store), automatic::Backups::default());
    assert!(!is_disposable(&store, &[place("postgres://db")]));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

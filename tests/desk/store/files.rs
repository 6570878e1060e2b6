//! What stands at the place of a store: opened if it is one, otherwise refused and left as it is, with nothing beside.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::common::Play;
use crate::common::place::folder;
use fapiao_desk::desk::{Desk, Open};
use fapiao_desk::domain::refusal::{Refusal, StoreFault};
use fapiao_desk::store::engine::{Db, SCHEMA_VERSION, inspect};

const WAYS: [Open; 3] = [Open::Existing, Open::OrCreate { sandbox: false }, Open::New { sandbox: true }];

/// Every file of a folder and what is in it.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.is_file()).map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// What refuses to open a place in every way there is, and that nothing changed there.
fn refused(path: &Path, ways: &[Open]) -> StoreFault {
    let folder = path.parent().unwrap();
    let before = contents(folder);
    let mut faults: Vec<StoreFault> = ways
        .iter()
        .map(|&how| fault(Desk::open(path, how).map(drop)))
        .chain([fault(Db::open_reader(path).map(drop))])
        .collect();
    assert!(contents(folder) == before, "something changed in {}", folder.display());
    faults.dedup();
    assert_eq!(faults.len(), 1, "{faults:?}");
    faults.remove(0)
}

fn fault(opened: Result<(), Refusal>) -> StoreFault {
    match opened {
        Err(Refusal::Store { fault }) => fault,
        other => panic!("{other:?}"),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[test]
fn sqlite_is_new_enough_to_be_safe_with_a_wal() {
    assert!(rusqlite::version_number() >= 3_051_003, "SQLite {}", rusqlite::version());
}

#[test]
fn a_new_store_is_in_wal_mode_and_marked_as_ours() {
    let play = Play::new();
    let db = Connection::open(play.desk.path()).unwrap();
    let text = |pragma: &str| db.query_row(pragma, [], |row| row.get::<_, String>(0)).unwrap();
    let number = |pragma: &str| db.query_row(pragma, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(text("PRAGMA journal_mode"), "wal");
    assert_eq!(number("PRAGMA application_id"), 0x4650_4431);
    assert_eq!(number("PRAGMA user_version"), SCHEMA_VERSION);
}

#[test]
fn every_table_is_strict_but_for_the_search() {
    let play = Play::new();
    let db = Connection::open(play.desk.path()).unwrap();
    let sql = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite_%'";
    let mut statement = db.prepare(sql).unwrap();
    let loose: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let is_search = |name: &String| name.ends_with("_search") || name.contains("_search_");
    assert!(loose.iter().all(is_search), "{loose:?}");
}

#[test]
fn a_store_of_a_newer_program_is_refused_and_left_as_it_is() {
    let play = Play::new().close();
    Connection::open(&*play).unwrap().pragma_update(None, "user_version", SCHEMA_VERSION + 1).unwrap();
    let newer = StoreFault::Newer { version: SCHEMA_VERSION + 1, known: SCHEMA_VERSION };
    assert_eq!(refused(&play, &WAYS), newer);
}

#[test]
fn a_newer_version_that_stands_only_in_the_wal_is_refused_too() {
    let play = Play::new().close();
    let other = Connection::open(&*play).unwrap();
    other.pragma_update(None, "user_version", SCHEMA_VERSION + 1).unwrap();
    // What a program that crashed leaves: closing would have written the WAL into the file.
    let crashed = folder();
    let path = crashed.path().join("desk.sqlite");
    let wal = |store: &Path| PathBuf::from(format!("{}-wal", store.display()));
    fs::copy(&*play, &path).unwrap();
    fs::copy(wal(&play), wal(&path)).unwrap();
    let files = || (fs::read(&path).unwrap(), fs::read(wal(&path)).unwrap());
    let before = files();
    let newer = StoreFault::Newer { version: SCHEMA_VERSION + 1, known: SCHEMA_VERSION };
    assert_eq!(fault(Desk::open(&path, Open::Existing).map(drop)), newer);
    assert_eq!(fault(Db::open_reader(&path).map(drop)), newer);
    assert!(files() == before);
}

#[test]
fn a_text_file_is_refused_and_left_as_it_is() {
    let folder = folder();
    let path = folder.path().join("bills.csv");
    for text in ["账单号,账单金额\n", "x", &"a".repeat(5000)] {
        fs::write(&path, text).unwrap();
        assert_eq!(refused(&path, &WAYS), StoreFault::NotAStore { path: shown(&path) });
    }
}

#[test]
fn a_database_of_another_program_is_refused_and_left_as_it_is() {
    for journal in ["delete", "wal"] {
        let folder = folder();
        let path = folder.path().join("other.sqlite");
        let db = Connection::open(&path).unwrap();
        db.pragma_update(None, "journal_mode", journal).unwrap();
        db.execute_batch("CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('x')").unwrap();
        drop(db);
        assert_eq!(refused(&path, &WAYS), StoreFault::NotAStore { path: shown(&path) }, "{journal}");
    }
}

#[test]
fn a_database_of_another_program_that_holds_it_is_refused_without_waiting_for_it() {
    let folder = folder();
    let path = folder.path().join("other.sqlite");
    let db = Connection::open(&path).unwrap();
    db.execute_batch("CREATE TABLE note (text TEXT); BEGIN EXCLUSIVE").unwrap();
    let begun = std::time::Instant::now();
    assert_eq!(
        fault(Desk::open(&path, Open::Existing).map(drop)),
        StoreFault::NotAStore { path: shown(&path) }
    );
    assert!(begun.elapsed().as_secs() < 4, "it waited for the lock");
}

#[test]
fn a_folder_is_no_store() {
    let folder = folder();
    let path = folder.path().join("desk.sqlite");
    fs::create_dir(&path).unwrap();
    assert_eq!(refused(&path, &WAYS), StoreFault::NotAStore { path: shown(&path) });
}

#[test]
fn a_store_cut_short_is_refused_and_left_as_it_is() {
    let play = Play::new().close();
    let whole = fs::read(&*play).unwrap();
    fs::write(&*play, &whole[..64]).unwrap();
    assert_eq!(refused(&play, &WAYS), StoreFault::NotAStore { path: shown(&play) });
}

#[test]
fn a_damaged_store_is_said_to_be_damaged() {
    let play = Play::new().close();
    let mut bytes = fs::read(&*play).unwrap();
    bytes[100..5000].fill(0xA5);
    fs::write(&*play, bytes).unwrap();
    let fault = fault(Desk::open(&play, Open::Existing).map(drop));
    assert!(matches!(fault, StoreFault::Corrupt { .. }), "{fault:?}");
}

#[test]
fn nothing_and_an_empty_file_become_a_store_where_one_may_be_made() {
    let folder = folder();
    for (name, is_there) in [("none.sqlite", false), ("empty.sqlite", true)] {
        let path = folder.path().join(name);
        if is_there {
            fs::write(&path, "").unwrap();
        }
        let missing = StoreFault::Missing { path: shown(&path) };
        assert_eq!(fault(Desk::open(&path, Open::Existing).map(drop)), missing);
        assert_eq!(fault(Db::open_reader(&path).map(drop)), missing);
        assert_eq!(path.exists(), is_there, "{name}");
        let desk = Desk::open(&path, Open::New { sandbox: true }).unwrap();
        assert!(desk.is_sandbox());
        assert_eq!(
            fault(Desk::open(&path, Open::New { sandbox: false }).map(drop)),
            StoreFault::Exists { path: shown(&path) }
        );
    }
}

#[test]
fn a_store_that_is_there_does_not_become_a_sandbox_by_opening_it_as_one() {
    let folder = folder();
    let path = folder.path().join("desk.sqlite");
    drop(Desk::open(&path, Open::New { sandbox: false }).unwrap());
    assert!(!Desk::open(&path, Open::OrCreate { sandbox: true }).unwrap().is_sandbox());
}

#[test]
fn a_folder_that_is_missing_is_named() {
    let folder = folder();
    let missing = folder.path().join("missing");
    let opened = Desk::open(&missing.join("desk.sqlite"), Open::OrCreate { sandbox: false });
    assert_eq!(fault(opened.map(drop)), StoreFault::Missing { path: shown(&missing) });
}

#[cfg(unix)]
#[test]
fn a_store_that_may_not_be_written_is_refused_and_left_as_it_is() {
    use std::os::unix::fs::PermissionsExt;

    let play = Play::new().close();
    fs::set_permissions(&*play, fs::Permissions::from_mode(0o444)).unwrap();
    if fs::OpenOptions::new().append(true).open(&*play).is_ok() {
        // This user may write everything, as root may; then there is no such store.
        return;
    }
    let before = fs::read(&*play).unwrap();
    let opened = Desk::open(&play, Open::Existing);
    assert_eq!(fault(opened.map(drop)), StoreFault::ReadOnly { path: shown(&play) });
    assert!(fs::read(&*play).unwrap() == before);
}

#[cfg(unix)]
#[test]
fn a_store_in_a_folder_that_may_not_be_written_is_refused() {
    use std::os::unix::fs::PermissionsExt;

    let folder = folder();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let path = folder.path().join("desk.sqlite");
    if fs::write(folder.path().join("probe"), "").is_ok() {
        return;
    }
    let opened = Desk::open(&path, Open::OrCreate { sandbox: false });
    assert_eq!(fault(opened.map(drop)), StoreFault::ReadOnly { path: shown(&path) });
}

#[test]
fn a_store_that_another_program_writes_to_can_be_opened_and_read() {
    let mut play = Play::new();
    play.customer("C1", "Q");
    play.paid("C1", "B1", "10.00");
    let other = Connection::open(play.desk.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let begun = std::time::Instant::now();
    let mut desk = Desk::open(play.desk.path(), Open::Existing).unwrap();
    let balance = serde_json::from_str(r#"{"op":"balance","account":"C1"}"#).unwrap();
    let envelope = fapiao_desk::desk::protocol::decode::decode(balance).unwrap();
    assert_eq!(desk.handle(&envelope).unwrap().to_json().unwrap()["account"], "C1");
    assert!(begun.elapsed().as_secs() < 4, "it waited for the lock");
}

/// Newer SQLite asks further before it takes a store for its own; older programs beside us trust in the lock alone.
#[cfg(target_os = "linux")]
#[test]
fn looking_at_an_open_store_gives_up_none_of_its_locks() {
    let play = Play::new();
    let path = play.desk.path();
    let reader = Db::open_reader(path).unwrap();
    inspect(path).unwrap();
    let of_store = fs::read_dir("/proc/self/fd")
        .unwrap()
        .map(|fd| fd.unwrap().path())
        .filter(|fd| fs::read_link(fd).is_ok_and(|file| file == path));
    let infos = of_store.map(|fd| Path::new("/proc/self/fdinfo").join(fd.file_name().unwrap()));
    let locks: String = infos.map(|info| fs::read_to_string(info).unwrap()).collect();
    assert!(locks.contains("lock:"), "{locks}");
    drop(reader);
}

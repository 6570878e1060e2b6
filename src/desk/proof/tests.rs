//! A proved store that a newer program brings up to date.

use std::path::{Path, PathBuf};
use std::sync::Barrier;

use super::*;
use crate::desk::{Desk, Open};
use crate::store::engine::SCHEMA_VERSION;
use crate::store::engine::strain::{fail_at, migrate_later};

/// What a newer program might do: a column more, rows that are others then, and a table of its own.
const LATER: &[&str] = &[
    "ALTER TABLE account ADD COLUMN later TEXT; UPDATE app_user SET roles = roles || '';",
    "CREATE TABLE later (id INTEGER PRIMARY KEY, text TEXT) STRICT; INSERT INTO later VALUES (1, 'a');",
];

/// A store that is proved, and its folder.
fn proved() -> (PathBuf, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.sqlite");
    Desk::open(&path, Open::New { sandbox: false }).unwrap().set_default_user(None, "desk").unwrap();
    (path, folder)
}

fn open(path: &Path) -> Result<Desk, Refusal> {
    Desk::open(path, Open::Existing)
}

/// What is wrong with what the store proves, and how often it was begun to be proved.
fn looked_over(path: &Path) -> (Vec<Violation>, usize) {
    let db = Db::open_reader(path).unwrap();
    let mut begun = 0;
    audit::each(&db, |entry| {
        begun += usize::from(entry.op == BEGIN_PROOF);
        Ok(true)
    })
    .unwrap();
    (db.read_together(|readers| log::proof_alone(readers, None)).unwrap().violations, begun)
}

#[test]
fn it_is_brought_up_to_date_and_taken_over_at_once_or_not_at_all() {
    let (path, _folder) = proved();
    migrate_later(LATER);
    for statement in ["DELETE FROM table_digest", "INSERT INTO table_digest", "INSERT INTO audit ("] {
        fail_at(statement);
        assert!(open(&path).is_err(), "{statement}");
        assert_eq!(Db::open_reader(&path).unwrap().schema_version(), Ok(SCHEMA_VERSION), "{statement}");
        assert_eq!(looked_over(&path), (vec![], 0), "{statement}");
    }
    for _ in 0..2 {
        drop(open(&path).unwrap());
        assert_eq!(Db::open_reader(&path).unwrap().schema_version(), Ok(newest_schema()));
        assert_eq!(looked_over(&path), (vec![], 1));
    }
    open(&path).unwrap().set_default_user(None, "desk").unwrap();
    assert_eq!(looked_over(&path), (vec![], 1), "it goes on");
}

#[test]
fn several_programs_that_are_newer_take_it_over_once() {
    for _ in 0..5 {
        let (path, _folder) = proved();
        let begin = Barrier::new(4);
        std::thread::scope(|threads| {
            for _ in 0..4 {
                threads.spawn(|| {
                    migrate_later(LATER);
                    begin.wait();
                    open(&path).unwrap().set_default_user(None, "desk").unwrap();
                });
            }
        });
        migrate_later(LATER);
        assert_eq!(looked_over(&path), (vec![], 1));
        migrate_later(&[]);
    }
}

#[test]
fn what_was_changed_before_is_said_and_so_is_a_version_that_no_program_wrote() {
    let (path, _folder) = proved();
    let forge = |sql: &str| Db::open_writer(&path).unwrap().run(sql, []).unwrap();
    forge("UPDATE setting SET value = 'x' WHERE key = 'default_user'");
    migrate_later(LATER);
    drop(open(&path).unwrap());
    let (violations, _) = looked_over(&path);
    let found = |violation: &Violation| match violation {
        Violation::NotAsProved { found, .. } => Some(found.clone()),
        _ => None,
    };
    let found: Vec<Found> = violations.iter().filter_map(found).collect();
    assert_eq!(found, [Found::Table { table: "setting".to_owned() }]);

    migrate_later(&[]);
    let (path, _folder) = proved();
    migrate_later(LATER);
    // It is taken for one of the newer program, which never saw it.
    drop(Db::open_writer(&path).unwrap());
    drop(open(&path).unwrap());
    let (violations, _) = looked_over(&path);
    let schema = |found: &Violation| matches!(found, Violation::NotAsProved { found: Found::Schema, .. });
    assert!(violations.iter().any(schema), "{violations:?}");
}

//! For tests: puts a store under strain that a machine comes under by itself only now and then, and looks at how it
//! goes about its work.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, ffi};

use super::{Db, Engine, hints};

impl Db {
    /// The driver's connection to the file.
    pub(crate) fn connection(&self) -> &Connection {
        match &self.engine {
            Engine::File(file) => &file.connection,
            Engine::Server(_) => panic!("a file is put under strain"),
        }
    }

    /// Lets the file grow no further, as on a full disk; or, without `full`, as far as it likes again.
    pub(crate) fn fill_disk(&self, full: bool) {
        let pages: i64 = self.connection().query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        let most = if full { pages } else { i64::from(u32::MAX) - 1 };
        self.connection().query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(())).unwrap();
    }
}

/// How far a COMMIT comes whose syncing fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reached {
    /// Everything is on the disk all the same.
    Disk,
    /// Nothing is.
    Nothing,
}

/// The next COMMIT of this thread fails as one whose syncing does.
pub(crate) fn fail_next_commit(reached: Reached) {
    COMMIT.set(Some(reached));
}

pub(super) fn before_commit(db: &Connection) -> rusqlite::Result<()> {
    let Some(reached) = COMMIT.take() else { return Ok(()) };
    db.execute_batch(if reached == Reached::Disk { "COMMIT" } else { "ROLLBACK" }).unwrap();
    Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_IOERR_FSYNC), None))
}

/// Adds migrations to those of the program, for this thread.
pub(crate) fn migrate_later(later: &'static [&'static str]) {
    LATER.set(later);
}

pub(super) fn later() -> &'static [&'static str] {
    LATER.get()
}

/// Has the next statement of this thread that begins so fail, as one does whose disk does.
pub(crate) fn fail_at(begins: &'static str) {
    FAILS.set(Some(begins));
}

pub(super) fn before_statement(sql: &str) -> rusqlite::Result<()> {
    if FAILS.get().is_none_or(|begins| !sql.starts_with(begins)) {
        return Ok(());
    }
    FAILS.set(None);
    Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_IOERR_WRITE), None))
}

thread_local! {
    static LATER: Cell<&'static [&'static str]> = const { Cell::new(&[]) };
    static FAILS: Cell<Option<&'static str>> = const { Cell::new(None) };
    static COMMIT: RefCell<Option<Reached>> = const { RefCell::new(None) };
    static ASKED: RefCell<Option<BTreeSet<String>>> = const { RefCell::new(None) };
}

/// The statements that `work` had carried out on this thread.
pub(crate) fn asked(work: impl FnOnce()) -> BTreeSet<String> {
    ASKED.set(Some(BTreeSet::new()));
    work();
    ASKED.take().unwrap()
}

pub(super) fn note(sql: &str) {
    ASKED.with_borrow_mut(|asked| asked.as_mut().map(|asked| asked.insert(sql.to_owned())));
}

/// A step of the plan of a statement, and the step that it is a part of.
#[derive(Debug)]
pub(crate) struct Step {
    pub id: i64,
    pub part_of: i64,
    pub text: String,
}

impl Db {
    /// Every table.
    pub(crate) fn tables(&self) -> Vec<String> {
        self.all("SELECT name FROM sqlite_schema WHERE type = 'table'", []).unwrap()
    }

    /// The columns of a table that refer to another one, and that.
    pub(crate) fn foreign_keys(&self, table: &str) -> Vec<(String, String)> {
        self.all("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)", [table]).unwrap()
    }

    /// The columns of a table that tell a row from all others, by index; its number is one too.
    pub(crate) fn unique_keys(&self, table: &str) -> Vec<BTreeSet<String>> {
        let unique: Vec<String> =
            self.all("SELECT name FROM pragma_index_list(?1) WHERE \"unique\" = 1", [table]).unwrap();
        let columns = |index: &String| -> Vec<String> {
            self.all("SELECT name FROM pragma_index_info(?1) WHERE name IS NOT NULL", [index]).unwrap()
        };
        let number = BTreeSet::from(["rowid".to_owned()]);
        unique.iter().map(|index| columns(index).into_iter().collect()).chain([number]).collect()
    }

    /// The table of each index.
    pub(crate) fn indexes(&self) -> BTreeMap<String, String> {
        let indexes: Vec<(String, String)> =
            self.all("SELECT name, tbl_name FROM sqlite_schema WHERE type = 'index'", []).unwrap();
        indexes.into_iter().collect()
    }

    /// What SQLite means to do for a statement.
    pub(crate) fn plan(&self, sql: &str) -> Vec<Step> {
        let sql = format!("EXPLAIN QUERY PLAN {}", hints::for_sqlite(sql));
        let mut statement = self.connection().prepare(&sql).unwrap_or_else(|error| panic!("{sql}\n{error}"));
        let step =
            |row: &rusqlite::Row<'_>| Ok(Step { id: row.get(0)?, part_of: row.get(1)?, text: row.get(3)? });
        let parameters = statement.parameter_count();
        let none = rusqlite::params_from_iter(std::iter::repeat_n(rusqlite::types::Null, parameters));
        statement.query_map(none, step).unwrap().map(Result::unwrap).collect()
    }
}

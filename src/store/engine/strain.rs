//! For tests: puts a store under strain that a machine comes under by itself only now and then, and looks at how it
//! goes about its work.

use std::cell::RefCell;
use std::time::Duration;

use rusqlite::{Connection, ffi};

use super::Db;

impl Db {
    /// Lets the file grow no further, as on a full disk; or, without `full`, as far as it likes again.
    pub(crate) fn fill_disk(&self, full: bool) {
        let pages: i64 = self.0.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        let most = if full { pages } else { i64::from(u32::MAX) - 1 };
        self.0.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(())).unwrap();
    }

    /// Waits no longer than this for another program that is writing.
    pub(crate) fn wait_at_most(&self, patience: Duration) {
        self.0.busy_timeout(patience).unwrap();
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

thread_local! {
    static COMMIT: RefCell<Option<Reached>> = const { RefCell::new(None) };
    static PLANS: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// The steps of the plan of the last statement that `work` had carried out on this thread.
pub(crate) fn last_plan(work: impl FnOnce()) -> Vec<String> {
    PLANS.set(Some(Vec::new()));
    work();
    PLANS.take().unwrap()
}

pub(super) fn note_plan(db: &Connection, sql: &str) {
    if PLANS.with_borrow(Option::is_none) {
        return;
    }
    let mut statement = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let mut rows = statement.raw_query();
    let mut plan = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        plan.push(row.get(3).unwrap());
    }
    PLANS.set(Some(plan));
}

//! For tests: puts a store under strain that a machine comes under by itself only now and then.

use std::time::Duration;

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

//! Schema versions: numbered files, each run once; its number is written with it.

use rusqlite::Connection;

/// Every migration, oldest first; a store's `user_version` is how many of them it has.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001.sql"),
    include_str!("../../migrations/0002.sql"),
    include_str!("../../migrations/0003.sql"),
    include_str!("../../migrations/0004.sql"),
    include_str!("../../migrations/0005.sql"),
    include_str!("../../migrations/0006.sql"),
    include_str!("../../migrations/0007.sql"),
    include_str!("../../migrations/0008.sql"),
    include_str!("../../migrations/0009.sql"),
    include_str!("../../migrations/0010.sql"),
    include_str!("../../migrations/0011.sql"),
];

/// The schema version of this program.
pub const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

/// The same, and what a test adds to it.
pub fn newest_schema() -> i64 {
    SCHEMA_VERSION + later().len() as i64
}

#[cfg(not(test))]
const fn later() -> &'static [&'static str] {
    &[]
}

#[cfg(test)]
use super::strain::later;

/// Brings a store up to [`newest_schema`], within a transaction: another program may have been first, so it is looked
/// again once that holds the write lock.
pub(in crate::store::engine) fn migrate(db: &Connection) -> rusqlite::Result<()> {
    let done: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let steps = MIGRATIONS.iter().chain(later()).skip(usize::try_from(done).unwrap_or_default());
    for (sql, version) in steps.zip(done + 1..) {
        db.execute_batch(sql)?;
        db.execute_batch(&format!("PRAGMA user_version = {version}"))?;
    }
    Ok(())
}

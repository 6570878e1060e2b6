//! Schema versions: numbered files, each run once in a transaction that also writes its number.

use rusqlite::Connection;

use super::Patience;

/// Every migration, oldest first; a store's `user_version` is how many of them it has.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001.sql"),
    include_str!("../migrations/0002.sql"),
    include_str!("../migrations/0003.sql"),
    include_str!("../migrations/0004.sql"),
    include_str!("../migrations/0005.sql"),
    include_str!("../migrations/0006.sql"),
    include_str!("../migrations/0007.sql"),
    include_str!("../migrations/0008.sql"),
    include_str!("../migrations/0009.sql"),
    include_str!("../migrations/0010.sql"),
    include_str!("../migrations/0011.sql"),
];

/// The schema version of this program.
pub const SCHEMA_VERSION: i64 = MIGRATIONS.len() as i64;

/// Brings a store up to [`SCHEMA_VERSION`]. Two programs may start at once, so each step looks again once it holds
/// the write lock.
pub(super) fn migrate(db: &Connection, patience: &Patience) -> rusqlite::Result<()> {
    loop {
        if version(db)? >= SCHEMA_VERSION {
            return Ok(());
        }
        patience.begin(db)?;
        let step = next(db);
        if step.is_err() {
            // A full disk has ended the transaction already; that is what is to be told then.
            let _ = db.execute_batch("ROLLBACK");
        }
        step?;
        db.execute_batch("COMMIT")?;
    }
}

fn next(db: &Connection) -> rusqlite::Result<()> {
    let version = version(db)?;
    if let Some(sql) = usize::try_from(version).ok().and_then(|done| MIGRATIONS.get(done)) {
        db.execute_batch(sql)?;
        db.execute_batch(&format!("PRAGMA user_version = {}", version + 1))?;
    }
    Ok(())
}

fn version(db: &Connection) -> rusqlite::Result<i64> {
    db.query_row("PRAGMA user_version", [], |row| row.get(0))
}

//! Opening a store: what the file is, before anything is changed in it.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::{Db, migrate};
use crate::domain::refusal::{Refusal, StoreFault};

/// Marks a SQLite file as a store of this program: the ASCII of "FPD1".
const APPLICATION_ID: i64 = 0x4650_4431;

/// The oldest SQLite that is safe with a WAL: 3.51.3 mends a corruption in older ones.
const OLDEST_SQLITE: i32 = 3_051_003;

/// How long a connection waits for another that is writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// What stands at the place of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing, or an empty file.
    Nothing,
    /// A store of this program, or an older one of it.
    Store,
}

/// Looks at a place without changing it.
///
/// # Errors
/// `store`: the file is no store, or one of a newer program.
pub fn inspect(path: &Path) -> Result<Found, Refusal> {
    match std::fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(other(error)),
        Ok(meta) if meta.is_dir() => return Err(not_a_store(path)),
        Ok(meta) if meta.len() == 0 => return Ok(Found::Nothing),
        Ok(_) => {}
    }
    let db = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    db.busy_timeout(BUSY_TIMEOUT)?;
    let id: i64 = db.query_row("PRAGMA application_id", [], |row| row.get(0)).map_err(|e| named(e, path))?;
    if id != APPLICATION_ID {
        return Err(not_a_store(path));
    }
    let version: i64 =
        db.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(|e| named(e, path))?;
    if version > migrate::SCHEMA_VERSION {
        return Err(Refusal::Store { fault: StoreFault::Newer { version, known: migrate::SCHEMA_VERSION } });
    }
    Ok(Found::Store)
}

impl Db {
    /// Opens a store for writing, making it or bringing it up to date where needed.
    ///
    /// # Errors
    /// `store`: it cannot be opened, is no store, or was made by a newer program; then it is left untouched.
    pub fn open_writer(path: &Path) -> Result<Self, Refusal> {
        inspect(path)?;
        let db = Connection::open(path).map_err(|e| named(e, path))?;
        Self::begin(db, path, true)
    }

    /// Opens a store that is there, for reading only.
    ///
    /// # Errors
    /// `store`.
    pub fn open_reader(path: &Path) -> Result<Self, Refusal> {
        if inspect(path)? == Found::Nothing {
            return Err(Refusal::Store { fault: StoreFault::Missing { path: path.display().to_string() } });
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Self::begin(Connection::open_with_flags(path, flags).map_err(|e| named(e, path))?, path, false)
    }

    fn begin(db: Connection, path: &Path, writes: bool) -> Result<Self, Refusal> {
        if rusqlite::version_number() < OLDEST_SQLITE {
            return Err(other(format!("SQLite {} is older than 3.51.3", rusqlite::version())));
        }
        db.set_prepared_statement_cache_capacity(200);
        db.busy_timeout(BUSY_TIMEOUT)?;
        let settings = "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -32000;";
        db.execute_batch(settings).map_err(|e| named(e, path))?;
        if writes {
            let fresh: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            if fresh == 0 {
                db.execute_batch(&format!("PRAGMA application_id = {APPLICATION_ID}"))
                    .map_err(|e| named(e, path))?;
            }
            db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
                .map_err(|e| named(e, path))?;
            migrate::migrate(&db).map_err(|e| named(e, path))?;
        }
        Ok(Self(db))
    }
}

/// A refusal that names the file.
fn named(error: rusqlite::Error, path: &Path) -> Refusal {
    let shown = path.display().to_string();
    match Refusal::from(error) {
        Refusal::Store { fault: StoreFault::ReadOnly { .. } } => {
            Refusal::Store { fault: StoreFault::ReadOnly { path: shown } }
        }
        Refusal::Store { fault: StoreFault::NotAStore { .. } } => {
            Refusal::Store { fault: StoreFault::NotAStore { path: shown } }
        }
        Refusal::Store { fault: StoreFault::Other { detail } } => {
            Refusal::Store { fault: StoreFault::Other { detail: format!("{shown}: {detail}") } }
        }
        refusal => refusal,
    }
}

fn not_a_store(path: &Path) -> Refusal {
    Refusal::Store { fault: StoreFault::NotAStore { path: path.display().to_string() } }
}

fn other(detail: impl ToString) -> Refusal {
    Refusal::Store { fault: StoreFault::Other { detail: detail.to_string() } }
}

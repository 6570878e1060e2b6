//! Having a store to oneself, to put another in its place.

use std::path::Path;

use rusqlite::OpenFlags;

use super::connect::connect;
use super::open::{BUSY_TIMEOUT, named};
use super::{Db, Engine, File};
use crate::domain::refusal::{Refusal, StoreFault};

impl Db {
    /// Opens a store that nobody else has open, whatever program made it, and keeps others out until it is dropped.
    /// All that it holds stands in its one file then, with nothing beside it.
    ///
    /// The file is taken out of WAL mode: that can be done by the only connection alone, and whoever opened the file
    /// before it was moved and locks it afterwards is refused by SQLite, which looks for the file where it was before
    /// it writes anything.
    ///
    /// # Errors
    /// `store`: another program has it open, it cannot be written, or SQLite cannot read it.
    pub fn open_alone(path: &Path) -> Result<Self, Refusal> {
        let alone = Self::open_file(path)?;
        let db = &alone.connection;
        db.busy_timeout(BUSY_TIMEOUT)?;
        let mode = db
            .execute_batch(
                "PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT;",
            )
            .and_then(|()| db.query_row("PRAGMA journal_mode", [], |row| row.get::<_, String>(0)));
        let in_use = || Refusal::Store { fault: StoreFault::InUse { path: path.display().to_string() } };
        match mode.map_err(|e| named(e, path)) {
            Ok(mode) if mode == "delete" => Ok(Self::of(Engine::File(alone))),
            Ok(_) | Err(Refusal::Store { fault: StoreFault::Locked }) => Err(in_use()),
            Err(refusal) => Err(refusal),
        }
    }

    /// Opens a copy that nobody else knows of yet, to change something in it. Its schema stays as it is.
    ///
    /// # Errors
    /// `store`: it cannot be opened.
    pub fn open_copy(path: &Path) -> Result<Self, Refusal> {
        Self::open_file(path).map(|file| Self::of(Engine::File(file)))
    }

    pub(super) fn open_file(path: &Path) -> Result<File, Refusal> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        File::hold(connect(path, flags).map_err(|e| named(e, path))?, path)
    }
}

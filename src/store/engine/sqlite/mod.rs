//! The engine of a store that is one file: SQLite.

mod alone;
mod connect;
mod error;
mod fill;
mod held;
mod indexes;
mod integrity;
mod migrate;
mod open;
mod private;
mod row;
mod schema;
mod set_aside;
pub(super) mod triggers;

use std::cell::RefCell;
use std::path::Path;

use rusqlite::Connection;

pub(super) use migrate::migrate;
pub use migrate::{SCHEMA_VERSION, newest_schema};
pub(super) use open::refuse_newer;
pub use open::{Found, inspect, sqlite_version};
pub(super) use row::{as_is, bind, value};

#[cfg(test)]
use super::strain;
use super::{Db, Engine, Params, Patience, file_fault, hints};
use crate::domain::refusal::{Refusal, StoreFault};

/// About a millisecond of work.
const STEPS_OF_A_TICK: i32 = 10_000;

/// The open file of a store.
#[derive(Debug)]
pub(super) struct File {
    pub connection: Connection,
    /// What its transaction has set aside.
    aside: RefCell<set_aside::Aside>,
    /// Its file, which is let go of after the connection is closed.
    held: held::Held,
}

impl File {
    /// Runs statements that nothing is read from.
    pub fn run(&self, sql: &str) -> Result<(), Refusal> {
        Ok(self.connection.execute_batch(sql)?)
    }

    pub fn prepare(&self, sql: &str, params: &impl Params) -> Result<rusqlite::CachedStatement<'_>, Refusal> {
        #[cfg(test)]
        strain::note(sql);
        #[cfg(test)]
        strain::before_statement(sql)?;
        let mut statement = self.connection.prepare_cached(&hints::for_sqlite(sql))?;
        row::bind(&mut statement, params)?;
        Ok(statement)
    }

    /// Begins a transaction that writes.
    pub fn begin(&self, patience: &Patience) -> Result<(), Refusal> {
        let db = &self.connection;
        // Whether it is taken is asked here, time and again, and not within SQLite, which would not say that it waits.
        db.busy_timeout(std::time::Duration::ZERO)?;
        let begun = patience.wait(error::is_busy, || db.execute_batch("BEGIN IMMEDIATE"));
        db.busy_timeout(open::BUSY_TIMEOUT)?;
        begun.map_err(|error| open::named(error, self.path()))
    }

    pub fn commit(&self) -> Result<(), Refusal> {
        #[cfg(test)]
        strain::before_commit(&self.connection).map_err(|error| error::of_commit(error, self.path()))?;
        self.connection.execute_batch("COMMIT").map_err(|error| error::of_commit(error, self.path()))
    }

    pub fn roll_back(&self) {
        // A failed statement may have ended the transaction already (a full disk does); then there is nothing to do.
        let _ = self.connection.execute_batch("ROLLBACK");
        self.aside.take();
    }

    pub fn migrate(&self) -> Result<(), Refusal> {
        migrate::migrate(&self.connection).map_err(|error| open::named(error, self.path()))
    }

    /// The path of the file, without links.
    pub fn path(&self) -> &Path {
        Path::new(self.connection.path().unwrap_or_default())
    }

    pub fn watch(&mut self, goes_on: impl Fn() -> bool + Send + 'static) -> Result<(), Refusal> {
        Ok(self.connection.progress_handler(STEPS_OF_A_TICK, Some(move || !goes_on()))?)
    }
}

/// What can be done with a file alone; with a store on a server there is nothing to do then, or it is refused.
impl Db {
    /// Brings what stands in the WAL into the file, as far as nobody reads it just now.
    pub fn write_through(&self) {
        if let Some(file) = self.file() {
            // Where it cannot be, it stands in the WAL, and is as safe there.
            let _ = file.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        }
    }

    /// Keeps at most so many MiB of the file in memory. What is read again comes from the system's own cache then.
    pub fn keep_at_most(&self, mib: u32) -> Result<(), Refusal> {
        match self.file() {
            Some(file) => Ok(file.connection.pragma_update(None, "cache_size", -1024 * i64::from(mib))?),
            None => Ok(()),
        }
    }

    /// Makes sure that the file that is open is the one at `path`: what is written to one that was moved away, or that another
    /// has taken the place of, is lost.
    ///
    /// # Errors
    /// `store`: it is not.
    pub fn stands_at(&self, path: &Path) -> Result<(), Refusal> {
        let fault = StoreFault::Replaced { path: path.display().to_string() };
        match self.file() {
            Some(file) if !file.held.is_at(path) => Err(Refusal::Store { fault }),
            _ => Ok(()),
        }
    }

    /// Writes a whole copy of the store to a new file that nobody else on the machine can read.
    ///
    /// # Errors
    /// `store`, also when there is a file at that place, or the store is on a server.
    pub fn copy_to(&self, path: &Path) -> Result<(), Refusal> {
        let Engine::File(file) = &self.engine else { return Err(on_server()) };
        // SQLite fills a file that is empty.
        private::make(path).map_err(|error| file_fault(path, &error))?;
        // The copy is all that is written, but SQLite counts it as one of the files that a reader may not touch.
        let is_reader: bool = self.one("PRAGMA query_only", [])?;
        file.connection.pragma_update(None, "query_only", false)?;
        let copied = self.execute("VACUUM INTO ?1", [connect::as_given(path).to_string_lossy()]);
        file.connection.pragma_update(None, "query_only", is_reader)?;
        copied?;
        // It counts the copying as a change of the schema, which the log knows nothing of.
        let cookie = self.schema_cookie()?;
        let copy = Self::open_file(path)?;
        Ok(copy.connection.pragma_update(None, "schema_version", cookie)?)
    }
}

/// What only a file can do was asked of a store on a server.
const fn on_server() -> Refusal {
    Refusal::Store { fault: StoreFault::OnServer }
}

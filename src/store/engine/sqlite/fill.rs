//! A new file that is filled with the rows of another store.

use std::path::Path;

use rusqlite::OpenFlags;

use super::connect::connect;
use super::integrity::astray;
use super::open::{APPLICATION_ID, named};
use super::{Db, File, file_fault, private};
use crate::domain::refusal::{Refusal, StoreFault};
use crate::store::engine::fill::{AddRow, EachRow};
use crate::store::engine::rows::{Shape, quoted};

impl File {
    /// Makes a file that is marked as a store and that nobody else can read. What its rows refer to is not asked with each
    /// of them: they come table by table.
    pub fn make(path: &Path) -> Result<Self, Refusal> {
        private::make(path).map_err(|error| file_fault(path, &error))?;
        let db = connect(path, OpenFlags::default()).map_err(|e| named(e, path))?;
        let file = Self::hold(db, path)?;
        let settings = format!(
            "PRAGMA application_id = {APPLICATION_ID}; PRAGMA foreign_keys = OFF; PRAGMA trusted_schema = OFF;
            PRAGMA synchronous = FULL; PRAGMA cache_size = -32000"
        );
        file.connection.execute_batch(&settings).map_err(|e| named(e, path))?;
        Ok(file)
    }

    /// Makes the tables of a store, and nothing that looks at their rows until these are put back.
    pub fn make_tables(&self) -> Result<(), Refusal> {
        self.migrate()?;
        self.set_all_aside()
    }

    /// Adds rows to a table.
    pub fn add_rows(&self, shape: &Shape, each: &mut EachRow<'_>) -> Result<(), Refusal> {
        let columns: Vec<String> = shape.columns.iter().map(|name| quoted(name)).collect();
        let values: Vec<String> = (1..=columns.len()).map(|number| format!("?{number}")).collect();
        let (table, columns, values) = (quoted(&shape.table), columns.join(", "), values.join(", "));
        let sql = format!("INSERT INTO {table} ({columns}) VALUES ({values})");
        let mut statement = self.connection.prepare(&sql)?;
        let add: &mut AddRow<'_> = &mut |row| {
            statement.execute(rusqlite::params_from_iter(row))?;
            Ok(())
        };
        each(add)
    }

    /// Has the file's own count of the changes of its schema be this. What is no such count is none that SQLite comes to.
    pub fn set_schema_cookie(&self, cookie: i64) -> Result<(), Refusal> {
        let cookie = i32::try_from(cookie).unwrap_or_default();
        Ok(self.connection.pragma_update(None, "schema_version", cookie)?)
    }
}

impl Db {
    /// Refuses rows that point at others which are not there.
    pub(in crate::store::engine) fn refuse_astray(&self) -> Result<(), Refusal> {
        match astray(self, "PRAGMA foreign_key_check")?.into_iter().next() {
            Some(detail) => Err(Refusal::Store { fault: StoreFault::Corrupt { detail } }),
            None => Ok(()),
        }
    }
}

//! The database engine: opening, reading and writing, and what is peculiar to SQLite.
//!
//! Errors of every call: `store`, where nothing else is said.

mod added;
mod alone;
mod capture;
pub mod conditions;
mod connect;
mod error;
mod held;
mod hints;
mod integrity;
mod migrate;
mod open;
mod patience;
mod place;
mod postgres {
    pub(super) mod password;
}
mod private;
mod reach;
mod readers;
mod row;
mod row_sum;
mod rows;
mod schema;
pub mod search;
mod set_aside;
#[cfg(test)]
pub(crate) mod strain;
mod values;

pub use capture::{Changes, RowChange, Unwatched};
pub use error::file_fault;
pub use migrate::{SCHEMA_VERSION, newest_schema};
pub use open::{Found, inspect, sqlite_version};
pub use patience::Patience;
pub use place::{DEFAULT_PORT, ServerPlace, is_server, spelled};
pub use postgres::password::{FindPassword, FoundPassword, find as find_password, find_passwords_by};
pub use reach::{DatedRows, Reach};
pub use readers::{Job, Readers};
pub use row::{FromRow, Params, ReadError, Row};
pub(crate) use row::{columns, params};
pub use row_sum::RowSum;
pub use rows::Shape;
pub(crate) use values::json;
pub use values::{FromSql, Mismatch, ToSql, Value};

use std::cell::{OnceCell, RefCell};

use crate::domain::refusal::{Refusal, StoreFault};

/// How many rows [`Db::for_rows`] writes by one statement.
const ROWS_OF_A_STATEMENT: usize = 500;

/// About a millisecond of work.
const STEPS_OF_A_TICK: i32 = 10_000;

/// An open store.
#[derive(Debug)]
pub struct Db {
    connection: rusqlite::Connection,
    /// What its transaction has set aside.
    aside: RefCell<set_aside::Aside>,
    /// How long it waits to begin one.
    patience: Patience,
    /// What is watched of what it changes.
    capture: OnceCell<capture::Capture>,
    /// Why it begins no transaction.
    barred: Option<StoreFault>,
    /// Its file, which is let go of after the connection is closed.
    held: held::Held,
}

impl Db {
    /// Runs a statement; answers how many rows it changed.
    pub fn execute(&self, sql: &str, params: impl Params) -> Result<usize, Refusal> {
        let changed = self.prepare(sql, &params)?.raw_execute();
        self.statement_is(changed.is_ok());
        self.read_added_in_time()?;
        Ok(changed?)
    }

    /// Runs a statement.
    pub fn run(&self, sql: &str, params: impl Params) -> Result<(), Refusal> {
        self.execute(sql, params).map(drop)
    }

    /// Runs an INSERT of one row; answers the new row's id.
    ///
    /// # Errors
    /// `store`, also when there was nothing to insert.
    pub fn insert<Id: FromSql>(&self, sql: &str, params: impl Params) -> Result<Id, Refusal> {
        self.insert_if_new(sql, params)?.ok_or_else(|| rusqlite::Error::StatementChangedRows(0).into())
    }

    /// Runs an INSERT of one row that does nothing where such a row is there; answers the new row's id, if it is new.
    pub fn insert_if_new<Id: FromSql>(&self, sql: &str, params: impl Params) -> Result<Option<Id>, Refusal> {
        match self.execute(sql, params)? {
            0 => Ok(None),
            1 => Ok(Some(row::number(self.connection.last_insert_rowid())?)),
            rows => Err(rusqlite::Error::StatementChangedRows(rows).into()),
        }
    }

    /// The only row of a query.
    ///
    /// # Errors
    /// `store`, also when there is no row.
    pub fn one<T: FromRow>(&self, sql: &str, params: impl Params) -> Result<T, Refusal> {
        self.maybe(sql, params)?.ok_or_else(|| rusqlite::Error::QueryReturnedNoRows.into())
    }

    /// The first row of a query, if there is one.
    pub fn maybe<T: FromRow>(&self, sql: &str, params: impl Params) -> Result<Option<T>, Refusal> {
        let mut first = None;
        self.each(sql, params, |row| {
            first = Some(row);
            Ok(false)
        })?;
        Ok(first)
    }

    /// Every row of a query.
    pub fn all<T: FromRow>(&self, sql: &str, params: impl Params) -> Result<Vec<T>, Refusal> {
        let mut all = Vec::new();
        self.each(sql, params, |row| {
            all.push(row);
            Ok(true)
        })?;
        Ok(all)
    }

    /// Hands every row of a query to `each`, one at a time, until it says to stop; for lists too long to hold.
    ///
    /// # Errors
    /// `store`, or what `each` refuses.
    pub fn each<T: FromRow>(
        &self,
        sql: &str,
        params: impl Params,
        mut each: impl FnMut(T) -> Result<bool, Refusal>,
    ) -> Result<(), Refusal> {
        let mut statement = self.prepare(sql, &params)?;
        let writes = !statement.readonly();
        let mut rows = statement.raw_query();
        loop {
            let row = rows.next();
            if writes {
                // All that it changes is changed before the first row comes.
                self.statement_is(row.is_ok());
            }
            let Some(row) = row? else { break };
            if !each(Row::new(row).take()?)? {
                break;
            }
        }
        Ok(())
    }

    /// Runs a statement for each of `rows`, which are what its only list of VALUES holds, and hands over what it returns,
    /// in no order. Hundreds of rows are one statement: SQLite keeps a journal of every page that a statement changes.
    ///
    /// # Errors
    /// `store`, or what `each` refuses.
    pub fn for_rows<const N: usize, T: FromRow>(
        &self,
        sql: &str,
        rows: &[[i64; N]],
        mut each: impl FnMut(T) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let mut each = |row| each(row).map(|()| true);
        let list = |first: usize| {
            let numbers: Vec<String> = (first + 1..=first + N).map(|number| format!("?{number}")).collect();
            format!("({})", numbers.join(", "))
        };
        let lists: Vec<String> = (0..ROWS_OF_A_STATEMENT).map(|row| list(row * N)).collect();
        let of_many = sql.replace(&list(0), &lists.join(", "));
        let chunks = rows.chunks_exact(ROWS_OF_A_STATEMENT);
        let rest = chunks.remainder();
        for many in chunks {
            self.each(&of_many, many.concat(), &mut each)?;
        }
        for one in rest {
            self.each(sql, one.to_vec(), &mut each)?;
        }
        Ok(())
    }

    /// Runs `work` in one IMMEDIATE transaction: it happens whole, or not at all. Within another transaction it is
    /// a step of that one.
    ///
    /// # Errors
    /// `store`, or what `work` refuses.
    pub fn transaction<T>(&self, work: impl FnOnce(&Self) -> Result<T, Refusal>) -> Result<T, Refusal> {
        if self.connection.is_autocommit() { self.attempt(work) } else { self.savepoint(work) }
    }

    /// Like [`Db::transaction`], for work that can fail in more ways than a command.
    ///
    /// # Errors
    /// `store`, or what `work` says. Then nothing was changed, but for [`StoreFault::Unconfirmed`]: there it is not
    /// known.
    ///
    /// [`StoreFault::Unconfirmed`]: crate::domain::refusal::StoreFault::Unconfirmed
    pub fn attempt<T, E: From<Refusal>>(&self, work: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        if let Some(fault) = &self.barred {
            return Err(Refusal::Store { fault: fault.clone() }.into());
        }
        let path = std::path::Path::new(self.connection.path().unwrap_or_default());
        self.patience.begin(&self.connection).map_err(|error| open::named(error, path))?;
        let done = self.watch_anew().map_err(E::from).and_then(|()| work(self)).and_then(|answer| {
            self.put_back()?;
            self.refuse_unlogged()?;
            Ok(answer)
        });
        let done = done.and_then(|answer| match self.commit() {
            Ok(()) => Ok(answer),
            Err(error) => Err(error::of_commit(error, path).into()),
        });
        if done.is_err() {
            self.roll_back("ROLLBACK");
            self.aside.take();
            self.captured_is(None);
        }
        done
    }

    /// Whether a transaction or a snapshot has begun and not ended.
    pub fn is_in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    /// Begins no transaction from now on, for this reason.
    pub fn bar(&mut self, fault: StoreFault) {
        self.barred = Some(fault);
    }

    /// Why it begins no transaction.
    pub fn barred(&self) -> Option<&StoreFault> {
        self.barred.as_ref()
    }

    /// Waits like this from now on for other programs that are writing.
    pub fn wait_with(&mut self, patience: Patience) {
        self.patience = patience;
    }

    /// Runs `work`, which only reads, on the store as it is at one moment, whatever others write meanwhile. Within
    /// another snapshot or a transaction, that is its moment.
    ///
    /// # Errors
    /// `store`, or what `work` refuses.
    pub fn snapshot<T, E: From<Refusal>>(&self, work: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        if !self.connection.is_autocommit() {
            return work(self);
        }
        self.connection.execute_batch("BEGIN").map_err(Refusal::from)?;
        let answer = work(self);
        self.roll_back("ROLLBACK");
        answer
    }

    /// Runs `work` within a transaction so that a refusal undoes only what `work` did. While a savepoint is open, SQLite
    /// goes through all that it has kept for it after each statement: it is nothing for work of many statements.
    fn savepoint<T>(&self, work: impl FnOnce(&Self) -> Result<T, Refusal>) -> Result<T, Refusal> {
        self.connection.execute_batch("SAVEPOINT step")?;
        let before = self.captured();
        match work(self) {
            Ok(answer) => {
                self.connection.execute_batch("RELEASE step")?;
                Ok(answer)
            }
            Err(refusal) => {
                self.roll_back("ROLLBACK TO step; RELEASE step");
                self.captured_is(before);
                Err(refusal)
            }
        }
    }

    /// A number that changes when another connection has changed the store.
    pub fn data_version(&self) -> Result<i64, Refusal> {
        self.one("PRAGMA data_version", [])
    }

    /// SQLite's count of the changes of the schema.
    pub fn schema_cookie(&self) -> Result<i64, Refusal> {
        self.one("PRAGMA schema_version", [])
    }

    /// Whether the store has the schema of an older program, which only a writer brings up to date.
    pub fn is_of_older_schema(&self) -> Result<bool, Refusal> {
        Ok(self.schema_version()? < newest_schema())
    }

    /// The version of the schema.
    pub fn schema_version(&self) -> Result<i64, Refusal> {
        self.one("PRAGMA user_version", [])
    }

    /// Brings the schema up to date, as a step of the transaction that has begun.
    pub fn migrate(&self) -> Result<(), Refusal> {
        migrate::migrate(&self.connection).map_err(|error| open::named(error, self.path()))
    }

    /// Brings what stands in the WAL into the file, as far as nobody reads it just now.
    pub fn write_through(&self) {
        // Where it cannot be, it stands in the WAL, and is as safe there.
        let _ = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }

    /// Keeps at most so many MiB of the file in memory. What is read again comes from the system's own cache then.
    pub fn keep_at_most(&self, mib: u32) -> Result<(), Refusal> {
        Ok(self.connection.pragma_update(None, "cache_size", -1024 * i64::from(mib))?)
    }

    /// Does `work` while so many MiB of the file are kept in memory, as far as it reads them.
    fn keeping<T>(&self, mib: u32, work: impl FnOnce(&Self) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let before: i64 = self.one("PRAGMA cache_size", [])?;
        self.keep_at_most(mib)?;
        let answer = work(self);
        self.connection.pragma_update(None, "cache_size", before)?;
        self.connection.execute_batch("PRAGMA shrink_memory")?;
        answer
    }

    /// The path of the store's file, without links.
    pub fn path(&self) -> &std::path::Path {
        std::path::Path::new(self.connection.path().unwrap_or_default())
    }

    /// Makes sure that the file that is open is the one at `path`: what is written to one that was moved away, or that another
    /// has taken the place of, is lost.
    ///
    /// # Errors
    /// `store`: it is not.
    pub fn stands_at(&self, path: &std::path::Path) -> Result<(), Refusal> {
        let fault = StoreFault::Replaced { path: path.display().to_string() };
        if self.held.is_at(path) { Ok(()) } else { Err(Refusal::Store { fault }) }
    }

    /// Writes a whole copy of the store to a new file that nobody else on the machine can read.
    ///
    /// # Errors
    /// `store`, also when there is a file at that place.
    pub fn copy_to(&self, path: &std::path::Path) -> Result<(), Refusal> {
        // SQLite fills a file that is empty.
        private::make(path).map_err(|error| file_fault(path, &error))?;
        // The copy is all that is written, but SQLite counts it as one of the files that a reader may not touch.
        let is_reader: bool = self.one("PRAGMA query_only", [])?;
        self.connection.pragma_update(None, "query_only", false)?;
        let copied = self.execute("VACUUM INTO ?1", [connect::as_given(path).to_string_lossy()]);
        self.connection.pragma_update(None, "query_only", is_reader)?;
        copied?;
        // It counts the copying as a change of the schema, which the log knows nothing of.
        let cookie = self.schema_cookie()?;
        let copy = Self::open_copy(path)?;
        Ok(copy.connection.pragma_update(None, "schema_version", cookie)?)
    }

    /// Has `goes_on` asked now and then, every [`STEPS_OF_A_TICK`] steps of a statement's program, whether the statement
    /// is to go on. One that is not is refused, and has changed nothing.
    pub fn watch(&mut self, goes_on: impl Fn() -> bool + Send + 'static) -> Result<(), Refusal> {
        Ok(self.connection.progress_handler(STEPS_OF_A_TICK, Some(move || !goes_on()))?)
    }

    fn prepare(&self, sql: &str, params: &impl Params) -> Result<rusqlite::CachedStatement<'_>, Refusal> {
        #[cfg(test)]
        strain::note(sql);
        #[cfg(test)]
        strain::before_statement(sql)?;
        let sql = hints::expand(sql);
        let mut statement = self.connection.prepare_cached(&sql)?;
        if self.capture.get().is_some()
            && self.connection.is_autocommit()
            && !statement.readonly()
            && !sql.starts_with("VACUUM")
        {
            // Outside a transaction there is no entry that could tell of it.
            return Err(Refusal::Store { fault: StoreFault::Unlogged { table: "?".to_owned() } });
        }
        row::bind(&mut statement, params)?;
        Ok(statement)
    }

    fn commit(&self) -> rusqlite::Result<()> {
        #[cfg(test)]
        strain::before_commit(&self.connection)?;
        self.connection.execute_batch("COMMIT")
    }

    fn roll_back(&self, sql: &str) {
        // A failed statement may have ended the transaction already (a full disk does); then there is nothing to do.
        let _ = self.connection.execute_batch(sql);
    }
}

//! The database engines: opening, reading and writing, of a file or on a server.
//!
//! Errors of every call: `store`, where nothing else is said.

mod added;
mod capture;
pub mod conditions;
mod error;
mod fill;
mod hints;
mod many;
mod patience;
mod place;
mod postgres;
mod reach;
mod readers;
mod row;
mod row_sum;
mod rows;
pub mod search;
mod sqlite;
#[cfg(test)]
pub(crate) mod strain;
mod values;

pub use capture::{Changes, RowChange, Unwatched};
pub use error::file_fault;
pub use patience::Patience;
pub use place::{DEFAULT_PORT, ServerPlace, is_server, spelled};
pub use postgres::{FindPassword, ServerLine, ServerTurn, find_passwords_by};
pub use reach::{DatedRows, Reach};
pub use readers::{Job, Readers};
pub use row::{FromRow, Params, ReadError, Row};
pub(crate) use row::{columns, params};
pub use row_sum::RowSum;
pub use rows::Shape;
pub use sqlite::{Found, SCHEMA_VERSION, inspect, newest_schema, sqlite_version};
pub(crate) use values::json;
pub use values::{FromSql, Mismatch, ToSql, Value};

use std::cell::OnceCell;
use std::path::Path;

use crate::domain::refusal::{Refusal, StoreFault};

/// An open store.
#[derive(Debug)]
pub struct Db {
    engine: Engine,
    /// How long it waits to begin a transaction.
    patience: Patience,
    /// What is watched of what it changes.
    capture: OnceCell<capture::Capture>,
    /// Why it begins no transaction.
    barred: Option<StoreFault>,
}

/// What keeps a store.
#[derive(Debug)]
enum Engine {
    File(sqlite::File),
    Server(Box<postgres::Session>),
}

impl Db {
    fn of(engine: Engine) -> Self {
        Self { engine, patience: Patience::default(), capture: OnceCell::new(), barred: None }
    }

    /// Runs a statement; answers how many rows it changed.
    pub fn execute(&self, sql: &str, params: impl Params) -> Result<usize, Refusal> {
        match &self.engine {
            Engine::File(file) => {
                let changed = self.prepare(file, sql, &params)?.raw_execute();
                self.statement_is(changed.is_ok());
                self.read_added_in_time(1)?;
                Ok(changed?)
            }
            Engine::Server(session) => {
                self.refuse_outside(session.is_in_transaction())?;
                session.execute(sql, &params.values())
            }
        }
    }

    /// The version of the server, as `15.14`; none: the store is a file.
    pub fn server_version(&self) -> Result<Option<String>, Refusal> {
        match &self.engine {
            Engine::File(_) => Ok(None),
            Engine::Server(_) => {
                self.maybe("SELECT split_part(current_setting('server_version'), ' ', 1)", [])
            }
        }
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
        let number = match &self.engine {
            Engine::File(file) => match self.execute(sql, params)? {
                1 => file.connection.last_insert_rowid(),
                rows => return Err(changed(rows)),
            },
            Engine::Server(session) => {
                self.refuse_outside(session.is_in_transaction())?;
                session.insert(sql, &params.values())?
            }
        };
        Ok(row::number(number)?)
    }

    /// The only row of a query.
    ///
    /// # Errors
    /// `store`, also when there is no row.
    pub fn one<T: FromRow>(&self, sql: &str, params: impl Params) -> Result<T, Refusal> {
        self.maybe(sql, params)?.ok_or_else(|| other("a query that has an answer had none"))
    }

    /// The first row of a query, if there is one.
    pub fn maybe<T: FromRow>(&self, sql: &str, params: impl Params) -> Result<Option<T>, Refusal> {
        let mut first = None;
        self.each_of(sql, params, Length::Short, |row| {
            first = Some(row);
            Ok(false)
        })?;
        Ok(first)
    }

    /// Every row of a query.
    pub fn all<T: FromRow>(&self, sql: &str, params: impl Params) -> Result<Vec<T>, Refusal> {
        let mut all = Vec::new();
        self.each_of(sql, params, Length::Short, |row| {
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
        each: impl FnMut(T) -> Result<bool, Refusal>,
    ) -> Result<(), Refusal> {
        self.each_of(sql, params, Length::Long, each)
    }

    fn each_of<T: FromRow>(
        &self,
        sql: &str,
        params: impl Params,
        length: Length,
        mut each: impl FnMut(T) -> Result<bool, Refusal>,
    ) -> Result<(), Refusal> {
        let file = match &self.engine {
            Engine::File(file) => file,
            Engine::Server(session) => {
                if !postgres::reads(sql) {
                    self.refuse_outside(session.is_in_transaction())?;
                }
                return session.each(sql, &params.values(), length, |row| each(Row::of_server(row).take()?));
            }
        };
        let mut statement = self.prepare(file, sql, &params)?;
        let writes = !statement.readonly();
        let mut rows = statement.raw_query();
        loop {
            let row = rows.next();
            if writes {
                // All that it changes is changed before the first row comes.
                self.statement_is(row.is_ok());
            }
            let Some(row) = row? else { break };
            if !each(Row::of_file(row).take()?)? {
                break;
            }
        }
        Ok(())
    }

    /// Runs `work` in one transaction, while nobody else writes: it happens whole, or not at all. Within another
    /// transaction it is a step of that one.
    ///
    /// # Errors
    /// `store`, or what `work` refuses.
    pub fn transaction<T>(&self, work: impl FnOnce(&Self) -> Result<T, Refusal>) -> Result<T, Refusal> {
        if self.is_in_transaction() { self.savepoint(work) } else { self.attempt(work) }
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
        match &self.engine {
            Engine::File(file) => file.begin(&self.patience)?,
            Engine::Server(session) => session.begin(&self.patience)?,
        }
        let done = self.watch_anew().map_err(E::from).and_then(|()| work(self)).and_then(|answer| {
            self.put_back()?;
            self.refuse_unlogged()?;
            Ok(answer)
        });
        let done = done.and_then(|answer| match &self.engine {
            Engine::File(file) => Ok(file.commit().map(|()| answer)?),
            Engine::Server(session) => Ok(session.commit().map(|()| answer)?),
        });
        if done.is_err() {
            self.roll_back();
            self.captured_is(None);
        }
        done
    }

    /// Whether a transaction or a snapshot has begun and not ended.
    pub fn is_in_transaction(&self) -> bool {
        match &self.engine {
            Engine::File(file) => !file.connection.is_autocommit(),
            Engine::Server(session) => session.is_in_transaction(),
        }
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
        if self.is_in_transaction() {
            return work(self);
        }
        match &self.engine {
            Engine::File(file) => file.run("BEGIN")?,
            Engine::Server(session) => session.begin_reading()?,
        }
        let answer = work(self);
        self.roll_back();
        answer
    }

    /// Runs `work` within a transaction so that a refusal undoes only what `work` did. While a savepoint is open, SQLite
    /// goes through all that it has kept for it after each statement: it is nothing for work of many statements.
    fn savepoint<T>(&self, work: impl FnOnce(&Self) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let before = self.captured()?;
        self.run_plain("SAVEPOINT step")?;
        match work(self) {
            Ok(answer) => {
                self.run_plain("RELEASE step")?;
                Ok(answer)
            }
            Err(refusal) => {
                self.roll_back_step();
                self.captured_is(before);
                Err(refusal)
            }
        }
    }

    /// Runs a statement that is the same for every engine, and that nothing is read from.
    fn run_plain(&self, sql: &str) -> Result<(), Refusal> {
        match &self.engine {
            Engine::File(file) => file.run(sql),
            Engine::Server(session) => session.run(sql),
        }
    }

    /// Undoes what was done since the savepoint.
    fn roll_back_step(&self) {
        match &self.engine {
            // A failed statement may have ended the transaction already.
            Engine::File(file) => drop(file.run("ROLLBACK TO step; RELEASE step")),
            Engine::Server(session) => session.roll_back_step(),
        }
    }

    /// Runs `work`, which only reads, so that what fails in it is over with it: a server ends a whole snapshot otherwise.
    fn apart<T>(&self, work: impl FnOnce(&Self) -> Result<T, Refusal>) -> Result<T, Refusal> {
        match &self.engine {
            Engine::Server(session) if session.is_in_transaction() => {
                session.run("SAVEPOINT step")?;
                let answer = work(self);
                session.roll_back_step();
                answer
            }
            _ => work(self),
        }
    }

    /// Ends a transaction or a snapshot so that nothing of it is kept.
    fn roll_back(&self) {
        match &self.engine {
            Engine::File(file) => file.roll_back(),
            Engine::Server(session) => session.roll_back(),
        }
    }

    /// A number that changes when another connection has changed the store.
    pub fn data_version(&self) -> Result<i64, Refusal> {
        match &self.engine {
            Engine::File(_) => self.one("PRAGMA data_version", []),
            Engine::Server(session) => session.data_version(),
        }
    }

    /// A number that changes with every change of the schema, however it is made.
    pub fn schema_cookie(&self) -> Result<i64, Refusal> {
        match &self.engine {
            Engine::File(_) => self.one("PRAGMA schema_version", []),
            Engine::Server(session) => session.schema_cookie(),
        }
    }

    /// Whether the store has the schema of an older program, which only a writer brings up to date.
    pub fn is_of_older_schema(&self) -> Result<bool, Refusal> {
        Ok(self.schema_version()? < newest_schema())
    }

    /// The version of the schema.
    pub fn schema_version(&self) -> Result<i64, Refusal> {
        match &self.engine {
            Engine::File(_) => self.one("PRAGMA user_version", []),
            Engine::Server(session) => session.schema_version(),
        }
    }

    /// Brings the schema up to date, as a step of the transaction that has begun.
    pub fn migrate(&self) -> Result<(), Refusal> {
        match &self.engine {
            Engine::File(file) => file.migrate(),
            Engine::Server(session) => session.migrate(),
        }
    }

    /// Where the store is: the path of its file, without links, or the address on its server.
    pub fn path(&self) -> &Path {
        match &self.engine {
            Engine::File(file) => file.path(),
            Engine::Server(session) => session.place(),
        }
    }

    /// Has `goes_on` asked now and then whether a statement is to go on; on a server, between statements. One that is not is
    /// refused, and has changed nothing.
    pub fn watch(&mut self, goes_on: impl Fn() -> bool + Send + 'static) -> Result<(), Refusal> {
        match &mut self.engine {
            Engine::File(file) => file.watch(goes_on),
            Engine::Server(session) => {
                session.watch(goes_on);
                Ok(())
            }
        }
    }

    /// The file of the store, where it is one.
    fn file(&self) -> Option<&sqlite::File> {
        match &self.engine {
            Engine::File(file) => Some(file),
            Engine::Server(_) => None,
        }
    }

    /// What is changed outside of a transaction has no entry that could tell of it.
    fn refuse_outside(&self, is_in_transaction: bool) -> Result<(), Refusal> {
        if self.capture.get().is_some() && !is_in_transaction {
            return Err(Refusal::Store { fault: StoreFault::Unlogged { table: "?".to_owned() } });
        }
        Ok(())
    }

    fn prepare<'f>(
        &self,
        file: &'f sqlite::File,
        sql: &str,
        params: &impl Params,
    ) -> Result<rusqlite::CachedStatement<'f>, Refusal> {
        let statement = file.prepare(sql, params)?;
        if !statement.readonly() && !sql.starts_with("VACUUM") {
            self.refuse_outside(!file.connection.is_autocommit())?;
        }
        Ok(statement)
    }
}

/// Whether the answer of a query may be too long to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    Short,
    Long,
}

fn changed(rows: usize) -> Refusal {
    other(&format!("a statement that adds one row changed {rows}"))
}

fn other(detail: &str) -> Refusal {
    Refusal::Store { fault: StoreFault::Other { detail: detail.to_owned() } }
}

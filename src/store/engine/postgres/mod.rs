//! The engine of a store on a server: PostgreSQL 15 or newer.
//!
//! A store is the schema `fapiao_desk` of one database. One row of it, in the table `desk`, is changed by every transaction
//! that writes, first of all: so they come one after the other, as on a file, and what one has read nobody changes before
//! it has ended.

mod altered;
mod changes;
mod error;
mod fill;
mod line;
mod open;
mod password;
mod schema;
mod shapes;
mod turn;
mod value;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::path::{Path, PathBuf};

use ::postgres::types::Type;
use ::postgres::{Client, Row, Statement};

pub use line::ServerLine;
pub(super) use open::inspect;
pub use password::{FindPassword, find_passwords_by};
pub use turn::ServerTurn;
pub(super) use value::value;

use super::{Length, Patience, Value, hints};
use crate::domain::refusal::{Refusal, StoreFault};

/// So many rows of a long answer are held at once.
const ROWS_AT_ONCE: usize = 1_000;

/// So many statements are kept as the server has understood them.
const PREPARED: usize = 400;

/// What is looked up for each row of a statement is looked up by its key. How that is done is settled once a session, and that
/// may be while a table is empty that a million rows come to.
const ALONG_INDEXES: &str = "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off;
    SET enable_hashjoin = off; SET enable_mergejoin = off";

/// Afterwards.
const AS_BEFORE: &str =
    "RESET plan_cache_mode; RESET enable_seqscan; RESET enable_hashjoin; RESET enable_mergejoin";

/// What waits for the row that every writer changes begins anew after so long, so that whoever waits can be told.
const WAIT: &str = "1s";

/// A connection to a store on a server.
pub(super) struct Session {
    client: RefCell<Client>,
    place: PathBuf,
    prepared: RefCell<HashMap<(String, Vec<Kind>), Statement>>,
    state: Cell<State>,
    /// Whether there is a store.
    is_made: Cell<bool>,
    /// Whether the rows that it changes are written down.
    is_watched: Cell<bool>,
    /// The columns of bytes, by table, which are not told from texts where rows are written down.
    bytes: RefCell<BTreeMap<String, BTreeSet<String>>>,
    /// The number of the last changed row that was handed over.
    taken: Cell<i64>,
    /// How often it has written itself.
    own_changes: Cell<i64>,
    /// What stood for the schema when the transaction began.
    cookie: Cell<Option<i64>>,
    /// How many cursors are open.
    cursors: Cell<u32>,
    goes_on: RefCell<Option<Box<dyn Fn() -> bool + Send>>>,
}

/// What the session is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Idle,
    Reading,
    Writing,
}

/// What a parameter is given as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Null,
    Integer,
    Text,
    Bytes,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("place", &self.place)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

impl Session {
    pub fn place(&self) -> &Path {
        &self.place
    }

    pub fn is_in_transaction(&self) -> bool {
        self.state.get() != State::Idle
    }

    pub fn watch(&self, goes_on: impl Fn() -> bool + Send + 'static) {
        self.goes_on.replace(Some(Box::new(goes_on)));
    }

    /// Runs statements that have no parameters, and that nothing is read from.
    pub fn run(&self, sql: &str) -> Result<(), Refusal> {
        self.with(|client| client.batch_execute(sql))
    }

    fn run_all(&self, statements: &[String]) -> Result<(), Refusal> {
        self.run(&statements.join(";\n"))
    }

    /// Runs a statement; answers how many rows it changed.
    pub fn execute(&self, sql: &str, params: &[Value<'_>]) -> Result<usize, Refusal> {
        let statement = self.prepare(&(sql.to_owned(), Kind::of_all(params)))?;
        let changed = self.with(|client| client.execute(&statement, &value::bound(params)))?;
        Ok(usize::try_from(changed).unwrap_or(usize::MAX))
    }

    /// Runs an INSERT of one row; answers the number of the new row.
    pub fn insert(&self, sql: &str, params: &[Value<'_>]) -> Result<i64, Refusal> {
        let sql = format!("{} RETURNING id", sql.trim_end().trim_end_matches(';'));
        match &self.rows(&sql, params)?[..] {
            [row] => Ok(row.get(0)),
            rows => Err(super::changed(rows.len())),
        }
    }

    fn rows(&self, sql: &str, params: &[Value<'_>]) -> Result<Vec<Row>, Refusal> {
        self.rows_of(sql, params, Kind::of_all(params))
    }

    fn rows_of(&self, sql: &str, params: &[Value<'_>], kinds: Vec<Kind>) -> Result<Vec<Row>, Refusal> {
        let key = (sql.to_owned(), kinds);
        let ask = || {
            let statement = self.prepare(&key)?;
            self.with(|client| client.query(&statement, &value::bound(params)))
        };
        // What only reads is asked once more where only now it shows that the connection was lost.
        ask().or_else(|refusal| {
            let can_ask_again = !self.is_in_transaction() && self.client.borrow().is_closed() && reads(sql);
            if can_ask_again { ask() } else { Err(refusal) }
        })
    }

    /// Hands every row of an answer to `each`, until that says to stop; `params` are what several rows of so many columns
    /// hold. Nothing is of the kind of what others have in its column: it is the same statement whatever is missing.
    pub fn each_of_rows(
        &self,
        sql: &str,
        params: &[Value<'_>],
        columns: usize,
        each: impl FnMut(&Row) -> Result<bool, Refusal>,
    ) -> Result<(), Refusal> {
        let of_column = |column| {
            let kinds = params.iter().skip(column).step_by(columns).map(Kind::of);
            kinds.clone().find(|kind| *kind != Kind::Null).unwrap_or(Kind::Null)
        };
        let of_columns: Vec<Kind> = (0..columns).map(of_column).collect();
        let many = params.len() / columns.max(1);
        let kinds = of_columns.repeat(many);
        if many == 1 || !self.is_in_transaction() {
            return hand_over(&self.rows_of(sql, params, kinds)?, each);
        }
        self.run(ALONG_INDEXES)?;
        let rows = self.rows_of(sql, params, kinds);
        let is_as_before = self.run(AS_BEFORE);
        // Where the statement failed, the transaction takes it back.
        let rows = rows?;
        is_as_before?;
        hand_over(&rows, each)
    }

    /// Hands every row of an answer to `each`, until that says to stop. What may be long is held in parts.
    pub fn each(
        &self,
        sql: &str,
        params: &[Value<'_>],
        length: Length,
        each: impl FnMut(&Row) -> Result<bool, Refusal>,
    ) -> Result<(), Refusal> {
        if length == Length::Short || !reads(sql) {
            return hand_over(&self.rows(sql, params)?, each);
        }
        if self.is_in_transaction() {
            return self.each_of_cursor(sql, params, each);
        }
        self.begin_reading()?;
        let done = self.each_of_cursor(sql, params, each);
        self.roll_back();
        done
    }

    fn each_of_cursor(
        &self,
        sql: &str,
        params: &[Value<'_>],
        mut each: impl FnMut(&Row) -> Result<bool, Refusal>,
    ) -> Result<(), Refusal> {
        let number = self.cursors.get();
        let sql = format!("DECLARE cursor_{number} NO SCROLL CURSOR FOR {sql}");
        self.execute(&sql, params)?;
        self.cursors.set(number + 1);
        let fetch = format!("FETCH {ROWS_AT_ONCE} FROM cursor_{number}");
        let mut all = || {
            loop {
                let rows = self.with(|client| client.query_typed(&fetch, &[]))?;
                for row in &rows {
                    if !each(row)? {
                        return Ok(());
                    }
                }
                if rows.len() < ROWS_AT_ONCE {
                    return Ok(());
                }
            }
        };
        let done = all();
        self.cursors.set(number);
        // Where something failed, it is gone with the transaction, or at its end.
        let _ = self.client.borrow_mut().batch_execute(&format!("CLOSE cursor_{number}"));
        done
    }

    /// The statement as the server has understood it.
    fn prepare(&self, key: &(String, Vec<Kind>)) -> Result<Statement, Refusal> {
        self.connect_anew_if_lost()?;
        if let Some(prepared) = self.prepared.borrow().get(key) {
            return Ok(prepared.clone());
        }
        let (sql, kinds) = key;
        let text = value::numbered(&hints::for_postgres(sql));
        let types: Vec<Type> = kinds.iter().map(|kind| kind.to_type()).collect();
        let prepared = self.with(|client| client.prepare_typed(&text, &types))?;
        let mut all = self.prepared.borrow_mut();
        if all.len() >= PREPARED {
            all.clear();
        }
        all.insert(key.clone(), prepared.clone());
        Ok(prepared)
    }

    /// Does `work` on the connection, which is made anew where it was lost and nothing is lost with it.
    fn with<T>(&self, work: impl FnOnce(&mut Client) -> Result<T, ::postgres::Error>) -> Result<T, Refusal> {
        self.connect_anew_if_lost()?;
        if self.goes_on.borrow().as_ref().is_some_and(|goes_on| !goes_on()) {
            return Err(super::other("stopped"));
        }
        work(&mut self.client.borrow_mut()).map_err(|error| error::refusal(&error, &self.place))
    }

    fn connect_anew_if_lost(&self) -> Result<(), Refusal> {
        if self.state.get() != State::Idle || !self.client.borrow().is_closed() {
            return Ok(());
        }
        let mut client = open::connect(&self.place)?;
        if self.is_watched.get() {
            client.batch_execute(changes::TABLE).map_err(|error| error::refusal(&error, &self.place))?;
            self.taken.set(0);
        }
        self.prepared.borrow_mut().clear();
        drop(self.client.replace(client));
        Ok(())
    }

    /// Begins something by these statements; where only then it shows that the connection was lost, on a new one.
    fn begin_by(&self, sql: &str) -> Result<(), Refusal> {
        let begin = || {
            self.run(sql).inspect_err(|_| {
                // It may have begun, and failed behind that.
                let _ = self.client.borrow_mut().batch_execute("ROLLBACK");
            })
        };
        begin().or_else(|refusal| if self.client.borrow().is_closed() { begin() } else { Err(refusal) })
    }

    /// Begins a transaction that writes, once no other does.
    pub fn begin(&self, patience: &Patience) -> Result<(), Refusal> {
        if !self.is_made.get() {
            // Whoever comes second finds what the first has made.
            self.begin_by("BEGIN; SELECT pg_advisory_xact_lock(hashtext('fapiao_desk'))")?;
            self.state.set(State::Writing);
            self.look_whether_made().inspect_err(|_| self.roll_back())?;
            if !self.is_made.get() {
                return Ok(());
            }
            self.roll_back();
        }
        let begin = format!(
            "BEGIN; SET LOCAL lock_timeout = '{WAIT}'; UPDATE desk SET changes = changes + 1;
            SET LOCAL lock_timeout = 0; {}",
            line::WRITTEN
        );
        let is_taken = |refusal: &Refusal| matches!(refusal, Refusal::Store { fault: StoreFault::Locked });
        patience.wait(is_taken, || self.begin_by(&begin))?;
        self.state.set(State::Writing);
        self.cookie.set(None);
        Ok(())
    }

    /// From here on the store stays as it is for this connection.
    pub fn begin_reading(&self) -> Result<(), Refusal> {
        self.begin_by("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
        self.state.set(State::Reading);
        Ok(())
    }

    pub fn commit(&self) -> Result<(), Refusal> {
        let committed = self.client.borrow_mut().batch_execute("COMMIT");
        committed.map_err(|error| error::of_commit(&error, &self.place))?;
        self.state.set(State::Idle);
        self.own_changes.set(self.own_changes.get() + 1);
        Ok(())
    }

    /// Undoes what was done since the savepoint `step`, also where nothing is to go on.
    pub fn roll_back_step(&self) {
        // A lost connection has undone all.
        let _ = self.client.borrow_mut().batch_execute("ROLLBACK TO step; RELEASE step");
    }

    pub fn roll_back(&self) {
        // Where the connection was lost, the server has done it.
        let _ = self.client.borrow_mut().batch_execute("ROLLBACK");
        self.state.set(State::Idle);
        self.cursors.set(0);
    }

    /// A number that changes when another connection has written.
    pub fn data_version(&self) -> Result<i64, Refusal> {
        Ok(self.number("SELECT changes FROM desk")? - self.own_changes.get())
    }

    /// The version of the schema, 0 where there is none.
    pub fn schema_version(&self) -> Result<i64, Refusal> {
        self.look_whether_made()?;
        if self.is_made.get() { self.number("SELECT schema_version FROM desk") } else { Ok(0) }
    }

    fn number(&self, sql: &str) -> Result<i64, Refusal> {
        let rows = self.rows(sql, &[])?;
        rows.first().map(|row| row.get(0)).ok_or_else(|| super::other("the table desk has no row"))
    }

    fn look_whether_made(&self) -> Result<(), Refusal> {
        if !self.is_made.get() {
            self.is_made.set(self.has_table("desk")?);
        }
        Ok(())
    }

    /// Makes the store, where there is none.
    pub fn migrate(&self) -> Result<(), Refusal> {
        if self.schema_version()? != 0 {
            return Ok(());
        }
        self.run("CREATE SCHEMA IF NOT EXISTS fapiao_desk")?;
        self.run_all(&schema::statements()?)?;
        self.execute("UPDATE desk SET fingerprint = ?1", &[Value::Integer(self.fingerprint()?)])?;
        self.cookie.set(None);
        self.is_made.set(true);
        Ok(())
    }
}

fn hand_over(rows: &[Row], mut each: impl FnMut(&Row) -> Result<bool, Refusal>) -> Result<(), Refusal> {
    for row in rows {
        if !each(row)? {
            break;
        }
    }
    Ok(())
}

/// Whether a statement only reads.
pub(super) fn reads(sql: &str) -> bool {
    let text = hints::for_postgres(sql);
    let text = text.trim_start();
    ["SELECT", "WITH"].iter().any(|word| text.starts_with(word)) && !text.contains("RETURNING")
}

impl Kind {
    const fn of(value: &Value<'_>) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Integer(_) => Self::Integer,
            Value::Text(_) => Self::Text,
            Value::Blob(_) => Self::Bytes,
        }
    }

    fn of_all(values: &[Value<'_>]) -> Vec<Self> {
        values.iter().map(Self::of).collect()
    }

    /// What nothing is, the server sees from where it stands.
    const fn to_type(self) -> Type {
        match self {
            Self::Null => Type::UNKNOWN,
            Self::Integer => Type::INT8,
            Self::Text => Type::TEXT,
            Self::Bytes => Type::BYTEA,
        }
    }
}

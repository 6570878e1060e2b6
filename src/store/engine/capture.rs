//! What the writing connection changes, row by row, however it is done: triggers hand over what was there and what is there
//! now. So nothing can be written past it, neither by a statement nor by a trigger or foreign key of the store.
//!
//! What a statement did counts once it has ended well, since SQLite undoes one that failed; what was done since a
//! savepoint began is forgotten with it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::types::ValueRef;

use super::added::Added;
use super::reach::{Reach, WatchedDay};
use super::row_sum::RowSum;
use super::rows::{self, Shape};
use super::{Db, Engine, Value, sqlite};
use crate::domain::refusal::{Refusal, StoreFault};

/// So many changed rows are told one by one; of the others it is told how many there are.
pub(super) const TOLD: usize = 100;

/// So many bytes of rows are kept before they are hashed.
const KEPT_BYTES: usize = 256 << 10;

/// What the triggers of this connection hand over.
#[derive(Debug)]
pub(super) struct Capture(Arc<Mutex<Captured>>);

/// What is known of what was changed.
#[derive(Debug)]
pub(super) struct Captured {
    pub(super) shapes: Arc<[Shape]>,
    /// Of each table, whether its rows are worked out from others, and not told.
    is_derived: Vec<bool>,
    /// The days of rows that are looked at, by the place of their table.
    pub(super) days: BTreeMap<usize, Vec<WatchedDay>>,
    /// What the statement that runs now has done.
    statement: Done,
    /// What was done since the log was last written.
    pub(super) done: Done,
    /// A table to which rows are added by the thousand.
    pub(super) added: Option<Added>,
    /// SQLite's count of the changes of the schema when the log was last written in this transaction, or it began.
    cookie: i64,
}

/// Rows that came and went.
#[derive(Clone, Debug, Default)]
pub(super) struct Done {
    /// What is not hashed yet: of each row its table, whether it is there now, its length and its bytes.
    rows: Vec<u8>,
    /// What all others come to, by table.
    pub(super) sums: BTreeMap<usize, RowSum>,
    pub(super) told: Vec<RowChange>,
    /// How many changes are not told.
    pub(super) more: u64,
    /// How far back what was changed reaches.
    pub(super) reach: Reach,
}

/// A row that was changed, with its values in the order of the columns of its table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChange {
    /// The place of its table among the shapes.
    pub table: usize,
    /// What stood there; none: it was added.
    pub before: Option<Vec<Value<'static>>>,
    /// What stands there now; none: it was removed.
    pub after: Option<Vec<Value<'static>>>,
}

/// What was changed since the log was last written.
#[derive(Clone, Debug)]
pub struct Changes {
    /// The tables that are watched.
    pub shapes: Arc<[Shape]>,
    /// What is to be added to the sum of each table that was changed, by its place among the shapes.
    pub sums: BTreeMap<usize, RowSum>,
    /// The first changes, row by row.
    pub told: Vec<RowChange>,
    /// How many there are besides.
    pub more: u64,
}

/// Which tables are not watched, and which are worked out from others.
#[derive(Clone, Copy, Debug)]
pub struct Unwatched<'a> {
    /// Tables whose rows nobody vouches for.
    pub tables: &'a [&'a str],
    /// Tables that are watched, and of which it is not told what changed.
    pub derived: &'a [&'a str],
}

impl Db {
    /// Watches from now on what this connection changes in every table but these.
    ///
    /// # Errors
    /// `store`.
    pub fn capture(&self, but: Unwatched<'_>) -> Result<(), Refusal> {
        let shapes: Arc<[Shape]> = self.shapes(but.tables)?.into();
        let is_derived = shapes.iter().map(|shape| but.derived.contains(&&*shape.table)).collect();
        let captured = Captured {
            shapes: Arc::clone(&shapes),
            is_derived,
            days: BTreeMap::new(),
            statement: Done::default(),
            done: Done::default(),
            added: None,
            cookie: 0,
        };
        let capture = Capture(Arc::new(Mutex::new(captured)));
        match &self.engine {
            Engine::File(file) => file.hand_over_to(capture.share())?,
            Engine::Server(session) => session.write_down_changes()?,
        }
        // Whoever watches already goes on with that.
        let _ = self.capture.set(capture);
        self.watch_all()
    }

    /// Makes the triggers that are the connection's own.
    fn watch_all(&self) -> Result<(), Refusal> {
        let (Some(capture), Engine::File(file)) = (self.capture.get(), &self.engine) else { return Ok(()) };
        let shapes = Arc::clone(&capture.lock().shapes);
        file.watch_all(&shapes)
    }

    /// Has what SQLite keeps for a while in files rather than in memory, or in memory again; outside of a transaction.
    ///
    /// # Errors
    /// `store`.
    pub fn keep_temporary_in_files(&self, in_files: bool) -> Result<(), Refusal> {
        let Some(file) = self.file() else { return Ok(()) };
        file.run(if in_files { "PRAGMA temp_store = FILE" } else { "PRAGMA temp_store = MEMORY" })?;
        // The triggers are gone with what was kept before.
        self.watch_all()
    }

    /// Gives temporary storage up that a migration may have opened, and that could no longer be changed then within a
    /// transaction.
    ///
    /// # Errors
    /// `store`.
    pub fn renew_temporary(&self) -> Result<(), Refusal> {
        [true, false].into_iter().try_for_each(|in_files| self.keep_temporary_in_files(in_files))
    }

    /// What was changed since this was last asked, within this transaction; none where nothing is watched.
    ///
    /// # Errors
    /// `store`.
    pub fn changes(&self) -> Result<Option<Changes>, Refusal> {
        self.take_over()?;
        let Some(capture) = self.capture.get() else { return Ok(None) };
        let mut captured = capture.lock();
        let Done { rows, mut sums, told, more, .. } = std::mem::take(&mut captured.done);
        count(&captured.shapes, &rows, &mut sums);
        Ok(Some(Changes { shapes: Arc::clone(&captured.shapes), sums, told, more }))
    }

    /// Takes over what a server has written down of rows that were changed.
    pub(super) fn take_over(&self) -> Result<(), Refusal> {
        let (Some(capture), Engine::Server(session)) = (self.capture.get(), &self.engine) else {
            return Ok(());
        };
        session.each_change(|table, before, after| {
            let mut captured = capture.lock();
            if let Some(place) = captured.shapes.iter().position(|shape| shape.table == table) {
                let [before, after] =
                    [before, after].map(|row| row.map(|row| row.values(&captured.shapes[place])).transpose());
                let (before, after) = (before?, after?);
                let sides = [&before, &after];
                let values: Vec<ValueRef<'_>> =
                    sides.into_iter().flatten().flatten().map(sqlite::as_is).collect();
                captured.see(place, [before.is_some(), after.is_some()], |column| values[column]);
            }
            Ok(())
        })?;
        self.statement_is(true);
        Ok(())
    }

    /// What is watched begins with a transaction.
    pub(super) fn watch_anew(&self) -> Result<(), Refusal> {
        if let Some(capture) = self.capture.get() {
            capture.lock().cookie = self.schema_cookie()?;
        }
        Ok(())
    }

    /// SQLite's count of the changes of the schema, as it was when the transaction began or this was last asked within it,
    /// and as it is now. What is done here changes the schema too, and makes it again.
    pub fn schema_cookies(&self) -> Result<(i64, i64), Refusal> {
        let now = self.schema_cookie()?;
        let before =
            self.capture.get().map_or(now, |capture| std::mem::replace(&mut capture.lock().cookie, now));
        Ok((before, now))
    }

    /// What was changed and is in no entry of the log may not stay.
    pub(super) fn refuse_unlogged(&self) -> Result<(), Refusal> {
        self.take_over()?;
        let Some(capture) = self.capture.get() else { return Ok(()) };
        let captured = capture.lock();
        let first = match captured.done.rows.first() {
            Some(table) => Some(usize::from(*table)),
            None => captured.done.sums.keys().next().copied(),
        };
        let Some(shape) = first.and_then(|table| captured.shapes.get(table)) else { return Ok(()) };
        Err(Refusal::Store { fault: StoreFault::Unlogged { table: shape.table.clone() } })
    }

    /// The statement that ran has come so far; or, if it failed, all that it did is undone.
    pub(super) fn statement_is(&self, well: bool) {
        let Some(capture) = self.capture.get() else { return };
        let mut captured = capture.lock();
        let statement = std::mem::take(&mut captured.statement);
        if well {
            captured.done.add(statement);
            captured.hash_many();
        }
    }

    /// What was done so far, to go back to it.
    pub(super) fn captured(&self) -> Result<Option<Done>, Refusal> {
        self.take_over()?;
        Ok(self.capture.get().map(|capture| capture.lock().done.clone()))
    }

    /// Everything since then was undone.
    pub(super) fn captured_is(&self, done: Option<Done>) {
        if let Some(capture) = self.capture.get() {
            let mut captured = capture.lock();
            if done.is_none() {
                captured.added = None;
            }
            captured.done = done.unwrap_or_default();
        }
    }
}

impl Capture {
    pub(super) fn lock(&self) -> MutexGuard<'_, Captured> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn share(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl Captured {
    /// A row of the table at this place was changed: whether it was and is there, and the values of its columns, as they were
    /// and behind them as they are.
    pub(super) fn see<'v>(
        &mut self,
        place: usize,
        [was, is]: [bool; 2],
        value: impl Fn(usize) -> ValueRef<'v>,
    ) {
        let Some(shape) = self.shapes.get(place) else { return };
        let columns = shape.columns.len();
        if let Some(added) = self.added.as_ref().filter(|added| added.table == place)
            && let Some(number) = shape.number_at()
            && let ValueRef::Integer(number) = value(number)
            && number > added.read_to
        {
            // It will be read as it is then.
            return;
        }
        let before = was.then_some(0);
        let after = is.then_some(if was { columns } else { 0 });
        for day in self.days.get(&place).into_iter().flatten() {
            day.look([before, after], &value, &mut self.statement.reach);
        }
        let mut change = RowChange { table: place, before: None, after: None };
        let is_told = !self.is_derived.get(place).copied().unwrap_or_default();
        let is_told_whole = is_told && self.statement.told.len() + self.done.told.len() < TOLD;
        let mut first = 0;
        for (is_there, is_after) in [(was, false), (is, true)] {
            if !is_there {
                continue;
            }
            let rows = &mut self.statement.rows;
            rows.extend([u8::try_from(place).unwrap_or(u8::MAX), u8::from(is_after)]);
            let length_at = rows.len();
            rows.extend([0; 4]);
            (first..first + columns).for_each(|column| rows::write(rows, value(column)));
            let begins = length_at + 4;
            let length = u32::try_from(rows.len() - begins).unwrap_or(u32::MAX);
            rows[length_at..begins].copy_from_slice(&length.to_le_bytes());
            if is_told_whole {
                let values = Some(rows::read(&rows[begins..]));
                *(if is_after { &mut change.after } else { &mut change.before }) = values;
            }
            first += columns;
        }
        if is_told_whole {
            self.statement.told.push(change);
        } else if is_told {
            self.statement.more += 1;
        }
        if self.statement.rows.len() > KEPT_BYTES {
            count(&self.shapes, &std::mem::take(&mut self.statement.rows), &mut self.statement.sums);
        }
    }

    /// Hashes what was kept, where it is much.
    fn hash_many(&mut self) {
        if self.done.rows.len() > KEPT_BYTES {
            count(&self.shapes, &std::mem::take(&mut self.done.rows), &mut self.done.sums);
        }
    }
}

impl Done {
    fn add(&mut self, more: Self) {
        self.rows.extend(more.rows);
        for (table, sum) in more.sums {
            self.sums.entry(table).or_default().add(&sum);
        }
        self.told.extend(more.told);
        self.more += more.more;
        self.reach.add(more.reach);
    }
}

/// Counts the rows that were kept into the sums of their tables.
fn count(shapes: &[Shape], mut rows: &[u8], sums: &mut BTreeMap<usize, RowSum>) {
    while let Some(&[table, is_added, a, b, c, d]) = rows.split_off(..6) {
        let length = u32::from_le_bytes([a, b, c, d]) as usize;
        let Some(row) = rows.split_off(..length) else { return };
        let table = usize::from(table);
        if let Some(shape) = shapes.get(table) {
            sums.entry(table).or_default().count(shape.hash(row), is_added == 1);
        }
    }
}

#[cfg(test)]
mod tests;

//! Rows that are added by the thousand: they are read again and hashed beside the work, instead of being handed over one
//! by one by a trigger, which would take as long as adding them.

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::{Builder, JoinHandle};

use super::capture::{RowChange, TOLD};
use super::reach::Reach;
use super::row_sum::RowSum;
use super::rows::{self, Shape};
use super::{Db, Engine};
use crate::domain::refusal::{Refusal, StoreFault};

/// So many rows are read again at once, as long as they are at hand still.
const AT_ONCE: usize = 1_024;

/// So many bytes they are at most, but for rows with long texts.
const BYTES: usize = 256 << 10;

/// The rows of a table that come in this transaction, all of them behind those that were there.
#[derive(Debug)]
pub(super) struct Added {
    /// The place of the table among the shapes.
    pub table: usize,
    /// Up to this number they are read again.
    pub read_to: i64,
    /// How many rows statements have written since.
    since: usize,
    to_hash: Sender<Vec<u8>>,
    hashed: JoinHandle<RowSum>,
}

impl Db {
    /// Watches the rows that are added to `table` by reading them again, until what was set aside is put back. Their
    /// numbers come one behind the other. A second table is not watched so.
    ///
    /// # Errors
    /// `store`.
    pub fn expect_rows(&self, table: &str) -> Result<(), Refusal> {
        let Some(capture) = self.capture.get() else { return Ok(()) };
        if capture.lock().added.is_some() {
            return Ok(());
        }
        let shapes = Arc::clone(&capture.lock().shapes);
        let Some(place) = shapes.iter().position(|shape| shape.table == table) else { return Ok(()) };
        let Some(read_to) = self.last_number(&shapes[place])? else { return Ok(()) };
        let (to_hash, rows) = channel::<Vec<u8>>();
        let shape = shapes[place].clone();
        let hash = move || {
            let mut sum = RowSum::default();
            rows.iter().for_each(|rows| count(&shape, &rows, &mut sum));
            sum
        };
        // Where the system has no threads left, the triggers do it.
        let Ok(hashed) = Builder::new().name("hash-rows".to_owned()).spawn(hash) else { return Ok(()) };
        self.hand_over_added(place, &shapes[place], false)?;
        capture.lock().added = Some(Added { table: place, read_to, since: 0, to_hash, hashed });
        Ok(())
    }

    /// Reads the rows again that were added, once they are many; a statement has written so `many`.
    pub(super) fn read_added_in_time(&self, many: usize) -> Result<(), Refusal> {
        let Some(capture) = self.capture.get() else { return Ok(()) };
        let is_time = capture.lock().added.as_mut().is_some_and(|added| {
            added.since += many;
            added.since >= AT_ONCE
        });
        if is_time { self.read_added() } else { Ok(()) }
    }

    pub(super) fn read_added(&self) -> Result<(), Refusal> {
        let Some(capture) = self.capture.get() else { return Ok(()) };
        if capture.lock().added.is_none() {
            return Ok(());
        }
        // What a server has written down of rows that are read now is passed over, as long as they are not read.
        self.take_over()?;
        let mut captured = capture.lock();
        let shapes = Arc::clone(&captured.shapes);
        let Some(added) = &mut captured.added else { return Ok(()) };
        added.since = 0;
        let (table, read_to) = (added.table, added.read_to);
        let days = captured.days.get(&table).cloned().unwrap_or_default();
        drop(captured);
        let (mut rows, mut told) = (Vec::with_capacity(BYTES), Vec::new());
        let (mut more, mut reach) = (0, Reach::default());
        self.each_row(&shapes[table], Some(read_to.saturating_add(1)..=i64::MAX), |row| {
            rows.extend(u32::try_from(row.len()).unwrap_or(u32::MAX).to_le_bytes());
            rows.extend(row);
            more += 1;
            if !days.is_empty() {
                let values = rows::read(row);
                days.iter().for_each(|day| day.look_at_added(&values, &mut reach));
            }
            if told.len() < TOLD {
                told.push(RowChange { table, before: None, after: Some(rows::read(row)) });
            }
            Ok(())
        })?;
        let last = self.last_number(&shapes[table])?.unwrap_or_default();
        let mut captured = capture.lock();
        told.truncate(TOLD.saturating_sub(captured.done.told.len()));
        captured.done.more += more - told.len() as u64;
        captured.done.told.extend(told);
        captured.done.reach.add(reach);
        if let Some(added) = &mut captured.added {
            added.read_to = read_to.max(last);
            // Whoever hashes ends only when nothing comes any more.
            let _ = added.to_hash.send(rows);
        }
        Ok(())
    }

    /// Has rows that are added handed over again, and counts those that were.
    pub(super) fn end_added(&self) -> Result<(), Refusal> {
        self.read_added()?;
        let Some(capture) = self.capture.get() else { return Ok(()) };
        let mut captured = capture.lock();
        let Some(Added { table, to_hash, hashed, .. }) = captured.added.take() else { return Ok(()) };
        drop(to_hash);
        let sum = hashed.join().map_err(|_| Refusal::Store { fault: StoreFault::Stopped })?;
        captured.done.sums.entry(table).or_default().add(&sum);
        let shape = captured.shapes[table].clone();
        drop(captured);
        self.hand_over_added(table, &shape, true)
    }

    /// Has rows that are added to the table at this place handed over one by one, or not.
    fn hand_over_added(&self, place: usize, shape: &Shape, are: bool) -> Result<(), Refusal> {
        match &self.engine {
            Engine::File(file) => file.hand_over_added(place, shape, are),
            Engine::Server(session) => session.hand_over_added(&shape.table, are),
        }
    }
}

/// Counts rows, each behind its length.
fn count(shape: &Shape, mut rows: &[u8], sum: &mut RowSum) {
    while let Some(length) = rows.split_off(..4).and_then(|bytes| bytes.try_into().ok()) {
        let Some(row) = rows.split_off(..u32::from_le_bytes(length) as usize) else { return };
        sum.count(shape.hash(row), true);
    }
}

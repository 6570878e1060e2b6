//! Reads the rows of a table on a thread of its own, some ahead of whoever takes them in.

use std::panic::resume_unwind;
use std::sync::mpsc::{channel, sync_channel};
use std::thread::{Builder, scope};

use super::{ImportError, Stopped};
use crate::domain::refusal::{Refusal, StoreFault};
use crate::exchange::import::{DataRow, Record, Records};

/// How many rows are handed over together.
pub(super) const BATCH: usize = 256;

/// How many batches are read ahead at most.
const AHEAD: usize = 16;

/// Rows that follow each other.
pub(super) struct Batch<R> {
    pub rows: Vec<DataRow<R>>,
    /// How much of the file had been read then, and how much there is, in a unit of its own.
    pub progress: (u64, u64),
}

/// Hands all rows to `take`, in their order; answers what read them.
pub(super) fn read_ahead<'r, R: Record>(
    mut records: Records<'r, R>,
    mut take: impl FnMut(&Batch<R>) -> Result<(), Stopped>,
) -> Result<Records<'r, R>, Stopped> {
    scope(|threads| {
        let (sender, batches) = sync_channel(AHEAD);
        // What held the rows goes back to be used again, and they with it: memory is given up by the thread that asked for
        // it, or the two wait for each other.
        let (back, emptied) = channel::<Vec<DataRow<R>>>();
        let read = move || {
            loop {
                let mut rows = emptied.try_recv().unwrap_or_default();
                rows.clear();
                let failed = records.by_ref().take(BATCH).find_map(|row| row.map(|row| rows.push(row)).err());
                let is_last = failed.is_some() || rows.len() < BATCH;
                let batch = Batch { rows, progress: records.progress() };
                // Where nobody takes any more, the import has stopped.
                if sender.send(failed.map_or(Ok(batch), Err)).is_err() || is_last {
                    return records;
                }
            }
        };
        let reader = Builder::new().name("import-reader".to_owned()).spawn_scoped(threads, read);
        let reader = reader.map_err(|error| {
            let fault = StoreFault::Other { detail: error.to_string() };
            ImportError::Refused(Refusal::Store { fault })
        })?;
        for batch in batches {
            let batch = batch?;
            take(&batch)?;
            // After the last there is nobody who could use it.
            let _ = back.send(batch.rows);
        }
        Ok(reader.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

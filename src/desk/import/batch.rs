//! An import as a batch: its number is with every row that it adds, and what it changes is kept as it was.

use super::{ImportFile, ImportReport};
use crate::desk::clock::Moment;
use crate::domain::ids::{BatchId, IssuerId, UserId};
use crate::domain::refusal::Refusal;
use crate::store::batch::{self, Counts, NewBatch};
use crate::store::engine::Db;

/// Who writes, and in which import.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writer {
    pub by: UserId,
    pub batch: BatchId,
}

/// Begins the batch of a file, within its transaction.
pub(super) fn begin(
    db: &Db,
    moment: &Moment,
    file: &ImportFile,
    sha256: &str,
    issuer: IssuerId,
    by: UserId,
) -> Result<Writer, Refusal> {
    let name = file.path.file_name().unwrap_or_default().to_string_lossy();
    let new = NewBatch { kind: file.kind, file: &name, sha256, issuer, at: moment.now, by };
    Ok(Writer { by, batch: batch::begin(db, new)? })
}

pub(super) fn finish(db: &Db, batch: BatchId, report: &ImportReport) -> Result<(), Refusal> {
    let counts = Counts {
        read: report.read,
        added: report.added,
        changed: report.changed,
        unchanged: report.unchanged,
        refused: u32::try_from(report.refused.len()).unwrap_or(u32::MAX),
    };
    batch::finish(db, batch, counts, report.totals)
}

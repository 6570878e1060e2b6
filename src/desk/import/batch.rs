//! An import as a batch: its number is with every row that it adds, and what it changes is kept as it was.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{ImportFile, ImportReport};
use crate::desk::clock::Moment;
use crate::domain::files::FileError;
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

/// The SHA-256 of a file's content, in lower-case hexadecimal.
pub(super) fn sha256(path: &Path) -> Result<String, FileError> {
    let mut reader = BufReader::with_capacity(1 << 16, File::open(path)?);
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match reader.read(&mut buffer)? {
            0 => break,
            read => hasher.update(&buffer[..read]),
        }
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

//! Reading a backup again after it was made: whether it is whole, and would be restored.

use std::path::Path;

use super::shown;
use crate::desk::proof::log;
use crate::desk::stored_scans;
use crate::domain::check::LostScan;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::exchange::scans::Archive;
use crate::store::engine::Db;

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The scans that are not in it as they were submitted.
    pub lost: Vec<LostScan>,
    /// What is wrong with it: it is there all the same, and would not be restored just so.
    pub flaw: Option<Refusal>,
}

/// Opens a backup, looks over its file, and reads all its scans; and holds its rows and its log against each other.
///
/// # Errors
/// `store`: what is wrong with it, for which it would not be restored. Scans that were lost before it was made are no
/// fault of it.
pub(super) fn verify(backup: &Path, lost_before: usize) -> Result<(), Refusal> {
    read_again(backup, lost_before)?;
    is_as_proved(&Db::open_reader(backup)?, backup)
}

/// The same, and whatever its log proves.
///
/// # Errors
/// `store`: what is wrong with it.
pub(super) fn read_again(backup: &Path, lost_before: usize) -> Result<(), Refusal> {
    let db = Db::open_reader(backup)?;
    look_over(&db)?;
    let lost = stored_scans::lost(&stored_scans::named(&db)?, &Archive::beside(backup));
    match lost.into_iter().nth(lost_before) {
        Some(scan) => Err(Refusal::Store { fault: StoreFault::Corrupt { detail: scan.place } }),
        None => Ok(()),
    }
}

/// Looks over the file of a store, one part after the other: somebody is at work meanwhile.
///
/// # Errors
/// `store`: it is damaged, or cannot be read.
pub(super) fn look_over(db: &Db) -> Result<(), Refusal> {
    for part in db.integrity_parts()? {
        if let Some(detail) = part(db)?.into_iter().next() {
            return Err(Refusal::Store { fault: StoreFault::Corrupt { detail } });
        }
    }
    Ok(())
}

/// Holds the rows and the log of what is a backup at this place against each other, by one reader alone.
///
/// # Errors
/// `store`: it is not what its log proves, or cannot be read.
pub(super) fn is_as_proved(db: &Db, backup: &Path) -> Result<(), Refusal> {
    let changed = db.snapshot(|db| db.read_together(log::changed_since))?;
    match changed.into_iter().next() {
        Some(found) => {
            Err(Refusal::Store { fault: StoreFault::MadeNotAsProved { path: shown(backup), found } })
        }
        None => Ok(()),
    }
}

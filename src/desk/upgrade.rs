//! What becomes of a store where the version of the program changes: one of an older program is brought up to date, after a
//! backup, and one of a newer program is left as it is.

use std::path::Path;

use crate::desk::backup::automatic::{self, Backup, Made};
use crate::desk::clock::Clock;
use crate::desk::server::is_server;
use crate::domain::backup::BackupReason;
use crate::domain::calendar::china_time;
use crate::domain::refusal::{Refusal, StoreFault};
/// The version of the schema that this program gives a store.
pub use crate::store::engine::newest_schema;
use crate::store::engine::{Db, Found, inspect};

/// A store of an older program that was brought up to date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upgraded {
    /// The version of its schema before.
    pub from: i64,
    /// The version that it has now.
    pub to: i64,
    /// The backup of how it was before, which is whole.
    pub backup: Backup,
}

/// The version of the schema of the store at `path`, where that is of an older program.
///
/// # Errors
/// `store`: it is no store, or cannot be read.
pub fn older_schema(path: &Path) -> Result<Option<i64>, Refusal> {
    let Found::OlderStore { .. } = inspect(path)? else { return Ok(None) };
    // As long as somebody else reads the store, a newer version may stand in the WAL alone.
    let schema = Db::open_reader(path)?.schema_version()?;
    Ok((schema < newest_schema()).then_some(schema))
}

/// Backs up a store of an older program, before it is brought up to date; answers what is to be said once it is. One on a
/// server is backed up there, by its administrator.
///
/// # Errors
/// `store`: the backup could not be made, or is not whole. The store is not to be brought up to date then.
pub(in crate::desk) fn back_up_older(path: &Path) -> Result<Option<Upgraded>, Refusal> {
    if is_server(path) {
        return Ok(None);
    }
    let Some(from) = older_schema(path)? else { return Ok(None) };
    let Made { backup, flaw } = automatic::make(path, BackupReason::Upgrade)?;
    match flaw {
        // What was written past the program stays so, and the entry of the upgrade says it.
        None | Some(Refusal::Store { fault: StoreFault::MadeNotAsProved { .. } }) => {
            Ok(Some(Upgraded { from, to: newest_schema(), backup }))
        }
        Some(Refusal::Store { fault }) => {
            let [path, backup] = [path, &backup.path].map(|path| path.display().to_string());
            let flaw = Box::new(fault);
            Err(Refusal::Store { fault: StoreFault::NotUpgraded { path, backup, flaw } })
        }
        Some(other) => Err(other),
    }
}

/// The newest good backup of this store that was made before it was brought up to date and that this program can open: what
/// is left to it once a newer program has.
pub fn before_upgrade(store: &Path) -> Option<Backup> {
    let now = china_time(Clock::System.now());
    let can_be_opened = |backup: &Backup| backup.name.is_encrypted || inspect(&backup.path).is_ok();
    automatic::list(store).found.into_iter().find(|backup| {
        let name = &backup.name;
        backup.is_own && name.is_good(now) && name.reason == BackupReason::Upgrade && can_be_opened(backup)
    })
}

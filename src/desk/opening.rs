//! What a file is that somebody has the program open by name, as a double click does, found out without changing anything in
//! it or beside it.

use std::path::{Path, PathBuf};

use crate::desk::own_files::followed;
use crate::domain::backup::BackupName;
use crate::domain::refusal::{Refusal, StoreFault};
pub use crate::domain::store_place::Concern;
use crate::domain::store_place::{is_set_aside, passing_place};
use crate::exchange::encrypted::is_encrypted;
use crate::store::engine::{Found, inspect, newest_schema};

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// A store. Where there is a concern, it is asked before it is opened for work.
    Store(Vec<Concern>),
    /// A backup, which is restored and not worked with.
    Backup {
        /// Whether a password is needed even to look at it.
        is_encrypted: bool,
    },
}

/// Looks at a file. One that was open here before `is_known`: nothing is to be said of where it is.
///
/// # Errors
/// `store`: there is nothing, it is no store, or one of a newer program.
pub fn look_at(path: &Path, is_known: bool) -> Result<Given, Refusal> {
    if is_encrypted(path) {
        return Ok(Given::Backup { is_encrypted: true });
    }
    let shown = || path.display().to_string();
    let found = inspect(path)?;
    if is_backup(path) && found != Found::Nothing {
        return Ok(Given::Backup { is_encrypted: false });
    }
    let older = match found {
        Found::Nothing if path.exists() => {
            return Err(Refusal::Store { fault: StoreFault::NotAStore { path: shown() } });
        }
        Found::Nothing => return Err(Refusal::Store { fault: StoreFault::Missing { path: shown() } }),
        Found::Store => None,
        Found::OlderStore { schema } => Some(Concern::Older { from: schema, to: newest_schema() }),
    };
    let unknown = || {
        let place = passing_place(&followed(path), &temporary()).map(Concern::Passing);
        let aside = path.file_name().is_some_and(|name| is_set_aside(&name.to_string_lossy()));
        [aside.then_some(Concern::SetAside), place, Some(Concern::New)]
    };
    let unknown = (!is_known).then(unknown).into_iter().flatten().flatten();
    Ok(Given::Store(older.into_iter().chain(unknown).collect()))
}

/// Whether a file is called as a backup is that the desk makes by itself.
pub fn is_backup(path: &Path) -> bool {
    path.file_name().is_some_and(|name| BackupName::is_of(&name.to_string_lossy()))
}

/// The folders of files that the system clears away.
fn temporary() -> Vec<PathBuf> {
    let folder = std::env::temp_dir();
    let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
    vec![folder, real]
}

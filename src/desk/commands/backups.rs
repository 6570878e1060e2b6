//! Where the desk makes its backups, and whether they are encrypted.

use std::path::Path;

use crate::desk::backup::{automatic, password};
use crate::desk::commands::texts::optional;
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::fields::fields;
use crate::domain::refusal::{FieldError, Refusal, StoreFault};
use crate::domain::text::Line;
use crate::store::setting;

fields! {
    /// Names the folder in which backups are made from now on; without one, that beside the store. What is in another
    /// stays there.
    SetBackupFolder {
        folder: Option<Line>,
    }
}

fields! {
    /// Has the backups that the desk makes by itself encrypted from now on, or not; with which password is no part of the
    /// store.
    SetBackupEncryption {
        encrypted: bool,
    }
}

pub(crate) fn set_backup_encryption(tx: &Transaction<'_>, c: &SetBackupEncryption) -> Result<(), Refusal> {
    refuse_on_server(tx)?;
    setting::put(tx.db, password::ENCRYPTED, if c.encrypted { "1" } else { "" })
}

pub(crate) fn set_backup_folder(tx: &Transaction<'_>, c: &SetBackupFolder) -> Result<(), Refusal> {
    refuse_on_server(tx)?;
    let folder = optional("folder", c.folder.as_deref())?.unwrap_or_default();
    if !folder.is_empty() && !Path::new(&folder).is_absolute() {
        return Err(Refusal::bad_field("folder", FieldError::Malformed));
    }
    setting::put(tx.db, automatic::FOLDER, &folder)
}

/// A store on a server is backed up there.
fn refuse_on_server(tx: &Transaction<'_>) -> Result<(), Refusal> {
    if tx.archive.is_of_copies() { Err(Refusal::Store { fault: StoreFault::OnServer }) } else { Ok(()) }
}

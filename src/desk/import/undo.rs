//! Taking an import back, whole. RULES.md section 10, "A way back". Errors of every call: `store`.

use serde_json::json;

use crate::desk::Desk;
use crate::desk::backup::automatic;
use crate::desk::clock::Moment;
use crate::desk::commands::coverage;
use crate::desk::principal::{CLERKS, Principal};
use crate::desk::server::is_server;
use crate::domain::backup::BackupReason;
use crate::domain::ids::BatchId;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::timeline::EventKind;
use crate::domain::undo::Obstacle;
use crate::store::amendment::{self, Amendment};
use crate::store::application;
use crate::store::batch::obstacles;
pub use crate::store::batch::undo::Undone;
use crate::store::batch::{self, undo};
pub use crate::store::batch::{Counts, StoredBatch};
use crate::store::engine::Db;
use crate::store::user::StoredUser;

/// How many obstacles of a kind are listed.
const LISTED: u32 = 1_000;

/// Why an import was not taken back; then nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoStop {
    /// The desk refuses: no such import, undone already, no right, or the store.
    Refused(Refusal),
    /// Something happened since with what it brought or changed.
    InTheWay(Vec<Obstacle>),
}

impl From<Refusal> for UndoStop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Every import, newest first.
pub fn imports(db: &Db) -> Result<Vec<StoredBatch>, Refusal> {
    batch::all(db)
}

/// The import of this number; `not-found` where there is none.
pub fn import(db: &Db, number: &str) -> Result<StoredBatch, Refusal> {
    let id = number.trim().parse().ok().map(BatchId);
    let found = id.map(|id| batch::by_id(db, id)).transpose()?.flatten();
    found.ok_or_else(|| Refusal::not_found(Noun::Import, number))
}

/// What stands in the way of taking an import back, at most a thousand of each kind; nothing: it can be.
pub fn in_the_way(db: &Db, id: BatchId) -> Result<Vec<Obstacle>, Refusal> {
    obstacles::of(db, id, LISTED)
}

impl Desk {
    /// Takes the import of this number back as one transaction of `by`: what it added goes, what it changed gets its
    /// old values back. The store is backed up before, unless it is a sandbox or on a server, where its administrator does.
    pub fn undo_import(&mut self, by: Option<&str>, number: &str) -> Result<Undone, UndoStop> {
        if !self.is_sandbox() && !is_server(self.path()) {
            // What is refused anyway needs no backup.
            self.db().snapshot(|db| {
                Principal::User(by).permitted(db, self.seat.as_ref(), CLERKS)?;
                can_be_undone(db, number).map(drop)
            })?;
            automatic::make(self.path(), BackupReason::Undo)?;
        }
        self.transact(
            by,
            "undo_import",
            |db, moment, user| take_back(db, moment, user, number),
            |undone| {
                json!({
                    "batch": number.trim(),
                    "accounts": undone.accounts,
                    "bills": undone.bills,
                    "refunds": undone.refunds,
                    "non_invoiceable": undone.non_invoiceable,
                    "restored": undone.restored,
                })
            },
        )
    }
}

/// The import of this number, where nothing stands in the way of taking it back.
fn can_be_undone(db: &Db, number: &str) -> Result<BatchId, UndoStop> {
    let stored = import(db, number)?;
    if stored.undone.is_some() {
        return Err(Refusal::conflict(Noun::Import, number).into());
    }
    let found = in_the_way(db, stored.id)?;
    if found.is_empty() { Ok(stored.id) } else { Err(UndoStop::InTheWay(found)) }
}

fn take_back(db: &Db, moment: &Moment, user: &StoredUser, number: &str) -> Result<Undone, UndoStop> {
    let id = can_be_undone(db, number)?;
    let refunded = undo::refunded_accounts(db, id)?;
    let subject = id.0.to_string();
    let amendment =
        Amendment { op: "undo_import", subject: &subject, reason: None, at: moment.now, by: user.id };
    let undone = amendment::during(db, amendment, || undo::undo(db, id, moment.now, user.id))?;
    for account in refunded {
        // What was refunded too much is covered again.
        for application in coverage::settle(db, account)? {
            application::insert_event(db, application, moment.now, user.id, EventKind::Uncovered, None)?;
        }
    }
    Ok(undone)
}

#[cfg(test)]
mod tests;

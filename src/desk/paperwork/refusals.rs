//! The bureau's list of what it refused of a form, taken in: what it names is no longer out.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use super::ListStop;
use crate::desk::Desk;
use crate::desk::clock::Moment;
use crate::domain::bureau::{FormColumn, ListError, ReasonClass, RefusalReason};
use crate::domain::ids::{ApplicationId, RefusalListId};
use crate::domain::refusal::Refusal;
use crate::domain::timeline::EventKind;
use crate::exchange::bureau_lists::{RefusalRow, refusals as read};
use crate::exchange::scans::hash_of;
use crate::store::application;
use crate::store::bureau::outgoing::{self, FoundLine, LineEnd};
use crate::store::bureau::refusals::{self, NewRefusal};
use crate::store::engine::Db;
use crate::store::user::StoredUser;

/// What a list of refusals came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusalsImported {
    /// How many rows it has.
    pub read: usize,
    /// The reasons that were found their invoices.
    pub matched: Vec<MatchedRefusal>,
    /// Those of invoices that never went out, or were issued.
    pub unmatched: Vec<UnmatchedRefusal>,
    /// Whether the list was taken before: then nothing was changed.
    pub was_taken_before: bool,
}

/// A reason at its invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatchedRefusal {
    /// The serial number.
    pub serial: String,
    /// The number of its application.
    pub application: String,
    /// The column that it is about, where that is clear.
    pub column: Option<FormColumn>,
    /// The row of the sheet: the one that the reason names, else the one that was written.
    pub row: u32,
    /// What the bureau wrote.
    pub reason: String,
    /// What can be done about it.
    pub class: ReasonClass,
}

/// A reason of no invoice that is out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnmatchedRefusal {
    /// The row of the list.
    pub row: u32,
    /// The serial number that stands there.
    pub serial: String,
    /// What the bureau wrote.
    pub reason: String,
}

impl Desk {
    /// Takes in a list of refusals as one transaction of `by`. The same file is taken once.
    ///
    /// # Errors
    /// See [`ListStop`].
    pub fn import_refusals(&self, by: Option<&str>, path: &Path) -> Result<RefusalsImported, ListStop> {
        let rows = read(path)?;
        let sha256 = hash_of(path).map_err(|error| ListError::File(error.into()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.transact(
            by,
            "import_refusals",
            |db, moment, user| Ok(take(db, moment, user, &rows, &sha256, &name)?),
            |done| {
                let (matched, unmatched) = (done.matched.len(), done.unmatched.len());
                json!({
                    "file": name, "sha256": sha256, "read": done.read, "matched": matched, "unmatched": unmatched,
                })
            },
        )
    }
}

fn take(
    db: &Db,
    moment: &Moment,
    user: &StoredUser,
    rows: &[RefusalRow],
    sha256: &str,
    name: &str,
) -> Result<RefusalsImported, Refusal> {
    let was_taken_before = refusals::has_list(db, sha256)?;
    let list = match was_taken_before {
        true => None,
        false => Some(refusals::insert_list(db, sha256, name, moment.now, user.id)?),
    };
    let (mut matched, mut unmatched) = (Vec::new(), Vec::new());
    let mut news: BTreeMap<ApplicationId, Vec<&str>> = BTreeMap::new();
    for row in rows {
        let RefusalRow { serial, reason, .. } = row;
        let found = outgoing::last_of_serial(db, serial)?;
        let Some(line) = found.filter(|line| line.ended.as_deref() != Some("returned")) else {
            unmatched.push(UnmatchedRefusal { row: row.row, serial: serial.clone(), reason: reason.clone() });
            continue;
        };
        let refusal = at(&line, row);
        if let Some(list) = list
            && record(db, moment, &line, list, &refusal)?
        {
            news.entry(line.application).or_default().push(reason);
        }
        matched.push(refusal);
    }
    for (application, reasons) in news {
        let note = Some(reasons.join("\n")).filter(|note| !note.is_empty());
        let event = EventKind::RefusedAtBureau;
        application::insert_event(db, application, moment.now, user.id, event, note.as_deref())?;
    }
    let mut read: Vec<u32> = rows.iter().map(|row| row.row).collect();
    read.dedup();
    Ok(RefusalsImported { read: read.len(), matched, unmatched, was_taken_before })
}

/// A reason at the line that it is about.
fn at(line: &FoundLine, row: &RefusalRow) -> MatchedRefusal {
    let reason = RefusalReason::read(&row.reason);
    MatchedRefusal {
        serial: row.serial.clone(),
        application: line.number.clone(),
        column: reason.column(),
        row: reason.row.unwrap_or(line.line),
        class: reason.class(),
        reason: row.reason.clone(),
    }
}

/// Writes it down and ends the line, if it is out; answers whether it is new.
fn record(
    db: &Db,
    moment: &Moment,
    line: &FoundLine,
    list: RefusalListId,
    refusal: &MatchedRefusal,
) -> Result<bool, Refusal> {
    if line.ended.is_none() {
        outgoing::end_line(db, line.id, LineEnd::Refused, moment.now)?;
    }
    let new = NewRefusal {
        line: line.id,
        list,
        sheet: refusal.column.map(|column| column.sheet().tab()),
        row: refusal.row,
        field: refusal.column,
        reason: &refusal.reason,
        class: refusal.class,
    };
    refusals::insert(db, &new, moment.now)
}

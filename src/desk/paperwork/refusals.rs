//! The bureau's list of what it refused of a form, taken in: what it names is no longer out.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde_json::json;

use super::ListStop;
use crate::desk::Desk;
use crate::desk::clock::Moment;
use crate::domain::application::ApplicationState;
use crate::domain::bureau::{FormColumn, ListError, NotTaken, ReasonClass, RefusalReason};
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
    /// Those that are not taken.
    pub unmatched: Vec<UnmatchedRefusal>,
    /// Whether the list was taken before and nothing was changed.
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

/// A reason that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnmatchedRefusal {
    /// The row of the list.
    pub row: u32,
    /// The serial number that stands there.
    pub serial: String,
    /// What the bureau wrote.
    pub reason: String,
    /// Why it is not taken; none: no invoice with this serial number went out.
    pub why: Option<NotTaken>,
}

impl Desk {
    /// Takes in a list of refusals as one transaction of `by`. What an earlier list said of an invoice that is out
    /// again is taken only if `again`: then the bureau has refused it anew.
    ///
    /// # Errors
    /// See [`ListStop`].
    pub fn import_refusals(
        &self,
        by: Option<&str>,
        path: &Path,
        again: bool,
    ) -> Result<RefusalsImported, ListStop> {
        let rows = read(path)?;
        let sha256 = hash_of(path).map_err(|error| ListError::File(error.into()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let list = List { rows: &rows, sha256: &sha256, name: &name, again };
        self.transact(
            by,
            "import_refusals",
            |db, moment, user| Ok(take(db, moment, user, &list)?),
            |done| {
                let (matched, unmatched) = (done.matched.len(), done.unmatched.len());
                json!({
                    "file": name, "sha256": sha256, "again": again, "read": done.read, "matched": matched,
                    "unmatched": unmatched,
                })
            },
        )
    }
}

/// A list that was read.
struct List<'a> {
    rows: &'a [RefusalRow],
    sha256: &'a str,
    name: &'a str,
    again: bool,
}

fn take(db: &Db, moment: &Moment, user: &StoredUser, list: &List<'_>) -> Result<RefusalsImported, Refusal> {
    let before = refusals::list(db, list.sha256)?;
    let taken = match before {
        Some(taken) => taken,
        None => refusals::insert_list(db, list.sha256, list.name, moment.now, user.id)?,
    };
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in list.rows {
        reasons.entry(&row.serial).or_default().push(&row.reason);
    }
    let mut invoices: HashMap<&str, Result<Refused, Option<NotTaken>>> = HashMap::new();
    for (serial, reasons) in reasons {
        let refused = refused(db, serial, &reasons, list.again)?;
        if let Ok(Refused { line: FoundLine { id, ended: None, .. }, .. }) = &refused {
            outgoing::end_line(db, *id, LineEnd::Refused, moment.now)?;
        }
        invoices.insert(serial, refused);
    }
    let (mut matched, mut unmatched) = (Vec::new(), Vec::new());
    let mut news: BTreeMap<ApplicationId, Vec<&str>> = BTreeMap::new();
    for row in list.rows {
        let Refused { line, is_new } = match &invoices[row.serial.as_str()] {
            Ok(refused) => refused,
            Err(why) => {
                let (serial, reason) = (row.serial.clone(), row.reason.clone());
                unmatched.push(UnmatchedRefusal { row: row.row, serial, reason, why: *why });
                continue;
            }
        };
        let refusal = at(line, row);
        if *is_new && record(db, moment, line, taken, &refusal)? {
            news.entry(line.application).or_default().push(&row.reason);
        }
        matched.push(refusal);
    }
    let was_taken_before = before.is_some() && news.is_empty();
    for (application, reasons) in news {
        let note = Some(reasons.join("\n")).filter(|note| !note.is_empty());
        let event = EventKind::RefusedAtBureau;
        application::insert_event(db, application, moment.now, user.id, event, note.as_deref())?;
    }
    let mut read: Vec<u32> = list.rows.iter().map(|row| row.row).collect();
    read.dedup();
    Ok(RefusalsImported { read: read.len(), matched, unmatched, was_taken_before })
}

/// An invoice that a list names.
struct Refused {
    /// Its last line.
    line: FoundLine,
    /// Whether the list says of it what no list said before.
    is_new: bool,
}

/// The invoice of a serial number, for these reasons of a list; else why they are not taken.
fn refused(
    db: &Db,
    serial: &str,
    reasons: &[&str],
    again: bool,
) -> Result<Result<Refused, Option<NotTaken>>, Refusal> {
    let Some(line) = outgoing::last_of_serial(db, serial)? else { return Ok(Err(None)) };
    if line.ended.as_deref() == Some("returned") {
        return Ok(Err(Some(NotTaken::Issued)));
    }
    if line.state != ApplicationState::Issuing {
        return Ok(Err(Some(NotTaken::NotIssuing(line.state))));
    }
    let known = refusals::reasons(db, serial)?;
    // A list that says anything new of an invoice is a new one, with all that it says of it.
    let is_new = again || reasons.iter().any(|reason| !known.contains(*reason));
    if !is_new && line.ended.is_none() {
        return Ok(Err(Some(NotTaken::Known)));
    }
    Ok(Ok(Refused { line, is_new }))
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

/// Writes it down; answers whether it is new.
fn record(
    db: &Db,
    moment: &Moment,
    line: &FoundLine,
    list: RefusalListId,
    refusal: &MatchedRefusal,
) -> Result<bool, Refusal> {
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

//! The reasons for which the bureau refused what went out.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::domain::bureau::{FormColumn, PastRefusal, ReasonClass};
use crate::domain::ids::{ApplicationId, IssueBatchId, IssuerId, LineId, RefusalId, RefusalListId, UserId};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, columns, params};

/// A reason to be added.
#[derive(Clone, Copy, Debug)]
pub struct NewRefusal<'a> {
    /// The line that was refused.
    pub line: LineId,
    /// The list that says so.
    pub list: RefusalListId,
    /// The sheet that it is about, by its title, where that is clear.
    pub sheet: Option<&'a str>,
    /// The row of the sheet.
    pub row: u32,
    /// The field that it is about, where that is clear.
    pub field: Option<FormColumn>,
    /// What the bureau wrote.
    pub reason: &'a str,
    /// What can be done about it.
    pub class: ReasonClass,
}

/// A reason as `application` shows it; its fields are those of AUTOMATION.md.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct ShownRefusal {
    #[serde(skip)]
    pub id: RefusalId,
    pub serial: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    pub reason: String,
    pub class: ReasonClass,
    /// Whether somebody has said that it holds no more.
    pub overruled: bool,
}

columns! { ShownRefusal { id, serial, sheet, row, field, reason, class, overruled } }

columns! { PastRefusal { id, batch, written, reason } }

/// The list with this SHA-256, if it was imported before.
pub fn list(db: &Db, sha256: &str) -> Result<Option<RefusalListId>, Refusal> {
    db.maybe(include_str!("list_by_sha256.sql"), [sha256])
}

/// Everything for which the invoice with this serial number was refused, whenever it was out.
pub fn reasons(db: &Db, serial: &str) -> Result<HashSet<String>, Refusal> {
    let reasons: Vec<String> = db.all(include_str!("reasons_of_serial.sql"), [serial])?;
    Ok(reasons.into_iter().collect())
}

/// Takes a list.
pub fn insert_list(
    db: &Db,
    sha256: &str,
    name: &str,
    at: DateTime<Utc>,
    by: UserId,
) -> Result<RefusalListId, Refusal> {
    db.insert(include_str!("insert_list.sql"), params![sha256, name, at, by])
}

/// A list of refusals that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenList {
    /// The name of its file.
    pub name: String,
    /// When.
    pub at: DateTime<Utc>,
}

columns! { TakenList { name, at } }

/// The list that was taken last.
pub fn last_list(db: &Db) -> Result<Option<TakenList>, Refusal> {
    db.maybe(include_str!("last_list.sql"), [])
}

/// Adds a reason, unless the line was refused for it already; answers whether it is new.
pub fn insert(db: &Db, new: &NewRefusal<'_>, at: DateTime<Utc>) -> Result<bool, Refusal> {
    let NewRefusal { line, list, sheet, row, field, reason, class } = new;
    let field = field.map(FormColumn::as_str);
    let values = params![line, list, sheet, row, field, reason, class, at];
    Ok(db.execute(include_str!("insert_refusal.sql"), values)? > 0)
}

/// The reasons for which invoices of an application were refused when they went out last, and are not out again.
pub fn shown(db: &Db, application: ApplicationId) -> Result<Vec<ShownRefusal>, Refusal> {
    db.all(include_str!("shown_refusals.sql"), [application])
}

/// A reason for which an invoice of an issuer was refused, while it is not out again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedInvoice {
    /// The number of its application.
    pub application: String,
    /// Who buys.
    pub buyer: String,
    /// With tax.
    pub gross: Fen,
    /// The reason.
    pub refusal: ShownRefusal,
}

columns! { RefusedInvoice { application, buyer, gross, refusal } }

/// What of an issuer's was refused and is not out again, reason by reason.
pub fn of_issuer(db: &Db, issuer: IssuerId) -> Result<Vec<RefusedInvoice>, Refusal> {
    db.all(include_str!("refused.sql"), [issuer])
}

/// What an issuer's invoices were refused for and somebody has not overruled, oldest first.
pub fn past(db: &Db, issuer: IssuerId) -> Result<Vec<PastRefusal>, Refusal> {
    db.all(include_str!("past_refusals.sql"), [issuer])
}

/// Whether the bureau has issued an invoice of an issuer with these cells that went out no earlier than a batch.
pub fn is_disproved(
    db: &Db,
    issuer: IssuerId,
    since: IssueBatchId,
    cells: &BTreeMap<FormColumn, Option<String>>,
) -> Result<bool, Refusal> {
    let mut is_disproved = false;
    let values = params![issuer, since];
    db.each(include_str!("returned_since.sql"), values, |written: BTreeMap<FormColumn, String>| {
        is_disproved = cells.iter().all(|(column, text)| written.get(column) == text.as_ref());
        Ok(!is_disproved)
    })?;
    Ok(is_disproved)
}

/// Says that a reason holds no more.
pub fn overrule(db: &Db, id: RefusalId, at: DateTime<Utc>, by: UserId, why: &str) -> Result<(), Refusal> {
    db.run(include_str!("overrule.sql"), params![id, at, by, why])
}

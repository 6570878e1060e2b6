//! `audit`: entries of the log as the automation interface says them.
//!
//! Errors of every call: `not-found`, `store`.

use std::num::NonZeroU32;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use super::{AuditEntry, ColumnChange, RowChange, SignedBy, entry};
use crate::desk::clock::Moment;
use crate::desk::lists::audit::{AuditQuery, AuditRow};
use crate::desk::protocol::fields::fields;
use crate::domain::log::{LogObject, LogOp};
use crate::domain::log_value::is_money;
use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::origin::Origin;
use crate::domain::reading::Day;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::domain::text::{Code, Line};
use crate::store::engine::Db;

fields! {
    /// Lists entries of the log, the newest first: of these days, by a user, of a command, about what has this number; at
    /// most so many, behind one.
    AskAudit {
        from: Option<Day>,
        to: Option<Day>,
        user: Option<Line>,
        command: Option<LogOp>,
        object: Option<Code>,
        limit: Option<NonZeroU32>,
        after: Option<NonZeroU32>,
    }
}

/// An entry, as answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of the README")]
pub struct AuditLine {
    pub entry: i64,
    pub at: DateTime<Utc>,
    pub by: String,
    pub roles: Vec<Role>,
    pub op: String,
    pub objects: Vec<LogObject>,
    pub origin: Option<Origin>,
    pub system_user: Option<String>,
    pub machine: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    pub request: Value,
    pub changes: Vec<TableLine>,
    /// How many rows more it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more_changes: Option<u64>,
    /// The sealed months of which it changed figures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sealed: Vec<Month>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_by: Option<String>,
    pub hash: String,
}

/// What an entry changed of a row, as answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of the README")]
pub struct TableLine {
    pub table: String,
    pub columns: Vec<FieldLine>,
}

/// What an entry changed of a column, as answered; money is a string of yuan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of the README")]
pub struct FieldLine {
    pub field: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// The answer of `audit`.
pub(in crate::desk) fn audit(db: &Db, _: &Moment, q: &AskAudit) -> Result<Vec<AuditLine>, Refusal> {
    let query = AuditQuery {
        from: q.from.as_deref().copied(),
        to: q.to.as_deref().copied(),
        user: q.user.as_deref().map(str::to_owned),
        op: q.command.map(|op| op.as_str().to_owned()),
        object: q.object.as_deref().map(|number| (None, number.to_owned())),
        ..AuditQuery::default()
    };
    let mut lines = Vec::new();
    let mut left = q.limit.map(NonZeroU32::get);
    each(db, &query, q.after.map(|after| i64::from(after.get())), &mut |row| {
        left = left.map(|left| left - 1);
        lines.extend(entry(db, row.id)?.map(AuditLine::from));
        Ok(left != Some(0))
    })?;
    Ok(lines)
}

/// How many entries are read at once.
const PAGE: u32 = 500;

/// Hands what a query finds behind an entry, or all of it, to `each`, the newest first, until it says to stop.
pub fn each(
    db: &Db,
    query: &AuditQuery,
    mut after: Option<i64>,
    each: &mut dyn FnMut(&AuditRow) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    loop {
        let rows = query.behind(db, after, PAGE)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = Some(last.id);
        for row in &rows {
            if !each(row)? {
                return Ok(());
            }
        }
    }
}

impl From<AuditEntry> for AuditLine {
    fn from(entry: AuditEntry) -> Self {
        let AuditEntry { row, request, changes, more, sealed, signed_by, .. } = entry;
        let signed_by = signed_by.map(|SignedBy { user, .. }| user.unwrap_or_else(|| "machine".to_owned()));
        Self {
            entry: row.id,
            at: row.at,
            by: row.by,
            roles: row.roles,
            op: row.op,
            objects: row.objects.into_iter().map(|found| found.object).collect(),
            origin: row.origin,
            system_user: row.system_user,
            machine: row.machine,
            refused: row.refused,
            request,
            changes: changes.into_iter().map(TableLine::from).collect(),
            more_changes: Some(more).filter(|more| *more > 0),
            sealed,
            signed_by,
            hash: row.hash,
        }
    }
}

impl From<RowChange> for TableLine {
    fn from(RowChange { table, columns, .. }: RowChange) -> Self {
        let line = |ColumnChange { column, before, after }| FieldLine {
            before: said(&column, before),
            after: said(&column, after),
            field: column,
        };
        Self { table, columns: columns.into_iter().map(line).collect() }
    }
}

/// A value as the automation interface says it.
fn said(column: &str, value: Option<Value>) -> Option<Value> {
    let fen = value.as_ref().and_then(Value::as_i64).filter(|_| is_money(column));
    fen.map(|fen| Value::from(Fen(fen).to_string())).or(value)
}

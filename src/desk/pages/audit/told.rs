//! What an entry of the log changed, for people: what a column holds instead of how it is kept, rows by what they are
//! called instead of by their numbers, bank accounts and phones masked but where they changed.
//!
//! Errors of every call: `store`.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

use super::{AuditEntry, Fate, RowChange, entry};
use crate::domain::log_value::{Holds, LogWord, holds, rank, stage};
use crate::domain::masking::{masked_account, masked_phone};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::domain::tax::TaxRate;
use crate::store::audit::list::named_row;
use crate::store::engine::Db;

/// How many rows are told of at once; a command that changed more says how many.
const ROWS: usize = 20;

/// An entry, with what it changed as people read it.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditPage {
    /// The entry.
    pub entry: AuditEntry,
    /// The first rows that it changed, of which there is something to tell.
    pub rows: Vec<ToldRow>,
    /// How many rows more it changed.
    pub more: u64,
}

/// A row that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldRow {
    /// Its table.
    pub table: String,
    /// What it is called; none where it has no name.
    pub name: Option<String>,
    /// What became of it.
    pub fate: Fate,
    /// What is different.
    pub fields: Vec<ToldField>,
}

/// A field that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldField {
    /// The name of the column.
    pub column: String,
    /// What stood there.
    pub before: Option<Told>,
    /// What stands there.
    pub after: Option<Told>,
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Text.
    Text(String),
    /// An amount.
    Money(Fen),
    /// An instant.
    Moment(DateTime<Utc>),
    /// What is said in words.
    Words(Vec<LogWord>),
    /// Fields of its own, each with what stands there.
    Fields(Vec<(String, String)>),
    /// Something that was removed since.
    Gone,
}

/// The entry of this place, as the window shows it.
pub fn page(db: &Db, id: i64) -> Result<Option<AuditPage>, Refusal> {
    let Some(entry) = entry(db, id)? else { return Ok(None) };
    let mut names = Names { db, known: HashMap::new() };
    let mut rows = Vec::new();
    let mut untold = 0;
    for change in &entry.changes {
        match told_row(&mut names, change)? {
            Some(row) if rows.len() < ROWS => rows.push(row),
            Some(_) => untold += 1,
            None => {}
        }
    }
    Ok(Some(AuditPage { more: entry.more + untold, rows, entry }))
}

/// What rows are called, each asked for once.
struct Names<'a> {
    db: &'a Db,
    known: HashMap<(String, i64), Option<String>>,
}

impl Names<'_> {
    fn of(&mut self, table: &str, row: i64) -> Result<Option<String>, Refusal> {
        let place = (table.to_owned(), row);
        if let Some(known) = self.known.get(&place) {
            return Ok(known.clone());
        }
        let name = named_row(self.db, table, row)?;
        self.known.insert(place, name.clone());
        Ok(name)
    }
}

/// What is told of a row; none where only the program reads what is different.
fn told_row(names: &mut Names<'_>, change: &RowChange) -> Result<Option<ToldRow>, Refusal> {
    let RowChange { table, key, fate, columns } = change;
    // What tells a store from others is no setting of anybody's.
    if table == "setting" && matches!(key.get("key").and_then(Value::as_str), Some("store_id" | "sandbox")) {
        return Ok(None);
    }
    let mut fields = Vec::new();
    for column in columns {
        let Some(holds) = holds(table, &column.column) else { continue };
        let mut told = |value: &Option<Value>, other: &Option<Value>| -> Result<Option<Told>, Refusal> {
            // What a new row does not have is not told.
            let is_told = |value: &&Value| *fate == Fate::Changed || !is_nothing(value);
            let other = Some(other.as_ref()).filter(|_| *fate == Fate::Changed);
            value.as_ref().filter(is_told).map(|value| told(names, holds, value, other)).transpose()
        };
        let (before, after) = (told(&column.before, &column.after)?, told(&column.after, &column.before)?);
        if before != after {
            fields.push(ToldField { column: column.column.clone(), before, after });
        }
    }
    if fields.is_empty() && *fate == Fate::Changed {
        return Ok(None);
    }
    let name = row_name(names, change)?;
    // What the row is called is not said again.
    let is_name = |field: &ToldField| {
        let number = field.column.ends_with("_id") || matches!(field.column.as_str(), "number" | "bill_no");
        number && matches!((&field.after, &name), (Some(Told::Text(text)), Some(name)) if text == name)
    };
    fields.retain(|field| !is_name(field));
    fields.sort_by_key(|field| rank(&field.column));
    Ok(Some(ToldRow { table: table.clone(), name, fate: *fate, fields }))
}

/// Whether a value says that there is nothing.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Number(number) => number.as_i64() == Some(0),
        Value::String(text) => matches!(text.as_str(), "" | "{}" | "[]"),
        _ => false,
    }
}

/// What a row is called: by what it is about, or by its own number or name.
fn row_name(names: &mut Names<'_>, change: &RowChange) -> Result<Option<String>, Refusal> {
    let mut parts = Vec::new();
    for (column, value) in &change.key {
        let part = match (holds(&change.table, column), value.as_i64()) {
            (Some(Holds::Row(table)), Some(row)) => names.of(table, row)?,
            (Some(_), _) => text(value),
            (None, Some(row)) if column == "id" => match names.of(&change.table, row)? {
                Some(name) => Some(name),
                None => own_name(change),
            },
            (None, _) => None,
        };
        parts.extend(part);
    }
    Ok((!parts.is_empty()).then(|| parts.join(" · ")))
}

/// What a row that is gone called itself.
fn own_name(change: &RowChange) -> Option<String> {
    let named = ["number", "bill_no", "name", "recipient", "serial", "file"].into_iter().find_map(|name| {
        let column = change.columns.iter().find(|column| column.column == name)?;
        column.before.as_ref().or(column.after.as_ref())
    });
    named.and_then(text)
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// What a value says; in a changed row beside the `other` that it changed from or to: where they differ, both are whole.
fn told(
    names: &mut Names<'_>,
    holds: Holds,
    value: &Value,
    other: Option<Option<&Value>>,
) -> Result<Told, Refusal> {
    let number = value.as_i64();
    let said = value.as_str().unwrap_or_default();
    let word = |word: Option<LogWord>| word.map(|word| Told::Words(vec![word]));
    let told = match holds {
        Holds::Plain => None,
        Holds::Money => number.map(|fen| Told::Money(Fen(fen))),
        Holds::Moment => number.and_then(DateTime::from_timestamp_millis).map(Told::Moment),
        Holds::Flag => word(number.map(|flag| LogWord::Flag(flag != 0))),
        Holds::Rate => said.parse().ok().map(|rate: TaxRate| Told::Text(rate.to_string())),
        Holds::Row(table) => match number {
            Some(row) => Some(names.of(table, row)?.map_or(Told::Gone, Told::Text)),
            None => None,
        },
        Holds::Account | Holds::Phone if other.is_some_and(|other| other != Some(value)) => {
            Some(Told::Text(said.to_owned()))
        }
        Holds::Account => Some(Told::Text(masked_account(said))),
        Holds::Phone => Some(Told::Text(masked_phone(said))),
        Holds::Word(read) => word(read(said)),
        Holds::Roles => serde_json::from_str(said)
            .ok()
            .map(|roles: Vec<Role>| Told::Words(roles.into_iter().map(LogWord::Role).collect())),
        Holds::Fields => fields(said, other),
        Holds::Setting => word(stage(said)).or_else(|| fields(said, other)),
    };
    Ok(told.unwrap_or_else(|| Told::Text(text(value).unwrap_or_else(|| value.to_string()))))
}

/// The fields that stand in a text, compared with those of another.
fn fields(said: &str, other: Option<Option<&Value>>) -> Option<Told> {
    let fields: Map<String, Value> = serde_json::from_str(said).ok()?;
    let other = other.map(|other| other.and_then(Value::as_str).unwrap_or_default());
    let other: Option<Map<String, Value>> =
        other.map(|other| serde_json::from_str(other).unwrap_or_default());
    let told = fields.into_iter().filter(|(_, value)| !is_nothing(value)).map(|(name, value)| {
        let shown = text(&value).unwrap_or_else(|| value.to_string());
        let has_changed = other.as_ref().is_some_and(|other| other.get(&name) != Some(&value));
        let shown = match name.as_str() {
            _ if has_changed => shown,
            "bank_account" => masked_account(&shown),
            "phone" | "mobile" => masked_phone(&shown),
            _ => shown,
        };
        (name, shown)
    });
    Some(Told::Fields(told.collect()))
}

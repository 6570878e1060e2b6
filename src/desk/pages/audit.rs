//! One entry of the audit log, with what it changed and by whom it is signed.

pub mod answer;
pub mod told;

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::desk::audit::hash;
use crate::desk::lists::audit::{AuditRow, row};
use crate::desk::proof::signer::is_signed;
use crate::desk::proof::store_id;
use crate::domain::ids::BillId;
use crate::domain::log::ObjectKind;
use crate::domain::month::Month;
use crate::domain::refusal::Refusal;
use crate::store::audit::{self, list};
use crate::store::bill;
use crate::store::engine::Db;

/// An entry with everything that it says.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditEntry {
    /// What the list says of it.
    pub row: AuditRow,
    /// The command as it was given.
    pub request: Value,
    /// What it changed, row by row.
    pub changes: Vec<RowChange>,
    /// How many rows more it changed.
    pub more: u64,
    /// The sealed months of which it changed figures.
    pub sealed: Vec<Month>,
    /// By whom it is signed; none where an older program wrote it.
    pub signed_by: Option<SignedBy>,
    /// The bills that it is about and that are there still.
    pub bills: Vec<(BillId, String)>,
    /// Whether its hash follows from the entry and from the hash before it.
    pub is_chained: bool,
}

/// By whom an entry is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedBy {
    /// The user whose key it is; none: a machine's.
    pub user: Option<String>,
    /// Whether the signature is that key's.
    pub is_right: bool,
}

/// What a command changed of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowChange {
    /// The table of the row.
    pub table: String,
    /// What tells it from the other rows of its table.
    pub key: Map<String, Value>,
    /// What became of it.
    pub fate: Fate,
    /// The columns that are different, with what stood and what stands there; none where the row was not there.
    pub columns: Vec<ColumnChange>,
}

/// What a command made of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each says it")]
pub enum Fate {
    Added,
    Changed,
    Removed,
}

/// What a command changed of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnChange {
    /// The name of the column.
    pub column: String,
    /// What stood there.
    pub before: Option<Value>,
    /// What stands there.
    pub after: Option<Value>,
}

#[derive(Default, Deserialize)]
struct Told {
    rows: Vec<ToldRow>,
    #[serde(default)]
    more: u64,
    #[serde(default)]
    sealed: Vec<Month>,
}

#[derive(Deserialize)]
struct ToldRow {
    table: String,
    #[serde(default)]
    key: Map<String, Value>,
    before: Option<Map<String, Value>>,
    after: Option<Map<String, Value>>,
}

/// The entry of this place, with what it changed and who signed it.
///
/// # Errors
/// `store`.
pub fn entry(db: &Db, id: i64) -> Result<Option<AuditEntry>, Refusal> {
    let Some((row, stored)) = row(db, id)?.zip(list::entry(db, id)?) else { return Ok(None) };
    let before = audit::hash_of(db, id - 1)?.unwrap_or_default();
    let key = stored.key.map(|key| list::signed_by(db, key)).transpose()?.flatten();
    let store = store_id(db)?.unwrap_or_default();
    let signed_by = key.zip(stored.signature.as_deref()).map(|((public, user), signature)| SignedBy {
        user,
        is_right: is_signed(&store, &stored.hash, &public, signature),
    });
    let told = stored.changes.as_deref().and_then(|told| serde_json::from_str::<Told>(told).ok());
    let Told { rows, more, sealed } = told.unwrap_or_default();
    let changes = rows.into_iter().map(changed).collect();
    let mut bills = Vec::new();
    for found in row.objects.iter().filter(|found| found.object.kind == ObjectKind::Bill) {
        let number = &found.object.number;
        bills.extend(bill::by_no(db, number)?.map(|(_, bill)| (bill.id, number.clone())));
    }
    Ok(Some(AuditEntry {
        bills,
        is_chained: stored.hash == hash(&stored, &before),
        request: serde_json::from_str(&stored.request).unwrap_or(Value::String(stored.request)),
        row,
        changes,
        more,
        sealed,
        signed_by,
    }))
}

fn changed(told: ToldRow) -> RowChange {
    let ToldRow { table, key, before, after } = told;
    let fate = match (&before, &after) {
        (None, _) => Fate::Added,
        (_, None) => Fate::Removed,
        _ => Fate::Changed,
    };
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let column = |name: &String| ColumnChange {
        column: name.clone(),
        before: before.get(name).filter(|value| !value.is_null()).cloned(),
        after: after.get(name).filter(|value| !value.is_null()).cloned(),
    };
    RowChange { table, key, fate, columns: names.into_iter().map(column).collect() }
}

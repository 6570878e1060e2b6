//! What an entry of the log says of the rows that were changed: of each what tells it from others, and what stood and
//! stands in the columns that are different.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use crate::domain::month::Month;
use crate::store::engine::{Changes, RowChange, Shape, Value};

/// Columns whose names have one of these hold secrets, of which the log says only that they changed.
const SECRET: &[&str] = &["password", "recovery", "wrapped", "salt"];

/// Longer texts are told by their beginning.
const LONGEST: usize = 1_000;

/// The changes of a command, as its entry keeps them.
#[derive(Debug, Serialize)]
struct Told<'a> {
    rows: Vec<ToldRow>,
    #[serde(skip_serializing_if = "is_zero")]
    more: u64,
    #[serde(skip_serializing_if = "<[Month]>::is_empty")]
    sealed: &'a [Month],
}

#[derive(Debug, Serialize)]
struct ToldRow {
    table: String,
    key: Map<String, Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Map<String, Json>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Map<String, Json>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "that is how it is asked")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// The changes as JSON, with the sealed months whose figures they change; none where nothing was changed that is told.
pub(super) fn told(changes: &Changes, sealed: &[Month]) -> Option<String> {
    let rows: Vec<ToldRow> = in_whole(&changes.told)
        .iter()
        .filter_map(|change| told_row(changes.shapes.get(change.table)?, change))
        .collect();
    let told = Told { rows, more: changes.more, sealed };
    let is_nothing = told.rows.is_empty() && told.more == 0;
    if is_nothing { None } else { serde_json::to_string(&told).ok() }
}

/// Each row once, from what stood there first to what stands there in the end.
fn in_whole(changes: &[RowChange]) -> Vec<RowChange> {
    let mut whole: Vec<RowChange> = Vec::new();
    // Where the row is that stands so now.
    let mut places: HashMap<(usize, String), usize> = HashMap::new();
    let named = |table: usize, row: &Vec<Value<'_>>| (table, format!("{row:?}"));
    for change in changes {
        let known = change.before.as_ref().and_then(|before| places.remove(&named(change.table, before)));
        let place = known.unwrap_or(whole.len());
        match whole.get_mut(place) {
            Some(earlier) => earlier.after.clone_from(&change.after),
            None => whole.push(change.clone()),
        }
        if let Some(after) = &change.after {
            places.insert(named(change.table, after), place);
        }
    }
    whole.retain(|change| change.before != change.after);
    whole
}

fn told_row(shape: &Shape, change: &RowChange) -> Option<ToldRow> {
    let stands = change.after.as_ref().or(change.before.as_ref())?;
    let column = |place: usize| shape.columns.get(place).map(String::as_str).unwrap_or_default();
    let key = shape.key.iter().filter_map(|place| {
        let name = column(*place);
        Some((name.to_owned(), json_of(name, stands.get(*place)?)))
    });
    let side = |of: Option<&Vec<Value<'static>>>, other: Option<&Vec<Value<'static>>>| {
        let of = of?;
        let differs = |place: usize, value: &Value<'_>| match other {
            Some(other) => other.get(place) != Some(value),
            None => *value != Value::Null && !shape.key.contains(&place),
        };
        let differing = of.iter().enumerate().filter(|(place, value)| differs(*place, value));
        Some(
            differing
                .map(|(place, value)| (column(place).to_owned(), json_of(column(place), value)))
                .collect(),
        )
    };
    let (before, after) = (change.before.as_ref(), change.after.as_ref());
    Some(ToldRow {
        table: shape.table.clone(),
        key: key.collect(),
        before: side(before, after),
        after: side(after, before),
    })
}

fn json_of(column: &str, value: &Value<'_>) -> Json {
    let is_secret = SECRET.iter().any(|part| column.contains(part));
    match value {
        Value::Null => Json::Null,
        _ if is_secret => json!("…"),
        Value::Integer(number) => json!(number),
        Value::Text(text) => match text.char_indices().nth(LONGEST) {
            Some((end, _)) => json!(format!("{}…", &text[..end])),
            None => json!(text),
        },
        Value::Blob(bytes) => json!({ "bytes": bytes.len() }),
    }
}

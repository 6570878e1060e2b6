//! The rows that a session changes, which triggers write down in a table of its own.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use super::Session;
use crate::domain::refusal::Refusal;
use crate::store::engine::rows::Shape;
use crate::store::engine::{Value, other};

/// Where the function that every table calls for each of its rows writes. What follows from a foreign key is done by whoever
/// owns the tables.
pub(super) const TABLE: &str = "CREATE TEMPORARY TABLE captured (
    table_name TEXT NOT NULL, before JSON, after JSON, number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY
) ON COMMIT DELETE ROWS; GRANT INSERT ON captured TO PUBLIC";

/// A row as the server has written it down.
pub(in crate::store::engine) struct Written<'s> {
    table: &'s str,
    columns: Map<String, Json>,
    /// Those of its columns that are of bytes.
    bytes: Option<&'s BTreeSet<String>>,
}

impl Session {
    /// Has the rows written down that are changed from now on.
    pub fn write_down_changes(&self) -> Result<(), Refusal> {
        self.is_watched.set(true);
        self.run(TABLE)
    }

    /// Has rows that are added to a table in this transaction written down, or not.
    pub fn hand_over_added(&self, table: &str, are: bool) -> Result<(), Refusal> {
        let read_again = if are { "" } else { table };
        let sql = "SELECT set_config('desk.read_again', ?1, true)";
        self.rows(sql, &[Value::Text(read_again.into())]).map(drop)
    }

    /// Hands over each row that was changed since this was last asked: its table, how it was, and how it is.
    pub fn each_change(
        &self,
        mut each: impl FnMut(&str, Option<Written<'_>>, Option<Written<'_>>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        // They stay until the transaction ends: taking them away would leave as much behind, to be passed over each time.
        let sql = "SELECT table_name, before::text, after::text, number FROM pg_temp.captured
            WHERE number > ?1 ORDER BY number LIMIT 1000";
        let bytes = self.bytes.borrow();
        loop {
            let rows = self.rows(sql, &[Value::Integer(self.taken.get())])?;
            for row in &rows {
                let table: &str = row.get(0);
                let written = |text: Option<&str>| {
                    let columns = text.map(serde_json::from_str).transpose();
                    let columns = columns.map_err(|error| other(&error.to_string()))?;
                    Ok::<_, Refusal>(columns.map(|columns| Written {
                        table,
                        columns,
                        bytes: bytes.get(table),
                    }))
                };
                each(table, written(row.get(1))?, written(row.get(2))?)?;
                self.taken.set(row.get(3));
            }
            if rows.len() < super::ROWS_AT_ONCE {
                return Ok(());
            }
        }
    }
}

impl Written<'_> {
    /// The values of its columns, in their order.
    pub fn values(mut self, shape: &Shape) -> Result<Vec<Value<'static>>, Refusal> {
        let columns = shape.columns.iter();
        columns
            .map(|column| self.value(column).ok_or_else(|| other(&format!("{}.{column}", self.table))))
            .collect()
    }

    fn value(&mut self, column: &str) -> Option<Value<'static>> {
        Some(match self.columns.remove(column)? {
            Json::Null => Value::Null,
            Json::Number(number) => Value::Integer(number.as_i64()?),
            Json::String(text) => {
                if self.bytes.is_some_and(|bytes| bytes.contains(column)) {
                    Value::Blob(from_hex(text.strip_prefix("\\x")?)?.into())
                } else {
                    Value::Text(text.into())
                }
            }
            Json::Bool(_) | Json::Array(_) | Json::Object(_) => return None,
        })
    }
}

fn from_hex(digits: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
    let byte = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    if rest.is_empty() { pairs.iter().map(byte).collect() } else { None }
}

//! Rows as bytes: what is hashed of them, and what is read of them again to say what was changed.

use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use super::Value;

/// A table as its rows are hashed: by its name, the names of its columns and what stands in them.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Its name.
    pub table: String,
    /// Its columns, without those that are worked out from others.
    pub columns: Vec<String>,
    /// Which of them tell a row from all others.
    pub key: Vec<usize>,
    named: Sha256,
}

impl Shape {
    pub(super) fn new(table: String, columns: Vec<String>, key: Vec<usize>) -> Self {
        let mut named = Sha256::new();
        for name in std::iter::once(&table).chain(&columns) {
            named.update((name.len() as u64).to_be_bytes());
            named.update(name);
        }
        // The names fill whole blocks, so that they are hashed once for all rows.
        named.update([0; 64]);
        Self { table, columns, key, named }
    }

    /// The hash of a row of it.
    pub(super) fn hash(&self, row: &[u8]) -> [u8; 32] {
        self.named.clone().chain_update(row).finalize().into()
    }
}

const NULL: u8 = 0;
const INTEGER: u8 = 1;
const REAL: u8 = 2;
const TEXT: u8 = 3;
const BLOB: u8 = 4;

/// Writes a value behind those before it: its kind, how long it is where that differs, and itself.
pub(super) fn write(row: &mut Vec<u8>, value: ValueRef<'_>) {
    let mut with_length = |kind, bytes: &[u8]| {
        row.push(kind);
        row.extend((bytes.len() as u64).to_be_bytes());
        row.extend(bytes);
    };
    match value {
        ValueRef::Text(bytes) => with_length(TEXT, bytes),
        ValueRef::Blob(bytes) => with_length(BLOB, bytes),
        ValueRef::Null => row.push(NULL),
        ValueRef::Integer(number) => {
            row.push(INTEGER);
            row.extend(number.to_be_bytes());
        }
        ValueRef::Real(number) => {
            row.push(REAL);
            row.extend(number.to_bits().to_be_bytes());
        }
    }
}

/// The values of a row that was written.
pub(super) fn read(mut row: &[u8]) -> Vec<Value<'static>> {
    let mut values = Vec::new();
    while let Some(value) = next(&mut row) {
        values.push(value);
    }
    values
}

fn next(row: &mut &[u8]) -> Option<Value<'static>> {
    let kind = *row.split_off_first()?;
    let number = |row: &mut &[u8]| Some(u64::from_be_bytes(row.split_off(..8)?.try_into().ok()?));
    Some(match kind {
        NULL => Value::Null,
        INTEGER => Value::Integer(number(row)?.cast_signed()),
        REAL => Value::Text(f64::from_bits(number(row)?).to_string().into()),
        _ => {
            let length = usize::try_from(number(row)?).ok()?;
            let bytes = row.split_off(..length)?;
            match kind {
                TEXT => Value::Text(String::from_utf8_lossy(bytes).into_owned().into()),
                _ => Value::Blob(bytes.to_vec().into()),
            }
        }
    })
}

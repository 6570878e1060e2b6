//! Rows and parameters, as SQLite's driver has them.

use rusqlite::Statement;
use rusqlite::types::{ToSqlOutput, ValueRef};

use crate::store::engine::{Mismatch, Params, Value};

/// Gives the parameters of a statement their values.
pub(in crate::store::engine) fn bind(
    statement: &mut Statement<'_>,
    params: &impl Params,
) -> rusqlite::Result<()> {
    let values = params.values();
    let expected = statement.parameter_count();
    if values.len() != expected {
        return Err(rusqlite::Error::InvalidParameterCount(values.len(), expected));
    }
    for (number, value) in (1..).zip(values) {
        statement.raw_bind_parameter(number, value)?;
    }
    Ok(())
}

/// What stands in a column of a row.
pub(in crate::store::engine) fn value<'a>(
    row: &'a rusqlite::Row<'_>,
    column: usize,
) -> Result<Value<'a>, Mismatch> {
    Ok(match row.get_ref(column)? {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Text(text) => Value::Text(std::str::from_utf8(text)?.into()),
        ValueRef::Blob(bytes) => Value::Blob(bytes.into()),
        ValueRef::Real(_) => return Err("a number with a fraction".into()),
    })
}

/// The same value, as the driver has it.
pub(in crate::store::engine) fn as_is<'a>(value: &'a Value<'_>) -> ValueRef<'a> {
    match value {
        Value::Null => ValueRef::Null,
        Value::Integer(number) => ValueRef::Integer(*number),
        Value::Text(text) => ValueRef::Text(text.as_bytes()),
        Value::Blob(bytes) => ValueRef::Blob(bytes),
    }
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(as_is(self)))
    }
}

//! Values, as the driver has them.

use std::error::Error;

use ::postgres::Row;
use ::postgres::types::{FromSql, IsNull, ToSql, Type};
use bytes::BytesMut;

use crate::store::engine::{Mismatch, Value};

/// The values of parameters, as they are handed over.
pub(super) fn bound<'v>(params: &'v [Value<'v>]) -> Vec<&'v (dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

/// What stands in a column of a row.
pub(in crate::store::engine) fn value(row: &Row, column: usize) -> Result<Value<'_>, Mismatch> {
    row.try_get(column).map_err(Mismatch::from)
}

impl<'a> FromSql<'a> for Value<'a> {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(match *kind {
            Type::BOOL => Self::Integer(bool::from_sql(kind, raw)?.into()),
            Type::INT2 => Self::Integer(i16::from_sql(kind, raw)?.into()),
            Type::INT4 => Self::Integer(i32::from_sql(kind, raw)?.into()),
            Type::INT8 => Self::Integer(i64::from_sql(kind, raw)?),
            Type::OID => Self::Integer(u32::from_sql(kind, raw)?.into()),
            Type::BYTEA => Self::Blob(raw.into()),
            _ => Self::Text(<&str>::from_sql(kind, raw)?.into()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(kind: &Type) -> bool {
        const KINDS: [Type; 10] = [
            Type::BOOL,
            Type::INT2,
            Type::INT4,
            Type::INT8,
            Type::OID,
            Type::BYTEA,
            Type::TEXT,
            Type::VARCHAR,
            Type::NAME,
            Type::UNKNOWN,
        ];
        KINDS.contains(kind)
    }
}

impl ToSql for Value<'_> {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Integer(number) => number.to_sql(kind, out),
            Self::Text(text) => text.as_ref().to_sql(kind, out),
            Self::Blob(bytes) => bytes.as_ref().to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        // Each is given as what it is.
        true
    }

    ::postgres::types::to_sql_checked!();
}

/// The statement with its parameters as the server writes them: `?1` is `$1`, but within a text.
pub(super) fn numbered(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut is_text = false;
    let mut rest = sql.chars().peekable();
    while let Some(c) = rest.next() {
        is_text ^= c == '\'';
        let is_parameter = c == '?' && !is_text && rest.peek().is_some_and(char::is_ascii_digit);
        out.push(if is_parameter { '$' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_written_as_the_server_does_and_texts_stay() {
        assert_eq!(numbered("SELECT ?1 || '?2' || ?12"), "SELECT $1 || '?2' || $12");
    }
}

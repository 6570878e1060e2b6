//! Rows and parameters, between this engine's driver and the statements of the store.

use rusqlite::Statement;
use rusqlite::types::{ToSqlOutput, Type, ValueRef};

use super::values::{FromSql, Mismatch, ToSql, Value};
use crate::domain::refusal::Refusal;

/// A row of an answer.
#[derive(Debug)]
pub struct Row<'a>(pub(super) &'a rusqlite::Row<'a>);

/// Why a row cannot be read.
#[derive(Debug)]
pub struct ReadError(rusqlite::Error);

impl Row<'_> {
    /// What stands in a column; the first is 0.
    ///
    /// # Errors
    /// There is no such column, or it holds something else.
    pub fn get<T: FromSql>(&self, column: usize) -> Result<T, ReadError> {
        self.read(column, T::from_sql)
    }

    pub(super) fn read<T>(
        &self,
        column: usize,
        read: impl FnOnce(&Value<'_>) -> Result<T, Mismatch>,
    ) -> Result<T, ReadError> {
        let found = self.0.get_ref(column).map_err(ReadError)?;
        let wrong = |why: Mismatch| {
            ReadError(rusqlite::Error::FromSqlConversionFailure(column, found.data_type(), why))
        };
        let value = match found {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Integer(number),
            ValueRef::Text(text) => {
                Value::Text(std::str::from_utf8(text).map_err(|error| wrong(error.into()))?.into())
            }
            ValueRef::Blob(bytes) => Value::Blob(bytes.into()),
            ValueRef::Real(_) => return Err(wrong("a number with a fraction".into())),
        };
        read(&value).map_err(wrong)
    }
}

/// The number of a row, as what it is.
pub(super) fn number<Id: FromSql>(number: i64) -> Result<Id, ReadError> {
    Id::from_sql(&Value::Integer(number))
        .map_err(|why| ReadError(rusqlite::Error::FromSqlConversionFailure(0, Type::Integer, why)))
}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        error.0.into()
    }
}

/// The values of the parameters of a statement, in the order of their numbers.
pub trait Params {
    /// Each of them.
    fn values(&self) -> Vec<Value<'_>>;
}

/// No parameters at all.
impl Params for [(); 0] {
    fn values(&self) -> Vec<Value<'_>> {
        Vec::new()
    }
}

/// One impl a length, so that an array of none needs no type said with it.
macro_rules! arrays {
    ($($length:literal)*) => {$(
        impl<T: ToSql> Params for [T; $length] {
            fn values(&self) -> Vec<Value<'_>> {
                self.iter().map(T::to_sql).collect()
            }
        }
    )*};
}

arrays! { 1 2 3 4 5 6 7 8 }

impl Params for &[&dyn ToSql] {
    fn values(&self) -> Vec<Value<'_>> {
        self.iter().map(|value| value.to_sql()).collect()
    }
}

/// Parameters of several types.
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        &[$(&$value as &dyn $crate::store::engine::ToSql),*] as &[&dyn $crate::store::engine::ToSql]
    };
}
pub(crate) use params;

pub(super) fn bind(statement: &mut Statement<'_>, params: &impl Params) -> rusqlite::Result<()> {
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

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

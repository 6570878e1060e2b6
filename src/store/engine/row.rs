//! Rows and parameters, between this engine's driver and the statements of the store.

use std::cell::Cell;

use rusqlite::Statement;
use rusqlite::types::{ToSqlOutput, Type, ValueRef};

use super::values::{FromSql, Mismatch, ToSql, Value};
use crate::domain::refusal::Refusal;

/// A row of an answer, which is read from its first column to its last.
#[derive(Debug)]
pub struct Row<'a> {
    row: &'a rusqlite::Row<'a>,
    next: Cell<usize>,
}

/// Why a row cannot be read.
#[derive(Debug)]
pub struct ReadError(rusqlite::Error);

/// What a run of columns can be read as: a value of one column, a tuple or array of them, or a struct (`columns!`).
pub trait FromRow: Sized {
    /// Takes as many columns as it needs.
    ///
    /// # Errors
    /// There are no such columns, or they hold something else.
    fn from_row(row: &Row<'_>) -> Result<Self, ReadError>;
}

impl<'a> Row<'a> {
    pub(super) fn new(row: &'a rusqlite::Row<'a>) -> Self {
        Self { row, next: Cell::new(0) }
    }

    /// What stands in the next columns.
    ///
    /// # Errors
    /// There are no such columns, or they hold something else.
    pub fn take<T: FromRow>(&self) -> Result<T, ReadError> {
        T::from_row(self)
    }
}

impl<T: FromSql> FromRow for T {
    fn from_row(row: &Row<'_>) -> Result<Self, ReadError> {
        let column = row.next.replace(row.next.get() + 1);
        let found = row.row.get_ref(column).map_err(ReadError)?;
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
        T::from_sql(&value).map_err(wrong)
    }
}

impl<T: FromSql + Copy + Default, const N: usize> FromRow for [T; N] {
    fn from_row(row: &Row<'_>) -> Result<Self, ReadError> {
        let mut all = [T::default(); N];
        for one in &mut all {
            *one = row.take()?;
        }
        Ok(all)
    }
}

macro_rules! tuples {
    ($(($($part:ident)*))*) => {$(
        impl<$($part: FromRow),*> FromRow for ($($part,)*) {
            fn from_row(row: &Row<'_>) -> Result<Self, ReadError> {
                Ok(($(row.take::<$part>()?,)*))
            }
        }
    )*};
}

tuples! { (A B) (A B C) (A B C D) (A B C D E) }

/// Structs that are read from a row, each with its fields in the order of the columns.
macro_rules! columns {
    ($($name:ident { $($field:ident),* $(,)? })*) => {$(
        impl $crate::store::engine::FromRow for $name {
            fn from_row(
                row: &$crate::store::engine::Row<'_>,
            ) -> Result<Self, $crate::store::engine::ReadError> {
                Ok(Self { $($field: row.take()?),* })
            }
        }
    )*};
}
pub(crate) use columns;

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

impl Params for Vec<i64> {
    fn values(&self) -> Vec<Value<'_>> {
        self.iter().map(|number| Value::Integer(*number)).collect()
    }
}

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

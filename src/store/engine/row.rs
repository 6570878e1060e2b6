//! Rows and parameters, between this engine's driver and the statements of the store.

use std::cell::Cell;
use std::fmt;

use super::values::{FromSql, Mismatch, ToSql, Value};
use super::{other, postgres, sqlite};
use crate::domain::refusal::Refusal;

/// A row of an answer, which is read from its first column to its last.
#[derive(Debug)]
pub struct Row<'a> {
    columns: Columns<'a>,
    next: Cell<usize>,
}

#[derive(Debug)]
enum Columns<'a> {
    File(&'a rusqlite::Row<'a>),
    Server(&'a ::postgres::Row),
}

/// Why a row cannot be read.
#[derive(Debug)]
pub struct ReadError {
    /// Of which column, from 0.
    column: usize,
    why: Mismatch,
}

/// What a run of columns can be read as: a value of one column, a tuple or array of them, or a struct (`columns!`).
pub trait FromRow: Sized {
    /// Takes as many columns as it needs.
    ///
    /// # Errors
    /// There are no such columns, or they hold something else.
    fn from_row(row: &Row<'_>) -> Result<Self, ReadError>;
}

impl<'a> Row<'a> {
    pub(super) fn of_file(row: &'a rusqlite::Row<'a>) -> Self {
        Self { columns: Columns::File(row), next: Cell::new(0) }
    }

    pub(super) fn of_server(row: &'a ::postgres::Row) -> Self {
        Self { columns: Columns::Server(row), next: Cell::new(0) }
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
        let value = match row.columns {
            Columns::File(row) => sqlite::value(row, column),
            Columns::Server(row) => postgres::value(row, column),
        };
        value.and_then(|value| T::from_sql(&value)).map_err(|why| ReadError { column, why })
    }
}

/// Nothing: of statements that return no rows.
impl FromRow for () {
    fn from_row(_: &Row<'_>) -> Result<Self, ReadError> {
        Ok(())
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
    Id::from_sql(&Value::Integer(number)).map_err(|why| ReadError { column: 0, why })
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}: {}", self.column, self.why)
    }
}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        other(&error.to_string())
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

impl Params for &[Value<'_>] {
    fn values(&self) -> Vec<Value<'_>> {
        self.iter().map(Value::borrowed).collect()
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

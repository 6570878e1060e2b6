//! Making a store of the rows of another one, whichever engine either is of.
//!
//! Errors of every call: `store`, where nothing else is said.

use std::path::Path;

use super::rows::{self, Shape, quoted};
use super::{Db, Engine, RowSum, Value, is_server, other, postgres, sqlite};
use crate::domain::refusal::Refusal;

/// Adds one row, with its values in the order of the columns.
pub(super) type AddRow<'a> = dyn FnMut(&[Value<'_>]) -> Result<(), Refusal> + 'a;

/// Hands every row of a table over to be added.
pub(super) type EachRow<'a> = dyn FnMut(&mut AddRow<'_>) -> Result<(), Refusal> + 'a;

impl Db {
    /// Opens a place where there is no store yet, to have it filled (see [`Db::fill_from`]).
    ///
    /// # Errors
    /// `store`, also when there is a file.
    pub fn open_new(path: &Path) -> Result<Self, Refusal> {
        Ok(Self::of(if is_server(path) {
            Engine::Server(Box::new(postgres::Session::open(path, true)?))
        } else {
            Engine::File(sqlite::File::make(path)?)
        }))
    }

    /// Makes a store of the rows of `source`, as a step of the transaction that has begun: the tables first, then their rows
    /// as they are there, numbers and all, and only then what looks at each row: indexes, references, guards. What stands
    /// for the schema in the log is the same. `goes_on` is asked with every row. Answers the tables, and what the rows of
    /// each come to at the source.
    ///
    /// # Errors
    /// `store`: there is a store already, `source` is of another schema or has rows that no store may have, or it does
    /// not go on.
    pub fn fill_from(
        &self,
        source: &Self,
        goes_on: &dyn Fn() -> bool,
    ) -> Result<Vec<(Shape, RowSum)>, Refusal> {
        match &self.engine {
            Engine::File(file) => file.make_tables()?,
            Engine::Server(session) => session.make_tables()?,
        }
        let (tables, own) = (source.shapes(&[])?, self.shapes(&[])?);
        let named = |shapes: &[Shape]| -> Vec<(String, Vec<String>)> {
            shapes.iter().map(|shape| (shape.table.clone(), shape.columns.clone())).collect()
        };
        if named(&tables) != named(&own) {
            return Err(other(&format!("{} has other tables than this program", source.path().display())));
        }
        let mut filled = Vec::with_capacity(tables.len());
        for shape in tables {
            let mut sum = RowSum::default();
            let mut each = |add: &mut AddRow<'_>| {
                source.each_row(&shape, None, |row| {
                    if !goes_on() {
                        return Err(other("stopped"));
                    }
                    sum.count(shape.hash(row), true);
                    add(&rows::read(row))
                })
            };
            match &self.engine {
                Engine::File(file) => file.add_rows(&shape, &mut each)?,
                Engine::Server(session) => session.add_rows(&shape, &mut each)?,
            }
            filled.push((shape, sum));
        }
        let cookie = source.schema_cookie()?;
        match &self.engine {
            Engine::File(file) => {
                self.put_back()?;
                self.refuse_astray()?;
                file.set_schema_cookie(cookie)?;
            }
            Engine::Server(session) => session.complete(&own, cookie)?,
        }
        Ok(filled)
    }

    /// How many rows all tables have.
    pub fn count_rows(&self) -> Result<u64, Refusal> {
        let count = |shape: &Shape| -> Result<u64, Refusal> {
            self.one(&format!("SELECT count(*) FROM {}", quoted(&shape.table)), [])
        };
        self.shapes(&[])?.iter().map(count).sum()
    }
}

//! Rows as bytes: what is hashed of them, and what is read of them again to say what was changed.

use std::ops::RangeInclusive;

use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};

use super::row_sum::RowSum;
use super::{Db, Engine, Length, Value, postgres, sqlite};
use crate::domain::refusal::Refusal;

/// A table as its rows are hashed: by its name, the names of its columns and what stands in them.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Its name.
    pub table: String,
    /// Its columns, without those that are worked out from others.
    pub columns: Vec<String>,
    /// Which of them tell a row from all others.
    pub key: Vec<usize>,
    /// The column that numbers its rows, where one does.
    pub(super) number: Option<String>,
    named: Sha256,
}

impl Shape {
    pub(super) fn new(table: String, columns: Vec<String>, key: Vec<usize>, number: Option<String>) -> Self {
        let mut named = Sha256::new();
        for name in std::iter::once(&table).chain(&columns) {
            named.update((name.len() as u64).to_be_bytes());
            named.update(name);
        }
        // The names fill whole blocks, so that they are hashed once for all rows.
        named.update([0; 64]);
        Self { table, columns, key, number, named }
    }

    /// The place of the column that numbers its rows.
    pub(super) fn number_at(&self) -> Option<usize> {
        self.columns.iter().position(|column| Some(column) == self.number.as_ref())
    }

    /// The hash of a row of it.
    pub(super) fn hash(&self, row: &[u8]) -> [u8; 32] {
        self.named.clone().chain_update(row).finalize().into()
    }
}

impl Db {
    /// The tables of the store but these, as their rows are hashed.
    pub fn shapes(&self, but: &[&str]) -> Result<Vec<Shape>, Refusal> {
        if let Engine::Server(session) = &self.engine {
            return session.shapes(but);
        }
        // A virtual table keeps its rows in tables of its own, which are its affair.
        let tables: Vec<(String, bool)> = self.all(
            "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
                AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
            [],
        )?;
        let shape = |(table, is_by_key): (String, bool)| {
            let columns: Vec<(String, String, i64)> =
                self.all("SELECT name, type, pk FROM pragma_table_info(?1) ORDER BY cid", [&table])?;
            let key: Vec<usize> =
                (0..).zip(&columns).filter(|(_, column)| column.2 > 0).map(|(place, _)| place).collect();
            let number = match key[..] {
                [place] if columns[place].1 == "INTEGER" && !is_by_key => Some(columns[place].0.clone()),
                _ => None,
            };
            let columns = columns.into_iter().map(|(name, ..)| name).collect();
            Ok(Shape::new(table, columns, key, number))
        };
        tables.into_iter().filter(|(name, _)| !but.contains(&&**name)).map(shape).collect()
    }

    /// What all rows of a table come to, or those with these numbers.
    pub fn sum(&self, shape: &Shape, numbers: Option<RangeInclusive<i64>>) -> Result<RowSum, Refusal> {
        let mut sum = RowSum::default();
        self.each_row(shape, numbers, |row| {
            sum.count(shape.hash(row), true);
            Ok(())
        })?;
        Ok(sum)
    }

    /// Hands the bytes of all rows of a table to `each`, or of those with these numbers.
    ///
    /// # Errors
    /// `store`, or what `each` refuses.
    pub(super) fn each_row(
        &self,
        shape: &Shape,
        numbers: Option<RangeInclusive<i64>>,
        mut each: impl FnMut(&[u8]) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let columns: Vec<String> = shape.columns.iter().map(|name| quoted(name)).collect();
        let mut sql = format!("SELECT {} FROM {}", columns.join(", "), quoted(&shape.table));
        let mut ends = Vec::new();
        if let (Some(numbers), Some(number)) = (numbers, &shape.number) {
            sql.push_str(&format!(" WHERE {} BETWEEN ?1 AND ?2", quoted(number)));
            ends.extend([*numbers.start(), *numbers.end()].map(Value::Integer));
        }
        let mut bytes = Vec::new();
        let file = match &self.engine {
            Engine::File(file) => file,
            Engine::Server(session) => {
                return session.each(&sql, &ends, Length::Long, |row| {
                    bytes.clear();
                    for place in 0..columns.len() {
                        let value =
                            postgres::value(row, place).map_err(|why| super::other(&why.to_string()))?;
                        write(&mut bytes, sqlite::as_is(&value));
                    }
                    each(&bytes)?;
                    Ok(true)
                });
            }
        };
        let mut statement = file.connection.prepare(&sql)?;
        sqlite::bind(&mut statement, &&*ends)?;
        let mut found = statement.raw_query();
        while let Some(row) = found.next()? {
            bytes.clear();
            for place in 0..columns.len() {
                write(&mut bytes, row.get_ref(place)?);
            }
            each(&bytes)?;
        }
        Ok(())
    }

    /// The highest number of a row of a table, 0 where it has no rows; none where its rows have no numbers.
    pub(super) fn last_number(&self, shape: &Shape) -> Result<Option<i64>, Refusal> {
        let Some(number) = &shape.number else { return Ok(None) };
        let sql = format!("SELECT coalesce(max({}), 0) FROM {}", quoted(number), quoted(&shape.table));
        self.one(&sql, []).map(Some)
    }

    /// The numbers of the rows of a table in parts of about so many, which together are all there can be; one part where
    /// its rows have none.
    pub fn parts(&self, shape: &Shape, of: i64) -> Result<Vec<Option<RangeInclusive<i64>>>, Refusal> {
        let Some(last) = self.last_number(shape)? else { return Ok(vec![None]) };
        // A number can be anything where somebody wrote past the program.
        let of = of.max(last / MOST_PARTS);
        let ends: Vec<i64> = (1..=last / of).map(|part| part * of).collect();
        let begins = [i64::MIN].into_iter().chain(ends.iter().map(|end| end + 1));
        Ok(begins.zip(ends.iter().copied().chain([i64::MAX])).map(|(from, to)| Some(from..=to)).collect())
    }
}

pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A table is read in no more parts than so many.
const MOST_PARTS: i64 = 1_000;

const NULL: u8 = 0;
const INTEGER: u8 = 1;
const REAL: u8 = 2;
const TEXT: u8 = 3;
const BLOB: u8 = 4;

/// Writes a value behind those before it: its kind, how long it is where that differs, and itself.
pub(super) fn write(row: &mut Vec<u8>, value: ValueRef<'_>) {
    match value {
        ValueRef::Null => row.push(NULL),
        ValueRef::Integer(number) => row.extend_from_slice(&with_number(INTEGER, number.cast_unsigned())),
        ValueRef::Real(number) => row.extend_from_slice(&with_number(REAL, number.to_bits())),
        ValueRef::Text(bytes) => {
            row.extend_from_slice(&with_number(TEXT, bytes.len() as u64));
            row.extend_from_slice(bytes);
        }
        ValueRef::Blob(bytes) => {
            row.extend_from_slice(&with_number(BLOB, bytes.len() as u64));
            row.extend_from_slice(bytes);
        }
    }
}

/// A kind and the number behind it, written at once: it is done for every value of a store.
fn with_number(kind: u8, number: u64) -> [u8; 9] {
    let mut bytes = [kind; 9];
    bytes[1..].copy_from_slice(&number.to_be_bytes());
    bytes
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Stores keep what rows come to: a row has to be the same bytes for ever.
    #[test]
    fn a_row_is_the_same_bytes_for_ever() {
        let values = [
            ValueRef::Null,
            ValueRef::Integer(-2),
            ValueRef::Real(0.5),
            ValueRef::Text("开".as_bytes()),
            ValueRef::Blob(&[7]),
        ];
        let mut row = Vec::new();
        values.into_iter().for_each(|value| write(&mut row, value));
        let number = [1, 255, 255, 255, 255, 255, 255, 255, 254];
        let (real, text) = ([2, 63, 224, 0, 0, 0, 0, 0, 0], [3, 0, 0, 0, 0, 0, 0, 0, 3, 0xE5, 0xBC, 0x80]);
        let expected = [&[0][..], &number, &real, &text, &[4, 0, 0, 0, 0, 0, 0, 0, 1, 7]].concat();
        assert_eq!(row, expected);
        let shape = Shape::new("bill".to_owned(), vec!["id".to_owned()], vec![0], Some("id".to_owned()));
        let mut sum = RowSum::default();
        sum.count(shape.hash(&row), true);
        assert_eq!(
            format!("{sum:?}"),
            "1 rows, 845526835e38089684eb007917306e12c18f3534dee8c5dd856d21598cd4ae38"
        );
    }
}

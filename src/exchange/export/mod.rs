//! Lists that people take away, as CSV or XLSX.
//!
//! A list is written beside its target and takes the target's place when it is whole. A [`ListWriter`] that is
//! dropped before it is finished, because the person cancelled or the disk is full, leaves everything as it was.

mod csv_list;
mod guarded;
mod new_file;
mod workbook;

use std::path::Path;

use chrono::NaiveDate;

use self::csv_list::CsvList;
pub(crate) use self::csv_list::{harmless, is_plain_number};
pub(crate) use self::new_file::NewFile;
pub(crate) use self::workbook::WorkbookFile;
use self::workbook::WorkbookList;
use crate::domain::files::ExportError;
use crate::domain::money::Fen;

/// The format of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// UTF-8 with a byte order mark, so that Excel opens it right.
    Csv,
    /// A workbook with one sheet.
    Xlsx,
}

impl ExportFormat {
    /// The format that the name of a file asks for.
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        [(Self::Csv, "csv"), (Self::Xlsx, "xlsx")]
            .into_iter()
            .find(|(_, name)| extension.eq_ignore_ascii_case(name))
            .map(|(format, _)| format)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListShape {
    pub title: String,
    pub columns: Vec<ExportColumn>,
    /// What stands before the sums in the last row; without it there is no such row.
    pub total_label: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportColumn {
    /// What stands above it.
    pub header: String,
    pub kind: ColumnKind,
    /// Whether it is summed up in the last row; only money and integers are.
    pub total: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text; ids are text too, whatever digits they have.
    Text,
    /// Money, shown with two decimals.
    Money,
    Date,
    Integer,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Empty,
    Text(String),
    Money(Fen),
    Date(NaiveDate),
    Integer(i64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<Fen> for Value {
    fn from(amount: Fen) -> Self {
        Self::Money(amount)
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

impl From<i64> for Value {
    fn from(count: i64) -> Self {
        Self::Integer(count)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

pub struct ListWriter {
    list: List,
    sums: Vec<i64>,
    shape: ListShape,
    rows: u32,
}

enum List {
    Csv(Box<CsvList>),
    Workbook(Box<WorkbookList>),
}

impl ListWriter {
    /// Starts a list that is to take the place of `path`, with its header.
    pub fn create(path: &Path, format: ExportFormat, shape: ListShape) -> Result<Self, ExportError> {
        let list = match format {
            ExportFormat::Csv => List::Csv(Box::new(CsvList::create(path, &shape)?)),
            ExportFormat::Xlsx => List::Workbook(Box::new(WorkbookList::create(path, &shape)?)),
        };
        Ok(Self { list, sums: vec![0; shape.columns.len()], shape, rows: 0 })
    }

    /// Writes a row; its values stand under the columns in order.
    pub fn write_row(&mut self, values: &[Value]) -> Result<(), ExportError> {
        for (sum, value) in self.sums.iter_mut().zip(values) {
            match value {
                Value::Money(Fen(number)) | Value::Integer(number) => *sum = sum.saturating_add(*number),
                Value::Empty | Value::Text(_) | Value::Date(_) => {}
            }
        }
        match &mut self.list {
            List::Csv(list) => list.write_row(values)?,
            List::Workbook(list) => list.write_row(values)?,
        }
        self.rows += 1;
        Ok(())
    }

    /// Writes the sums and puts the list in its place. Says how many rows it has, without header and sums.
    ///
    /// # Errors
    /// The list could not be written whole; what was there before is there still.
    pub fn finish(self) -> Result<u32, ExportError> {
        let totals = if self.rows > 0 { totals(&self.shape, &self.sums) } else { None };
        match self.list {
            List::Csv(list) => list.finish(totals.as_deref())?,
            List::Workbook(list) => list.finish(totals.as_deref())?,
        }
        Ok(self.rows)
    }
}

/// The last row: sums below the columns that are summed up, and the label in the first of the others.
fn totals(shape: &ListShape, sums: &[i64]) -> Option<Vec<Value>> {
    let label = shape.total_label.as_ref()?;
    let mut any = false;
    let mut totals: Vec<Value> = shape
        .columns
        .iter()
        .zip(sums)
        .map(|(column, sum)| match column.kind {
            ColumnKind::Money if column.total => Value::Money(Fen(*sum)),
            ColumnKind::Integer if column.total => Value::Integer(*sum),
            _ => Value::Empty,
        })
        .inspect(|value| any |= *value != Value::Empty)
        .collect();
    let first = totals.iter_mut().find(|value| **value == Value::Empty);
    if let Some(first) = first {
        *first = Value::Text(label.clone());
    }
    any.then_some(totals)
}

#[cfg(test)]
mod tests;

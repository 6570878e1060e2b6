//! Lists that people take away, as CSV or XLSX.
//!
//! A list is written beside its target and takes the target's place when it is whole. A [`ListWriter`] that is
//! dropped before it is finished, because the person cancelled or the disk is full, leaves everything as it was.

mod archive;
mod csv_list;
mod guarded;
mod new_file;
mod workbook;

use std::path::Path;

use chrono::NaiveDate;

pub use self::archive::NewArchive;
use self::csv_list::CsvList;
pub(crate) use self::csv_list::{harmless, is_plain_number};
pub(crate) use self::new_file::NewFile;
pub(crate) use self::workbook::WorkbookFile;
use self::workbook::WorkbookList;
use crate::domain::files::ExportError;
use crate::domain::list_columns::ColumnKind;
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
    /// What stands before the sums of money in the last row.
    pub total_label: String,
    /// What stands below everything in a workbook.
    pub foot: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportColumn {
    /// What stands above it.
    pub header: String,
    pub kind: ColumnKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Empty,
    Text(String),
    Money(Fen),
    Date(NaiveDate),
    Count(i64),
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
            if let Value::Money(Fen(amount)) = value {
                *sum = sum.saturating_add(*amount);
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
            List::Workbook(list) => list.finish(totals.as_deref(), self.shape.foot.as_deref())?,
        }
        Ok(self.rows)
    }
}

/// The last row: sums below the columns of money, and the label in the first of the others. Without money there is none.
fn totals(shape: &ListShape, sums: &[i64]) -> Option<Vec<Value>> {
    let is_money = |column: &ExportColumn| column.kind == ColumnKind::Money;
    let total = |(column, sum): (&ExportColumn, &i64)| match is_money(column) {
        true => Value::Money(Fen(*sum)),
        false => Value::Empty,
    };
    let mut totals: Vec<Value> = shape.columns.iter().zip(sums).map(total).collect();
    if let Some(first) = totals.iter_mut().find(|value| **value == Value::Empty) {
        *first = Value::Text(shape.total_label.clone());
    }
    shape.columns.iter().any(is_money).then_some(totals)
}

#[cfg(test)]
mod tests;

//! XLS (BIFF8), as banks still export it: checked for what a hostile one can do, then read whole, since its reader
//! does not stream. What its styles say cannot be seen.

mod check;

use std::fs::File;
use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Range, Reader as _, Xls, XlsError};

use self::check::check;
use super::archive::damaged;
use super::cell::{Cell, Row};
use super::compound::workbook_stream;
use super::limits::Limits;
use super::row_marks::Marker;
use super::sheet_facts::{Merge, SheetFacts};
use super::workbook::{
    GAVE_UP, cell_of, iso_cell, moment_cell, named_sheet, put_cell, text_cell, worksheets,
};
use super::{RowReader, Source};
use crate::domain::files::{FileError, Seems};
use crate::exchange::caught::caught;

pub(super) struct OldWorkbook {
    book: Xls<Cursor<Vec<u8>>>,
    values: Range<Data>,
    facts: SheetFacts,
    limits: Limits,
}

/// More than 65,536 full rows have; the reader keeps the whole file, and what it unpacks to, in memory.
const MOST_BYTES: u64 = 64 << 20;

impl OldWorkbook {
    /// Checks the file, reads it, and finds the sheet: the named one, or the first one shown that has data.
    pub(super) fn open(
        mut file: File,
        sheet: Option<&str>,
        limits: Limits,
    ) -> Result<(String, Self), FileError> {
        let length = file.metadata()?.len();
        let limit = limits.file_bytes.min(MOST_BYTES);
        if length > limit {
            return Err(FileError::TooLarge { bytes: length, limit });
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        check(&workbook_stream(&bytes)?, limits)?;
        let book =
            caught(|| Xls::new(Cursor::new(bytes))).ok_or_else(|| damaged(GAVE_UP))?.map_err(|error| {
                match error {
                    XlsError::Password => FileError::NotATable(Seems::Encrypted),
                    other => damaged(other),
                }
            })?;
        let mut workbook = Self { book, values: Range::empty(), facts: SheetFacts::default(), limits };
        let sheet = match sheet {
            Some(name) => named_sheet(workbook.sheets(true), name)?,
            None => workbook.first_with_data()?,
        };
        workbook.turn_to(&sheet);
        Ok((sheet, workbook))
    }

    fn first_with_data(&mut self) -> Result<String, FileError> {
        for sheet in self.sheets(false) {
            let values = caught(|| self.book.worksheet_range(&sheet)).ok_or_else(|| damaged(GAVE_UP))?;
            let values = values.map_err(damaged)?;
            if values.used_cells().any(|(.., value)| !cell(value).is_blank()) {
                return Ok(sheet);
            }
        }
        Err(FileError::NoData)
    }
}

impl Source for OldWorkbook {
    fn sheets(&self, hidden: bool) -> Vec<String> {
        worksheets(self.book.sheets_metadata(), hidden)
    }

    /// A sheet that is not there has no rows.
    fn turn_to(&mut self, name: &str) {
        self.values = caught(|| self.book.worksheet_range(name)).and_then(Result::ok).unwrap_or_default();
        let mut facts = SheetFacts::default();
        for merge in self.book.merge_cells_by_sheet_name(name).unwrap_or_default() {
            facts.merges.push(Merge {
                first_row: merge.start.0,
                last_row: merge.end.0,
                first_column: merge.start.1,
                last_column: merge.end.1,
            });
        }
        if !facts.merges.is_empty() {
            let first = self.values.start().unwrap_or_default().0;
            for (row, values) in (first..).zip(self.values.rows()) {
                if values.iter().any(|value| *value != Data::Empty) {
                    facts.occupy(row);
                }
            }
        }
        self.facts = facts;
    }

    fn counts_from_1904(&self) -> bool {
        self.book.has_1904_epoch()
    }

    fn is_limited(&self) -> bool {
        true
    }

    fn merges(&self) -> &[Merge] {
        &self.facts.merges
    }

    fn rows(&mut self) -> Result<Box<dyn RowReader + '_>, FileError> {
        Ok(Box::new(OldRows {
            values: &self.values,
            marker: Marker::new(&self.facts, self.limits.columns),
            next: 0,
            limits: self.limits,
        }))
    }
}

/// The rows of a sheet; those without any cell are left out.
struct OldRows<'a> {
    values: &'a Range<Data>,
    marker: Marker<'a>,
    /// The next row, counted from the first that has values.
    next: usize,
    limits: Limits,
}

impl RowReader for OldRows<'_> {
    fn progress(&self) -> (u64, u64) {
        (self.next as u64, self.values.height() as u64)
    }

    fn read_row(&mut self) -> Result<Option<Row>, FileError> {
        let (first_row, first_column) = self.values.start().unwrap_or_default();
        while self.next < self.values.height() {
            let at = self.next;
            self.next += 1;
            let number = first_row + at as u32 + 1;
            if number > self.limits.rows {
                return Err(FileError::TooManyRows { limit: self.limits.rows });
            }
            let mut row = Row { number, ..Row::default() };
            for column in 0..self.values.width() {
                let Some(value) = self.values.get((at, column)).filter(|value| **value != Data::Empty) else {
                    continue;
                };
                put_cell(&mut row, first_column as usize + column, cell(value), self.limits)?;
            }
            if !row.cells.is_empty() {
                self.marker.mark(&mut row);
                return Ok(Some(row));
            }
        }
        Ok(None)
    }
}

fn cell(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DurationIso(text) => text_cell(text),
        Data::DateTimeIso(text) => iso_cell(text),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(value) => cell_of(&DataRef::Bool(*value)),
        Data::DateTime(moment) => moment_cell(moment),
        Data::Error(error) => Cell::Error(error.to_string()),
    }
}

#[cfg(test)]
mod tests;

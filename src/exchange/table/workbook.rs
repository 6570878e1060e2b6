//! XLSX: checked for what a hostile archive can do, then streamed row by row.

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};

use calamine::{
    DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Style, Xlsx, XlsxCellReader, XlsxError,
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::archive::{self, ArchiveFacts, damaged};
use super::cell::{Cell, Row};
use super::limits::Limits;
use super::number_format::{StyleMeaning, format_adds};
use super::row_marks::{Marker, strike};
use super::sheet_facts::Merge;
use super::{RowReader, Source};
use crate::domain::files::FileError;
use crate::exchange::caught::caught;

type Book = Xlsx<BufReader<File>>;

/// Why a workbook cannot be read over which its reader panicked: it trusts lengths and places that a damaged file has wrong.
pub(super) const GAVE_UP: &str = "the reader gave up";

pub(super) struct Workbook {
    book: Book,
    sheet: String,
    facts: ArchiveFacts,
    limits: Limits,
}

impl Workbook {
    /// Checks the archive, opens it, and finds the sheet: the named one, or the first one shown that has data.
    pub(super) fn open(
        mut file: File,
        bytes: u64,
        sheet: Option<&str>,
        limits: Limits,
    ) -> Result<(String, Self), FileError> {
        let facts = archive::check(&mut file, bytes, limits)?;
        file.seek(SeekFrom::Start(0))?;
        let opened = caught(|| {
            let mut book = Xlsx::new(BufReader::new(file)).map_err(damaged)?;
            let sheet = match sheet {
                Some(name) => named_sheet(worksheets(book.sheets_metadata(), true), name)?,
                None => first_with_data(&mut book)?,
            };
            Ok((book, sheet))
        });
        let (book, sheet) = opened.unwrap_or_else(|| Err(damaged(GAVE_UP)))?;
        Ok((sheet.clone(), Self { book, sheet, facts, limits }))
    }
}

impl Source for Workbook {
    fn sheets(&self, hidden: bool) -> Vec<String> {
        worksheets(self.book.sheets_metadata(), hidden)
    }

    fn part(&self, sheet: &str) -> Option<&str> {
        self.facts.part(sheet)
    }

    fn turn_to(&mut self, name: &str) {
        name.clone_into(&mut self.sheet);
    }

    fn counts_from_1904(&self) -> bool {
        self.book.has_1904_epoch()
    }

    fn hides_column(&self, column: u32) -> bool {
        self.facts.of(&self.sheet).hides_column(column)
    }

    fn merges(&self) -> &[Merge] {
        &self.facts.of(&self.sheet).merges
    }

    fn rows(&mut self) -> Result<Box<dyn RowReader + '_>, FileError> {
        let (book, sheet) = (&mut self.book, &self.sheet);
        let reader = caught(|| { book }.worksheet_cells_reader(sheet));
        let reader = reader.ok_or_else(|| damaged(GAVE_UP))?.map_err(damaged)?;
        let last_row = u64::from(reader.dimensions().end.0) + 1;
        let styles = reader.styles().iter().map(style_meaning).collect();
        Ok(Box::new(WorkbookRows {
            reader,
            styles,
            marker: Marker::new(self.facts.of(&self.sheet), self.limits.columns),
            next: None,
            row: 0,
            width: 0,
            cells: 0,
            last_row,
            limits: self.limits,
            no_more_cells: false,
        }))
    }
}

/// The rows of a sheet; those without any cell are left out.
struct WorkbookRows<'a> {
    reader: XlsxCellReader<'a, BufReader<File>>,
    /// What each style of the workbook means.
    styles: Vec<StyleMeaning>,
    marker: Marker<'a>,
    /// The first cell of the next row.
    next: Option<Placed>,
    row: u32,
    /// How many cells the row before had.
    width: usize,
    cells: u64,
    last_row: u64,
    limits: Limits,
    /// The last cell was read; the reader must not be asked again.
    no_more_cells: bool,
}

/// A cell and its place, from 0.
struct Placed {
    row: u32,
    column: u32,
    cell: Cell,
    is_struck: bool,
}

impl RowReader for WorkbookRows<'_> {
    fn progress(&self) -> (u64, u64) {
        (u64::from(self.row), self.last_row.max(u64::from(self.row)))
    }

    fn read_row(&mut self) -> Result<Option<Row>, FileError> {
        let Some(first) = self.next.take().map_or_else(|| self.read_cell(), |c| Ok(Some(c)))? else {
            return Ok(None);
        };
        let index = first.row;
        if index < self.row {
            return Err(FileError::Damaged { detail: format!("row {} after row {}", index + 1, self.row) });
        }
        if index >= self.limits.rows {
            return Err(FileError::TooManyRows { limit: self.limits.rows });
        }
        self.row = index + 1;
        let mut row = Row { number: self.row, cells: Vec::with_capacity(self.width), marks: None };
        self.put(&mut row, first)?;
        while let Some(next) = self.read_cell()? {
            if next.row != index {
                self.next = Some(next);
                break;
            }
            self.put(&mut row, next)?;
        }
        self.marker.mark(&mut row);
        self.width = row.cells.len();
        Ok(Some(row))
    }
}

impl WorkbookRows<'_> {
    /// The next cell that holds something.
    fn read_cell(&mut self) -> Result<Option<Placed>, FileError> {
        while !self.no_more_cells {
            let reader = &mut self.reader;
            let next = caught(|| { reader }.next_cell_with_style_id()).ok_or_else(|| damaged(GAVE_UP))?;
            let Some((cell, style)) = next.map_err(damaged)? else {
                self.no_more_cells = true;
                break;
            };
            let (row, column) = cell.get_position();
            let style = self.styles.get(style);
            let adds = style.and_then(|style| style.adds.as_ref());
            let cell = match cell.get_value() {
                // A zero that only stands in for a result is a result to this reader.
                _ if self.marker.is_uncalculated(row, column) => Cell::Uncalculated,
                DataRef::Int(number) if adds.is_some() => shown(adds, *number as f64),
                DataRef::Float(number) if adds.is_some() => shown(adds, *number),
                value => cell_of(value),
            };
            if cell != Cell::Empty {
                let is_struck = style.is_some_and(|style| style.is_struck);
                return Ok(Some(Placed { row, column, cell, is_struck }));
            }
        }
        Ok(None)
    }

    fn put(&mut self, row: &mut Row, placed: Placed) -> Result<(), FileError> {
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(FileError::TooManyCells { limit: self.limits.cells });
        }
        if placed.is_struck {
            strike(row, placed.column as usize);
        }
        put_cell(row, placed.column as usize, placed.cell, self.limits)
    }
}

pub(super) fn put_cell(row: &mut Row, column: usize, cell: Cell, limits: Limits) -> Result<(), FileError> {
    if column >= limits.columns {
        return Err(FileError::TooManyColumns { row: row.number, limit: limits.columns });
    }
    if matches!(&cell, Cell::Text(text) if text.len() > limits.cell_bytes) {
        return Err(FileError::CellTooLong { row: row.number, column: column + 1 });
    }
    if row.cells.len() <= column {
        row.cells.resize_with(column + 1, || Cell::Empty);
    }
    row.cells[column] = cell;
    Ok(())
}

fn style_meaning(style: &Style) -> StyleMeaning {
    let format = style.number_format.as_ref();
    StyleMeaning {
        adds: format.and_then(|format| format_adds(&format.format_code, format.format_id)),
        is_struck: style.font.as_ref().is_some_and(|font| font.strikethrough),
    }
}

fn shown(adds: Option<&super::number_format::FormatAdds>, number: f64) -> Cell {
    adds.map_or(Cell::Number(number), |adds| adds.cell(number))
}

pub(super) fn cell_of(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text),
        DataRef::DateTimeIso(text) => iso_cell(text),
        DataRef::DurationIso(text) => text_cell(text),
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(value) => Cell::Text(if *value { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(moment) => moment_cell(moment),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

pub(super) fn text_cell(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

/// A date in ISO 8601. One with a zone stays text, for the reader of dates.
pub(super) fn iso_cell(text: &str) -> Cell {
    let moment = || {
        ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
            .iter()
            .find_map(|shape| NaiveDateTime::parse_from_str(text, shape).ok())
    };
    match text.parse::<NaiveDate>() {
        Ok(day) => Cell::Date(day),
        Err(_) => moment().map_or_else(|| text_cell(text), moment_of),
    }
}

/// A moment; a number where it is only a time of day or a duration.
pub(super) fn moment_cell(moment: &ExcelDateTime) -> Cell {
    let is_day = moment.is_datetime() && moment.as_f64() >= 1.0;
    is_day.then(|| moment.as_datetime()).flatten().map_or(Cell::Number(moment.as_f64()), moment_of)
}

fn moment_of(at: NaiveDateTime) -> Cell {
    if at.time() == NaiveTime::MIN { Cell::Date(at.date()) } else { Cell::Moment(at) }
}

pub(super) fn worksheets(sheets: &[calamine::Sheet], hidden: bool) -> Vec<String> {
    let shown = |sheet: &&calamine::Sheet| {
        sheet.typ == SheetType::WorkSheet && (hidden || sheet.visible == SheetVisible::Visible)
    };
    sheets.iter().filter(shown).map(|sheet| sheet.name.clone()).collect()
}

/// The one of these sheets that is called so, or nearly so.
pub(super) fn named_sheet(sheets: Vec<String>, name: &str) -> Result<String, FileError> {
    let exact = sheets.iter().find(|sheet| *sheet == name);
    let near = || sheets.iter().find(|sheet| sheet.trim().to_lowercase() == name.trim().to_lowercase());
    match exact.or_else(near) {
        Some(sheet) => Ok(sheet.clone()),
        None => Err(FileError::NoSuchSheet { name: name.to_owned(), sheets }),
    }
}

fn first_with_data(book: &mut Book) -> Result<String, FileError> {
    for sheet in worksheets(book.sheets_metadata(), false) {
        let mut cells = match book.worksheet_cells_reader(&sheet) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(damaged(error)),
        };
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            if !cell_of(cell.get_value()).is_blank() {
                return Ok(sheet);
            }
        }
    }
    Err(FileError::NoData)
}

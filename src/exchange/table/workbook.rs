//! XLSX: checked for what a hostile archive can do, then streamed row by row.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};

use calamine::{
    DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError,
};
use chrono::NaiveDate;
use zip::ZipArchive;

use super::cell::{Cell, Row};
use super::limits::Limits;
use crate::domain::files::{FileError, Seems};

type Book = Xlsx<BufReader<File>>;

/// An open workbook and the sheet that is read from it.
pub(super) struct Workbook {
    book: Book,
    sheet: String,
    limits: Limits,
}

impl Workbook {
    /// Checks the archive, opens it, and finds the sheet: the named one, or the first one shown that has data.
    pub(super) fn open(
        mut file: File,
        bytes: u64,
        sheet: Option<&str>,
        limits: Limits,
    ) -> Result<Self, FileError> {
        check_archive(&mut file, bytes, limits)?;
        file.seek(SeekFrom::Start(0))?;
        let mut book = Xlsx::new(BufReader::new(file)).map_err(damaged)?;
        let sheet = match sheet {
            Some(name) => named_sheet(&book, name)?,
            None => first_with_data(&mut book)?,
        };
        Ok(Self { book, sheet, limits })
    }

    /// The sheet that is read.
    pub(super) fn sheet(&self) -> &str {
        &self.sheet
    }

    /// Every worksheet, in the order of its tabs.
    pub(super) fn sheets(&self) -> Vec<String> {
        worksheets(&self.book, true)
    }

    /// Every worksheet that is shown, in the order of its tabs.
    pub(super) fn shown_sheets(&self) -> Vec<String> {
        worksheets(&self.book, false)
    }

    /// Reads this sheet from now on.
    pub(super) fn turn_to(&mut self, name: &str) {
        name.clone_into(&mut self.sheet);
    }

    pub(super) fn counts_from_1904(&self) -> bool {
        self.book.has_1904_epoch()
    }

    /// Walks the rows from the first one.
    pub(super) fn rows(&mut self) -> Result<WorkbookRows<'_>, FileError> {
        let reader = self.book.worksheet_cells_reader(&self.sheet).map_err(damaged)?;
        let last_row = u64::from(reader.dimensions().end.0) + 1;
        Ok(WorkbookRows {
            reader,
            next: None,
            row: 0,
            cells: 0,
            last_row,
            limits: self.limits,
            no_more_cells: false,
            ended: false,
        })
    }
}

/// The rows of a sheet; those without any cell are left out.
pub(super) struct WorkbookRows<'a> {
    reader: XlsxCellReader<'a, BufReader<File>>,
    /// The first cell of the next row, with its row and column, from 0.
    next: Option<(u32, u32, Cell)>,
    row: u32,
    cells: u64,
    last_row: u64,
    limits: Limits,
    /// The last cell was read; the reader must not be asked again.
    no_more_cells: bool,
    ended: bool,
}

impl WorkbookRows<'_> {
    pub(super) fn progress(&self) -> (u64, u64) {
        (u64::from(self.row), self.last_row.max(u64::from(self.row)))
    }

    fn read_row(&mut self) -> Result<Option<Row>, FileError> {
        let Some((index, column, cell)) =
            self.next.take().map_or_else(|| self.read_cell(), |c| Ok(Some(c)))?
        else {
            return Ok(None);
        };
        if index < self.row {
            return Err(FileError::Damaged { detail: format!("row {} after row {}", index + 1, self.row) });
        }
        if index >= self.limits.rows {
            return Err(FileError::TooManyRows { limit: self.limits.rows });
        }
        self.row = index + 1;
        let mut row = Row { number: self.row, cells: Vec::new() };
        self.put(&mut row, column, cell)?;
        while let Some((next, column, cell)) = self.read_cell()? {
            if next != index {
                self.next = Some((next, column, cell));
                break;
            }
            self.put(&mut row, column, cell)?;
        }
        Ok(Some(row))
    }

    /// The next cell that holds something.
    fn read_cell(&mut self) -> Result<Option<(u32, u32, Cell)>, FileError> {
        while !self.no_more_cells {
            let Some(cell) = self.reader.next_cell().map_err(damaged)? else {
                self.no_more_cells = true;
                break;
            };
            let (row, column) = cell.get_position();
            let value = cell_of(cell.get_value());
            if value != Cell::Empty {
                return Ok(Some((row, column, value)));
            }
        }
        Ok(None)
    }

    fn put(&mut self, row: &mut Row, column: u32, cell: Cell) -> Result<(), FileError> {
        let column = column as usize;
        if column >= self.limits.columns {
            return Err(FileError::TooManyColumns { row: row.number, limit: self.limits.columns });
        }
        if matches!(&cell, Cell::Text(text) if text.len() > self.limits.cell_bytes) {
            return Err(FileError::CellTooLong { row: row.number, column: column + 1 });
        }
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(FileError::TooManyCells { limit: self.limits.cells });
        }
        if row.cells.len() <= column {
            row.cells.resize_with(column + 1, || Cell::Empty);
        }
        row.cells[column] = cell;
        Ok(())
    }
}

impl Iterator for WorkbookRows<'_> {
    type Item = Result<Row, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let row = self.read_row().transpose();
        self.ended = !matches!(row, Some(Ok(_)));
        row
    }
}

fn cell_of(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => text_cell(text),
        DataRef::SharedString(text) => text_cell(text),
        DataRef::DateTimeIso(text) => {
            text.get(..10).and_then(|day| day.parse().ok()).map_or_else(|| text_cell(text), Cell::Date)
        }
        DataRef::DurationIso(text) => text_cell(text),
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::Bool(value) => Cell::Text(if *value { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::DateTime(moment) => date_of(moment).map_or(Cell::Number(moment.as_f64()), Cell::Date),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

fn text_cell(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) }
}

/// The day of a moment; nothing where it is only a time of day or a duration.
fn date_of(moment: &ExcelDateTime) -> Option<NaiveDate> {
    (moment.is_datetime() && moment.as_f64() >= 1.0)
        .then(|| moment.as_datetime().map(|at| at.date()))
        .flatten()
}

/// The worksheets, those that are hidden too if `hidden`.
fn worksheets(book: &Book, hidden: bool) -> Vec<String> {
    let shown = |sheet: &&calamine::Sheet| {
        sheet.typ == SheetType::WorkSheet && (hidden || sheet.visible == SheetVisible::Visible)
    };
    book.sheets_metadata().iter().filter(shown).map(|sheet| sheet.name.clone()).collect()
}

fn named_sheet(book: &Book, name: &str) -> Result<String, FileError> {
    let sheets = worksheets(book, true);
    let exact = sheets.iter().find(|sheet| *sheet == name);
    let near = || sheets.iter().find(|sheet| sheet.trim().to_lowercase() == name.trim().to_lowercase());
    match exact.or_else(near) {
        Some(sheet) => Ok(sheet.clone()),
        None => Err(FileError::NoSuchSheet { name: name.to_owned(), sheets }),
    }
}

fn first_with_data(book: &mut Book) -> Result<String, FileError> {
    for sheet in worksheets(book, false) {
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

fn damaged(error: impl std::fmt::Display) -> FileError {
    FileError::Damaged { detail: error.to_string() }
}

/// Looks at every part before any is parsed: how many, how far they expand, and whether one declares a document
/// type. What the archive says about itself is not believed; the parts are unpacked and counted.
fn check_archive(file: &mut File, bytes: u64, limits: Limits) -> Result<(), FileError> {
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    if archive.len() > limits.parts {
        return Err(FileError::TooManyParts { parts: archive.len(), limit: limits.parts });
    }
    if let Some(seems) = other_document(&archive) {
        return Err(FileError::NotATable(seems));
    }
    let mut left = limits.unpacked_bytes;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let name = part.name().map_err(damaged)?.trim_start_matches('/').to_owned();
        // Pictures and such are never unpacked.
        if !(name.ends_with(".xml") || name.ends_with(".rels")) {
            continue;
        }
        let packed = part.compressed_size().min(bytes);
        let expanded = limits.small_part_bytes.max(packed.saturating_mul(limits.expansion));
        let streamed = name.starts_with("xl/worksheets/");
        let in_memory = if streamed { u64::MAX } else { limits.part_bytes };
        left -= check_part(part, &name, expanded.min(in_memory).min(left))?;
    }
    Ok(())
}

/// Unpacks a part of at most `limit` bytes and says how many it has.
fn check_part(part: impl Read, name: &str, limit: u64) -> Result<u64, FileError> {
    const DOCTYPE: &[u8] = b"<!DOCTYPE";
    let mut part = part.take(limit.saturating_add(1));
    let mut chunk = vec![0; 64 * 1024];
    // The end of the chunk before, so that a declaration across the border is seen; without zero bytes, so that
    // UTF-16 hides nothing.
    let mut window: Vec<u8> = Vec::with_capacity(chunk.len() + DOCTYPE.len());
    let mut bytes = 0;
    loop {
        let read = part.read(&mut chunk).map_err(damaged)?;
        if read == 0 {
            return Ok(bytes);
        }
        bytes += read as u64;
        if bytes > limit {
            return Err(FileError::ExpandsTooFar { part: name.to_owned() });
        }
        window.extend(chunk[..read].iter().filter(|byte| **byte != 0));
        if declares_doctype(&window, DOCTYPE) {
            return Err(FileError::Doctype { part: name.to_owned() });
        }
        window.drain(..window.len().saturating_sub(DOCTYPE.len() - 1));
    }
}

fn declares_doctype(text: &[u8], doctype: &[u8]) -> bool {
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| *byte == b'<') {
        rest = &rest[at..];
        if rest.len() >= doctype.len() && rest[..doctype.len()].eq_ignore_ascii_case(doctype) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

/// What an archive is that holds no Excel workbook.
fn other_document<R: Read + Seek>(archive: &ZipArchive<R>) -> Option<Seems> {
    let has = |name: &str| {
        archive
            .file_names()
            .any(|part| part.is_ok_and(|part| part.trim_start_matches('/').eq_ignore_ascii_case(name)))
    };
    if has("xl/workbook.xml") {
        return None;
    }
    const PARTS: [(&str, Seems); 6] = [
        ("xl/workbook.bin", Seems::BinaryWorkbook),
        ("word/document.xml", Seems::Word),
        ("ppt/presentation.xml", Seems::Slides),
        ("OFD.xml", Seems::Ofd),
        ("content.xml", Seems::OpenDocument),
        ("META-INF/manifest.xml", Seems::OpenDocument),
    ];
    let known = PARTS.iter().find(|(part, _)| has(part)).map(|(_, seems)| *seems);
    // A workbook may call its parts otherwise, but it always lists their types.
    known.or_else(|| (!has("[Content_Types].xml")).then_some(Seems::Archive))
}

//! CSV and its like: delimited text in one of several encodings.

use std::fs::File;

use super::cell::{Cell, Row};
use super::encoding::{DecodedFile, TextEncoding};
use super::limits::Limits;
use super::splitter::{End, Splitter, find_delimiter};
use super::{RowReader, Source};
use crate::domain::files::FileError;

/// A delimited text file whose encoding and delimiter are known.
pub(super) struct TextFile {
    file: File,
    bytes: u64,
    pub encoding: TextEncoding,
    pub delimiter: u8,
    /// Whether the first line is Excel's `sep=;`, which a spreadsheet does not show.
    names_delimiter: bool,
    limits: Limits,
}

impl TextFile {
    /// Finds out how `file` of `bytes` bytes is written.
    pub(super) fn open(mut file: File, bytes: u64, limits: Limits) -> Result<Self, FileError> {
        let encoding = TextEncoding::detect(&mut file)?;
        let mut head = Vec::new();
        let mut decoded = DecodedFile::new(&mut file, encoding)?;
        decoded.next_chunk(&mut head)?;
        let whole = decoded.read_bytes() == bytes;
        if head.is_empty() {
            return Err(FileError::Empty);
        }
        let named = named_delimiter(&head);
        let delimiter = named.unwrap_or_else(|| find_delimiter(&head, whole));
        Ok(Self { file, bytes, encoding, delimiter, names_delimiter: named.is_some(), limits })
    }
}

impl Source for TextFile {
    fn rows(&mut self) -> Result<Box<dyn RowReader + '_>, FileError> {
        let mut rows = TextRows {
            source: DecodedFile::new(&mut self.file, self.encoding)?,
            splitter: Splitter::new(self.delimiter),
            chunk: Vec::new(),
            chunk_at: 0,
            row: 0,
            width: 0,
            cells: 0,
            bytes: self.bytes,
            limits: self.limits,
        };
        if self.names_delimiter {
            rows.read_row()?;
            rows.row = 0;
        }
        Ok(Box::new(rows))
    }
}

/// The delimiter that a first line such as `sep=;` names.
fn named_delimiter(head: &[u8]) -> Option<u8> {
    let line = head.split(|byte| matches!(byte, b'\r' | b'\n')).next()?;
    match line {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter @ (b',' | b';' | b'\t')] => Some(*delimiter),
        _ => None,
    }
}

/// The rows of a text file; one per record, blank lines among them.
struct TextRows<'a> {
    source: DecodedFile<'a>,
    splitter: Splitter,
    chunk: Vec<u8>,
    chunk_at: usize,
    row: u32,
    /// How many cells the row before had.
    width: usize,
    cells: u64,
    bytes: u64,
    limits: Limits,
}

impl RowReader for TextRows<'_> {
    fn progress(&self) -> (u64, u64) {
        (self.source.read_bytes(), self.bytes)
    }

    fn read_row(&mut self) -> Result<Option<Row>, FileError> {
        loop {
            if self.chunk_at == self.chunk.len() {
                self.source.next_chunk(&mut self.chunk)?;
                self.chunk_at = 0;
                if self.chunk.is_empty() {
                    return match self.splitter.finish() {
                        End::Clean => Ok(None),
                        End::LastRecord => self.take_row().map(Some),
                        End::Unclosed => Err(FileError::UnclosedQuote { row: self.row + 1 }),
                    };
                }
            }
            let (used, complete) = self.splitter.feed(&self.chunk[self.chunk_at..]);
            self.chunk_at += used;
            if complete {
                return self.take_row().map(Some);
            }
            let (column, bytes) = self.splitter.open_field();
            if bytes > self.limits.cell_bytes {
                // A quotation mark that was left open is the likeliest reason for a cell this long.
                let row = self.row + 1;
                let unclosed = self.splitter.is_quoted();
                let too_long = FileError::CellTooLong { row, column };
                return Err(if unclosed { FileError::UnclosedQuote { row } } else { too_long });
            }
        }
    }
}

impl TextRows<'_> {
    fn take_row(&mut self) -> Result<Row, FileError> {
        self.row += 1;
        let limits = self.limits;
        if self.row > limits.rows {
            return Err(FileError::TooManyRows { limit: limits.rows });
        }
        let mut cells = Vec::with_capacity(self.width);
        for (index, field) in self.splitter.fields().enumerate() {
            if field.is_empty() {
                continue;
            }
            if index >= limits.columns {
                return Err(FileError::TooManyColumns { row: self.row, limit: limits.columns });
            }
            if field.len() > limits.cell_bytes {
                return Err(FileError::CellTooLong { row: self.row, column: index + 1 });
            }
            cells.resize_with(index, || Cell::Empty);
            cells.push(Cell::Text(String::from_utf8_lossy(field).into_owned()));
            self.cells += 1;
        }
        self.width = cells.len();
        self.splitter.clear();
        if self.cells > limits.cells {
            return Err(FileError::TooManyCells { limit: limits.cells });
        }
        Ok(Row { number: self.row, cells, marks: None })
    }
}

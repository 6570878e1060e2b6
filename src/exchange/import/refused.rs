//! Writes the refused rows with their reasons, to be fixed and imported again.

use std::io::Write;
use std::path::Path;

use super::header::Header;
use super::synonyms::{is_original_row_header, is_reason_header};
use crate::domain::files::ExportError;
use crate::domain::import::RefusedError;
use crate::exchange::export::{NewFile, WorkbookFile, harmless, is_plain_number};
use crate::exchange::table::{Cell, Format, Row, Sheet, TextEncoding};

/// A row that was refused, with the reason in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    pub row: u32,
    /// The id of what is wrong.
    pub rule: String,
    /// What is wrong and what to do, in the clerk's language.
    pub message: String,
}

/// Writes the rows of `sheet` that are `refused`, under what stands above the data, to `path`: in the same format,
/// delimiter and encoding, with three more columns called `headings` for the rule, the message and the number of the row
/// in the file that was imported first. Importing the file passes over those columns.
///
/// # Errors
/// The table cannot be read again, or the new file cannot be written; `path` is as it was then.
pub fn write_refused(
    sheet: &mut Sheet,
    header: &Header,
    refused: &[RefusedRow],
    path: &Path,
    headings: [&str; 3],
) -> Result<(), RefusedError> {
    let mut file = match sheet.format() {
        Format::Csv { delimiter, encoding } => {
            let delimiter = u8::try_from(*delimiter).unwrap_or(b',');
            RefusedFile::create_text(path, delimiter, *encoding)?
        }
        Format::Xlsx { sheet, .. } => {
            RefusedFile::Workbook(Box::new(WorkbookFile::create(path, sheet, header.texts.len() + 3)?), 0)
        }
    };
    // The reasons of an earlier round are replaced.
    let kept: Vec<usize> =
        (0..header.texts.len()).filter(|column| !is_reason_header(&header.texts[*column])).collect();
    let original = header.texts.iter().position(|text| is_original_row_header(text));
    let mut refused: Vec<&RefusedRow> = refused.iter().collect();
    refused.sort_by_key(|refused| refused.row);
    let mut next = refused.into_iter().peekable();
    for row in sheet.rows()? {
        let row = row?;
        if row.number < header.row {
            file.write(&own_cells(&row, &kept))?;
            continue;
        }
        if row.number == header.row {
            let mut cells = own_cells(&row, &kept);
            cells.extend(headings.map(|heading| Cell::Text(heading.to_owned())));
            file.write(&cells)?;
            continue;
        }
        while let Some(reason) = next.next_if(|reason| reason.row <= row.number) {
            if reason.row == row.number {
                let first = original.and_then(|column| row.cells.get(column)).filter(|cell| !cell.is_blank());
                let first = first.map_or_else(|| row.number.to_string(), |cell| cell.text().into_owned());
                let mut cells = cells(&row, &kept);
                cells.extend([reason.rule.clone(), reason.message.clone(), first].map(Cell::Text));
                file.write(&cells)?;
            }
        }
        if next.peek().is_none() {
            break;
        }
    }
    file.finish()
}

fn cells(row: &Row, kept: &[usize]) -> Vec<Cell> {
    kept.iter().map(|column| row.cells.get(*column).cloned().unwrap_or_default()).collect()
}

/// The cells of a row of the header under the kept columns, without those that a heading above reaches down to: the new
/// file has no merged cells, and a repeated heading would be two.
fn own_cells(row: &Row, kept: &[usize]) -> Vec<Cell> {
    let is_own = |column: &usize| row.merged(*column).is_none_or(|merged| merged.is_first);
    let cell =
        |column: &usize| row.cells.get(*column).filter(|_| is_own(column)).cloned().unwrap_or_default();
    kept.iter().map(cell).collect()
}

enum RefusedFile {
    Text { file: NewFile, delimiter: u8, encoding: TextEncoding },
    Workbook(Box<WorkbookFile>, u32),
}

impl RefusedFile {
    fn create_text(path: &Path, delimiter: u8, encoding: TextEncoding) -> Result<Self, ExportError> {
        let mut file = NewFile::create(path)?;
        file.write_all(encoding.mark())?;
        Ok(Self::Text { file, delimiter, encoding })
    }

    fn write(&mut self, cells: &[Cell]) -> Result<(), ExportError> {
        match self {
            Self::Text { file, delimiter, encoding } => {
                let mut bytes = Vec::new();
                encoding.encode(&record(cells, *delimiter)?, &mut bytes);
                Ok(file.write_all(&bytes)?)
            }
            Self::Workbook(file, row) => {
                for (cell, column) in cells.iter().zip(0..) {
                    match cell {
                        Cell::Empty | Cell::Uncalculated => {}
                        Cell::Text(text) | Cell::Error(text) => file.text(*row, column, text)?,
                        Cell::Shown(shown) => file.text(*row, column, &shown.text)?,
                        Cell::Moment(_) => file.text(*row, column, &cell.text())?,
                        Cell::Number(number) => file.number(*row, column, *number)?,
                        Cell::Date(date) => file.date(*row, column, *date)?,
                    }
                }
                *row += 1;
                Ok(())
            }
        }
    }

    fn finish(self) -> Result<(), RefusedError> {
        match self {
            Self::Text { file, .. } => Ok(file.keep().map_err(ExportError::from)?),
            Self::Workbook(file, _) => Ok(file.finish()?),
        }
    }
}

fn record(cells: &[Cell], delimiter: u8) -> Result<String, ExportError> {
    let damaged = |detail: String| ExportError::Unwritable { detail };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let texts = cells.iter().map(|cell| {
        let text = cell.text().into_owned();
        if is_plain_number(&text) { text } else { harmless(&text).into_owned() }
    });
    writer.write_record(texts).map_err(|error| damaged(error.to_string()))?;
    let bytes = writer.into_inner().map_err(|error| damaged(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| damaged(error.to_string()))
}

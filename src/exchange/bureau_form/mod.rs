//! The tax bureau's bulk-issue form (数电发票批量开票导入模板): read for what it asks, and filled in.
//!
//! The clerk's own copy is filled by patching its two sheets inside the ZIP; every other part stays byte for byte.

mod cells;
mod choices;
mod patch;

use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use self::cells::Cells;
pub use crate::domain::bureau::FormError;
use crate::domain::bureau::{ColumnShape, FormInvoice, FormShape, FormSheet, FormVersion, SheetShape};
use crate::domain::files::{ExportError, FileError};
use crate::domain::qualification::MAX_SCAN_BYTES;
use crate::exchange::bureau_lists::columns::plain;
use crate::exchange::disk;
use crate::exchange::table::{Limits, ReadOptions, Sheet, open_table};

/// The rows of limits and of headers, as a spreadsheet counts them; data stands below.
const LIMITS_ROW: u32 = 2;
const HEADER_ROW: u32 = 3;

/// The row of the first invoice on both sheets.
pub const FIRST_ROW: u32 = HEADER_ROW + 1;

/// A form is small; what is larger is something else.
pub const MAX_FORM_BYTES: u64 = MAX_SCAN_BYTES;

/// The sheet that holds the version, in this cell of its first column.
const VERSION_SHEET: &str = "excelVersion";

/// A form that was read and can be filled.
#[derive(Clone, Debug)]
pub struct BureauForm {
    path: PathBuf,
    shape: FormShape,
    /// The parts of the two sheets, in small letters.
    parts: [String; FormSheet::ALL.len()],
    /// The sheets that hold data already, by their titles.
    filled: Vec<String>,
}

impl From<std::io::Error> for FormError {
    fn from(error: std::io::Error) -> Self {
        Self::File(error.into())
    }
}

impl BureauForm {
    /// Reads a form: any version that has the columns that every form needs.
    ///
    /// # Errors
    /// It is no workbook, another workbook, or holds data where the desk fills nothing in.
    pub fn open(path: &Path) -> Result<Self, FormError> {
        let mut book = open_table(path, &ReadOptions { limits: limits(), ..ReadOptions::default() })?;
        let titles = book.all_sheets();
        let info = titled(&titles, FormSheet::Info)?;
        let lines = titled(&titles, FormSheet::Lines)?;
        let part = |book: &Sheet, title: &str, sheet| {
            book.part(title).map(str::to_owned).ok_or(FormError::NoSheet(sheet))
        };
        let parts = [part(&book, info, FormSheet::Info)?, part(&book, lines, FormSheet::Lines)?];
        let mut filled = Vec::new();
        for title in book.shown_sheets() {
            if has_data(&mut book, &title)? {
                if title != *info && title != *lines {
                    return Err(FormError::NotBlank { sheet: title });
                }
                filled.push(title);
            }
        }
        let version = titles.iter().find(|title| *title == VERSION_SHEET);
        let version = version.map(|title| version_of(&mut book, title)).transpose()?.flatten();
        let mut archive = archive(path)?;
        let mut shape = |title: &str, part: &str| -> Result<SheetShape, FormError> {
            let mut columns = columns(&mut book, title)?;
            let xml = unpacked(&mut archive, part)?;
            choices::read_into(&xml, &mut columns).map_err(damaged)?;
            Ok(SheetShape { title: title.to_owned(), columns })
        };
        let shape = FormShape { version, info: shape(info, &parts[0])?, lines: shape(lines, &parts[1])? };
        match shape.lacks() {
            Some(column) => Err(FormError::NoColumn(column)),
            None => Ok(Self { path: path.to_owned(), shape, parts, filled }),
        }
    }

    /// What it asks.
    pub fn shape(&self) -> &FormShape {
        &self.shape
    }

    /// The sheets, by title, that hold data of somebody's, which filling it in replaces.
    pub fn filled(&self) -> &[String] {
        &self.filled
    }

    /// Writes the form with these invoices in it.
    ///
    /// # Errors
    /// The form can no longer be read, or what is written cannot be.
    pub fn fill(&self, invoices: &[&FormInvoice], to: impl Write + Seek) -> Result<(), FormError> {
        let mut source = archive(&self.path)?;
        let mut target = ZipWriter::new(to);
        for index in 0..source.len() {
            let part = source.by_index_raw(index).map_err(damaged)?;
            let name = part.name().map_err(damaged)?.into_owned();
            let sheet = self.parts.iter().position(|of| is_part(&name, of));
            let Some(sheet) = sheet.and_then(|at| FormSheet::ALL.get(at).copied()) else {
                target.raw_copy_file(part).map_err(unwritable)?;
                continue;
            };
            let mut options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            if let Some(at) = part.last_modified() {
                options = options.last_modified_time(at);
            }
            drop(part);
            let xml = unpacked(&mut source, &name)?;
            let patched = patch::with_rows(&xml, HEADER_ROW, &self.rows(sheet, invoices)).map_err(damaged)?;
            target.start_file(name, options).map_err(unwritable)?;
            target.write_all(&patched).map_err(ExportError::from)?;
        }
        target.finish().map_err(unwritable)?;
        Ok(())
    }

    /// The rows of a sheet, each with its texts by column.
    fn rows(&self, sheet: FormSheet, invoices: &[&FormInvoice]) -> Vec<Cells> {
        let row = |invoice: &&FormInvoice| {
            let cells = invoice.cells(sheet).into_iter();
            cells.filter_map(|(column, text)| Some((self.shape.place(column)?, text))).collect()
        };
        invoices.iter().map(row).collect()
    }
}

fn limits() -> Limits {
    Limits { file_bytes: MAX_FORM_BYTES, unpacked_bytes: 64 << 20, part_bytes: 64 << 20, ..Limits::default() }
}

/// The sheet of a kind, among those of a workbook: whatever number stands before its title.
fn titled(titles: &[String], sheet: FormSheet) -> Result<&String, FormError> {
    titles.iter().find(|title| title.trim().ends_with(sheet.title())).ok_or(FormError::NoSheet(sheet))
}

/// Whether anything stands below the headers of a sheet.
fn has_data(book: &mut Sheet, title: &str) -> Result<bool, FileError> {
    book.turn_to(title);
    for row in book.rows()? {
        let row = row?;
        if row.number > HEADER_ROW && row.cells.iter().any(|cell| !cell.is_blank()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The version, wherever in the first rows of its sheet it stands.
fn version_of(book: &mut Sheet, title: &str) -> Result<Option<FormVersion>, FileError> {
    const LOOKED_AT: usize = 10;
    book.turn_to(title);
    for row in book.rows()?.take(LOOKED_AT) {
        let version = row?.cells.iter().find_map(|cell| FormVersion::parse(&cell.text()));
        if version.is_some() {
            return Ok(version);
        }
    }
    Ok(None)
}

/// The columns of a sheet with their headers and limits.
fn columns(book: &mut Sheet, title: &str) -> Result<Vec<ColumnShape>, FileError> {
    book.turn_to(title);
    let mut columns = Vec::new();
    for row in book.rows()?.take_while(|row| row.as_ref().map_or(true, |row| row.number <= HEADER_ROW)) {
        let row = row?;
        if columns.len() < row.cells.len() && row.number >= LIMITS_ROW {
            columns.resize_with(row.cells.len(), ColumnShape::default);
        }
        for (column, cell) in columns.iter_mut().zip(&row.cells) {
            let text = cell.text();
            match row.number {
                LIMITS_ROW => column.limits = text.chars().filter(|c| !c.is_whitespace()).collect(),
                HEADER_ROW => column.header = plain(&text),
                _ => {}
            }
        }
    }
    Ok(columns)
}

fn archive(path: &Path) -> Result<ZipArchive<std::io::BufReader<std::fs::File>>, FormError> {
    ZipArchive::new(std::io::BufReader::new(disk::open(path)?)).map_err(damaged)
}

/// The content of a part, which was checked when the form was opened.
fn unpacked<R: Read + Seek>(archive: &mut ZipArchive<R>, part: &str) -> Result<Vec<u8>, FormError> {
    let names = archive.file_names().map(|name| name.map(|name| is_part(&name, part)));
    let index = names.enumerate().find_map(|(at, is)| is.ok()?.then_some(at));
    let Some(index) = index else { return Err(damaged(part)) };
    let mut xml = Vec::new();
    let limit = limits().part_bytes;
    archive.by_index(index).map_err(damaged)?.take(limit + 1).read_to_end(&mut xml)?;
    if xml.len() as u64 > limit {
        return Err(FileError::ExpandsTooFar { part: part.to_owned() }.into());
    }
    Ok(xml)
}

fn is_part(name: &str, part: &str) -> bool {
    name.trim_start_matches('/').eq_ignore_ascii_case(part.trim_start_matches('/'))
}

fn damaged(error: impl std::fmt::Display) -> FormError {
    FileError::Damaged { detail: error.to_string() }.into()
}

fn unwritable(error: zip::result::ZipError) -> FormError {
    ExportError::from(std::io::Error::from(error)).into()
}

#[cfg(test)]
mod tests;

//! A file as a table: rows of typed cells, whatever it was written with.
//!
//! The kind of file is recognised by its content, never by its name. Everything is bounded before it is parsed,
//! because such files come from elsewhere. Rows are streamed, so a large file costs little memory.

mod archive;
mod cell;
mod compound;
mod encoding;
mod limits;
mod number_format;
mod old_workbook;
mod row_marks;
mod sheet_facts;
mod sniff;
mod splitter;
mod text_file;
mod workbook;

use std::fs::File;
use std::path::Path;

pub(crate) use self::cell::is_invisible;
pub use self::cell::{Cell, MergedCell, Row, RowMarks, Shown, ShownBy};
pub(crate) use self::encoding::Encoder;
pub use self::encoding::TextEncoding;
pub use self::limits::Limits;
use self::old_workbook::{OldRows, OldWorkbook};
pub(crate) use self::sheet_facts::Merge;
use self::text_file::{TextFile, TextRows};
use self::workbook::{Workbook, WorkbookRows};
use crate::domain::files::{FileError, Seems};

/// How to open a table.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The sheet of a workbook, by name; without it, the first one that has data.
    pub sheet: Option<String>,
    /// What is too much.
    pub limits: Limits,
    /// Whether only what is shown is meant: hidden columns are passed over.
    pub visible_only: bool,
}

/// An open table; [`Sheet::rows`] can be walked as often as one likes.
pub struct Sheet {
    format: Format,
    content: Content,
    visible_only: bool,
}

/// The shape that a table was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with a delimiter.
    Csv {
        /// Comma, semicolon or tab.
        delimiter: char,
        /// How characters are written.
        encoding: TextEncoding,
    },
    /// An Excel workbook, new or old.
    Xlsx {
        /// The sheet that is read.
        sheet: String,
        /// Every worksheet, in the order of its tabs.
        sheets: Vec<String>,
    },
}

enum Content {
    Text(TextFile),
    Workbook(Box<Workbook>),
    Old(Box<OldWorkbook>),
}

/// Opens `path` as a table.
///
/// # Errors
/// Says why the file is no table that can be read; nothing of it has been used then.
pub fn open_table(path: &Path, options: &ReadOptions) -> Result<Sheet, FileError> {
    let limits = options.limits;
    let mut file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(FileError::NotATable(Seems::Folder));
    }
    let bytes = file.metadata()?.len();
    if bytes > limits.file_bytes {
        return Err(FileError::TooLarge { bytes, limit: limits.file_bytes });
    }
    match sniff::sniff(&mut file)? {
        sniff::Kind::Text => {
            if let Some(name) = &options.sheet {
                return Err(FileError::NoSheets { name: name.clone() });
            }
            let text = TextFile::open(file, bytes, limits)?;
            let format = Format::Csv { delimiter: char::from(text.delimiter()), encoding: text.encoding() };
            Ok(Sheet { visible_only: options.visible_only, format, content: Content::Text(text) })
        }
        sniff::Kind::Zip => {
            let workbook = Workbook::open(file, bytes, options.sheet.as_deref(), limits)?;
            let format = Format::Xlsx { sheet: workbook.sheet().to_owned(), sheets: workbook.sheets(true) };
            Ok(Sheet {
                visible_only: options.visible_only,
                format,
                content: Content::Workbook(Box::new(workbook)),
            })
        }
        sniff::Kind::Compound => {
            let workbook = OldWorkbook::open(file, options.sheet.as_deref(), limits)?;
            let format = Format::Xlsx { sheet: workbook.sheet().to_owned(), sheets: workbook.sheets(true) };
            Ok(Sheet {
                visible_only: options.visible_only,
                format,
                content: Content::Old(Box::new(workbook)),
            })
        }
    }
}

impl Sheet {
    /// The shape that the table was found in.
    pub fn format(&self) -> &Format {
        &self.format
    }

    /// The worksheets of a workbook that are shown, in the order of their tabs; none of a text file.
    pub fn shown_sheets(&self) -> Vec<String> {
        match &self.content {
            Content::Text(_) => Vec::new(),
            Content::Workbook(workbook) => workbook.sheets(false),
            Content::Old(workbook) => workbook.sheets(false),
        }
    }

    /// Reads another sheet of the workbook from now on, by its whole name. A text file stays as it is.
    pub fn turn_to(&mut self, name: &str) {
        let Format::Xlsx { sheet, .. } = &mut self.format else { return };
        name.clone_into(sheet);
        match &mut self.content {
            Content::Text(_) => {}
            Content::Workbook(workbook) => workbook.turn_to(name),
            Content::Old(workbook) => workbook.turn_to(name),
        }
    }

    /// Whether only what is shown is meant.
    pub fn is_visible_only(&self) -> bool {
        self.visible_only
    }

    /// Whether this is an old binary workbook, of which neither number formats nor hidden rows can be seen.
    pub fn is_limited(&self) -> bool {
        matches!(self.content, Content::Old(_))
    }

    /// Whether the column at this place, from 0, is hidden.
    pub fn hides_column(&self, column: usize) -> bool {
        match &self.content {
            Content::Text(_) | Content::Old(_) => false,
            Content::Workbook(workbook) => {
                u32::try_from(column).is_ok_and(|column| workbook.hides_column(column))
            }
        }
    }

    /// The merged cells of the sheet.
    pub(crate) fn merges(&self) -> &[Merge] {
        match &self.content {
            Content::Text(_) => &[],
            Content::Workbook(workbook) => workbook.merges(),
            Content::Old(workbook) => workbook.merges(),
        }
    }

    /// Whether bare numbers count days from 1904, as workbooks of old Macs do.
    pub fn counts_from_1904(&self) -> bool {
        match &self.content {
            Content::Text(_) => false,
            Content::Workbook(workbook) => workbook.counts_from_1904(),
            Content::Old(workbook) => workbook.counts_from_1904(),
        }
    }

    /// Walks the rows from the first one.
    ///
    /// # Errors
    /// The file can no longer be read.
    pub fn rows(&mut self) -> Result<Rows<'_>, FileError> {
        Ok(match &mut self.content {
            Content::Text(text) => Rows(Walk::Text(Box::new(text.rows()?))),
            Content::Workbook(workbook) => Rows(Walk::Workbook(Box::new(workbook.rows()?))),
            Content::Old(workbook) => Rows(Walk::Old(Box::new(workbook.rows()))),
        })
    }
}

/// The rows of a [`Sheet`], in order. Blank rows may be left out, but are counted in [`Row::number`].
pub struct Rows<'a>(Walk<'a>);

enum Walk<'a> {
    Text(Box<TextRows<'a>>),
    Workbook(Box<WorkbookRows<'a>>),
    Old(Box<OldRows<'a>>),
}

impl Rows<'_> {
    /// How much has been walked, and how much there is, in a unit that is the file's own.
    pub fn progress(&self) -> (u64, u64) {
        match &self.0 {
            Walk::Text(rows) => rows.progress(),
            Walk::Workbook(rows) => rows.progress(),
            Walk::Old(rows) => rows.progress(),
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Walk::Text(rows) => rows.next(),
            Walk::Workbook(rows) => rows.next(),
            Walk::Old(rows) => rows.next(),
        }
    }
}

#[cfg(test)]
mod tests;

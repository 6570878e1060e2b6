//! A file as a table: rows of typed cells, whatever it was written with.
//!
//! The kind of file is recognised by its content, never by its name. Everything is bounded before it is parsed,
//! because such files come from elsewhere. Rows are streamed, so a large file costs little memory.

mod archive;
mod cell;
mod column_letters;
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

use std::path::Path;

#[cfg(test)]
pub use self::cell::Shown;
pub(crate) use self::cell::is_invisible;
pub use self::cell::{Cell, Row, ShownBy};
pub use self::column_letters::column_letters;
pub(crate) use self::column_letters::column_number;
pub use self::encoding::TextEncoding;
pub use self::limits::Limits;
use self::old_workbook::OldWorkbook;
pub(crate) use self::sheet_facts::{Merge, attribute};
use self::text_file::TextFile;
use self::workbook::Workbook;
use super::disk;
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
    source: Box<dyn Source>,
    visible_only: bool,
}

/// The shape that a table was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with a delimiter: comma, semicolon or tab.
    Csv { delimiter: char, encoding: TextEncoding },
    /// An Excel workbook, new or old: the sheet that is read, and every worksheet in the order of the tabs.
    Xlsx { sheet: String, sheets: Vec<String> },
}

/// A file that rows are read from. A text file has nothing of what only workbooks have.
trait Source: Send {
    /// The worksheets in the order of their tabs; those that are hidden too if `hidden`.
    fn sheets(&self, _hidden: bool) -> Vec<String> {
        Vec::new()
    }

    /// The part of the archive that a sheet is, in small letters.
    fn part(&self, _sheet: &str) -> Option<&str> {
        None
    }

    /// Reads this sheet from now on.
    fn turn_to(&mut self, _sheet: &str) {}

    /// Whether this column, from 0, is hidden.
    fn hides_column(&self, _column: u32) -> bool {
        false
    }

    fn merges(&self) -> &[Merge] {
        &[]
    }

    fn counts_from_1904(&self) -> bool {
        false
    }

    fn is_limited(&self) -> bool {
        false
    }

    /// Begins a walk from the first row.
    fn rows(&mut self) -> Result<Box<dyn RowReader + '_>, FileError>;
}

/// A walk over rows. It is not asked again after an error or the end.
trait RowReader: Send {
    fn read_row(&mut self) -> Result<Option<Row>, FileError>;

    /// How much has been walked, and how much there is.
    fn progress(&self) -> (u64, u64);
}

/// Opens `path` as a table.
///
/// # Errors
/// Says why the file is no table that can be read; nothing of it has been used then.
pub fn open_table(path: &Path, options: &ReadOptions) -> Result<Sheet, FileError> {
    let limits = options.limits;
    if path.is_dir() {
        return Err(FileError::NotATable(Seems::Folder));
    }
    let mut file = disk::open(path)?;
    let bytes = file.metadata()?.len();
    if bytes > limits.file_bytes {
        return Err(FileError::TooLarge { bytes, limit: limits.file_bytes });
    }
    let named = options.sheet.as_deref();
    let workbook = |sheet: &str, source: Box<dyn Source>| {
        let format = Format::Xlsx { sheet: sheet.to_owned(), sheets: source.sheets(true) };
        (format, source)
    };
    let (format, source): (Format, Box<dyn Source>) = match sniff::sniff(&mut file)? {
        sniff::Kind::Text => {
            if let Some(name) = named {
                return Err(FileError::NoSheets { name: name.to_owned() });
            }
            let text = TextFile::open(file, bytes, limits)?;
            let format = Format::Csv { delimiter: char::from(text.delimiter), encoding: text.encoding };
            (format, Box::new(text))
        }
        sniff::Kind::Zip => {
            let (sheet, book) = Workbook::open(file, bytes, named, limits)?;
            workbook(&sheet, Box::new(book))
        }
        sniff::Kind::Compound => {
            let (sheet, book) = OldWorkbook::open(file, named, limits)?;
            workbook(&sheet, Box::new(book))
        }
    };
    Ok(Sheet { format, source, visible_only: options.visible_only })
}

impl Sheet {
    pub fn format(&self) -> &Format {
        &self.format
    }

    /// The sheet of a workbook that is read; nothing of a text file.
    pub fn name(&self) -> Option<&str> {
        match &self.format {
            Format::Csv { .. } => None,
            Format::Xlsx { sheet, .. } => Some(sheet),
        }
    }

    /// The worksheets of a workbook that are shown, in the order of their tabs; none of a text file.
    pub fn shown_sheets(&self) -> Vec<String> {
        self.source.sheets(false)
    }

    /// Every worksheet of a workbook in the order of the tabs, hidden ones too; none of a text file.
    pub(crate) fn all_sheets(&self) -> Vec<String> {
        self.source.sheets(true)
    }

    /// The part of the archive that a sheet of a new workbook is, in small letters.
    pub(crate) fn part(&self, sheet: &str) -> Option<&str> {
        self.source.part(sheet)
    }

    /// Reads another sheet of the workbook from now on, by its whole name. A text file stays as it is.
    pub fn turn_to(&mut self, name: &str) {
        let Format::Xlsx { sheet, .. } = &mut self.format else { return };
        name.clone_into(sheet);
        self.source.turn_to(name);
    }

    /// Whether only what is shown is meant.
    pub fn is_visible_only(&self) -> bool {
        self.visible_only
    }

    /// Whether this is an old binary workbook, of which neither number formats nor hidden rows can be seen.
    pub fn is_limited(&self) -> bool {
        self.source.is_limited()
    }

    /// Whether the column at this place, from 0, is hidden.
    pub fn hides_column(&self, column: usize) -> bool {
        u32::try_from(column).is_ok_and(|column| self.source.hides_column(column))
    }

    pub(crate) fn merges(&self) -> &[Merge] {
        self.source.merges()
    }

    /// Whether bare numbers count days from 1904, as workbooks of old Macs do.
    pub fn counts_from_1904(&self) -> bool {
        self.source.counts_from_1904()
    }

    /// Walks the rows from the first one.
    pub fn rows(&mut self) -> Result<Rows<'_>, FileError> {
        Ok(Rows { reader: self.source.rows()?, ended: false })
    }
}

/// The rows of a [`Sheet`], in order. Blank rows may be left out, but are counted in [`Row::number`].
pub struct Rows<'a> {
    reader: Box<dyn RowReader + 'a>,
    ended: bool,
}

impl Rows<'_> {
    /// How much has been walked, and how much there is, in a unit that is the file's own.
    pub fn progress(&self) -> (u64, u64) {
        self.reader.progress()
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, FileError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let row = self.reader.read_row().transpose();
        self.ended = !matches!(row, Some(Ok(_)));
        row
    }
}

#[cfg(test)]
mod tests;

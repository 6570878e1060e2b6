//! What is wrong with a file, as data: one that is read as a table, or one that is written.

use serde::{Deserialize, Serialize};

/// Why a file cannot be read as a table. Words for it are in `i18n::exchange`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "what the other fields are, the message says")]
pub enum FileError {
    /// The system refuses to open or read it.
    #[error("cannot be read: {0}")]
    Io(IoFault),
    /// There is nothing in it.
    #[error("empty file")]
    Empty,
    /// It is something else.
    #[error("not a table: {0:?}")]
    NotATable(Seems),
    /// It is too large to be what it should be.
    #[error("{bytes} bytes, more than {limit}")]
    TooLarge { bytes: u64, limit: u64 },
    /// Neither UTF-8 nor GB18030, or not the encoding that its first bytes announce.
    #[error("unreadable characters at byte {offset}, line {line}")]
    Encoding {
        /// The first byte that fits no encoding, counted from 0.
        offset: u64,
        /// The line that it is on, counted from 1.
        line: u64,
    },
    /// A quoted field never ends, so everything after it would be swallowed.
    #[error("a quotation mark opened in row {row} is never closed")]
    UnclosedQuote { row: u32 },
    /// More rows than are taken.
    #[error("more than {limit} rows")]
    TooManyRows { limit: u32 },
    /// More columns than are taken.
    #[error("row {row} has more than {limit} columns")]
    TooManyColumns { row: u32, limit: usize },
    /// More filled cells than are taken.
    #[error("more than {limit} cells")]
    TooManyCells { limit: u64 },
    /// A cell with more text than a spreadsheet holds.
    #[error("the cell in row {row}, column {column} is too long")]
    CellTooLong {
        row: u32,
        /// The column, counted from 1.
        column: usize,
    },
    /// A workbook with more parts than any honest one has.
    #[error("{parts} parts, more than {limit}")]
    TooManyParts { parts: usize, limit: usize },
    /// A workbook that unpacks to far more than it should: a compression bomb.
    #[error("{part} expands too far")]
    ExpandsTooFar { part: String },
    /// A workbook with a document type declaration, which none has and attacks use.
    #[error("{part} declares a document type")]
    Doctype { part: String },
    /// A workbook that is damaged.
    #[error("damaged: {detail}")]
    Damaged {
        /// What the reader stumbled over, for the log.
        detail: String,
    },
    /// The named sheet is not there.
    #[error("no sheet {name:?}")]
    NoSuchSheet { name: String, sheets: Vec<String> },
    /// A sheet was named, but the file is text and has none.
    #[error("no sheets, so no {name:?}")]
    NoSheets { name: String },
    /// A workbook without a single filled cell.
    #[error("no sheet has data")]
    NoData,
}

/// What a file that is no table seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seems {
    /// A folder.
    Folder,
    /// An old Office document that is no workbook, such as `.doc`.
    OldOffice,
    /// An Office document with a password.
    Encrypted,
    /// An Excel binary workbook (`.xlsb`).
    BinaryWorkbook,
    /// An OpenDocument spreadsheet (`.ods`).
    OpenDocument,
    /// A Word document.
    Word,
    /// A PowerPoint document.
    Slides,
    /// An OFD document.
    Ofd,
    /// An archive of something.
    Archive,
    /// A PDF document.
    Pdf,
    /// A picture.
    Picture,
    /// A web page, also one that is named `.xls`.
    WebPage,
    /// An XML document.
    Xml,
    /// A database, such as the desk's own store.
    Database,
    /// Something that is not text.
    Binary,
}

/// Whether an error of the system with this number says that another program keeps a file, or a part of it, open for itself.
/// Windows alone lets it.
pub const fn is_kept_open_by_code(code: i32) -> bool {
    cfg!(windows) && matches!(code, 32 | 33)
}

/// Why the system refuses to open, read or write a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum IoFault {
    /// There is no such file or folder.
    #[error("not found")]
    NotFound,
    /// No right to it, or another program has it open: of a file that is to be moved Windows says no more.
    #[error("access denied")]
    Denied,
    /// Another program has it open and lets nobody else at it, as Excel does on Windows.
    #[error("open in another program")]
    InUse,
    /// No room is left.
    #[error("disk full")]
    DiskFull,
    /// The medium cannot be written.
    #[error("read-only")]
    ReadOnly,
    /// It is a folder.
    #[error("a folder")]
    Folder,
    /// It is a pipe, a device or the like.
    #[error("not a regular file")]
    NotAFile,
    /// Something else, in the system's own words.
    #[error("{0}")]
    Other(String),
}

/// Why a list or a document could not be written. Words for it are in `i18n::exchange`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the character is the one that the message names")]
pub enum ExportError {
    /// The system refuses to write.
    #[error("cannot be written: {0}")]
    Io(IoFault),
    /// It would be written over the store, or among what belongs to it.
    #[error("a place of the desk's own")]
    OwnPlace,
    /// It would be written over the file that it is made from.
    #[error("the file that is read")]
    Source,
    /// More rows than a sheet has.
    #[error("more than {limit} rows")]
    TooManyRows {
        /// The most data rows that fit.
        limit: u32,
    },
    /// The rows of a workbook could not be kept in the temporary file beside it; the disk is most likely full.
    #[error("the temporary file beside it cannot be written")]
    TemporaryFile,
    /// Neither the bundled fonts nor the system's have a character of it, which would be printed as a box.
    #[error("no font has {character:?}")]
    NoGlyph { character: char },
    /// The file cannot be put together.
    #[error("cannot be put together: {detail}")]
    Unwritable {
        /// What is wrong, for the log.
        detail: String,
    },
}

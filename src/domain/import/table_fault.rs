//! What is wrong with a table as a whole, as data. Words for it are in `i18n::exchange`.

use super::field::{Field, ImportKind};
use crate::domain::files::{ExportError, FileError};

/// Why a table cannot be imported at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The file cannot be read as a table.
    #[error(transparent)]
    File(#[from] FileError),
    /// Its columns are not understood.
    #[error(transparent)]
    Header(#[from] HeaderError),
}

/// Why the columns of a table are not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "an error says what its fields are")]
pub enum HeaderError {
    /// No row names all the required fields: what the best row does not name, and its number and headers, if there is
    /// one.
    #[error("no header row: {missing:?} not found")]
    NotFound { missing: Vec<Field>, row: Option<u32>, seen: Vec<String> },
    /// Several sheets of a workbook hold such a table; a person must say which is meant.
    #[error("the sheets {sheets:?} all hold such a table")]
    SeveralSheets { kind: ImportKind, sheets: Vec<String> },
    /// No sheet of a workbook holds such a table; what is wrong with the likeliest one, beside which there are others.
    #[error("on sheet {sheet:?}: {error}")]
    OnSheet { sheet: String, others: Vec<String>, error: Box<HeaderError> },
    /// Several columns could be the same field, by their headers as they stand in the file; a person must say which.
    #[error("{headers:?} could all be {field:?}")]
    Ambiguous { field: Field, row: u32, headers: Vec<String> },
    /// The header of one amount says in what unit it is, and that of another does not.
    #[error("{named:?} has a unit, {unnamed:?} has none")]
    UnitUnclear { row: u32, named: String, unnamed: String },
    /// The amounts are in another currency than CNY: the row that says so, the header or a line above it, and its words.
    #[error("another currency in row {row}: {text:?}")]
    ForeignCurrency { row: u32, text: String },
    /// A column that was named by hand, by its header or letter, is not among those seen.
    #[error("no column {header:?} for {field:?}")]
    NoSuchColumn { field: Field, header: String, seen: Vec<String> },
    /// A meaning of a word that is none, or that no word of such a table can have.
    #[error("no meaning in {pair:?}")]
    NoSuchMeaning { kind: ImportKind, pair: String },
    /// A mapping by hand that is none, or names an unknown field.
    #[error("no field in {pair:?}")]
    NoSuchField { kind: ImportKind, pair: String },
}

/// Why the refused rows could not be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefusedError {
    /// The table can no longer be read.
    #[error(transparent)]
    Read(#[from] FileError),
    /// The new file cannot be written.
    #[error(transparent)]
    Write(#[from] ExportError),
}

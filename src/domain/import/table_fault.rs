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
pub enum HeaderError {
    /// No row names all the required fields.
    #[error("no header row: {missing:?} not found")]
    NotFound {
        /// The required fields that the best row does not name.
        missing: Vec<Field>,
        /// The row that names the most fields, if any names one.
        row: Option<u32>,
        /// The headers of that row.
        seen: Vec<String>,
    },
    /// Several sheets of a workbook hold such a table; a person must say which is meant.
    #[error("the sheets {sheets:?} all hold such a table")]
    SeveralSheets {
        /// What is imported.
        kind: ImportKind,
        /// Those sheets.
        sheets: Vec<String>,
    },
    /// No sheet of a workbook holds such a table; what is wrong with the likeliest one.
    #[error("on sheet {sheet:?}: {error}")]
    OnSheet {
        /// The likeliest sheet.
        sheet: String,
        /// The others.
        others: Vec<String>,
        /// What is wrong with it.
        error: Box<HeaderError>,
    },
    /// Two columns could be the same field; a person must say which.
    #[error("{headers:?} could all be {field:?}")]
    Ambiguous {
        /// The field.
        field: Field,
        /// The row of the header.
        row: u32,
        /// The headers that could be it, as they stand in the file.
        headers: Vec<String>,
    },
    /// The header of one amount says in what unit it is, and that of another does not.
    #[error("{named:?} has a unit, {unnamed:?} has none")]
    UnitUnclear {
        /// The row of the header.
        row: u32,
        /// The header with a unit.
        named: String,
        /// The one without.
        unnamed: String,
    },
    /// The amounts are in another currency than CNY.
    #[error("another currency in row {row}: {text:?}")]
    ForeignCurrency {
        /// The row that says so: the header, or a line above it.
        row: u32,
        /// What it says, as it stands in the file.
        text: String,
    },
    /// A column that was named by hand is not there.
    #[error("no column {header:?} for {field:?}")]
    NoSuchColumn {
        /// The field.
        field: Field,
        /// The header or letter that was given.
        header: String,
        /// The headers that there are.
        seen: Vec<String>,
    },
    /// A meaning of a word that is none, or that no word of such a table can have.
    #[error("no meaning in {pair:?}")]
    NoSuchMeaning {
        /// What is imported.
        kind: ImportKind,
        /// The pair as it was given.
        pair: String,
    },
    /// A mapping by hand that is none, or names an unknown field.
    #[error("no field in {pair:?}")]
    NoSuchField {
        /// What is imported.
        kind: ImportKind,
        /// The pair as it was given.
        pair: String,
    },
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

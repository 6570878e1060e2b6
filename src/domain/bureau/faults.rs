//! Why a file is not what the bureau gives.

use super::form::{FormColumn, FormSheet};
use crate::domain::files::{ExportError, FileError};

/// Why a file is not a form that can be filled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FormError {
    /// It cannot be read as a workbook.
    #[error(transparent)]
    File(#[from] FileError),
    /// It has no such sheet: it is another workbook.
    #[error("no sheet {0:?}")]
    NoSheet(FormSheet),
    /// It has no such column.
    #[error("no column {0:?}")]
    NoColumn(FormColumn),
    /// A sheet that the desk does not fill holds data of somebody's.
    #[error("{sheet:?} holds data")]
    NotBlank {
        /// What its tab says.
        sheet: String,
    },
    /// What is filled in cannot be written.
    #[error(transparent)]
    Write(#[from] ExportError),
}

/// Why a file is not a list of the bureau's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// It cannot be read as a table.
    #[error(transparent)]
    File(#[from] FileError),
    /// No row of it names the columns that such a list has.
    #[error("no column {0:?}")]
    Header(MissingColumn),
    /// It is another list: no list of this kind has the column.
    #[error("another list, of column {0:?}")]
    OfAnother(&'static str),
}

/// A column that no sheet of a file has, by its usual header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingColumn(pub &'static str);

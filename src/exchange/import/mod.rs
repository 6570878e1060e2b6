//! From the rows of a table to records: which column is what, and what is wrong with a row.
//!
//! Nothing here knows the store. A record is right by itself; whether its account exists, or its bill is there
//! already, is for the desk to say, in the same words ([`crate::domain::import`]).

mod date;
mod header;
mod reader;
mod record;
mod refused;
mod synonyms;
mod vocabulary;
mod words;

pub use self::header::{Header, Mapping};
pub use self::reader::{DataRow, Records, Said, Unread, records};
pub use self::record::{AccountRecord, BillRecord, LedgerRecord, Record, RefundRecord};
pub use self::refused::{RefusedRow, write_refused};
pub use self::synonyms::REASON_HEADERS;
pub use self::vocabulary::Vocabulary;

use super::table::Sheet;
use crate::domain::files::FileError;
use crate::domain::import::{ImportKind, TableError};

/// Finds the header row of `sheet` for what is imported: the row among the first that names the most fields and all
/// the required ones.
///
/// # Errors
/// The file cannot be read, or no row will do; says which fields were not found.
pub fn find_header(kind: ImportKind, sheet: &mut Sheet, mapping: &Mapping) -> Result<Header, TableError> {
    let rows = sheet.rows()?.take(header::SEARCHED_ROWS).collect::<Result<Vec<_>, _>>()?;
    Ok(header::find(kind, &rows, mapping)?)
}

/// The row of `sheet` that is most like a header, with those of its columns that are clear; nothing where all the
/// first rows are blank.
///
/// # Errors
/// The file cannot be read.
pub fn likeliest_header(
    kind: ImportKind,
    sheet: &mut Sheet,
    mapping: &Mapping,
) -> Result<Option<Header>, FileError> {
    let rows = sheet.rows()?.take(header::SEARCHED_ROWS).collect::<Result<Vec<_>, _>>()?;
    Ok(header::likeliest(kind, &rows, mapping))
}

#[cfg(test)]
mod tests;

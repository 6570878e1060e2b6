//! From the rows of a table to records: which column is what, and what is wrong with a row.
//!
//! Nothing here knows the store. A record is right by itself; whether its account exists, or its bill is there
//! already, is for the desk to say, in the same words ([`crate::domain::import`]).

mod amount;
mod cell_text;
mod date;
mod header;
mod placeholders;
mod reader;
mod record;
mod refused;
mod synonyms;
pub(in crate::exchange) mod total_line;
mod units;
mod vocabulary;
mod words;
mod zone;

pub(super) use self::amount::amount;
pub(super) use self::cell_text::{one_line, trimmed};
pub(crate) use self::date::day;
pub(super) use self::date::{Clock, date};
pub use self::header::{Header, Mapping, UsedColumn};
pub use self::reader::{DataRow, Layout, Records, Said, Unread, records};
pub use self::record::{AccountRecord, BillRecord, LedgerRecord, Record, RefundRecord};
pub use self::refused::{RefusedRow, write_refused};
pub use self::vocabulary::Vocabulary;

use self::header::Around;
use super::table::{Row, Sheet};
use crate::domain::files::FileError;
use crate::domain::import::{ImportKind, TableError};

/// Finds the header of `sheet` for what is imported: the rows among the first that name the most fields and all the
/// required ones.
///
/// # Errors
/// The file cannot be read, or no row is such a header; says which fields were not found.
pub fn find_header(kind: ImportKind, sheet: &mut Sheet, mapping: &Mapping) -> Result<Header, TableError> {
    let rows = first_rows(sheet)?;
    Ok(header::find(kind, &rows, mapping, &around(sheet, &rows))?)
}

/// The row of `sheet` that is most like a header, with those of its columns that are clear; nothing where all the
/// first rows are blank.
pub fn likeliest_header(
    kind: ImportKind,
    sheet: &mut Sheet,
    mapping: &Mapping,
) -> Result<Option<Header>, FileError> {
    let rows = first_rows(sheet)?;
    Ok(header::likeliest(kind, &rows, mapping, &around(sheet, &rows)))
}

fn first_rows(sheet: &mut Sheet) -> Result<Vec<Row>, FileError> {
    sheet.rows()?.take(header::SEEN_ROWS).collect()
}

fn around<'a>(sheet: &'a Sheet, rows: &[Row]) -> Around<'a> {
    Around::of(sheet, rows.iter().map(|row| row.cells.len()).max().unwrap_or(0))
}

#[cfg(test)]
mod neighbour_tests;
#[cfg(test)]
mod test_table;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod world_tests;

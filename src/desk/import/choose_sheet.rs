//! Which sheet of a workbook is imported: the one that was named, else the only one whose columns are understood. A
//! cover sheet is passed over; of several months none is taken for all.

use super::columns::find_header;
use super::{ImportError, ImportFile};
use crate::domain::files::FileError;
use crate::domain::import::{HeaderError, TableError};
use crate::exchange::import::Header;
use crate::exchange::table::{ReadOptions, Sheet, open_table};
use crate::store::engine::Db;

/// Opens the file at the sheet that is imported, with its header.
pub(super) fn open(db: &Db, file: &ImportFile) -> Result<(Sheet, Header), ImportError> {
    let options =
        ReadOptions { sheet: file.sheet.clone(), visible_only: file.visible_only, ..ReadOptions::default() };
    let mut table = open_table(&file.path, &options)?;
    let sheets = table.shown_sheets();
    if file.sheet.is_some() || sheets.len() < 2 {
        let header = find_header(db, file, &mut table)?;
        return Ok((table, header));
    }
    let (mut fitting, mut others) = (Vec::new(), Vec::new());
    for sheet in &sheets {
        table.turn_to(sheet);
        match find_header(db, file, &mut table) {
            Ok(header) => {
                let has_data = has_data(&mut table, &header)?;
                fitting.push((sheet, header, has_data));
            }
            Err(ImportError::Table(TableError::Header(error))) => others.push((sheet, error)),
            Err(other) => return Err(other),
        }
    }
    // A template without a row beside the filled one is not meant.
    if fitting.iter().any(|(.., has_data)| *has_data) {
        fitting.retain(|(.., has_data)| *has_data);
    }
    if fitting.len() > 1 {
        let sheets = fitting.into_iter().map(|(sheet, ..)| sheet.clone()).collect();
        return Err(TableError::Header(HeaderError::SeveralSheets { kind: file.kind, sheets }).into());
    }
    match fitting.pop() {
        Some((sheet, header, _)) => {
            table.turn_to(sheet);
            Ok((table, header))
        }
        None => Err(TableError::Header(likeliest(&sheets, others)).into()),
    }
}

/// What is wrong with the sheet that is most like what is imported: the first of those that lack the least.
fn likeliest(sheets: &[String], wrong: Vec<(&String, HeaderError)>) -> HeaderError {
    let lacks = |error: &HeaderError| match error {
        HeaderError::NotFound { missing, .. } => missing.len(),
        _ => 0,
    };
    let best = wrong.into_iter().min_by_key(|(_, error)| lacks(error));
    let Some((sheet, error)) = best else {
        return HeaderError::NotFound { missing: Vec::new(), row: None, seen: Vec::new() };
    };
    HeaderError::OnSheet {
        sheet: sheet.clone(),
        others: sheets.iter().filter(|other| *other != sheet).cloned().collect(),
        error: Box::new(error),
    }
}

/// Whether anything stands below the header.
fn has_data(table: &mut Sheet, header: &Header) -> Result<bool, FileError> {
    for row in table.rows()? {
        let row = row?;
        if row.number > header.row && !row.is_blank() {
            return Ok(true);
        }
    }
    Ok(false)
}

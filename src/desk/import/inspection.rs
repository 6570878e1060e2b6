//! Inspecting a file before it is imported: what would come of it, or why its columns are not understood and what
//! they seem to be, so that a person can name them.

use std::sync::Arc;

use super::questions::{FailingTaxId, failing_tax_ids, unknown_words};
use super::{ImportError, ImportFile, ImportReport, columns, preview};
use crate::desk::clock::Moment;
use crate::desk::progress::Watch;
use crate::domain::import::{HeaderError, ImportKind, TableError, UnknownWord};
use crate::domain::refusal::Refusal;
use crate::exchange::import::{Header, Mapping, find_header, likeliest_header};
use crate::exchange::table::{Format, ReadOptions, Sheet, open_table};
use crate::store::engine::Db;

/// What there is to know about a file before it is imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// The sheet of a workbook that is read, blank where several could be, and all of them; nothing for a text file.
    pub sheets: Option<(String, Vec<String>)>,
    /// Where the header is, or most likely is, and which column is what as far as that is clear; nothing where the
    /// file is no table.
    pub header: Option<Header>,
    /// Where the columns are not understood, what the table holds instead, if that is plain.
    pub rather: Option<ImportKind>,
    /// Columns that were named by hand the last time.
    pub remembered: Mapping,
    /// Words of the file that the desk does not know.
    pub unknown_words: Vec<UnknownWord>,
    /// Credit codes of the file that fail their check.
    pub failing_tax_ids: Vec<FailingTaxId>,
    /// What an import would do, or why there cannot be one.
    pub outcome: Result<Arc<ImportReport>, ImportError>,
}

/// Inspects a file, and does nothing to the store. Errors: `store`; what is wrong with the file is an answer.
pub fn inspect(
    db: &Db,
    moment: &Moment,
    file: &ImportFile,
    watch: &mut Watch<'_>,
) -> Result<Inspection, Refusal> {
    let remembered = columns::remembered(db, &file.issuer, file.kind)?;
    let options =
        ReadOptions { sheet: file.sheet.clone(), visible_only: file.visible_only, ..ReadOptions::default() };
    let mut table = match open_table(&file.path, &options) {
        Ok(table) => table,
        Err(error) => {
            return Ok(Inspection {
                sheets: None,
                header: None,
                rather: None,
                remembered,
                unknown_words: Vec::new(),
                failing_tax_ids: Vec::new(),
                outcome: Err(error.into()),
            });
        }
    };
    let outcome = preview(db, moment, file, watch).map(Arc::new);
    let chosen = match &outcome {
        Ok(report) => report.sheet.clone(),
        Err(ImportError::Table(TableError::Header(HeaderError::OnSheet { sheet, .. }))) => {
            Some(sheet.clone())
        }
        // None is read before a person has said which.
        Err(ImportError::Table(TableError::Header(HeaderError::SeveralSheets { .. }))) => Some(String::new()),
        Err(_) => None,
    };
    if let Some(sheet) = chosen.as_deref().filter(|sheet| !sheet.is_empty()) {
        table.turn_to(sheet);
    }
    let sheets = match table.format() {
        Format::Csv { .. } => None,
        Format::Xlsx { sheet, sheets } => Some((chosen.unwrap_or_else(|| sheet.clone()), sheets.clone())),
    };
    let (header, rather) = match &outcome {
        Ok(report) => (Some(report.header.clone()), None),
        Err(ImportError::Table(TableError::Header(HeaderError::SeveralSheets { .. }))) => (None, None),
        Err(error) => {
            // A file that cannot be read a second time has no header either.
            let header = likeliest_header(file.kind, &mut table, &file.mapping).unwrap_or_default();
            let is_header = matches!(error, ImportError::Table(TableError::Header(_)));
            (header, if is_header { other_kind(file.kind, &mut table) } else { None })
        }
    };
    let (unknown_words, failing_tax_ids) = match &outcome {
        Ok(report) => (unknown_words(report), failing_tax_ids(report)),
        Err(_) => Default::default(),
    };
    Ok(Inspection { sheets, header, rather, remembered, unknown_words, failing_tax_ids, outcome })
}

/// The one other kind as which the columns of `table` are understood.
fn other_kind(kind: ImportKind, table: &mut Sheet) -> Option<ImportKind> {
    let mut fits = |other: &ImportKind| find_header(*other, table, &Mapping::default()).is_ok();
    let others: Vec<_> =
        ImportKind::ALL.into_iter().filter(|other| *other != kind).filter(|other| fits(other)).collect();
    match others[..] {
        [other] => Some(other),
        _ => None,
    }
}

//! What a report leaves open that a person can answer, each question once for all of its rows: words that the desk does
//! not know, and credit codes that fail their check, as some issued before 2016 do on the certificate.

use std::collections::HashMap;
use std::hash::Hash;

use super::report::ImportReport;
use crate::domain::import::{RowFault, RowProblem, UnknownWord};
use crate::domain::tax_id::{TaxId, TaxIdError};

/// A credit code of a file that fails its check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailingTaxId {
    /// As it stands in the file.
    pub tax_id: TaxId,
    /// The header of its column.
    pub column: String,
    /// In how many rows.
    pub rows: u32,
}

pub(super) fn unknown_words(report: &ImportReport) -> Vec<UnknownWord> {
    let is_unknown =
        |fault: &RowFault| matches!(fault, RowFault::BadStatus | RowFault::BadKind | RowFault::BadRegion);
    let cells = counted(report, |cell| is_unknown(&cell.fault).then_some((cell.field, cell.value.as_str())));
    let word = |((field, word), cell, rows): ((_, &str), &RowProblem, u32)| UnknownWord {
        field,
        column: cell.column.clone(),
        word: word.to_owned(),
        rows,
    };
    cells.into_iter().map(word).collect()
}

pub(super) fn failing_tax_ids(report: &ImportReport) -> Vec<FailingTaxId> {
    let cells = counted(report, |cell| match cell.fault {
        RowFault::BadTaxId(TaxIdError::CheckCharacter { .. }) => {
            TaxId::parse_seen(&cell.value, |_| true).ok()
        }
        _ => None,
    });
    let code = |(tax_id, cell, rows): (TaxId, &RowProblem, u32)| FailingTaxId {
        tax_id,
        column: cell.column.clone(),
        rows,
    };
    cells.into_iter().map(code).collect()
}

/// The wrong cells of a report that have a key, the first of each in the order of the file, with the number of their
/// rows.
fn counted<'r, K: Clone + Eq + Hash>(
    report: &'r ImportReport,
    key: impl Fn(&'r RowProblem) -> Option<K>,
) -> Vec<(K, &'r RowProblem, u32)> {
    let mut found: Vec<(K, &RowProblem, u32)> = Vec::new();
    let mut places: HashMap<K, usize> = HashMap::new();
    for cell in report.refused.iter().flat_map(RowProblem::cells) {
        let Some(key) = key(cell) else { continue };
        let place = *places.entry(key.clone()).or_insert(found.len());
        match found.get_mut(place) {
            Some((.., rows)) => *rows += 1,
            None => found.push((key, cell, 1)),
        }
    }
    found
}

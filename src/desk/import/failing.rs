//! Credit codes of a report that fail their check, to be asked about: some issued before 2016 stand so on the
//! certificate.

use std::collections::HashMap;

use super::ImportReport;
use crate::domain::import::RowFault;
use crate::domain::tax_id::{TaxId, TaxIdError};

/// A credit code of a file that fails its check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailingTaxId {
    /// The code.
    pub tax_id: TaxId,
    /// The header of its column.
    pub column: String,
    /// In how many rows.
    pub rows: u32,
}

/// The codes of a report that fail their check, in the order of the file.
pub fn failing_tax_ids(report: &ImportReport) -> Vec<FailingTaxId> {
    let mut found: Vec<FailingTaxId> = Vec::new();
    let mut places: HashMap<TaxId, usize> = HashMap::new();
    for cell in report.refused.iter().flat_map(|problem| problem.cells()) {
        if !matches!(cell.fault, RowFault::BadTaxId(TaxIdError::CheckCharacter { .. })) {
            continue;
        }
        let Ok(tax_id) = TaxId::parse_seen(&cell.value, |_| true) else { continue };
        match places.get(&tax_id) {
            Some(place) => found[*place].rows += 1,
            None => {
                places.insert(tax_id.clone(), found.len());
                found.push(FailingTaxId { tax_id, column: cell.column.clone(), rows: 1 });
            }
        }
    }
    found
}

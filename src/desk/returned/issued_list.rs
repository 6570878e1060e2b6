//! The bureau's list of issued invoices, taken in: each row that is waited for is recorded, and a number that is there
//! changes nothing.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use serde_json::{Value, json};

use super::{Outcome, Placing};
use crate::desk::Desk;
pub use crate::domain::bureau::ListError;
use crate::domain::refusal::Refusal;
pub use crate::domain::returned::BureauStatus;
use crate::domain::returned::{Claim, Evidence, Party, Unmatched, read_remark};
use crate::domain::text::given;
use crate::exchange::bureau_lists::issued;
pub use crate::exchange::bureau_lists::{IssuedRow, RowFault};

/// What came of each row, in the order of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedReport {
    /// Each row.
    pub rows: Vec<IssuedEntry>,
}

/// What came of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedEntry {
    /// As a spreadsheet shows it.
    pub row: u32,
    /// The number that stands there.
    pub number: String,
    /// What it says and what came of it, or what of it cannot be read.
    pub read: Result<(Claim, Outcome), RowFault>,
}

/// Why nothing was imported. The store is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IssuedStop {
    /// The file is not such a list.
    List(ListError),
    /// The desk refuses: no right, or the store.
    Refused(Refusal),
}

impl From<Refusal> for IssuedStop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<ListError> for IssuedStop {
    fn from(error: ListError) -> Self {
        Self::List(error)
    }
}

impl Desk {
    /// Takes in the bureau's list of issued invoices, as one transaction of `by`; with `only_shown` it only says what
    /// would come of it.
    ///
    /// # Errors
    /// Why nothing was taken in.
    pub fn import_issued(
        &mut self,
        by: Option<&str>,
        path: &Path,
        only_shown: bool,
    ) -> Result<IssuedReport, IssuedStop> {
        let mut rows = Vec::new();
        issued(path, |row| rows.push(row))?;
        let report = self.shown_or_done(
            by,
            "import_issued",
            |tx| {
                let mut placing = Placing::new(tx)?;
                let contradicted = contradicted(rows.iter().flatten());
                // What is not in force reverses nothing.
                let stands = |row: &&IssuedRow| {
                    !matches!(row.status, BureauStatus::Void | BureauStatus::Reversed)
                        && !contradicted.contains(&row.number)
                };
                rows.iter().flatten().filter(stands).for_each(|row| placing.announce(&claim(row)));
                let entry = |row| entry(&mut placing, &contradicted, row);
                let rows = rows.into_iter().map(entry).collect::<Result<_, _>>()?;
                let report = IssuedReport { rows };
                let is_changed = placing.has_asked() || report.matched().next().is_some();
                Ok((report, is_changed && !only_shown))
            },
            |report| audit_entry(path, report),
        )?;
        Ok(report)
    }
}

/// The numbers that stand in several rows with other amounts: none of these says what the invoice is.
pub(in crate::desk) fn contradicted<'a>(rows: impl Iterator<Item = &'a IssuedRow>) -> HashSet<String> {
    let amounts = |row: &IssuedRow| (row.net, row.tax, row.gross);
    let mut first = HashMap::new();
    rows.filter(|row| *first.entry(row.number.as_str()).or_insert_with(|| amounts(row)) != amounts(row))
        .map(|row| row.number.clone())
        .collect()
}

fn entry(
    placing: &mut Placing<'_>,
    contradicted: &HashSet<String>,
    row: Result<IssuedRow, RowFault>,
) -> Result<IssuedEntry, Refusal> {
    Ok(match row {
        Err(fault) => IssuedEntry { row: fault.row, number: fault.number.clone(), read: Err(fault) },
        Ok(row) => {
            let claim = claim(&row);
            let outcome = match (placing.is_there(&claim)?, row.status) {
                _ if contradicted.contains(&row.number) => Outcome::Unmatched(Unmatched::SeveralAmounts),
                (Some(outcome), _) => outcome,
                (None, BureauStatus::Void) => Outcome::Unmatched(Unmatched::Void),
                (None, BureauStatus::Reversed) => Outcome::Unmatched(Unmatched::ReversedThere),
                (None, _) => placing.place(&claim)?,
            };
            IssuedEntry { row: row.row, number: row.number, read: Ok((claim, outcome)) }
        }
    })
}

/// What a row says of its invoice. The serial number has a column of its own, or stands in the remark.
pub(in crate::desk) fn claim(row: &IssuedRow) -> Claim {
    let party = |name: &str, tax_id: &str| Party { name: given(name), tax_id: given(tax_id) };
    Claim {
        evidence: if row.is_whole { Evidence::Data } else { Evidence::List },
        number: row.number.clone(),
        issued_on: Some(row.issued_on),
        is_special: row.is_special,
        seller: party(&row.seller, &row.seller_tax_id),
        buyer: party(&row.buyer, &row.buyer_tax_id),
        net: row.net,
        tax: row.tax,
        gross: Some(row.gross),
        remark: Some(format!("{} {}", row.serial, row.remark)),
        red: row.is_red.then(|| read_remark(&row.remark).unwrap_or_default()),
    }
}

impl IssuedReport {
    fn matched(&self) -> impl Iterator<Item = (&str, &str)> {
        self.rows.iter().filter_map(|entry| match &entry.read {
            Ok((claim, Outcome::Matched { application, .. })) => {
                Some((claim.number.as_str(), application.as_str()))
            }
            _ => None,
        })
    }
}

fn audit_entry(path: &Path, report: &IssuedReport) -> Value {
    let matched =
        report.matched().map(|(number, application)| json!({ "number": number, "application": application }));
    json!({
        "file": super::name_of(path),
        "read": report.rows.len(),
        "matched": matched.collect::<Vec<_>>(),
        "left_out": super::left_out(report.rows.iter().filter_map(|entry| entry.read.as_ref().ok())),
    })
}

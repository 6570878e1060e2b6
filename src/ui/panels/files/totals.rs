//! The control totals of an import: which of them say something about a table of its kind.

use crate::domain::export::ImportColumn;
use crate::domain::import::{ControlTotals, ImportKind};
use crate::domain::money::Fen;
use crate::i18n::export::import_column;
use crate::i18n::{Text, imports as words};

/// The totals of a table of `kind`, by name.
pub(super) fn totals_of(kind: ImportKind, totals: ControlTotals) -> Vec<(Text, Fen)> {
    let ControlTotals { amount, refunded, opening } = totals;
    match kind {
        ImportKind::Accounts => Vec::new(),
        ImportKind::Bills => {
            vec![
                (import_column(ImportColumn::Amount), amount),
                (import_column(ImportColumn::Refunded), refunded),
                (import_column(ImportColumn::Opening), opening),
            ]
        }
        ImportKind::Refunds => vec![(import_column(ImportColumn::Refunded), refunded)],
        ImportKind::NonInvoiceable => vec![(words::NON_INVOICEABLE, amount)],
    }
}

//! The control totals of an import: which of them say something about a table of its kind.

use crate::domain::import::{ControlTotals, ImportKind};
use crate::domain::money::Fen;
use crate::i18n::{Text, imports as words};

/// The totals of a table of `kind`, by name.
pub(super) fn totals_of(kind: ImportKind, totals: ControlTotals) -> Vec<(Text, Fen)> {
    let ControlTotals { amount, refunded, opening } = totals;
    match kind {
        ImportKind::Accounts => Vec::new(),
        ImportKind::Bills => {
            vec![(words::AMOUNT, amount), (words::REFUNDED, refunded), (words::OPENING, opening)]
        }
        ImportKind::Refunds => vec![(words::REFUNDED, refunded)],
        ImportKind::NonInvoiceable => vec![(words::NON_INVOICEABLE, amount)],
    }
}

//! What the rows of an import come to, to be held against the file.

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use crate::domain::money::Fen;

/// Control totals of the rows that are or would be added and changed, as the rows say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlTotals {
    /// What was charged; of ledger entries, what cannot be invoiced.
    pub amount: Fen,
    /// What was refunded.
    pub refunded: Fen,
    /// What was invoiced before the desk.
    pub opening: Fen,
}

impl ControlTotals {
    /// Counts what one row says.
    pub fn count(&mut self, row: Self) {
        self.amount += row.amount;
        self.refunded += row.refunded;
        self.opening += row.opening;
    }
}

/// A data row that was neither taken nor refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The row, as a spreadsheet shows it.
    pub row: u32,
    /// Why.
    pub reason: LeftOutReason,
}

/// Why a data row is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum LeftOutReason {
    /// The bill was called off.
    Void,
    /// The row is hidden, and only what can be seen is wanted.
    Hidden,
    /// The row is struck out, and only what stands is wanted.
    Struck,
}

impl LeftOutReason {
    /// Its stable id.
    pub fn id(self) -> &'static str {
        self.into()
    }
}

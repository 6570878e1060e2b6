//! What an import did, or would do.

use crate::domain::ids::BatchId;
use crate::domain::import::{ControlTotals, ImportKind, LeftOut, LeftOutReason, Notice, RowProblem};
use crate::exchange::import::Header;

/// What an import did, or a preview found that it would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReport {
    /// What was imported.
    pub kind: ImportKind,
    /// The sheet of a workbook that was read.
    pub sheet: Option<String>,
    /// Where the header was found, and which column is what.
    pub header: Header,
    /// The data rows that were read.
    pub read: u32,
    /// Those that were new.
    pub added: u32,
    /// Those that changed what was there.
    pub changed: u32,
    /// Those that were there already.
    pub unchanged: u32,
    /// What is wrong with others, a row each, in the order of the file.
    pub refused: Vec<RowProblem>,
    /// Those that are not meant, in the order of the file.
    pub left_out: Vec<LeftOut>,
    /// What a person should be told, though nothing is wrong.
    pub notices: Vec<Notice>,
    /// What those that are new or change something come to.
    pub totals: ControlTotals,
    /// The first rows, as they stand in the file.
    pub shown: Vec<ShownRow>,
    /// Whether the store has it now: not after a preview, nor where a wrong row refused the file.
    pub applied: bool,
    /// The number of the import, where the store has it now.
    pub batch: Option<BatchId>,
}

/// A row of the file with what comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownRow {
    /// The row, as a spreadsheet shows it.
    pub row: u32,
    /// Its texts, under [`Header::columns`].
    pub texts: Vec<String>,
    /// What comes of it.
    pub outcome: Outcome,
}

/// What comes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added,
    /// It changes what is there.
    Changed,
    /// It is there already.
    Unchanged,
    /// It is wrong; [`ImportReport::refused`] says why.
    Refused,
    /// It is not meant; [`ImportReport::left_out`] says why.
    LeftOut,
}

/// What comes of a row, with the reason where it is not taken.
pub(super) enum RowResult {
    Taken(Outcome),
    Refused(RowProblem),
    LeftOut(LeftOutReason),
}

impl ImportReport {
    pub(super) fn of(header: &Header, sheet: Option<String>) -> Self {
        Self {
            kind: header.kind,
            sheet,
            header: header.clone(),
            read: 0,
            added: 0,
            changed: 0,
            unchanged: 0,
            refused: Vec::new(),
            left_out: Vec::new(),
            notices: Vec::new(),
            totals: ControlTotals::default(),
            shown: Vec::new(),
            applied: false,
            batch: None,
        }
    }

    pub(super) fn count(&mut self, row: u32, result: RowResult) -> Outcome {
        let outcome = match result {
            RowResult::Taken(outcome) => outcome,
            RowResult::Refused(problem) => {
                self.refused.push(problem);
                Outcome::Refused
            }
            RowResult::LeftOut(reason) => {
                self.left_out.push(LeftOut { row, reason });
                Outcome::LeftOut
            }
        };
        match outcome {
            Outcome::Added => self.added += 1,
            Outcome::Changed => self.changed += 1,
            Outcome::Unchanged => self.unchanged += 1,
            Outcome::Refused | Outcome::LeftOut => {}
        }
        outcome
    }
}

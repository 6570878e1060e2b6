//! Everything that is wrong with a row, cell by cell.

use crate::domain::import::{Field, RowFault, RowProblem};
use crate::exchange::import::reader::{RowView, Unread};

#[derive(Debug, Default)]
pub(super) struct RowProblems(Option<RowProblem>);

impl RowProblems {
    /// What was read, unless it is wrong.
    pub(super) fn take<T>(&mut self, read: Result<T, RowProblem>) -> Option<T> {
        read.map_err(|problem| self.add(problem)).ok()
    }

    /// Notes what is wrong; of each cell the first thing.
    pub(super) fn add(&mut self, problem: RowProblem) {
        match &mut self.0 {
            None => self.0 = Some(problem),
            Some(first) => {
                if first.cells().all(|cell| cell.field != problem.field) {
                    first.also.push(problem);
                }
            }
        }
    }

    pub(super) fn is_nothing(&self) -> bool {
        self.0.is_none()
    }

    /// What is wrong with the row; a row of which something could not be read lacks `required` at the least.
    pub(super) fn of(self, row: &RowView<'_>, required: Field) -> Unread {
        Unread::Wrong(self.0.unwrap_or_else(|| row.problem(required, RowFault::MissingField)))
    }
}

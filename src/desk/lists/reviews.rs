//! The list of qualification reviews that are decided, the last one first. Errors of every call: see [`super`].

use super::{CellValue, Choosable, ListQuery, ListRow, Page};
use crate::desk::clock::Moment;
use crate::domain::ids::SubmissionId;
use crate::domain::list_columns::{Phrase, ReviewColumn};
use crate::domain::qualification::QualificationState;
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
use crate::store::submission;
pub(crate) use crate::store::submission::{DecidedFilter, DecidedSubmission};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewQuery(pub DecidedFilter);

/// How many were approved and how many rejected, whatever state is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReviewCounts {
    pub approved: u64,
    pub rejected: u64,
}

impl ReviewCounts {
    /// How many are in a state, or in any.
    pub fn of(&self, state: Option<QualificationState>) -> u64 {
        match state {
            None => self.approved + self.rejected,
            Some(QualificationState::Approved) => self.approved,
            Some(_) => self.rejected,
        }
    }
}

impl ListRow for DecidedSubmission {
    type Column = ReviewColumn;
    type Id = SubmissionId;

    fn id(&self) -> SubmissionId {
        self.id
    }

    fn value(&self, column: ReviewColumn) -> CellValue<'_> {
        match column {
            ReviewColumn::AccountName => self.account_name.as_str().into(),
            ReviewColumn::Account => self.account_code.as_str().into(),
            ReviewColumn::State => Phrase::Qualification(self.state).into(),
            ReviewColumn::ReviewedAt => self.reviewed_at.into(),
            ReviewColumn::ReviewedBy => self.reviewed_by.as_str().into(),
            ReviewColumn::SubmittedBy => self.submitted_by.as_str().into(),
            ReviewColumn::SubmittedOn => self.submitted_on.into(),
            ReviewColumn::Reasons => {
                let reasons: Vec<&str> = self.reasons.values().map(String::as_str).collect();
                CellValue::Text(reasons.join("; ").into())
            }
        }
    }
}

impl ListQuery for ReviewQuery {
    type Row = DecidedSubmission;
    type Summary = ReviewCounts;

    fn page(&self, db: &Db, _: &Moment, after: Option<&Self::Row>, limit: u32) -> Page<Self> {
        submission::decided(db, &self.0, after, limit)
    }

    fn summary(&self, db: &Db, _: &Moment) -> Result<ReviewCounts, Refusal> {
        let by_state = submission::count_decided(db, &self.0)?;
        let of = |state| by_state.iter().find(|(found, _)| *found == state).map_or(0, |(_, count)| *count);
        let (approved, rejected) = (of(QualificationState::Approved), of(QualificationState::Rejected));
        Ok(ReviewCounts { approved, rejected })
    }
}

impl Choosable for ReviewQuery {
    fn row(db: &Db, _: &Moment, id: SubmissionId) -> Result<Option<DecidedSubmission>, Refusal> {
        submission::decided_by_id(db, id)
    }
}

//! The list of applications as people look through it: filtered, sorted, a page at a time, with totals. Errors of
//! every call: see [`super`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{CellValue, Choosable, Each, Exported, ListQuery, ListRow, Page, each_by_page, named_account};
use crate::desk::clock::Moment;
use crate::domain::application::ApplicationState;
use crate::domain::calendar::plus_months;
use crate::domain::ids::ApplicationId;
use crate::domain::list_columns::{ApplicationColumn, ListColumn, ListName, Phrase};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
pub use crate::store::application::page::{ApplicationTotal, ListedApplication};

use crate::store::application::page::{self, ApplicationFilter};
use crate::store::engine::Db;

/// How many applications are read at once while a whole list is gone through.
const STRETCH: u32 = 1_000;

/// Which applications are looked for, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApplicationQuery {
    /// Of the customer of this number.
    pub account: Option<String>,
    /// In which state.
    pub show: ApplicationStateFilter,
    /// Submitted on this day or later.
    pub from: Option<NaiveDate>,
    /// Submitted on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Those that belong to a bar of a chart.
    pub only: Option<ApplicationsOnly>,
    /// Whose number or invoice number begins so, or whose customer is found by it.
    pub text: String,
    /// What they are sorted by.
    pub order: ApplicationColumn,
    /// Large ones and late days first.
    pub descending: bool,
    /// In a file, these alone, in their order and whatever else is asked for; none: all.
    pub chosen: Vec<ApplicationId>,
}

/// The applications that a bar of a chart of the overview stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApplicationsOnly {
    /// With an invoice issued in the month of this first day, and not reversed.
    IssuedIn(NaiveDate),
    /// Rejected for this reason.
    RejectedFor(String),
}

/// In which state applications are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ApplicationStateFilter {
    /// In any.
    #[default]
    All,
    /// In this one.
    State(ApplicationState),
    /// Still to be issued or delivered, and past their due date.
    Late,
    /// For which a correction was asked for that nobody has decided on.
    ToCorrect,
}

/// An application in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationRow {
    /// The row.
    pub row: ListedApplication,
    /// By how many working days it is late today; none while it is not, or where nothing is owed any more.
    pub working_days_late: Option<i64>,
}

impl ListRow for ApplicationRow {
    type Column = ApplicationColumn;
    type Id = ApplicationId;

    fn id(&self) -> ApplicationId {
        self.row.id
    }

    fn value(&self, column: ApplicationColumn) -> CellValue<'_> {
        value(&self.row, self.working_days_late, column)
    }

    fn amount(&self) -> Option<Fen> {
        Some(self.row.amount)
    }
}

/// What stands in a column of an application that is late by so many working days.
pub(in crate::desk) fn value(
    row: &ListedApplication,
    late: Option<i64>,
    column: ApplicationColumn,
) -> CellValue<'_> {
    match column {
        ApplicationColumn::Application => row.number.as_str().into(),
        ApplicationColumn::Account => row.account.as_str().into(),
        ApplicationColumn::AccountName => row.account_name.as_str().into(),
        ApplicationColumn::BuyerName => row.buyer_name.as_str().into(),
        ApplicationColumn::InvoiceType => Phrase::InvoiceType(row.invoice_type).into(),
        ApplicationColumn::State => Phrase::State(row.state).into(),
        ApplicationColumn::SubmittedOn => row.submitted_on.into(),
        ApplicationColumn::DueOn => row.due_on.into(),
        ApplicationColumn::WorkingDaysLate => late.into(),
        ApplicationColumn::Invoices => row.invoices.as_deref().into(),
        ApplicationColumn::Amount => row.amount.into(),
        ApplicationColumn::Uncovered => row.uncovered.into(),
    }
}

/// How many applications there are, whatever state is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApplicationTotals {
    by_state: Vec<(ApplicationState, ApplicationTotal)>,
    late: ApplicationTotal,
    to_correct: ApplicationTotal,
}

impl ApplicationTotals {
    /// The total of what is shown.
    pub fn of(&self, show: ApplicationStateFilter) -> ApplicationTotal {
        let sum = |wanted: &dyn Fn(ApplicationState) -> bool| {
            let totals = self.by_state.iter().filter(|(state, _)| wanted(*state));
            totals.fold(ApplicationTotal::default(), |sum, (_, total)| ApplicationTotal {
                count: sum.count + total.count,
                amount: sum.amount + total.amount,
            })
        };
        match show {
            ApplicationStateFilter::All => sum(&|_| true),
            ApplicationStateFilter::State(wanted) => sum(&|state| state == wanted),
            ApplicationStateFilter::Late => self.late,
            ApplicationStateFilter::ToCorrect => self.to_correct,
        }
    }
}

impl ListQuery for ApplicationQuery {
    type Row = ApplicationRow;
    type Summary = ApplicationTotals;

    fn page(&self, db: &Db, moment: &Moment, after: Option<&Self::Row>, limit: u32) -> Page<Self> {
        let filter = self.filter(db, moment)?;
        let after = after.map(|last| &last.row);
        let rows = page::page(db, &filter, self.order, self.descending, after, limit)?;
        Ok(rows.into_iter().map(|row| listed(moment, row)).collect())
    }

    /// How many applications of the account, the period and the text stand in each state.
    fn summary(&self, db: &Db, moment: &Moment) -> Result<ApplicationTotals, Refusal> {
        let filter = self.filter(db, moment)?;
        let late = ApplicationFilter {
            state: None,
            late_on: Some(moment.today),
            to_correct: false,
            ..filter.clone()
        };
        let to_correct = ApplicationFilter { state: None, late_on: None, to_correct: true, ..filter.clone() };
        Ok(ApplicationTotals {
            by_state: page::totals_by_state(db, &filter)?,
            late: page::total(db, &late)?,
            to_correct: page::total(db, &to_correct)?,
        })
    }
}

impl Choosable for ApplicationQuery {
    fn row(db: &Db, moment: &Moment, id: ApplicationId) -> Result<Option<ApplicationRow>, Refusal> {
        Ok(page::by_id(db, id)?.map(|row| listed(moment, row)))
    }
}

fn listed(moment: &Moment, row: ListedApplication) -> ApplicationRow {
    ApplicationRow { working_days_late: late(moment, row.state, row.due_on), row }
}

impl Exported for ApplicationQuery {
    type Row = ApplicationRow;
    const NAME: ListName = ListName::Applications;

    fn all() -> Self {
        Self { descending: ApplicationColumn::DESCENDING, ..Self::default() }
    }

    fn count(&self, db: &Db, moment: &Moment) -> Result<u64, Refusal> {
        if !self.chosen.is_empty() {
            return Ok(self.chosen.len() as u64);
        }
        Ok(self.summary(db, moment)?.of(self.show).count)
    }

    fn each(&self, db: &Db, moment: &Moment, each: Each<'_, Self::Row>) -> Result<(), Refusal> {
        if self.chosen.is_empty() {
            return each_by_page(self, db, moment, STRETCH, each);
        }
        for id in &self.chosen {
            if let Some(row) = Self::row(db, moment, *id)?
                && !each(row)?
            {
                break;
            }
        }
        Ok(())
    }
}

impl ApplicationQuery {
    fn filter(&self, db: &Db, moment: &Moment) -> Result<ApplicationFilter, Refusal> {
        let (state, late_on) = match self.show {
            ApplicationStateFilter::All | ApplicationStateFilter::ToCorrect => (None, None),
            ApplicationStateFilter::State(state) => (Some(state), None),
            ApplicationStateFilter::Late => (None, Some(moment.today)),
        };
        let month = |first: NaiveDate| (first, plus_months(first, 1).pred_opt().unwrap_or(first));
        let (issued, rejected_for) = match &self.only {
            Some(ApplicationsOnly::IssuedIn(first)) => (Some(month(*first)), None),
            Some(ApplicationsOnly::RejectedFor(reason)) => (None, Some(reason.clone())),
            None => (None, None),
        };
        Ok(ApplicationFilter {
            issued,
            rejected_for,
            account: named_account(db, self.account.as_deref())?,
            state,
            late_on,
            to_correct: self.show == ApplicationStateFilter::ToCorrect,
            from: self.from,
            to: self.to,
            text: self.text.clone(),
        })
    }
}

/// By how many working days an application is late today: none while its due date is not over, or where nothing is
/// to be issued or delivered any more; 0 on the days off right behind the due date.
pub fn late(moment: &Moment, state: ApplicationState, due_on: NaiveDate) -> Option<i64> {
    (state.is_open() && due_on < moment.today)
        .then(|| moment.calendar.working_days_between(due_on, moment.today))
}

#[cfg(test)]
mod tests;

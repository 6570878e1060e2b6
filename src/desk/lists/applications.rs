//! The list of applications as people look through it: filtered, sorted, a page at a time, with totals.

use chrono::NaiveDate;

use crate::desk::clock::Moment;
use crate::desk::commands::named_account;
use crate::domain::application::ApplicationState;
use crate::domain::ids::ApplicationId;
use crate::domain::refusal::Refusal;
pub use crate::store::application::page::{Order, PageRow, Total};

use crate::store::application::page::{self, Filter};
use crate::store::engine::Db;

/// Which applications are looked for, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of the customer of this number.
    pub account: Option<String>,
    /// In which state.
    pub show: Show,
    /// Submitted on this day or later.
    pub from: Option<NaiveDate>,
    /// Submitted on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Whose number or invoice number begins so, or whose customer is found by it.
    pub text: String,
    /// What they are sorted by.
    pub order: Order,
    /// Large ones and late days first.
    pub descending: bool,
}

/// In which state applications are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
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
pub struct Listed {
    /// The row.
    pub row: PageRow,
    /// By how many working days it is late today; none while it is not, or where nothing is owed any more.
    pub working_days_late: Option<i64>,
}

impl Listed {
    /// What tells it from others.
    pub fn id(&self) -> ApplicationId {
        self.row.id
    }
}

/// How many applications there are, whatever state is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    by_state: Vec<(ApplicationState, Total)>,
    late: Total,
    to_correct: Total,
}

impl Totals {
    /// The total of what is shown.
    pub fn of(&self, show: Show) -> Total {
        let sum = |wanted: &dyn Fn(ApplicationState) -> bool| {
            let totals = self.by_state.iter().filter(|(state, _)| wanted(*state));
            totals.fold(Total::default(), |sum, (_, total)| Total {
                count: sum.count + total.count,
                amount: sum.amount + total.amount,
            })
        };
        match show {
            Show::All => sum(&|_| true),
            Show::State(wanted) => sum(&|state| state == wanted),
            Show::Late => self.late,
            Show::ToCorrect => self.to_correct,
        }
    }
}

/// The applications behind `after`, or the first ones, at most `limit`.
///
/// # Errors
/// `not-found`, `store`.
pub fn page(
    db: &Db,
    moment: &Moment,
    wanted: &Wanted,
    after: Option<&PageRow>,
    limit: u32,
) -> Result<Vec<Listed>, Refusal> {
    let filter = filter(db, moment, wanted)?;
    let rows = page::page(db, &filter, wanted.order, wanted.descending, after, limit)?;
    let listed = |row: PageRow| Listed { working_days_late: late(moment, row.state, row.due_on), row };
    Ok(rows.into_iter().map(listed).collect())
}

/// How many applications of the account, the period and the text stand in each state.
///
/// # Errors
/// `not-found`, `store`.
pub fn totals(db: &Db, moment: &Moment, wanted: &Wanted) -> Result<Totals, Refusal> {
    let filter = filter(db, moment, wanted)?;
    let late = Filter { state: None, late_on: Some(moment.today), to_correct: false, ..filter.clone() };
    let to_correct = Filter { state: None, late_on: None, to_correct: true, ..filter.clone() };
    Ok(Totals {
        by_state: page::totals_by_state(db, &filter)?,
        late: page::total(db, &late)?,
        to_correct: page::total(db, &to_correct)?,
    })
}

/// By how many working days an application is late today: none while its due date is not over, or where nothing is
/// to be issued or delivered any more; 0 on the days off right behind the due date.
pub fn late(moment: &Moment, state: ApplicationState, due_on: NaiveDate) -> Option<i64> {
    (state.is_open() && due_on < moment.today)
        .then(|| moment.calendar.working_days_between(due_on, moment.today))
}

fn filter(db: &Db, moment: &Moment, wanted: &Wanted) -> Result<Filter, Refusal> {
    let account = wanted.account.as_deref().map(|code| named_account::account(db, code)).transpose()?;
    let (state, late_on) = match wanted.show {
        Show::All | Show::ToCorrect => (None, None),
        Show::State(state) => (Some(state), None),
        Show::Late => (None, Some(moment.today)),
    };
    Ok(Filter {
        account: account.map(|stored| stored.id),
        state,
        late_on,
        to_correct: wanted.show == Show::ToCorrect,
        from: wanted.from,
        to: wanted.to,
        text: wanted.text.clone(),
    })
}

#[cfg(test)]
mod tests;

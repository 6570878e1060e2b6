//! The list of what there is to do, a page at a time: as much is held as a page has, however much there is.

use std::cmp::Reverse;
use std::sync::Arc;

use chrono::NaiveDate;

use super::work;
use super::{Invoiceable, Kind, Place, STEP, Task, TaskId, What};
use crate::desk::clock::Moment;
use crate::desk::lists::named_account;
use crate::desk::pages::summary;
use crate::desk::principal::CLERKS;
use crate::domain::application::{ApplicationState, Step};
use crate::domain::ids::{AccountId, ApplicationId};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::role::suffice;
use crate::store::engine::Db;
use crate::store::overview;

/// Which things to do are looked for.
#[derive(Clone, Debug, Default)]
pub struct ToDo {
    /// Of the customer of this number.
    pub of: Option<String>,
    /// Of this kind.
    pub kind: Option<Kind>,
    /// What there is to do about money, of the same customer, once that is known: the sums are not made for each page.
    pub money: Option<Arc<Invoiceable>>,
}

impl PartialEq for ToDo {
    fn eq(&self, other: &Self) -> bool {
        let sums = |to_do: &Self| to_do.money.as_ref().map(Arc::as_ptr);
        self.of == other.of && self.kind == other.kind && sums(self) == sums(other)
    }
}

/// The things to do behind `after`, or the first ones, at most `limit`.
pub fn to_do(
    db: &Db,
    moment: &Moment,
    wanted: &ToDo,
    after: Option<&Task>,
    limit: u32,
) -> Result<Vec<Task>, Refusal> {
    let account = named_account(db, wanted.of.as_deref())?;
    let (_, roles) = summary::user(db, moment)?;
    let mut page =
        Page { kind: wanted.kind, after: after.map(Task::place), limit: limit as usize, tasks: Vec::new() };
    wanted.money.iter().flat_map(|money| &money.tasks).for_each(|task| page.offer(task));
    let steps_are_his = suffice(&roles, CLERKS);
    if steps_are_his && matches!(page.kind, None | Some(Kind::Applications)) {
        steps(db, moment, account, after, limit)?.iter().for_each(|task| page.offer(task));
    }
    if matches!(page.kind, None | Some(Kind::Applications | Kind::Reviews | Kind::Corrections)) {
        work::beside_steps(db, moment, account, |task| page.offer(&task))?;
    }
    Ok(page.full())
}

/// The steps that applications wait for.
fn steps(
    db: &Db,
    moment: &Moment,
    account: Option<AccountId>,
    after: Option<&Task>,
    limit: u32,
) -> Result<Vec<Task>, Refusal> {
    let Some(behind) = behind(after) else { return Ok(Vec::new()) };
    let task = |open: overview::OpenApplication| {
        let step = match open.state {
            ApplicationState::Submitted => Step::Accept,
            ApplicationState::Issuing => Step::Issue,
            _ => Step::Deliver,
        };
        let late = moment.calendar.working_days_between(open.due_on, moment.today);
        let what = What::Step { application: open.id, number: open.number, step };
        Task {
            working_days_late: late.max(0),
            ..Task::new(what, open.customer, open.amount, Some(open.due_on))
        }
    };
    Ok(overview::to_do(db, account, behind, limit)?.into_iter().map(task).collect())
}

/// Behind which due date, amount and application the steps stand that stand behind a task; none do behind one that has
/// no due date.
fn behind(after: Option<&Task>) -> Option<(NaiveDate, Fen, ApplicationId)> {
    let Some(after) = after else { return Some((NaiveDate::MIN, Fen::ZERO, ApplicationId(0))) };
    let (_, due_on, Reverse(amount), TaskId(what, row)) = after.place();
    let row = match what.cmp(&STEP) {
        std::cmp::Ordering::Less => i64::MIN,
        std::cmp::Ordering::Equal => row,
        std::cmp::Ordering::Greater => i64::MAX,
    };
    Some((due_on?, amount, ApplicationId(row)))
}

/// A page in the making.
struct Page {
    kind: Option<Kind>,
    after: Option<Place>,
    limit: usize,
    /// At most twice as many as a page has.
    tasks: Vec<Task>,
}

impl Page {
    fn offer(&mut self, task: &Task) {
        let is_wanted = self.kind.is_none_or(|kind| kind == task.kind()) && !task.is_only_known();
        if is_wanted && self.after.is_none_or(|after| task.place() > after) {
            self.tasks.push(task.clone());
            if self.tasks.len() >= 2 * self.limit {
                self.cut();
            }
        }
    }

    fn cut(&mut self) {
        self.tasks.sort_unstable_by_key(Task::place);
        self.tasks.truncate(self.limit);
    }

    fn full(mut self) -> Vec<Task> {
        self.cut();
        self.tasks
    }
}

//! The applications that wait for somebody to do something.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{Task, What, second_person};
use crate::desk::clock::Moment;
use crate::desk::lists::named_account;
use crate::domain::application::{ApplicationState, Standing, Step};
use crate::domain::money::Fen;
use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
use crate::store::overview::{self, OpenApplication};
use crate::store::policy;

/// The applications that wait, of the whole store or of one customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Those to be accepted or issued.
    pub to_issue: Waiting,
    /// Those that are issued and to be delivered.
    pub to_deliver: Waiting,
    /// What there is to do about them, in no order.
    pub tasks: Vec<Task>,
}

/// Applications that wait for the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub count: u64,
    /// What they come to.
    pub amount: Fen,
    /// How many are late.
    pub late: u64,
    /// How many are due today.
    pub due_today: u64,
    /// The first day on which one is due, today or later.
    pub next_due_on: Option<NaiveDate>,
}

impl Waiting {
    fn add(&mut self, amount: Fen, due_on: NaiveDate, today: NaiveDate) {
        self.count += 1;
        self.amount += amount;
        self.late += u64::from(due_on < today);
        self.due_today += u64::from(due_on == today);
        if due_on >= today {
            self.next_due_on = Some(self.next_due_on.map_or(due_on, |next| next.min(due_on)));
        }
    }
}

/// The applications of one customer, by number, or of all, that wait.
pub fn work(db: &Db, moment: &Moment, of: Option<&str>) -> Result<Work, Refusal> {
    let account = named_account(db, of)?;
    let today = moment.today;
    let mut work = Work::default();
    let mut policies = Policies::default();
    // Many are due on the same day, and counting goes day by day.
    let mut late: HashMap<NaiveDate, i64> = HashMap::new();
    for open in overview::open_applications(db, account)? {
        let (waiting, step) = match open.state {
            ApplicationState::Submitted => (&mut work.to_issue, Step::Accept),
            ApplicationState::Issuing => (&mut work.to_issue, Step::Issue),
            _ => (&mut work.to_deliver, Step::Deliver),
        };
        waiting.add(open.amount, open.due_on, today);
        if policies.last_day_to_cancel(db, &open)? == Some(today) && open.state.after(Step::Cancel).is_some()
        {
            let what = What::LastDayToCancel { application: open.id, number: open.number.clone() };
            work.tasks.push(Task::new(what, open.customer.clone(), open.amount, Some(today)));
        }
        let working_days_late = *late
            .entry(open.due_on)
            .or_insert_with(|| moment.calendar.working_days_between(open.due_on, today).max(0));
        let what = What::Step { application: open.id, number: open.number, step };
        let task = Task::new(what, open.customer, open.amount, Some(open.due_on));
        work.tasks.push(Task { working_days_late, ..task });
    }
    work.tasks.extend(overview::uncovered(db, account)?.into_iter().map(|found| {
        let what = What::Uncovered { application: found.id, number: found.number };
        // As soon as can be.
        Task::new(what, found.customer, found.uncovered, Some(today))
    }));
    work.tasks.extend(second_person::reviews(db, moment, account)?);
    work.tasks.extend(second_person::corrections(db, today, account, &mut policies)?);
    Ok(work)
}

/// The policies that were looked up already.
#[derive(Default)]
pub(super) struct Policies(HashMap<(String, u32), Option<Policy>>);

impl Policies {
    /// The last day to cancel an application, where the policy it was made under sets one.
    fn last_day_to_cancel(&mut self, db: &Db, open: &OpenApplication) -> Result<Option<NaiveDate>, Refusal> {
        let standing =
            Standing { application: &open.number, state: open.state, submitted_at: open.submitted_at };
        let policy = self.version(db, &open.policy, open.policy_version)?;
        Ok(policy.and_then(|policy| standing.last_day_to_cancel(policy)))
    }

    /// One version of a policy.
    pub(super) fn version(&mut self, db: &Db, code: &str, version: u32) -> Result<Option<&Policy>, Refusal> {
        let key = (code.to_owned(), version);
        if !self.0.contains_key(&key) {
            self.0.insert(key.clone(), policy::version(db, code, version)?);
        }
        Ok(self.0.get(&key).and_then(Option::as_ref))
    }
}

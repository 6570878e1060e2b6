//! The applications that wait for somebody to do something, and how much there is to do.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{Kind, Task, What, second_person};
use crate::desk::clock::Moment;
use crate::desk::commands::named_account::newest_policy;
use crate::desk::lists::named_account;
use crate::desk::pages::summary;
use crate::desk::principal::CLERKS;
use crate::domain::application::{ApplicationState, AtBureau, Standing, Step};
use crate::domain::calendar::china_date;
use crate::domain::ids::{AccountId, ApplicationId};
use crate::domain::money::Fen;
use crate::domain::policy::Policy;
use crate::domain::red_letter::confirm_by;
use crate::domain::refusal::Refusal;
use crate::domain::role::suffice;
use crate::store::engine::Db;
use crate::store::overview::{self, OpenOfDay};
use crate::store::policy;

/// The applications that wait, of the whole store or of one customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Those to be accepted or issued.
    pub to_issue: Waiting,
    /// Those that are issued and to be delivered.
    pub to_deliver: Waiting,
    /// The qualifications to be reviewed, whoever may.
    pub to_review: Waiting,
    /// The corrections to be decided on, whoever may.
    pub to_decide: Waiting,
    /// Whether a clerk's work is the business of whoever is at the desk.
    pub is_clerks: bool,
    /// How much of it all the user at the desk can do.
    pub tasks: TaskCounts,
    /// What another person has to do, since this one asked for it.
    pub known: Vec<Task>,
}

/// How many things to do there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaskCounts([u64; 4]);

impl TaskCounts {
    /// How many there are of a kind, or of any.
    pub fn of(&self, kind: Option<Kind>) -> u64 {
        kind.map_or_else(|| self.0.iter().sum(), |kind| self.0[kind as usize])
    }

    /// Counts more of a kind.
    pub fn add(&mut self, kind: Kind, more: u64) {
        self.0[kind as usize] += more;
    }

    /// Counts fewer of a kind.
    fn take(&mut self, kind: Kind, fewer: u64) {
        self.0[kind as usize] = self.0[kind as usize].saturating_sub(fewer);
    }
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
    fn add(&mut self, more: &overview::Waiting) {
        self.count += more.count;
        self.amount += more.amount;
        self.late += more.late;
        self.due_today += more.due_today;
        self.next_due_on = self.next_due_on.into_iter().chain(more.next_due_on).min();
    }

    fn add_task(&mut self, task: &Task, today: NaiveDate) {
        self.count += 1;
        self.amount += task.amount;
        self.late += u64::from(task.due_on < Some(today));
        self.due_today += u64::from(task.due_on == Some(today));
        self.next_due_on = self.next_due_on.into_iter().chain(task.due_on.filter(|on| *on >= today)).min();
    }
}

/// The applications of one customer, by number, or of all, that wait.
pub fn work(db: &Db, moment: &Moment, of: Option<&str>) -> Result<Work, Refusal> {
    let account = named_account(db, of)?;
    let (_, roles) = summary::user(db, moment)?;
    let is_clerks = suffice(&roles, CLERKS);
    let mut work = Work { is_clerks, ..Work::default() };
    for waiting in overview::waiting(db, moment.today, account)? {
        let same = match waiting.state {
            ApplicationState::Submitted | ApplicationState::Issuing => &mut work.to_issue,
            _ => &mut work.to_deliver,
        };
        same.add(&waiting);
        if is_clerks {
            work.tasks.add(Kind::Applications, waiting.count);
        }
    }
    let mut asked_to_issue = 0;
    for_all(db, moment, account, |task| {
        match task.what {
            What::Review { .. } => work.to_review.add_task(&task, moment.today),
            What::DecideCorrection { .. } => work.to_decide.add_task(&task, moment.today),
            What::TakeAsked { step: Step::Issue, .. } => asked_to_issue += 1,
            _ => {}
        }
        match task.is_for(&roles) {
            true if task.is_only_known() => work.known.push(task),
            true => work.tasks.add(task.kind(), 1),
            false => {}
        }
    })?;
    if is_clerks {
        // A step that was asked for is told by its request.
        work.tasks.take(Kind::Applications, asked_to_issue);
    }
    Ok(work)
}

/// Hands what the user at the desk can do about applications beside their steps to `each`, in no order.
pub(super) fn beside_steps(
    db: &Db,
    moment: &Moment,
    account: Option<AccountId>,
    mut each: impl FnMut(Task),
) -> Result<(), Refusal> {
    let (_, roles) = summary::user(db, moment)?;
    for_all(db, moment, account, |task| {
        if task.is_for(&roles) {
            each(task);
        }
    })
}

/// Hands what there is to do about applications beside their steps to `each`, whoever may.
fn for_all(
    db: &Db,
    moment: &Moment,
    account: Option<AccountId>,
    mut each: impl FnMut(Task),
) -> Result<(), Refusal> {
    let today = moment.today;
    let mut policies = Policies::default();
    overview::open_of_day(db, today, account, |open| {
        if policies.last_day_to_cancel(db, &open)? == Some(today) && open.state.after(Step::Cancel).is_some()
        {
            let what = What::LastDayToCancel { application: open.id, number: open.number };
            each(Task::new(what, open.customer, open.amount, Some(today)));
        }
        Ok(true)
    })?;
    for found in overview::uncovered(db, account)? {
        let what = What::Uncovered { application: found.id, number: found.number };
        // As soon as can be.
        each(Task::new(what, found.customer, found.uncovered, Some(today)));
    }
    let requests = second_person::requests(db, moment, account, &mut policies)?;
    let asked: HashSet<ApplicationId> = requests
        .iter()
        .filter_map(|task| match task.what {
            What::TakeAsked { application, .. } => Some(application),
            _ => None,
        })
        .collect();
    for found in overview::red_letters(db, account)?.into_iter().filter(|found| !asked.contains(&found.id)) {
        let confirm_on = found.awaits_since.map(|entered_at| china_date(confirm_by(entered_at)));
        let due_on = confirm_on.unwrap_or(today);
        let is_ready = confirm_on.is_none();
        let what = What::RedLetter { application: found.id, number: found.number, is_ready };
        each(Task {
            working_days_late: moment.calendar.working_days_between(due_on, today).max(0),
            ..Task::new(what, found.customer, found.amount, Some(due_on))
        });
    }
    requests.into_iter().for_each(&mut each);
    second_person::reviews(db, moment, account)?.into_iter().for_each(&mut each);
    second_person::corrections(db, moment, account, &mut policies)?.into_iter().for_each(each);
    Ok(())
}

/// The policies that were looked up already.
#[derive(Default)]
pub(super) struct Policies {
    versions: HashMap<(String, u32), Option<Policy>>,
    newest: HashMap<String, Policy>,
}

impl Policies {
    /// The last day to cancel an application, where the policy it was made under sets one.
    fn last_day_to_cancel(&mut self, db: &Db, open: &OpenOfDay) -> Result<Option<NaiveDate>, Refusal> {
        let standing = Standing {
            application: &open.number,
            state: open.state,
            submitted_at: open.submitted_at,
            at_bureau: AtBureau::default(),
        };
        let policy = self.version(db, &open.policy, open.policy_version)?;
        Ok(policy.and_then(|policy| standing.last_day_to_cancel(policy)))
    }

    /// One version of a policy.
    pub(super) fn version(&mut self, db: &Db, code: &str, version: u32) -> Result<Option<&Policy>, Refusal> {
        let key = (code.to_owned(), version);
        if !self.versions.contains_key(&key) {
            self.versions.insert(key.clone(), policy::version(db, code, version)?);
        }
        Ok(self.versions.get(&key).and_then(Option::as_ref))
    }

    /// The newest version of a policy.
    pub(super) fn newest(&mut self, db: &Db, code: &str) -> Result<&Policy, Refusal> {
        Ok(match self.newest.entry(code.to_owned()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(newest_policy(db, code)?),
        })
    }
}

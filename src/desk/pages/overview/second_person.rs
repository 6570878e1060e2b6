//! What waits for a second person: qualifications to be reviewed, corrections, and steps that were asked for; and whose
//! time for corrections ends.

use std::collections::BTreeSet;

use chrono::Days;

use super::work::Policies;
use super::{CORRECTION_CLOSES_WITHIN_DAYS, Task, What};
use crate::desk::clock::Moment;
use crate::desk::commands::second_person;
use crate::desk::pages::summary;
use crate::domain::application::Step;
use crate::domain::calendar::earliest_within_months;
use crate::domain::ids::AccountId;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::rules::correction_window_closed::last_day;
use crate::domain::rules::four_eyes;
use crate::domain::step_request::RequestState;
use crate::store::engine::Db;
use crate::store::user::StoredUser;
use crate::store::{overview, policy, user};

/// Whoever is at the desk, where the store knows them.
fn user_at_desk(db: &Db, moment: &Moment) -> Result<Option<StoredUser>, Refusal> {
    user::by_name(db, &summary::user(db, moment)?.0)
}

/// The qualifications that wait to be reviewed, of one account or of all.
pub(super) fn reviews(db: &Db, moment: &Moment, account: Option<AccountId>) -> Result<Vec<Task>, Refusal> {
    let today = moment.today;
    let user = user_at_desk(db, moment)?;
    let task = |pending: overview::PendingReview| Task {
        is_for_another: user.as_ref().is_some_and(|user| {
            four_eyes::check_review(pending.submitter, pending.changer, user.id, &user.name).is_err()
        }),
        working_days_late: moment.calendar.working_days_between(pending.due_on, today).max(0),
        ..Task::new(
            What::Review { submission: pending.id },
            pending.customer,
            Fen::ZERO,
            Some(pending.due_on),
        )
    };
    Ok(overview::pending_reviews(db, account)?.into_iter().map(task).collect())
}

/// The steps that a second person was asked to take, and those of which whoever is at the desk is to know that it was
/// refused.
pub(super) fn requests(
    db: &Db,
    moment: &Moment,
    account: Option<AccountId>,
    policies: &mut Policies,
) -> Result<Vec<Task>, Refusal> {
    let today = moment.today;
    let Some(user) = user_at_desk(db, moment)? else { return Ok(Vec::new()) };
    let mut tasks = Vec::new();
    for open in overview::step_requests(db, account, user.id)? {
        let overview::OpenRequest { id: application, number, step, requester, .. } = open;
        let is_own = requester == user.id;
        // An invoice that is to be issued has its day; a reversal is to be done as soon as can be.
        let due_on = if step == Step::Issue { open.due_on } else { today };
        let task = |what| Task {
            working_days_late: moment.calendar.working_days_between(due_on, today).max(0),
            ..Task::new(what, open.customer.clone(), open.amount, Some(due_on))
        };
        match open.state {
            RequestState::Waiting => {
                let policy = policies.newest(db, &open.policy)?;
                let is_for_another = policy.needs_second_person(step)
                    && (second_person::is_service(&user) || open.part.bars(policy, step));
                let what = What::TakeAsked { application, number, step, is_own };
                tasks.push(Task { is_for_another, ..task(what) });
            }
            _ if is_own => {
                let reason = open.reason.clone().unwrap_or_default();
                tasks.push(task(What::RequestRefused { application, number, step, reason }));
            }
            _ => {}
        }
    }
    Ok(tasks)
}

/// The corrections that wait to be decided on, and the applications whose time for them is about to end.
pub(super) fn corrections(
    db: &Db,
    moment: &Moment,
    account: Option<AccountId>,
    policies: &mut Policies,
) -> Result<Vec<Task>, Refusal> {
    let today = moment.today;
    let user = user_at_desk(db, moment)?;
    let waiting = overview::waiting_corrections(db, account)?.into_iter().map(|waiting| {
        let what = What::DecideCorrection { application: waiting.id, number: waiting.number };
        let is_own = |user: &StoredUser| four_eyes::check(waiting.requester, user.id, &user.name).is_err();
        Task {
            is_for_another: user.as_ref().is_some_and(is_own),
            // No rule says until when; it holds up the customer's invoice, so as soon as can be.
            ..Task::new(what, waiting.customer, waiting.amount, Some(today))
        }
    });
    let mut tasks: Vec<Task> = waiting.collect();
    let Some(horizon) = today.checked_add_days(Days::new(CORRECTION_CLOSES_WITHIN_DAYS)) else {
        return Ok(tasks);
    };
    // Policies differ in how long corrections are taken, and so do the versions of one.
    let versions = policy::all(db)?;
    let months: BTreeSet<u32> =
        versions.iter().filter_map(|policy| Some(policy.corrections?.within_months)).collect();
    for months in months {
        let (from, to) = (earliest_within_months(today, months), earliest_within_months(horizon, months));
        for old in overview::issued_between(db, from, to, account)? {
            let policy = policies.version(db, &old.policy, old.policy_version)?;
            let offered = policy.and_then(|policy| policy.corrections);
            let ends_on = offered.map(|offered| last_day(&offered, old.issued_on));
            let ends_here = offered.is_some_and(|offered| offered.within_months == months);
            if let Some(ends_on) = ends_on.filter(|on| ends_here && (today..=horizon).contains(on)) {
                let what = What::CorrectionCloses { application: old.id, number: old.number };
                tasks.push(Task::new(what, old.customer, old.amount, Some(ends_on)));
            }
        }
    }
    Ok(tasks)
}

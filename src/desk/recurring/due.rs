//! Whether plans wait to be run: asked often, so it costs little.

use crate::desk::clock::Moment;
use crate::desk::command::{Command, RunRecurring};
use crate::desk::summary;
use crate::domain::refusal::Refusal;
use crate::domain::rules::recurring_already_run::{month_of, newest_run_day};
use crate::store::engine::Db;
use crate::store::{policy, recurring};

/// The plans whose day has come and that have not run for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// How many.
    pub plans: u64,
    /// Why the user at the desk may not run them.
    pub barred: Option<Refusal>,
}

/// How many plans wait to be run.
///
/// # Errors
/// `store`.
pub fn due(db: &Db, moment: &Moment) -> Result<Due, Refusal> {
    let mut plans = 0;
    for policy in policy::all_newest(db)? {
        if let Some(day) = policy.recurring_day {
            let run_day = newest_run_day(day, moment.today);
            plans += recurring::count_due(db, &policy.code, run_day, &month_of(run_day))?;
        }
    }
    let command = Command::RunRecurring(RunRecurring { preview: None });
    Ok(Due { plans, barred: summary::barred(db, &command)? })
}

//! Whether plans wait to be run: asked often, so it costs little.

use crate::desk::clock::Moment;
use crate::domain::refusal::Refusal;
use crate::domain::rules::recurring_already_run::{month_of, newest_run_day};
use crate::store::engine::Db;
use crate::store::{policy, recurring};

/// How many plans wait to be run: their day has come, and they have not run for it.
///
/// # Errors
/// `store`.
pub fn due(db: &Db, moment: &Moment) -> Result<u64, Refusal> {
    let mut plans = 0;
    for policy in policy::all_newest(db)? {
        if let Some(day) = policy.recurring_day {
            let run_day = newest_run_day(day, moment.today);
            plans += recurring::count_due(db, &policy.code, run_day, &month_of(run_day))?;
        }
    }
    Ok(plans)
}

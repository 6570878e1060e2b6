//! `cancel-window-closed`: where the policy lets an application be cancelled until 24:00 of its day, that day in
//! China is over.

use chrono::{DateTime, Utc};

use crate::domain::application::Standing;
use crate::domain::calendar::china_date;
use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;

pub(crate) fn check(standing: &Standing<'_>, policy: &Policy, now: DateTime<Utc>) -> Result<(), Refusal> {
    match standing.last_day_to_cancel(policy) {
        Some(last_day) if china_date(now) > last_day => {
            Err(Refusal::CancelWindowClosed { application: standing.application.to_owned(), last_day })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use crate::domain::application::{ApplicationState as S, Step};

    #[test]
    fn the_last_second_of_the_day_in_china_is_in_time_and_midnight_is_not() {
        let world = World::tencent_cloud();
        assert_eq!(world.step(S::Submitted, Step::Cancel, "2026-11-22T15:59:59Z"), Ok(S::Cancelled));
        assert_eq!(
            world.step(S::Submitted, Step::Cancel, "2026-11-22T16:00:00Z"),
            Err(RuleId::CancelWindowClosed)
        );
    }

    #[test]
    fn a_policy_that_cancels_until_issue_has_no_last_day() {
        let world = World::qweather();
        assert_eq!(world.step(S::Issuing, Step::Cancel, "2027-11-22T16:00:00Z"), Ok(S::Cancelled));
    }
}

//! `transition-not-allowed`: an application goes only the ways of the table in RULES.md section 8.

use crate::domain::application::{ApplicationState, Standing, Step};
use crate::domain::refusal::{Refusal, Transition};

pub(crate) fn check(standing: &Standing<'_>, step: Step) -> Result<ApplicationState, Refusal> {
    standing.state.after(step).ok_or_else(|| {
        Refusal::TransitionNotAllowed(Transition::Application {
            application: standing.application.to_owned(),
            state: standing.state,
            step,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use crate::domain::application::{ApplicationState as S, Step};

    #[test]
    fn each_state_leads_only_where_the_table_says() {
        let next = |state: S| -> Vec<S> {
            let mut next: Vec<S> = Step::ALL.into_iter().filter_map(|step| state.after(step)).collect();
            next.sort();
            next
        };
        assert_eq!(next(S::Submitted), [S::Issuing, S::Cancelled, S::Rejected]);
        assert_eq!(next(S::Issuing), [S::Issued, S::Cancelled, S::Rejected]);
        assert_eq!(next(S::Issued), [S::Delivered, S::Reversed]);
        assert_eq!(next(S::Delivered), [S::Received, S::Reversed]);
        assert_eq!(next(S::Received), [S::Reversed]);
        for end in [S::Cancelled, S::Rejected, S::Reversed] {
            assert_eq!(next(end), []);
        }
    }

    #[test]
    fn anything_else_is_refused_by_name() {
        let world = World::qweather();
        for state in S::ALL {
            for step in Step::ALL.into_iter().filter(|&step| state.after(step).is_none()) {
                let refused_by = world.step(state, step, "2026-11-22T02:00:00Z");
                let expected = if step == Step::Cancel && state.is_issued() {
                    RuleId::AlreadyIssued
                } else {
                    RuleId::TransitionNotAllowed
                };
                assert_eq!(refused_by, Err(expected), "{state:?} {step:?}");
            }
        }
    }
}

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

/// The step that is taken back, and the state that it leads back to. A delivery by e-mail is none: what was sent is
/// sent.
pub(crate) fn check_back(
    standing: &Standing<'_>,
    is_mailed: bool,
) -> Result<(Step, ApplicationState), Refusal> {
    let back = standing.state.undone();
    back.filter(|(step, _)| !(is_mailed && *step == Step::Deliver)).ok_or_else(|| {
        let (application, state) = (standing.application.to_owned(), standing.state);
        Refusal::TransitionNotAllowed(Transition::Undo { application, state, is_mailed })
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
    fn the_last_step_alone_leads_back_and_no_further_than_what_was_sent_by_mail() {
        let back = |state, is_mailed| World::qweather().back(AtBureau::default(), state, is_mailed);
        let refused = Err(RuleId::TransitionNotAllowed);
        for is_mailed in [false, true] {
            assert_eq!(back(S::Issuing, is_mailed), Ok((Step::Accept, S::Submitted)));
            assert_eq!(back(S::Received, is_mailed), Ok((Step::Receive, S::Delivered)));
            for state in [S::Submitted, S::Issued, S::Cancelled, S::Rejected, S::Reversed] {
                assert_eq!(back(state, is_mailed), refused, "{state:?}");
            }
        }
        assert_eq!(back(S::Delivered, false), Ok((Step::Deliver, S::Issued)));
        assert_eq!(back(S::Delivered, true), refused);
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

//! `out-at-bureau`: what is in a form handed to the tax bureau is neither cancelled nor rejected, nor is its acceptance
//! taken back, until it is refused there or recalled with a reason; nor what was issued there and waits for a second person
//! to record it, until it is recorded or said to be of something else.

use crate::domain::application::{AtBureau, Standing};
use crate::domain::refusal::Refusal;

pub(crate) fn check(standing: &Standing<'_>) -> Result<(), Refusal> {
    let AtBureau { is_out, awaits_recording, .. } = standing.at_bureau;
    if is_out || awaits_recording {
        let application = standing.application.to_owned();
        return Err(Refusal::OutAtBureau { application, is_issued: awaits_recording });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use crate::domain::application::{ApplicationState as S, Step};

    const AT: &str = "2026-11-22T02:00:00Z";

    #[test]
    fn what_is_out_is_neither_cancelled_nor_rejected_but_may_be_issued() {
        let out = AtBureau { is_out: true, ..AtBureau::default() };
        let issued = AtBureau { awaits_recording: true, ..AtBureau::default() };
        for (world, out) in
            [World::tencent_cloud(), World::qweather()].iter().flat_map(|world| [(world, out), (world, issued)])
        {
            let step = |step| world.step_with(out, S::Issuing, step, AT);
            assert_eq!(step(Step::Cancel), Err(RuleId::OutAtBureau));
            assert_eq!(step(Step::Reject), Err(RuleId::OutAtBureau));
            assert_eq!(step(Step::Issue), Ok(S::Issued));
            assert_eq!(world.back(out, S::Issuing, false), Err(RuleId::OutAtBureau));
        }
    }

    #[test]
    fn what_is_back_in_part_is_issued_whether_or_not_the_rest_is_out() {
        for is_out in [false, true] {
            let partly = AtBureau { is_out, is_partly_issued: true, ..AtBureau::default() };
            let step = |step| World::qweather().step_with(partly, S::Issuing, step, AT);
            assert_eq!(step(Step::Cancel), Err(RuleId::AlreadyIssued));
            assert_eq!(step(Step::Reject), Err(RuleId::AlreadyIssued));
            assert_eq!(step(Step::Issue), Ok(S::Issued));
            let back = World::qweather().back(partly, S::Issuing, false);
            assert_eq!(back, Err(RuleId::AlreadyIssued));
        }
    }
}

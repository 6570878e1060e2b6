//! `qualification-required`: a special invoice where review is needed, and nothing was submitted for review.

use super::Case;
use crate::domain::qualification::QualificationState;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    match case.qualification {
        None | Some(QualificationState::Draft) if case.needs_qualification() => {
            Err(Refusal::QualificationRequired)
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn a_reviewing_policy_refuses_it_for_special_invoices_alone() {
        assert_refuses_special_alone(RuleId::QualificationRequired, &[None, Some(QualificationState::Draft)]);
    }
}

//! `qualification-stale`: the invoice info was changed after it was approved.

use super::Case;
use crate::domain::qualification::QualificationState;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    match case.qualification {
        Some(QualificationState::Stale) if case.needs_qualification() => {
            Err(Refusal::QualificationStale)
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn a_reviewing_policy_refuses_it_for_special_invoices_alone() {
        assert_refuses_special_alone(RuleId::QualificationStale, &[Some(QualificationState::Stale)]);
    }
}

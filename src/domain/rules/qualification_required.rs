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
        for state in [None, Some(QualificationState::Draft)] {
            let mut world = World::special(World::tencent_cloud());
            world.qualification = state;
            assert_eq!(world.refused_by(), Some(RuleId::QualificationRequired));
            world.invoice_type = InvoiceType::EnterpriseGeneral;
            assert_eq!(world.refused_by(), None);
        }
    }

    #[test]
    fn a_policy_without_review_does_not_ask() {
        for state in [None, Some(QualificationState::Draft)] {
            let mut world = World::special(World::qweather());
            world.qualification = state;
            assert_eq!(world.refused_by(), None);
        }
    }
}

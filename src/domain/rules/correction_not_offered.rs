//! `correction-not-offered`: under a policy without corrections a wrong application cannot be reissued.

use crate::domain::policy::{Corrections, Policy};
use crate::domain::refusal::Refusal;

/// The corrections that the policy offers.
pub fn check(policy: &Policy) -> Result<Corrections, Refusal> {
    policy.corrections.ok_or(Refusal::CorrectionNotOffered)
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn one_policy_offers_corrections_and_the_other_does_not() {
        assert_eq!(check(&World::tencent_cloud().policy), Err(Refusal::CorrectionNotOffered));
        assert!(check(&World::qweather().policy).is_ok());
    }
}

//! `address-required`: delivery by post without an address.

use super::Case;
use crate::domain::policy::Delivery;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    if case.policy.delivery == Delivery::Post && case.address.is_none() {
        return Err(Refusal::AddressRequired);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn post_needs_an_address_and_email_does_not() {
        assert_eq!(World::tencent_cloud().refused_with(|w| w.address = None), Some(RuleId::AddressRequired));
        assert_eq!(World::qweather().refused_with(|w| w.address = None), None);
    }
}

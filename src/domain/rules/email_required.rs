//! `email-required`: delivery by e-mail without an e-mail address.

use super::Case;
use crate::domain::policy::Delivery;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    let given = case.email.is_some_and(|email| !email.trim().is_empty());
    if case.policy.delivery == Delivery::Email && !given {
        return Err(Refusal::EmailRequired);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    #[test]
    fn email_delivery_needs_an_address_and_post_does_not() {
        for blank in [None, Some(String::new()), Some("  ".into())] {
            assert_eq!(World::qweather().refused_with(|w| w.email = blank.clone()), Some(RuleId::EmailRequired));
            assert_eq!(World::tencent_cloud().refused_with(|w| w.email = blank), None);
        }
    }
}

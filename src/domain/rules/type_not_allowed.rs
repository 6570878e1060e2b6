//! `type-not-allowed`: an invoice type that the account's kind may not have under the policy.

use super::Case;
use crate::domain::account::AccountKind;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;

pub(super) fn check(case: &Case<'_>) -> Result<(), Refusal> {
    check_type(case.account.kind, case.invoice_type, case.policy)
}

/// Asks whether an account of this kind may have this type under the policy.
pub fn check_type(kind: AccountKind, invoice_type: InvoiceType, policy: &Policy) -> Result<(), Refusal> {
    let allowed = policy.types_for(kind);
    if allowed.contains(&invoice_type) {
        Ok(())
    } else {
        Err(Refusal::TypeNotAllowed { kind, allowed: allowed.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;

    use InvoiceType as T;

    fn allowed(mut world: World, kind: AccountKind) -> Vec<T> {
        world.account.kind = kind;
        T::ALL
            .into_iter()
            .filter(|invoice_type| {
                world.invoice_type = *invoice_type;
                world.refused_by() != Some(RuleId::TypeNotAllowed)
            })
            .collect()
    }

    #[test]
    fn each_kind_has_the_types_of_its_policy() {
        for world in [World::tencent_cloud, World::qweather] {
            assert_eq!(allowed(world(), AccountKind::Individual), [T::PersonalGeneral]);
            assert_eq!(allowed(world(), AccountKind::Enterprise), [T::EnterpriseGeneral, T::EnterpriseSpecial]);
        }
        assert_eq!(
            allowed(World::tencent_cloud(), AccountKind::Organisation),
            [T::EnterpriseGeneral, T::OrganisationGeneral]
        );
        assert_eq!(allowed(World::qweather(), AccountKind::Organisation), [T::OrganisationGeneral]);
    }
}

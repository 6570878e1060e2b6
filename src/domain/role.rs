//! Roles (角色) of the users of a desk.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

/// What a user may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 财务专员: bills, invoice info, applications.
    Clerk,
    /// 审核员: qualifications and corrections.
    Reviewer,
    /// 管理员: users, issuers, policies.
    Admin,
    /// 服务账号: a program that does what a clerk may, for others.
    Service,
}

impl Role {
    /// What the first user of a store may do: everything that people do.
    pub const OF_PEOPLE: [Self; 3] = [Self::Clerk, Self::Reviewer, Self::Admin];
}

listed!(Role);

/// Whether one of these roles is one of those needed: a service may what a clerk may.
pub fn suffice(roles: &[Role], needs: &[Role]) -> bool {
    roles.iter().any(|role| needs.contains(role) || (*role == Role::Service && needs.contains(&Role::Clerk)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_may_what_a_clerk_may_and_nothing_that_needs_a_second_person_or_an_admin() {
        let may = |needs: &[Role]| suffice(&[Role::Service], needs);
        assert!(may(&[Role::Clerk, Role::Admin]) && may(&Role::ALL));
        assert!(!may(&[Role::Admin]) && !may(&[Role::Reviewer]) && !may(&[Role::Reviewer, Role::Admin]));
        assert!(!suffice(&[], &Role::ALL));
    }
}

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
}

listed!(Role);

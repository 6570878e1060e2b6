//! Special-invoice qualifications (专票资质): the reviewed right to special VAT invoices, RULES.md section 7.

use serde::{Deserialize, Serialize};

/// Where an account's qualification stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QualificationState {
    /// 草稿: not submitted yet.
    Draft,
    /// 审核中.
    Pending,
    /// 已通过.
    Approved,
    /// 已驳回.
    Rejected,
    /// 信息已变更: approved once, then the info was changed.
    Stale,
    /// 已撤销.
    Revoked,
}

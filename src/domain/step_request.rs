//! Requests (请同事办理) that a second person take a step of an application, by whoever may not.

use serde::{Deserialize, Serialize};

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// 等待办理.
    Waiting,
    /// 已办理: the step was taken, by whomever.
    Done,
    /// 已撤回.
    Withdrawn,
    /// 不予办理, with a reason.
    Refused,
    /// 已失效: the application came to where the step is not taken any more.
    Lapsed,
}

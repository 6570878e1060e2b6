//! Support tickets (工单): what takes the place of an invoice or a correction where a rule refuses it. RULES.md
//! sections 3, 5 and 8.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::rule_id::RuleId;

/// The rules whose refusal can be taken further with a ticket: no VAT invoice at all, and no correction any more.
pub const OPENED_FROM: [RuleId; 4] = [
    RuleId::AccountOutsideMainland,
    RuleId::CorrectionNotOffered,
    RuleId::CorrectionQuotaUsed,
    RuleId::CorrectionWindowClosed,
];

/// Whether a ticket can be opened from what this rule refuses.
pub fn leads_to_ticket(rule: RuleId) -> bool {
    OPENED_FROM.contains(&rule)
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketState {
    /// 处理中.
    Open,
    /// 已关闭.
    Closed,
}

listed!(TicketState);

impl TicketState {
    /// The state that a step leads to from here, if it may be taken. What is closed is opened again before anything
    /// is added to it, so that its last note is the one it was closed with.
    pub const fn after(self, step: TicketStep) -> Option<Self> {
        match (self, step) {
            (Self::Open, TicketStep::Note) | (Self::Closed, TicketStep::Reopen) => Some(Self::Open),
            (Self::Open, TicketStep::Close) => Some(Self::Closed),
            _ => None,
        }
    }
}

/// What can be done with a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketStep {
    /// 添加备注.
    Note,
    /// 关闭.
    Close,
    /// 重新打开.
    Reopen,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_closed_is_opened_again_before_anything_is_added() {
        use TicketState::{Closed, Open};
        let after = |state: TicketState| {
            [TicketStep::Note, TicketStep::Close, TicketStep::Reopen].map(|step| state.after(step))
        };
        assert_eq!(after(Open), [Some(Open), Some(Closed), None]);
        assert_eq!(after(Closed), [None, None, Some(Open)]);
    }
}

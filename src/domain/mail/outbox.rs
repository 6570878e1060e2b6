//! How far a message of the outbox has come.

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::fault::MailFault;

/// How long it is waited after each try, in minutes; after the last one a person decides.
const PAUSES: [i64; 7] = [5, 15, 60, 4 * 60, 12 * 60, 24 * 60, 24 * 60];

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// 待发送.
    Queued,
    /// 发送中.
    Sending,
    /// 已发送: the server has taken it.
    Sent,
    /// 发送失败: the server has not got it.
    Failed,
    /// 结果不明: the server may have got it or not.
    Unknown,
    /// 不再发送: another took its place, or there is nothing to be sent any more.
    Discarded,
}

listed!(MessageState);

/// What can be decided about a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailDecision {
    /// 已收到: the recipient has it.
    Arrived,
    /// 再发一次.
    SendAgain,
}

listed!(MailDecision);

impl MailDecision {
    /// The state that it leads to from there, if it may be decided.
    pub const fn from(self, state: MessageState) -> Option<MessageState> {
        use MessageState as S;
        match (self, state) {
            (Self::Arrived, S::Unknown) => Some(S::Sent),
            (Self::SendAgain, S::Queued | S::Failed | S::Unknown) => Some(S::Queued),
            _ => None,
        }
    }
}

/// When a message that failed at `now`, for the `tries`th time, is tried again by itself; none: a person decides.
pub fn again_at(fault: &MailFault, tries: u32, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if fault.is_final() || fault.is_unknown() {
        return None;
    }
    let pause = PAUSES.get(usize::try_from(tries.saturating_sub(1)).ok()?)?;
    now.trunc_subsecs(0).checked_add_signed(TimeDelta::minutes(*pause))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        let now: DateTime<Utc> = "2026-11-22T04:00:00Z".parse().unwrap();
        let died = MailFault::LineDied { detail: String::new() };
        let pause = |tries| again_at(&died, tries, now).map(|at| (at - now).num_minutes());
        assert_eq!([1, 2, 3].map(pause), [Some(5), Some(15), Some(60)]);
        assert_eq!([7, 8, u32::MAX].map(pause), [Some(24 * 60), None, None]);
        assert!((1..7).all(|tries| pause(tries) <= pause(tries + 1)));
    }

    #[test]
    fn what_is_final_or_unknown_is_never_tried_again_by_itself() {
        let now = DateTime::default();
        let refused = |code| MailFault::Refused { code, answer: String::new() };
        assert_eq!(again_at(&refused(550), 1, now), None);
        assert!(again_at(&refused(552), 1, now).is_some());
        assert_eq!(again_at(&MailFault::NoAnswer { detail: String::new() }, 1, now), None);
        assert_eq!(again_at(&MailFault::StoppedMidway, 1, now), None);
    }

    #[test]
    fn what_is_sent_or_on_its_way_is_not_decided_about() {
        use MessageState::{Discarded, Failed, Queued, Sending, Sent, Unknown};
        let after = |state| MailDecision::ALL.map(|decision| decision.from(state));
        assert_eq!(after(Failed), [None, Some(Queued)]);
        assert_eq!(after(Unknown), [Some(Sent), Some(Queued)]);
        assert_eq!(after(Queued), [None, Some(Queued)], "it can be written anew, to another address");
        assert!([Sending, Sent, Discarded].iter().all(|state| after(*state) == [None; 2]));
    }
}

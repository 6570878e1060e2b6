//! The timeline of an application: what happened to it, when, and by whom. RULES.md section 8.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::application::{ApplicationState, Step};
use super::money::Fen;

/// Something that happened to an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Event {
    /// When it happened.
    pub at: DateTime<Utc>,
    /// The name of the user who did it.
    pub by: String,
    /// What happened.
    pub event: EventKind,
    /// What is to be known of it; [`EventKind`] says what that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What can happen to an application, with what the note of it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum EventKind {
    /// 提交申请. The number of the reversed application that it replaces, if it does.
    Submitted,
    /// 受理.
    Accepted,
    /// 开具发票. The invoice numbers, between `, `, and what was said of it on the lines below.
    Issued,
    /// 部分开票: some of the invoices that it is planned as have come back. Their numbers.
    PartIssued,
    /// 寄送. Carrier and number of the parcel, or the e-mail address.
    Delivered,
    /// 签收.
    Received,
    /// 撤回受理. Why, as for the next two.
    AcceptanceUndone,
    /// 撤回寄送.
    DeliveryUndone,
    /// 撤回签收.
    ReceiptUndone,
    /// 取消申请.
    Cancelled,
    /// 驳回. Why.
    Rejected,
    /// 红冲. The numbers of the red-letter invoices, between `, `, or the reason of a correction.
    Reversed,
    /// 申请更正. Why.
    CorrectionRequested,
    /// 驳回更正. Why.
    CorrectionRejected,
    /// 补登记红字发票: those of an application that an older desk reversed without them. Their numbers.
    RedNumbersEntered,
    /// 交税务局开具. The file, and the batch.
    SentOut,
    /// 税务局退回. Why.
    RefusedAtBureau,
    /// 从税务局撤回. Why.
    Recalled,
    /// 按退回原因更正. Why.
    Amended,
    /// 红字发票信息确认单: where the form of one of its invoices stands. See [`form_note`](super::red_letter::form_note).
    RedLetter,
    /// 请同事办理: somebody asked for a second person to take a step. See [`request_note`], as for the next two.
    StepRequested,
    /// 撤回请求.
    RequestWithdrawn,
    /// 不予办理: a second person refused to. Why, behind the step.
    RequestRefused,
    /// 账单退款: the application holds more than is left. See [`refund_note`]; none where an import was undone.
    Uncovered,
}

listed!(EventKind);
named!(EventKind);

impl From<Step> for EventKind {
    fn from(step: Step) -> Self {
        match step {
            Step::Accept => Self::Accepted,
            Step::Issue => Self::Issued,
            Step::Deliver => Self::Delivered,
            Step::Receive => Self::Received,
            Step::Cancel => Self::Cancelled,
            Step::Reject => Self::Rejected,
            Step::Reverse => Self::Reversed,
        }
    }
}

impl EventKind {
    /// The step that was taken, if it was one.
    pub fn step(self) -> Option<Step> {
        Step::ALL.into_iter().find(|step| Self::from(*step) == self)
    }

    /// That this step was taken back, where it can be.
    pub const fn undone(step: Step) -> Option<Self> {
        match step {
            Step::Accept => Some(Self::AcceptanceUndone),
            Step::Deliver => Some(Self::DeliveryUndone),
            Step::Receive => Some(Self::ReceiptUndone),
            Step::Issue | Step::Cancel | Step::Reject | Step::Reverse => None,
        }
    }

    /// The step that was taken back, if one was.
    pub fn undone_step(self) -> Option<Step> {
        Step::ALL.into_iter().find(|step| Self::undone(*step) == Some(self))
    }
}

/// The state of an application behind an event, from the one before it; none: it was not submitted yet, or the event does
/// not follow.
pub fn state_behind(before: Option<ApplicationState>, event: EventKind) -> Option<ApplicationState> {
    match (event, event.step(), event.undone_step()) {
        (EventKind::Submitted, ..) if before.is_none() => Some(ApplicationState::Submitted),
        (_, Some(step), _) => before?.after(step),
        (_, None, Some(undone)) => before?.undone().filter(|(step, _)| *step == undone).map(|(_, back)| back),
        // Not a step: a refund came, or a correction was asked for.
        (_, None, None) => before,
    }
}

/// The note of what is said of a step that was asked for: the step, and what was said on the lines below.
pub fn request_note(step: Step, said: Option<&str>) -> String {
    [Some(step.as_str()), said].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// What [`request_note`] wrote.
pub fn parse_request_note(note: &str) -> Option<(Step, Option<&str>)> {
    let (step, said) = note.split_once('\n').map_or((note, None), |(step, said)| (step, Some(said)));
    Some((Step::ALL.into_iter().find(|known| known.as_str() == step)?, said))
}

/// The note of [`EventKind::Uncovered`]: the bill, and what was refunded of it, as `B1 -40.00`.
pub fn refund_note(bill_no: &str, refunded: Fen) -> String {
    format!("{bill_no} -{refunded}")
}

/// What [`refund_note`] wrote.
pub fn parse_refund_note(note: &str) -> Option<(&str, Fen)> {
    let (bill_no, refunded) = note.rsplit_once(" -")?;
    Some((bill_no, Fen::parse(refunded).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::application::ApplicationState;

    #[test]
    fn a_refund_note_reads_back_whatever_the_bill_is_called() {
        for bill_no in ["B1", "B -2", "账单 7"] {
            let note = refund_note(bill_no, Fen(4_000));
            assert_eq!(parse_refund_note(&note), Some((bill_no, Fen(4_000))));
        }
        assert_eq!(parse_refund_note("a refund"), None);
    }

    #[test]
    fn the_note_of_a_request_reads_back_whatever_was_said() {
        for said in [None, Some("急"), Some("第一行\n第二行")] {
            for step in Step::ALL {
                assert_eq!(parse_request_note(&request_note(step, said)), Some((step, said)));
            }
        }
        assert_eq!(parse_request_note("postpone\n急"), None);
    }

    #[test]
    fn an_event_reads_back_and_a_step_is_one() {
        for event in EventKind::ALL {
            assert_eq!(event.as_str().parse(), Ok(event));
        }
        assert!("posted".parse::<EventKind>().is_err());
        assert!(Step::ALL.into_iter().all(|step| EventKind::from(step).step() == Some(step)));
        for state in ApplicationState::ALL {
            let Some((step, before)) = state.undone() else { continue };
            assert_eq!(before.after(step), Some(state), "what is taken back can be done again");
            assert_eq!(EventKind::undone(step).and_then(EventKind::undone_step), Some(step));
        }
    }
}

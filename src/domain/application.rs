//! Applications (开票申请): a request to invoice an amount, and the states it goes through. RULES.md section 8.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::calendar::{china_date, parse_date};
use super::money::half_width;
use super::policy::{CancelUntil, Policy};

/// Where an application stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum ApplicationState {
    /// 待受理.
    Submitted,
    /// 开票中.
    Issuing,
    /// 已开票.
    Issued,
    /// 已寄送.
    Delivered,
    /// 已签收.
    Received,
    /// 已取消.
    Cancelled,
    /// 已驳回.
    Rejected,
    /// 已红冲.
    Reversed,
}

listed!(ApplicationState);
named!(ApplicationState);

impl ApplicationState {
    /// Whether an application in this state holds money: what it reserved, invoiced and absorbed counts.
    pub const fn is_live(self) -> bool {
        !matches!(self, Self::Cancelled | Self::Rejected | Self::Reversed)
    }

    /// Whether the issuer still has to issue or deliver.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Submitted | Self::Issuing | Self::Issued)
    }

    /// Whether an invoice stands for it.
    pub const fn is_issued(self) -> bool {
        matches!(self, Self::Issued | Self::Delivered | Self::Received)
    }

    /// The state a step leads to from here, if it may be taken.
    pub const fn after(self, step: Step) -> Option<Self> {
        use ApplicationState as S;
        match (self, step) {
            (S::Submitted, Step::Accept) => Some(S::Issuing),
            (S::Submitted | S::Issuing, Step::Cancel) => Some(S::Cancelled),
            (S::Submitted | S::Issuing, Step::Reject) => Some(S::Rejected),
            (S::Issuing, Step::Issue) => Some(S::Issued),
            (S::Issued, Step::Deliver) => Some(S::Delivered),
            (S::Delivered, Step::Receive) => Some(S::Received),
            (S::Issued | S::Delivered | S::Received, Step::Reverse) => Some(S::Reversed),
            _ => None,
        }
    }

    /// Whether this is the step that led here.
    pub fn is_led_to_by(self, step: Step) -> bool {
        Self::ALL.into_iter().any(|before| before.after(step) == Some(self))
    }

    /// The step that led here, where it can be taken back, and the state from which it did.
    pub const fn undone(self) -> Option<(Step, Self)> {
        match self {
            Self::Issuing => Some((Step::Accept, Self::Submitted)),
            Self::Delivered => Some((Step::Deliver, Self::Issued)),
            Self::Received => Some((Step::Receive, Self::Delivered)),
            Self::Submitted | Self::Issued | Self::Cancelled | Self::Rejected | Self::Reversed => None,
        }
    }
}

/// What can be done to an application, in the order in which it is usually done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(VariantArray, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Step {
    /// 受理.
    Accept,
    /// 登记开票.
    Issue,
    /// 登记寄送.
    Deliver,
    /// 登记签收.
    Receive,
    /// 取消.
    Cancel,
    /// 驳回.
    Reject,
    /// 红冲.
    Reverse,
}

listed!(Step);
named!(Step);

/// The reason of a red-letter reversal, with the bureau's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReversalReason {
    /// 01 开票有误.
    WrongInvoice,
    /// 02 销货退回.
    GoodsReturned,
    /// 03 服务中止.
    ServiceEnded,
    /// 04 销售折让.
    Allowance,
}

listed!(ReversalReason);

/// What decides whether a step may be taken: by [`Standing::take`], which stands with the rules that it asks.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// The application's number, for messages.
    pub application: &'a str,
    /// Its state now.
    pub state: ApplicationState,
    /// When it was submitted.
    pub submitted_at: DateTime<Utc>,
    /// What of it is with the tax bureau.
    pub at_bureau: AtBureau,
}

/// What of an application the tax bureau has, and what has come back from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AtBureau {
    /// An invoice of it is in a form that was handed in.
    pub is_out: bool,
    /// Some of its planned invoices were issued, and not all.
    pub is_partly_issued: bool,
    /// An invoice of it was issued there, and waits for a second person to record it.
    pub awaits_recording: bool,
}

impl Standing<'_> {
    /// The last day on which it may be cancelled, where the policy sets one.
    pub fn last_day_to_cancel(&self, policy: &Policy) -> Option<NaiveDate> {
        (policy.cancel_until == CancelUntil::EndOfSubmissionDay).then(|| china_date(self.submitted_at))
    }
}

/// The number of an application: the day of submission in China and a count within it, `FP20261113-0042`.
pub fn application_number(submitted_on: NaiveDate, count_of_day: u32) -> String {
    format!("FP{}-{count_of_day:04}", submitted_on.format("%Y%m%d"))
}

/// The count of the day that the number of an application ends with; none: no desk makes such a number.
pub fn count_of_day(number: &str) -> Option<u32> {
    number.split_once('-')?.1.parse().ok()
}

/// The number of an application, as the desk writes it, in a text that is nothing else, however that is typed.
pub fn application_named(text: &str) -> Option<String> {
    let text = text.trim().chars().map(half_width).collect::<String>().to_uppercase();
    let (day, _) = text.strip_prefix("FP")?.split_once('-')?;
    (parse_date(day).is_some() && count_of_day(&text).is_some()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_of_the_day_is_read_from_a_number_as_it_was_written() {
        for count in [1, 42, 9_999, 10_000, 123_456] {
            assert_eq!(count_of_day(&application_number(NaiveDate::default(), count)), Some(count));
        }
        assert_eq!(count_of_day("FP20261122"), None);
        assert_eq!(count_of_day("FP20261122-x"), None);
    }

    #[test]
    fn a_number_is_known_however_it_is_typed_where_nothing_else_stands_beside_it() {
        for text in ["FP20261122-0001", " fp20261122-0001 ", "ＦＰ２０２６１１２２－０００１"]
        {
            assert_eq!(application_named(text).as_deref(), Some("FP20261122-0001"), "{text}");
        }
        for text in ["FP20261322-0001", "FP20261122-0001 x", "SF20261122-0001", ""] {
            assert_eq!(application_named(text), None, "{text}");
        }
    }
}

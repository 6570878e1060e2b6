//! Red-letter confirmation forms (红字发票信息确认单): how the bureau has an invoice reversed. Facts.md, "Red letters".

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// So long the other side has to confirm a form after it was entered; then it is void.
const TO_CONFIRM: TimeDelta = TimeDelta::hours(72);

/// Who enters a form.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray, EnumString, IntoStaticStr, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Side {
    /// 销方.
    Seller,
    /// 购方.
    Buyer,
}

listed!(Side);
named!(Side);

/// Where a form stands, in the order of the bureau's codes, 01 to 10.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray, EnumString, IntoStaticStr, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum FormState {
    /// 01 无需确认: the buyer has neither used nor booked the invoice, and the seller reverses it alone.
    NoConfirmation,
    /// 02 销方录入待购方确认.
    AwaitingBuyer,
    /// 03 购方录入待销方确认.
    AwaitingSeller,
    /// 04 购销双方已确认.
    Confirmed,
    /// 05 销方录入购方否认.
    DeniedByBuyer,
    /// 06 购方录入销方否认.
    DeniedBySeller,
    /// 07 超72小时未确认.
    Lapsed,
    /// 08 发起方撤销.
    Withdrawn,
    /// 09 确认后撤销.
    WithdrawnLater,
    /// 10 异常凭证.
    Abnormal,
}

listed!(FormState);
named!(FormState);

impl FormState {
    /// Where a form begins; none: a buyer enters one only for an invoice that it has used or booked.
    pub const fn first(begun_by: Side, buyer_has_used: bool) -> Option<Self> {
        match (begun_by, buyer_has_used) {
            (Side::Seller, false) => Some(Self::NoConfirmation),
            (Side::Seller, true) => Some(Self::AwaitingBuyer),
            (Side::Buyer, true) => Some(Self::AwaitingSeller),
            (Side::Buyer, false) => None,
        }
    }

    /// The bureau's code, 1 to 10.
    pub fn code(self) -> FormCode {
        FormCode(Self::ALL.iter().position(|state| *state == self).map_or(0, |place| place + 1))
    }

    /// Whether the other side has still to confirm it.
    pub const fn is_awaiting(self) -> bool {
        matches!(self, Self::AwaitingBuyer | Self::AwaitingSeller)
    }

    /// Whether the red invoice may be issued.
    pub const fn is_ready(self) -> bool {
        matches!(self, Self::NoConfirmation | Self::Confirmed)
    }

    /// Whether it is neither void nor an exception.
    pub const fn is_live(self) -> bool {
        self.is_awaiting() || self.is_ready()
    }

    /// Whether who began it took it back: it is as if there were none.
    pub const fn is_withdrawn(self) -> bool {
        matches!(self, Self::Withdrawn | Self::WithdrawnLater)
    }

    /// Whether it may become `next`.
    pub const fn leads_to(self, next: Self) -> bool {
        use FormState as S;
        match self {
            S::AwaitingBuyer => {
                matches!(next, S::Confirmed | S::DeniedByBuyer | S::Lapsed | S::Withdrawn | S::Abnormal)
            }
            S::AwaitingSeller => {
                matches!(next, S::Confirmed | S::DeniedBySeller | S::Lapsed | S::Withdrawn | S::Abnormal)
            }
            S::NoConfirmation => matches!(next, S::Withdrawn | S::WithdrawnLater | S::Abnormal),
            S::Confirmed => matches!(next, S::WithdrawnLater | S::Abnormal),
            _ => false,
        }
    }

    /// Whether it may become `next` at this instant, where it was entered at another: it is confirmed or denied within
    /// 72 hours, and lapses when they are over.
    pub fn leads_to_at(self, next: Self, entered_at: DateTime<Utc>, at: DateTime<Utc>) -> bool {
        let is_in_time = at <= confirm_by(entered_at);
        self.leads_to(next)
            && match next {
                Self::Confirmed | Self::DeniedByBuyer | Self::DeniedBySeller => is_in_time,
                Self::Lapsed => !is_in_time,
                _ => true,
            }
    }
}

/// The code of a state, as in 02.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormCode(usize);

impl fmt::Display for FormCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

impl Serialize for FormCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The last instant at which a form can be confirmed.
pub fn confirm_by(entered_at: DateTime<Utc>) -> DateTime<Utc> {
    entered_at.checked_add_signed(TO_CONFIRM).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// The remark of a red invoice, with the number of the blue one, and of the form where it is known.
pub fn remark(number: &str, form_no: Option<&str>) -> String {
    // Invoices of 20 digits are fully digital.
    let name =
        if number.len() == 20 { "被红冲蓝字数电票号码" } else { "被红冲蓝字发票号码" };
    let form = form_no.map(|form_no| format!(" 红字发票信息确认单编号：{form_no}"));
    format!("{name}：{number}{}", form.unwrap_or_default())
}

/// Whether a text may be the number of a form: digits, as many as the bureau uses, with room for other years.
pub fn is_form_no(text: &str) -> bool {
    (16..=24).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The note of [`RedLetter`](super::timeline::EventKind::RedLetter): the invoice, and where its form stands.
pub fn form_note(number: &str, state: FormState) -> String {
    format!("{number} {}", state.as_str())
}

/// What [`form_note`] wrote.
pub fn parse_form_note(note: &str) -> Option<(&str, FormState)> {
    let (number, state) = note.split_once(' ')?;
    Some((number, state.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_the_bureau_s() {
        let codes: Vec<String> = FormState::ALL.iter().map(|state| state.code().to_string()).collect();
        assert_eq!(codes, ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10"]);
    }

    #[test]
    fn who_begins_decides_where_a_form_begins() {
        assert_eq!(FormState::first(Side::Seller, false), Some(FormState::NoConfirmation));
        assert_eq!(FormState::first(Side::Seller, true), Some(FormState::AwaitingBuyer));
        assert_eq!(FormState::first(Side::Buyer, true), Some(FormState::AwaitingSeller));
        assert_eq!(FormState::first(Side::Buyer, false), None);
    }

    #[test]
    fn what_is_void_stays_so_and_nothing_goes_back() {
        for from in FormState::ALL {
            for to in FormState::ALL {
                assert!(from.is_live() || !from.leads_to(to), "{from:?} {to:?}");
                assert!(!from.leads_to(to) || to == FormState::Confirmed || !to.is_live(), "{from:?} {to:?}");
            }
        }
        assert!(!FormState::AwaitingBuyer.leads_to(FormState::DeniedBySeller));
        assert!(!FormState::AwaitingSeller.leads_to(FormState::DeniedByBuyer));
        assert!(
            !FormState::Confirmed.leads_to(FormState::Withdrawn),
            "it is withdrawn after confirmation, 09"
        );
    }

    #[test]
    fn seventy_two_hours_to_the_instant() {
        let entered: DateTime<Utc> = "2026-11-20T01:30:00Z".parse().unwrap();
        let last: DateTime<Utc> = "2026-11-23T01:30:00Z".parse().unwrap();
        assert_eq!(confirm_by(entered), last);
        let later = last + TimeDelta::milliseconds(1);
        let awaiting = FormState::AwaitingBuyer;
        for next in [FormState::Confirmed, FormState::DeniedByBuyer] {
            assert!(awaiting.leads_to_at(next, entered, last) && !awaiting.leads_to_at(next, entered, later));
        }
        assert!(!awaiting.leads_to_at(FormState::Lapsed, entered, last));
        assert!(awaiting.leads_to_at(FormState::Lapsed, entered, later));
        assert!(awaiting.leads_to_at(FormState::Withdrawn, entered, later));
    }

    #[test]
    fn the_remark_names_the_blue_invoice_and_the_form() {
        assert_eq!(
            remark("26442000000000000001", Some("44030126111234567890")),
            "被红冲蓝字数电票号码：26442000000000000001 红字发票信息确认单编号：44030126111234567890"
        );
        assert_eq!(
            remark("044001900111123456 78".replace(' ', "").get(..18).unwrap(), None),
            "被红冲蓝字发票号码：044001900111123456"
        );
    }

    #[test]
    fn a_note_reads_back() {
        for state in FormState::ALL {
            assert_eq!(parse_form_note(&form_note("123", state)), Some(("123", state)));
        }
        assert_eq!(parse_form_note("123"), None);
    }
}

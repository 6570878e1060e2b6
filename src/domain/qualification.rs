//! Special-invoice qualifications (专票资质): the reviewed right to special VAT invoices, RULES.md section 7.

use serde::{Deserialize, Serialize};
use strum::{IntoStaticStr, VariantArray};

use super::invoice_info::InfoField;

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

/// What can be done about a qualification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewStep {
    /// 提交审核.
    Submit,
    /// 通过.
    Approve,
    /// 驳回.
    Reject,
    /// 撤销.
    Revoke,
    /// 恢复: exactly the approved info was put back.
    Restore,
}

impl ReviewStep {
    /// The state that the step leads to from `state` (none: nothing was ever submitted), if it may be taken.
    pub const fn from(self, state: Option<QualificationState>) -> Option<QualificationState> {
        use QualificationState as Q;
        match (self, state) {
            (Self::Submit, None | Some(Q::Draft | Q::Rejected | Q::Stale | Q::Revoked)) => Some(Q::Pending),
            (Self::Approve, Some(Q::Pending)) | (Self::Restore, Some(Q::Stale)) => Some(Q::Approved),
            (Self::Reject, Some(Q::Pending)) => Some(Q::Rejected),
            (Self::Revoke, Some(Q::Approved)) => Some(Q::Revoked),
            _ => None,
        }
    }
}

/// What a scan proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray, IntoStaticStr, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum EvidenceKind {
    /// 税务登记证 or the licence with the credit code.
    TaxCertificate,
    /// 一般纳税人证明: stamped notice, registration form, licence with the stamp, or tax-site screenshot.
    GeneralTaxpayerProof,
}

listed!(EvidenceKind);
named!(EvidenceKind);

impl EvidenceKind {
    /// The fields of the title block that a reviewer checks against this scan: each against one.
    ///
    /// The certificate says who the taxpayer is and where; the registration as a general taxpayer says with which bank
    /// account.
    pub const fn proves(self) -> &'static [InfoField] {
        use InfoField::{Address, Bank, BankAccount, Name, Phone, TaxId};
        match self {
            Self::TaxCertificate => &[Name, TaxId, Address, Phone],
            Self::GeneralTaxpayerProof => &[Bank, BankAccount],
        }
    }

    /// The scan that proves a field.
    pub fn of(field: InfoField) -> Self {
        let proves = |kind: &Self| kind.proves().contains(&field);
        Self::ALL.into_iter().find(proves).unwrap_or(Self::TaxCertificate)
    }
}

/// What a scan is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
    /// A PDF document.
    Pdf,
}

/// The largest scan that is taken, in bytes: 20 MiB.
pub const MAX_SCAN_BYTES: u64 = 20 * 1024 * 1024;

/// Why a scan cannot be taken, or not be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum ScanFault {
    /// It cannot be read, or not be kept.
    Io {
        /// What the system says.
        detail: String,
    },
    /// There is no file of that name.
    NotFound,
    /// Its reading is not allowed.
    Denied,
    /// It is larger than [`MAX_SCAN_BYTES`].
    TooLarge,
    /// It is neither JPEG, PNG nor PDF, whatever its name says.
    NotAScan,
    /// It begins as one and is cut off or damaged.
    Broken,
    /// It has more pixels than can be shown.
    TooManyPixels,
    /// It is a document that needs a password.
    Locked,
    /// It is a document whose pages cannot be drawn, or take more time or memory than any scan does.
    Undrawable,
    /// No process can be started to draw the pages of a document.
    NoProcess,
    /// It was kept once and is gone from the disk.
    Vanished,
    /// It was kept once and was changed on the disk.
    Altered,
}

/// Why a page of a PDF cannot be shown in the window. The file may be whole all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageFault {
    /// It needs a password.
    Locked,
    /// It is damaged, not made of what can be drawn, or takes too much memory.
    Undrawable,
    /// Drawing it takes too long.
    TooLong,
    /// No process can be started to draw it.
    NoProcess,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_checked_against_one_scan() {
        for field in InfoField::ALL {
            let proofs = EvidenceKind::ALL.into_iter().filter(|kind| kind.proves().contains(&field));
            assert_eq!(proofs.collect::<Vec<_>>(), [EvidenceKind::of(field)], "{field:?}");
        }
    }

    #[test]
    fn a_qualification_goes_only_the_ways_of_section_7() {
        use QualificationState as Q;
        let states = [
            None,
            Some(Q::Draft),
            Some(Q::Pending),
            Some(Q::Approved),
            Some(Q::Rejected),
            Some(Q::Stale),
            Some(Q::Revoked),
        ];
        let from = |step: ReviewStep| -> Vec<Option<Q>> {
            states.into_iter().filter(|&state| step.from(state).is_some()).collect()
        };
        assert_eq!(
            from(ReviewStep::Submit),
            [None, Some(Q::Draft), Some(Q::Rejected), Some(Q::Stale), Some(Q::Revoked)]
        );
        assert_eq!(from(ReviewStep::Approve), [Some(Q::Pending)]);
        assert_eq!(from(ReviewStep::Reject), [Some(Q::Pending)]);
        assert_eq!(from(ReviewStep::Revoke), [Some(Q::Approved)]);
        assert_eq!(from(ReviewStep::Restore), [Some(Q::Stale)]);
    }
}

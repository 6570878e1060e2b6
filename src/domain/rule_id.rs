//! The ids of the rules. Written out (`bill-age-limit`) they are part of the public contract.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// The one table of the rules, for macros: id, file in `rules/`, section of RULES.md that states it; in its order.
macro_rules! each_rule {
    ($then:ident) => {
        $then! {
            PolicyContradictory policy_contradictory 3;
            RefundExceedsBill refund_exceeds_bill 4;
            OpeningExceedsBill opening_exceeds_bill 4;
            AccountOutsideMainland account_outside_mainland 5;
            AccountFrozen account_frozen 5;
            OverdueBill overdue_bill 5;
            BasisNotOffered basis_not_offered 5;
            BillNotFound bill_not_found 5;
            BillNotPaid bill_not_paid 5;
            BillAgeLimit bill_age_limit 5;
            BillFullyInvoiced bill_fully_invoiced 5;
            AmountNotPositive amount_not_positive 5;
            AmountExceedsInvoiceable amount_exceeds_invoiceable 5;
            SelectionBelowOffset selection_below_offset 5;
            TypeNotAllowed type_not_allowed 5;
            InvoiceInfoRequired invoice_info_required 5;
            InvoiceInfoInvalid invoice_info_invalid 5;
            QualificationRequired qualification_required 5;
            QualificationPending qualification_pending 5;
            QualificationRejected qualification_rejected 5;
            QualificationStale qualification_stale 5;
            AddressRequired address_required 5;
            EmailRequired email_required 5;
            EmailInvalid email_invalid 5;
            RemarkInvalid remark_invalid 5;
            FourEyes four_eyes 7;
            TransitionNotAllowed transition_not_allowed 8;
            CancelWindowClosed cancel_window_closed 8;
            AlreadyIssued already_issued 8;
            CorrectionNotOffered correction_not_offered 8;
            CorrectionQuotaUsed correction_quota_used 8;
            CorrectionWindowClosed correction_window_closed 8;
            DuplicateInvoiceNumber duplicate_invoice_number 8;
            InvoiceAboveMaximum invoice_above_maximum 8;
            RecurringAlreadyRun recurring_already_run 9;
            BillInUse bill_in_use 10;
        }
    };
}
pub(super) use each_rule;

macro_rules! ids {
    ($($id:ident $file:ident $section:literal;)*) => {
        /// The id of a rule; its file in [`super::rules`] says what the rule is.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray, Serialize, Deserialize,
        )]
        #[serde(rename_all = "kebab-case")]
        #[strum(serialize_all = "kebab-case")]
        #[allow(missing_docs, reason = "the file of the rule says it")]
        pub enum RuleId { $($id,)* }

        impl RuleId {
            /// The section of RULES.md that states the rule.
            pub const fn section(self) -> u8 {
                match self { $(Self::$id => $section,)* }
            }
        }
    };
}
each_rule!(ids);

impl RuleId {
    /// Every rule, in the order of RULES.md.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// The id as it is written.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

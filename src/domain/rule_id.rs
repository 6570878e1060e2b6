//! The ids of the rules. Written out (`bill-age-limit`) they are part of the public contract.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// The one table of the rules, for macros: by section of RULES.md, in its order, the id and the file in `rules/`.
macro_rules! each_rule {
    ($then:ident) => {
        $then! {
        3 {
                        PolicyContradictory policy_contradictory;
                    }
                    4 {
                        RefundExceedsBill refund_exceeds_bill;
                        OpeningExceedsBill opening_exceeds_bill;
                    }
                    5 {
                        AccountOutsideMainland account_outside_mainland;
                        AccountFrozen account_frozen;
                        OverdueBill overdue_bill;
                        BasisNotOffered basis_not_offered;
                        BillNotFound bill_not_found;
                        BillNotPaid bill_not_paid;
                        BillAgeLimit bill_age_limit;
                        BillFullyInvoiced bill_fully_invoiced;
                        AmountNotPositive amount_not_positive;
                        AmountExceedsInvoiceable amount_exceeds_invoiceable;
                        SelectionBelowOffset selection_below_offset;
                        TypeNotAllowed type_not_allowed;
                        InvoiceInfoRequired invoice_info_required;
                        InvoiceInfoInvalid invoice_info_invalid;
                        QualificationRequired qualification_required;
                        QualificationPending qualification_pending;
                        QualificationRejected qualification_rejected;
                        QualificationStale qualification_stale;
                        AddressRequired address_required;
                        EmailRequired email_required;
                        EmailInvalid email_invalid;
                        RemarkInvalid remark_invalid;
                    }
                    7 {
                        FourEyes four_eyes;
                    }
                    8 {
                        TransitionNotAllowed transition_not_allowed;
                        CancelWindowClosed cancel_window_closed;
                        AlreadyIssued already_issued;
                        OutAtBureau out_at_bureau;
                        CorrectionNotOffered correction_not_offered;
                        CorrectionQuotaUsed correction_quota_used;
                        CorrectionWindowClosed correction_window_closed;
                        DuplicateInvoiceNumber duplicate_invoice_number;
                        InvoiceAboveMaximum invoice_above_maximum;
                    }
                    9 {
                        RecurringAlreadyRun recurring_already_run;
                    }
                    10 {
                        BillInUse bill_in_use;
                    }
                }
    };
}
pub(super) use each_rule;

macro_rules! ids {
    ($($section:literal { $($id:ident $file:ident;)* })*) => {
        /// The id of a rule; its file in [`super::rules`] says what the rule is.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, EnumString, IntoStaticStr, VariantArray, Serialize, Deserialize,
        )]
        #[serde(rename_all = "kebab-case")]
        #[strum(serialize_all = "kebab-case")]
        #[allow(missing_docs, reason = "the file of the rule says it")]
        pub enum RuleId { $($($id,)*)* }

        impl RuleId {
            /// The section of RULES.md that states the rule.
            pub const fn section(self) -> u8 {
                match self { $($(Self::$id => $section,)*)* }
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

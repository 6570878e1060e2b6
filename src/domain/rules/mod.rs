//! The rules of the desk, one a file, named by its id; this is the ordered table of them.
//!
//! The table is what `rules`, the help page and the tests read. Eligibility rules ([`ELIGIBILITY`]) stand in the
//! order in which they are asked: the first that refuses is the one that is named.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::account::Account;
use super::address::MailingAddress;
use super::balance::{Ask, Balance, Ledger};
use super::bill::Bill;
use super::invoice_info::{InvoiceInfo, InvoiceType};
use super::policy::Policy;
use super::qualification::QualificationState;
use super::refusal::Refusal;

macro_rules! rules {
    ($($id:ident = $module:ident $name:literal $section:literal;)*) => {
        $(pub mod $module;)*

        /// The id of a rule. Written out (`bill-age-limit`) it is part of the public contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum RuleId {
            $(#[doc = concat!("`", $name, "`.")] $id,)*
        }

        impl RuleId {
            /// Every rule, in the order of RULES.md.
            pub const ALL: &[Self] = &[$(Self::$id,)*];

            /// The id as it is written.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$id => $name,)* }
            }

            /// The section of RULES.md that states the rule.
            pub const fn section(self) -> u8 {
                match self { $(Self::$id => $section,)* }
            }
        }
    };
}

rules! {
    PolicyContradictory = policy_contradictory "policy-contradictory" 3;
    RefundExceedsBill = refund_exceeds_bill "refund-exceeds-bill" 4;
    OpeningExceedsBill = opening_exceeds_bill "opening-exceeds-bill" 4;
    AccountOutsideMainland = account_outside_mainland "account-outside-mainland" 5;
    AccountFrozen = account_frozen "account-frozen" 5;
    OverdueBill = overdue_bill "overdue-bill" 5;
    BasisNotOffered = basis_not_offered "basis-not-offered" 5;
    BillNotFound = bill_not_found "bill-not-found" 5;
    BillNotPaid = bill_not_paid "bill-not-paid" 5;
    BillAgeLimit = bill_age_limit "bill-age-limit" 5;
    BillFullyInvoiced = bill_fully_invoiced "bill-fully-invoiced" 5;
    AmountNotPositive = amount_not_positive "amount-not-positive" 5;
    AmountExceedsInvoiceable = amount_exceeds_invoiceable "amount-exceeds-invoiceable" 5;
    SelectionBelowOffset = selection_below_offset "selection-below-offset" 5;
    TypeNotAllowed = type_not_allowed "type-not-allowed" 5;
    InvoiceInfoRequired = invoice_info_required "invoice-info-required" 5;
    InvoiceInfoInvalid = invoice_info_invalid "invoice-info-invalid" 5;
    QualificationRequired = qualification_required "qualification-required" 5;
    QualificationPending = qualification_pending "qualification-pending" 5;
    QualificationRejected = qualification_rejected "qualification-rejected" 5;
    QualificationStale = qualification_stale "qualification-stale" 5;
    AddressRequired = address_required "address-required" 5;
    EmailRequired = email_required "email-required" 5;
    EmailInvalid = email_invalid "email-invalid" 5;
    RemarkInvalid = remark_invalid "remark-invalid" 5;
    FourEyes = four_eyes "four-eyes" 7;
    TransitionNotAllowed = transition_not_allowed "transition-not-allowed" 8;
    CancelWindowClosed = cancel_window_closed "cancel-window-closed" 8;
    AlreadyIssued = already_issued "already-issued" 8;
    CorrectionNotOffered = correction_not_offered "correction-not-offered" 8;
    CorrectionQuotaUsed = correction_quota_used "correction-quota-used" 8;
    CorrectionWindowClosed = correction_window_closed "correction-window-closed" 8;
    DuplicateInvoiceNumber = duplicate_invoice_number "duplicate-invoice-number" 8;
    InvoiceAboveMaximum = invoice_above_maximum "invoice-above-maximum" 8;
    RecurringAlreadyRun = recurring_already_run "recurring-already-run" 9;
    BillInUse = bill_in_use "bill-in-use" 10;
}

/// Everything an eligibility rule may look at: one wish to invoice, and the world it is made in.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The day, in China.
    pub today: NaiveDate,
    /// The issuer's policy.
    pub policy: &'a Policy,
    /// The customer.
    pub account: &'a Account,
    /// The customer's bills, ledger entries and offsets.
    pub ledger: &'a Ledger,
    /// The balance of that ledger.
    pub balance: &'a Balance,
    /// What is asked for.
    pub ask: &'a Ask,
    /// The type of invoice.
    pub invoice_type: InvoiceType,
    /// The invoice info of that type: saved, or derived where the policy lets it be.
    pub info: Option<&'a InvoiceInfo>,
    /// Where the account's qualification stands; none: nothing was ever submitted.
    pub qualification: Option<QualificationState>,
    /// The address to post to.
    pub address: Option<&'a MailingAddress>,
    /// The e-mail addresses to send to, as typed.
    pub email: Option<&'a str>,
    /// The remark to be printed.
    pub remark: Option<&'a str>,
}

/// An eligibility rule: passes, or says why not.
pub type Check = fn(&Case<'_>) -> Result<(), Refusal>;

/// The eligibility rules of RULES.md section 5, in the order in which they are asked.
pub const ELIGIBILITY: &[(RuleId, Check)] = &[
    (RuleId::AccountOutsideMainland, |c| account_outside_mainland::check(c.account)),
    (RuleId::AccountFrozen, |c| account_frozen::check(c.account, c.ledger, c.policy, c.today)),
    (RuleId::OverdueBill, |c| overdue_bill::check(c.ledger, c.policy, c.today)),
    (RuleId::BasisNotOffered, |c| basis_not_offered::check(c.ask, c.policy)),
    (RuleId::BillNotFound, bill_not_found::check),
    (RuleId::BillNotPaid, |c| c.each_chosen(|bill| bill_not_paid::check(bill, c.today))),
    (RuleId::BillAgeLimit, |c| c.each_chosen(|bill| bill_age_limit::check(bill, c.policy, c.today))),
    (RuleId::BillFullyInvoiced, |c| c.each_chosen(|bill| bill_fully_invoiced::check(bill, c.today))),
    (RuleId::AmountNotPositive, amount_not_positive::check),
    (RuleId::AmountExceedsInvoiceable, amount_exceeds_invoiceable::check),
    (RuleId::SelectionBelowOffset, selection_below_offset::check),
    (RuleId::TypeNotAllowed, type_not_allowed::check),
    (RuleId::InvoiceInfoRequired, invoice_info_required::check),
    (RuleId::InvoiceInfoInvalid, invoice_info_invalid::check),
    (RuleId::QualificationRequired, qualification_required::check),
    (RuleId::QualificationPending, qualification_pending::check),
    (RuleId::QualificationRejected, qualification_rejected::check),
    (RuleId::QualificationStale, qualification_stale::check),
    (RuleId::AddressRequired, address_required::check),
    (RuleId::EmailRequired, email_required::check),
    (RuleId::EmailInvalid, email_invalid::check),
    (RuleId::RemarkInvalid, remark_invalid::check),
];

/// Asks every eligibility rule in its order.
///
/// # Errors
/// The first refusal.
pub fn refuse(case: &Case<'_>) -> Result<(), Refusal> {
    ELIGIBILITY.iter().try_for_each(|(_, check)| check(case))
}

/// Asks the rules about the account and what is asked for, up to where type, info and delivery begin.
///
/// # Errors
/// The first refusal.
pub fn refuse_ask(case: &Case<'_>) -> Result<(), Refusal> {
    let about_the_ask = ELIGIBILITY.iter().take_while(|(id, _)| *id != RuleId::TypeNotAllowed);
    about_the_ask.into_iter().try_for_each(|(_, check)| check(case))
}

/// Asks the rules about type, info and delivery: those behind the ones of [`refuse_ask`].
///
/// # Errors
/// The first refusal.
pub fn refuse_content(case: &Case<'_>) -> Result<(), Refusal> {
    let about_the_content = ELIGIBILITY.iter().skip_while(|(id, _)| *id != RuleId::TypeNotAllowed);
    about_the_content.into_iter().try_for_each(|(_, check)| check(case))
}

/// Asks the rules that block a whole account, whatever is applied for.
///
/// # Errors
/// The first refusal.
pub fn refuse_account(
    account: &Account,
    ledger: &Ledger,
    policy: &Policy,
    today: NaiveDate,
) -> Result<(), Refusal> {
    account_outside_mainland::check(account)?;
    account_frozen::check(account, ledger, policy, today)?;
    overdue_bill::check(ledger, policy, today)
}

/// Asks the rules about one bill.
///
/// # Errors
/// The first refusal.
pub fn refuse_bill(bill: &Bill, policy: &Policy, today: NaiveDate) -> Result<(), Refusal> {
    bill_not_paid::check(bill, today)?;
    bill_age_limit::check(bill, policy, today)?;
    bill_fully_invoiced::check(bill, today)
}

impl Case<'_> {
    /// Asks `check` about every chosen bill, in the order given.
    fn each_chosen(&self, check: impl Fn(&Bill) -> Result<(), Refusal>) -> Result<(), Refusal> {
        match self.ask {
            Ask::Bills(chosen) => chosen.iter().filter_map(|no| self.ledger.bill(no)).try_for_each(check),
            Ask::Amount(_) | Ask::All => Ok(()),
        }
    }

    /// Whether the policy wants a reviewed qualification for this application.
    fn needs_qualification(&self) -> bool {
        self.invoice_type.is_special() && self.policy.qualification_review_working_days.is_some()
    }
}

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

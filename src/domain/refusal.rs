//! Refusals: what was wrong, as data. The words are chosen at the edge ([`crate::i18n`]).
//!
//! Written as JSON a refusal is the `error` object of AUTOMATION.md: `rule` and what the rule saw.

mod field;
mod store;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::field::{FieldError, JsonKind};
pub use self::store::{Outcome, StoreFault};
use super::account::{AccountKind, Region};
use super::application::{ApplicationState, Step};
use super::email::EmailError;
use super::invoice_info::{FieldProblem, InvoiceType};
use super::money::Fen;
use super::policy::{AmountBasis, PolicyProblem};
use super::qualification::{QualificationState, ReviewStep};
use super::rules::RuleId;
use super::ticket::{TicketState, TicketStep};

/// Why a command was not carried out. Nothing was changed by it, but for [`StoreFault::Unconfirmed`]: there it is not
/// known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum Refusal {
    /// The account is registered outside the mainland; a support ticket takes the place of an invoice.
    AccountOutsideMainland {
        /// Where it is registered.
        region: Region,
    },
    /// The account is frozen, by hand or by a bill that is overdue for too long.
    AccountFrozen {
        /// The bill that freezes it, if that is the reason.
        #[serde(skip_serializing_if = "Option::is_none")]
        bill_no: Option<String>,
        /// Since when that bill is due.
        #[serde(skip_serializing_if = "Option::is_none")]
        due_on: Option<NaiveDate>,
    },
    /// An unpaid bill is past its due date.
    OverdueBill {
        /// The oldest such bill.
        bill_no: String,
        /// Its due date.
        due_on: NaiveDate,
    },
    /// The policy does not take applications of this kind.
    BasisNotOffered {
        /// What the policy offers.
        offered: AmountBasis,
    },
    /// The bill is unknown or of another account.
    BillNotFound {
        /// The bill.
        bill_no: String,
    },
    /// The bill is not paid.
    BillNotPaid {
        /// The bill.
        bill_no: String,
    },
    /// The bill is too old.
    BillAgeLimit {
        /// The bill.
        bill_no: String,
        /// Its date.
        billed_on: NaiveDate,
        /// The last day on which it could be invoiced.
        last_day: NaiveDate,
    },
    /// Nothing remains of the bill.
    BillFullyInvoiced {
        /// The bill.
        bill_no: String,
    },
    /// Zero or less was asked for, or all of nothing.
    AmountNotPositive {
        /// What was asked for.
        amount: Fen,
        /// What remains of the eligible bills, where the non-invoiceable amount eats it up.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        remaining: Option<Fen>,
        /// That non-invoiceable amount.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        non_invoiceable: Option<Fen>,
    },
    /// More was asked for than is invoiceable.
    AmountExceedsInvoiceable {
        /// What was asked for.
        amount: Fen,
        /// What is invoiceable.
        invoiceable: Fen,
    },
    /// The chosen bills do not cover the non-invoiceable amount.
    SelectionBelowOffset {
        /// What remains of the chosen bills.
        remaining: Fen,
        /// What must be taken off first.
        non_invoiceable: Fen,
        /// The application whose bills they are, where it is to be corrected: nothing is left to invoice anew.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        correcting: Option<String>,
    },
    /// The account's kind may not have this invoice type.
    TypeNotAllowed {
        /// The account's kind.
        kind: AccountKind,
        /// What it may have.
        allowed: Vec<InvoiceType>,
    },
    /// There is no invoice info of this type, and none may be derived.
    InvoiceInfoRequired {
        /// The type.
        invoice_type: InvoiceType,
    },
    /// Fields of the invoice info are missing or malformed.
    InvoiceInfoInvalid {
        /// Every one of them.
        problems: Vec<FieldProblem>,
    },
    /// A special invoice needs a qualification and none was submitted.
    QualificationRequired,
    /// The qualification is being reviewed.
    QualificationPending,
    /// The qualification was refused or revoked.
    QualificationRejected,
    /// The info was changed after it was approved.
    QualificationStale,
    /// Delivery is by post and there is no address.
    AddressRequired,
    /// Delivery is by e-mail and there is no e-mail address.
    EmailRequired,
    /// The e-mail address is malformed.
    EmailInvalid {
        /// What is wrong.
        fault: EmailError,
    },
    /// The remark cannot be printed.
    RemarkInvalid {
        /// Its length, where that is the fault.
        #[serde(skip_serializing_if = "Option::is_none")]
        length: Option<usize>,
        /// A character that tax software cannot hold, where that is the fault.
        #[serde(skip_serializing_if = "Option::is_none")]
        character: Option<char>,
    },
    /// The refunds of the bill would exceed its amount.
    RefundExceedsBill {
        /// The bill.
        bill_no: String,
        /// Its amount.
        amount: Fen,
        /// What was refunded before.
        refunded: Fen,
    },
    /// More would have been invoiced of the bill before it came to the desk than it is of.
    OpeningExceedsBill {
        /// The bill.
        bill_no: String,
        /// Its amount.
        amount: Fen,
        /// What was invoiced of it, as it is said.
        opening: Fen,
    },
    /// Something uses the bill or ledger entry, so it cannot be corrected or removed.
    BillInUse {
        /// What is used.
        #[serde(flatten)]
        what: InUse,
        /// The applications that are in the way, by number.
        applications: Vec<String>,
        /// What was refunded of it, where that is in the way.
        #[serde(skip_serializing_if = "Option::is_none")]
        refunded: Option<Fen>,
    },
    /// The state of something does not offer this step.
    TransitionNotAllowed(Transition),
    /// Who submitted cannot be who reviews.
    FourEyes {
        /// The user.
        by: String,
    },
    /// The last day to cancel is over.
    CancelWindowClosed {
        /// The application.
        application: String,
        /// The last day on which it could be cancelled.
        last_day: NaiveDate,
    },
    /// It has been issued, so it cannot be cancelled.
    AlreadyIssued {
        /// The application.
        application: String,
    },
    /// The invoice number is in the store already.
    DuplicateInvoiceNumber {
        /// The number.
        number: String,
    },
    /// The invoice is of more than the issuer may put on one.
    InvoiceAboveMaximum {
        /// Its gross amount.
        gross: Fen,
        /// The most that one may be of.
        max: Fen,
    },
    /// Parameters of the policy contradict each other, or themselves.
    PolicyContradictory {
        /// Every one of them.
        problems: Vec<PolicyProblem>,
    },
    /// The policy offers no corrections after issue.
    CorrectionNotOffered,
    /// The account has had all its corrections of the year.
    CorrectionQuotaUsed {
        /// The calendar year.
        year: i32,
        /// How many there may be.
        allowed: u32,
    },
    /// A correction comes too late.
    CorrectionWindowClosed {
        /// When the invoice was issued.
        issued_on: NaiveDate,
        /// The last day on which a correction could be asked for.
        last_day: NaiveDate,
    },
    /// The plan has run for this month.
    RecurringAlreadyRun {
        /// The month, as `2026-11`.
        month: String,
    },
    /// There is no such command.
    UnknownOp,
    /// A field of the command is missing, unknown or malformed.
    BadField {
        /// The field, by its name in AUTOMATION.md.
        field: String,
        /// What is wrong with it.
        fault: FieldError,
    },
    /// Something that the command names is not in the store.
    NotFound {
        /// What kind of thing.
        what: Noun,
        /// The name it was asked for by.
        key: String,
    },
    /// It is there already and different, or somebody changed it in the meantime.
    Conflict {
        /// What kind of thing.
        what: Noun,
        /// Its name.
        key: String,
        /// What differs, by the names of AUTOMATION.md.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        fields: Vec<String>,
    },
    /// The user has not the role for it.
    NotPermitted {
        /// The user.
        by: String,
        /// The roles of which one is needed.
        needs: Vec<Role>,
    },
    /// Only a sandbox store takes a clock from outside.
    ClockOverride,
    /// A fault of the store stopped what came before it.
    NotRun,
    /// The store cannot be read or written.
    Store {
        /// What is wrong with it.
        #[serde(flatten)]
        fault: StoreFault,
    },
}

impl Refusal {
    /// The rule of RULES.md that refuses, if it is one of them.
    pub fn rule(&self) -> Option<RuleId> {
        Some(match self {
            Self::AccountOutsideMainland { .. } => RuleId::AccountOutsideMainland,
            Self::AccountFrozen { .. } => RuleId::AccountFrozen,
            Self::OverdueBill { .. } => RuleId::OverdueBill,
            Self::BasisNotOffered { .. } => RuleId::BasisNotOffered,
            Self::BillNotFound { .. } => RuleId::BillNotFound,
            Self::BillNotPaid { .. } => RuleId::BillNotPaid,
            Self::BillAgeLimit { .. } => RuleId::BillAgeLimit,
            Self::BillFullyInvoiced { .. } => RuleId::BillFullyInvoiced,
            Self::AmountNotPositive { .. } => RuleId::AmountNotPositive,
            Self::AmountExceedsInvoiceable { .. } => RuleId::AmountExceedsInvoiceable,
            Self::SelectionBelowOffset { .. } => RuleId::SelectionBelowOffset,
            Self::TypeNotAllowed { .. } => RuleId::TypeNotAllowed,
            Self::InvoiceInfoRequired { .. } => RuleId::InvoiceInfoRequired,
            Self::InvoiceInfoInvalid { .. } => RuleId::InvoiceInfoInvalid,
            Self::QualificationRequired => RuleId::QualificationRequired,
            Self::QualificationPending => RuleId::QualificationPending,
            Self::QualificationRejected => RuleId::QualificationRejected,
            Self::QualificationStale => RuleId::QualificationStale,
            Self::AddressRequired => RuleId::AddressRequired,
            Self::EmailRequired => RuleId::EmailRequired,
            Self::EmailInvalid { .. } => RuleId::EmailInvalid,
            Self::RemarkInvalid { .. } => RuleId::RemarkInvalid,
            Self::RefundExceedsBill { .. } => RuleId::RefundExceedsBill,
            Self::OpeningExceedsBill { .. } => RuleId::OpeningExceedsBill,
            Self::BillInUse { .. } => RuleId::BillInUse,
            Self::TransitionNotAllowed(_) => RuleId::TransitionNotAllowed,
            Self::FourEyes { .. } => RuleId::FourEyes,
            Self::CancelWindowClosed { .. } => RuleId::CancelWindowClosed,
            Self::AlreadyIssued { .. } => RuleId::AlreadyIssued,
            Self::DuplicateInvoiceNumber { .. } => RuleId::DuplicateInvoiceNumber,
            Self::InvoiceAboveMaximum { .. } => RuleId::InvoiceAboveMaximum,
            Self::PolicyContradictory { .. } => RuleId::PolicyContradictory,
            Self::CorrectionNotOffered => RuleId::CorrectionNotOffered,
            Self::CorrectionQuotaUsed { .. } => RuleId::CorrectionQuotaUsed,
            Self::CorrectionWindowClosed { .. } => RuleId::CorrectionWindowClosed,
            Self::RecurringAlreadyRun { .. } => RuleId::RecurringAlreadyRun,
            Self::UnknownOp
            | Self::BadField { .. }
            | Self::NotFound { .. }
            | Self::Conflict { .. }
            | Self::NotPermitted { .. }
            | Self::ClockOverride
            | Self::NotRun
            | Self::Store { .. } => return None,
        })
    }

    /// The id that the automation interface gives it: a rule's, or one of its own.
    pub fn id(&self) -> &'static str {
        match self {
            Self::UnknownOp => "unknown-op",
            Self::BadField { .. } => "bad-field",
            Self::NotFound { .. } => "not-found",
            Self::Conflict { .. } => "conflict",
            Self::NotPermitted { .. } => "not-permitted",
            Self::ClockOverride => "clock-override",
            Self::NotRun => "not-run",
            other => other.rule().map_or("store", RuleId::as_str),
        }
    }

    /// Whether it is not known that nothing was changed.
    pub fn is_unconfirmed(&self) -> bool {
        matches!(self, Self::Store { fault: StoreFault::Unconfirmed { .. } })
    }

    /// An amount that has to be above zero and is not.
    pub const fn not_positive(amount: Fen) -> Self {
        Self::AmountNotPositive { amount, remaining: None, non_invoiceable: None }
    }

    /// There is nothing with this name or number.
    pub fn not_found(what: Noun, key: impl Into<String>) -> Self {
        Self::NotFound { what, key: key.into() }
    }

    /// It is there already, or was changed since.
    pub fn conflict(what: Noun, key: impl Into<String>) -> Self {
        Self::Conflict { what, key: key.into(), fields: Vec::new() }
    }

    /// A refusal of one field.
    pub fn bad_field(field: impl Into<String>, fault: FieldError) -> Self {
        Self::BadField { field: field.into(), fault }
    }
}

/// A step that was to be taken from a state that does not offer it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Transition {
    /// Of an application.
    Application {
        /// The application.
        application: String,
        /// Its state.
        state: ApplicationState,
        /// What was to be done.
        step: Step,
    },
    /// Of an account's qualification.
    Qualification {
        /// The account.
        account: String,
        /// Its state; none: nothing was ever submitted.
        state: Option<QualificationState>,
        /// What was to be done.
        step: ReviewStep,
    },
    /// Of a support ticket.
    Ticket {
        /// The ticket.
        ticket: String,
        /// Its state.
        state: TicketState,
        /// What was to be done.
        step: TicketStep,
    },
}

/// A kind of thing that is kept in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    /// A user.
    User,
    /// An issuer.
    Issuer,
    /// A policy.
    Policy,
    /// An account.
    Account,
    /// A bill.
    Bill,
    /// A mailing address.
    Address,
    /// A special-invoice qualification.
    Qualification,
    /// A request for a correction.
    Correction,
    /// A support ticket.
    Ticket,
    /// Invoice info.
    InvoiceInfo,
    /// An application.
    Application,
    /// A year of holidays.
    HolidayYear,
    /// A command that was carried out, by its id.
    Command,
    /// An import.
    Import,
    /// A refund.
    Refund,
    /// An entry of the non-invoiceable ledger.
    LedgerEntry,
}

/// What applications can be made with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InUse {
    /// A bill, by its number.
    #[serde(rename = "bill_no")]
    Bill(String),
    /// An entry of the non-invoiceable ledger, `N` and its number.
    #[serde(rename = "entry")]
    Entry(String),
}

/// What a user may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 财务专员: bills, invoice info, applications.
    Clerk,
    /// 审核员: qualifications and corrections.
    Reviewer,
    /// 管理员: users, issuers, policies.
    Admin,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Clerk, Self::Reviewer, Self::Admin];
}

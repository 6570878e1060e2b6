//! Refusals: what was wrong, as data. The words are chosen at the edge ([`crate::i18n`]).
//!
//! Written as JSON a refusal is the `error` object of AUTOMATION.md: `rule` and what the rule saw.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::account::{AccountKind, Region};
use super::address::AddressProblem;
use super::application::{ApplicationState, Step};
use super::email::EmailError;
use super::invoice_info::{FieldProblem, InvoiceType};
use super::money::{Fen, MoneyError};
use super::policy::{AmountBasis, PolicyFault, PolicyProblem};
use super::qualification::{QualificationState, ReviewStep, ScanFault};
use super::rules::RuleId;
use super::tax_id::TaxIdError;
use super::ticket::{TicketState, TicketStep};

/// Why a command was not carried out. Nothing was changed by it.
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
            other => other.rule().map_or("store", RuleId::as_str),
        }
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

/// What is wrong with a field of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldError {
    /// It is required.
    Missing,
    /// The command has no such field.
    Unknown,
    /// It is not an amount.
    Amount(MoneyError),
    /// It is not one of the values that are known.
    Choice {
        /// The values that are.
        expected: Vec<String>,
    },
    /// It is longer than this many characters.
    TooLong {
        /// How many may be.
        max: usize,
    },
    /// It holds a character that cannot be seen.
    BadCharacter {
        /// The first one.
        character: char,
    },
    /// It is another kind of value than the field holds.
    WrongKind {
        /// The kind that it holds.
        expected: JsonKind,
    },
    /// It is not a date of the calendar as `YYYY-MM-DD`.
    Date,
    /// It is not an instant as RFC 3339 writes it.
    Time,
    /// It is not a tax id.
    TaxId(TaxIdError),
    /// It says again what another of the list says.
    Repeated {
        /// What is said twice.
        text: String,
    },
    /// The day is of another year than the holidays.
    OtherYear {
        /// The year that it should be of.
        year: i32,
    },
    /// It is not in the shape that the field holds.
    Malformed {
        /// What the reader of the field says.
        detail: String,
    },
    /// The day has not come yet.
    InFuture,
    /// The day is before what it follows.
    TooEarly {
        /// The first day that can be.
        earliest: NaiveDate,
    },
    /// The amounts do not add up.
    WrongSum {
        /// What they add up to.
        sum: Fen,
        /// What they should.
        expected: Fen,
    },
    /// An invoice number is 20 digits, or 8 with a code of 10 or 12 before it.
    InvoiceNumber,
    /// Fields of the address are missing or malformed.
    Address(Vec<AddressProblem>),
    /// A scan cannot be taken.
    Scan(ScanFault),
    /// The item that the application was made with is not there any more.
    ItemGone {
        /// As it is printed.
        item: String,
    },
    /// The policy does not offer it.
    NotOffered,
    /// The rule that it names refuses nothing here.
    NotRefused,
    /// An invoice item of an issuer's own is wrong.
    Item(PolicyFault),
    /// A policy that came with the program is copied, never changed.
    CameWithTheProgram,
    /// Somebody has to be an admin.
    LastAdmin,
    /// Exactly one of several fields is needed.
    OneOf {
        /// Those fields.
        fields: Vec<String>,
    },
}

/// A kind of value of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JsonKind {
    /// A text.
    Text,
    /// `true` or `false`.
    YesOrNo,
    /// A whole number.
    WholeNumber,
    /// A list.
    List,
    /// An object.
    Object,
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

/// What is wrong with the store as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum StoreFault {
    /// There is no file at this place.
    Missing {
        /// The place.
        path: String,
    },
    /// There is a file already where a new store was to be made.
    Exists {
        /// The place.
        path: String,
    },
    /// The file is not a store of this program.
    NotAStore {
        /// The place.
        path: String,
    },
    /// The store was made by a newer program, and is left as it is.
    Newer {
        /// Its schema version.
        version: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// Another program is writing and did not finish in time.
    Locked,
    /// It was to be replaced, and another program has it open.
    InUse {
        /// The place.
        path: String,
    },
    /// Something was to be written where a store keeps what is its own.
    OwnPlace {
        /// The place.
        path: String,
    },
    /// The file or its folder cannot be written.
    ReadOnly {
        /// The place.
        path: String,
    },
    /// The disk is full.
    DiskFull,
    /// The file is damaged.
    Corrupt {
        /// What the database driver says.
        detail: String,
    },
    /// Anything else.
    Other {
        /// What the database driver or the system says.
        detail: String,
    },
}

//! Refusals: what was wrong, as data. The words are chosen at the edge ([`crate::i18n`]).
//!
//! Written as JSON a refusal is the `error` object of AUTOMATION.md: `rule` and what the rule saw.

mod field;
mod store;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

pub use self::field::{FieldError, JsonKind};
pub use self::store::{Outcome, ServerFault, StoreFault};
use super::account::{AccountKind, Region};
use super::application::{ApplicationState, Step};
use super::email::EmailError;
use super::invoice_info::{FieldProblem, InvoiceType};
use super::mail::outbox::{MailDecision, MessageState};
use super::money::Fen;
use super::policy::{AmountBasis, PolicyProblem};
use super::qualification::{QualificationState, ReviewStep};
use super::reading::Day;
use super::red_letter::FormState;
use super::role::Role;
use super::rule_id::RuleId;
use super::sign_in::SignInFault;
use super::text::TextError;
use super::ticket::{TicketState, TicketStep};

/// Why a command was not carried out. Nothing was changed by it, but for [`StoreFault::Unconfirmed`]: there it is not
/// known.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub enum Refusal {
    /// The account is registered outside the mainland; a support ticket takes the place of an invoice.
    AccountOutsideMainland { region: Region },
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
    OverdueBill { bill_no: String, due_on: NaiveDate },
    /// The policy does not take applications of this kind.
    BasisNotOffered { offered: AmountBasis },
    /// The bill is unknown or of another account.
    BillNotFound { bill_no: String },
    /// The bill is not paid.
    BillNotPaid { bill_no: String },
    /// The bill is too old.
    BillAgeLimit { bill_no: String, billed_on: NaiveDate, last_day: NaiveDate },
    /// Nothing remains of the bill.
    BillFullyInvoiced { bill_no: String },
    /// Zero or less was asked for, or all of nothing.
    AmountNotPositive {
        amount: Fen,
        /// What remains of the eligible bills, where the non-invoiceable amount eats it up.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        remaining: Option<Fen>,
        /// That non-invoiceable amount.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        non_invoiceable: Option<Fen>,
    },
    /// More was asked for than is invoiceable.
    AmountExceedsInvoiceable { amount: Fen, invoiceable: Fen },
    /// The chosen bills do not cover the non-invoiceable amount.
    SelectionBelowOffset {
        remaining: Fen,
        /// What must be taken off first.
        non_invoiceable: Fen,
        /// The application whose bills they are, where it is to be corrected: nothing is left to invoice anew.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        correcting: Option<String>,
    },
    /// The account's kind may not have this invoice type.
    TypeNotAllowed { kind: AccountKind, allowed: Vec<InvoiceType> },
    /// There is no invoice info of this type, and none may be derived.
    InvoiceInfoRequired { invoice_type: InvoiceType },
    /// Fields of the invoice info are missing or malformed.
    InvoiceInfoInvalid { problems: Vec<FieldProblem> },
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
    EmailInvalid { fault: EmailError },
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
    RefundExceedsBill { bill_no: String, amount: Fen, refunded: Fen },
    /// More would have been invoiced of the bill before it came to the desk than it is of.
    OpeningExceedsBill {
        bill_no: String,
        amount: Fen,
        /// What was invoiced of it, as it is said.
        opening: Fen,
    },
    /// Something uses the bill or ledger entry, so it cannot be corrected or removed.
    BillInUse {
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
    /// Who submitted cannot be who reviews; who applied or issued cannot take a step that a second person has to.
    FourEyes {
        by: String,
        /// The step, where it is one.
        #[serde(flatten, skip_serializing_if = "Option::is_none", default)]
        second: Option<SecondPerson>,
    },
    /// The last day to cancel is over.
    CancelWindowClosed { application: String, last_day: NaiveDate },
    /// It has been issued, wholly or in part, so it cannot be cancelled.
    AlreadyIssued {
        application: String,
        /// Some of its invoices are not back.
        #[serde(skip)]
        is_partly: bool,
    },
    /// An invoice of it is in a form handed to the tax bureau.
    OutAtBureau {
        application: String,
        /// It was issued there, and waits for a second person to record it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        is_issued: bool,
    },
    /// The invoice number is in the store already.
    DuplicateInvoiceNumber { number: String },
    /// The invoice is of more than the issuer may put on one.
    InvoiceAboveMaximum { gross: Fen, max: Fen },
    /// Parameters of the policy contradict each other, or themselves.
    PolicyContradictory { problems: Vec<PolicyProblem> },
    /// The policy offers no corrections after issue.
    CorrectionNotOffered,
    /// The account has had all its corrections of the year.
    CorrectionQuotaUsed { year: i32, allowed: u32 },
    /// A correction comes too late.
    CorrectionWindowClosed { issued_on: NaiveDate, last_day: NaiveDate },
    /// The plan has run for this month.
    RecurringAlreadyRun { month: String },
    /// No bulk-issue form was given, and the desk has seen none.
    FormMissing,
    /// Nobody has said how mail is sent.
    MailNotSet,
    /// Nobody has said with which password this user signs in at the mail server.
    MailPasswordMissing { user: String },
    /// The system's key store does not work.
    KeyStore {
        /// What it says.
        detail: String,
    },
    /// Another program, or another thread of this one, is sending mail.
    MailIsBeingSent,
    /// The store was restored from a backup, after which mail may have been sent, and nobody has looked yet.
    MailHeld,
    /// Invoices of the application have no file that could be sent.
    InvoiceFilesMissing {
        /// Their numbers.
        invoices: Vec<String>,
    },
    /// The application's e-mail is on its way, waits for its next try, or for somebody to decide about it.
    MailPending {
        message: MessageState,
        /// When it is tried again by itself.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        again_at: Option<DateTime<Utc>>,
    },
    /// There is no such command.
    UnknownOp,
    /// A field of the command is missing, unknown or malformed.
    BadField {
        /// The field, by its name in AUTOMATION.md.
        field: String,
        fault: FieldError,
    },
    /// Something that the command names is not in the store.
    NotFound { what: Noun, key: String },
    /// It is there already and different, or somebody changed it in the meantime.
    Conflict {
        what: Noun,
        key: String,
        /// What differs, by the names of AUTOMATION.md.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        fields: Vec<String>,
    },
    /// The user has not the role for it.
    NotPermitted {
        by: String,
        /// The roles of which one would do; none: the user is disabled.
        needs: Vec<Role>,
    },
    /// Nobody is signed in who has to be, or may not.
    SignInFailed { why: SignInFault },
    /// Only a sandbox store takes a clock from outside.
    ClockOverride,
    /// A fault of the store stopped what came before it.
    NotRun,
    /// The store cannot be read or written.
    Store {
        #[serde(flatten)]
        fault: StoreFault,
    },
}

impl Refusal {
    /// The rule of RULES.md that refuses, if it is one of them: the one of the same name.
    pub fn rule(&self) -> Option<RuleId> {
        self.id().parse().ok()
    }

    /// The id that the automation interface gives it: a rule's, or one of its own.
    pub fn id(&self) -> &'static str {
        self.into()
    }

    /// Whether it is not known that nothing was changed.
    pub fn is_unconfirmed(&self) -> bool {
        matches!(self, Self::Store { fault: StoreFault::Unconfirmed { .. } })
    }

    /// Whether a store is not what a program of this kind wrote, so that only a backup of it is left.
    pub fn is_of_a_damaged_store(&self) -> bool {
        let Self::Store { fault } = self else { return false };
        let fault = if let StoreFault::NotUpgraded { flaw, .. } = fault { flaw } else { fault };
        matches!(fault, StoreFault::Corrupt { .. } | StoreFault::NotAStore { .. })
    }

    /// Whether a backup was not restored only since it is not what its log proves: it can be restored as it is.
    pub fn is_of_an_unproved_backup(&self) -> bool {
        matches!(self, Self::Store { fault: StoreFault::NotAsProved { .. } })
    }

    /// Whether a backup is not to be restored as it is, however often that is tried.
    pub fn is_of_a_bad_backup(&self) -> bool {
        self.is_of_a_damaged_store()
            || self.is_of_an_unproved_backup()
            || matches!(
                self,
                Self::Store {
                    fault: StoreFault::DamagedBackup { .. }
                        | StoreFault::Missing { .. }
                        | StoreFault::Newer { .. }
                }
            )
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

/// A text as the field of this name holds it.
///
/// # Errors
/// `bad-field`: it is none of that kind.
pub fn checked<T: for<'a> TryFrom<&'a str, Error = TextError>>(
    field: &str,
    text: &str,
) -> Result<T, Refusal> {
    T::try_from(text).map_err(|fault| Refusal::bad_field(field, fault.into()))
}

/// A day as the field of this name holds it.
///
/// # Errors
/// `bad-field`: it cannot be written.
pub fn checked_day(field: &str, date: NaiveDate) -> Result<Day, Refusal> {
    Day::of(date).ok_or_else(|| Refusal::bad_field(field, FieldError::Date))
}

/// A step of an application that a second person has to take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondPerson {
    /// The application's number.
    pub application: String,
    /// The step.
    pub step: Step,
    /// The names of those who may take it; none: nobody may.
    pub may: Vec<String>,
}

/// A step that was to be taken from a state that does not offer it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub enum Transition {
    /// Of an application.
    Application { application: String, state: ApplicationState, step: Step },
    /// Of an application whose last step is to be taken back; `is_mailed`: an e-mail was sent for it.
    Undo { application: String, state: ApplicationState, is_mailed: bool },
    /// Of an account's qualification.
    Qualification {
        account: String,
        /// Its state; none: nothing was ever submitted.
        state: Option<QualificationState>,
        step: ReviewStep,
    },
    /// Of an application's e-mail.
    Mail { application: String, message: MessageState, decision: MailDecision },
    /// Of the red-letter confirmation form of an invoice; `next` is none where the red invoice was to be issued.
    RedLetter {
        invoice: String,
        state: FormState,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        next: Option<FormState>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        confirm_by: Option<DateTime<Utc>>,
    },
    /// Of a support ticket.
    Ticket { ticket: String, state: TicketState, step: TicketStep },
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
    /// A red-letter confirmation form, by its number or its invoice.
    RedLetter,
    /// Something that is out: an invoice in a form handed to the tax bureau, or all that went out together.
    AtBureau,
    /// An application's e-mail.
    Message,
    /// A file of an invoice that came back, by where it is.
    InvoiceFile,
    /// What was typed into a form and not sent.
    Draft,
    /// A request that a second person take a step of an application.
    StepRequest,
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

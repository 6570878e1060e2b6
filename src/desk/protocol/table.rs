//! The table of commands and queries: what each is read into, who may ask for it, what carries it out and what that
//! answers. Its name in AUTOMATION.md is that of the function.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::desk::clock::Moment;
use crate::desk::commands::amend_bills::Amended;
use crate::desk::commands::application_steps::{OfApplication, StepDone};
use crate::desk::commands::corrections::Corrected;
use crate::desk::commands::mail::{AskMail, MailView, OfTemplate, PreferenceView, TemplateView};
use crate::desk::commands::named_account::OfAccount;
use crate::desk::commands::policies::{AllPolicies, OfPolicy, PolicyLine, PolicyView, Versioned};
use crate::desk::commands::red_letters::RedLetterDone;
use crate::desk::commands::review_qualification::ReviewQualification;
use crate::desk::commands::step_requests::Requested;
use crate::desk::commands::tickets::{ListTickets, OnTicket, TicketLine, Ticketed};
use crate::desk::commands::transaction::{Done, Transaction};
use crate::desk::commands::{
    accounts, addresses, amend_bills, application_steps, backups, bills, corrections, decide_issued,
    decide_returned, holidays, invoice_info, issuers, mail, paperwork, policies, recurring, red_letters,
    reverse_application, review_qualification, step_requests, submit_application, tickets, undo_step, users,
};
use crate::desk::drafts::{self, DraftLine, ListDrafts};
use crate::desk::mail::compose::{self, Composed, PreviewMail};
use crate::desk::pages::application_answer::{ApplicationList, ApplicationView, ListApplications};
use crate::desk::pages::audit::answer::{self as audit_answer, AskAudit, AuditLine};
use crate::desk::pages::balance::{AskBalance, BalanceView};
use crate::desk::pages::pasted::PastedText;
use crate::desk::pages::reversal::{ListRedLetters, RedLetterView, Simulation};
use crate::desk::pages::{application_answer, balance, pasted, reversal};
use crate::desk::principal::{ADMIN, CLERKS, DECIDERS, EVERYBODY, REVIEWER};
use crate::desk::unwritable;
use crate::domain::address::AddressField;
use crate::domain::invoice_info::InfoField;
use crate::domain::pasted::Pasted;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;

requests! {
    commands {
        AddUser: ADMIN => users::add_user -> Done;
        ChangeUser: ADMIN => users::change_user -> Done;
        DisableUser: ADMIN => users::disable_user -> Done;
        EnableUser: ADMIN => users::enable_user -> Done;
        SetPassword: EVERYBODY => users::set_password -> Done;
        SetSignIn: ADMIN => users::set_sign_in -> Done;
        AddIssuer: ADMIN => issuers::add_issuer -> Done;
        ChangeIssuer: ADMIN => issuers::change_issuer -> Done;
        CopyPolicy: ADMIN => policies::copy_policy -> Versioned;
        ChangePolicy: ADMIN => policies::change_policy -> Versioned;
        AddAccount: CLERKS => accounts::add_account -> Done;
        SetAccountStatus: CLERKS => accounts::set_account_status -> Done;
        AddBill: CLERKS => bills::add_bill -> Done;
        PayBill: CLERKS => bills::pay_bill -> Done;
        AddTopUp: CLERKS => bills::add_top_up -> Done;
        AddRefund: CLERKS => bills::add_refund -> Done;
        AddNonInvoiceable: CLERKS => bills::add_non_invoiceable -> Done;
        CorrectBill: ADMIN => amend_bills::correct_bill -> Amended;
        RemoveBill: ADMIN => amend_bills::remove_bill -> Amended;
        RemoveRefund: ADMIN => amend_bills::remove_refund -> Amended;
        RemoveNonInvoiceable: ADMIN => amend_bills::remove_non_invoiceable -> Amended;
        SaveInvoiceInfo: CLERKS => invoice_info::save_invoice_info -> invoice_info::SavedInfo;
        SaveAddress: CLERKS => addresses::save_address -> addresses::SavedAddress;
        RemoveAddress: CLERKS => addresses::remove_address -> Done;
        SubmitQualification: CLERKS => review_qualification::submit_qualification -> review_qualification::Submitted;
        HoldQualification(OfAccount): REVIEWER => review_qualification::hold_qualification -> Done;
        ReleaseQualification(OfAccount): REVIEWER => review_qualification::release_qualification -> Done;
        ApproveQualification(ReviewQualification): REVIEWER => review_qualification::approve_qualification -> Done;
        RejectQualification(ReviewQualification): REVIEWER => review_qualification::reject_qualification -> Done;
        RevokeQualification(ReviewQualification): REVIEWER => review_qualification::revoke_qualification -> Done;
        SubmitApplication: CLERKS => submit_application::submit_application -> submit_application::Submitted;
        AcceptApplication(OfApplication): CLERKS => application_steps::accept_application -> StepDone;
        CancelApplication(OfApplication): CLERKS => application_steps::cancel_application -> StepDone;
        RejectApplication: CLERKS => application_steps::reject_application -> StepDone;
        IssueApplication: CLERKS => application_steps::issue_application -> StepDone;
        DeliverApplication: CLERKS => application_steps::deliver_application -> StepDone;
        ReceiveApplication(OfApplication): CLERKS => application_steps::receive_application -> StepDone;
        UndoStep: CLERKS => undo_step::undo_step -> StepDone;
        BeginRedLetter: CLERKS => red_letters::begin_red_letter -> RedLetterDone;
        RedLetterState: CLERKS => red_letters::red_letter_state -> RedLetterDone;
        ReverseApplication: CLERKS => reverse_application::reverse_application -> StepDone;
        RequestCorrection: CLERKS => corrections::request_correction -> Corrected;
        ApproveCorrection: DECIDERS => corrections::approve_correction -> Corrected;
        RejectCorrection: DECIDERS => corrections::reject_correction -> Corrected;
        RequestStep: CLERKS => step_requests::request_step -> Requested;
        WithdrawRequest: CLERKS => step_requests::withdraw_request -> Requested;
        RefuseRequest: CLERKS => step_requests::refuse_request -> Requested;
        RecallInvoices: CLERKS => paperwork::recall_invoices -> paperwork::Recalled;
        CorrectRate: ADMIN => paperwork::correct_rate -> paperwork::RateCorrected;
        CorrectRefused: CLERKS => paperwork::correct_refused -> paperwork::RefusedCorrected;
        OverruleRefusals: CLERKS => paperwork::overrule_refusals -> paperwork::Overruled;
        DecideReturned: CLERKS => decide_returned::decide_returned -> decide_returned::Decided;
        DecideIssued: CLERKS => decide_issued::decide_issued -> decide_returned::Decided;
        SetRecurring: CLERKS => recurring::set_recurring -> Done;
        RunRecurring: CLERKS => recurring::run_recurring -> recurring::Runs;
        AddHolidays: ADMIN => holidays::add_holidays -> Done;
        SetMail: ADMIN => mail::set_mail -> Done;
        SetMailTemplate: ADMIN => mail::set_mail_template -> Done;
        SetMailPreference: CLERKS => mail::set_mail_preference -> Done;
        DecideMail: CLERKS => mail::decide_mail -> mail::MailDecided;
        ReleaseOutbox: CLERKS => mail::release_outbox -> Done;
        SetBackupFolder: ADMIN => backups::set_backup_folder -> Done;
        SetBackupEncryption: ADMIN => backups::set_backup_encryption -> Done;
        OpenTicket: EVERYBODY => tickets::open_ticket -> Ticketed;
        NoteTicket(OnTicket): EVERYBODY => tickets::note_ticket -> Ticketed;
        CloseTicket(OnTicket): EVERYBODY => tickets::close_ticket -> Ticketed;
        ReopenTicket(OnTicket): EVERYBODY => tickets::reopen_ticket -> Ticketed;
        DiscardDraft: EVERYBODY => drafts::discard_draft -> Done;
    }
    queries {
        Balance(AskBalance) => balance::balance -> Box<BalanceView>;
        Application(OfApplication) => application_answer::application -> Box<ApplicationView>;
        Applications(ListApplications) => application_answer::applications -> ApplicationList;
        MailSettings(AskMail) => mail::mail_settings -> MailView;
        MailTemplate(OfTemplate) => mail::mail_template -> TemplateView;
        MailPreference(OfAccount) => mail::mail_preference -> PreferenceView;
        PreviewMail(PreviewMail) => compose::preview_mail -> Box<Composed>;
        RedLetters(ListRedLetters) => reversal::red_letters -> Vec<RedLetterView>;
        SimulateReversal(OfApplication) => reversal::simulate_reversal -> Box<Simulation>;
        Audit(AskAudit) => audit_answer::audit -> Vec<AuditLine>;
        Drafts(ListDrafts) => drafts::drafts -> Vec<DraftLine>;
        Tickets(ListTickets) => tickets::tickets -> Vec<TicketLine>;
        Policies(AllPolicies) => policies::policies -> Vec<PolicyLine>;
        Policy(OfPolicy) => policies::policy -> Box<PolicyView>;
        ReadTitleBlock(PastedText) => pasted::read_title_block -> Pasted<InfoField>;
        ReadAddressBlock(PastedText) => pasted::read_address_block -> Pasted<AddressField>;
    }
}

/// Makes the types of the table. What a command is read into is called as the command and stands beside what carries it
/// out, unless it is given in brackets because several share it.
macro_rules! requests {
    (
        commands { $($command:ident $(($shared:ty))?: $roles:ident => $file:ident::$op:ident -> $answer:ty;)* }
        queries { $($query:ident($fields:ty) => $page:ident::$question:ident -> $found:ty;)* }
    ) => {
        /// Commands: each is one transaction that also writes its audit entry.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "each variant carries the fields that its own type documents")]
        pub enum Command {
            $($command(fields!($file::$command $(, $shared)?)),)*
        }

        impl Command {
            /// Every command's name, in the order of the table.
            pub const OPS: &[&str] = &[$(stringify!($op)),*];

            /// Its name in AUTOMATION.md.
            pub const fn op(&self) -> &'static str {
                match self {
                    $(Self::$command(_) => stringify!($op),)*
                }
            }

            /// The roles of which a user needs one.
            pub const fn needs(&self) -> &'static [Role] {
                match self {
                    $(Self::$command(_) => $roles,)*
                }
            }

            /// Its fields as JSON: what ids are compared by and the audit log keeps.
            pub(crate) fn fields(&self) -> Result<Value, Refusal> {
                match self {
                    $(Self::$command(fields) => serde_json::to_value(fields),)*
                }
                .map_err(unwritable)
            }

            pub(crate) fn carry_out(&self, tx: &Transaction<'_>) -> Result<Answer, Refusal> {
                match self {
                    $(Self::$command(fields) => {
                        $file::$op(tx, fields).map(|done| Answer::$command(done.into()))
                    })*
                }
            }
        }

        $(from_fields!($file::$command $(, $shared)?);)*

        /// Queries: they change nothing.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "each variant is called as what answers it")]
        pub enum Query {
            $($query($fields),)*
        }

        impl Query {
            /// Every query's name.
            pub const OPS: &[&str] = &[$(stringify!($question)),*];

            /// Answers it on any connection.
            ///
            /// # Errors
            /// `not-found`, `store`.
            pub fn answer(&self, db: &crate::desk::Store, moment: &Moment) -> Result<Answer, Refusal> {
                match self {
                    $(Self::$query(fields) => {
                        $page::$question(db, moment, fields).map(|found| Answer::$query(found.into()))
                    })*
                }
            }
        }

        /// What is answered, by what was asked.
        #[derive(Clone, Debug, PartialEq, Serialize)]
        #[serde(untagged)]
        #[expect(missing_docs, reason = "each variant is called as the command or query that it answers")]
        pub enum Answer {
            $($command($answer),)*
            $($query($found),)*
            /// What was answered when the command was sent first, with the same id.
            Again(Value),
        }
    };
}

/// The type of a command's fields.
macro_rules! fields {
    ($file:ident::$own:ident) => {
        $file::$own
    };
    ($file:ident::$own:ident, $shared:ty) => {
        $shared
    };
}

/// A command from its fields, where they are of no other command.
macro_rules! from_fields {
    ($file:ident::$own:ident) => {
        impl From<$file::$own> for Command {
            fn from(fields: $file::$own) -> Self {
                Self::$own(fields)
            }
        }
    };
    ($file:ident::$own:ident, $shared:ty) => {};
}

impl Answer {
    /// As AUTOMATION.md writes it.
    ///
    /// # Errors
    /// `store`: it cannot be written as JSON.
    pub fn to_json(&self) -> Result<Value, Refusal> {
        serde_json::to_value(self).map_err(unwritable)
    }
}

use {fields, from_fields, requests};

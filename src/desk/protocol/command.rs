//! What can be said to the desk: the commands and queries of AUTOMATION.md.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::desk::commands::corrections;
use crate::desk::protocol::changes::Changes;
use crate::desk::protocol::strict;
use crate::domain::account::{AccountKind, AccountStatus, Region};
use crate::domain::application::{ApplicationState, ReversalReason};
use crate::domain::balance::LedgerReason;
use crate::domain::bill::BillKind;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::qualification::EvidenceKind;
use crate::domain::refusal::Role;
use crate::domain::rules::RuleId;
use crate::domain::tax_id::{self, TaxId};
use crate::domain::ticket::TicketState;

/// Commands: each is one transaction that also writes its audit entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant carries the fields that its own type documents")]
pub enum Command {
    AddUser(AddUser),
    ChangeUser(ChangeUser),
    AddIssuer(AddIssuer),
    ChangeIssuer(ChangeIssuer),
    CopyPolicy(CopyPolicy),
    ChangePolicy(ChangePolicy),
    AddAccount(AddAccount),
    SetAccountStatus(SetAccountStatus),
    AddBill(AddBill),
    PayBill(PayBill),
    AddTopUp(AddTopUp),
    AddRefund(AddRefund),
    AddNonInvoiceable(AddNonInvoiceable),
    CorrectBill(CorrectBill),
    RemoveBill(RemoveBill),
    RemoveRefund(RemoveRefund),
    RemoveNonInvoiceable(RemoveNonInvoiceable),
    SaveInvoiceInfo(SaveInvoiceInfo),
    SaveAddress(SaveAddress),
    RemoveAddress(RemoveAddress),
    SubmitQualification(SubmitQualification),
    HoldQualification(OfAccount),
    ReleaseQualification(OfAccount),
    ApproveQualification(ReviewQualification),
    RejectQualification(ReviewQualification),
    RevokeQualification(ReviewQualification),
    SubmitApplication(SubmitApplication),
    AcceptApplication(OfApplication),
    CancelApplication(OfApplication),
    RejectApplication(RejectApplication),
    IssueApplication(IssueApplication),
    DeliverApplication(DeliverApplication),
    ReceiveApplication(OfApplication),
    ReverseApplication(ReverseApplication),
    RequestCorrection(CorrectApplication),
    ApproveCorrection(ApproveCorrection),
    RejectCorrection(RejectCorrection),
    SetRecurring(SetRecurring),
    RunRecurring(RunRecurring),
    AddHolidays(AddHolidays),
    OpenTicket(OpenTicket),
    NoteTicket(OnTicket),
    CloseTicket(OnTicket),
    ReopenTicket(OnTicket),
}

impl Command {
    /// Every command's name, in the order above.
    pub const OPS: &[&str] = &[
        "add_user",
        "change_user",
        "add_issuer",
        "change_issuer",
        "copy_policy",
        "change_policy",
        "add_account",
        "set_account_status",
        "add_bill",
        "pay_bill",
        "add_top_up",
        "add_refund",
        "add_non_invoiceable",
        "correct_bill",
        "remove_bill",
        "remove_refund",
        "remove_non_invoiceable",
        "save_invoice_info",
        "save_address",
        "remove_address",
        "submit_qualification",
        "hold_qualification",
        "release_qualification",
        "approve_qualification",
        "reject_qualification",
        "revoke_qualification",
        "submit_application",
        "accept_application",
        "cancel_application",
        "reject_application",
        "issue_application",
        "deliver_application",
        "receive_application",
        "reverse_application",
        "request_correction",
        "approve_correction",
        "reject_correction",
        "set_recurring",
        "run_recurring",
        "add_holidays",
        "open_ticket",
        "note_ticket",
        "close_ticket",
        "reopen_ticket",
    ];

    /// The roles of which a user needs one.
    pub fn needs(&self) -> &'static [Role] {
        match self {
            // A ticket is a conversation about what the rules refuse: whoever meets the refusal takes part in it.
            Self::OpenTicket(_) | Self::NoteTicket(_) | Self::CloseTicket(_) | Self::ReopenTicket(_) => {
                &Role::ALL
            }
            Self::RequestCorrection(_) => corrections::ASKED_BY,
            Self::ApproveCorrection(_) | Self::RejectCorrection(_) => corrections::DECIDED_BY,
            Self::AddUser(_)
            | Self::ChangeUser(_)
            | Self::AddIssuer(_)
            | Self::ChangeIssuer(_)
            | Self::CopyPolicy(_)
            | Self::ChangePolicy(_)
            | Self::AddHolidays(_)
            | Self::CorrectBill(_)
            | Self::RemoveBill(_)
            | Self::RemoveRefund(_)
            | Self::RemoveNonInvoiceable(_) => &[Role::Admin],
            Self::HoldQualification(_)
            | Self::ReleaseQualification(_)
            | Self::ApproveQualification(_)
            | Self::RejectQualification(_)
            | Self::RevokeQualification(_) => &[Role::Reviewer],
            _ => &[Role::Clerk, Role::Admin],
        }
    }
}

/// Queries: they change nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Query {
    /// What can be invoiced for an account, and why.
    Balance(OfAccount),
    /// One application with its timeline.
    Application(OfApplication),
    /// Applications, newest first.
    Applications(ListApplications),
    /// Support tickets with their notes, newest first.
    Tickets(ListTickets),
    /// Every policy with its newest version.
    Policies(AllPolicies),
    /// One policy with its versions.
    Policy(OfPolicy),
}

impl Query {
    /// Every query's name.
    pub const OPS: &[&str] = &["balance", "application", "applications", "tickets", "policies", "policy"];
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident { $($(#[$how:meta])* $field:ident: $type:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $(
                #[doc = concat!("`", stringify!($field), "` of AUTOMATION.md.")]
                $(#[$how])*
                pub $field: $type,
            )*
        }
    )*};
}

fields! {
    /// Adds a user with roles.
    AddUser {
        name: String,
        #[serde(deserialize_with = "strict::choices")]
        roles: Vec<Role>,
    }
    /// Gives a user other roles. With `version` it is refused if somebody changed them in the meantime.
    ChangeUser {
        #[serde(deserialize_with = "strict::code")]
        name: String,
        #[serde(deserialize_with = "strict::choices")]
        roles: Vec<Role>,
        version: Option<i64>,
    }
    /// Adds a company that issues invoices.
    AddIssuer {
        #[serde(deserialize_with = "strict::code")]
        code: String,
        name: String,
        #[serde(deserialize_with = "strict::code")]
        policy: String,
        #[serde(default, deserialize_with = "tax_id::if_any")]
        tax_id: Option<TaxId>,
        address: Option<String>,
        phone: Option<String>,
        bank: Option<String>,
        bank_account: Option<String>,
        max_invoice_amount: Option<Fen>,
    }
    /// Changes an issuer: the fields to change, and what to; its code stays. With `version` it is refused if
    /// somebody changed it in the meantime.
    ChangeIssuer {
        #[serde(deserialize_with = "strict::code")]
        code: String,
        changes: Changes,
        version: Option<i64>,
    }
    /// Makes a policy of the desk's own from the newest version of another.
    CopyPolicy {
        #[serde(deserialize_with = "strict::code")]
        from: String,
        #[serde(deserialize_with = "strict::code")]
        code: String,
        name_zh: Option<String>,
        name_en: Option<String>,
    }
    /// Makes a new version of a policy of the desk's own: the parameters to change, and what to. With `version` it
    /// is refused if there is a newer one than that.
    ChangePolicy {
        #[serde(deserialize_with = "strict::code")]
        code: String,
        changes: Changes,
        version: Option<u32>,
    }
    /// Adds a customer of an issuer.
    AddAccount {
        #[serde(deserialize_with = "strict::code")]
        account: String,
        #[serde(deserialize_with = "strict::code")]
        issuer: String,
        name: String,
        #[serde(deserialize_with = "strict::choice")]
        kind: AccountKind,
        #[serde(default, deserialize_with = "strict::choice_if_any")]
        region: Option<Region>,
        verified_name: Option<String>,
        #[serde(default, deserialize_with = "tax_id::if_any")]
        verified_tax_id: Option<TaxId>,
    }
    /// Freezes an account, or makes it active again.
    SetAccountStatus {
        #[serde(deserialize_with = "strict::code")]
        account: String,
        #[serde(deserialize_with = "strict::choice")]
        status: AccountStatus,
        reason: Option<String>,
    }
    /// Adds a bill.
    AddBill {
        #[serde(deserialize_with = "strict::code")]
        account: String,
        #[serde(deserialize_with = "strict::code")]
        bill_no: String,
        #[serde(deserialize_with = "strict::choice")]
        kind: BillKind,
        amount: Fen,
        #[serde(deserialize_with = "strict::day")]
        billed_on: NaiveDate,
        #[serde(deserialize_with = "strict::day")]
        due_on: NaiveDate,
        #[serde(default, deserialize_with = "strict::day_if_any")]
        paid_on: Option<NaiveDate>,
        item: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        opening: Option<Fen>,
    }
    /// Records that a bill was paid.
    PayBill {
        #[serde(deserialize_with = "strict::code")]
        bill_no: String,
        #[serde(deserialize_with = "strict::day")]
        paid_on: NaiveDate,
    }
    /// Records money paid in.
    AddTopUp {
        #[serde(deserialize_with = "strict::code")]
        account: String,
        amount: Fen,
        #[serde(deserialize_with = "strict::day")]
        on: NaiveDate,
    }
    /// Records money given back on a bill.
    AddRefund {
        #[serde(deserialize_with = "strict::code")]
        bill_no: String,
        amount: Fen,
        #[serde(deserialize_with = "strict::day")]
        on: NaiveDate,
        reason: Option<String>,
    }
    /// Adds an entry to the non-invoiceable ledger.
    AddNonInvoiceable {
        #[serde(deserialize_with = "strict::code")]
        account: String,
        amount: Fen,
        #[serde(deserialize_with = "strict::choice")]
        reason: LedgerReason,
        note: Option<String>,
    }
    /// Corrects a bill that nothing uses: the fields to change, as they are added, and what to.
    CorrectBill {
        #[serde(deserialize_with = "strict::code")]
        bill_no: String,
        reason: String,
        changes: Changes,
    }
    /// Removes a bill that nothing uses.
    RemoveBill {
        #[serde(deserialize_with = "strict::code")]
        bill_no: String,
        reason: String,
    }
    /// Removes a refund of a bill.
    RemoveRefund {
        #[serde(deserialize_with = "strict::code")]
        bill_no: String,
        amount: Fen,
        #[serde(deserialize_with = "strict::day")]
        on: NaiveDate,
        reason: String,
    }
    /// Removes an entry of the non-invoiceable ledger of which nothing is offset.
    RemoveNonInvoiceable {
        #[serde(deserialize_with = "strict::code")]
        account: String,
        amount: Fen,
        #[serde(deserialize_with = "strict::choice")]
        reason: LedgerReason,
        why: String,
    }
    /// Saves the invoice info of one type. With `version` it is refused if somebody saved in the meantime.
    SaveInvoiceInfo {
        #[serde(deserialize_with = "strict::code")]
        account: String,
        #[serde(deserialize_with = "strict::choice")]
        r#type: InvoiceType,
        name: Option<String>,
        tax_id: Option<String>,
        address: Option<String>,
        phone: Option<String>,
        bank: Option<String>,
        bank_account: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        tax_id_seen: Option<bool>,
        version: Option<i64>,
    }
    /// Saves a mailing address: a new one, or with `address` a changed one.
    SaveAddress {
        #[serde(deserialize_with = "strict::code")]
        account: String,
        #[serde(default, deserialize_with = "strict::code_if_any")]
        address: Option<String>,
        recipient: String,
        phone: String,
        region: String,
        street: String,
        postcode: Option<String>,
        default: Option<bool>,
        version: Option<i64>,
    }
    /// Removes a mailing address.
    RemoveAddress {
        #[serde(deserialize_with = "strict::code")]
        address: String,
    }
    /// Submits the saved special-invoice info for review, with the scans that prove it.
    SubmitQualification {
        #[serde(deserialize_with = "strict::code")]
        account: String,
        evidence: Vec<Evidence>,
    }
    /// A scan: what it proves, and where the file is.
    Evidence {
        #[serde(deserialize_with = "strict::choice")]
        kind: EvidenceKind,
        path: String,
    }
    /// Decides on a qualification.
    ReviewQualification {
        #[serde(deserialize_with = "strict::code")]
        account: String,
        reasons: Option<BTreeMap<String, String>>,
    }
    /// Applies for an invoice: exactly one of `bills`, `amount`, `all`.
    SubmitApplication {
        #[serde(deserialize_with = "strict::code")]
        account: String,
        #[serde(deserialize_with = "strict::choice")]
        r#type: InvoiceType,
        #[serde(default, deserialize_with = "strict::codes_if_any")]
        bills: Option<Vec<String>>,
        amount: Option<Fen>,
        all: Option<bool>,
        #[serde(default, deserialize_with = "strict::code_if_any")]
        address: Option<String>,
        email: Option<String>,
        contact: Option<String>,
        remark: Option<String>,
    }
    /// Names an application.
    OfApplication {
        #[serde(deserialize_with = "strict::code")]
        application: String,
    }
    /// Names an account.
    OfAccount {
        #[serde(deserialize_with = "strict::code")]
        account: String,
    }
    /// Rejects an application with a reason.
    RejectApplication {
        #[serde(deserialize_with = "strict::code")]
        application: String,
        reason: String,
    }
    /// Records the invoices issued for an application. One that is no longer covered is issued all the same with
    /// `confirm_uncovered` and a note.
    IssueApplication {
        #[serde(deserialize_with = "strict::code")]
        application: String,
        invoices: Vec<IssuedInvoice>,
        confirm_uncovered: Option<bool>,
        note: Option<String>,
    }
    /// One issued invoice.
    IssuedInvoice {
        number: String,
        #[serde(deserialize_with = "strict::day")]
        issued_on: NaiveDate,
        gross: Fen,
    }
    /// Records how an application was sent.
    DeliverApplication {
        #[serde(deserialize_with = "strict::code")]
        application: String,
        carrier: Option<String>,
        tracking_no: Option<String>,
        email: Option<String>,
    }
    /// Records the red-letter reversal of an application's invoices: `red_number` where there is one, `reversals` for
    /// each of several.
    ReverseApplication {
        #[serde(deserialize_with = "strict::code")]
        application: String,
        #[serde(deserialize_with = "strict::choice")]
        reason: ReversalReason,
        red_number: Option<String>,
        reversals: Option<Vec<RedInvoice>>,
    }
    /// A red-letter invoice, and the number of the invoice that it reverses.
    RedInvoice { number: String, red_number: String }
    /// Asks for a correction of an issued application: the fields to change, and what to.
    CorrectApplication {
        #[serde(deserialize_with = "strict::code")]
        application: String,
        reason: String,
        changes: Option<BTreeMap<String, String>>,
    }
    /// Approves a correction, with the red-letter invoices that reverse the application's, as in a reversal.
    ApproveCorrection {
        #[serde(deserialize_with = "strict::code")]
        application: String,
        reason: String,
        red_number: Option<String>,
        reversals: Option<Vec<RedInvoice>>,
    }
    /// Refuses a correction.
    RejectCorrection {
        #[serde(deserialize_with = "strict::code")]
        application: String,
        reason: String,
    }
    /// Makes or changes an account's plan of recurring invoicing.
    SetRecurring {
        #[serde(deserialize_with = "strict::code")]
        account: String,
        enabled: bool,
        #[serde(deserialize_with = "strict::choice")]
        r#type: InvoiceType,
        #[serde(default, deserialize_with = "strict::code_if_any")]
        address: Option<String>,
        email: Option<String>,
    }
    /// Runs every plan whose day has come; with `preview` it only tells what would happen.
    RunRecurring { preview: Option<bool> }
    /// Adds a year of holidays, in the shape of the bundled ones.
    AddHolidays { year: i32, days: Vec<HolidayDay> }
    /// One exception to Monday–Friday.
    HolidayDay {
        #[serde(deserialize_with = "strict::day")]
        date: NaiveDate,
        off: bool,
    }
    /// Opens a support ticket from what a rule refuses: an account, or the correction of an application of it.
    OpenTicket {
        #[serde(deserialize_with = "strict::code")]
        account: String,
        #[serde(deserialize_with = "strict::choice")]
        rule: RuleId,
        #[serde(default, deserialize_with = "strict::code_if_any")]
        application: Option<String>,
        note: Option<String>,
    }
    /// Adds a note to a ticket, and with it closes the ticket or opens it again.
    OnTicket {
        #[serde(deserialize_with = "strict::code")]
        ticket: String,
        note: String,
    }
    /// Lists tickets: of an account, in a state.
    ListTickets {
        #[serde(default, deserialize_with = "strict::code_if_given")]
        account: Option<String>,
        #[serde(default, deserialize_with = "strict::choice_if_any")]
        state: Option<TicketState>,
    }
    /// Names no policy in particular.
    AllPolicies {}
    /// Names a policy; with `version` as it was then.
    OfPolicy {
        #[serde(deserialize_with = "strict::code")]
        code: String,
        version: Option<u32>,
    }
    /// Lists applications: of an account, in a state, submitted from a day to a day.
    ListApplications {
        #[serde(default, deserialize_with = "strict::code_if_given")]
        account: Option<String>,
        #[serde(default, deserialize_with = "strict::choice_if_any")]
        state: Option<ApplicationState>,
        #[serde(default, deserialize_with = "strict::day_if_any")]
        from: Option<NaiveDate>,
        #[serde(default, deserialize_with = "strict::day_if_any")]
        to: Option<NaiveDate>,
    }
}

//! What is on screen, and what panels may do to it.

use std::path::PathBuf;

use super::theme::Tone;
use crate::desk::commands::tickets::About;
use crate::desk::export::{ExportFormat, List};
use crate::desk::protocol::table::Command;
use crate::desk::worker::{Office, Wake};
use crate::domain::account::{Account, AccountKind, AccountStatus};
use crate::domain::ids::{BillId, SubmissionId, TicketId};
use crate::domain::refusal::Refusal;
use crate::domain::rules::RuleId;
use crate::i18n::{Lang, Text, domain};

/// What is on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// What is to do.
    #[default]
    Overview,
    /// The application wizard.
    Apply,
    /// The list of applications.
    Applications,
    /// One application with its timeline.
    Application(String),
    /// The review of special-invoice qualifications.
    Review,
    /// The plans of recurring invoicing.
    Recurring,
    /// Support tickets.
    Tickets,
    /// Customers.
    Customers,
    /// Bills.
    Bills,
    /// Invoice info of the chosen customer.
    InvoiceInfo,
    /// Mailing addresses of the chosen customer.
    Addresses,
    /// Import and export.
    Files,
    /// Policies: what issuers work under.
    Policies,
    /// Settings: language, look, holidays.
    Settings,
    /// The rules in words.
    Help,
}

impl Route {
    /// Whether what is on screen is about the chosen customer, or narrowed to it.
    pub fn follows_customer(&self) -> bool {
        match self {
            Self::Overview
            | Self::Apply
            | Self::Applications
            | Self::Recurring
            | Self::Tickets
            | Self::Customers
            | Self::Bills
            | Self::InvoiceInfo
            | Self::Addresses => true,
            Self::Application(_)
            | Self::Review
            | Self::Files
            | Self::Policies
            | Self::Settings
            | Self::Help => false,
        }
    }
}

/// A list that is already narrowed to what it is looked at for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aim {
    /// The review of this submission.
    Review(SubmissionId),
    /// The bills that are overdue.
    OverdueBills,
    /// The applications that are late.
    LateApplications,
    /// The balance of the customer of this number.
    Customer(String),
    /// A bill, and what explains it.
    Bill {
        /// The bill.
        id: BillId,
        /// Its number.
        bill_no: String,
        /// The number of the customer that is chosen then, if one is.
        account: Option<String>,
    },
    /// The import of files.
    Import,
    /// What was imported.
    Imports,
    /// The export of lists.
    Export,
}

/// A customer, as the window's top bar shows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Chosen {
    /// The account number.
    pub account: String,
    /// The customer's name.
    pub name: String,
    /// Number, kind and standing in words.
    pub details: String,
}

impl Chosen {
    /// The customer of this number.
    pub fn of(lang: Lang, account: String, name: String, kind: AccountKind, status: AccountStatus) -> Self {
        let (kind, status) = (domain::account_kind(kind).get(lang), domain::account_status(status).get(lang));
        Self { details: format!("{account} · {kind} · {status}"), account, name }
    }

    /// This customer.
    pub fn from_account(lang: Lang, account: Account) -> Self {
        Self::of(lang, account.code, account.name, account.kind, account.status)
    }
}

/// What a panel wants done. Panels only ask while they draw; the window does it all, in order, afterwards.
#[derive(Clone, Debug)]
pub enum Action {
    /// Show this.
    Go(Route),
    /// Show a list, narrowed.
    Aim(Aim),
    /// Explain this rule.
    Explain(RuleId),
    /// Choose this customer, or none.
    Choose(Option<Chosen>),
    /// Say what was refused, with a way to the rule.
    Refused(Refusal),
    /// Open a ticket from a refusal, or show the one that is open about it.
    AskTicket(Box<About>),
    /// Show this ticket.
    ShowTicket(TicketId),
    /// Say something in passing.
    Toast(Tone, String),
    /// Speak this language.
    Speak(Lang),
    /// Wear this look.
    Wear(super::theme::Preference),
    /// Open the store at this place.
    OpenStore(PathBuf),
    /// This user is at the desk from now on.
    HandOver(String),
    /// Take a list out of the desk, as a file of this format.
    Export(Box<List>, ExportFormat),
    /// Run the plans of recurring invoicing whose day has come.
    RunPlans,
    /// Carry out a command whose answer needs no more than a word: this one when it is done.
    Do(Command, Text),
}

/// What a panel has at hand.
pub struct Cx<'a> {
    /// The desk.
    pub office: &'a Office,
    /// Has the window drawn again, for work beside the desk.
    pub wake: &'a Wake,
    /// The language.
    pub lang: Lang,
    /// The chosen customer.
    pub chosen: Option<&'a Chosen>,
    /// How files are chosen.
    pub picker: &'a dyn super::dialogs::Picker,
    /// The stores that were open before, the last one first.
    pub recent: &'a [PathBuf],
    /// What is to be done after drawing.
    pub actions: &'a mut Vec<Action>,
}

impl Cx<'_> {
    /// `text` in the window's language.
    pub fn say(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    /// Asks for something to be done.
    pub fn act(&mut self, action: Action) {
        self.actions.push(action);
    }
}

//! What is on screen, and what panels may do to it.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::backups::BackupWatch;
use super::bulk;
use super::commands::UserCommand;
use super::outgoing::Outgoing;
use super::outside::Shown;
pub use super::panels::Route;
use super::sign_in::{LockAfter, Presence};
use super::theme::Tone;
use crate::desk::backup::BackupFile;
use crate::desk::commands::tickets::About;
use crate::desk::commands::undo_step::UndoStep;
use crate::desk::lists::applications::ApplicationsOnly;
use crate::desk::lists::bills::BillStateFilter;
use crate::desk::protocol::table::Command;
use crate::desk::worker::{Office, Wake};
use crate::domain::account::{Account, AccountKind, AccountStatus};
use crate::domain::application::Step;
use crate::domain::ids::{BillId, SubmissionId, TicketId};
use crate::domain::log::ObjectKind;
use crate::domain::refusal::{Refusal, checked};
use crate::domain::rule_id::RuleId;
use crate::i18n::{Lang, Text, customers, domain, undoing};

/// A page that is already turned to what is to be seen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Review(SubmissionId),
    OverdueBills,
    LateApplications,
    /// The applications that a bar of a chart stands for.
    Applications(ApplicationsOnly),
    /// Bills in a state, billed within these days, that a text finds; the first one of this customer is selected.
    Bills {
        state: BillStateFilter,
        days: (Option<NaiveDate>, Option<NaiveDate>),
        text: String,
        account: Option<String>,
    },
    /// The balance of the customer of this number.
    Customer(String),
    Bill {
        id: BillId,
        bill_no: String,
        /// The number of the customer that is chosen then, if one is.
        account: Option<String>,
    },
    /// What was done to something: what it is, its number, and what it is called.
    History(ObjectKind, String, String),
    Import,
    Imports,
    Export,
}

/// A customer, as the window's top bar shows it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Chosen {
    pub account: String,
    pub name: String,
    /// Number, kind and standing in words.
    pub details: String,
}

impl Chosen {
    pub fn of(lang: Lang, account: String, name: String, kind: AccountKind, status: AccountStatus) -> Self {
        let blocked = (status == AccountStatus::Frozen).then_some(RuleId::AccountFrozen);
        let (kind, standing) = (domain::account_kind(kind).get(lang), customers::standing(blocked).get(lang));
        Self { details: format!("{account} · {kind} · {standing}"), account, name }
    }

    /// A customer of whom no more is known than what was set by hand. Once it is chosen, the window reads how it stands.
    pub fn from_account(lang: Lang, account: &Account) -> Self {
        Self::of(lang, account.code.clone(), account.name.clone(), account.kind, account.status)
    }

    /// A customer with the rule that blocks it, if one does.
    pub fn standing(lang: Lang, account: &Account, blocked: Option<RuleId>) -> Self {
        let Account { code, name, kind, .. } = account;
        let (kind, standing) =
            (domain::account_kind(*kind).get(lang), customers::standing(blocked).get(lang));
        Self { account: code.clone(), name: name.clone(), details: format!("{code} · {kind} · {standing}") }
    }
}

/// What takes back something that was done.
#[derive(Clone, Debug)]
pub struct Undo {
    pub commands: Vec<Command>,
    /// What is said once it is taken back.
    pub done: Text,
}

impl Undo {
    /// Of the last step of an application.
    pub fn step(application: &str, step: Step) -> Option<Self> {
        let command = checked("application", application).map(|application| UndoStep {
            application,
            step: Some(step),
            note: None,
        });
        Self::by(command, undoing::done(step))
    }

    /// By this command, where it can be made.
    pub fn by(command: Result<impl Into<Command>, Refusal>, done: Text) -> Option<Self> {
        command.ok().map(|command| Self { commands: vec![command.into()], done })
    }
}

/// What a panel wants done. Panels only ask while they draw; the window does it all, in order, afterwards.
#[derive(Clone, Debug)]
pub enum Action {
    Go(Route),
    Open(Target),
    Explain(RuleId),
    Choose(Option<Chosen>),
    /// Say what was refused, with a way to the rule.
    Refused(Refusal),
    /// Open a ticket from a refusal, or show the one that is open about it.
    AskTicket(Box<About>),
    ShowTicket(TicketId),
    Toast(Tone, String),
    /// Tell something, with buttons for what can be done about it: undo it, open the file.
    Offer(Tone, String, Vec<(Text, Action)>),
    /// Say that something was done, and offer what takes it back: by a button, and by Ctrl+Z while nothing else is done.
    Done(String, Box<Action>),
    TakeBack(Undo),
    /// Open the application that stands so many rows further in the list of applications than the one that is open.
    OpenBeside(isize),
    /// Give a command of the window or of the page, as its keys do.
    Run(UserCommand),
    ChooseLanguage(Lang),
    ChooseTheme(super::theme::Preference),
    OpenStore(PathBuf),
    /// Ask for the server of a store that a department shares.
    ConnectToServer,
    /// Make a backup now.
    BackUp,
    /// Move the store to a place on this computer where it is safe.
    MoveStore,
    /// Put this backup in the place of the store.
    Restore(BackupFile),
    /// Throw the sandbox away that is open.
    DiscardDemo,
    ChooseUser(String),
    /// Show nothing until somebody has signed in: whoever is here, or another user.
    Lock {
        wants_other: bool,
    },
    /// Lock the window by itself after this.
    LockAfter(LockAfter),
    /// Ask whoever is here for another password.
    ChangePassword,
    /// This user has signed in at the window.
    SignedIn(String),
    /// Another user has: nothing of the one before is to be seen.
    HandOver,
    /// Files and lists of the tax bureau's in which something waits for a decision, to be read again by the next window.
    LeaveUndecided(Vec<String>),
    /// Take something out of the desk, as a file.
    Export(Outgoing),
    /// Do something with many applications or customers at once.
    Bulk(bulk::Ask),
    /// Show what would be e-mailed of the applications of these numbers, to be sent.
    Mail(Vec<String>),
    /// Have another program show a file.
    Show(Shown),
    RunPlans,
    /// Carry out a command whose answer needs no more than a word: this one when it is done.
    Do(Result<Command, Refusal>, Text),
}

/// What a panel has at hand.
pub struct Cx<'a> {
    pub office: &'a Office,
    /// Has the window drawn again, for work beside the desk.
    pub wake: &'a Wake,
    pub lang: Lang,
    pub chosen: Option<&'a Chosen>,
    pub picker: &'a dyn super::dialogs::Picker,
    /// The stores that were open before, the last one first.
    pub recent: &'a [PathBuf],
    pub backups: &'a BackupWatch,
    /// Who is at the window.
    pub presence: &'a Presence,
    /// The store is a sandbox of the program's own, which can be thrown away.
    pub is_disposable: bool,
    /// Many commands are being carried out, one after the other.
    pub runs_many: bool,
    pub actions: &'a mut Vec<Action>,
}

impl Cx<'_> {
    pub fn say(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    pub fn act(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// What came of something; a refusal is told in passing.
    pub fn done_or_told<T>(&mut self, done: Result<T, Refusal>) -> Option<T> {
        done.map_err(|refusal| self.act(Action::Refused(refusal))).ok()
    }
}

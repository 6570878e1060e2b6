//! What the desk can do. Commands and queries go in, answers and refusals come out; the window and the command
//! line send the same ones.

pub mod audit;
pub mod backup;
pub mod check;
pub mod clock;
pub mod commands;
pub mod demo;
pub mod export;
pub mod import;
pub mod lists;
pub mod own_files;
pub mod pages;
pub mod progress;
pub mod protocol;
pub mod stored_scans;
mod unfinished;
pub mod worker;

use crate::desk::commands::amend_bills;
use crate::desk::commands::application_steps;
use crate::desk::commands::bills;
use crate::desk::commands::corrections;
use crate::desk::commands::info_and_addresses;
use crate::desk::commands::policies;
use crate::desk::commands::recurring;
use crate::desk::commands::reverse_application;
use crate::desk::commands::review_qualification;
use crate::desk::commands::setup;
use crate::desk::commands::submit_application;
use crate::desk::commands::tickets;
use crate::desk::pages::application_answer;
use crate::desk::pages::balance;
use crate::desk::protocol::texts;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

use crate::desk::clock::{Clock, Moment};
use crate::desk::commands::recurring::Runs;
use crate::desk::protocol::command::{Command, Query, RunRecurring};
use crate::desk::protocol::decode::{Envelope, Request};
use crate::desk::protocol::sent::Sent;
use crate::domain::calendar::WorkCalendar;
use crate::domain::policy::Policy;
use crate::domain::refusal::{Noun, Refusal, Role, StoreFault};
use crate::domain::ticket::TicketStep;
use crate::exchange::scans::Archive;
/// An open store, to be handed to the queries of this layer.
pub use crate::store::engine::Db as Store;

use crate::store::engine::{Db, Found, inspect};
use crate::store::user::StoredUser;
use crate::store::{holiday, policy, setting, user};

/// The name of the user that a new store begins with; it has every role.
pub const FIRST_USER: &str = "desk";

const SANDBOX: &str = "sandbox";
const DEFAULT_USER: &str = "default_user";

/// The roles of which the default user needs one.
pub const DEFAULT_USER_IS: &[Role] = &[Role::Clerk, Role::Admin];

/// A desk at an open store, with the right to write.
#[derive(Debug)]
pub struct Desk {
    db: Db,
    path: PathBuf,
    clock: Clock,
    known: RefCell<Known>,
    sandbox: bool,
}

/// The calendar of the store, as it was at a version of its data.
#[derive(Debug, Default)]
struct Known {
    calendar: Arc<WorkCalendar>,
    /// None: it has to be read anew.
    version: Option<i64>,
}

/// Whether there is a store at `path`.
///
/// # Errors
/// `store`: what is there is no store, or one of a newer program.
pub fn is_there(path: &Path) -> Result<bool, Refusal> {
    Ok(inspect(path)? == Found::Store)
}

/// How a store is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// It must be there.
    Existing,
    /// It is made where there is none.
    OrCreate {
        /// Whether a new store takes a clock from outside.
        sandbox: bool,
    },
    /// There must be none yet.
    New {
        /// Whether it takes a clock from outside.
        sandbox: bool,
    },
}

impl Desk {
    /// Opens the store at `path`.
    ///
    /// # Errors
    /// `store`: missing, there already, no store, of a newer program, locked, read-only.
    pub fn open(path: &Path, how: Open) -> Result<Self, Refusal> {
        let shown = || path.display().to_string();
        let fault = match (inspect(path)?, how) {
            (Found::Nothing, Open::Existing) => Some(StoreFault::Missing { path: shown() }),
            (Found::Store, Open::New { .. }) => Some(StoreFault::Exists { path: shown() }),
            _ => None,
        };
        if let Some(fault) = fault {
            return Err(Refusal::Store { fault });
        }
        let db = Db::open_writer(path)?;
        if user::all(&db)?.is_empty() {
            let sandbox = matches!(how, Open::OrCreate { sandbox: true } | Open::New { sandbox: true });
            // Another program may have opened the same new store and been first.
            db.transaction(|db| if user::all(db)?.is_empty() { furnish(db, sandbox) } else { Ok(()) })?;
        }
        let sandbox = setting::get(&db, SANDBOX)?.is_some();
        Archive::beside(path).keep_from_others();
        let desk =
            Self { db, path: path.to_owned(), clock: Clock::System, known: RefCell::default(), sandbox };
        desk.calendar()?;
        Ok(desk)
    }

    /// Where the store is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the store takes a clock from outside.
    pub fn is_sandbox(&self) -> bool {
        self.sandbox
    }

    /// The time in which the next command would be carried out. If the store cannot be read just now, it is by the
    /// calendar that was read last.
    pub fn moment(&self) -> Moment {
        let calendar = self.calendar().unwrap_or_else(|_| Arc::clone(&self.known.borrow().calendar));
        Moment::at(self.clock.now(), calendar)
    }

    /// The calendar as the store has it now, read anew when another program has written to it; within a transaction, as
    /// the store has it in that.
    fn calendar(&self) -> Result<Arc<WorkCalendar>, Refusal> {
        let version = Some(self.db.data_version()?);
        let mut known = self.known.borrow_mut();
        if known.version != version {
            *known = Known { calendar: Arc::new(calendar(&self.db)?), version };
        }
        Ok(Arc::clone(&known.calendar))
    }

    /// What tells the time as this desk sees it, for others to ask.
    fn clockwork(&self) -> impl Fn() -> Moment + Send + use<> {
        let (clock, calendar) = (self.clock, self.moment().calendar);
        move || Moment::at(clock.now(), Arc::clone(&calendar))
    }

    /// A number that changes when another program has changed the store; none if it cannot be read just now.
    fn data_version(&self) -> Option<i64> {
        self.db.data_version().ok()
    }

    /// Carries out one command or answers one query. A command happens whole, or not at all.
    ///
    /// # Errors
    /// What refused it. Then nothing was changed, nor is the command's id taken; but see [`StoreFault::Unconfirmed`].
    pub fn handle(&mut self, envelope: &Envelope) -> Result<Value, Refusal> {
        if let Some(at) = envelope.at {
            self.set_clock(at)?;
        }
        texts::check(&envelope.request)?;
        match &envelope.request {
            Request::Query(query) => self.db.snapshot(|db| {
                known(db, envelope.by.as_deref())?;
                answer(db, &self.moment(), query)
            }),
            Request::Command(command) => {
                review_qualification::look_ahead(command);
                let by = Principal::User(envelope.by.as_deref());
                let answer = self.command(self.clock, command, envelope.id.as_deref(), by);
                if matches!(command, Command::AddHolidays(_)) {
                    // What this desk writes itself does not change the version that it sees.
                    self.known.get_mut().version = None;
                }
                answer
            }
        }
    }

    /// Sets the clock of a sandbox: it stands at this time from now on.
    ///
    /// # Errors
    /// `clock-override`: the store is no sandbox.
    pub fn set_clock(&mut self, at: DateTime<Utc>) -> Result<(), Refusal> {
        if !self.sandbox {
            return Err(Refusal::ClockOverride);
        }
        self.clock = Clock::Set(at);
        Ok(())
    }

    fn command(
        &self,
        clock: Clock,
        command: &Command,
        id: Option<&str>,
        by: Principal<'_>,
    ) -> Result<Value, Refusal> {
        let archive = Archive::beside(&self.path);
        let (op, request) = written(command)?;
        let sent = id.map(|id| Sent::new(id, &op, by.named(), &request));
        self.db.transaction(|db| {
            if let Some(answer) = sent.as_ref().map(|sent| sent.first_answer(db)).transpose()?.flatten() {
                return Ok(answer);
            }
            // Within the transaction: what other programs wrote before it counts.
            let moment = Moment::at(clock.now(), self.calendar()?);
            let user = by.permitted(db, command.needs())?;
            let answer = carry_out(db, &archive, &moment, &user, command)?;
            audit::write(db, &moment, user.id, &op, audited(request, &answer))?;
            sent.map_or(Ok(()), |sent| sent.keep(db, &answer))?;
            Ok(answer)
        })
    }

    /// Runs every plan of recurring invoicing whose day has come, as the program itself and not as any user; with
    /// `preview` it only tells what would happen.
    ///
    /// # Errors
    /// `store`.
    pub fn run_due_plans(&self, preview: bool) -> Result<Runs, Refusal> {
        let command = Command::RunRecurring(RunRecurring { preview: preview.then_some(true) });
        let answer = self.command(self.clock, &command, None, Principal::Program)?;
        serde_json::from_value(answer).map_err(unwritable)
    }

    /// Runs `work` as one transaction of `by`, with an audit entry in which `request` says what was done: for work
    /// that is larger than a command of the automation interface.
    ///
    /// # Errors
    /// What stopped it; then nothing was changed.
    pub(crate) fn transact<T, E: From<Refusal>>(
        &self,
        by: Option<&str>,
        op: &str,
        work: impl FnOnce(&Db, &Moment, &StoredUser) -> Result<T, E>,
        request: impl FnOnce(&T) -> Value,
    ) -> Result<T, E> {
        self.db.attempt(|db| {
            let moment = Moment::at(self.clock.now(), self.calendar()?);
            let user = Principal::User(by).permitted(db, &[Role::Clerk, Role::Admin])?;
            let done = work(db, &moment, &user)?;
            audit::write(db, &moment, user.id, op, request(&done).to_string())?;
            Ok(done)
        })
    }

    /// Has commands that name no user done as this one from now on; `by` asks for it, an admin.
    ///
    /// # Errors
    /// `not-found`; `not-permitted`: also for whoever may not do what a clerk does, since every such command would be
    /// refused then; `store`.
    pub fn set_default_user(&self, by: Option<&str>, name: &str) -> Result<(), Refusal> {
        self.set_default_user_at(&self.moment(), by, name)
    }

    fn set_default_user_at(&self, moment: &Moment, by: Option<&str>, name: &str) -> Result<(), Refusal> {
        self.db.transaction(|db| {
            let admin = Principal::User(by).permitted(db, &[Role::Admin])?;
            Principal::User(Some(name)).permitted(db, DEFAULT_USER_IS)?;
            setting::put(db, DEFAULT_USER, name)?;
            audit::write(db, moment, admin.id, "set_default_user", Value::from(name).to_string())
        })
    }

    /// The writing connection, for work that reads the store as it stands.
    pub(crate) fn db(&self) -> &Db {
        &self.db
    }
}

/// A command's name, and its fields as the audit log keeps them.
fn written(command: &Command) -> Result<(String, Value), Refusal> {
    match serde_json::to_value(command).map_err(unwritable)? {
        Value::Object(tagged) => Ok(tagged.into_iter().next().unwrap_or_default()),
        other => Err(unwritable(other)),
    }
}

/// What the audit log keeps of a command: the command, and what was there before where it corrected or removed it.
fn audited(mut request: Value, answer: &Value) -> String {
    if let (Value::Object(fields), Some(was)) = (&mut request, answer.get("was")) {
        fields.insert("was".to_owned(), was.clone());
    }
    request.to_string()
}

/// JSON that cannot be written or read back: the store holds something that no version of the program wrote.
fn unwritable(detail: impl ToString) -> Refusal {
    Refusal::Store { fault: StoreFault::Corrupt { detail: detail.to_string() } }
}

fn carry_out(
    db: &Db,
    archive: &Archive,
    moment: &Moment,
    user: &StoredUser,
    command: &Command,
) -> Result<Value, Refusal> {
    match command {
        Command::AddUser(c) => value(setup::add_user(db, c)),
        Command::ChangeUser(c) => value(setup::change_user(db, c)),
        Command::AddIssuer(c) => value(setup::add_issuer(db, c)),
        Command::ChangeIssuer(c) => value(setup::change_issuer(db, c)),
        Command::CopyPolicy(c) => value(policies::copy(db, moment, user.id, c)),
        Command::ChangePolicy(c) => value(policies::change(db, moment, user.id, c)),
        Command::AddAccount(c) => value(setup::add_account(db, c)),
        Command::SetAccountStatus(c) => value(setup::set_account_status(db, c)),
        Command::RequestCorrection(c) => value(corrections::request(db, moment, user.id, c)),
        Command::ApproveCorrection(c) => value(corrections::approve(db, moment, user, c)),
        Command::RejectCorrection(c) => value(corrections::reject(db, moment, user, c)),
        Command::SetRecurring(c) => value(recurring::set(db, moment, c)),
        Command::RunRecurring(c) => value(recurring::run(db, moment, user.id, c)),
        Command::AddHolidays(c) => value(setup::add_holidays(db, c)),
        Command::AddBill(c) => value(bills::add_bill(db, c)),
        Command::PayBill(c) => value(bills::pay_bill(db, c)),
        Command::AddTopUp(c) => value(bills::add_top_up(db, c)),
        Command::AddRefund(c) => value(bills::add_refund(db, moment, user.id, c)),
        Command::AddNonInvoiceable(c) => value(bills::add_non_invoiceable(db, moment, user.id, c)),
        Command::CorrectBill(c) => value(amend_bills::correct_bill(db, moment, user.id, c)),
        Command::RemoveBill(c) => value(amend_bills::remove_bill(db, moment, user.id, c)),
        Command::RemoveRefund(c) => value(amend_bills::remove_refund(db, moment, user.id, c)),
        Command::RemoveNonInvoiceable(c) => {
            value(amend_bills::remove_non_invoiceable(db, moment, user.id, c))
        }
        Command::SaveInvoiceInfo(c) => {
            value(info_and_addresses::save_invoice_info(db, archive, moment, user.id, c))
        }
        Command::SaveAddress(c) => value(info_and_addresses::save_address(db, c)),
        Command::RemoveAddress(c) => value(info_and_addresses::remove_address(db, c)),
        Command::SubmitQualification(c) => {
            value(review_qualification::submit(db, archive, moment, user.id, c))
        }
        Command::HoldQualification(c) => value(review_qualification::hold(db, moment, user, c)),
        Command::ReleaseQualification(c) => value(review_qualification::release(db, moment, c)),
        Command::ApproveQualification(c) => {
            value(review_qualification::approve(db, archive, moment, user, c))
        }
        Command::RejectQualification(c) => value(review_qualification::reject(db, moment, user, c)),
        Command::RevokeQualification(c) => value(review_qualification::revoke(db, c)),
        Command::SubmitApplication(c) => value(submit_application::submit(db, moment, user.id, c)),
        Command::AcceptApplication(c) => value(application_steps::accept(db, moment, user.id, c)),
        Command::CancelApplication(c) => value(application_steps::cancel(db, moment, user.id, c)),
        Command::RejectApplication(c) => value(application_steps::reject(db, moment, user.id, c)),
        Command::IssueApplication(c) => value(application_steps::issue(db, moment, user.id, c)),
        Command::DeliverApplication(c) => value(application_steps::deliver(db, moment, user.id, c)),
        Command::ReceiveApplication(c) => value(application_steps::receive(db, moment, user.id, c)),
        Command::ReverseApplication(c) => value(reverse_application::reverse(db, moment, user.id, c)),
        Command::OpenTicket(c) => value(tickets::open(db, moment, user.id, c)),
        Command::NoteTicket(c) => value(tickets::take(db, moment, user.id, TicketStep::Note, c)),
        Command::CloseTicket(c) => value(tickets::take(db, moment, user.id, TicketStep::Close, c)),
        Command::ReopenTicket(c) => value(tickets::take(db, moment, user.id, TicketStep::Reopen, c)),
    }
}

/// Answers a query on any connection.
///
/// # Errors
/// `not-found`, `store`.
pub fn answer(db: &Db, moment: &Moment, query: &Query) -> Result<Value, Refusal> {
    match query {
        Query::Balance(q) => value(balance::of_account(db, moment, &q.account)),
        Query::Application(q) => value(application_answer::view(db, moment, &q.application)),
        Query::Applications(q) => value(application_answer::list(db, q)),
        Query::Tickets(q) => value(tickets::answer(db, q)),
        Query::Policies(_) => value(policies::list(db)),
        Query::Policy(q) => value(policies::view(db, q)),
    }
}

fn value<T: Serialize>(answer: Result<T, Refusal>) -> Result<Value, Refusal> {
    serde_json::to_value(answer?).map_err(unwritable)
}

/// What a new store begins with: a user with every role, and the bundled policies.
fn furnish(db: &Db, sandbox: bool) -> Result<(), Refusal> {
    user::insert(db, FIRST_USER, &Role::ALL)?;
    setting::put(db, DEFAULT_USER, FIRST_USER)?;
    if sandbox {
        setting::put(db, SANDBOX, "1")?;
    }
    Policy::bundled().map_err(unwritable)?.iter().try_for_each(|bundled| policy::insert(db, bundled))
}

/// Opens the store at `path` for reading. One of an older program is brought up to date first: lists are read in the
/// columns that this program knows.
///
/// # Errors
/// `store`: missing, no store, of a newer program, or of an older one and it cannot be written.
pub fn read_up_to_date(path: &Path) -> Result<Store, Refusal> {
    let db = Db::open_reader(path)?;
    if !db.is_of_older_schema()? {
        return Ok(db);
    }
    drop(db);
    drop(Db::open_writer(path)?);
    Db::open_reader(path)
}

/// The time in which a question to the store at `path` is answered: now, by the calendar that the store knows.
///
/// # Errors
/// `store`: it is missing, no store, or cannot be read.
pub fn moment_of(path: &Path) -> Result<Moment, Refusal> {
    let db = Db::open_reader(path)?;
    Ok(Moment::at(Clock::System.now(), Arc::new(calendar(&db)?)))
}

/// The bundled calendar with the years that the user added.
fn calendar(db: &Db) -> Result<WorkCalendar, Refusal> {
    let mut calendar = WorkCalendar::bundled();
    for (year, days) in holiday::all(db)? {
        calendar.add_year(year, days);
    }
    Ok(calendar)
}

/// Who a command is done as.
#[derive(Clone, Copy)]
enum Principal<'a> {
    /// The user of this name, or the store's default user.
    User(Option<&'a str>),
    /// The program itself, which needs no role.
    Program,
}

impl<'a> Principal<'a> {
    /// The user whom it names.
    fn named(self) -> Option<&'a str> {
        match self {
            Self::User(by) => by,
            Self::Program => None,
        }
    }

    /// Who that is, with one of the roles that are needed.
    fn permitted(self, db: &Db, needs: &[Role]) -> Result<StoredUser, Refusal> {
        let user = match self {
            Self::User(by) => known(db, by)?,
            Self::Program => return user::program(db),
        };
        if user.roles.iter().any(|role| needs.contains(role)) {
            Ok(user)
        } else {
            Err(Refusal::NotPermitted { by: user.name, needs: needs.to_vec() })
        }
    }
}

/// The user named by `by`, or the store's default user.
fn known(db: &Db, by: Option<&str>) -> Result<StoredUser, Refusal> {
    let name = match by {
        Some(name) => name.to_owned(),
        None => default_user(db)?,
    };
    user::by_name(db, &name)?.ok_or(Refusal::NotFound { what: Noun::User, key: name })
}

/// The name of the user whom commands are done as that name none.
fn default_user(db: &Db) -> Result<String, Refusal> {
    Ok(setting::get(db, DEFAULT_USER)?.unwrap_or_else(|| FIRST_USER.to_owned()))
}

#[cfg(test)]
mod tests;

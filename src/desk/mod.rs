//! What the desk can do. Commands and queries go in, answers and refusals come out; the window and the command
//! line send the same ones.

pub mod amend;
pub mod application_list;
pub mod application_page;
pub mod applications;
pub mod audit;
pub mod backup;
pub mod balance;
pub mod changes;
pub mod check;
pub mod clock;
pub mod command;
pub mod correct;
pub mod correction_side;
mod coverage;
pub mod customer_view;
pub mod customers;
pub mod decode;
pub mod demo;
pub mod evidence;
pub mod export;
pub mod finding;
pub mod house;
pub mod import;
pub mod import_list;
pub mod infos;
pub mod lists;
pub mod money_in;
pub mod object;
pub mod offer;
pub mod overview;
pub mod places;
pub mod policies;
pub mod progress;
pub mod recurring;
pub mod remembered;
pub mod review;
pub mod setup;
pub mod steps;
mod strict;
pub mod submit;
pub mod summary;
pub mod tax_ids;
mod texts;
pub mod tickets;
pub mod undo_import;
pub mod worker;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::clock::{Clock, Moment};
use self::command::{Command, Query};
use self::decode::{Envelope, Request, Sent};
use crate::domain::calendar::WorkCalendar;
use crate::domain::policy::Policy;
use crate::domain::refusal::{Noun, Refusal, Role, StoreFault};
use crate::domain::ticket::TicketStep;
use crate::exchange::scans::Archive;
/// An open store, to be handed to the queries of this layer.
pub use crate::store::engine::Db as Store;

use crate::store::engine::{Db, Found, inspect};
use crate::store::user::StoredUser;
use crate::store::{self, holiday, policy, setting, user};

/// The name of the user that a new store begins with; it has every role.
pub const FIRST_USER: &str = "desk";

const SANDBOX: &str = "sandbox";
const DEFAULT_USER: &str = "default_user";

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
    /// What refused it; then nothing was changed.
    pub fn handle(&mut self, envelope: &Envelope) -> Result<Value, Refusal> {
        if let Some(at) = envelope.at {
            self.set_clock(at)?;
        }
        texts::check(&envelope.request)?;
        match &envelope.request {
            Request::Query(query) => self.db.snapshot(|db| answer(db, &self.moment(), query)),
            Request::Command(command) => {
                let (id, by) = (envelope.id.as_deref(), envelope.by.as_deref());
                let answer = self.command(self.clock, command, id, by);
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
        by: Option<&str>,
    ) -> Result<Value, Refusal> {
        let archive = Archive::beside(&self.path);
        let done = self.db.transaction(|db| {
            if let Some((_, kept)) = id.map(|id| store::audit::answer(db, id)).transpose()?.flatten() {
                return Kept::parse(&kept);
            }
            // Within the transaction: what other programs wrote before it counts.
            let moment = Moment::at(clock.now(), self.calendar()?);
            let (op, request) = written(command)?;
            let done = db.savepoint(|db| {
                let user = permitted(db, by, command.needs())?;
                let answer = carry_out(db, &archive, &moment, &user, command)?;
                audit::write(db, &moment, user.id, &op, audited(request, &answer)?)?;
                Ok(answer)
            });
            let kept = match done {
                Ok(answer) => Kept::Answer(answer),
                Err(refusal @ Refusal::Store { .. }) => return Err(refusal),
                Err(refusal) => Kept::Refusal(refusal),
            };
            if let Some(id) = id {
                store::audit::keep_answer(db, id, &op, &kept.write()?)?;
            }
            Ok(kept)
        })?;
        done.said()
    }

    /// The name and the answer of a command that was sent with an id: those of the first that was sent with it,
    /// whatever this one says. So a refusal is kept, too, of what could not be read as a command: `done` is what came
    /// of this one.
    pub fn as_first_sent(
        &self,
        sent: &Sent,
        done: Result<Value, Refusal>,
    ) -> (String, Result<Value, Refusal>) {
        let first = match &done {
            Ok(_) => store::audit::answer(&self.db, &sent.id),
            Err(Refusal::Store { .. }) => return (sent.op.clone(), done),
            Err(refusal) => self.db.transaction(|db| {
                let first = store::audit::answer(db, &sent.id)?;
                if first.is_none() {
                    let kept = Kept::Refusal(refusal.clone()).write()?;
                    store::audit::keep_answer(db, &sent.id, &sent.op, &kept)?;
                }
                Ok(first)
            }),
        };
        match first {
            Ok(Some((op, kept))) => (op, Kept::parse(&kept).and_then(Kept::said)),
            Ok(None) => (sent.op.clone(), done),
            Err(refusal) => (sent.op.clone(), done.and(Err(refusal))),
        }
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
            let user = permitted(db, by, &[Role::Clerk, Role::Admin])?;
            let done = work(db, &moment, &user)?;
            audit::write(db, &moment, user.id, op, request(&done).to_string())?;
            Ok(done)
        })
    }

    /// Has commands that name no user done as this one from now on. Anybody may hand the desk over: whoever sits at
    /// it can be named by any command, and the audit log keeps who was.
    ///
    /// # Errors
    /// `not-found`, `store`.
    pub fn set_default_user(&self, name: &str) -> Result<(), Refusal> {
        self.set_default_user_at(&self.moment(), name)
    }

    fn set_default_user_at(&self, moment: &Moment, name: &str) -> Result<(), Refusal> {
        self.db.transaction(|db| {
            let by = permitted(db, None, &Role::ALL)?;
            user::by_name(db, name)?
                .ok_or_else(|| Refusal::NotFound { what: Noun::User, key: name.to_owned() })?;
            setting::put(db, DEFAULT_USER, name)?;
            audit::write(db, moment, by.id, "set_default_user", Value::from(name).to_string())
        })
    }

    /// The writing connection, for work that reads the store as it stands.
    pub(crate) fn db(&self) -> &Db {
        &self.db
    }
}

/// What a command answered, as it is kept for a second sending.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kept {
    Answer(Value),
    Refusal(Refusal),
}

impl Kept {
    fn parse(text: &str) -> Result<Self, Refusal> {
        serde_json::from_str(text).map_err(unwritable)
    }

    fn write(&self) -> Result<String, Refusal> {
        serde_json::to_string(self).map_err(unwritable)
    }

    fn said(self) -> Result<Value, Refusal> {
        match self {
            Self::Answer(answer) => Ok(answer),
            Self::Refusal(refusal) => Err(refusal),
        }
    }
}

/// A command's name, and the command as the audit log keeps it.
fn written(command: &Command) -> Result<(String, String), Refusal> {
    match serde_json::to_value(command).map_err(unwritable)? {
        Value::Object(tagged) => {
            let (op, fields) = tagged.into_iter().next().unwrap_or_default();
            Ok((op, fields.to_string()))
        }
        other => Err(unwritable(other)),
    }
}

/// What the audit log keeps of a command: the command, and what was there before where it corrected or removed it.
fn audited(request: String, answer: &Value) -> Result<String, Refusal> {
    let Some(was) = answer.get("was") else { return Ok(request) };
    let mut fields: Value = serde_json::from_str(&request).map_err(unwritable)?;
    if let Value::Object(fields) = &mut fields {
        fields.insert("was".to_owned(), was.clone());
    }
    Ok(fields.to_string())
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
        Command::RequestCorrection(c) => value(correct::request(db, moment, user.id, c)),
        Command::ApproveCorrection(c) => value(correct::approve(db, moment, user, c)),
        Command::RejectCorrection(c) => value(correct::reject(db, moment, user, c)),
        Command::SetRecurring(c) => value(recurring::set(db, moment, c)),
        Command::RunRecurring(c) => value(recurring::run(db, moment, user.id, c)),
        Command::AddHolidays(c) => value(setup::add_holidays(db, c)),
        Command::AddBill(c) => value(money_in::add_bill(db, c)),
        Command::PayBill(c) => value(money_in::pay_bill(db, c)),
        Command::AddTopUp(c) => value(money_in::add_top_up(db, c)),
        Command::AddRefund(c) => value(money_in::add_refund(db, moment, user.id, c)),
        Command::AddNonInvoiceable(c) => value(money_in::add_non_invoiceable(db, moment, user.id, c)),
        Command::CorrectBill(c) => value(amend::correct_bill(db, moment, user.id, c)),
        Command::RemoveBill(c) => value(amend::remove_bill(db, moment, user.id, c)),
        Command::RemoveRefund(c) => value(amend::remove_refund(db, moment, user.id, c)),
        Command::RemoveNonInvoiceable(c) => value(amend::remove_non_invoiceable(db, moment, user.id, c)),
        Command::SaveInvoiceInfo(c) => value(infos::save_invoice_info(db, moment, user.id, c)),
        Command::SaveAddress(c) => value(infos::save_address(db, c)),
        Command::RemoveAddress(c) => value(infos::remove_address(db, c)),
        Command::SubmitQualification(c) => value(review::submit(db, archive, moment, user.id, c)),
        Command::HoldQualification(c) => value(review::hold(db, moment, user, c)),
        Command::ReleaseQualification(c) => value(review::release(db, moment, c)),
        Command::ApproveQualification(c) => value(review::approve(db, archive, moment, user, c)),
        Command::RejectQualification(c) => value(review::reject(db, moment, user, c)),
        Command::RevokeQualification(c) => value(review::revoke(db, c)),
        Command::SubmitApplication(c) => value(submit::submit(db, moment, user.id, c)),
        Command::AcceptApplication(c) => value(steps::accept(db, moment, user.id, c)),
        Command::CancelApplication(c) => value(steps::cancel(db, moment, user.id, c)),
        Command::RejectApplication(c) => value(steps::reject(db, moment, user.id, c)),
        Command::IssueApplication(c) => value(steps::issue(db, moment, user.id, c)),
        Command::DeliverApplication(c) => value(steps::deliver(db, moment, user.id, c)),
        Command::ReceiveApplication(c) => value(steps::receive(db, moment, user.id, c)),
        Command::ReverseApplication(c) => value(steps::reverse(db, moment, user.id, c)),
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
        Query::Application(q) => value(applications::view(db, moment, &q.application)),
        Query::Applications(q) => value(applications::list(db, q)),
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

/// The user named by `by`, or the store's default user, with one of the roles that are needed.
fn permitted(db: &Db, by: Option<&str>, needs: &[Role]) -> Result<StoredUser, Refusal> {
    let name = match by {
        Some(name) => name.to_owned(),
        None => setting::get(db, DEFAULT_USER)?.unwrap_or_else(|| FIRST_USER.to_owned()),
    };
    let user =
        user::by_name(db, &name)?.ok_or_else(|| Refusal::NotFound { what: Noun::User, key: name.clone() })?;
    if user.roles.iter().any(|role| needs.contains(role)) {
        Ok(user)
    } else {
        Err(Refusal::NotPermitted { by: name, needs: needs.to_vec() })
    }
}

#[cfg(test)]
mod tests;

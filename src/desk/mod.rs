//! What the desk can do. Commands and queries go in, answers and refusals come out; the window and the command
//! line send the same ones.

pub mod about;
pub mod audit;
pub mod backup;
mod carry_out;
pub mod check;
pub mod checksum;
pub mod clock;
pub mod commands;
pub mod demo;
pub mod drafts;
pub mod export;
pub mod import;
pub mod lists;
pub mod mail;
pub mod opening;
pub(crate) mod own_files;
pub mod pages;
pub mod paperwork;
pub mod principal;
pub mod print;
pub mod progress;
pub mod proof;
pub mod protocol;
pub mod returned;
pub mod scans;
pub mod seal;
pub mod server;
pub mod sign_in;
pub(crate) mod stored_scans;
mod unfinished;
pub mod upgrade;
pub mod worker;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::desk::clock::{Clock, Moment};
use crate::desk::own_files::{followed, place_of};
use crate::desk::principal::{DEFAULT_USER, FIRST_USER, Seat};
use crate::desk::proof::heads::{self, Head};
use crate::desk::proof::{BEGIN, BEGIN_PROOF, Hand, Remembered};
use crate::desk::server::archive_of;
use crate::desk::unfinished::clear_abandoned;
use crate::desk::upgrade::{Upgraded, back_up_older};
use crate::domain::calendar::WorkCalendar;
use crate::domain::ids::UserId;
use crate::domain::month::Month;
use crate::domain::origin::Origin;
use crate::domain::policy::Policy;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::domain::role::Role;
use crate::domain::store_place::unsafe_place;
use crate::exchange::disk::mounts;
/// The bundled fonts, for who draws.
pub use crate::exchange::fonts;
/// An open store, to be handed to the queries of this layer.
pub use crate::store::engine::Db as Store;
pub use crate::store::engine::Patience;

use crate::store::engine::{Db, Found, inspect, is_server, spelled};
use crate::store::{holiday, policy, proof as digests, seal as stored_seal, setting, user};

/// The setting that a sandbox has.
pub(in crate::desk) const SANDBOX: &str = "sandbox";

/// A desk at an open store, with the right to write.
#[derive(Debug)]
pub struct Desk {
    db: Db,
    path: PathBuf,
    clock: Clock,
    known: RefCell<Known>,
    sandbox: bool,
    hand: Hand,
    remembered: Remembered,
    /// It was of an older program when it was opened here.
    upgraded: Option<Upgraded>,
    /// Who has signed in here.
    seat: Option<Seat>,
    /// The sealed months of which figures were changed here, until somebody is told.
    touched: RefCell<BTreeSet<Month>>,
    /// How often a user's wrong password was given here since a right one, where the store cannot be written to count it.
    wrong: RefCell<BTreeMap<UserId, u64>>,
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
    Ok(inspect(path)? != Found::Nothing)
}

/// How a store is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// It must be there.
    Existing,
    /// The same, to be looked at: nothing is written to it.
    ToLookAt,
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
    /// `store`: missing, there already, no store, of a newer program, locked, read-only; where it is not safe and would
    /// have to be made or brought up to date, while one that is there is opened for reading; of an older program, and it could
    /// not be backed up, or is only to be looked at.
    pub fn open(path: &Path, how: Open) -> Result<Self, Refusal> {
        Self::open_with(path, how, Patience::default())
    }

    /// The same, waiting with this patience for other programs that are writing, now and later.
    ///
    /// # Errors
    /// As there.
    pub fn open_with(path: &Path, how: Open, patience: Patience) -> Result<Self, Refusal> {
        let path = &*spelled(path)?;
        let shown = || path.display().to_string();
        let found = inspect(path)?;
        let is_unsafe = fault_of_place(path);
        let fault = match (found, how) {
            (Found::Nothing, Open::Existing | Open::ToLookAt) => Some(StoreFault::Missing { path: shown() }),
            (Found::Store | Found::OlderStore { .. }, Open::New { .. }) => {
                Some(StoreFault::Exists { path: shown() })
            }
            // Lists are read in the columns that this program knows.
            (Found::OlderStore { .. }, Open::ToLookAt) => Some(StoreFault::ReadOnly { path: shown() }),
            // It would have to be written.
            (Found::Nothing | Found::OlderStore { .. }, _) => is_unsafe.clone(),
            _ => None,
        };
        if let Some(fault) = fault {
            return Err(Refusal::Store { fault });
        }
        let hand = Hand::of_machine();
        let to_look_at = (how == Open::ToLookAt).then(|| StoreFault::OnlyLookedAt { path: shown() });
        if let Some(fault) = to_look_at.or(is_unsafe) {
            let mut db = Db::open_reader(path)?;
            db.bar(fault);
            return Self::at(db, path, hand);
        }
        let upgraded = back_up_older(path)?;
        let db = bring_up_to_date(path, patience, &hand)?;
        if found == Found::Nothing {
            // What this machine saw there before is no part of what is made now.
            heads::forget(db.path());
        }
        if user::all(&db)?.is_empty() {
            let sandbox = matches!(how, Open::OrCreate { sandbox: true } | Open::New { sandbox: true });
            // Another program may have opened the same new store and been first.
            db.transaction(
                |db| {
                    if user::all(db)?.is_empty() { furnish(db, &hand, sandbox) } else { Ok(()) }
                },
            )?;
        }
        archive_of(path).keep_from_others();
        if !is_server(path) {
            clear_abandoned(&place_of(path));
        }
        let mut desk = Self::at(db, path, hand)?;
        desk.upgraded = upgraded;
        desk.remembered.renew(&desk.db, Clock::System.now())?;
        desk.put_left_mail_right()?;
        Ok(desk)
    }

    fn at(db: Db, path: &Path, hand: Hand) -> Result<Self, Refusal> {
        let sandbox = setting::get(&db, SANDBOX)?.is_some();
        let (known, remembered) = (RefCell::default(), Remembered::of(&db)?);
        let (path, clock, seat) = (path.to_owned(), Clock::System, None);
        let (touched, wrong, upgraded) = (RefCell::default(), RefCell::default(), None);
        let desk = Self { db, path, clock, known, sandbox, hand, remembered, upgraded, seat, touched, wrong };
        desk.calendar()?;
        Ok(desk)
    }

    /// Every month that was sealed.
    ///
    /// # Errors
    /// `store`.
    pub(in crate::desk) fn sealed_months(&self) -> Result<BTreeSet<Month>, Refusal> {
        let months = stored_seal::all(&self.db)?;
        Ok(months.iter().filter_map(|sealed| Month::parse(&sealed.month)).collect())
    }

    /// Why nothing can be written at this desk.
    pub fn barred(&self) -> Option<&StoreFault> {
        self.db.barred()
    }

    /// Waits like this from now on for other programs that are writing.
    pub fn wait_with(&mut self, patience: Patience) {
        self.db.wait_with(patience);
    }

    /// Has the log say from now on that what is done here comes from there.
    pub fn comes_from(&mut self, origin: Origin) {
        self.hand.source.origin = Some(origin);
    }

    /// The newest entry that this machine saw of the store, where the store does not have it any more: it was put back to
    /// an earlier state, or its log was written anew.
    pub fn lost_head(&self) -> Option<&Head> {
        self.remembered.lost.as_ref()
    }

    /// What to say of a store that was of an older program when it was opened here.
    pub fn upgraded(&self) -> Option<&Upgraded> {
        self.upgraded.as_ref()
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

    /// The writing connection, for work that reads the store as it stands.
    pub(crate) fn db(&self) -> &Db {
        &self.db
    }
}

/// JSON that cannot be written or read back: the store holds something that no version of the program wrote.
fn unwritable(detail: impl ToString) -> Refusal {
    Refusal::Store { fault: StoreFault::Corrupt { detail: detail.to_string() } }
}

/// What this machine saw of the store is remembered when the desk is left, not with each command.
impl Drop for Desk {
    fn drop(&mut self) {
        // A store that cannot be read any more is nothing that could be helped here.
        let _ = self.remembered.renew(&self.db, Clock::System.now());
    }
}

/// What a new store begins with: a user with every role, and the bundled policies.
fn furnish(db: &Db, hand: &Hand, sandbox: bool) -> Result<(), Refusal> {
    let by = user::insert(db, FIRST_USER, &Role::OF_PEOPLE)?;
    setting::put(db, DEFAULT_USER, FIRST_USER)?;
    if sandbox {
        setting::put(db, SANDBOX, "1")?;
    }
    Policy::bundled().map_err(unwritable)?.iter().try_for_each(|bundled| policy::insert(db, bundled))?;
    let moment = Moment::at(Clock::System.now(), Arc::default());
    audit::begin(db, hand, &moment, (by, BEGIN), sandbox, None)
}

/// Opens the store at `path` for writing, making it where there is none, and takes one of an older program over as it is:
/// from here on it is proved. Nobody ever sees it brought up to date and not taken over.
fn bring_up_to_date(path: &Path, patience: Patience, hand: &Hand) -> Result<Db, Refusal> {
    let db = Db::open_unmigrated(path, patience)?;
    if !db.is_of_older_schema()? && proof::is_up_to_date(&db)? {
        db.capture(digests::UNPROVED)?;
        return Ok(db);
    }
    db.transaction(|db| {
        let found = proof::before_migration(db)?;
        db.migrate()?;
        db.capture(digests::UNPROVED)?;
        // Another program may have been first.
        if proof::is_up_to_date(db)? {
            return Ok(());
        }
        let moment = Moment::at(Clock::System.now(), Arc::default());
        let sandbox = setting::get(db, SANDBOX)?.is_some();
        let by = user::program(db)?.id;
        audit::begin(db, hand, &moment, (by, BEGIN_PROOF), sandbox, found)
    })?;
    db.renew_temporary()?;
    // Whoever only looks at the head of the file sees that it is up to date.
    db.write_through();
    Ok(db)
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
    if let Some(fault) = fault_of_place(path) {
        return Err(Refusal::Store { fault });
    }
    back_up_older(path)?;
    drop(bring_up_to_date(path, Patience::default(), &Hand::of_machine())?);
    Db::open_reader(path)
}

/// Why a store is not to be written where it is. One on a server is safe.
fn fault_of_place(path: &Path) -> Option<StoreFault> {
    if is_server(path) {
        return None;
    }
    let place = unsafe_place(&followed(path), &mounts())?;
    Some(StoreFault::UnsafePlace { path: path.display().to_string(), place })
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

#[cfg(test)]
mod test_desk;
#[cfg(test)]
mod tests;

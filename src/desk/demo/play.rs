//! The course of the demo: an agenda of what happens when, carried out through the desk's own commands.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, TimeDelta};
use serde_json::Value;

use super::cast::{Customer, cast};
use super::chance::Chance;
use super::vocabulary::{Staff, Vocabulary};
use crate::desk::audit::NewEntry;
use crate::desk::audit::objects::named_in;
use crate::desk::clock::{self, Moment};
use crate::desk::commands::transaction::Transaction;
use crate::desk::pages::balance::{self, BalanceView};
use crate::desk::principal::Principal;
use crate::desk::protocol::decode::{Request, decode};
use crate::desk::protocol::table::Answer;
use crate::desk::server::archive_of;
use crate::desk::{Desk, audit};
use crate::domain::calendar::{china_day_start, minus_months};
use crate::domain::money::Fen;
use crate::domain::refusal::{FieldError, Refusal};
use crate::domain::role::Role;
use crate::store::engine::Db;

/// For so many months up to today customers are billed.
const MONTHS: u32 = 18;

pub(super) struct Play<'a> {
    desk: &'a Desk,
    pub words: Vocabulary,
    pub chance: Chance,
    pub customers: Vec<Customer>,
    /// The first day of the first month.
    pub begins_on: NaiveDate,
    pub today: NaiveDate,
    /// How many bills there are.
    pub bills: u32,
    /// The newest invoice number's sequence.
    pub invoices: i64,
    agenda: BTreeMap<(NaiveDate, Hour, u32), Event<'a>>,
    planned: u32,
    clock: Clock,
}

/// When on a day something happens. The office is open on working days before today: what people did today would
/// else lie in the future for whoever looks at the demo in the morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hour {
    /// Right after midnight, when the billing system is at work.
    Night,
    /// When the office is open.
    Office,
}

/// What happens, carried out when its time has come.
type Event<'a> = Box<dyn FnOnce(&mut Play<'a>) -> Result<(), Refusal>>;

#[derive(Clone, Copy, Debug)]
pub(super) struct Charge {
    /// A plan bought in advance, not usage.
    pub is_plan: bool,
    pub amount: Fen,
    /// Paid so many days later; none: not paid up to today.
    pub paid_after_days: Option<i64>,
    /// Refunded in part so many days after it is paid.
    pub refunded_after_days: Option<i64>,
}

#[derive(Clone, Debug)]
pub(super) struct Applied {
    pub customer: usize,
    pub application: String,
    pub amount: Fen,
    /// Its oldest bill, and what is invoiced from it.
    pub bill_no: String,
    pub invoiced: Fen,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    Accept,
    Cancel,
    Reject,
    Issue,
    Deliver,
    Receive,
    Reverse,
    /// Money is given back on its oldest bill.
    Refund,
    AskCorrection,
    Correct,
    OpenTicket,
    CloseTicket,
}

/// The time of the next command: it goes on from one to the next, and jumps to where an event happens.
#[derive(Clone, Copy, Debug)]
struct Clock {
    day: NaiveDate,
    hour: Hour,
    seconds: i64,
}

impl Clock {
    fn of(day: NaiveDate, hour: Hour) -> Self {
        let seconds = match hour {
            Hour::Night => 5 * 60,
            Hour::Office => (9 * 60 + 2) * 60,
        };
        Self { day, hour, seconds }
    }
}

impl<'a> Play<'a> {
    pub(super) fn new(desk: &'a Desk, words: Vocabulary, seed: u64) -> Self {
        let today = desk.moment().today;
        let first_day = minus_months(today, MONTHS);
        let begins_on = first_day.with_day(1).unwrap_or(first_day);
        let mut chance = Chance::new(seed);
        Self {
            desk,
            customers: cast(&words, &mut chance),
            words,
            chance,
            begins_on,
            today,
            bills: 0,
            invoices: 0,
            agenda: BTreeMap::new(),
            planned: 0,
            clock: Clock::of(begins_on, Hour::Night),
        }
    }

    /// Puts something on the agenda; beyond today it is forgotten.
    pub(super) fn plan(
        &mut self,
        day: NaiveDate,
        hour: Hour,
        event: impl FnOnce(&mut Self) -> Result<(), Refusal> + 'static,
    ) {
        if day < self.today || (day == self.today && hour == Hour::Night) {
            self.planned += 1;
            self.agenda.insert((day, hour, self.planned), Box::new(event));
        }
    }

    /// Carries out the agenda up to today.
    pub(super) fn run(&mut self, progress: &mut dyn FnMut(f32)) -> Result<(), Refusal> {
        let days = (self.today - self.begins_on).num_days().max(1) as f32;
        while let Some(((day, hour, _), event)) = self.agenda.pop_first() {
            if (day, hour) != (self.clock.day, self.clock.hour) {
                progress((day - self.begins_on).num_days() as f32 / days);
                self.clock = Clock::of(day, hour);
            }
            event(self)?;
        }
        Ok(())
    }

    /// Sends a line as `by`. A rule may refuse it, which can happen in life too.
    ///
    /// # Errors
    /// `store`, `bad-field` and the like: the demo says something that nobody could say.
    pub(super) fn say(&mut self, by: Staff, line: Value) -> Result<(), Refusal> {
        self.ask(by, line).map(drop)
    }

    /// Sends a line like [`Self::say`]; none if a rule refuses it.
    pub(super) fn ask(&mut self, by: Staff, line: Value) -> Result<Option<Answer>, Refusal> {
        let Value::Object(line) = line else {
            return Err(Refusal::bad_field("op", FieldError::Missing));
        };
        let moment = self.next_moment();
        let by = Principal::User(Some(self.words.users.name(by)));
        let answer = match &decode(line)?.request {
            Request::Command(command) => self.desk.command(clock::Clock::Set(moment.now), command, None, by),
            Request::Query(query) => query.answer(&self.desk.db, &moment),
        };
        match answer {
            Ok(answer) => Ok(Some(answer)),
            Err(refusal) if refusal.rule().is_some() => Ok(None),
            Err(refusal) => Err(refusal),
        }
    }

    /// Writes what no line can say, with its audit entry.
    pub(super) fn write(
        &mut self,
        by: Staff,
        op: &str,
        said: &Value,
        work: impl FnOnce(&Transaction<'_>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let moment = self.next_moment();
        let user = Principal::User(Some(self.words.users.name(by)))
            .permitted(&self.desk.db, None, &[Role::Clerk])?
            .user;
        let archive = archive_of(&self.desk.path);
        work(&Transaction::new(&self.desk.db, &archive, &moment, &user))?;
        let objects = named_in(op, said);
        let new = NewEntry { by: user.id, op, request: said.to_string(), refused: None, objects };
        audit::write(&self.desk.db, &self.desk.hand, &moment, new).map(drop)
    }

    pub(super) fn db(&self) -> &Db {
        &self.desk.db
    }

    pub(super) fn balance(&self, customer: usize) -> Result<BalanceView, Refusal> {
        balance::of_account(&self.desk.db, &self.moment(), &self.customers[customer].account)
    }

    /// Makes the clerk the one whom commands are done as when they name nobody.
    pub(super) fn seat_the_clerk(&mut self) -> Result<(), Refusal> {
        let moment = self.next_moment();
        self.desk.set_default_user_at(&moment, None, self.words.users.name(Staff::Clerk))
    }

    pub(super) fn moment(&self) -> Moment {
        let now = china_day_start(self.clock.day) + TimeDelta::seconds(self.clock.seconds);
        Moment::at(now, self.desk.moment().calendar)
    }

    /// A little later: the billing system takes seconds, people take minutes.
    fn next_moment(&mut self) -> Moment {
        self.clock.seconds += match self.clock.hour {
            Hour::Night => self.chance.between(1, 5),
            Hour::Office => self.chance.between(40, 400),
        };
        self.moment()
    }

    /// The day on which something happens now.
    pub(super) fn day(&self) -> NaiveDate {
        self.clock.day
    }

    /// The working day so many of them after a day; 0: that day, or the next one that is worked.
    pub(super) fn working_day(&self, from: NaiveDate, after: u32) -> NaiveDate {
        let calendar = self.desk.moment().calendar;
        if after == 0 && calendar.is_working_day(from) {
            return from;
        }
        calendar.deadline(from, after.max(1)).due_on
    }

    /// The working day so many of them before today; 0: today, worked or not.
    pub(super) fn working_days_ago(&self, count: u32) -> NaiveDate {
        let calendar = self.desk.moment().calendar;
        let mut day = self.today;
        for _ in 0..count {
            while let Some(before) = day.pred_opt() {
                day = before;
                if calendar.is_working_day(day) {
                    break;
                }
            }
        }
        day
    }
}

//! How a desk carries out what it is asked: each command in one transaction, with its audit entry and its id.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::desk::audit::NewEntry;
use crate::desk::audit::objects::named_in;
use crate::desk::clock::{Clock, Moment};
use crate::desk::commands::recurring::{self, RunRecurring, Runs};
use crate::desk::commands::review_qualification;
use crate::desk::commands::transaction::Transaction;
use crate::desk::commands::users;
use crate::desk::principal::{ADMIN, CLERKS, DEFAULT_USER, Principal, Seat, can_be_default, who};
use crate::desk::proof::Signer;
use crate::desk::protocol::decode::{Envelope, Request};
use crate::desk::protocol::sent::Sent;
use crate::desk::protocol::table::{Answer, Command};
use crate::desk::returned::arrive::arrive_named;
use crate::desk::server::archive_of;
use crate::desk::{Desk, audit, unwritable};
use crate::domain::ids::UserId;
use crate::domain::log::{Attempt, LogObject, ObjectKind};
use crate::domain::month::Month;
use crate::domain::origin::Origin;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::role::Role;
use crate::store::engine::Db;
use crate::store::user::{self, StoredUser};
use crate::store::{seal, setting};

impl Desk {
    /// Carries out one command or answers one query. A command happens whole, or not at all.
    ///
    /// # Errors
    /// What refused it. Then nothing was changed, nor is the command's id taken; but see [`Unconfirmed`](crate::domain::refusal::StoreFault::Unconfirmed).
    pub fn handle(&mut self, envelope: &Envelope) -> Result<Answer, Refusal> {
        if let Some(at) = envelope.at {
            self.set_clock(at)?;
        }
        match &envelope.request {
            Request::Query(query) => self.db.snapshot(|db| {
                let asker = who(db, self.seat.as_ref(), envelope.by.as_deref())?.user;
                query.answer(db, &Moment { user: Some(asker.name.into()), ..self.moment() })
            }),
            Request::Command(command) => {
                if let Command::SubmitQualification(fields) = command {
                    review_qualification::look_ahead(fields);
                }
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

    pub(crate) fn command(
        &self,
        clock: Clock,
        command: &Command,
        id: Option<&str>,
        by: Principal<'_>,
    ) -> Result<Answer, Refusal> {
        let (op, request) = (command.op(), command.fields()?);
        let ahead = match command {
            Command::DecideReturned(fields) => Some(arrive_named(&fields.files, &archive_of(&self.path))),
            _ => None,
        };
        let (asked, mut is_again) = (request.clone(), false);
        let done = self.db.transaction(|db| {
            // Whoever signed in is whom a line without a name is of.
            let seated = self.seat.as_ref().map(|seat| seat.user(db)).transpose()?.flatten();
            let named = by.named().or(seated.as_ref().map(|user| &*user.name));
            let sent = id.map(|id| Sent::new(id, op, named, &request));
            let kept = sent.as_ref().map_or(Ok(None), |sent| sent.first_answer(db));
            is_again = !matches!(kept, Ok(None));
            if is_again {
                // Who may not ask is told nothing of what was kept.
                let asker = by.permitted(db, self.seat.as_ref(), command.needs())?;
                let Some(answer) = kept? else { return Err(Refusal::conflict(Noun::Command, op)) };
                // A password is no part of what is kept of a request.
                let is_same = match command {
                    Command::SetPassword(fields) => users::is_set(db, &asker, fields)?,
                    _ => true,
                };
                let other = || Refusal::conflict(Noun::Command, id.unwrap_or_default());
                return is_same.then_some(Answer::Again(answer)).ok_or_else(other);
            }
            self.logged(db, clock, by, command.needs(), op, |tx| {
                if let Some(ahead) = ahead {
                    tx.ahead.get_or_init(|| ahead);
                }
                let answer = command.carry_out(tx)?;
                let said = answer.to_json()?;
                tx.about.borrow_mut().extend(named_in(op, &said));
                sent.map_or(Ok(()), |sent| sent.keep(db, &said))?;
                Ok::<_, Refusal>((answer, with_what_was(request, tx)))
            })
        });
        if let (Err(refusal), false) = (&done, is_again) {
            self.keep_attempt(clock, op, &asked, refusal);
        }
        self.remember();
        done
    }

    /// Has `work` done by whoever has one of the roles, and writes what it says of itself into the audit log.
    fn logged<T, E: From<Refusal>>(
        &self,
        db: &Db,
        clock: Clock,
        by: Principal<'_>,
        needs: &[Role],
        op: &str,
        work: impl FnOnce(&Transaction<'_>) -> Result<(T, Value), E>,
    ) -> Result<T, E> {
        db.stands_at(&self.path)?;
        // Within the transaction: what other programs wrote before it counts.
        let moment = Moment::at(clock.now(), self.calendar()?);
        let permitted = by.permitted(db, self.seat.as_ref(), needs)?;
        let user = &permitted.user;
        let archive = archive_of(&self.path);
        let tx = Transaction {
            proxy: permitted.proxy.as_ref(),
            key: self.seat.as_ref().and_then(Seat::key),
            ..Transaction::new(db, &archive, &moment, user)
        };
        db.watch_days(if seal::is_any(db)? { seal::FIGURES } else { &[] });
        let (done, request) = work(&tx)?;
        let mut hand = self.hand.clone();
        if matches!(by, Principal::Program) {
            // Nobody signs for the program but the machine that it runs on.
            hand.signer = Signer::of_machine();
            hand.source.origin = Some(Origin::Scheduler);
        }
        let objects = named_in(op, &request).into_iter().chain(tx.about.take()).collect();
        let request = request.to_string();
        let new = NewEntry { by: user.id, op, request, refused: None, objects };
        self.touched.borrow_mut().extend(audit::write(db, &hand, &moment, new)?);
        Ok(done)
    }

    /// Writes down an attempt at what a second person has to do or the user may not do, once it was taken back. Nothing
    /// else that is refused is written down.
    fn keep_attempt(&self, clock: Clock, op: &str, request: &Value, refusal: &Refusal) {
        let (Refusal::FourEyes { by, .. } | Refusal::NotPermitted { by, .. }) = refusal else { return };
        let kept = self.db.transaction(|db| {
            let Some(user) = user::by_name(db, by)? else { return Ok(()) };
            self.write_attempt(db, clock, (user.id, op), request, Attempt::named(refusal.id()))
        });
        // What stands in the way of writing it down does not make the attempt less refused.
        drop(kept);
    }

    /// Writes an entry of something that was refused.
    pub(in crate::desk) fn write_attempt(
        &self,
        db: &Db,
        clock: Clock,
        (by, op): (UserId, &str),
        request: &Value,
        refused: Option<Attempt>,
    ) -> Result<(), Refusal> {
        db.stands_at(&self.path)?;
        let moment = Moment::at(clock.now(), self.calendar()?);
        let objects = named_in(op, request);
        let request = request.to_string();
        audit::write(db, &self.hand, &moment, NewEntry { by, op, request, refused, objects }).map(drop)
    }

    /// Runs every plan of recurring invoicing whose day has come, as the program itself and not as any user; with
    /// `preview` it only tells what would happen.
    ///
    /// # Errors
    /// `store`.
    pub fn run_due_plans(&self, preview: bool) -> Result<Runs, Refusal> {
        let fields = RunRecurring { preview: preview.then_some(true) };
        let request = serde_json::to_value(&fields).map_err(unwritable)?;
        self.db.transaction(|db| {
            self.logged(db, self.clock, Principal::Program, CLERKS, "run_recurring", |tx| {
                Ok((recurring::run_recurring(tx, &fields)?, request))
            })
        })
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
        self.transact_as(Principal::User(by), op, |tx| {
            let done = work(tx.db, tx.moment, tx.user)?;
            let request = request(&done);
            Ok((done, request))
        })
    }

    /// Runs `work` as one transaction of a clerk or of the program itself, with an audit entry in which what it answers
    /// besides says what was done.
    ///
    /// # Errors
    /// What stopped it; then nothing was changed.
    pub(crate) fn transact_as<T, E: From<Refusal>>(
        &self,
        by: Principal<'_>,
        op: &str,
        work: impl FnOnce(&Transaction<'_>) -> Result<(T, Value), E>,
    ) -> Result<T, E> {
        self.transact_by(by, op, CLERKS, work)
    }

    /// The same, of whoever has one of the roles.
    pub(in crate::desk) fn transact_by<T, E: From<Refusal>>(
        &self,
        by: Principal<'_>,
        op: &str,
        needs: &[Role],
        work: impl FnOnce(&Transaction<'_>) -> Result<(T, Value), E>,
    ) -> Result<T, E> {
        let mut barred = None;
        let done = self.db.attempt(|db| {
            by.permitted(db, self.seat.as_ref(), needs)
                .inspect_err(|refusal| barred = Some(refusal.clone()))?;
            self.logged(db, self.clock, by, needs, op, work)
        });
        if let Some(refusal) = barred {
            self.keep_attempt(self.clock, op, &json!({}), &refusal);
        }
        self.remember();
        done
    }

    /// The sealed months of which figures were changed here since this was last asked.
    pub fn take_touched(&self) -> BTreeSet<Month> {
        std::mem::take(&mut *self.touched.borrow_mut())
    }

    /// What this machine saw of the store is remembered now and then: within a larger transaction, once that is over.
    fn remember(&self) {
        if !self.db.is_in_transaction() {
            self.remembered.renew_in_time(&self.db, Clock::System.now());
        }
    }

    /// Has commands that name no user done as this one from now on; `by` asks for it, an admin.
    ///
    /// # Errors
    /// `not-found`; `not-permitted`: also for whoever may not do what a clerk does, since every such command would be
    /// refused then; `store`.
    pub fn set_default_user(&self, by: Option<&str>, name: &str) -> Result<(), Refusal> {
        self.set_default_user_at(&self.moment(), by, name)
    }

    pub(crate) fn set_default_user_at(
        &self,
        moment: &Moment,
        by: Option<&str>,
        name: &str,
    ) -> Result<(), Refusal> {
        let op = "set_default_user";
        let mut barred = None;
        let done = self.db.transaction(|db| {
            let admin = Principal::User(by).permitted(db, self.seat.as_ref(), ADMIN);
            let admin = admin.inspect_err(|refusal| barred = Some(refusal.clone()))?.user;
            can_be_default(db, name)?;
            setting::put(db, DEFAULT_USER, name)?;
            let objects = vec![LogObject { kind: ObjectKind::User, number: name.to_owned() }];
            let request = Value::from(name).to_string();
            audit::write(
                db,
                &self.hand,
                moment,
                NewEntry { by: admin.id, op, request, refused: None, objects },
            )
            .map(drop)
        });
        if let Some(refusal) = barred {
            self.keep_attempt(self.clock, op, &json!({ "name": name }), &refusal);
        }
        done
    }
}

/// A command as the audit log keeps it: with what was there before where it corrected or removed something.
fn with_what_was(mut request: Value, tx: &Transaction<'_>) -> Value {
    if let (Value::Object(fields), Some(was)) = (&mut request, tx.was.get()) {
        fields.insert("was".to_owned(), was.clone());
    }
    request
}

//! The office: a desk at work on threads of its own, so that whoever asks never waits.
//!
//! One named thread owns the writing [`Desk`]; two read beside it on read-only connections, so a long import never
//! delays a click. Whoever asks holds a [`Reply`]; dropping it drops the answer, and with it any stale one.

mod beside;
mod drafts;
mod line;
mod mail;
mod many;
mod outlook;
mod reply;
mod seals;
mod sign_in;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::Builder;
use std::time::Duration;

pub use self::many::{Many, Outcomes};
use self::outlook::Outlook;
pub use self::reply::{Lost, Reply};
pub use self::sign_in::SigningIn;
use crate::desk::clock::Moment;
use crate::desk::proof::heads::Head;
use crate::desk::protocol::decode::Envelope;
use crate::desk::protocol::table::{Answer, Command};
use crate::desk::upgrade::Upgraded;
use crate::desk::{Desk, Open, Patience};
use crate::domain::origin::Origin;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::store::engine::Db;

/// How many threads read beside the writer: one may be busy with a long list while the other answers a click.
const READERS: usize = 2;

/// How many MiB of the store each of them keeps: a few pages of every list. More makes sums over a large store no
/// faster, and stays taken as long as the window is open.
const READER_MIB: u32 = 8;

/// How often an idle desk looks whether another program has changed the store, or the day has.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);

/// How long a desk at work waits for another program that is writing, before it refuses what it was asked.
const PATIENCE: Duration = Duration::from_secs(600);

/// Called whenever an answer is ready.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

type Job<State> = Box<dyn FnOnce(&mut State) + Send>;

/// What is done at the writing desk; it leaves the giving of its answer.
type Work = Box<dyn FnOnce(&mut Desk) -> Box<dyn FnOnce()> + Send>;

/// What the writing desk is asked.
enum Task {
    Work(Work),
    /// Something was typed into a form: it is to be kept soon.
    Typed,
    /// Another program may have written.
    Look,
    /// What was typed is to be kept now.
    KeepDrafts(Box<dyn FnOnce() + Send>),
}

/// A desk at work.
pub struct Office {
    path: PathBuf,
    sandbox: bool,
    barred: Option<Refusal>,
    lost_head: Option<Head>,
    upgraded: Option<Upgraded>,
    shared: Arc<Shared>,
    writer: Arc<Sender<Task>>,
    reader: Sender<Job<Db>>,
    beside: Sender<Job<PathBuf>>,
    wake: Wake,
    /// Closed once its last thread has ended and let go of the store.
    left: Arc<Mutex<Receiver<()>>>,
}

/// What the writing thread tells the others.
struct Shared {
    /// Counts up whenever something may have changed.
    revision: AtomicU64,
    /// The time as the writing desk sees it: a sandbox may have been given another clock.
    moment: Mutex<Box<dyn Fn() -> Moment + Send>>,
    /// Whether what was sent waits for another program that is writing.
    waits: AtomicBool,
    /// Whether the store is on a server of which nothing is heard.
    is_silent: AtomicBool,
    /// How much the writing desk was asked to do, by whatever way.
    attempts: AtomicU64,
    /// The user that was chosen to be at this desk; none: the store's default user.
    user: Mutex<Option<Arc<str>>>,
    drafts: drafts::Shelf,
    seals: seals::Seals,
}

impl Shared {
    fn seat(&self, name: Option<&str>) {
        *self.user.lock().unwrap_or_else(PoisonError::into_inner) = name.map(Arc::from);
    }
}

impl Office {
    /// Opens the store at `path` and goes to work on it.
    ///
    /// # Errors
    /// `store`.
    pub fn open(path: &Path, how: Open, wake: Wake) -> Result<Self, Refusal> {
        Self::staff(Desk::open(path, how)?, wake)
    }

    /// Goes to work with a desk that is open already.
    ///
    /// # Errors
    /// `store`: the readers cannot open it, or the system has no threads left.
    pub fn staff(mut desk: Desk, wake: Wake) -> Result<Self, Refusal> {
        let path = desk.path().to_owned();
        let sandbox = desk.is_sandbox();
        desk.comes_from(Origin::Window);
        let barred = desk.barred().map(|fault| Refusal::Store { fault: fault.clone() });
        let lost_head = desk.lost_head().cloned();
        let upgraded = desk.upgraded().cloned();
        // What is written from here on is seen as new.
        let mut seen_last = Outlook::of(&desk);
        let shared = Arc::new(Shared {
            revision: AtomicU64::new(1),
            moment: Mutex::new(Box::new(desk.clockwork())),
            waits: AtomicBool::default(),
            is_silent: AtomicBool::default(),
            attempts: AtomicU64::default(),
            user: Mutex::default(),
            drafts: drafts::Shelf::of(&desk)?,
            seals: seals::Seals::of(&desk)?,
        });
        let (reader, jobs) = channel::<Job<Db>>();
        let jobs = Arc::new(Mutex::new(jobs));
        let (present, left) = channel::<()>();
        for i in 0..READERS {
            let db = Db::open_reader(&path)?;
            db.keep_at_most(READER_MIB)?;
            let jobs = Arc::clone(&jobs);
            let present = present.clone();
            start(format!("desk-reader-{i}"), move || {
                // Dropped after the connection.
                let (_present, mut db) = (present, db);
                while let Some(job) = next(&jobs) {
                    job(&mut db);
                }
            })?;
        }
        let beside = beside::staff(&path, present.clone())?;
        let (writer, jobs) = channel::<Task>();
        let seen = Arc::clone(&shared);
        let tell = Arc::clone(&wake);
        let (told, show) = (Arc::clone(&shared), Arc::clone(&wake));
        desk.wait_with(Patience::new(PATIENCE, move |waits| {
            told.waits.store(waits, Ordering::Release);
            show();
        }));
        start("desk-writer".to_owned(), move || {
            let (_present, mut desk) = (present, desk);
            loop {
                let due = seen.drafts.keep_what_is_due(&desk);
                let answer = match jobs.recv_timeout(due.unwrap_or(BETWEEN_LOOKS)) {
                    Ok(Task::Work(work)) => {
                        seen.drafts.keep_before(&desk);
                        Some(work(&mut desk))
                    }
                    Ok(Task::Typed) => continue,
                    Ok(Task::KeepDrafts(done)) => {
                        seen.drafts.keep(&desk);
                        done();
                        continue;
                    }
                    Ok(Task::Look) | Err(RecvTimeoutError::Timeout) => {
                        let before = std::mem::replace(&mut seen_last, Outlook::of(&desk));
                        if seen_last == before {
                            continue;
                        }
                        if seen_last.is_but_for_drafts(&before) {
                            seen.drafts.read_again(&desk);
                            tell();
                            continue;
                        }
                        None
                    }
                    Err(RecvTimeoutError::Disconnected) => {
                        seen.drafts.keep(&desk);
                        break;
                    }
                };
                seen_last = Outlook::of(&desk);
                seen.drafts.read_again(&desk);
                seen.seals.read_again(&desk);
                *seen.moment.lock().unwrap_or_else(PoisonError::into_inner) = Box::new(desk.clockwork());
                seen.revision.fetch_add(1, Ordering::Release);
                // Whoever has the answer asks anew at once, and never shows what was there before it.
                if let Some(answer) = answer {
                    answer();
                }
                tell();
            }
        })?;
        let writer = Arc::new(writer);
        line::listen(&path, &writer, &shared, &wake)?;
        Ok(Self {
            path,
            sandbox,
            barred,
            lost_head,
            upgraded,
            shared,
            writer,
            reader,
            beside,
            wake,
            left: Arc::new(Mutex::new(left)),
        })
    }

    /// Where the store is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the store takes a clock from outside.
    pub fn is_sandbox(&self) -> bool {
        self.sandbox
    }

    /// What waits, once this is dropped, until nothing is done here any more and nothing of the store is open, but for the line
    /// on which a server is listened to.
    pub fn leaving(&self) -> impl FnOnce() + Send + use<> {
        let left = Arc::clone(&self.left);
        move || {
            // Nothing is ever sent: it ends once there is nobody who could.
            let _ = left.lock().unwrap_or_else(PoisonError::into_inner).recv();
        }
    }

    /// Counts up whenever something may have changed: what was read under another number is worth reading again.
    pub fn revision(&self) -> u64 {
        self.shared.revision.load(Ordering::Acquire)
    }

    /// Whether what was sent to the writing desk waits for another program that is writing, and has for a while.
    pub fn is_waiting(&self) -> bool {
        self.shared.waits.load(Ordering::Acquire)
    }

    /// The time as the desk sees it, and who asks at this one.
    pub fn moment(&self) -> Moment {
        let now = (self.shared.moment.lock().unwrap_or_else(PoisonError::into_inner))();
        Moment { user: self.chosen_user(), ..now }
    }

    /// Who was chosen to be at this desk; none: the store's default user.
    pub fn chosen_user(&self) -> Option<Arc<str>> {
        self.shared.user.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Chooses who is at this desk: what is asked here from now on is asked as this user, wherever else the store is
    /// open, and what was read is read anew.
    pub fn choose_user(&self, name: Option<&str>) {
        self.shared.seat(name);
        self.shared.revision.fetch_add(1, Ordering::Release);
        (self.wake)();
    }

    /// How much was asked here of the writing desk: where it is what it was, nothing else was done since.
    pub fn attempts(&self) -> u64 {
        self.shared.attempts.load(Ordering::Relaxed)
    }

    /// Has a command carried out, as whoever is at this desk. One that could not be made is refused like any other.
    pub fn command(&self, command: Result<impl Into<Command>, Refusal>) -> Reply<Result<Answer, Refusal>> {
        let by = self.chosen_user().map(|name| name.to_string());
        let said = command.map(|command| Envelope { by, ..Envelope::from(command) });
        self.attempt(move |desk| desk.handle(&said?))
    }

    /// Has `work` done at the writing desk, after everything that was sent before. If it has stopped, that is the
    /// refusal.
    pub fn attempt<T: Send + 'static, E: From<Refusal> + Send + 'static>(
        &self,
        work: impl FnOnce(&mut Desk) -> Result<T, E> + Send + 'static,
    ) -> Reply<Result<T, E>> {
        self.write(work).of_the_desk()
    }

    /// Has `work` done at the writing desk, after everything that was sent before.
    pub fn write<T: Send + 'static>(&self, work: impl FnOnce(&mut Desk) -> T + Send + 'static) -> Reply<T> {
        let (reply, _, send) = self.ticket();
        self.shared.attempts.fetch_add(1, Ordering::Relaxed);
        // What was sent is carried out even if nobody waits for the answer any more.
        let _ = self.writer.send(Task::Work(Box::new(move |desk| {
            let answer = work(desk);
            Box::new(move || send(answer))
        })));
        reply
    }

    /// Has `work` done on a reading connection, on the store as it is at one moment. It is skipped if nobody waits for
    /// the answer any more.
    pub fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Db, &Moment) -> Result<T, Refusal> + Send + 'static,
    ) -> Reply<Result<T, Refusal>> {
        let (reply, wanted, send) = self.ticket();
        let reply = reply.of_the_desk();
        let moment = self.moment();
        let _ = self.reader.send(Box::new(move |db| {
            if wanted.strong_count() > 0 {
                send(db.snapshot(|db| work(db, &moment)));
            }
        }));
        reply
    }

    fn ticket<T: Send + 'static>(&self) -> (Reply<T>, Weak<()>, impl FnOnce(T) + Send + use<T>) {
        let (sender, answer) = channel();
        let wanted = Arc::new(());
        let watch = Arc::downgrade(&wanted);
        let wake = Arc::clone(&self.wake);
        let send = move |value| {
            // A closed channel means that nobody waits any more.
            if sender.send(value).is_ok() {
                wake();
            }
        };
        (Reply::of(answer, wanted), watch, send)
    }
}

fn next(jobs: &Mutex<Receiver<Job<Db>>>) -> Option<Job<Db>> {
    jobs.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// Has `work` done once, on a named thread of its own: for what has no office yet, such as opening one.
///
/// # Errors
/// `store`: the system has no threads left.
pub fn aside<T: Send + 'static>(
    name: &str,
    wake: Wake,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<Reply<T>, Refusal> {
    let (sender, answer) = channel();
    start(name.to_owned(), move || {
        if sender.send(work()).is_ok() {
            wake();
        }
    })?;
    Ok(Reply::of(answer, Arc::default()))
}

fn start(name: String, work: impl FnOnce() + Send + 'static) -> Result<(), Refusal> {
    let started = Builder::new().name(name).spawn(work);
    started
        .map(|_| ())
        .map_err(|error| Refusal::Store { fault: StoreFault::Other { detail: error.to_string() } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::commands::issuers::AddIssuer;
    use crate::desk::commands::users::AddUser;
    use crate::domain::refusal::{FieldError, checked};
    use crate::domain::role::Role;
    use crate::domain::text::{Code, Line};
    use crate::store::issuer;

    fn office() -> (Office, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.sqlite");
        (Office::open(&path, Open::New { sandbox: false }, Arc::new(|| {})).unwrap(), folder)
    }

    fn add_issuer(office: &Office) -> Reply<Result<Answer, Refusal>> {
        office.command(Ok(AddIssuer {
            code: Code::try_from("T").unwrap(),
            name: Line::try_from("示例").unwrap(),
            policy: Code::try_from("qweather").unwrap(),
            tax_id: None,
            address: None,
            phone: None,
            bank: None,
            bank_account: None,
            max_invoice_amount: None,
            taxpayer: None,
            full_rate_reason: None,
        }))
    }

    #[test]
    fn what_was_written_is_read_by_the_next_reader_and_the_revision_has_counted_up() {
        let (office, _folder) = office();
        let before = office.revision();
        add_issuer(&office).wait().unwrap().unwrap();
        let issuers = office.read(|db, _| issuer::all(db)).wait().unwrap().unwrap();
        assert_eq!(issuers.len(), 1);
        assert!(office.revision() > before);
    }

    #[test]
    fn a_command_is_carried_out_even_if_its_answer_is_dropped() {
        let (office, _folder) = office();
        drop(add_issuer(&office));
        let issuers = office.write(|desk| issuer::all(desk.db())).wait().unwrap();
        assert_eq!(issuers.unwrap().len(), 1);
    }

    #[test]
    fn once_the_desk_has_stopped_every_command_is_answered_with_that() {
        let (office, _folder) = office();
        let panics = office.attempt(|_| -> Result<(), Refusal> { panic!("a mistake") });
        let refused = Refusal::Store { fault: StoreFault::Stopped };
        assert_eq!(panics.wait(), Some(Err(refused.clone())));
        assert_eq!(add_issuer(&office).wait_for(Duration::from_secs(60)), Some(Err(refused.clone())));
        let polled = add_issuer(&office);
        assert_eq!((polled.poll(), polled.poll()), (Some(Err(refused)), None));
        assert!(office.read(|db, _| issuer::all(db)).wait().unwrap().is_ok(), "others still read");
    }

    #[test]
    fn what_a_form_made_may_not_hold_what_a_line_may_not_say() {
        let (office, _folder) = office();
        let name = checked("name", "王\u{200B}敏");
        let refused = office.command(name.map(|name| AddUser { name, roles: vec![Role::Clerk] })).wait();
        let fault = FieldError::BadCharacter { character: '\u{200B}' };
        assert_eq!(refused, Some(Err(Refusal::bad_field("name", fault))));
    }

    #[test]
    fn whoever_waits_for_an_office_to_be_left_finds_its_store_free() {
        let (office, folder) = office();
        let (release, held) = channel::<()>();
        drop(office.write(move |_| held.recv()));
        let left = office.leaving();
        drop(office);
        let path = folder.path().join("desk.sqlite");
        let wait = move || {
            left();
            Db::open_alone(&path).map(drop)
        };
        let opened = Builder::new().name("restore".to_owned()).spawn(wait).unwrap();
        assert!(!opened.is_finished());
        release.send(()).unwrap();
        assert_eq!(opened.join().unwrap(), Ok(()));
    }

    #[test]
    fn a_long_write_does_not_keep_readers_waiting() {
        let (office, _folder) = office();
        let (release, held) = channel::<()>();
        let long = office.write(move |_| held.recv());
        let issuers = office.read(|db, _| issuer::all(db)).wait().unwrap();
        assert_eq!(issuers, Ok(Vec::new()));
        release.send(()).unwrap();
        long.wait().unwrap().unwrap();
    }
}

//! What every subcommand is given: the store, the language, and where words go.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Mutex, Once, OnceLock};
use std::thread::{Builder, scope};
use std::time::Duration;

use serde::Serialize;

use super::UNREADABLE;
use super::sign_in::SignIn;
use super::user_folders::UserFolders;
use crate::desk::backup::automatic;
use crate::desk::own_files::make_folder;
use crate::desk::principal::Seat;
use crate::desk::progress::Meter;
use crate::desk::proof::machine::keep_machine_files_in;
use crate::desk::server;
use crate::desk::upgrade::before_upgrade;
use crate::desk::{Desk, Open, Patience};
use crate::domain::month::Month;
use crate::domain::origin::Origin;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::i18n::refusal::message_of;
use crate::i18n::{Lang, Text, cli as words, seal, upgrade};

/// What has a terminal empty the line.
const CLEAR_LINE: &str = "\u{1b}[K";

/// Work that takes longer than this says how far it has come, and again as often.
const LONG: Duration = Duration::from_secs(2);
const OFTEN: Duration = Duration::from_millis(500);

/// What the arguments say that is the same for every subcommand.
#[derive(Clone, Debug)]
pub struct Session {
    pub lang: Lang,
    pub asked_lang: Option<Lang>,
    /// Whether a store that is made takes a clock from outside.
    pub sandbox: bool,
    /// Whether answers are JSON.
    pub json: bool,
    /// For how many seconds another program that is writing is waited for.
    pub(super) wait: u64,
    /// Who is to sign in.
    pub(super) sign_in: SignIn,
    /// Who has.
    pub(super) seat: Option<Seat>,
    /// The place that was given for the store.
    pub(super) given_store: Option<PathBuf>,
    /// It was given as a file to open.
    pub(super) is_file_given: bool,
}

/// A refusal as the automation interface answers it: its rule, what was seen, and the words.
#[derive(Serialize)]
pub(super) struct Spoken<'a> {
    #[serde(flatten)]
    refusal: &'a Refusal,
    message: String,
}

impl Session {
    pub(super) fn new(store: Option<PathBuf>, sandbox: bool, lang: Option<Lang>, json: bool) -> Self {
        Self {
            lang: lang.unwrap_or_default(),
            asked_lang: lang,
            sandbox,
            json,
            wait: 0,
            sign_in: SignIn::default(),
            seat: None,
            given_store: store,
            is_file_given: false,
        }
    }

    /// A session of which only the language is known.
    pub(super) fn plain(lang: Lang) -> Self {
        Self::new(None, false, Some(lang), false)
    }

    /// The place of the store: what was given, or `desk.sqlite` in the user's data folder; none where the system
    /// knows of no such folder.
    pub fn store(&self) -> Option<PathBuf> {
        self.given_store.clone().or_else(|| self.own_store())
    }

    /// The place of the user's own store; none where the system knows of no data folder.
    pub fn own_store(&self) -> Option<PathBuf> {
        UserFolders::find().map(|folders| folders.store())
    }

    /// Whether the store was given as a file to open, as a double click on it does.
    pub fn is_file_given(&self) -> bool {
        self.is_file_given
    }

    /// The store that was named; without one, the user's own is meant.
    pub(super) fn named_store(&self) -> Option<&Path> {
        self.given_store.as_deref()
    }

    /// The user's data folder on this computer; none where the system knows of no such folder.
    pub fn data_folder(&self) -> Option<PathBuf> {
        UserFolders::find().map(|folders| folders.data)
    }

    /// The place of the window's preferences; none where the system knows of no such folder.
    pub fn preferences(&self) -> Option<PathBuf> {
        UserFolders::find().map(|folders| folders.preferences())
    }

    /// The place of the store, or exit status 2 where there is none, which is said.
    pub(super) fn place(&self) -> Result<PathBuf, u8> {
        self.store().ok_or_else(|| {
            self.say(words::NO_DATA_FOLDER.get(self.lang));
            UNREADABLE
        })
    }

    /// The place at which a store may be made. The user's own data folder is made for it; a folder that was named
    /// by hand is not, since it may be a slip.
    pub(super) fn place_to_make(&self) -> Result<PathBuf, u8> {
        let place = self.place()?;
        let folder = place.parent().filter(|_| self.given_store.is_none());
        match folder.map_or(Ok(()), make_folder) {
            Ok(()) => Ok(place),
            Err(error) => {
                let detail = format!("{}: {error}", place.display());
                Err(self.fail(&Refusal::Store { fault: StoreFault::Other { detail } }))
            }
        }
    }

    /// Opens the store, which may be made.
    pub(super) fn open(&self, how: Open) -> Result<Desk, u8> {
        let (lang, seconds) = (self.lang, self.wait);
        let patience = Patience::new(Duration::from_secs(seconds), move |waits| {
            if waits {
                say(&words::waiting(lang, seconds));
            }
        });
        let mut desk = self.or_fail(Desk::open_with(&self.place_to_make()?, how, patience))?;
        desk.comes_from(Origin::CommandLine);
        if let Some(seat) = &self.seat {
            desk.take_seat(seat);
        }
        // Whoever signs in has it opened before.
        static TOLD: Once = Once::new();
        if let Some(seen) = desk.lost_head() {
            TOLD.call_once(|| self.say(&words::lost_head(self.lang, seen.entry, seen.seen_at)));
        }
        Ok(desk)
    }

    /// Says why it could not begin; answers exit status 2.
    pub(super) fn fail(&self, refusal: &Refusal) -> u8 {
        self.fail_and(refusal, || {
            if matches!(refusal, Refusal::Store { fault: StoreFault::Newer { .. } }) {
                self.tell_backup_before_upgrade();
            }
        })
    }

    /// The same of a backup that was to be restored: one of a newer program says nothing of the store.
    pub(super) fn fail_to_restore(&self, refusal: &Refusal) -> u8 {
        self.fail_and(refusal, || ())
    }

    fn fail_and(&self, refusal: &Refusal, advise: impl FnOnce()) -> u8 {
        self.say(&message_of(self.lang, None, refusal));
        if refusal.is_of_a_damaged_store() {
            self.offer_backup();
        }
        advise();
        if self.json {
            self.answer_json(&serde_json::json!({ "ok": false, "error": self.spoken(refusal) }));
        }
        UNREADABLE
    }

    /// Names the newest good backup of the store, and how it is restored.
    fn offer_backup(&self) {
        let Some(store) = self.store() else { return };
        if let Some(backup) = automatic::list(&store).offered(&store) {
            self.say(&words::newest_backup(self.lang, &backup.path.display().to_string()));
        }
    }

    /// Names the backup that is left to this program of a store that a newer one has brought up to date.
    fn tell_backup_before_upgrade(&self) {
        let backup = self.store().and_then(|store| before_upgrade(&store));
        self.say(&match backup {
            Some(backup) => upgrade::before_upgrade(self.lang, &backup.path.display().to_string()),
            None => upgrade::NONE_BEFORE.get(self.lang).to_owned(),
        });
    }

    /// The same of what may have been done.
    pub(super) fn or_fail<T>(&self, done: Result<T, Refusal>) -> Result<T, u8> {
        done.map_err(|refusal| self.fail(&refusal))
    }

    pub(super) fn spoken<'a>(&self, refusal: &'a Refusal) -> Spoken<'a> {
        self.spoken_of(None, refusal)
    }

    /// The same of the command of this name.
    pub(super) fn spoken_of<'a>(&self, op: Option<&str>, refusal: &'a Refusal) -> Spoken<'a> {
        Spoken { refusal, message: message_of(self.lang, op, refusal) }
    }

    /// Says of which sealed months figures were changed, where they were; answers these.
    pub(super) fn tell_touched(&self, desk: &Desk) -> Vec<Month> {
        let months: Vec<Month> = desk.take_touched().into_iter().collect();
        if !months.is_empty() {
            self.say(&seal::touched(self.lang, &months));
        }
        months
    }

    /// Says something to the person, beside the answers. Nobody reading is no mistake.
    pub(super) fn say(&self, text: &str) {
        say(text);
    }

    /// Has `work` done, and says how far it has come where that takes long and somebody looks on: in one line of the
    /// terminal, which is empty again afterwards.
    pub(super) fn while_told<T>(&self, what: Text, meter: &Meter, work: impl FnOnce() -> T) -> T {
        if !io::stderr().is_terminal() {
            return work();
        }
        scope(|scope| {
            let (done, ended) = channel::<()>();
            let tell = move || {
                let mut pause = LONG;
                while ended.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                    pause = OFTEN;
                    let line = words::under_way(self.lang, what, meter.progress().fraction());
                    let _ = write!(io::stderr().lock(), "\r{CLEAR_LINE}{line}")
                        .and_then(|()| io::stderr().flush());
                }
                if pause == OFTEN {
                    let _ = write!(io::stderr().lock(), "\r{CLEAR_LINE}");
                }
            };
            // Without a thread it is done in silence.
            let _ = Builder::new().name("progress".to_owned()).spawn_scoped(scope, tell);
            let answer = work();
            drop(done);
            answer
        })
    }

    pub(super) fn answer(&self, text: &str) {
        let _ = writeln!(io::stdout().lock(), "{text}");
    }

    pub(super) fn answer_json(&self, value: &impl Serialize) {
        if let Ok(line) = serde_json::to_string(value) {
            self.answer(&line);
        }
    }
}

fn say(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
    if let Some(said) = SAID.get()
        && let Ok(mut said) = said.lock()
    {
        said.push_str(text);
        said.push('\n');
    }
}

/// What was said, where that is kept.
static SAID: OnceLock<Mutex<String>> = OnceLock::new();

/// Has what is said kept from now on, since there is nobody who reads standard error.
pub fn keep_what_is_said() {
    SAID.get_or_init(Mutex::default);
}

/// What was said since then.
pub fn said() -> String {
    SAID.get().and_then(|said| said.lock().ok().map(|said| said.clone())).unwrap_or_default()
}

/// Has this machine keep its key, and what it saw of stores, in the user's data folder, and know the passwords of servers that
/// the user keeps.
pub fn keep_machine_files() {
    if let Some(folders) = UserFolders::find() {
        keep_machine_files_in(folders.machine());
        server::keep_copies_in(folders.servers());
    }
    server::password::use_key_store();
}

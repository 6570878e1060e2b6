//! The first-start page, and what is shown while a store is being opened.

mod asked;
mod refused;
mod server;
mod view;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use egui::{Event, Ui};

use self::asked::{Answer, Asked};
use self::server::{Looked, ServerForm};
use self::view::{WIDTH, opening_ui};
use super::dialogs::{Picked, Picker};
use super::front::front_ui;
use super::pasted::pasted_paths;
use super::prefs::Prefs;
use super::sign_in::{Begin, Begun, CodePage, FirstUser};
use super::state::Action;
use super::theme::Tone;
use super::unlock::Unlock;
use super::widgets::{small_ui, spinner_ui};
use crate::desk::backup::automatic::{Backup, Backups, list};
use crate::desk::backup::{BackupFile, RestoreStop, Restored, move_store, restore};
use crate::desk::demo::discard::discard;
use crate::desk::own_files::make_folder;
use crate::desk::progress::{Meter, Progress};
use crate::desk::server::is_server;
use crate::desk::sign_in::RecoveryCode;
use crate::desk::upgrade::before_upgrade;
use crate::desk::worker::{Office, Reply, Wake, aside};
use crate::desk::{Desk, Open, demo, is_there};
use crate::domain::refusal::{Refusal, StoreFault};
use crate::i18n::refusal::message;
use crate::i18n::{Lang, server as server_words, welcome as words};

pub(super) struct Welcome {
    path: PathBuf,
    sandbox: bool,
    wake: Wake,
    /// Who works at the store that is to be made is asked.
    beginning: Option<Begin>,
    opening: Option<Opening>,
    /// The store of a first user, whose recovery code is shown.
    begun: Option<(Office, CodePage)>,
    /// A place that is being chosen, and what is done once it is.
    picked: Option<(Picked, AtPlace)>,
    /// What was tried last, and why it could not be done.
    wish: WelcomeAction,
    failed: Option<Refusal>,
    /// Looks for backups of a damaged store; those that are there and were not refused.
    looking: Option<Reply<Backups>>,
    backups: Backups,
    /// The newest good one of them.
    backup: Option<Backup>,
    /// The newest good one was refused; what is offered now is older.
    is_earlier: bool,
    /// A backup that is not what its log proves is to be restored all the same.
    as_it_is: bool,
    /// A file dialog could not be opened.
    has_no_dialog: bool,
    /// How the backup was restored that was to be, or none if it was cancelled.
    restored: Option<Option<Restored>>,
    /// The password of a backup that is encrypted.
    unlock: Unlock,
    /// The file that was given by name, and whether it was open here before.
    given: Option<(PathBuf, bool)>,
    /// What is asked of it.
    asked: Option<Asked>,
    /// Looks for what is left of a store that a newer program has brought up to date.
    looking_before: Option<Reply<Option<Backup>>>,
    /// What was found of that.
    before_upgrade: Option<Option<Backup>>,
    /// A sandbox is being thrown away.
    discarding: Option<Reply<Discarded>>,
    /// How that went.
    discarded: Option<Discarded>,
    /// It is gone, and nobody has been told yet.
    is_gone: bool,
    places: Places,
    /// What is filled in of a department's server.
    server: Option<ServerForm>,
    /// Looks whether there is a store on a server.
    checking: Option<Reply<Result<Looked, Refusal>>>,
    /// Why the password of a server is not kept, where it was to be.
    not_kept: Option<Refusal>,
}

/// Places on this computer that the page leads to.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// Where a store is moved to that is not safe where it is.
    pub(super) safe: Option<PathBuf>,
    /// The user's own store.
    pub(super) home: Option<PathBuf>,
}

/// What stays of a sandbox that was thrown away; none: it is none to be thrown away.
type Discarded = Result<Option<Vec<PathBuf>>, Refusal>;

struct Opening {
    office: Reply<Result<Opened, RestoreStop>>,
    meter: Arc<Meter>,
}

/// A store that is open.
struct Opened {
    office: Office,
    restored: Option<Restored>,
    /// Its first user's, where there is one since just now.
    code: Option<RecoveryCode>,
}

#[derive(Clone, PartialEq, Eq)]
enum WelcomeAction {
    Open,
    /// Makes an empty store, for this user.
    Start(Option<FirstUser>),
    Demo,
    /// Puts this backup in the place of what is there.
    Restore(BackupFile),
    /// Moves what is there to this place.
    Move(PathBuf),
    /// Opens what is there, and writes nothing to it.
    LookAt,
}

#[derive(Clone, Copy)]
enum AtPlace {
    Look,
    Restore,
}

/// How often progress is drawn.
const TICK: Duration = Duration::from_millis(100);

impl Welcome {
    /// At this place: opens the store that is there, or asks what to begin with.
    pub(super) fn new(path: PathBuf, sandbox: bool, wake: Wake) -> Self {
        let mut welcome = Self::at(path, sandbox, wake);
        welcome.look();
        welcome
    }

    /// The same of a file that somebody has the program open by name: what it is is said, and asked, before anything is
    /// written to it. One that was open here before `is_known`.
    pub(super) fn given(path: PathBuf, is_known: bool, places: Places, wake: Wake) -> Self {
        let given = Some((path.clone(), is_known));
        let mut welcome = Self { places, given, ..Self::at(path, false, wake) };
        welcome.ask(is_known);
        welcome
    }

    /// Throws a sandbox away that a window was open at, once that `left` it, where it stands in one of the program's `own`
    /// folders.
    pub(super) fn discarding(
        path: PathBuf,
        own: Vec<PathBuf>,
        left: impl FnOnce() + Send + 'static,
        wake: Wake,
    ) -> Self {
        let mut welcome = Self::at(path.clone(), false, wake);
        let discarding = aside("discard-demo", Arc::clone(&welcome.wake), move || {
            left();
            discard(&path, &own)
        });
        match discarding {
            Ok(discarding) => welcome.discarding = Some(discarding),
            Err(refusal) => welcome.discarded = Some(Err(refusal)),
        }
        welcome
    }

    /// Puts a backup in the place of a store that a window was open at, once that `left` it.
    pub(super) fn restoring(
        path: PathBuf,
        backup: BackupFile,
        left: impl FnOnce() + Send + 'static,
        wake: Wake,
    ) -> Self {
        let mut welcome = Self::at(path, false, wake);
        welcome.begin_after(WelcomeAction::Restore(backup), left);
        welcome
    }

    /// Moves a store that a window was open at, once that `left` it, and opens it there.
    pub(super) fn moving(
        path: PathBuf,
        to: PathBuf,
        left: impl FnOnce() + Send + 'static,
        wake: Wake,
    ) -> Self {
        let mut welcome = Self::at(path, false, wake);
        welcome.begin_after(WelcomeAction::Move(to), left);
        welcome
    }

    fn at(path: PathBuf, sandbox: bool, wake: Wake) -> Self {
        Self {
            path,
            sandbox,
            wake,
            beginning: None,
            opening: None,
            begun: None,
            picked: None,
            wish: WelcomeAction::Open,
            failed: None,
            looking: None,
            backups: Backups::default(),
            backup: None,
            is_earlier: false,
            as_it_is: false,
            has_no_dialog: false,
            restored: None,
            unlock: Unlock::default(),
            given: None,
            asked: None,
            looking_before: None,
            before_upgrade: None,
            discarding: None,
            discarded: None,
            is_gone: false,
            places: Places::default(),
            server: None,
            checking: None,
            not_kept: None,
        }
    }

    /// Whether a store that is there is being opened, of which it is not known yet who is at it.
    pub(super) fn is_opening(&self) -> bool {
        self.checking.is_some()
            || self.opening.is_some() && matches!(self.wish, WelcomeAction::Open | WelcomeAction::LookAt)
    }

    /// Asks what is to be asked of the file that is here, or opens it where there is nothing to ask.
    fn ask(&mut self, is_known: bool) {
        self.begin_anew();
        let home = self.places.home.as_ref();
        let (can_move, can_leave) = (self.places.safe.is_some(), home.is_some_and(|home| *home != self.path));
        match Asked::about(&self.path, is_known, can_move, can_leave) {
            Ok(None) => self.look(),
            Ok(asked) => self.asked = asked,
            Err(refusal) => self.fail(refusal),
        }
    }

    /// Tries again what has failed. Of a file that was given by name it is asked again: it may be another by now. A server
    /// is looked at again: what it was asked before may be done by now.
    fn try_again(&mut self) {
        if is_server(&self.path) {
            return self.look();
        }
        let given = self.given.as_ref().filter(|(path, _)| *path == self.path).map(|(_, is_known)| *is_known);
        match given.filter(|_| self.wish == WelcomeAction::Open) {
            Some(is_known) => self.ask(is_known),
            None => self.begin(self.wish.clone()),
        }
    }

    /// Leaves what was found of a store, and what went wrong with it.
    fn begin_anew(&mut self) {
        (self.failed, self.looking, self.backup) = (None, None, None);
        (self.asked, self.looking_before, self.before_upgrade) = (None, None, None);
        (self.checking, self.not_kept) = (None, None);
        self.backups = Backups::default();
        self.wish = WelcomeAction::Open;
    }

    /// Opens the store that is here, or asks what to begin with.
    fn look(&mut self) {
        if is_server(&self.path) {
            return self.look_at_server(None);
        }
        self.begin_anew();
        match is_there(&self.path) {
            Ok(false) => {}
            Ok(true) => self.begin(WelcomeAction::Open),
            Err(refusal) => self.fail(refusal),
        }
    }

    /// Says why it could not be opened; of a damaged store, the newest good backup is looked for, and of one of a newer
    /// program what is left to this one.
    fn fail(&mut self, refusal: Refusal) {
        // What is wrong with a backup is nothing of the store.
        let is_of_store = !matches!(self.wish, WelcomeAction::Restore(_));
        if is_of_store && matches!(&refusal, Refusal::Store { fault: StoreFault::Newer { .. } }) {
            let path = self.path.clone();
            let looking = aside("backups", Arc::clone(&self.wake), move || before_upgrade(&path));
            self.looking_before = looking.ok();
        }
        if is_of_store && refusal.is_of_a_damaged_store() {
            let path = self.path.clone();
            self.looking = aside("backups", Arc::clone(&self.wake), move || list(&path)).ok();
            self.is_earlier = false;
        }
        self.offer_no_more(&refusal);
        self.failed = Some(refusal);
    }

    fn begin(&mut self, wish: WelcomeAction) {
        self.begin_after(wish, || ());
    }

    fn begin_after(&mut self, wish: WelcomeAction, first: impl FnOnce() + Send + 'static) {
        let (path, wake, sandbox) = (self.path.clone(), Arc::clone(&self.wake), self.sandbox);
        let meter: Arc<Meter> = Arc::default();
        let (told, wished) = (Arc::clone(&meter), wish.clone());
        (self.failed, self.beginning, self.as_it_is) = (None, None, false);
        self.wish = wish;
        let office = aside("desk-opening", Arc::clone(&self.wake), move || {
            first();
            let is_there = matches!(wished, WelcomeAction::Open | WelcomeAction::LookAt);
            if let Some(folder) = path.parent().filter(|_| !is_there && !is_server(&path)) {
                // Where the folder cannot be made, opening the store says so.
                let _ = make_folder(folder);
            }
            let (mut restored, mut code) = (None, None);
            let desk = match wished {
                WelcomeAction::Open => Desk::open(&path, Open::Existing)?,
                WelcomeAction::LookAt => Desk::open(&path, Open::ToLookAt)?,
                WelcomeAction::Start(first) => {
                    let mut desk = Desk::open(&path, Open::New { sandbox })?;
                    if let Some(FirstUser { name, password }) = first {
                        code = Some(desk.begin_sign_in(&name, &password)?);
                    }
                    desk
                }
                WelcomeAction::Demo => demo::make(&path, demo::DEFAULT_SEED, &mut |done| {
                    told.report(Progress { rows: 0, done: (done * 1000.0) as u64, of: 1000 });
                })?,
                WelcomeAction::Move(to) => {
                    move_store(&path, &to)?;
                    Desk::open(&to, Open::Existing)?
                }
                WelcomeAction::Restore(backup) => {
                    restored = Some(restore(&path, &backup, true, &told)?);
                    Desk::open(&path, Open::Existing)?
                }
            };
            Ok(Opened { office: Office::staff(desk, wake)?, restored, code })
        });
        match office {
            Ok(office) => self.opening = Some(Opening { office, meter }),
            Err(refusal) => self.failed = Some(refusal),
        }
    }

    /// Says that a file dialog could not be opened, and what to do without one.
    pub(super) fn tell_dialog_failed(&mut self) {
        self.has_no_dialog = true;
    }

    /// Looks at the data file whose path is pasted.
    fn take_pasted(&mut self, ui: &Ui) {
        let pasted = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                Event::Paste(text) => pasted_paths(text).into_iter().next(),
                _ => None,
            })
        });
        let is_busy = self.opening.is_some() || self.discarding.is_some() || self.server.is_some();
        if let Some(path) = pasted.filter(|_| !is_busy) {
            self.has_no_dialog = false;
            self.path = path;
            self.look();
        }
    }

    /// The first user of the store that was begun here, who has signed in.
    pub(super) fn first_user(&self) -> Option<&str> {
        match &self.wish {
            WelcomeAction::Start(Some(first)) => Some(&first.name),
            _ => None,
        }
    }

    /// Takes what has come; answers the office once it is open, and the recovery code is kept.
    pub(super) fn logic(&mut self, lang: Lang) -> Option<Office> {
        if let Some((_, page)) = &mut self.begun {
            page.logic(lang, &self.wake);
            return self.begun.take_if(|(_, page)| page.is_done()).map(|(office, _)| office);
        }
        if let Some(found) = self.looking_before.as_ref().and_then(Reply::poll) {
            (self.looking_before, self.before_upgrade) = (None, Some(found));
        }
        if let Some(discarded) = self.discarding.as_ref().and_then(Reply::poll) {
            self.is_gone = matches!(discarded, Ok(Some(_)));
            (self.discarding, self.discarded) = (None, Some(discarded));
        }
        let picked = self.picked.as_ref().and_then(|(picked, then)| Some((picked.poll()?, *then)));
        if let Some((answer, then)) = picked {
            self.picked = None;
            match (answer, then) {
                (Some(path), AtPlace::Look) => {
                    self.path = path;
                    self.look();
                }
                (Some(backup), AtPlace::Restore) => self.begin(WelcomeAction::Restore(backup.into())),
                (None, _) => {}
            }
        }
        if let Some(found) = self.looking.as_ref().and_then(Reply::poll) {
            self.looking = None;
            self.backup = found.offered(&self.path).cloned();
            self.backups = found;
        }
        self.take_found();
        let answer = self.opening.as_ref()?.office.poll()?;
        self.opening = None;
        match answer {
            Ok(Opened { office, restored, code }) => {
                self.restored = self.restored.take().or(restored.map(Some));
                let first = self.first_user().map(str::to_owned);
                let (Some(code), Some(first)) = (code, first) else { return Some(office) };
                let page = CodePage::new(code, first, office.path().display().to_string());
                self.begun = Some((office, page));
            }
            Err(RestoreStop::Cancelled) => {
                self.restored = Some(None);
                self.look();
            }
            Err(RestoreStop::Refused(refusal)) => self.fail(refusal),
        }
        None
    }

    /// The place of a sandbox that was thrown away since this was asked last.
    pub(super) fn take_gone(&mut self) -> Option<PathBuf> {
        std::mem::take(&mut self.is_gone).then(|| self.path.clone())
    }

    /// What is said of a backup that was to be restored, once a store is open again.
    pub(super) fn said(&self, lang: Lang) -> Option<(Tone, String)> {
        if let WelcomeAction::Move(to) = &self.wish {
            return Some((Tone::Ok, words::moved(lang, &to.display().to_string())));
        }
        if let Some(why) = &self.not_kept {
            return Some((Tone::Warn, server_words::not_kept(lang, &message(lang, why))));
        }
        let Some(restored) = self.restored.as_ref()? else {
            return Some((Tone::Info, words::NOT_RESTORED.get(lang).to_owned()));
        };
        let kept = restored.kept.as_ref().map(|kept| kept.display().to_string());
        let is_whole = restored.lost.is_empty() && restored.held_mail.is_none() && restored.found.is_empty();
        let tone = if is_whole { Tone::Ok } else { Tone::Warn };
        Some((
            tone,
            words::restored(lang, kept.as_deref(), restored.lost.len(), restored.held_mail, &restored.found),
        ))
    }

    /// Draws; the preferences know which stores were open before.
    pub(super) fn ui(&mut self, ui: &mut Ui, lang: Lang, picker: &dyn Picker, prefs: &Prefs) -> Vec<Action> {
        self.take_pasted(ui);
        let action = front_ui(ui, lang, words::TITLE.get(lang), WIDTH, |ui| {
            if self.discarding.is_some() {
                return spinner_ui(ui, words::DISCARDING.get(lang));
            }
            if let Some(asked) = &mut self.asked {
                if let Some(answer) = asked.ui(ui, lang) {
                    self.answer(answer);
                }
                return;
            }
            if let Some(form) = &mut self.server {
                if let Some(filled) = form.ui(ui, lang) {
                    self.server_filled(filled);
                }
                return;
            }
            if self.checking.is_some() {
                return spinner_ui(ui, server_words::CONNECTING.get(lang));
            }
            match (&self.opening, &mut self.begun, &mut self.beginning) {
                (Some(opening), ..) => opening_ui(ui, lang, &self.wish, &opening.meter),
                (None, Some((_, page)), _) => page.ui(ui, lang, picker, &self.wake),
                (None, None, Some(begin)) => {
                    small_ui(ui, &self.path.display().to_string());
                    match begin.ui(ui, lang) {
                        None => {}
                        Some(Begun::Left) => self.beginning = None,
                        Some(Begun::Wanted(first)) => self.begin(WelcomeAction::Start(first)),
                    }
                }
                (None, None, None) => self.choices_ui(ui, lang, picker, prefs),
            }
        });
        action.into_iter().collect()
    }

    /// Does with a file that was given by name what was answered.
    fn answer(&mut self, answer: Answer) {
        self.asked = None;
        match (answer, self.places.safe.clone(), self.places.home.clone()) {
            (Answer::Open, ..) => self.begin(WelcomeAction::Open),
            (Answer::LookAt, ..) => self.begin(WelcomeAction::LookAt),
            (Answer::Move, Some(safe), _) => self.begin(WelcomeAction::Move(safe)),
            (Answer::Leave, _, Some(home)) => {
                self.path = home;
                self.look();
            }
            // Neither is offered then.
            (Answer::Move | Answer::Leave, ..) => {}
        }
    }

    fn pick(&mut self, picked: Result<Picked, Refusal>, then: AtPlace) {
        match picked {
            Ok(picked) => self.picked = Some((picked, then)),
            Err(refusal) => self.failed = Some(refusal),
        }
    }
}

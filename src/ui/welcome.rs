//! The first-start page, and what is shown while a store is being opened.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use egui::{Event, Ui};

use super::dialogs::{FileKind, Picked, Picker};
use super::front::{front_ui, room_ui};
use super::pasted::pasted_paths;
use super::prefs::Prefs;
use super::sign_in::{Begin, Begun, CodePage, FirstUser};
use super::state::Action;
use super::theme::{Tone, size, space};
use super::unlock::Unlock;
use super::widgets::{
    Button, banner_ui, body_ui, link_ui, progress_ui, small_link_ui, small_ui, spinner_ui, text_row_ui,
    weak_ui,
};
use crate::desk::backup::automatic::{Backup, Backups, list};
use crate::desk::backup::{BackupFile, RestoreStop, Restored, move_store, restore};
use crate::desk::own_files::make_folder;
use crate::desk::progress::{Meter, Progress};
use crate::desk::sign_in::RecoveryCode;
use crate::desk::worker::{Office, Reply, Wake, aside};
use crate::desk::{Desk, Open, demo, is_there};
use crate::domain::refusal::{Refusal, StoreFault};
use crate::i18n::backups;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, Text, common, files, welcome as words};

mod refused;

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
}

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
        }
    }

    /// Whether a store that is there is being opened, of which it is not known yet who is at it.
    pub(super) fn is_opening(&self) -> bool {
        self.opening.is_some() && self.wish == WelcomeAction::Open
    }

    /// Opens the store that is here, or asks what to begin with.
    fn look(&mut self) {
        (self.failed, self.looking, self.backup) = (None, None, None);
        self.backups = Backups::default();
        self.wish = WelcomeAction::Open;
        match is_there(&self.path) {
            Ok(false) => {}
            Ok(true) => self.begin(WelcomeAction::Open),
            Err(refusal) => self.fail(refusal),
        }
    }

    /// Says why it could not be opened; of a damaged store, the newest good backup is looked for.
    fn fail(&mut self, refusal: Refusal) {
        if refusal.is_of_a_damaged_store() && !matches!(self.wish, WelcomeAction::Restore(_)) {
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
            if let Some(folder) = path.parent() {
                // Where the folder cannot be made, opening the store says so.
                let _ = make_folder(folder);
            }
            let (mut restored, mut code) = (None, None);
            let desk = match wished {
                WelcomeAction::Open => Desk::open(&path, Open::Existing)?,
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
        if let Some(path) = pasted.filter(|_| self.opening.is_none()) {
            self.has_no_dialog = false;
            self.path = path;
            self.look();
        }
    }

    /// Whether an empty store was begun here: there is nothing in it yet to look at.
    pub(super) fn has_begun(&self) -> bool {
        matches!(self.wish, WelcomeAction::Start(_))
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

    /// What is said of a backup that was to be restored, once a store is open again.
    pub(super) fn said(&self, lang: Lang) -> Option<(Tone, String)> {
        if let WelcomeAction::Move(to) = &self.wish {
            return Some((Tone::Ok, words::moved(lang, &to.display().to_string())));
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

    fn choices_ui(&mut self, ui: &mut Ui, lang: Lang, picker: &dyn Picker, prefs: &Prefs) {
        if self.has_no_dialog {
            banner_ui(ui, Tone::Warn, words::NO_DIALOG.get(lang), None);
            ui.add_space(space::M);
        }
        let failed = self.failed.clone();
        if failed.is_none() && prefs.remembers(&self.path) {
            return self.missing_ui(ui, lang, picker, prefs);
        }
        let is_locked = matches!(&failed, Some(Refusal::Store { fault: StoreFault::Encrypted { .. } }));
        match &failed {
            Some(refusal) if is_locked => self.locked_ui(ui, lang, refusal),
            Some(refusal) => {
                let why = message(lang, refusal);
                let text = match &self.wish {
                    WelcomeAction::Restore(backup) => {
                        words::cannot_restore(lang, &backup.path.display().to_string(), &why)
                    }
                    _ => words::cannot_open(lang, &why),
                };
                if banner_ui(ui, Tone::Bad, &text, Some(words::AGAIN.get(lang))) {
                    self.begin(self.wish.clone());
                }
            }
            None => drop(weak_ui(ui, words::INTRO.get(lang))),
        }
        self.as_it_is_ui(ui, lang);
        if failed.is_some() && !is_locked {
            self.offered_ui(ui, lang);
        }
        ui.add_space(space::M);
        let place = room_ui(ui, size::PILL);
        body_ui(ui, &self.path.display().to_string());
        ui.add_space(space::L);
        if failed.is_none() {
            if Button::primary(words::START.get(lang)).wide().show(ui).clicked() {
                self.beginning = Some(Begin::default());
            }
            small_ui(ui, words::START_NOTE.get(lang));
            ui.add_space(space::M);
            if Button::secondary(words::DEMO.get(lang)).wide().show(ui).clicked() {
                self.begin(WelcomeAction::Demo);
            }
            small_ui(ui, words::DEMO_NOTE.get(lang));
            ui.add_space(space::M);
        }
        if failed.is_some()
            && matches!(self.wish, WelcomeAction::Restore(_) | WelcomeAction::Move(_))
            && self.path.exists()
        {
            if Button::secondary(words::OPEN_AS_IT_WAS.get(lang)).wide().show(ui).clicked() {
                self.look();
            }
            ui.add_space(space::M);
        }
        text_row_ui(&mut ui.new_child(place), |ui| {
            small_ui(ui, words::PLACE.get(lang));
            if small_link_ui(ui, words::ELSEWHERE.get(lang)).clicked() {
                let wake = Arc::clone(&self.wake);
                let picked = picker.save(store_file(lang, words::ELSEWHERE), FILE_NAME.to_owned(), wake);
                self.pick(picked, AtPlace::Look);
            }
        });
        for (name, then) in [(words::OPEN, AtPlace::Look), (words::RESTORE, AtPlace::Restore)] {
            if Button::secondary(name.get(lang)).wide().show(ui).clicked() {
                self.pick(picker.open(store_file(lang, name), Arc::clone(&self.wake)), then);
            }
            ui.add_space(space::M);
        }
        self.recent_ui(ui, lang, prefs);
    }

    /// Asks for the password of the backup that was to be restored.
    fn locked_ui(&mut self, ui: &mut Ui, lang: Lang, refusal: &Refusal) {
        banner_ui(ui, Tone::Warn, &message(lang, refusal), None);
        ui.add_space(space::S);
        let button = Button::primary(backups::UNLOCK_AND_RESTORE.get(lang)).wide();
        let password = self.unlock.ui(ui, lang, button);
        if let (Some(_), WelcomeAction::Restore(backup)) = (&password, &self.wish) {
            let path = backup.path.clone();
            self.begin(WelcomeAction::Restore(BackupFile { path, password, as_it_is: backup.as_it_is }));
        }
    }

    /// What to do where a store that was open before is not found: it is looked for, and nothing new takes its place
    /// by a slip.
    fn missing_ui(&mut self, ui: &mut Ui, lang: Lang, picker: &dyn Picker, prefs: &Prefs) {
        let path = self.path.display().to_string();
        banner_ui(ui, Tone::Warn, &words::missing(lang, &path), None);
        ui.add_space(space::L);
        if Button::primary(words::LOOK_FOR.get(lang)).wide().show(ui).clicked() {
            let picked = picker.open(store_file(lang, words::LOOK_FOR), Arc::clone(&self.wake));
            self.pick(picked, AtPlace::Look);
        }
        ui.add_space(space::M);
        if Button::secondary(words::LOOK_AGAIN.get(lang)).wide().show(ui).clicked() {
            self.look();
        }
        self.recent_ui(ui, lang, prefs);
        ui.add_space(space::M);
        if text_row_ui(ui, |ui| small_link_ui(ui, words::START_HERE.get(lang))).clicked() {
            self.beginning = Some(Begin::default());
        }
    }

    fn recent_ui(&mut self, ui: &mut Ui, lang: Lang, prefs: &Prefs) {
        let recent = &prefs.recent;
        let recent: Vec<&PathBuf> = recent.iter().filter(|path| **path != self.path).take(OFFERED).collect();
        if !recent.is_empty() {
            ui.add_space(space::M);
            small_ui(ui, common::RECENT.get(lang));
        }
        for path in recent {
            if link_ui(ui, &path.display().to_string()).clicked() {
                self.path.clone_from(path);
                self.look();
            }
        }
    }

    fn pick(&mut self, picked: Result<Picked, Refusal>, then: AtPlace) {
        match picked {
            Ok(picked) => self.picked = Some((picked, then)),
            Err(refusal) => self.failed = Some(refusal),
        }
    }
}

const WIDTH: f32 = 560.0;
const OFFERED: usize = 4;

fn opening_ui(ui: &mut Ui, lang: Lang, wish: &WelcomeAction, meter: &Meter) {
    let (text, can_cancel) = match wish {
        WelcomeAction::Move(_) => return spinner_ui(ui, words::MOVING.get(lang)),
        WelcomeAction::Open | WelcomeAction::Start(_) => return spinner_ui(ui, words::OPENING.get(lang)),
        WelcomeAction::Demo => (words::MAKING_DEMO, false),
        WelcomeAction::Restore(_) if meter.is_cancelled() => (files::CANCELLING, false),
        WelcomeAction::Restore(_) => (words::RESTORING, true),
    };
    if progress_ui(ui, text.get(lang), meter.progress().fraction(), can_cancel) {
        meter.cancel();
    }
    ui.ctx().request_repaint_after(TICK);
}

/// A data file, as the dialog that is titled so asks for it.
fn store_file(lang: Lang, title: Text) -> FileKind {
    FileKind {
        title: title.get(lang).to_owned(),
        name: words::STORE_FILE.get(lang).to_owned(),
        endings: &["sqlite", "age"],
    }
}

const FILE_NAME: &str = "desk.sqlite";

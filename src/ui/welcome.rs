//! The first-start page, and what is shown while a store is being opened.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use egui::{Align, Layout, Ui, vec2};

use super::dialogs::{FileKind, Picked, Picker};
use super::prefs::Prefs;
use super::state::Action;
use super::theme::{Tone, Type, space, tokens};
use super::widgets::{
    Button, Card, banner_ui, body_ui, link_ui, progress_ui, seal_ui, small_link_ui, small_ui, spinner_ui,
    text_row_ui, text_ui, weak_ui,
};
use crate::desk::own_files::make_folder;
use crate::desk::worker::{Office, Reply, Wake, aside};
use crate::desk::{Desk, Open, demo, is_there};
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, Text, common, shell, welcome as words};

pub(super) struct Welcome {
    path: PathBuf,
    sandbox: bool,
    wake: Wake,
    opening: Option<Opening>,
    picked: Option<Picked>,
    /// What was tried last, and why it could not be done.
    wish: WelcomeAction,
    failed: Option<Refusal>,
}

struct Opening {
    office: Reply<Result<Office, Refusal>>,
    /// Thousandths of the demo that are done; none: nothing is counted.
    progress: Option<Arc<AtomicU32>>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum WelcomeAction {
    Open,
    Start,
    Demo,
}

impl Welcome {
    /// At this place: opens the store that is there, or asks what to begin with.
    pub(super) fn new(path: PathBuf, sandbox: bool, wake: Wake) -> Self {
        let (opening, picked, failed) = (None, None, None);
        let mut welcome = Self { path, sandbox, wake, opening, picked, wish: WelcomeAction::Open, failed };
        welcome.look();
        welcome
    }

    /// Opens the store that is here, or asks what to begin with.
    fn look(&mut self) {
        self.failed = None;
        match is_there(&self.path) {
            Ok(false) => {}
            Ok(true) => self.begin(WelcomeAction::Open),
            Err(refusal) => self.failed = Some(refusal),
        }
    }

    fn begin(&mut self, wish: WelcomeAction) {
        let (path, wake) = (self.path.clone(), Arc::clone(&self.wake));
        let progress = matches!(wish, WelcomeAction::Demo).then(|| Arc::new(AtomicU32::new(0)));
        let (sandbox, told) = (self.sandbox, progress.clone());
        self.failed = None;
        self.wish = wish;
        let office = aside("desk-opening", Arc::clone(&self.wake), move || {
            if let Some(folder) = path.parent() {
                // Where the folder cannot be made, opening the store says so.
                let _ = make_folder(folder);
            }
            let desk = match wish {
                WelcomeAction::Open => Desk::open(&path, Open::Existing)?,
                WelcomeAction::Start => Desk::open(&path, Open::New { sandbox })?,
                WelcomeAction::Demo => demo::make(&path, demo::DEFAULT_SEED, &mut |done| {
                    if let Some(told) = &told {
                        told.store((done * 1000.0) as u32, Ordering::Relaxed);
                    }
                    wake();
                })?,
            };
            Office::staff(desk, wake)
        });
        match office {
            Ok(office) => self.opening = Some(Opening { office, progress }),
            Err(refusal) => self.failed = Some(refusal),
        }
    }

    /// Whether an empty store was begun here: there is nothing in it yet to look at.
    pub(super) fn has_begun(&self) -> bool {
        self.wish == WelcomeAction::Start
    }

    /// Takes what has come; answers the office once it is open.
    pub(super) fn logic(&mut self) -> Option<Office> {
        if let Some(answer) = self.picked.as_ref().and_then(Reply::poll) {
            self.picked = None;
            if let Some(path) = answer {
                self.path = path;
                self.look();
            }
        }
        let answer = self.opening.as_ref()?.office.poll()?;
        self.opening = None;
        answer.map_err(|refusal| self.failed = Some(refusal)).ok()
    }

    /// Draws; the preferences know which stores were open before.
    pub(super) fn ui(&mut self, ui: &mut Ui, lang: Lang, picker: &dyn Picker, prefs: &Prefs) -> Vec<Action> {
        let width = WIDTH.min(ui.available_width() - 2.0 * space::XXL);
        let mut actions = Vec::new();
        ui.vertical_centered(|ui| {
            ui.add_space((ui.available_height() * 0.16).max(space::XXL));
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                Card::new().show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = space::XS;
                    title_ui(ui, lang, &mut actions);
                    ui.add_space(space::M);
                    match &self.opening {
                        Some(opening) => opening_ui(ui, lang, opening),
                        None => self.choices_ui(ui, lang, picker, prefs),
                    }
                    ui.add_space(space::S);
                });
            });
        });
        actions
    }

    fn choices_ui(&mut self, ui: &mut Ui, lang: Lang, picker: &dyn Picker, prefs: &Prefs) {
        let failed = self.failed.clone();
        if failed.is_none() && prefs.remembers(&self.path) {
            return self.missing_ui(ui, lang, picker, prefs);
        }
        match &failed {
            Some(refusal) => {
                let text = words::cannot_open(lang, &message(lang, refusal));
                if banner_ui(ui, Tone::Bad, &text, Some(words::AGAIN.get(lang))) {
                    self.begin(self.wish);
                }
            }
            None => drop(weak_ui(ui, words::INTRO.get(lang))),
        }
        ui.add_space(space::M);
        text_row_ui(ui, |ui| {
            small_ui(ui, words::PLACE.get(lang));
            if small_link_ui(ui, words::ELSEWHERE.get(lang)).clicked() {
                self.pick(picker.save(
                    store_file(lang, words::ELSEWHERE),
                    FILE_NAME.to_owned(),
                    Arc::clone(&self.wake),
                ));
            }
        });
        body_ui(ui, &self.path.display().to_string());
        ui.add_space(space::L);
        if failed.is_none() {
            for (button, note, wish) in [
                (Button::primary(words::START.get(lang)), words::START_NOTE, WelcomeAction::Start),
                (Button::secondary(words::DEMO.get(lang)), words::DEMO_NOTE, WelcomeAction::Demo),
            ] {
                if button.wide().show(ui).clicked() {
                    self.begin(wish);
                }
                small_ui(ui, note.get(lang));
                ui.add_space(space::M);
            }
        }
        if Button::secondary(words::OPEN.get(lang)).wide().show(ui).clicked() {
            self.pick(picker.open(store_file(lang, words::OPEN), Arc::clone(&self.wake)));
        }
        self.recent_ui(ui, lang, prefs);
    }

    /// What to do where a store that was open before is not found: it is looked for, and nothing new takes its place
    /// by a slip.
    fn missing_ui(&mut self, ui: &mut Ui, lang: Lang, picker: &dyn Picker, prefs: &Prefs) {
        let path = self.path.display().to_string();
        banner_ui(ui, Tone::Warn, &words::missing(lang, &path), None);
        ui.add_space(space::L);
        if Button::primary(words::LOOK_FOR.get(lang)).wide().show(ui).clicked() {
            self.pick(picker.open(store_file(lang, words::LOOK_FOR), Arc::clone(&self.wake)));
        }
        ui.add_space(space::M);
        if Button::secondary(words::LOOK_AGAIN.get(lang)).wide().show(ui).clicked() {
            self.look();
        }
        self.recent_ui(ui, lang, prefs);
        ui.add_space(space::M);
        if text_row_ui(ui, |ui| small_link_ui(ui, words::START_HERE.get(lang))).clicked() {
            self.begin(WelcomeAction::Start);
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

    fn pick(&mut self, picked: Result<Picked, Refusal>) {
        match picked {
            Ok(picked) => self.picked = Some(picked),
            Err(refusal) => self.failed = Some(refusal),
        }
    }
}

const WIDTH: f32 = 560.0;
const OFFERED: usize = 4;

fn title_ui(ui: &mut Ui, lang: Lang, actions: &mut Vec<Action>) {
    ui.add_space(space::S);
    ui.horizontal(|ui| {
        seal_ui(ui, 32.0);
        ui.add_space(space::XS);
        text_ui(ui, words::TITLE.get(lang), Type::Title, tokens(ui).text);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if small_link_ui(ui, shell::OTHER_LANGUAGE.get(lang)).clicked() {
                actions.push(Action::ChooseLanguage(lang.pick(Lang::En, Lang::Zh)));
            }
        });
    });
}

fn opening_ui(ui: &mut Ui, lang: Lang, opening: &Opening) {
    match &opening.progress {
        None => spinner_ui(ui, words::OPENING.get(lang)),
        Some(done) => {
            let done = done.load(Ordering::Relaxed) as f32 / 1000.0;
            progress_ui(ui, words::MAKING_DEMO.get(lang), Some(done), false);
        }
    }
}

/// A data file, as the dialog that is titled so asks for it.
fn store_file(lang: Lang, title: Text) -> FileKind {
    FileKind {
        title: title.get(lang).to_owned(),
        name: words::STORE_FILE.get(lang).to_owned(),
        endings: &["sqlite"],
    }
}

const FILE_NAME: &str = "desk.sqlite";

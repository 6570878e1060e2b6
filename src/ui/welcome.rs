//! The first-start page, and what is shown while a store is being opened.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use egui::{Align, Layout, Ui, vec2};

use super::dialogs::{FileKind, Picked, Picker};
use super::state::Action;
use super::theme::{Tone, Type, space, tokens};
use super::widgets::{Button, Card, banner_ui, progress_ui, seal_ui, small_ui, spinner_ui, text_ui, weak_ui};
use crate::desk::worker::{Office, Reply, Wake, aside};
use crate::desk::{Desk, Open, demo, is_there};
use crate::domain::refusal::Refusal;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, welcome as words};

/// The demo that the window makes; another seed makes another company.
const DEMO_SEED: u64 = 1;

/// Where a store is chosen, made or waited for.
pub(super) struct Welcome {
    path: PathBuf,
    sandbox: bool,
    wake: Wake,
    opening: Option<Opening>,
    picked: Option<Picked>,
    failed: Option<Refusal>,
    begun: bool,
}

/// A store on its way.
struct Opening {
    office: Reply<Result<Office, Refusal>>,
    /// Thousandths of the demo that are done; none: nothing is counted.
    progress: Option<Arc<AtomicU32>>,
}

/// What is to be made or opened.
#[derive(Clone, Copy)]
enum Wish {
    Open,
    Start,
    Demo,
}

impl Welcome {
    /// At this place: opens the store that is there, or asks what to begin with.
    pub(super) fn new(path: PathBuf, sandbox: bool, wake: Wake) -> Self {
        let mut welcome =
            Self { path, sandbox, wake, opening: None, picked: None, failed: None, begun: false };
        match is_there(&welcome.path) {
            Ok(false) => {}
            Ok(true) => welcome.begin(Wish::Open),
            Err(refusal) => welcome.failed = Some(refusal),
        }
        welcome
    }

    fn begin(&mut self, wish: Wish) {
        let (path, wake) = (self.path.clone(), Arc::clone(&self.wake));
        let how = match wish {
            Wish::Open => Open::Existing,
            Wish::Start => Open::New { sandbox: self.sandbox },
            Wish::Demo => Open::New { sandbox: true },
        };
        let progress = matches!(wish, Wish::Demo).then(|| Arc::new(AtomicU32::new(0)));
        let told = progress.clone();
        self.failed = None;
        self.begun = matches!(wish, Wish::Start);
        let office = aside("desk-opening", Arc::clone(&self.wake), move || {
            if let Some(folder) = path.parent() {
                // Where the folder cannot be made, opening the store says so.
                let _ = std::fs::create_dir_all(folder);
            }
            let mut desk = Desk::open(&path, how)?;
            if let Some(told) = told {
                demo::fill(&mut desk, DEMO_SEED, &mut |done| {
                    told.store((done * 1000.0) as u32, Ordering::Relaxed);
                    wake();
                })?;
            }
            Office::staff(desk, wake)
        });
        match office {
            Ok(office) => self.opening = Some(Opening { office, progress }),
            Err(refusal) => self.failed = Some(refusal),
        }
    }

    /// Whether an empty store was begun here: there is nothing in it yet to look at.
    pub(super) fn has_begun(&self) -> bool {
        self.begun
    }

    /// Takes what has come; answers the office once it is open.
    pub(super) fn logic(&mut self) -> Option<Office> {
        if let Some(answer) = self.picked.as_ref().and_then(Reply::poll) {
            self.picked = None;
            if let Some(path) = answer {
                self.path = path;
                self.begin(Wish::Open);
            }
        }
        let answer = self.opening.as_ref()?.office.poll()?;
        self.opening = None;
        answer.map_err(|refusal| self.failed = Some(refusal)).ok()
    }

    /// Draws.
    pub(super) fn ui(&mut self, ui: &mut Ui, lang: Lang, picker: &dyn Picker) -> Vec<Action> {
        let width = 560.0_f32.min(ui.available_width() - 2.0 * space::XXL);
        ui.vertical_centered(|ui| {
            ui.add_space((ui.available_height() * 0.18).max(space::XXL));
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                Card::new().show(ui, |ui| self.card_ui(ui, lang, picker));
            });
        });
        Vec::new()
    }

    fn card_ui(&mut self, ui: &mut Ui, lang: Lang, picker: &dyn Picker) {
        ui.add_space(space::S);
        ui.horizontal(|ui| {
            seal_ui(ui, 32.0);
            ui.add_space(space::XS);
            text_ui(ui, words::TITLE.get(lang), Type::Title, tokens(ui).text);
        });
        ui.add_space(space::S);
        if let Some(opening) = &self.opening {
            match &opening.progress {
                None => spinner_ui(ui, words::OPENING.get(lang)),
                Some(done) => {
                    let done = done.load(Ordering::Relaxed) as f32 / 1000.0;
                    progress_ui(ui, words::MAKING_DEMO.get(lang), Some(done), false);
                }
            }
            return;
        }
        let failed = self.failed.clone();
        if let Some(refusal) = &failed {
            let text = words::cannot_open(lang, &message(lang, refusal));
            if banner_ui(ui, Tone::Bad, &text, Some(words::AGAIN.get(lang))).acted {
                self.begin(Wish::Open);
            }
        } else {
            weak_ui(ui, words::INTRO.get(lang));
        }
        ui.add_space(space::S);
        small_ui(ui, words::PLACE.get(lang));
        weak_ui(ui, &self.path.display().to_string());
        ui.add_space(space::M);
        if failed.is_none() {
            for (button, note, wish) in [
                (Button::primary(words::START.get(lang)), words::START_NOTE, Wish::Start),
                (Button::secondary(words::DEMO.get(lang)), words::DEMO_NOTE, Wish::Demo),
            ] {
                if button.wide().show(ui).clicked() {
                    self.begin(wish);
                }
                small_ui(ui, note.get(lang));
                ui.add_space(space::S);
            }
        }
        if Button::secondary(words::OPEN.get(lang)).wide().show(ui).clicked() {
            let kind = FileKind {
                title: words::OPEN.get(lang).to_owned(),
                name: words::STORE_FILE.get(lang).to_owned(),
                endings: &["sqlite"],
            };
            match picker.open(kind, Arc::clone(&self.wake)) {
                Ok(picked) => self.picked = Some(picked),
                Err(refusal) => self.failed = Some(refusal),
            }
        }
    }
}

//! A file on its way out of the desk: the choice of its place, the work beside everything else, what came of it, and the
//! way to the system's program for it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use egui::{Context, Ui};

use super::command_dialog::is_entered;
use super::dialogs::{FileKind, Picked, file_name};
use super::panels::is_one_of;
use super::state::{Action, Cx};
use super::theme::Tone;
use super::widgets::{Button, Modal, banner_ui, body_ui, modal_buttons_ui, progress_ui, strong_ui, weak_ui};
use crate::desk::export::ExportStop;
use crate::desk::progress::{Meter, Progress};
use crate::desk::worker::{Lost, Reply, aside};
use crate::domain::refusal::{Refusal, StoreFault};
use crate::i18n::exchange::export_error;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, lists, saving as words};

/// So many notes are told one by one.
const MOST_NOTES: usize = 5;
const WIDTH: f32 = 560.0;
/// How often progress is drawn.
const TICK: Duration = Duration::from_millis(100);

/// What is to be written, and how.
pub struct Job {
    /// What the dialog that asks for its place says.
    pub kind: FileKind,
    /// The name that is proposed.
    pub name: String,
    /// What is said while it is written, once so many things are.
    pub under_way: fn(Lang, u64) -> String,
    pub work: Work,
}

pub type Work = Box<dyn FnOnce(&Path, &mut dyn FnMut(Progress) -> bool) -> Result<Saved, ExportStop> + Send>;

/// What was written, in words, and what has to be known about it.
#[derive(Debug)]
pub struct Saved {
    pub said: String,
    pub notes: Vec<String>,
}

#[derive(Default)]
pub struct Saving(Option<Stage>);

enum Stage {
    Choosing { picked: Picked, job: Job },
    Writing { path: PathBuf, meter: Arc<Meter>, under_way: fn(Lang, u64) -> String, reply: Writing },
    Written { path: PathBuf, saved: Saved, is_new: bool },
    Opening(Reply<bool>),
}

type Writing = Reply<Result<Saved, ExportStop>>;

impl Saving {
    /// Asks where the file is to be put.
    pub fn begin(&mut self, cx: &mut Cx<'_>, job: Job) {
        let picked = cx.picker.save(job.kind.clone(), job.name.clone(), Arc::clone(cx.wake));
        if let Some(picked) = cx.done_or_told(picked) {
            self.0 = Some(Stage::Choosing { picked, job });
        }
    }

    /// Whether something of it lies over the panel.
    pub fn is_open(&self) -> bool {
        matches!(self.0, Some(Stage::Writing { .. } | Stage::Written { .. }))
    }

    /// Takes what has come. Called in `logic`.
    pub fn logic(&mut self, cx: &mut Cx<'_>) {
        self.0 = match self.0.take() {
            Some(Stage::Choosing { picked, job }) => match picked.look() {
                Ok(None) => Some(Stage::Choosing { picked, job }),
                Ok(Some(Some(path))) => write(cx, path, job),
                Ok(Some(None)) | Err(Lost) => None,
            },
            Some(Stage::Writing { path, meter, under_way, reply }) => match reply.look() {
                Ok(None) => Some(Stage::Writing { path, meter, under_way, reply }),
                Ok(Some(answer)) => written(cx, path, answer),
                Err(Lost) => written(cx, path, Err(Refusal::Store { fault: StoreFault::Stopped }.into())),
            },
            Some(Stage::Opening(reply)) => match reply.look() {
                Ok(None) => Some(Stage::Opening(reply)),
                Ok(Some(true)) => None,
                Ok(Some(false)) | Err(Lost) => {
                    cx.act(Action::Toast(Tone::Bad, cx.say(words::NO_PROGRAM).to_owned()));
                    None
                }
            },
            stage @ (Some(Stage::Written { .. }) | None) => stage,
        };
    }

    /// Draws how far it is, or what came of it.
    pub fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) {
        match &mut self.0 {
            Some(Stage::Writing { meter, under_way, .. }) => {
                let progress = meter.progress();
                let (text, stops) = (under_way(cx.lang, progress.rows), !meter.is_cancelled());
                let closes = Modal::new(cx.say(words::WRITING))
                    .show(ctx, |ui| progress_ui(ui, &text, progress.fraction(), stops));
                if closes {
                    meter.cancel();
                }
                ctx.request_repaint_after(TICK);
            }
            Some(Stage::Written { path, saved, is_new }) => {
                if std::mem::take(is_new) {
                    // Its keys are its own: none of what is behind it.
                    ctx.memory_mut(|memory| {
                        if let Some(focused) = memory.focused() {
                            memory.surrender_focus(focused);
                        }
                    });
                }
                let mut opens = false;
                let title = cx.say(words::SAVED);
                let closes = Modal::new(title)
                    .width(WIDTH)
                    .show(ctx, |ui| written_ui(ui, cx.lang, path, saved, &mut opens));
                if opens {
                    let opening = cx.picker.show(path.clone(), Arc::clone(cx.wake));
                    self.0 = cx.done_or_told(opening).map(Stage::Opening);
                } else if closes {
                    self.0 = None;
                }
            }
            Some(Stage::Choosing { .. } | Stage::Opening(_)) | None => {}
        }
    }
}

fn write(cx: &mut Cx<'_>, path: PathBuf, job: Job) -> Option<Stage> {
    let (path, meter) = (with_ending(path, job.kind.endings), Arc::<Meter>::default());
    let (to, watched, wake) = (path.clone(), Arc::clone(&meter), Arc::clone(cx.wake));
    let reply = aside("save", Arc::clone(cx.wake), move || {
        (job.work)(&to, &mut |progress| {
            wake();
            watched.report(progress)
        })
    });
    let reply = cx.done_or_told(reply)?;
    Some(Stage::Writing { path, meter, under_way: job.under_way, reply })
}

fn written(cx: &mut Cx<'_>, path: PathBuf, answer: Result<Saved, ExportStop>) -> Option<Stage> {
    let (tone, text) = match answer {
        Ok(saved) => return Some(Stage::Written { path, saved, is_new: true }),
        Err(ExportStop::Cancelled) => (Tone::Info, cx.say(lists::CANCELLED).to_owned()),
        Err(ExportStop::Refused(refusal)) => (Tone::Bad, message(cx.lang, &refusal)),
        Err(ExportStop::File(error)) => (Tone::Bad, export_error(cx.lang, &error)),
    };
    cx.act(Action::Toast(tone, text));
    None
}

/// What was written where; whether it is closed. Enter opens it.
fn written_ui(ui: &mut Ui, lang: Lang, path: &Path, saved: &Saved, opens: &mut bool) -> bool {
    strong_ui(ui, &file_name(path));
    weak_ui(ui, &path.parent().unwrap_or(path).display().to_string());
    body_ui(ui, &saved.said);
    for note in saved.notes.iter().take(MOST_NOTES) {
        banner_ui(ui, Tone::Warn, note, None);
    }
    if saved.notes.len() > MOST_NOTES {
        weak_ui(ui, &words::more_notes(lang, saved.notes.len() - MOST_NOTES));
    }
    let mut leave = false;
    *opens = is_entered(ui);
    modal_buttons_ui(ui, |ui| {
        *opens |= Button::primary(words::OPEN.get(lang)).shortcut("Enter").show(ui).clicked();
        leave = Button::secondary(words::DONE.get(lang)).show(ui).clicked();
    });
    leave
}

/// The place with one of these endings: some dialogs leave it away.
fn with_ending(path: PathBuf, endings: &[&str]) -> PathBuf {
    let Some(first) = endings.first().filter(|_| !is_one_of(&path, endings)) else { return path };
    let mut name = path.into_os_string();
    name.push(".");
    name.push(first);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_without_an_ending_gets_the_first_of_its_kind() {
        let of = |name: &str| with_ending(name.into(), &["xlsx", "csv"]);
        assert_eq!(of("核对 2026.11"), PathBuf::from("核对 2026.11.xlsx"));
        assert_eq!(of("a.CSV"), PathBuf::from("a.CSV"));
    }
}

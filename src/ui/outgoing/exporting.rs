//! The way of a file out of the desk: the choice of its place, the work beside everything else, and what came of it.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use super::Outgoing;
use super::view::{under_way_ui, written_ui};
use super::write::Done;
use crate::desk::export::ExportStop;
use crate::desk::progress::Meter;
use crate::desk::worker::{Lost, Reply, aside};
use crate::domain::refusal::{Refusal, StoreFault};
use crate::i18n::exchange::export_error;
use crate::i18n::outgoing as words;
use crate::i18n::refusal::message;
use crate::ui::dialogs::Picked;
use crate::ui::state::{Action, Cx, Route};
use crate::ui::theme::Tone;

#[derive(Default)]
pub(in crate::ui) struct Exporting {
    wanted: Option<(Outgoing, Route)>,
    /// The page that wanted it: what came of it is looked at there, where keys are left to dialogs.
    page: Option<Route>,
    stage: Option<Stage>,
}

enum Stage {
    Choosing {
        picked: Picked,
        outgoing: Outgoing,
    },
    Writing {
        outgoing: Outgoing,
        path: PathBuf,
        meter: Arc<Meter>,
        reply: Reply<Answer>,
    },
    /// What came of it is looked at.
    Written(Written),
}

type Answer = Result<Done, ExportStop>;

pub(super) struct Written {
    pub outgoing: Outgoing,
    pub path: PathBuf,
    pub done: Done,
    pub is_new: bool,
}

impl Exporting {
    pub fn begin(&mut self, outgoing: Outgoing, page: Route) {
        self.wanted = Some((outgoing, page));
    }

    pub fn logic(&mut self, cx: &mut Cx<'_>, route: &Route) {
        if let Some((outgoing, page)) = self.wanted.take() {
            if matches!(self.stage, Some(Stage::Choosing { .. } | Stage::Writing { .. })) {
                cx.act(Action::Toast(Tone::Warn, cx.say(words::UNDER_WAY).to_owned()));
            } else {
                self.stage = choose(cx, outgoing);
                self.page = Some(page);
            }
        }
        let is_there = self.page.as_ref() == Some(route);
        self.stage = match self.stage.take() {
            Some(Stage::Choosing { picked, outgoing }) => match picked.look() {
                Ok(None) => Some(Stage::Choosing { picked, outgoing }),
                Ok(Some(Some(path))) => write(cx, outgoing, path),
                Ok(Some(None)) | Err(Lost) => None,
            },
            Some(Stage::Writing { outgoing, path, meter, reply }) => match reply.look() {
                Ok(None) => Some(Stage::Writing { outgoing, path, meter, reply }),
                Ok(Some(answer)) => written(cx, is_there, outgoing, path, answer),
                Err(Lost) => {
                    cx.act(Action::Refused(Refusal::Store { fault: StoreFault::Stopped }));
                    None
                }
            },
            stage => stage,
        };
    }

    /// Draws how far it is, above everything else, and what can be done with what was written.
    pub fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>, route: &Route) {
        match &mut self.stage {
            Some(Stage::Writing { outgoing, meter, .. }) => under_way_ui(ctx, cx.lang, outgoing, meter),
            Some(Stage::Written(written)) if self.page.as_ref() == Some(route) => {
                if written_ui(ctx, cx, written) {
                    self.stage = None;
                }
            }
            Some(Stage::Choosing { .. } | Stage::Written(_)) | None => {}
        }
    }
}

fn choose(cx: &mut Cx<'_>, outgoing: Outgoing) -> Option<Stage> {
    let name = outgoing.file_name(cx);
    let picked = cx.picker.save(outgoing.kind(cx.lang), name, Arc::clone(cx.wake));
    cx.done_or_told(picked).map(|picked| Stage::Choosing { picked, outgoing })
}

fn write(cx: &mut Cx<'_>, outgoing: Outgoing, path: PathBuf) -> Option<Stage> {
    let (path, meter) = (outgoing.named(path), Arc::<Meter>::default());
    let (store, moment, lang) = (cx.office.path().to_owned(), cx.office.moment(), cx.lang);
    let (what, to) = (outgoing.clone(), path.clone());
    let (report, wake) = (Arc::clone(&meter), Arc::clone(cx.wake));
    let reply = aside("export", Arc::clone(cx.wake), move || {
        what.write(lang, &store, &moment, &to, &mut |progress| {
            wake();
            report.report(progress)
        })
    });
    let reply = cx.done_or_told(reply)?;
    Some(Stage::Writing { outgoing, path, meter, reply })
}

/// Of a table a word says it all; everything else is there to be opened, and told in passing to who is on another page.
fn written(
    cx: &mut Cx<'_>,
    is_there: bool,
    outgoing: Outgoing,
    path: PathBuf,
    answer: Answer,
) -> Option<Stage> {
    let (tone, text, stage) = match answer {
        Ok(done) => {
            let tone = if done.what.is_some() && done.left_out.is_empty() { Tone::Ok } else { Tone::Warn };
            let text = done.what.clone().unwrap_or_else(|| cx.say(words::NOT_WRITTEN).to_owned());
            let is_table = outgoing.is_table();
            let stage = (!is_table).then_some(Stage::Written(Written { outgoing, path, done, is_new: true }));
            if is_there && !is_table {
                return stage;
            }
            (tone, text, stage)
        }
        Err(ExportStop::Cancelled) => (Tone::Info, cx.say(words::CANCELLED).to_owned(), None),
        Err(ExportStop::Refused(refusal)) => (Tone::Bad, message(cx.lang, &refusal), None),
        Err(ExportStop::File(error)) => (Tone::Bad, export_error(cx.lang, &error), None),
    };
    cx.act(Action::Toast(tone, text));
    stage
}

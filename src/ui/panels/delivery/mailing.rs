//! E-mails on their way out: what would be sent, what is being sent, and what became of it. The sending goes on by itself
//! on a thread of its own, whether the dialog is open or not.

use std::sync::Arc;

use crate::desk::mail::queue::{Plan, plan};
use crate::desk::mail::send::{FailedMail, Report, UnknownMail};
use crate::desk::progress::Meter;
use crate::desk::worker::Reply;
use crate::domain::mail::fault::MailFault;
use crate::domain::mail::outbox::MessageState;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::domain::text::Code;
use crate::i18n::{Lang, delivery as words};
use crate::ui::state::{Action, Cx};
use crate::ui::theme::Tone;

#[derive(Default)]
pub(super) struct Mailing {
    pub(super) dialog: Option<Dialog>,
    pub(super) running: Option<Running>,
}

pub(super) struct Dialog {
    pub stage: Stage,
    pub applications: Vec<Code>,
    /// How many of those that were chosen go by post.
    pub posted: usize,
    /// Which message is looked at.
    pub at: usize,
    /// It was opened in this frame.
    pub is_new: bool,
    /// Since when what would be sent is on screen, in the window's seconds.
    pub shown_since: Option<f64>,
}

pub(super) enum Stage {
    /// What would be sent is being worked out.
    Looking(Reply<Result<Plan, Refusal>>),
    Ready(Box<Plan>),
    Sending,
    Done(Outcome),
    Refused(Refusal),
}

pub(super) struct Running {
    pub meter: Arc<Meter>,
    applications: Vec<Code>,
    reply: Reply<Result<Report, Refusal>>,
}

/// What became of the messages.
pub(super) struct Outcome {
    sent: usize,
    /// What did not go well.
    pub rest: Vec<NotSent>,
    /// Whether it was stopped; what was not tried waits.
    is_stopped: bool,
}

/// An application whose customer has no message, or may have none.
pub(super) struct NotSent {
    pub application: String,
    pub why: Why,
}

pub(super) enum Why {
    Fault(MessageState, MailFault),
    LeftOut(Refusal),
}

impl Outcome {
    fn of(report: Report) -> Self {
        let Report { sent, failed, unknown, left_out, cancelled } = report;
        let failed = failed.into_iter().map(|FailedMail { application, why, .. }| NotSent {
            application,
            why: Why::Fault(MessageState::Failed, why),
        });
        let unknown = unknown.into_iter().map(|UnknownMail { application, why, .. }| NotSent {
            application,
            why: Why::Fault(MessageState::Unknown, why),
        });
        let left = left_out
            .into_iter()
            .map(|left| NotSent { application: left.application, why: Why::LeftOut(left.why) });
        let rest = failed.chain(unknown).chain(left).collect();
        Self { sent: sent.len(), rest, is_stopped: cancelled }
    }

    pub fn tone(&self) -> Tone {
        if self.rest.is_empty() && !self.is_stopped { Tone::Ok } else { Tone::Warn }
    }

    /// What became of them in a few words.
    pub fn words(&self, lang: Lang) -> String {
        let of = |wanted: fn(&Why) -> bool| self.rest.iter().filter(|one| wanted(&one.why)).count();
        let counts = [
            of(|why| matches!(why, Why::Fault(MessageState::Failed, _))),
            of(|why| matches!(why, Why::Fault(MessageState::Unknown, _))),
            of(|why| matches!(why, Why::LeftOut(_))),
        ];
        words::outcome(lang, self.sent, counts, self.is_stopped)
    }
}

/// Works out what would be sent.
fn look(cx: &Cx<'_>, applications: &[Code]) -> Stage {
    let asked = applications.to_vec();
    Stage::Looking(cx.office.read(move |db, moment| plan(db, moment, &asked)))
}

impl Mailing {
    /// Shows what would be sent for these applications, beside which so many go by post; while something is being sent,
    /// that.
    pub fn open(&mut self, cx: &Cx<'_>, applications: Vec<Code>, posted: usize) {
        let stage = if self.running.is_some() { Stage::Sending } else { look(cx, &applications) };
        self.dialog = Some(Dialog { stage, applications, posted, at: 0, is_new: true, shown_since: None });
    }

    /// Has the messages of these applications sent, whatever pause there still is.
    pub fn send(&mut self, cx: &mut Cx<'_>, applications: Vec<Code>) {
        let meter = Arc::<Meter>::default();
        let reply = cx.office.send_mail(applications.clone(), Arc::clone(&meter));
        self.running = cx.done_or_told(reply).map(|reply| Running { meter, applications, reply });
    }

    pub fn is_sending(&self) -> bool {
        self.running.is_some()
    }

    pub fn is_open(&self) -> bool {
        self.dialog.is_some()
    }

    /// Takes what has come, and says what became of the messages where the dialog does not; the applications that were
    /// delivered. Called in `logic`.
    pub fn logic(&mut self, cx: &mut Cx<'_>) -> Vec<String> {
        if let Some(Dialog { stage, .. }) = &mut self.dialog
            && let Stage::Looking(reply) = stage
            && let Some(answer) = reply.poll()
        {
            *stage = match answer {
                Ok(plan) => Stage::Ready(Box::new(plan)),
                Err(refusal) => Stage::Refused(refusal),
            };
        }
        let Some(running) = self.running.take() else { return Vec::new() };
        let answer = match running.reply.look() {
            Ok(None) => {
                self.running = Some(running);
                return Vec::new();
            }
            Ok(Some(answer)) => answer,
            Err(_) => Err(Refusal::Store { fault: StoreFault::Stopped }),
        };
        let mut dialog = self.dialog.as_mut().filter(|dialog| matches!(dialog.stage, Stage::Sending));
        // It was opened for others, which are looked at now.
        if let Some(other) = dialog.take_if(|dialog| dialog.applications != running.applications) {
            other.stage = look(cx, &other.applications);
        }
        let mut sent = Vec::new();
        match (answer, dialog) {
            (Ok(report), dialog) => {
                sent.extend(report.sent.iter().map(|mail| mail.application.clone()));
                let outcome = Outcome::of(report);
                match dialog {
                    Some(dialog) => dialog.stage = Stage::Done(outcome),
                    None => cx.act(Action::Toast(outcome.tone(), outcome.words(cx.lang))),
                }
            }
            (Err(refusal), Some(dialog)) => dialog.stage = Stage::Refused(refusal),
            (Err(refusal), None) => cx.act(Action::Toast(Tone::Bad, words::why(cx.lang, &refusal))),
        }
        sent
    }

    /// How far the sending is, where it is on its way: what is said of it, and the part that is done.
    pub fn under_way(&self, lang: Lang) -> Option<(String, &Meter)> {
        let meter: &Meter = &self.running.as_ref()?.meter;
        let progress = meter.progress();
        let text = if meter.is_cancelled() {
            words::STOPPING.get(lang).to_owned()
        } else {
            words::sending(lang, progress.done, progress.of)
        };
        Some((text, meter))
    }
}

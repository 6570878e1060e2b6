//! What is done with many applications or customers at once. Whoever asks for it sees who is left out and why, fills in
//! what is needed, sees how far it is and can stop it, and is told what was done and what was refused.

mod apply;
mod confirm;
mod deliver;
mod form;
mod grid;
mod issue;
mod pasted;
mod run;
mod summary;
mod view;

use chrono::NaiveDate;

use self::apply::Apply;
use self::confirm::Confirm;
use self::deliver::Deliver;
use self::form::{Form, Typed};
use self::issue::Issue;
use self::run::{Left, Of, Report, Running, Why};
use super::sending::Sending;
use super::state::{Action, Cx};
use super::theme::Tone;
use super::unsaved::Unsaved;
use crate::desk::pages::bulk::{StepOfMany, step_of_many};
use crate::desk::pages::bulk_apply::{ApplyForMany, apply_for_many};
use crate::domain::application::Step;
use crate::domain::refusal::Refusal;
use crate::i18n::{bulk as words, domain};

/// What is to be done with many at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A step, of the applications of these numbers.
    Step(Step, Vec<String>),
    /// Applying for all that is invoiceable of the customers of these numbers.
    Apply(Vec<String>),
}

#[derive(Default)]
pub(super) struct Bulk {
    wanted: Option<Ask>,
    stage: Option<Stage>,
    typed: Typed,
}

enum Stage {
    /// Who can do it is being read.
    Looking(Sending<Found>),
    Filling(Filling),
    Running(Running),
    Done(Report),
}

/// A form that is filled in, and who is not in it.
struct Filling {
    form: Box<dyn Form>,
    left_out: Vec<Left>,
    refused: Option<Refusal>,
    is_new: bool,
}

enum Found {
    Step(Step, StepOfMany),
    Apply(ApplyForMany),
}

impl Bulk {
    /// Begins it, unless something is being done with many already.
    pub fn begin(&mut self, ask: Ask) {
        self.wanted = Some(ask);
    }

    /// What is typed and not sent, or still being done.
    pub fn unsaved(&self) -> Vec<Unsaved> {
        let mut typed = self.typed.clone();
        if let Some(Stage::Filling(filling)) = &self.stage {
            filling.form.keep(&mut typed);
        }
        let kept = [(Step::Issue, typed.issue.len()), (Step::Deliver, typed.deliver.len())];
        let kept = kept.into_iter().filter(|(_, n)| *n > 0);
        let mut unsaved: Vec<Unsaved> =
            kept.map(|(step, n)| Unsaved::new(domain::step(step), n.to_string())).collect();
        if matches!(self.stage, Some(Stage::Running(_))) {
            unsaved.push(Unsaved::new(words::RUNNING_NOW, ""));
        }
        unsaved
    }

    pub fn logic(&mut self, cx: &mut Cx<'_>) {
        let is_free = !matches!(self.stage, Some(Stage::Running(_)));
        if let Some(ask) = self.wanted.take().filter(|_| is_free) {
            self.stage = Some(look(cx, ask));
        }
        match &mut self.stage {
            Some(Stage::Looking(reply)) => {
                if let Some(found) = reply.take_done() {
                    let today = cx.office.moment().today;
                    self.stage = Some(Stage::Filling(Filling::of(found, today, &self.typed)));
                }
            }
            Some(Stage::Filling(filling)) => filling.form.logic(cx),
            Some(Stage::Running(running)) => {
                if let Some(report) = running.report() {
                    self.told(cx, report);
                }
            }
            Some(Stage::Done(_)) | None => {}
        }
    }

    /// Says what was done: in passing where all was.
    fn told(&mut self, cx: &mut Cx<'_>, report: Report) {
        let done = report.done_set();
        self.typed.issue.retain(|application, _| !done.contains(application.as_str()));
        self.typed.deliver.retain(|application, _| !done.contains(application.as_str()));
        self.stage = if report.left.is_empty() {
            cx.act(Action::Toast(Tone::Ok, report.words(cx.lang)));
            None
        } else {
            Some(Stage::Done(report))
        };
    }
}

fn look(cx: &Cx<'_>, ask: Ask) -> Stage {
    let reply = cx.office.read(move |db, moment| match ask {
        Ask::Step(step, numbers) => {
            step_of_many(db, moment, step, &numbers).map(|many| Found::Step(step, many))
        }
        Ask::Apply(accounts) => apply_for_many(db, moment, &accounts).map(Found::Apply),
    });
    Stage::Looking(reply.into())
}

impl Filling {
    fn of(found: Found, today: NaiveDate, typed: &Typed) -> Self {
        let (form, left_out): (Box<dyn Form>, Vec<Left>) = match found {
            Found::Step(step, StepOfMany { ready, left_out }) => {
                let left = left_out.into_iter().map(|left| Left {
                    of: Of::application(&left.application, &left.buyer),
                    why: Why::LeftOut(left.why),
                });
                let form: Box<dyn Form> = match step {
                    Step::Issue => Box::new(Issue::new(ready, today, typed)),
                    Step::Deliver => Box::new(Deliver::new(ready, typed)),
                    _ => Box::new(Confirm::new(step, ready, today)),
                };
                (form, left.collect())
            }
            Found::Apply(ApplyForMany { ready, left_out }) => {
                let left = left_out.into_iter().map(|left| Left {
                    of: Of::account(&left.account, &left.name),
                    why: Why::Refused(left.why),
                });
                (Box::new(Apply::new(ready)), left.collect())
            }
        };
        Self { form, left_out, refused: None, is_new: true }
    }
}

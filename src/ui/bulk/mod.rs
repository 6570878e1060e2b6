//! What is done with many applications or customers at once. Whoever asks for it sees who is left out and why, fills in
//! what is needed, sees how far it is and can stop it, and is told what was done and what was refused.

mod apply;
mod confirm;
mod deliver;
mod form;
mod grid;
mod issue;
mod kept;
mod parcels;
mod pasted;
mod run;
mod summary;
mod view;

use std::collections::BTreeMap;

use self::apply::Apply;
pub use self::apply::{apply_button_ui, apply_offered};
use self::confirm::Confirm;
use self::deliver::Deliver;
use self::form::Form;
use self::issue::Issue;
pub use self::kept::waiting_parcel;
use self::kept::{Kept, Typed};
pub use self::run::Of;
use self::run::{Doing, Item, Left, Plain, Report, Running, Why, undoing};
use super::sending::Sending;
use super::state::{Action, Cx};
use super::theme::Tone;
use super::unsaved::Unsaved;
use crate::desk::pages::bulk::{StepOfMany, step_of_many};
use crate::desk::pages::bulk_apply::{ApplyForMany, apply_for_many};
use crate::domain::application::Step;
use crate::domain::draft::DraftForm;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::i18n::bulk as words;

/// What is to be done with many at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// A step, of the applications of these numbers.
    Step(Step, Vec<String>),
    /// Taking this step back, of these applications over so much each.
    Undo(Step, Vec<(Of, Fen)>),
    /// Applying for all that is invoiceable of the customers of these numbers.
    Apply(Vec<String>),
}

impl Ask {
    /// Whether there is nothing to do it with.
    fn is_empty(&self) -> bool {
        match self {
            Self::Step(_, numbers) | Self::Apply(numbers) => numbers.is_empty(),
            Self::Undo(_, of) => of.is_empty(),
        }
    }
}

#[derive(Default)]
pub(super) struct Bulk {
    wanted: Option<Ask>,
    stage: Option<Stage>,
    /// What is gone on with once a second person was asked for the others.
    then: Option<Ask>,
}

enum Stage {
    /// Who can do it is being read.
    Looking(Sending<Found>),
    Filling(Filling),
    Running(Running, Option<Kept>),
    Done(Report),
}

/// A form that is filled in, and who is not in it.
struct Filling {
    form: Box<dyn Form>,
    kept: Option<Kept>,
    /// How many are left out for what the list shows anyway.
    plain: BTreeMap<Plain, usize>,
    left_out: Vec<Left>,
    /// The step, and the numbers of those that can take it.
    ready: Option<(Step, Vec<String>)>,
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

    /// What would be left undone. What is typed is kept as a draft.
    pub fn unsaved(&self) -> Option<Unsaved> {
        self.is_running().then(|| Unsaved::new(words::RUNNING_NOW, ""))
    }

    /// Whether commands are being carried out.
    pub fn is_running(&self) -> bool {
        matches!(self.stage, Some(Stage::Running(..)))
    }

    pub fn logic(&mut self, cx: &mut Cx<'_>) {
        if let Some(ask) = self.wanted.take().filter(|_| !self.is_running()) {
            self.stage = match ask {
                Ask::Undo(step, of) => cx.done_or_told(undoing(step, of)).and_then(|items| {
                    Some(Stage::Running(Running::begin(cx, Doing::Undo(step), items)?, None))
                }),
                Ask::Step(step, numbers) => {
                    Some(Stage::Looking(Sending::from(cx.office.read(move |db, moment| {
                        step_of_many(db, moment, step, &numbers).map(|many| Found::Step(step, many))
                    }))))
                }
                Ask::Apply(accounts) => Some(Stage::Looking(Sending::from(
                    cx.office.read(move |db, moment| apply_for_many(db, moment, &accounts).map(Found::Apply)),
                ))),
            };
        }
        match &mut self.stage {
            Some(Stage::Looking(reply)) => {
                if let Some(found) = reply.take_done() {
                    self.stage = Some(Stage::Filling(Filling::of(cx, found)));
                }
            }
            Some(Stage::Filling(filling)) => filling.form.logic(cx),
            Some(Stage::Running(running, kept)) => {
                if let Some(report) = running.report() {
                    if let Some(kept) = kept {
                        kept.done(cx.office, &report.numbers());
                    }
                    self.told(cx, report);
                }
            }
            Some(Stage::Done(_)) | None => {}
        }
    }

    /// Says what was done, with a way to take it back where there is one; what was not is listed.
    fn told(&mut self, cx: &mut Cx<'_>, report: Report) {
        let undo = report.undo();
        if undo.is_some() || report.left.is_empty() {
            let said = report.words(cx.lang);
            cx.act(match undo {
                Some(ask) => Action::Done(said, Box::new(Action::Bulk(ask))),
                None => Action::Toast(Tone::Ok, said),
            });
        }
        self.stage = (!report.left.is_empty()).then_some(Stage::Done(report));
        let then = self.then.take();
        self.wanted = then.filter(|_| self.stage.is_none()).or(self.wanted.take());
    }
}

impl Filling {
    fn of(cx: &Cx<'_>, found: Found) -> Self {
        let today = cx.office.moment().today;
        match found {
            Found::Step(step, StepOfMany { ready, left_out, carrier }) => {
                let draft = match step {
                    Step::Issue => Some(DraftForm::BulkIssue),
                    Step::Deliver => Some(DraftForm::BulkDelivery),
                    Step::Reject => Some(DraftForm::BulkRejection),
                    _ => None,
                };
                let numbers = ready.iter().map(|of| of.application.clone()).collect();
                let kept = draft.map(|form| Kept::begin(cx.office, form, &ready));
                let nothing = Typed::default();
                let typed = kept.as_ref().map_or(&nothing, |kept| &kept.typed);
                let form: Box<dyn Form> = match step {
                    Step::Issue => Box::new(Issue::new(ready, today, typed)),
                    Step::Deliver => Box::new(Deliver::new(ready, typed, carrier)),
                    _ => Box::new(Confirm::new(step, ready, today, typed)),
                };
                let left = left_out.into_iter().map(|left| Left {
                    of: Of::application(&left.application, &left.buyer),
                    why: Why::LeftOut(left.why),
                });
                Self { ready: Some((step, numbers)), ..Self::new(form, kept, left.collect()) }
            }
            Found::Apply(ApplyForMany { ready, left_out }) => {
                let left = left_out.into_iter().map(|left| Left {
                    of: Of::account(&left.account, &left.name),
                    why: Why::Refused(left.why),
                });
                Self::new(Box::new(Apply::new(ready)), None, left.collect())
            }
        }
    }

    /// What asks a second person for those who are left out for that one has to take the step.
    fn asking(&self) -> Result<Vec<Item>, Refusal> {
        let Some((step, _)) = self.ready else { return Ok(Vec::new()) };
        self.left_out.iter().filter_map(|left| left.asking(step)).collect()
    }

    fn new(form: Box<dyn Form>, kept: Option<Kept>, mut left_out: Vec<Left>) -> Self {
        let mut plain = BTreeMap::new();
        for why in left_out.iter().filter_map(Left::plain) {
            *plain.entry(why).or_default() += 1;
        }
        left_out.retain(|left| left.plain().is_none());
        Self { form, kept, plain, left_out, ready: None, refused: None, is_new: true }
    }
}

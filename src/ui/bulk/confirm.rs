//! Steps of many applications that need no more than a yes, or one reason: to accept, to have received, to reject.

use chrono::NaiveDate;
use egui::Ui;

use super::form::{Drawn, Form};
use super::kept::Typed;
use super::run::{Doing, Item, Of};
use super::summary::listed_ui;
use crate::desk::commands::application_steps::{OfApplication, RejectApplication};
use crate::desk::pages::bulk::Candidate;
use crate::desk::protocol::table::Command;
use crate::domain::application::Step;
use crate::domain::money::Fen;
use crate::domain::refusal::{Refusal, checked};
use crate::i18n::{Lang, bulk as words, common, steps};
use crate::ui::command_dialog::{Head, is_entered};
use crate::ui::fields::{Fields, too_long};
use crate::ui::state::Cx;
use crate::ui::widgets::{chip_ui, strong_ui, weak_ui};

const WIDTH: f32 = 640.0;
/// How many applications are seen at once: fewer beside a reason.
const MOST: usize = 8;
const FEW: usize = 4;

pub(super) struct Confirm {
    step: Step,
    of: Vec<Candidate>,
    sum: Fen,
    reason: String,
    today: NaiveDate,
    is_new: bool,
}

impl Confirm {
    pub fn new(step: Step, of: Vec<Candidate>, today: NaiveDate, kept: &Typed) -> Self {
        let sum = of.iter().map(|of| of.amount).sum();
        Self { step, of, sum, reason: kept.same.clone(), today, is_new: true }
    }

    /// The reason of all; whether it has changed.
    fn reason_ui(&mut self, ui: &mut Ui, lang: Lang) -> bool {
        weak_ui(ui, words::REJECT_NOTE.get(lang));
        let mut fields = Fields::new(lang, self.today, None);
        fields.wants_focus = self.is_new;
        let (label, hint) = (words::REJECT_REASON, steps::REJECT_HINT);
        fields.reason_ui(ui, "reason", label, hint, 2, &mut self.reason);
        let mut changed = fields.changed;
        ui.horizontal_wrapped(|ui| {
            for phrase in words::REJECT_PHRASES.map(|phrase| phrase.get(lang)) {
                if chip_ui(ui, self.reason == phrase, phrase, None).clicked() {
                    phrase.clone_into(&mut self.reason);
                    changed = true;
                }
            }
        });
        changed
    }
}

impl Form for Confirm {
    fn doing(&self) -> Doing {
        Doing::Step(self.step)
    }

    fn head(&self, lang: Lang) -> Head {
        let what = words::step(lang, self.step);
        let button = words::title(lang, what, self.of.len());
        Head::new(what).buttons(button, common::NOT_NOW).width(WIDTH).danger_if(self.step == Step::Reject)
    }

    fn fields_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, _height: f32) -> Drawn {
        let lang = cx.lang;
        strong_ui(ui, &words::sum(lang, self.of.len(), self.sum));
        let rows = self.of.iter().map(|of| (of.application.as_str(), of.buyer.as_str(), of.amount));
        let most = if self.step == Step::Reject { FEW } else { MOST };
        listed_ui(ui, lang, &rows.collect::<Vec<_>>(), most);
        let changed = self.step == Step::Reject && self.reason_ui(ui, lang);
        let is_new = std::mem::take(&mut self.is_new);
        Drawn { entered: !is_new && self.step != Step::Reject && is_entered(ui), changed }
    }

    fn why_not(&self, lang: Lang) -> Option<String> {
        if self.of.is_empty() {
            return Some(words::NONE_READY.get(lang).to_owned());
        }
        let wants_reason = self.step == Step::Reject && self.reason.trim().is_empty();
        wants_reason
            .then(|| words::REASON_FIRST.get(lang).to_owned())
            .or_else(|| too_long(lang, &self.reason))
    }

    fn items(&self) -> Result<Vec<Item>, Refusal> {
        let item = |of: &Candidate| {
            let application = checked("application", &of.application)?;
            let command = match self.step {
                Step::Reject => {
                    let reason = checked("reason", self.reason.trim())?;
                    Command::RejectApplication(RejectApplication { application, reason })
                }
                Step::Receive => Command::ReceiveApplication(OfApplication { application }),
                _ => Command::AcceptApplication(OfApplication { application }),
            };
            Ok(Item { of: Of::application(&of.application, &of.buyer), amount: of.amount, command })
        };
        self.of.iter().map(item).collect()
    }

    fn keep(&self, typed: &mut Typed) {
        typed.same.clone_from(&self.reason);
    }

    fn clear(&mut self) {
        self.reason.clear();
    }
}

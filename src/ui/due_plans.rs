//! Runs the plans of recurring invoicing whose day has come: when the window opens, and when the day changes while it
//! is open. The program itself runs them, whoever is at the desk. The writing thread does the work; the window only
//! asks.

use chrono::NaiveDate;

use super::loadable::Loadable;
use super::sending::Sending;
use super::state::{Action, Route};
use super::theme::Tone;
use super::widgets::Toasts;
use crate::desk::commands::recurring::{self, Outcome, Runs};
use crate::desk::worker::Office;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::rule_id::RuleId;
use crate::i18n::refusal::message;
use crate::i18n::{Lang, common, recurring as words};

#[derive(Debug, Default)]
pub(super) struct DuePlans {
    due: Loadable<(u64, NaiveDate), u64>,
    running: Sending<Runs>,
    /// The day on which it was said that they could not be run: it is not tried again, nor said again, on that day.
    gave_up_on: Option<NaiveDate>,
}

impl DuePlans {
    pub(super) fn logic(&mut self, office: &Office, lang: Lang, toasts: &mut Toasts) {
        let today = office.moment().today;
        match self.running.take() {
            Some(Ok(Runs { runs })) => say(lang, &runs, toasts),
            Some(Err(refusal)) => self.give_up(lang, today, &refusal, toasts),
            None => {}
        }
        let key = (office.revision(), today);
        if !self.due.keep(office, key, |db, moment, _| recurring::due(db, moment)) {
            return;
        }
        if self.due.value().is_some_and(|plans| *plans > 0)
            && self.gave_up_on != Some(today)
            && office.barred().is_none()
        {
            self.run(office);
        }
    }

    /// Has what is due run, also where it could not be before.
    pub(super) fn run(&mut self, office: &Office) {
        if !self.running.is_under_way() {
            self.running.send(office.write(|desk| desk.run_due_plans(false)));
        }
    }

    fn give_up(&mut self, lang: Lang, today: NaiveDate, refusal: &Refusal, toasts: &mut Toasts) {
        self.gave_up_on = Some(today);
        let why = message(lang, refusal);
        let text = if refusal.is_unconfirmed() { why } else { words::not_run(lang, &why) };
        toasts.push_link(Tone::Bad, text, common::VIEW.get(lang), Action::Go(Route::Recurring));
    }
}

/// Says what came of a run, but for months that had run before.
fn say(lang: Lang, runs: &[recurring::Run], toasts: &mut Toasts) {
    let ran_before = RuleId::RecurringAlreadyRun.as_str();
    let is_new = |run: &&recurring::Run| run.rule.as_deref() != Some(ran_before);
    let (mut applied, mut skipped, mut amount) = (0, 0, Fen::ZERO);
    for run in runs.iter().filter(is_new) {
        match run.outcome {
            Outcome::Applied => applied += 1,
            Outcome::Skipped => skipped += 1,
        }
        amount += run.amount.unwrap_or_default();
    }
    if applied + skipped > 0 {
        let tone = if skipped > 0 { Tone::Warn } else { Tone::Ok };
        let text = words::ran(lang, applied, amount, skipped);
        toasts.push_link(tone, text, common::VIEW.get(lang), Action::Go(Route::Recurring));
    }
}

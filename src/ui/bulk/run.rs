//! Many commands on their way to the desk, each by itself, and what came of them.

use std::collections::HashSet;
use std::sync::Arc;

use super::Ask;
use crate::desk::commands::step_requests::RequestStep;
use crate::desk::commands::undo_step::UndoStep;
use crate::desk::pages::bulk::WhyLeftOut;
use crate::desk::progress::Meter;
use crate::desk::protocol::table::{Answer, Command};
use crate::desk::worker::Many;
use crate::domain::application::{ApplicationState, Step};
use crate::domain::money::Fen;
use crate::domain::refusal::{Refusal, Transition, checked};
use crate::i18n::refusal::message;
use crate::i18n::{Lang, bulk as words, domain, step_requests};
use crate::ui::state::{Action, Cx, Route, Target};

/// What is done with many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    Step(Step),
    /// That step is taken back.
    Undo(Step),
    /// Everything that is invoiceable is applied for.
    Apply,
    /// A second person is asked to take that step.
    Ask(Step),
}

/// One of many: a command, and whose it is.
#[derive(Debug)]
pub(super) struct Item {
    pub of: Of,
    pub amount: Fen,
    pub command: Command,
}

/// An application or a customer, by number, and a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Of {
    object: Object,
    pub(super) name: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Object {
    Application(String),
    Account(String),
}

/// One that nothing is done with, or was, or not as it was seen before, and why.
#[derive(Clone, Debug)]
pub(super) struct Left {
    pub of: Of,
    pub why: Why,
}

#[derive(Clone, Debug)]
pub(super) enum Why {
    LeftOut(WhyLeftOut),
    Refused(Refusal),
    NotTried,
    /// It was done, over another amount than was seen before.
    OtherAmount {
        seen: Fen,
        now: Fen,
    },
}

/// A reason that many have, which the list shows too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Plain {
    State(ApplicationState),
    /// Nothing is invoiceable.
    Nothing,
}

/// Commands that are being carried out.
pub(super) struct Running {
    pub doing: Doing,
    pub meter: Arc<Meter>,
    rest: Vec<(Of, Fen)>,
    many: Many,
}

/// What came of them.
#[derive(Debug)]
pub(super) struct Report {
    pub doing: Doing,
    /// What was done, and over how much each.
    pub done: Vec<(Of, Fen)>,
    /// What that comes to.
    pub sum: Fen,
    pub left: Vec<Left>,
}

impl Doing {
    pub fn words(self, lang: Lang) -> String {
        match self {
            Self::Step(step) => words::step(lang, step).to_owned(),
            Self::Undo(step) => words::undo(lang, words::step(lang, step)),
            Self::Apply => words::APPLY.get(lang).to_owned(),
            Self::Ask(step) => step_requests::ask(step).get(lang).to_owned(),
        }
    }
}

impl Of {
    pub fn application(number: &str, buyer: &str) -> Self {
        Self { object: Object::Application(number.to_owned()), name: buyer.to_owned() }
    }

    pub fn account(code: &str, name: &str) -> Self {
        Self { object: Object::Account(code.to_owned()), name: name.to_owned() }
    }

    pub fn number(&self) -> &str {
        match &self.object {
            Object::Application(number) | Object::Account(number) => number,
        }
    }

    /// Leads to it.
    pub fn open(&self) -> Action {
        match &self.object {
            Object::Application(number) => Action::Go(Route::Application(number.clone())),
            Object::Account(code) => Action::Open(Target::Customer(code.clone())),
        }
    }
}

impl Plain {
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::State(state) => domain::application_state(state).get(lang),
            Self::Nothing => words::NOTHING_INVOICEABLE.get(lang),
        }
    }
}

impl Left {
    /// Why it is left out, where that is no more than the list shows.
    pub fn plain(&self) -> Option<Plain> {
        match &self.why {
            Why::LeftOut(WhyLeftOut::Refused(refusal)) => state(refusal).map(Plain::State),
            Why::Refused(Refusal::AmountNotPositive { remaining: None, .. }) => Some(Plain::Nothing),
            _ => None,
        }
    }

    /// What asks a second person for it, where that is why it is left out.
    pub fn asking(&self, step: Step) -> Option<Result<Item, Refusal>> {
        let Why::LeftOut(WhyLeftOut::ForSecondPerson { amount, .. }) = &self.why else { return None };
        let item = |application| Item {
            of: self.of.clone(),
            amount: *amount,
            command: RequestStep { application, step, note: None }.into(),
        };
        Some(checked("application", self.of.number()).map(item))
    }

    pub fn words(&self, lang: Lang) -> String {
        let by_itself = |why: String| format!("{why}{}", words::BY_ITSELF.get(lang));
        match &self.why {
            Why::Refused(refusal) | Why::LeftOut(WhyLeftOut::Refused(refusal)) => match state(refusal) {
                Some(state) => words::state(lang, state),
                None => message(lang, refusal),
            },
            Why::LeftOut(WhyLeftOut::Uncovered(amount)) => by_itself(words::uncovered(lang, *amount)),
            Why::LeftOut(WhyLeftOut::ManyInvoices(n)) => by_itself(words::many_invoices(lang, *n)),
            Why::LeftOut(WhyLeftOut::ByEmail) => {
                words::by_email(lang, crate::i18n::commands::SEND_MAIL.get(lang))
            }
            Why::LeftOut(WhyLeftOut::ForSecondPerson { why, .. }) => message(lang, why),
            Why::LeftOut(WhyLeftOut::Asked) => words::ASKED.get(lang).to_owned(),
            Why::NotTried => words::NOT_TRIED.get(lang).to_owned(),
            Why::OtherAmount { seen, now } => words::other_amount(lang, *seen, *now),
        }
    }
}

/// What was applied for, where that is what was done.
fn amount_of(answer: &Answer) -> Option<Fen> {
    match answer {
        Answer::SubmitApplication(submitted) => Some(submitted.amount),
        _ => None,
    }
}

/// The state that rules a step out, where nothing else does.
fn state(refusal: &Refusal) -> Option<ApplicationState> {
    match refusal {
        Refusal::TransitionNotAllowed(Transition::Application { state, .. }) => Some(*state),
        _ => None,
    }
}

/// Whether a refusal leaves open if it was done all the same.
fn is_unknown(refusal: &Refusal) -> bool {
    matches!(refusal, Refusal::Store { fault } if fault.is_outcome_unknown())
}

impl Running {
    /// Has the commands carried out.
    pub fn begin(cx: &mut Cx<'_>, doing: Doing, items: Vec<Item>) -> Option<Self> {
        let (commands, rest) =
            items.into_iter().map(|Item { of, amount, command }| (command, (of, amount))).unzip();
        let meter = Arc::<Meter>::default();
        let many = cx.office.commands(commands, Arc::clone(&meter));
        cx.done_or_told(many).map(|many| Self { doing, meter, rest, many })
    }

    /// What came of them, once all are done.
    pub fn report(&mut self) -> Option<Report> {
        let outcomes = self.many.look()?;
        let mut report = Report { doing: self.doing, done: Vec::new(), sum: Fen::ZERO, left: Vec::new() };
        let mut outcomes = outcomes.into_iter();
        for (of, amount) in std::mem::take(&mut self.rest) {
            match outcomes.next() {
                Some(Ok(answer)) => {
                    let now = amount_of(&answer).unwrap_or(amount);
                    if now != amount {
                        let why = Why::OtherAmount { seen: amount, now };
                        report.left.push(Left { of: of.clone(), why });
                    }
                    report.sum += now;
                    report.done.push((of, now));
                }
                Some(Err(refusal)) => report.left.push(Left { of, why: Why::Refused(refusal) }),
                None => report.left.push(Left { of, why: Why::NotTried }),
            }
        }
        Some(report)
    }
}

impl Report {
    pub fn words(&self, lang: Lang) -> String {
        let done = words::done(lang, &self.doing.words(lang), self.done.len(), self.sum);
        let count = |is_it: fn(&Why) -> bool| self.left.iter().filter(|left| is_it(&left.why)).count();
        let unknown = count(|why| matches!(why, Why::Refused(refusal) if is_unknown(refusal)));
        let others = count(|why| matches!(why, Why::OtherAmount { .. }));
        let not_done = match self.left.len() - others - unknown {
            0 => String::new(),
            n => words::not_done(lang, n),
        };
        let unknown = (unknown > 0).then(|| words::unknown(lang, unknown));
        done + &not_done + &unknown.unwrap_or_default()
    }

    /// The numbers of what was done.
    pub fn numbers(&self) -> HashSet<&str> {
        self.done.iter().map(|(of, _)| of.number()).collect()
    }

    /// What takes it back, where it can be.
    pub fn undo(&self) -> Option<Ask> {
        match self.doing {
            Doing::Step(step @ (Step::Accept | Step::Deliver | Step::Receive)) => {
                Some(Ask::Undo(step, self.done.clone())).filter(|_| !self.done.is_empty())
            }
            _ => None,
        }
    }
}

/// What takes this step of these back, of each of which it is the last.
pub(super) fn undoing(step: Step, of: Vec<(Of, Fen)>) -> Result<Vec<Item>, Refusal> {
    let item = |(of, amount): (Of, Fen)| {
        let application = checked("application", of.number())?;
        let command = UndoStep { application, step: Some(step), note: None }.into();
        Ok(Item { of, amount, command })
    };
    of.into_iter().map(item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::refusal::StoreFault;

    #[test]
    fn what_may_have_been_done_is_not_counted_as_not_done() {
        let left = |number: &str, why| Left { of: Of::application(number, ""), why };
        let stopped = Why::Refused(Refusal::Store { fault: StoreFault::Stopped });
        let report = Report {
            doing: Doing::Step(Step::Accept),
            done: vec![(Of::application("A1", ""), Fen(100))],
            sum: Fen(100),
            left: vec![left("A2", stopped), left("A3", Why::NotTried), left("A4", Why::NotTried)],
        };
        assert_eq!(
            report.words(Lang::Zh),
            "已受理 1 件，合计 ¥1.00，2 件没有办理，1 件不知是否办成，请打开核对"
        );
        assert!(report.left[0].words(Lang::Zh).contains("先查看结果"));
    }
}

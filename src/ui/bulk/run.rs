//! Many commands on their way to the desk, each by itself, and what came of them.

use std::collections::HashSet;
use std::sync::Arc;

use crate::desk::pages::bulk::WhyLeftOut;
use crate::desk::progress::Meter;
use crate::desk::protocol::table::Command;
use crate::desk::worker::{Lost, Outcomes, Reply};
use crate::domain::application::Step;
use crate::domain::money::Fen;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::i18n::refusal::message;
use crate::i18n::{Lang, bulk as words};
use crate::ui::state::{Action, Cx, Route, Target};

/// What is done with many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    Step(Step),
    /// Everything that is invoiceable is applied for.
    Apply,
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
pub(super) struct Of {
    pub object: Object,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Object {
    Application(String),
    Account(String),
}

/// One that nothing is done with, or was, and why.
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
}

/// Commands that are being carried out.
pub(super) struct Running {
    pub doing: Doing,
    pub meter: Arc<Meter>,
    rest: Vec<(Of, Fen)>,
    reply: Reply<Result<Outcomes, Refusal>>,
}

/// What came of them.
#[derive(Debug)]
pub(super) struct Report {
    pub doing: Doing,
    /// The numbers of what was done.
    pub done: Vec<String>,
    /// What that comes to.
    pub sum: Fen,
    pub left: Vec<Left>,
}

impl Doing {
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Step(step) => words::step(lang, step),
            Self::Apply => words::APPLY.get(lang),
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

impl Left {
    pub fn words(&self, lang: Lang) -> String {
        let by_itself = |why: String| format!("{why}{}", words::BY_ITSELF.get(lang));
        match &self.why {
            Why::Refused(refusal) | Why::LeftOut(WhyLeftOut::Refused(refusal)) => message(lang, refusal),
            Why::LeftOut(WhyLeftOut::Uncovered(amount)) => by_itself(words::uncovered(lang, *amount)),
            Why::LeftOut(WhyLeftOut::ManyInvoices(n)) => by_itself(words::many_invoices(lang, *n)),
            Why::LeftOut(WhyLeftOut::ByEmail) => words::by_email(lang, crate::i18n::delivery::MAIL.get(lang)),
            Why::NotTried => words::NOT_TRIED.get(lang).to_owned(),
        }
    }
}

impl Running {
    /// Has the commands carried out.
    pub fn begin(cx: &mut Cx<'_>, doing: Doing, items: Vec<Item>) -> Option<Self> {
        let (commands, rest) =
            items.into_iter().map(|Item { of, amount, command }| (command, (of, amount))).unzip();
        let meter = Arc::<Meter>::default();
        let reply = cx.office.commands(commands, Arc::clone(&meter));
        cx.done_or_told(reply).map(|reply| Self { doing, meter, rest, reply })
    }

    /// What came of them, once all are done.
    pub fn report(&mut self) -> Option<Report> {
        let outcomes = match self.reply.look() {
            Ok(None) => return None,
            Ok(Some(Ok(outcomes))) => outcomes,
            Ok(Some(Err(refusal))) => vec![Err(refusal)],
            Err(Lost) => vec![Err(Refusal::Store { fault: StoreFault::Stopped })],
        };
        let mut report = Report { doing: self.doing, done: Vec::new(), sum: Fen::ZERO, left: Vec::new() };
        let mut outcomes = outcomes.into_iter();
        for (of, amount) in std::mem::take(&mut self.rest) {
            match outcomes.next() {
                Some(Ok(_)) => {
                    report.sum += amount;
                    report.done.push(of.number().to_owned());
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
        let done = words::done(lang, self.doing.words(lang), self.done.len(), self.sum);
        if self.left.is_empty() { done } else { done + &words::not_done(lang, self.left.len()) }
    }

    /// What was done, to be looked up.
    pub fn done_set(&self) -> HashSet<&str> {
        self.done.iter().map(String::as_str).collect()
    }
}

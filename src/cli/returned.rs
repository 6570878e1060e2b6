//! `import returned`: files of invoices that came back.

use std::path::PathBuf;

use serde::Serialize;

use super::session::Session;
use super::{REFUSED, UNREADABLE};
use crate::desk::Open;
use crate::desk::progress::Meter;
use crate::desk::returned::{Outcome, ReturnedReport, ReturnedStop};
use crate::domain::money::Fen;
use crate::domain::returned::{ComparedField, Difference, ReturnedFault};
use crate::i18n::refusal::message;
use crate::i18n::{cli as words, exchange, step_requests};

/// Takes the files in; 1 when one differs, waits for a second person, belongs to nothing or is refused.
pub(super) fn import(session: &Session, paths: &[PathBuf], only_shown: bool) -> Result<(), u8> {
    let mut desk = session.open(Open::Existing)?;
    let meter = Meter::default();
    let report = session.while_told(words::READING_FILES, &meter, || {
        desk.import_returned(None, paths, only_shown, &mut |progress| meter.report(progress))
    });
    let report = match report {
        Ok(report) => report,
        Err(ReturnedStop::Refused(refusal)) => return Err(session.fail(&refusal)),
        Err(ReturnedStop::Cancelled) => return Err(UNREADABLE),
    };
    session.tell_touched(&desk);
    let summary = Summary::of(session, &report);
    if session.json {
        session.answer_json(&summary);
    } else {
        say(session, &summary, only_shown);
    }
    let is_well = summary.differing.is_empty()
        && summary.left_out.is_empty()
        && summary.unmatched.is_empty()
        && summary.refused.is_empty();
    if is_well { Ok(()) } else { Err(REFUSED) }
}

/// The answer of AUTOMATION.md.
#[derive(Default, Serialize)]
struct Summary<'a> {
    files: usize,
    read: usize,
    matched: Vec<Matched<'a>>,
    already: Vec<Matched<'a>>,
    differing: Vec<Differing<'a>>,
    ambiguous: Vec<Ambiguous<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<LeftOut<'a>>,
    unmatched: Vec<Unmatched<'a>>,
    refused: Vec<Refused<'a>>,
}

#[derive(Serialize)]
struct Matched<'a> {
    file: &'a str,
    number: &'a str,
    application: &'a str,
    /// What of the application is not covered any more, where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    uncovered: Option<Fen>,
}

#[derive(Serialize)]
struct Differing<'a> {
    file: &'a str,
    number: &'a str,
    application: &'a str,
    field: ComparedField,
    desk: &'a str,
    invoice: &'a str,
    /// Every field that differs, where several do.
    #[serde(skip_serializing_if = "<[Difference]>::is_empty")]
    fields: &'a [Difference],
}

#[derive(Serialize)]
struct Ambiguous<'a> {
    file: &'a str,
    number: &'a str,
    applications: &'a [String],
}

/// What a second person has to record.
#[derive(Serialize)]
struct LeftOut<'a> {
    file: &'a str,
    number: &'a str,
    application: &'a str,
    rule: &'static str,
    message: String,
}

#[derive(Serialize)]
struct Unmatched<'a> {
    file: &'a str,
    number: &'a str,
    why: &'static str,
}

#[derive(Serialize)]
struct Refused<'a> {
    file: &'a str,
    rule: &'static str,
    message: String,
}

impl<'a> Summary<'a> {
    fn of(session: &Session, report: &'a ReturnedReport) -> Self {
        let mut all = Self { files: report.files.len(), ..Self::default() };
        for entry in &report.files {
            let file = entry.file.as_str();
            match &entry.read {
                Err(fault) => all.refused.push(Refused::of(session, file, fault)),
                Ok((claim, outcome)) => {
                    all.read += 1;
                    all.place(session, file, &claim.number, outcome);
                }
            }
        }
        all
    }

    fn place(&mut self, session: &Session, file: &'a str, number: &'a str, outcome: &'a Outcome) {
        match outcome {
            Outcome::Matched { application, uncovered, .. } => {
                let uncovered = Some(*uncovered).filter(|amount| amount.is_positive());
                self.matched.push(Matched { file, number, application, uncovered });
            }
            Outcome::Already { application, .. } => {
                self.already.push(Matched { file, number, application, uncovered: None });
            }
            Outcome::Differing { application, differences } => {
                self.differing.extend(Differing::of(file, number, application, differences));
            }
            Outcome::Ambiguous { applications } => {
                self.ambiguous.push(Ambiguous { file, number, applications });
            }
            Outcome::Barred { application, why } => {
                let (rule, message) = (why.id(), message(session.lang, why));
                self.left_out.push(LeftOut { file, number, application, rule, message });
            }
            Outcome::Unmatched(why) => {
                let why = exchange::unmatched(*why).get(session.lang);
                self.unmatched.push(Unmatched { file, number, why });
            }
        }
    }
}

impl<'a> Differing<'a> {
    fn of(file: &'a str, number: &'a str, application: &'a str, all: &'a [Difference]) -> Option<Self> {
        let Difference { field, desk, invoice } = all.first()?;
        let fields = if all.len() > 1 { all } else { &[] };
        Some(Self { file, number, application, field: *field, desk, invoice, fields })
    }
}

impl<'a> Refused<'a> {
    fn of(session: &Session, file: &'a str, fault: &ReturnedFault) -> Self {
        Self { file, rule: fault.rule(), message: exchange::returned_fault(session.lang, fault) }
    }
}

fn say(session: &Session, summary: &Summary<'_>, only_shown: bool) {
    let lang = session.lang;
    let line = |file: &str, message: &str| session.answer(&words::about_file(lang, file, message));
    for Differing { file, application, field, desk, invoice, .. } in &summary.differing {
        let why = exchange::difference(lang, &Difference::new(*field, desk, invoice));
        line(file, &words::of_application(lang, application, &why));
    }
    for Ambiguous { file, applications, .. } in &summary.ambiguous {
        line(file, &words::may_be_of(lang, applications));
    }
    summary.left_out.iter().for_each(|one| line(one.file, &one.message));
    summary.unmatched.iter().for_each(|one| line(one.file, one.why));
    summary.refused.iter().for_each(|one| line(one.file, &one.message));
    session.answer(&words::came_back(
        lang,
        [
            summary.matched.len(),
            summary.already.len(),
            summary.differing.len(),
            summary.ambiguous.len(),
            summary.unmatched.len(),
            summary.refused.len(),
        ],
    ));
    if !summary.left_out.is_empty() {
        session.answer(&step_requests::waiting_count(lang, summary.left_out.len()));
    }
    if only_shown {
        session.answer(words::ONLY_SHOWN.get(lang));
    }
}

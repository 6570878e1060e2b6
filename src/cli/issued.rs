//! `import issued`: the tax bureau's list of issued invoices.

use std::path::Path;

use serde::Serialize;

use super::REFUSED;
use super::import::unreadable;
use super::session::Session;
use crate::desk::Open;
use crate::desk::returned::Outcome;
use crate::desk::returned::issued_list::{IssuedReport, IssuedStop};
use crate::domain::money::Fen;
use crate::i18n::refusal::message;
use crate::i18n::{cli as words, exchange, paperwork, step_requests};

/// Takes the list in; 1 when a row of it belongs to nothing, or waits for a second person.
pub(super) fn import(session: &Session, path: &Path, only_shown: bool) -> Result<(), u8> {
    let lang = session.lang;
    let file = path.display().to_string();
    let mut desk = session.open(Open::Existing)?;
    let report = match desk.import_issued(None, path, only_shown) {
        Ok(report) => report,
        Err(IssuedStop::Refused(refusal)) => return Err(session.fail(&refusal)),
        Err(IssuedStop::List(error)) => {
            let why = words::about_file(lang, &file, &paperwork::list_error(lang, &error));
            return Err(unreadable(session, "bad-file", &why));
        }
    };
    session.tell_touched(&desk);
    let summary = Summary::of(session, file, &report);
    if session.json {
        session.answer_json(&summary);
    } else {
        for Unmatched { row, why, .. } in &summary.unmatched {
            session.answer(&words::refused_row(lang, *row, why));
        }
        for Ambiguous { row, applications, .. } in &summary.ambiguous {
            session.answer(&words::refused_row(lang, *row, &words::row_may_be_of(lang, applications)));
        }
        for LeftOut { row, message, .. } in &summary.left_out {
            session.answer(&words::refused_row(lang, *row, message));
        }
        let counts = [&summary.matched, &summary.already].map(Vec::len);
        let [matched, already] = counts;
        let (ambiguous, unmatched) = (summary.ambiguous.len(), summary.unmatched.len());
        session.answer(&words::came_back(lang, [matched, already, 0, ambiguous, unmatched, 0]));
        if !summary.left_out.is_empty() {
            session.answer(&step_requests::waiting_count(lang, summary.left_out.len()));
        }
        if only_shown {
            session.answer(words::ONLY_SHOWN.get(lang));
        }
    }
    if summary.unmatched.is_empty() && summary.left_out.is_empty() { Ok(()) } else { Err(REFUSED) }
}

/// The answer of AUTOMATION.md.
#[derive(Serialize)]
struct Summary<'a> {
    file: String,
    read: usize,
    matched: Vec<Matched<'a>>,
    already: Vec<Matched<'a>>,
    unmatched: Vec<Unmatched<'a>>,
    ambiguous: Vec<Ambiguous<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<LeftOut<'a>>,
}

/// What a second person has to record.
#[derive(Serialize)]
struct LeftOut<'a> {
    row: u32,
    number: &'a str,
    application: &'a str,
    rule: &'static str,
    message: String,
}

#[derive(Serialize)]
struct Matched<'a> {
    row: u32,
    number: &'a str,
    application: &'a str,
    /// What of the application is not covered any more, where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    uncovered: Option<Fen>,
}

#[derive(Serialize)]
struct Unmatched<'a> {
    row: u32,
    number: &'a str,
    why: String,
    /// The application from which it differs, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    application: Option<&'a str>,
}

#[derive(Serialize)]
struct Ambiguous<'a> {
    row: u32,
    number: &'a str,
    applications: &'a [String],
}

impl<'a> Summary<'a> {
    fn of(session: &Session, file: String, report: &'a IssuedReport) -> Self {
        let lang = session.lang;
        let mut all = Self {
            file,
            read: report.rows.len(),
            matched: Vec::new(),
            already: Vec::new(),
            unmatched: Vec::new(),
            ambiguous: Vec::new(),
            left_out: Vec::new(),
        };
        for entry in &report.rows {
            let (row, number) = (entry.row, entry.number.as_str());
            let mut unmatched = |why, application| {
                all.unmatched.push(Unmatched { row, number, why, application });
            };
            match &entry.read {
                Err(fault) => unmatched(exchange::list_row_fault(lang, fault.column, &fault.value), None),
                Ok((_, Outcome::Unmatched(why))) => {
                    unmatched(exchange::unmatched(*why).get(lang).to_owned(), None);
                }
                Ok((_, Outcome::Differing { application, differences })) => {
                    let why = differences.iter().map(|difference| exchange::difference(lang, difference));
                    unmatched(
                        words::of_application(lang, application, &why.collect::<Vec<_>>().join("; ")),
                        Some(application),
                    );
                }
                Ok((_, Outcome::Barred { application, why })) => {
                    let (rule, message) = (why.id(), message(lang, why));
                    all.left_out.push(LeftOut { row, number, application, rule, message });
                }
                Ok((_, Outcome::Matched { application, uncovered, .. })) => {
                    let uncovered = Some(*uncovered).filter(|amount| amount.is_positive());
                    all.matched.push(Matched { row, number, application, uncovered });
                }
                Ok((_, Outcome::Already { application, .. })) => {
                    all.already.push(Matched { row, number, application, uncovered: None });
                }
                Ok((_, Outcome::Ambiguous { applications })) => {
                    all.ambiguous.push(Ambiguous { row, number, applications });
                }
            }
        }
        all
    }
}

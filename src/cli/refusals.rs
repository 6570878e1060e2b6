//! `import refusals`: the tax bureau's list of what it refused of a form.

use std::path::Path;

use serde::Serialize;

use super::REFUSED;
use super::import::unreadable;
use super::session::Session;
use crate::desk::Open;
use crate::desk::paperwork::{ListStop, MatchedRefusal, RefusalsImported, UnmatchedRefusal};
use crate::domain::bureau::ReasonClass;
use crate::i18n::{Lang, cli, paperwork as words};

/// Takes in the list; 1 when a reason is not taken, 2 when it is no such list.
pub(super) fn import(session: &Session, file: &Path, again: bool) -> Result<(), u8> {
    let lang = session.lang;
    let shown = file.display().to_string();
    let desk = session.open(Open::Existing)?;
    let done = desk.import_refusals(None, file, again).map_err(|stop| stopped(session, &shown, &stop))?;
    let RefusalsImported { read, matched, unmatched, was_taken_before } = &done;
    if session.json {
        session.answer_json(&Answer {
            file: shown,
            read: *read,
            matched: matched.iter().map(Matched::of).collect(),
            unmatched: unmatched.iter().map(|refusal| Unmatched::of(lang, refusal)).collect(),
        });
    } else {
        for refusal in matched {
            session.answer(&words::refused(
                lang,
                &refusal.application,
                &refusal.serial,
                refusal.class,
                &refusal.reason,
            ));
        }
        for refusal in unmatched {
            let UnmatchedRefusal { row, serial, reason, why } = refusal;
            session.answer(&match why {
                None => words::unmatched_refusal(lang, *row, serial, reason),
                Some(why) => {
                    words::refusal_not_taken(lang, *row, serial, &words::not_taken(lang, *why), reason)
                }
            });
        }
        session.answer(&words::refusals_taken(lang, *read, matched.len(), unmatched.len()));
        if *was_taken_before {
            session.answer(words::TAKEN_BEFORE.get(lang));
        }
    }
    if unmatched.is_empty() { Ok(()) } else { Err(REFUSED) }
}

/// Says why a list of the bureau's was not taken; answers the exit status.
pub(super) fn stopped(session: &Session, shown: &str, stop: &ListStop) -> u8 {
    match stop {
        ListStop::Refused(refusal) => session.fail(refusal),
        ListStop::List(error) => {
            let why = words::list_error(session.lang, error);
            unreadable(session, "bad-file", &cli::about_file(session.lang, shown, &why))
        }
    }
}

/// The answer of AUTOMATION.md.
#[derive(Serialize)]
struct Answer<'a> {
    file: String,
    read: usize,
    matched: Vec<Matched<'a>>,
    unmatched: Vec<Unmatched<'a>>,
}

#[derive(Serialize)]
struct Matched<'a> {
    serial: &'a str,
    application: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'static str>,
    row: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<&'static str>,
    reason: &'a str,
    class: ReasonClass,
}

impl<'a> Matched<'a> {
    fn of(refusal: &'a MatchedRefusal) -> Self {
        let MatchedRefusal { serial, application, column, row, reason, class } = refusal;
        Self {
            serial,
            application,
            sheet: column.map(|column| column.sheet().tab()),
            row: *row,
            field: column.map(|column| column.as_str()),
            reason,
            class: *class,
        }
    }
}

#[derive(Serialize)]
struct Unmatched<'a> {
    row: u32,
    serial: &'a str,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

impl<'a> Unmatched<'a> {
    fn of(lang: Lang, refusal: &'a UnmatchedRefusal) -> Self {
        let UnmatchedRefusal { row, serial, reason, why } = refusal;
        Self { row: *row, serial, reason, why: why.map(|why| words::not_taken(lang, why)) }
    }
}

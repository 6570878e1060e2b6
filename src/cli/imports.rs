//! `imports` and `undo-import`: what was imported, and taking one of it back.

use serde::Serialize;
use serde_json::json;

use super::REFUSED;
use super::session::Session;
use crate::desk::import::undo::{self, Counts, StoredBatch, UndoStop};
use crate::desk::{Open, read_up_to_date};
use crate::domain::import::ControlTotals;
use crate::domain::refusal::Refusal;
use crate::i18n::undo as words;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(value_name = "BATCH")]
    batch: String,
}

/// Lists every import, newest first.
pub(super) fn imports(session: &Session) -> Result<(), u8> {
    let place = session.place()?;
    let stored = session.or_fail(read_up_to_date(&place).and_then(|db| undo::imports(&db)))?;
    if session.json {
        let imports: Vec<Import<'_>> = stored.iter().map(Import::of).collect();
        session.answer_json(&json!({ "imports": imports }));
    } else if stored.is_empty() {
        session.answer(words::NO_IMPORTS.get(session.lang));
    } else {
        stored.iter().for_each(|import| session.answer(&line(session, import)));
    }
    Ok(())
}

fn line(session: &Session, import: &StoredBatch) -> String {
    let lang = session.lang;
    let what = words::import(lang, import.id, import.kind, &import.file, &import.issuer);
    let Counts { added, changed, refused, .. } = import.counts;
    let who = words::by(lang, &import.by, import.at);
    let undone = import.undone.as_ref().map(|(at, by)| words::undone_by(lang, by, *at));
    words::import_line(lang, &what, &who, [added, changed, refused], undone.as_deref())
}

#[derive(Serialize)]
struct Import<'a> {
    batch: String,
    kind: &'static str,
    file: &'a str,
    sha256: &'a str,
    issuer: &'a str,
    by: &'a str,
    at: String,
    #[serde(flatten)]
    counts: Counts,
    totals: ControlTotals,
    #[serde(skip_serializing_if = "Option::is_none")]
    undone: Option<Undone<'a>>,
}

#[derive(Serialize)]
struct Undone<'a> {
    by: &'a str,
    at: String,
}

impl<'a> Import<'a> {
    fn of(stored: &'a StoredBatch) -> Self {
        Self {
            batch: stored.id.0.to_string(),
            kind: stored.kind.id(),
            file: &stored.file,
            sha256: &stored.sha256,
            issuer: &stored.issuer,
            by: &stored.by,
            at: stored.at.to_rfc3339(),
            counts: stored.counts,
            totals: stored.totals,
            undone: stored.undone.as_ref().map(|(at, by)| Undone { by, at: at.to_rfc3339() }),
        }
    }
}

/// Takes an import back whole; 1 when something stands in the way, which is listed, or there is no such import.
pub(super) fn undo(session: &Session, args: &Args) -> Result<(), u8> {
    let lang = session.lang;
    let mut desk = session.open(Open::Existing)?;
    let batch = args.batch.trim();
    match desk.undo_import(None, batch) {
        Ok(undone) if session.json => {
            let mut told = json!({ "batch": batch, "undone": true, "removed": undone });
            let touched = session.tell_touched(&desk);
            if !touched.is_empty() {
                told["sealed"] = json!(touched);
            }
            session.answer_json(&told);
        }
        Ok(undone) => session.answer(&words::undone(
            lang,
            batch,
            [undone.accounts, undone.bills, undone.refunds, undone.non_invoiceable, undone.restored],
        )),
        Err(UndoStop::InTheWay(found)) => {
            if session.json {
                session.answer_json(&json!({ "batch": batch, "undone": false, "in_the_way": found }));
            } else {
                session.say(&words::in_the_way(lang, batch));
                found.iter().for_each(|obstacle| session.answer(&words::obstacle(lang, obstacle)));
            }
            return Err(REFUSED);
        }
        Err(UndoStop::Refused(refusal @ Refusal::Store { .. })) => return Err(session.fail(&refusal)),
        Err(UndoStop::Refused(refusal)) => {
            session.fail(&refusal);
            return Err(REFUSED);
        }
    }
    session.tell_touched(&desk);
    Ok(())
}

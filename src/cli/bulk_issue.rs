//! `bulk-issue`: applications out in the tax bureau's form.

use std::path::PathBuf;

use serde::Serialize;

use super::REFUSED;
use super::import::unreadable;
use super::session::Session;
use crate::desk::Open;
use crate::desk::paperwork::{BulkIssue, BulkIssued, BulkStop, IssuedFile, is_workbook};
use crate::domain::bureau::{LeftOut, Notice};
use crate::domain::money::Fen;
use crate::i18n::{exchange, paperwork as words};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "CODE")]
    issuer: String,
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    #[arg(long, value_name = "FORM")]
    form: Option<PathBuf>,
    #[arg(long, value_name = "NO")]
    application: Vec<String>,
    #[arg(long)]
    preview: bool,
}

/// Writes the files and marks what is in them as out; 1 when something was left out, 2 when nothing could go out.
pub(super) fn bulk_issue(session: &Session, args: &Args) -> Result<(), u8> {
    let lang = session.lang;
    if !is_workbook(&args.to) {
        return Err(unreadable(session, "bad-file", words::BULK_ENDING.get(lang)));
    }
    let ask = BulkIssue {
        issuer: args.issuer.clone(),
        to: args.to.clone(),
        form: args.form.clone(),
        applications: args.application.clone(),
    };
    let desk = session.open(Open::Existing)?;
    let done = if args.preview { desk.preview_bulk_issue(&ask) } else { desk.bulk_issue(None, &ask) };
    let report = done.map_err(|stop| match stop {
        BulkStop::Refused(refusal) => session.fail(&refusal),
        BulkStop::Form(error) => unreadable(session, "bad-form", &words::form_error(lang, &error)),
        BulkStop::File(error) => unreadable(session, "bad-file", &exchange::export_error(lang, &error)),
    })?;
    answer(session, args, &report);
    if report.left_out.is_empty() { Ok(()) } else { Err(REFUSED) }
}

fn answer(session: &Session, args: &Args, report: &BulkIssued) {
    let lang = session.lang;
    if session.json {
        return session.answer_json(&Answer::of(session, report));
    }
    for notice in &report.notices {
        session.answer(&crate::i18n::cli::notice(lang, &words::notice(lang, notice)));
    }
    for left_out in &report.left_out {
        session.answer(&words::left_out(lang, &left_out.application, &left_out.why));
    }
    for IssuedFile { path, invoices, gross } in &report.files {
        session.answer(&words::file(lang, *invoices, &path.display().to_string(), *gross));
    }
    if report.files.is_empty() {
        session.answer(words::NOTHING_WENT_OUT.get(lang));
    }
    if args.preview {
        session.answer(words::ONLY_SHOWN.get(lang));
    }
}

/// The answer of AUTOMATION.md.
#[derive(Serialize)]
struct Answer {
    #[serde(skip_serializing_if = "Option::is_none")]
    batch: Option<String>,
    files: Vec<File>,
    left_out: Vec<Left>,
    notices: Vec<Told>,
}

#[derive(Serialize)]
struct File {
    file: String,
    invoices: usize,
    lines: usize,
    gross: Fen,
}

#[derive(Serialize)]
struct Left {
    application: String,
    field: String,
    rule: &'static str,
    message: String,
}

#[derive(Serialize)]
struct Told {
    rule: &'static str,
    message: String,
}

impl Answer {
    fn of(session: &Session, report: &BulkIssued) -> Self {
        let lang = session.lang;
        let file = |file: &IssuedFile| File {
            file: file.path.display().to_string(),
            invoices: file.invoices,
            // Each invoice has one.
            lines: file.invoices,
            gross: file.gross,
        };
        let left = |left: &LeftOut| Left {
            application: left.application.clone(),
            field: left.why.field().to_owned(),
            rule: left.why.rule(),
            message: words::why(lang, &left.why),
        };
        let told = |notice: &Notice| Told { rule: notice.rule(), message: words::notice(lang, notice) };
        Self {
            batch: report.batch.map(|batch| batch.0.to_string()),
            files: report.files.iter().map(file).collect(),
            left_out: report.left_out.iter().map(left).collect(),
            notices: report.notices.iter().map(told).collect(),
        }
    }
}

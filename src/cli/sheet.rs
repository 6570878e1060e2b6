//! `sheet`: an application with its timeline as a document.

use std::path::PathBuf;

use serde_json::json;

use super::export::{for_pdf, stopped};
use super::session::Session;
use crate::desk::moment_of;
use crate::desk::print::sheet as print_sheet;
use crate::i18n::print as words;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "NO")]
    application: String,
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

/// Prints the sheet.
pub(super) fn sheet(session: &Session, args: &Args) -> Result<(), u8> {
    let lang = session.lang;
    for_pdf(session, &args.to)?;
    let place = session.place()?;
    let moment = session.or_fail(moment_of(&place))?;
    let application = args.application.trim();
    let pages = print_sheet(&place, &moment, application, &|printed| words::say(lang, printed), &args.to)
        .map_err(|stop| stopped(session, stop))?;
    let to = args.to.display().to_string();
    if session.json {
        session.answer_json(&json!({ "file": to, "application": application, "pages": pages }));
    } else {
        session.answer(&words::sheet_written(lang, application, &to));
    }
    Ok(())
}

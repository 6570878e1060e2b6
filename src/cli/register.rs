//! `register`: the invoices of a month as a document or a list.

use std::path::PathBuf;

use serde_json::json;

use super::export::stopped;
use super::files::month;
use super::import::unreadable;
use super::session::Session;
use crate::desk::export::ExportFormat;
use crate::desk::print::{RegisterAsked, is_pdf, register as print_register};
use crate::i18n::print as words;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "YYYY-MM")]
    month: String,
    #[arg(long, value_name = "CODE")]
    issuer: String,
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

/// Prints the register.
pub(super) fn register(session: &Session, args: &Args) -> Result<(), u8> {
    let lang = session.lang;
    if !is_pdf(&args.to) && ExportFormat::of(&args.to) != Some(ExportFormat::Xlsx) {
        return Err(unreadable(session, "bad-file", words::REGISTER_ENDINGS.get(lang)));
    }
    let month = month(session, &args.month)?;
    let asked = RegisterAsked { month, issuer: args.issuer.clone() };
    let register = print_register(&session.place()?, &asked, &|printed| words::say(lang, printed), &args.to)
        .map_err(|stop| stopped(session, stop))?;
    let to = args.to.display().to_string();
    let notices: Vec<String> = register
        .unplaced
        .iter()
        .map(|(red_number, application)| words::red_of_unknown(lang, red_number, application))
        .collect();
    if session.json {
        let told = |message: &String| json!({ "rule": "red-of-unknown", "message": message });
        session.answer_json(&json!({
            "file": to,
            "month": month,
            "issuer": asked.issuer.trim(),
            "pages": register.pages,
            "blue": register.blue,
            "red": register.red,
            "total": register.total,
            "by": register.by,
            "notices": notices.iter().map(told).collect::<Vec<_>>(),
        }));
    } else {
        notices.iter().for_each(|notice| session.answer(&crate::i18n::cli::notice(lang, notice)));
        let (blue, red) = (register.blue.count, register.red.count);
        session.answer(&words::register_written(lang, blue, red, register.total.gross, &to));
    }
    Ok(())
}

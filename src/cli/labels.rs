//! `labels`: labels for what waits to be posted, with the list of the letters.

use std::path::PathBuf;

use serde_json::json;

use super::REFUSED;
use super::export::{for_pdf, stopped};
use super::session::Session;
use crate::desk::print::{LabelsAsked, labels as print_labels};
use crate::i18n::print as words;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
    #[arg(long, value_name = "NO")]
    application: Vec<String>,
    #[arg(long, value_name = "COUNT", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..8))]
    skip: u8,
}

/// Prints the labels; 1 when an application was left out.
pub(super) fn labels(session: &Session, args: &Args) -> Result<(), u8> {
    let lang = session.lang;
    for_pdf(session, &args.to)?;
    let applications = args.application.iter().map(|number| number.trim().to_owned()).collect();
    let asked = LabelsAsked { applications, skip: args.skip.into() };
    let printed = print_labels(&session.place()?, &asked, &|printed| words::say(lang, printed), &args.to)
        .map_err(|stop| stopped(session, stop))?;
    let to = args.to.display().to_string();
    let file = (printed.pages > 0).then_some(&to);
    if session.json {
        let left_out = printed.left_out.iter().map(|left_out| {
            let message = words::label_fault(lang, left_out.why);
            json!({ "application": left_out.application, "rule": left_out.why.rule(), "message": message })
        });
        session.answer_json(&json!({
            "file": file,
            "labels": printed.printed.len(),
            "pages": printed.pages,
            "applications": printed.printed,
            "left_out": left_out.collect::<Vec<_>>(),
        }));
    } else {
        for left_out in &printed.left_out {
            session.answer(&words::no_label(lang, &left_out.application, left_out.why));
        }
        match file {
            Some(to) => session.answer(&words::labels_written(lang, printed.printed.len(), to)),
            None => session.answer(words::NO_LABELS.get(lang)),
        }
    }
    if printed.left_out.is_empty() { Ok(()) } else { Err(REFUSED) }
}

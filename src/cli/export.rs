//! `export`: a whole list in a file.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::UNREADABLE;
use super::args::one_of;
use super::import::unreadable;
use super::session::Session;
use crate::desk::export::{ExportFormat, ExportStop, List, export as write_list};
use crate::desk::moment_of;
use crate::desk::print::is_pdf;
use crate::domain::list_columns::ListName;
use crate::i18n::{cli as words, exchange, lists as list_words, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(value_parser = one_of(LISTS), value_name = "LIST")]
    list: ListName,
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

const LISTS: [(&str, ListName); 6] = [
    ("accounts", ListName::Accounts),
    ("bills", ListName::Bills),
    ("non-invoiceable", ListName::NonInvoiceable),
    ("applications", ListName::Applications),
    ("invoices", ListName::Invoices),
    ("audit", ListName::Audit),
];

/// Writes the list; a file that is there is replaced once the new one is whole.
pub(super) fn export(session: &Session, args: &Args) -> Result<(), u8> {
    let lang = session.lang;
    if ExportFormat::of(&args.to).is_none() {
        return Err(unreadable(session, "bad-file", words::EXPORT_ENDINGS.get(lang)));
    }
    let place = session.place()?;
    let list = List::all(args.list);
    let written = moment_of(&place).map_err(ExportStop::from).and_then(|moment| {
        write_list(&place, &moment, &list, &|phrase| list_words::say(lang, phrase), &args.to, &mut |_| true)
    });
    let to = args.to.display().to_string();
    match written {
        Ok(rows) if session.json => session.answer_json(&json!({ "file": to, "rows": rows })),
        Ok(rows) => session.answer(&list_words::exported(lang, rows, &to)),
        Err(stop) => return Err(stopped(session, stop)),
    }
    Ok(())
}

/// Goes on where the name of the file asks for a PDF.
pub(super) fn for_pdf(session: &Session, to: &Path) -> Result<(), u8> {
    if is_pdf(to) {
        Ok(())
    } else {
        Err(unreadable(session, "bad-file", print::PDF_ENDING.get(session.lang)))
    }
}

/// Says why nothing was written; answers the exit status.
pub(super) fn stopped(session: &Session, stop: ExportStop) -> u8 {
    match stop {
        ExportStop::Refused(refusal) => session.fail(&refusal),
        ExportStop::File(error) => {
            unreadable(session, "bad-file", &exchange::export_error(session.lang, &error))
        }
        ExportStop::Cancelled => UNREADABLE,
    }
}

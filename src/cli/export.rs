//! `export`: a whole list in a file.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::json;

use super::UNREADABLE;
use super::import::unreadable;
use super::session::Session;
use crate::desk::export::{ExportFormat, ExportStop, List, export as write_list};
use crate::desk::moment_of;
use crate::domain::export::ListName;
use crate::i18n::{cli as words, exchange, export as list_words};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(value_enum, value_name = "LIST")]
    list: Which,
    #[arg(long, value_name = "FILE")]
    to: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Which {
    Accounts,
    Bills,
    NonInvoiceable,
    Applications,
    Invoices,
}

impl From<Which> for ListName {
    fn from(which: Which) -> Self {
        match which {
            Which::Accounts => Self::Accounts,
            Which::Bills => Self::Bills,
            Which::NonInvoiceable => Self::NonInvoiceable,
            Which::Applications => Self::Applications,
            Which::Invoices => Self::Invoices,
        }
    }
}

/// Writes the list; a file that is there is replaced once the new one is whole.
pub(super) fn export(session: &Session, args: &Args) -> Result<(), u8> {
    let lang = session.lang;
    if ExportFormat::of(&args.to).is_none() {
        return Err(unreadable(session, "bad-file", words::EXPORT_ENDINGS.get(lang)));
    }
    let place = session.place()?;
    let list = List::all(args.list.into());
    let written = moment_of(&place).map_err(ExportStop::from).and_then(|moment| {
        write_list(&place, &moment, &list, &|phrase| list_words::say(lang, phrase), &args.to, &mut |_| true)
    });
    let to = args.to.display().to_string();
    match written {
        Ok(rows) if session.json => session.answer_json(&json!({ "file": to, "rows": rows })),
        Ok(rows) => session.answer(&list_words::exported(lang, rows, &to)),
        Err(ExportStop::Refused(refusal)) => return Err(session.fail(&refusal)),
        Err(ExportStop::File(error)) => {
            return Err(unreadable(session, "bad-file", &exchange::export_error(lang, &error)));
        }
        Err(ExportStop::Cancelled) => return Err(UNREADABLE),
    }
    Ok(())
}

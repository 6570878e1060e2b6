//! `files`: the files of invoices as one archive.

use std::path::PathBuf;

use serde_json::json;

use super::import::unreadable;
use super::session::Session;
use super::{REFUSED, UNREADABLE};
use crate::desk::export::ExportStop;
use crate::desk::progress::Meter;
use crate::desk::returned::files::{FilesAsked, Month, NamePattern, NotPacked, WhyNot, pack};
use crate::i18n::{cli as words, exchange};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "OUT.zip")]
    to: PathBuf,
    #[arg(long, value_name = "NO")]
    application: Vec<String>,
    #[arg(long, value_name = "YYYY-MM")]
    month: Option<String>,
    #[arg(long, value_name = "PATTERN")]
    names: Option<String>,
}

/// Packs the files; 1 when something that was asked for is not there.
pub(super) fn files(session: &Session, args: &Args) -> Result<(), u8> {
    let lang = session.lang;
    let month = args.month.as_deref().map(|text| month(session, text)).transpose()?;
    if !args.to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
        return Err(unreadable(session, "bad-file", words::ZIP_ENDING.get(lang)));
    }
    let names = args.names.as_deref().map(NamePattern::parse).transpose();
    let names = names.map_err(|part| unreadable(session, "bad-value", &words::bad_names(lang, &part)))?;
    let applications = args.application.iter().map(|number| number.trim().to_owned()).collect();
    let asked = FilesAsked { applications, month, names: names.unwrap_or_default() };
    let place = session.place()?;
    let meter = Meter::default();
    let packed = session.while_told(words::PACKING_FILES, &meter, || {
        pack(&place, &asked, &args.to, &mut |progress| meter.report(progress))
    });
    let packed = match packed {
        Ok(packed) => packed,
        Err(ExportStop::Refused(refusal)) => return Err(session.fail(&refusal)),
        Err(ExportStop::File(error)) => {
            return Err(unreadable(session, "bad-file", &exchange::export_error(lang, &error)));
        }
        Err(ExportStop::Cancelled) => return Err(UNREADABLE),
    };
    let to = args.to.display().to_string();
    if session.json {
        let left_out = packed.left_out.iter().map(|one| left_out(session, one));
        session.answer_json(&json!({
            "file": to, "files": packed.files, "invoices": packed.invoices,
            "left_out": left_out.collect::<Vec<_>>(),
        }));
    } else {
        for NotPacked { application, number, why } in &packed.left_out {
            let of = number.as_ref().unwrap_or(application);
            session.answer(&words::about_file(lang, of, &words::not_packed(lang, why)));
        }
        session.answer(&words::packed(lang, packed.files, packed.invoices, &to));
    }
    if packed.left_out.is_empty() { Ok(()) } else { Err(REFUSED) }
}

/// Reads a month, or says how one is written.
pub(super) fn month(session: &Session, text: &str) -> Result<Month, u8> {
    let month = Month::parse(text.trim());
    month.ok_or_else(|| unreadable(session, "bad-field", words::BAD_MONTH.get(session.lang)))
}

fn left_out(session: &Session, one: &NotPacked) -> serde_json::Value {
    let rule = match one.why {
        WhyNot::NotFound => "not-found",
        WhyNot::NotIssued => "not-issued",
        WhyNot::NoFile => "no-file",
        WhyNot::Lost(..) => "lost-file",
    };
    let message = words::not_packed(session.lang, &one.why);
    json!({ "application": one.application, "number": one.number, "rule": rule, "message": message })
}

//! `mirror`: the tax bureau's list of a month held against the store's.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::json;

use super::REFUSED;
use super::files::month;
use super::import::unreadable;
use super::session::Session;
use crate::desk::export::ExportFormat;
use crate::desk::read_up_to_date;
use crate::desk::returned::issued_list::IssuedStop;
use crate::desk::returned::mirror::{
    Colour, Mirror, MirrorWords, Mirrored, Sum, Sums, mirror as hold, write,
};
use crate::domain::list_columns::Phrase;
use crate::domain::returned::Difference;
use crate::domain::tax::TaxSplit;
use crate::i18n::{cli as words, exchange, lists, paperwork};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "YYYY-MM")]
    month: String,
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

/// Holds the lists against each other; 1 when they are not equal.
pub(super) fn mirror(session: &Session, args: &Args) -> Result<(), u8> {
    let lang = session.lang;
    let month = month(session, &args.month)?;
    if args.to.as_deref().is_some_and(|to| ExportFormat::of(to).is_none()) {
        return Err(unreadable(session, "bad-file", words::EXPORT_ENDINGS.get(lang)));
    }
    let place = session.place()?;
    let db = session.or_fail(read_up_to_date(&place))?;
    let mirror = match hold(&db, month, &args.file) {
        Ok(mirror) => mirror,
        Err(IssuedStop::Refused(refusal)) => return Err(session.fail(&refusal)),
        Err(IssuedStop::List(error)) => {
            let file = args.file.display().to_string();
            let why = words::about_file(lang, &file, &paperwork::list_error(lang, &error));
            return Err(unreadable(session, "bad-file", &why));
        }
    };
    if let Some(to) = &args.to {
        save(session, &place, &mirror, &args.file, to)?;
    }
    answer(session, args, &mirror);
    let is_equal = |invoice: &Mirrored| invoice.colour == Colour::BothEqual;
    if mirror.unread.is_empty() && mirror.invoices.iter().all(is_equal) { Ok(()) } else { Err(REFUSED) }
}

fn save(session: &Session, place: &Path, mirror: &Mirror, list: &Path, to: &Path) -> Result<(), u8> {
    let lang = session.lang;
    let words = MirrorWords {
        title: exchange::MIRROR.get(lang),
        headers: exchange::mirror_headers(lang),
        total: lists::say(lang, Phrase::Total),
        colour: &|colour| exchange::colour(colour).get(lang),
        difference: &|difference| exchange::mirror_difference(lang, difference),
    };
    let written = write(place, mirror, list, to, &words);
    written.map(drop).map_err(|error| unreadable(session, "bad-file", &exchange::export_error(lang, &error)))
}

fn answer(session: &Session, args: &Args, mirror: &Mirror) {
    let lang = session.lang;
    let all = Sums::of(&mirror.invoices, None);
    if !session.json {
        for colour in Colour::ALL {
            let Sums { there, here } = Sums::of(&mirror.invoices, Some(colour));
            let count = there.count.max(here.count);
            session.answer(&words::mirrored(lang, exchange::colour(colour), count, there.gross, here.gross));
        }
        for fault in &mirror.unread {
            let why = exchange::list_row_fault(lang, fault.column, &fault.value);
            session.answer(&words::refused_row(lang, fault.row, &why));
        }
        if mirror.of_other_months > 0 {
            session.answer(&words::not_mirrored(lang, mirror.of_other_months));
        }
        return;
    }
    let of = |colour| {
        let those = mirror.invoices.iter().filter(move |invoice| invoice.colour == colour);
        Of {
            sums: Sums::of(&mirror.invoices, Some(colour)),
            invoices: if colour == Colour::BothEqual { Vec::new() } else { those.map(One::of).collect() },
        }
    };
    let unread = mirror.unread.iter().map(|fault| {
        let why = exchange::list_row_fault(lang, fault.column, &fault.value);
        json!({ "row": fault.row, "number": fault.number, "why": why })
    });
    session.answer_json(&json!({
        "file": args.file.display().to_string(),
        "month": mirror.month,
        "read": all.there.count,
        "of_other_months": mirror.of_other_months,
        "both_equal": of(Colour::BothEqual),
        "both_different": of(Colour::BothDifferent),
        "only_there": of(Colour::OnlyThere),
        "only_here": of(Colour::OnlyHere),
        "all": all,
        "unread": unread.collect::<Vec<_>>(),
        "to": args.to.as_ref().map(|to| to.display().to_string()),
    }));
}

/// A colour: what it comes to, and its invoices, but for those that are equal.
#[derive(Serialize)]
struct Of<'a> {
    #[serde(flatten)]
    sums: Sums,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    invoices: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    number: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    application: Option<&'a str>,
    issued_on: chrono::NaiveDate,
    buyer: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    there: Option<Sum>,
    #[serde(skip_serializing_if = "Option::is_none")]
    here: Option<Sum>,
    #[serde(skip_serializing_if = "<[Difference]>::is_empty")]
    differences: &'a [Difference],
}

impl<'a> One<'a> {
    fn of(invoice: &'a Mirrored) -> Self {
        let sum = |TaxSplit { net, tax, gross }: TaxSplit| Sum { count: 1, net, tax, gross };
        Self {
            row: invoice.row,
            number: &invoice.number,
            application: invoice.application.as_deref(),
            issued_on: invoice.issued_on,
            buyer: &invoice.buyer,
            there: invoice.there.map(sum),
            here: invoice.here.map(sum),
            differences: &invoice.differences,
        }
    }
}

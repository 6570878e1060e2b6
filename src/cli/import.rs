//! `import`: tables of accounts, bills, refunds and ledger entries, and years of holidays.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::json;

use super::args::one_of;
use super::session::Session;
use super::{REFUSED, UNREADABLE, holidays, issued, refusals, returned, tax_codes, tracking};
use crate::desk::import::{self, ImportError, ImportFile, ImportReport, Mapping, Vocabulary, preview};
use crate::desk::{Desk, Open};
use crate::domain::files::ExportError;
use crate::domain::import::{ControlTotals, ImportKind, LeftOut, Notice, RowProblem};
use crate::domain::month::Month;
use crate::domain::tax_id::TaxId;
use crate::i18n::{cli as words, exchange, faults};

/// So many refused rows are named in words; JSON names all.
const NAMED_ROWS: usize = 20;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(value_parser = one_of(kinds()), value_name = "KIND")]
    kind: Kind,
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "CODE", required_if_eq_any([
        ("kind", "accounts"), ("kind", "bills"), ("kind", "refunds"), ("kind", "non-invoiceable"),
    ]))]
    issuer: Option<String>,
    #[arg(long, value_name = "NAME")]
    carrier: Option<String>,
    #[arg(long)]
    preview: bool,
    #[arg(long)]
    again: bool,
    #[arg(long)]
    strict: bool,
    #[arg(long, value_name = "FIELD=HEADER")]
    map: Vec<String>,
    #[arg(long, value_name = "MEANING=WORD")]
    value: Vec<String>,
    #[arg(long, value_name = "CODE")]
    tax_id_seen: Vec<String>,
    #[arg(long)]
    visible_only: bool,
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    #[arg(long, value_name = "FILE")]
    refused_to: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Table(ImportKind),
    Holidays,
    Refusals,
    TaxCodes,
    Issued,
    Returned,
    Tracking,
}

fn kinds() -> impl Iterator<Item = (&'static str, Kind)> {
    let tables = ImportKind::ALL.into_iter().map(|kind| (kind.id(), Kind::Table(kind)));
    let others = [
        ("holidays", Kind::Holidays),
        ("refusals", Kind::Refusals),
        ("issued", Kind::Issued),
        ("returned", Kind::Returned),
        ("tax-codes", Kind::TaxCodes),
        ("tracking", Kind::Tracking),
    ];
    tables.chain(others)
}

/// The options of other kinds: what was asked for and is not done is said.
fn not_of_kind(args: &Args) -> Option<&'static str> {
    let (is_table, has_preview) = match args.kind {
        Kind::Table(_) => (true, true),
        Kind::Issued | Kind::Returned | Kind::Tracking => (false, true),
        Kind::Holidays | Kind::Refusals | Kind::TaxCodes => (false, false),
    };
    let of_tables = [
        ("--strict", args.strict),
        ("--map", !args.map.is_empty()),
        ("--value", !args.value.is_empty()),
        ("--tax-id-seen", !args.tax_id_seen.is_empty()),
        ("--visible-only", args.visible_only),
        ("--sheet", args.sheet.is_some()),
        ("--refused-to", args.refused_to.is_some()),
    ];
    let wrong = of_tables.into_iter().filter(|_| !is_table).chain([
        ("--preview", args.preview && !has_preview),
        ("--again", args.again && !matches!(args.kind, Kind::Refusals)),
        ("--carrier", args.carrier.is_some() && !matches!(args.kind, Kind::Tracking)),
    ]);
    wrong.filter(|(_, is_given)| *is_given).map(|(option, _)| option).next()
}

/// Imports the file; 1 when a row was refused, 2 when it is no such file at all.
pub(super) fn import(session: &Session, args: &Args) -> Result<(), u8> {
    if let Some(option) = not_of_kind(args) {
        return Err(unreadable(session, "bad-field", &words::not_of_kind(session.lang, option)));
    }
    let [path] = args.files.as_slice() else {
        return match args.kind {
            Kind::Returned => returned::import(session, &args.files, args.preview),
            _ => Err(unreadable(session, "bad-file", words::ONE_FILE.get(session.lang))),
        };
    };
    let kind = match args.kind {
        Kind::Table(kind) => kind,
        Kind::Holidays => return holidays::import(session, path),
        Kind::Refusals => return refusals::import(session, path, args.again),
        Kind::Issued => return issued::import(session, path, args.preview),
        Kind::Returned => return returned::import(session, &args.files, args.preview),
        Kind::TaxCodes => return tax_codes::import(session, path),
        Kind::Tracking => return tracking::import(session, path, args.carrier.as_deref(), args.preview),
    };
    let shown = path.display().to_string();
    let file = file(session, kind, path, args)?;
    if let Some(to) = &args.refused_to {
        may_save_refused(session, args, &file, to)?;
    }
    let mut desk = session.open(Open::Existing)?;
    let report = match carry_out(&mut desk, &file, args.preview) {
        Ok(report) => report,
        Err(ImportError::Refused(refusal)) => return Err(session.fail(&refusal)),
        Err(ImportError::Cancelled) => return Err(UNREADABLE),
        Err(ImportError::Table(error)) => {
            let rule = match error {
                crate::domain::import::TableError::File(_) => "bad-file",
                crate::domain::import::TableError::Header(_) => "bad-header",
            };
            let why = exchange::table_error(session.lang, kind, &error);
            return Err(unreadable(session, rule, &words::about_file(session.lang, &shown, &why)));
        }
    };
    let touched = session.tell_touched(&desk);
    answer(session, shown, args, &report, &touched);
    if report.refused.is_empty() {
        return Ok(());
    }
    if let Some(to) = &args.refused_to {
        save_refused(session, &file, &report, to)?;
    }
    Err(REFUSED)
}

/// The file as the arguments speak of it.
fn file(session: &Session, kind: ImportKind, path: &Path, args: &Args) -> Result<ImportFile, u8> {
    let lang = session.lang;
    let mapping = Mapping::parse(kind, &args.map)
        .map_err(|error| unreadable(session, "bad-header", &exchange::header_error(lang, kind, &error)))?;
    let vocabulary = Vocabulary::parse(kind, &args.value)
        .map_err(|error| unreadable(session, "bad-value", &exchange::header_error(lang, kind, &error)))?;
    let seen = args.tax_id_seen.iter().map(|code| {
        TaxId::parse_seen(code, |_| true).map_err(|error| {
            let why = faults::tax_id_error(lang, error);
            unreadable(session, "bad-tax-id", &words::about_file(lang, code, &why))
        })
    });
    Ok(ImportFile {
        kind,
        path: path.to_owned(),
        issuer: args.issuer.clone().unwrap_or_default(),
        sheet: args.sheet.clone(),
        mapping,
        vocabulary,
        tax_ids_seen: seen.collect::<Result<_, _>>()?,
        visible_only: args.visible_only,
        strict: args.strict,
    })
}

fn carry_out(desk: &mut Desk, file: &ImportFile, only_shown: bool) -> Result<ImportReport, ImportError> {
    if only_shown {
        return preview(desk.db(), &desk.moment(), file, &mut |_| true);
    }
    desk.import(None, file, &mut |_| true)
}

fn answer(session: &Session, file: String, args: &Args, report: &ImportReport, touched: &[Month]) {
    let is_refused_whole =
        if args.preview { args.strict && !report.refused.is_empty() } else { !report.applied };
    // What was not done because another row is wrong was neither added nor changed.
    let counted = |count: u32| if is_refused_whole { 0 } else { count };
    let totals = if is_refused_whole { ControlTotals::default() } else { report.totals };
    let unmeant = |left_out: &LeftOut| Unmeant { row: left_out.row, reason: left_out.reason.id() };
    let summary = Summary {
        file,
        read: report.read,
        added: counted(report.added),
        changed: counted(report.changed),
        unchanged: report.unchanged,
        refused: report.refused.iter().map(|problem| Refused::of(session, report.kind, problem)).collect(),
        left_out: report.left_out.iter().map(unmeant).collect(),
        notices: report.notices.iter().map(|notice| Told::of(session, notice)).collect(),
        sealed: touched,
        totals: (report.kind != ImportKind::Accounts).then_some(totals),
        batch: report.batch.map(|batch| batch.0.to_string()),
    };
    if session.json {
        return session.answer_json(&summary);
    }
    for notice in &summary.notices {
        session.answer(&words::notice(session.lang, &notice.message));
    }
    for refused in report.refused.iter().take(NAMED_ROWS) {
        let message = exchange::row_problems(session.lang, report.kind, refused);
        session.answer(&words::refused_row(session.lang, refused.row, &message));
    }
    if report.refused.len() > NAMED_ROWS {
        session.answer(&words::more_refused_rows(session.lang, report.refused.len() - NAMED_ROWS));
    }
    let Summary { read, added, changed, unchanged, .. } = summary;
    let refused = u32::try_from(report.refused.len()).unwrap_or(u32::MAX);
    session.answer(&words::imported(session.lang, [read, added, changed, unchanged, refused]));
    if !report.left_out.is_empty() {
        session.answer(&words::left_out(session.lang, &report.left_out));
    }
    if let Some(totals) = summary.totals.filter(|_| added + changed > 0) {
        session.answer(&exchange::totals(session.lang, &totals));
    }
    if is_refused_whole {
        session.answer(words::FILE_REFUSED.get(session.lang));
    }
    if args.preview {
        session.answer(words::ONLY_SHOWN.get(session.lang));
    }
}

/// The answer of AUTOMATION.md.
#[derive(Serialize)]
struct Summary<'a> {
    file: String,
    read: u32,
    added: u32,
    changed: u32,
    unchanged: u32,
    refused: Vec<Refused>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left_out: Vec<Unmeant>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notices: Vec<Told>,
    /// The sealed months of which it changed figures.
    #[serde(skip_serializing_if = "<[Month]>::is_empty")]
    sealed: &'a [Month],
    /// Accounts have no money.
    #[serde(skip_serializing_if = "Option::is_none")]
    totals: Option<ControlTotals>,
    /// A preview has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    batch: Option<String>,
}

#[derive(Serialize)]
struct Refused {
    row: u32,
    #[serde(flatten)]
    first: WrongCell,
    /// Every wrong cell, where there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<WrongCell>,
}

#[derive(Serialize)]
struct WrongCell {
    column: String,
    value: String,
    rule: &'static str,
    message: String,
}

impl Refused {
    fn of(session: &Session, kind: ImportKind, problem: &RowProblem) -> Self {
        let cell = |problem: &RowProblem| WrongCell {
            column: problem.column.clone(),
            value: problem.value.clone(),
            rule: problem.fault.rule(),
            message: exchange::row_problem(session.lang, kind, problem),
        };
        let cells = if problem.also.is_empty() { Vec::new() } else { problem.cells().map(cell).collect() };
        Self { row: problem.row, first: cell(problem), cells }
    }
}

#[derive(Serialize)]
struct Unmeant {
    row: u32,
    reason: &'static str,
}

#[derive(Serialize)]
struct Told {
    rule: &'static str,
    message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rows: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<String>,
}

impl Told {
    fn of(session: &Session, notice: &Notice) -> Self {
        Self {
            rule: notice.kind.rule(),
            message: exchange::notice(session.lang, notice),
            rows: notice.rows.clone(),
            column: notice.column.clone(),
        }
    }
}

/// Nothing is imported whose refused rows would be lost, or cost another file.
fn may_save_refused(session: &Session, args: &Args, file: &ImportFile, to: &Path) -> Result<(), u8> {
    let (lang, shown) = (session.lang, to.display().to_string());
    let refuse =
        |rule, detail: &str| unreadable(session, rule, &words::cannot_save_refused(lang, &shown, detail));
    match import::may_save_refused(&session.place()?, file, to) {
        // A preview is asked for to change nothing.
        Ok(()) if args.preview && to.exists() => Err(refuse("exists", words::PREVIEW_OVERWRITES.get(lang))),
        Ok(()) => Ok(()),
        Err(error) => {
            let rule = if matches!(error, ExportError::Io(_)) { "bad-file" } else { "exists" };
            Err(refuse(rule, &exchange::export_error(lang, &error)))
        }
    }
}

fn save_refused(session: &Session, file: &ImportFile, report: &ImportReport, to: &Path) -> Result<(), u8> {
    let lang = session.lang;
    let headings = [exchange::REFUSED_RULE, exchange::REFUSED_MESSAGE, exchange::REFUSED_ROW];
    let headings = headings.map(|heading| heading.get(lang));
    let words_of = |problem: &RowProblem| exchange::row_problems(lang, report.kind, problem);
    import::save_refused(&session.place()?, file, report, to, headings, &words_of).map_err(|error| {
        let detail = exchange::refused_error(lang, &error);
        session.say(&words::cannot_save_refused(lang, &to.display().to_string(), &detail));
        UNREADABLE
    })?;
    session.say(&words::refused_saved(lang, &to.display().to_string()));
    Ok(())
}

/// Says that the file is not what it should be; answers the exit status.
pub(super) fn unreadable(session: &Session, rule: &str, message: &str) -> u8 {
    session.say(message);
    if session.json {
        session.answer_json(&json!({ "ok": false, "error": { "rule": rule, "message": message } }));
    }
    UNREADABLE
}

//! `audit`: the log, newest first.

use chrono::NaiveDate;

use super::import::unreadable;
use super::session::Session;
use crate::desk::lists::ListRow;
use crate::desk::lists::audit::{AuditQuery, AuditRow};
use crate::desk::pages::audit::answer::{self, AuditLine};
use crate::desk::pages::audit::entry;
use crate::desk::read_up_to_date;
use crate::domain::list_columns::AuditColumn;
use crate::domain::log::LogOp;
use crate::i18n::{audit as words, lists as list_words};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    #[arg(long, value_name = "NAME")]
    user: Option<String>,
    #[arg(long, value_name = "OP")]
    op: Option<String>,
    #[arg(long, value_name = "NO")]
    object: Option<String>,
}

/// Answers the entries that are asked for, one a line.
pub(super) fn audit(session: &Session, args: &Args) -> Result<(), u8> {
    let day = |text: &Option<String>| -> Result<Option<NaiveDate>, u8> {
        let Some(text) = text else { return Ok(None) };
        let bad = |_| unreadable(session, "bad-field", &words::bad_day(session.lang, text));
        text.trim().parse().map(Some).map_err(bad)
    };
    if let Some(op) = args.op.as_deref().filter(|op| LogOp::named(op.trim()).is_none()) {
        return Err(unreadable(session, "bad-field", &words::unknown_op(session.lang, op)));
    }
    let trimmed = |text: &Option<String>| text.as_deref().map(|text| text.trim().to_owned());
    let query = AuditQuery {
        from: day(&args.from)?,
        to: day(&args.to)?,
        user: trimmed(&args.user),
        op: trimmed(&args.op),
        object: trimmed(&args.object).map(|number| (None, number)),
        ..AuditQuery::default()
    };
    let place = session.place()?;
    let db = session.or_fail(read_up_to_date(&place))?;
    // All of it as it is at one moment, however long it takes.
    session.or_fail(db.snapshot(|db| {
        answer::each(db, &query, None, &mut |row| {
            if !session.json {
                session.answer(&line(session, row));
            } else if let Some(entry) = entry(db, row.id)? {
                session.answer_json(&AuditLine::from(entry));
            }
            Ok(true)
        })
    }))
}

fn line(session: &Session, row: &AuditRow) -> String {
    let lang = session.lang;
    let text = |column| row.value(column).into_text(|phrase| list_words::say(lang, phrase).into());
    let refused = row.refused.as_ref().map(|_| words::refused_by(lang, &text(AuditColumn::Refused)));
    let what =
        refused.map_or_else(|| text(AuditColumn::What), |why| format!("{} · {why}", text(AuditColumn::What)));
    let from = [text(AuditColumn::From), text(AuditColumn::SystemUser), text(AuditColumn::Machine)];
    let from: Vec<String> = from.into_iter().filter(|part| !part.is_empty()).collect();
    let parts = [
        row.id.to_string(),
        crate::i18n::dates::moment(row.at),
        row.by.clone(),
        what,
        text(AuditColumn::Object),
        from.join(" · "),
    ];
    parts.join("\t")
}

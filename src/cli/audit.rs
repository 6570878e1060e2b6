//! `audit`: the log, newest first.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::import::unreadable;
use super::session::Session;
use crate::desk::lists::audit::{AuditQuery, AuditRow};
use crate::desk::lists::{ListQuery, ListRow};
use crate::desk::pages::audit::{AuditEntry, entry};
use crate::desk::{moment_of, read_up_to_date};
use crate::domain::list_columns::AuditColumn;
use crate::domain::log::LogOp;
use crate::domain::money::Fen;
use crate::i18n::{audit as words, audit_fields, lists as list_words};

/// How many entries are read at once.
const PAGE: u32 = 500;

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
    let moment = session.or_fail(moment_of(&place))?;
    // All of it as it is at one moment, however long it takes.
    session.or_fail(db.snapshot(|db| {
        let mut rows = query.page(db, &moment, None, PAGE)?;
        while let Some(last) = rows.last().cloned() {
            for row in &rows {
                if session.json {
                    if let Some(entry) = entry(db, row.id)? {
                        session.answer_json(&told(&entry));
                    }
                } else {
                    session.answer(&line(session, row));
                }
            }
            rows = query.page(db, &moment, Some(&last), PAGE)?;
        }
        Ok(())
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

fn told(entry: &AuditEntry) -> Value {
    let AuditEntry { row, request, changes, more, sealed, signed_by, .. } = entry;
    let objects: Vec<Value> = row.objects.iter().map(|found| json!(found.object)).collect();
    let changes: Vec<Value> = changes
        .iter()
        .map(|change| {
            let column = |c: &crate::desk::pages::audit::ColumnChange| {
                json!({ "field": c.column, "before": said(&c.column, &c.before), "after": said(&c.column, &c.after) })
            };
            json!({ "table": change.table, "columns": change.columns.iter().map(column).collect::<Vec<_>>() })
        })
        .collect();
    let mut told = json!({
        "entry": row.id,
        "at": row.at.to_rfc3339(),
        "by": row.by,
        "roles": row.roles,
        "op": row.op,
        "objects": objects,
        "origin": row.origin,
        "system_user": row.system_user,
        "machine": row.machine,
        "request": request,
        "changes": changes,
        "hash": row.hash,
    });
    if let Some(rule) = &row.refused {
        told["refused"] = json!(rule);
    }
    if !sealed.is_empty() {
        told["sealed"] = json!(sealed);
    }
    if *more > 0 {
        told["more_changes"] = json!(more);
    }
    if let Some(signed_by) = signed_by {
        told["signed_by"] = json!(signed_by.user.as_deref().unwrap_or("machine"));
    }
    told
}

/// A value as the automation interface says it: money is a string of yuan.
fn said(column: &str, value: &Option<Value>) -> Option<Value> {
    let fen = value.as_ref().and_then(Value::as_i64).filter(|_| audit_fields::is_money(column));
    fen.map(|fen| Value::from(Fen(fen).to_string())).or_else(|| value.clone())
}

//! Applications whose number, or an invoice of which, begins with what somebody types or has it, or whose amount it is.
//!
//! Errors of every call: `store`.

use std::ops::RangeInclusive;

use super::page::{COLUMNS, ListedApplication, may_be_invoice, number_from};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, params};

/// The applications whose number begins with `text`, with or without its letters, at most `limit`: the one whose
/// number it is, then the newest. Read along the index of the numbers, so that it costs what is listed and not what
/// there is.
pub fn numbered(db: &Db, text: &str, limit: u32) -> Result<Vec<ListedApplication>, Refusal> {
    let Some(number) = number_from(text) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT {COLUMNS} FROM application a /*+ in order */ JOIN account c ON c.id = a.account_id
        WHERE a.number = ?1"
    );
    let mut found = db.all(&sql, [&number])?;
    let sql = format!(
        "SELECT {COLUMNS} FROM application a /*+ in order */ JOIN account c ON c.id = a.account_id
        WHERE a.number > ?1 AND a.number < ?2
        ORDER BY a.number DESC LIMIT ?3"
    );
    found.extend(db.all(&sql, params![number, format!("{number}\u{10FFFF}"), limit])?);
    found.truncate(limit as usize);
    Ok(found)
}

/// The applications of the invoices whose number begins with `text`, at most `limit` invoices, by number.
pub fn invoiced(db: &Db, text: &str, limit: u32) -> Result<Vec<ListedApplication>, Refusal> {
    if !may_be_invoice(text) {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT {COLUMNS} FROM invoice n /*+ in order */ JOIN application a ON a.id = n.application_id
            /*+ in order */ JOIN account c ON c.id = a.account_id
        WHERE n.number >= ?1 AND n.number < ?2
        ORDER BY n.number LIMIT ?3"
    );
    Ok(each_once(db.all(&sql, params![text, format!("{text}\u{10FFFF}"), limit])?))
}

/// The applications whose number, or that of an invoice, has these digits anywhere, at most `limit` of each, the newest
/// first. It goes through all of them: asked only where none begins so.
pub fn having(db: &Db, text: &str, limit: u32) -> Result<Vec<ListedApplication>, Refusal> {
    if !may_be_invoice(text) {
        return Ok(Vec::new());
    }
    let sql = format!(
        "/*+ whole: no index knows the middle of a number */
        SELECT {COLUMNS} FROM application a /*+ in order */ JOIN account c ON c.id = a.account_id
        WHERE a.id IN (SELECT id FROM application WHERE instr(number, ?1) > 0 ORDER BY id DESC LIMIT ?2)
            OR a.id IN (
                SELECT application_id FROM invoice WHERE instr(number, ?1) > 0 ORDER BY id DESC LIMIT ?2
            )
        ORDER BY a.id DESC"
    );
    db.all(&sql, params![text, limit])
}

/// The applications of these amounts, the largest first, of one amount the newest, at most `limit`.
pub fn of_amounts(
    db: &Db,
    amounts: RangeInclusive<Fen>,
    limit: u32,
) -> Result<Vec<ListedApplication>, Refusal> {
    let sql = format!(
        "SELECT {COLUMNS} FROM application a /*+ in order */ JOIN account c ON c.id = a.account_id
        WHERE a.amount BETWEEN ?1 AND ?2 ORDER BY a.amount DESC, a.id DESC LIMIT ?3"
    );
    db.all(&sql, params![amounts.start(), amounts.end(), limit])
}

fn each_once(mut found: Vec<ListedApplication>) -> Vec<ListedApplication> {
    // The invoices of one application have numbers that follow each other, or it is listed where the first stands.
    let mut seen = Vec::new();
    found.retain(|row: &ListedApplication| {
        !seen.contains(&row.id) && {
            seen.push(row.id);
            true
        }
    });
    found
}

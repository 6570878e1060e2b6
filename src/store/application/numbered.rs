//! Applications whose number, or an invoice of which, begins with what somebody types.
//!
//! Errors of every call: `store`.

use super::page::{COLUMNS, ListedApplication, may_be_invoice, number_from};
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
    let mut found = db.all(&sql, params![text, format!("{text}\u{10FFFF}"), limit])?;
    // The invoices of one application have numbers that follow each other, or it is listed where the first stands.
    let mut seen = Vec::new();
    found.retain(|row: &ListedApplication| {
        !seen.contains(&row.id) && {
            seen.push(row.id);
            true
        }
    });
    Ok(found)
}

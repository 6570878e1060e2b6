//! Bills whose number begins with what somebody types or has it, or whose amount it is.
//!
//! Errors of every call: `store`.

use std::ops::RangeInclusive;

use super::list::{COLUMNS, ListedBill};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, params};

/// The bills whose number begins with `text`, as it is typed or in capital letters, at most `limit`, by number. Read
/// along the index of the numbers, so that it costs what is listed and not what there is.
pub fn numbered(db: &Db, text: &str, limit: u32) -> Result<Vec<ListedBill>, Refusal> {
    let mut found = beginning(db, text, limit)?;
    let capital = text.to_uppercase();
    if capital != text {
        found.extend(beginning(db, &capital, limit)?);
        found.sort_by(|a, b| a.bill.bill_no.cmp(&b.bill.bill_no));
        found.dedup_by_key(|listed| listed.bill.id);
        found.truncate(limit as usize);
    }
    Ok(found)
}

fn beginning(db: &Db, text: &str, limit: u32) -> Result<Vec<ListedBill>, Refusal> {
    let sql = format!(
        "SELECT {COLUMNS} FROM bill b /*+ in order */ JOIN account a ON a.id = b.account_id
        WHERE b.removed_no IS NULL AND b.bill_no >= ?1 AND b.bill_no < ?2
        ORDER BY b.bill_no LIMIT ?3"
    );
    db.all(&sql, params![text, format!("{text}\u{10FFFF}"), limit])
}

/// The bills whose number has `text` anywhere, as it is typed or in capital letters, at most `limit`. It goes through
/// the numbers of all bills: asked only where none begins so.
pub fn having(db: &Db, text: &str, limit: u32) -> Result<Vec<ListedBill>, Refusal> {
    let sql = format!(
        "/*+ whole: no index knows the middle of a number */
        SELECT {COLUMNS} FROM bill b /*+ in order */ JOIN account a ON a.id = b.account_id
        WHERE b.id IN (
            SELECT id FROM bill
            WHERE removed_no IS NULL AND (instr(bill_no, ?1) > 0 OR instr(bill_no, ?2) > 0)
            ORDER BY id LIMIT ?3
        )
        ORDER BY b.bill_no"
    );
    db.all(&sql, params![text, text.to_uppercase(), limit])
}

/// The bills of these amounts, the largest first, of one amount the newest, at most `limit`.
pub fn of_amounts(db: &Db, amounts: RangeInclusive<Fen>, limit: u32) -> Result<Vec<ListedBill>, Refusal> {
    let sql = format!(
        "SELECT {COLUMNS} FROM bill b /*+ in order */ JOIN account a ON a.id = b.account_id
        WHERE b.amount BETWEEN ?1 AND ?2 AND b.removed_no IS NULL
        ORDER BY b.amount DESC, b.id DESC LIMIT ?3"
    );
    db.all(&sql, params![amounts.start(), amounts.end(), limit])
}

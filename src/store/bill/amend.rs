//! Bills that are corrected or removed. The store lets it happen only while an amendment is open.

use chrono::NaiveDate;

use crate::domain::bill::BillKind;
use crate::domain::ids::{AccountId, BillId};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, params};

/// What is said of a bill, all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// Its number.
    pub bill_no: &'a str,
    /// Whose it is.
    pub account: AccountId,
    /// How it was charged.
    pub kind: BillKind,
    /// What was charged.
    pub amount: Fen,
    /// Bill date.
    pub billed_on: NaiveDate,
    /// Due date.
    pub due_on: NaiveDate,
    /// When it was paid.
    pub paid_on: Option<NaiveDate>,
    /// What was billed, in words.
    pub item: Option<&'a str>,
    /// What was invoiced of it before it came to the desk.
    pub opening: Fen,
}

/// Writes what a bill should have said.
///
/// # Errors
/// `store`.
pub fn correct(db: &Db, id: BillId, said: &Said<'_>) -> Result<(), Refusal> {
    let Said { bill_no, account, kind, amount, billed_on, due_on, paid_on, item, opening } = said;
    db.execute(
        include_str!("correct.sql"),
        params![id, bill_no, account, kind, amount, billed_on, due_on, paid_on, item, opening],
    )?;
    Ok(())
}

/// Removes a bill that nothing uses. Where an ended application took from it, it stays as that one's record, under a
/// number that nobody can give: its own is free.
///
/// # Errors
/// `store`.
pub fn remove(db: &Db, id: BillId) -> Result<(), Refusal> {
    if db.execute(include_str!("keep_as_record.sql"), [id])? == 0 {
        db.execute(include_str!("delete.sql"), [id])?;
    }
    Ok(())
}

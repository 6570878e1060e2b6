//! Bills that are corrected or removed. The store lets it happen only while an amendment is open.
//!
//! Errors of every call: `store`.

use chrono::NaiveDate;

use crate::domain::bill::BillKind;
use crate::domain::ids::{AccountId, BillId};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, params};

/// What is said of a bill, all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    pub bill_no: &'a str,
    pub account: AccountId,
    pub kind: BillKind,
    pub amount: Fen,
    pub billed_on: NaiveDate,
    pub due_on: NaiveDate,
    pub paid_on: Option<NaiveDate>,
    /// What was billed, in words.
    pub item: Option<&'a str>,
    /// What was invoiced of it before it came to the desk.
    pub opening: Fen,
}

/// Writes what a bill should have said.
pub fn correct(db: &Db, id: BillId, said: &Said<'_>) -> Result<(), Refusal> {
    let Said { bill_no, account, kind, amount, billed_on, due_on, paid_on, item, opening } = said;
    db.run(
        include_str!("correct.sql"),
        params![id, bill_no, account, kind, amount, billed_on, due_on, paid_on, item, opening],
    )
}

/// What the number of a removed bill begins with: nobody can type it.
const NOBODYS: &str = "\u{1}";

/// Removes a bill that nothing uses. Where an ended application took from it, it stays as that one's record, under a
/// number that nobody can give: its own is free.
pub fn remove(db: &Db, id: BillId) -> Result<(), Refusal> {
    if db.execute(include_str!("keep_as_record.sql"), params![id, NOBODYS])? == 0 {
        db.execute(include_str!("delete.sql"), [id])?;
    }
    Ok(())
}

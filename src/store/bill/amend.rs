//! Bills that are corrected or removed. The store lets it happen only while an amendment is open.
//!
//! Errors of every call: `store`.

use super::NewBill;
use crate::domain::ids::BillId;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, params};

/// Writes what a bill should have said; the import that brought it stays.
pub fn correct(db: &Db, id: BillId, said: &NewBill<'_>) -> Result<(), Refusal> {
    let NewBill { bill_no, account, kind, amount, billed_on, due_on, paid_on, item, opening, .. } = said;
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

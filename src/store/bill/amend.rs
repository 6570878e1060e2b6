//! Bills that are corrected or removed. The store lets it happen only while an amendment is open.
//!
//! Errors of every call: `store`.

use chrono::NaiveDate;

use super::changed;
use crate::domain::ids::BillId;
use crate::domain::refusal::Refusal;
use crate::store::bill::NewBill;
use crate::store::engine::{Db, params};

/// Writes what a bill should have said; which import brought it stays.
pub fn correct(db: &Db, id: BillId, said: &NewBill<'_>) -> Result<(), Refusal> {
    let NewBill { bill_no, account, kind, amount, billed_on, due_on, paid_on, item, opening, batch: _ } =
        said;
    let new = params![id, bill_no, account, kind, amount, billed_on, due_on, paid_on, item, opening];
    changed(db, id, || db.run(include_str!("correct.sql"), new))
}

/// Gives a bill back the date of payment that it had, and the version that it had then.
pub fn restore(db: &Db, id: BillId, paid_on: Option<NaiveDate>, version: i64) -> Result<(), Refusal> {
    changed(db, id, || db.run(include_str!("restore.sql"), params![id, paid_on, version]))
}

/// What the number of a removed bill begins with: nobody can type it.
const NOBODYS: &str = "\u{1}";

/// Removes a bill that nothing uses. Where an ended application took from it, it stays as that one's record, under a
/// number that nobody can give: its own is free.
pub fn remove(db: &Db, id: BillId) -> Result<(), Refusal> {
    changed(db, id, || {
        if db.execute(include_str!("keep_as_record.sql"), params![id, NOBODYS])? == 0 {
            db.execute(include_str!("delete.sql"), [id])?;
        }
        Ok(())
    })
}

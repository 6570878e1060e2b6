//! Bills, with what has been refunded and used of them.
//!
//! Errors of every call: `store`.

pub mod amend;
pub mod list;
pub mod numbered;
pub mod uses;

use chrono::NaiveDate;

use crate::domain::bill::{Bill, BillKind};
use crate::domain::ids::{AccountId, BatchId, BillId};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, columns, params};

/// A bill to be added, or what one should have said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBill<'a> {
    pub account: AccountId,
    pub bill_no: &'a str,
    pub kind: BillKind,
    pub amount: Fen,
    pub billed_on: NaiveDate,
    pub due_on: NaiveDate,
    pub paid_on: Option<NaiveDate>,
    /// What was billed, in words.
    pub item: Option<&'a str>,
    /// What was invoiced of it before it came to the desk, at most `amount`.
    pub opening: Fen,
    /// The import that brings it, if one does.
    pub batch: Option<BatchId>,
}

/// Adds a bill.
pub fn insert(db: &Db, bill: &NewBill<'_>) -> Result<BillId, Refusal> {
    db.insert(
        include_str!("insert.sql"),
        params![
            bill.bill_no,
            bill.account,
            bill.kind,
            bill.amount,
            bill.billed_on,
            bill.due_on,
            bill.paid_on,
            bill.item,
            bill.opening,
            bill.batch
        ],
    )
}

/// Writes the date of payment, where an import tells of it as a part of that.
pub fn pay(db: &Db, id: BillId, paid_on: NaiveDate, batch: Option<BatchId>) -> Result<(), Refusal> {
    db.run(include_str!("pay.sql"), params![id, paid_on, batch])
}

/// Counts so much more of a bill as used, or less where it is negative. It is asked for once the application that takes,
/// absorbs or gives back is written: the store refuses another sum than what is there.
pub fn add_used(db: &Db, id: BillId, more: Fen) -> Result<(), Refusal> {
    db.run(include_str!("add_used.sql"), params![id, more])
}

/// Counts so much more of a bill as refunded, or less where it is negative, once its refund is written or removed.
pub fn add_refunded(db: &Db, id: BillId, more: Fen) -> Result<(), Refusal> {
    db.run(include_str!("add_refunded.sql"), params![id, more])
}

/// The bill of this number, and whose it is.
pub fn by_no(db: &Db, bill_no: &str) -> Result<Option<(AccountId, Bill)>, Refusal> {
    db.maybe(include_str!("by_no.sql"), [bill_no])
}

/// The bill in this row, and whose it is.
pub fn by_id(db: &Db, id: BillId) -> Result<Option<(AccountId, Bill)>, Refusal> {
    db.maybe(include_str!("by_id.sql"), [id])
}

/// What was billed by the bill in this row, in words.
pub fn item(db: &Db, id: BillId) -> Result<Option<String>, Refusal> {
    db.one(include_str!("item.sql"), [id])
}

/// Every bill of an account, oldest first.
pub fn of_account(db: &Db, account: AccountId) -> Result<Vec<Bill>, Refusal> {
    db.all(include_str!("of_account.sql"), [account])
}

columns! { Bill { id, bill_no, kind, amount, refunded, opening, used, billed_on, due_on, paid_on } }

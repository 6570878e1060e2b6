//! Bills, with what has been refunded and used of them.
//!
//! Errors of every call: `store`.

mod additions;
pub mod amend;
pub mod list;
pub mod months;
pub mod numbered;
pub mod uses;

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

pub use self::additions::Additions;
use crate::domain::bill::{Bill, BillKind};
use crate::domain::ids::{AccountId, ApplicationId, BatchId, BillId};
use crate::domain::money::Fen;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::store::engine::{Db, Value, columns, params};

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
    let mut additions = Additions::default();
    let id = additions.add(db, bill)?;
    additions.write(db)?;
    Ok(id)
}

/// Says that about so many bills will be added in this transaction, which is none of a step: many are read again instead
/// of being handed over one by one, and where that is worth it, the indexes of a file are made once they are there. Answers
/// whether there is nothing more to be done if they are even more.
pub fn expect(db: &Db, added: u64) -> Result<bool, Refusal> {
    /// Of fewer, each finds its place in the indexes as fast.
    const MANY: u64 = 20_000;
    /// The indexes of so many bills are made in the time in which one is put in its places.
    const MADE_FOR_ONE: u64 = 5;
    if added < MANY {
        return Ok(false);
    }
    db.expect_rows("bill")?;
    if added.saturating_mul(MADE_FOR_ONE) < db.one(include_str!("newest.sql"), [])? {
        return Ok(false);
    }
    // A refund looks for the bills that lack something, which are few. Numbers are used once by the table itself, unless
    // somebody replaces what is there, and [`Additions`] says nothing else of a new bill than its guard asks for.
    db.set_aside("bill", Some(&["bill_deficit"]), &["bill_is_entered_once", "bill_begins_untouched"])?;
    Ok(true)
}

/// Writes the date of payment, where an import tells of it as a part of that.
pub fn pay(db: &Db, id: BillId, paid_on: NaiveDate, batch: Option<BatchId>) -> Result<(), Refusal> {
    changed(db, id, || db.run(include_str!("pay.sql"), params![id, paid_on, batch]))
}

/// Counts so much more of each of the bills as used, or less where it is negative. It is asked for once the application
/// that takes, absorbs or gives back is written: the store refuses another sum than what is there.
pub fn add_used(db: &Db, bills: impl IntoIterator<Item = (BillId, Fen)>) -> Result<(), Refusal> {
    /// Of so many bills the sums are compared together, in less than half of the time in which each is by its guard.
    const MANY: usize = 5_000;
    let mut more: BTreeMap<BillId, Fen> = BTreeMap::new();
    for (id, fen) in bills {
        *more.entry(id).or_default() += fen;
    }
    let rows: Vec<Value<'_>> =
        more.iter().flat_map(|(id, more)| [id.0, more.0].map(Value::Integer)).collect();
    let are_compared_together =
        more.len() >= MANY && db.set_aside("bill", None, &["bill_counts_what_is_used"])?;
    let mut changes = months::Changes::default();
    db.for_rows(include_str!("add_used.sql"), 2, &rows, |(account, after): (AccountId, Bill)| {
        let more = more.get(&after.id).copied().unwrap_or_default();
        changes.add(account, Some(&Bill { used: after.used - more, ..after.clone() }), Some(&after));
        Ok(())
    })?;
    for account in changes.accounts().filter(|_| are_compared_together) {
        if db.one(include_str!("miscounts.sql"), [account])? {
            let detail = "a bill counts what was refunded and used of it".to_owned();
            return Err(Refusal::Store { fault: StoreFault::Other { detail } });
        }
    }
    changes.write(db)
}

/// Counts so much more of a bill as refunded, or less where it is negative, once its refund is written or removed.
pub fn add_refunded(db: &Db, id: BillId, more: Fen) -> Result<(), Refusal> {
    changed(db, id, || db.run(include_str!("add_refunded.sql"), params![id, more]))
}

/// Does `work`, which changes a bill or removes it, and keeps what the bills of its months come to.
fn changed(db: &Db, id: BillId, work: impl FnOnce() -> Result<(), Refusal>) -> Result<(), Refusal> {
    let before = by_id(db, id)?;
    work()?;
    let mut changes = months::Changes::default();
    for (bill, is_after) in [(before, false), (by_id(db, id)?, true)] {
        if let Some((account, bill)) = bill {
            let bill = Some(&bill);
            if is_after { changes.add(account, None, bill) } else { changes.add(account, bill, None) }
        }
    }
    changes.write(db)
}

/// The bill of this number, and whose it is.
pub fn by_no(db: &Db, bill_no: &str) -> Result<Option<(AccountId, Bill)>, Refusal> {
    db.maybe(include_str!("by_no.sql"), [bill_no])
}

/// The bills of these numbers, and whose each is, by number.
pub fn by_numbers<'n>(
    db: &Db,
    numbers: impl Iterator<Item = &'n str>,
) -> Result<HashMap<String, (AccountId, Bill)>, Refusal> {
    // Most numbers that are new come behind all that are there.
    let last: Option<String> = db.maybe(include_str!("last_no.sql"), [])?;
    let may_be_there = |number: &&str| last.as_deref().is_some_and(|last| *number <= last);
    let numbers: Vec<Value<'_>> =
        numbers.filter(may_be_there).map(|number| Value::Text(number.into())).collect();
    let mut found = HashMap::new();
    db.for_rows(include_str!("by_numbers.sql"), 1, &numbers, |(account, bill): (AccountId, Bill)| {
        found.insert(bill.bill_no.clone(), (account, bill));
        Ok(())
    })?;
    Ok(found)
}

/// The bill in this row, and whose it is.
pub fn by_id(db: &Db, id: BillId) -> Result<Option<(AccountId, Bill)>, Refusal> {
    db.maybe(include_str!("by_id.sql"), [id])
}

/// What was billed by the bill in this row, in words.
pub fn item(db: &Db, id: BillId) -> Result<Option<String>, Refusal> {
    db.one(include_str!("item.sql"), [id])
}

/// The bills of an account of which something remains that were billed on `oldest` or later and are paid by `today`,
/// the oldest first, until `each` says that it has enough.
pub fn open(
    db: &Db,
    account: AccountId,
    oldest: Option<NaiveDate>,
    today: NaiveDate,
    each: impl FnMut(Bill) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    let oldest = oldest.map_or_else(String::new, |day| day.to_string());
    db.each(include_str!("open.sql"), params![account, oldest, today], each)
}

/// At most `limit` bills of an account behind this one, or the first ones, oldest first.
pub fn page(db: &Db, account: AccountId, after: Option<&Bill>, limit: u32) -> Result<Vec<Bill>, Refusal> {
    let (billed_on, bill_no) =
        after.map_or_else(Default::default, |bill| (bill.billed_on.to_string(), bill.bill_no.as_str()));
    db.all(include_str!("page.sql"), params![account, billed_on, bill_no, limit])
}

/// Hands each bill of an account that is dated from a day to a day to `each`, by bill date and number, until it says to
/// stop.
pub fn of_days(
    db: &Db,
    account: AccountId,
    (from, to): (NaiveDate, NaiveDate),
    each: impl FnMut(Bill) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    db.each(include_str!("of_days.sql"), params![account, from, to], each)
}

/// The bills of an account of which something was given back, in no order.
pub fn refunded(db: &Db, account: AccountId) -> Result<Vec<Bill>, Refusal> {
    db.all(include_str!("refunded.sql"), [account])
}

/// How many bills of an account are overdue on `today`.
pub fn overdue_count(db: &Db, account: AccountId, today: NaiveDate) -> Result<i64, Refusal> {
    db.one(include_str!("overdue_count.sql"), params![account, today])
}

/// The bills of an account that were refunded below what is used of them, in no order.
pub fn in_deficit(db: &Db, account: AccountId) -> Result<Vec<Bill>, Refusal> {
    db.all(include_str!("in_deficit.sql"), [account])
}

/// The bills that what an account offsets and gives back is about, and those of this application, in no order: the
/// ones in deficit, and those of which a deficit, also one that is no more, was offset, with the ones that absorbed it.
pub fn at_stake(
    db: &Db,
    account: AccountId,
    application: Option<ApplicationId>,
) -> Result<Vec<Bill>, Refusal> {
    db.all(include_str!("at_stake.sql"), params![account, application])
}

/// Every bill of an account, oldest first.
pub fn of_account(db: &Db, account: AccountId) -> Result<Vec<Bill>, Refusal> {
    db.all(include_str!("of_account.sql"), [account])
}

columns! { Bill { id, bill_no, kind, amount, refunded, opening, used, billed_on, due_on, paid_on } }

#[cfg(test)]
mod tests;

//! Taking an import back: what it added goes, what it changed gets back what that was. Whoever does it has found nothing
//! in the way, and has an amendment open.
//!
//! Errors of every call: `store`.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{AccountBefore, BillBefore};
use crate::domain::bill::Bill;
use crate::domain::ids::{AccountId, BatchId, BillId, UserId};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::bill::months::Changes;
use crate::store::engine::{Db, params};
use crate::store::{account, bill};

/// What went and what was restored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Undone {
    /// Customers that are gone.
    pub accounts: usize,
    /// Bills that are gone from every list and balance.
    pub bills: usize,
    /// Refunds that are gone.
    pub refunds: usize,
    /// Ledger entries that are gone.
    pub non_invoiceable: usize,
    /// Customers and bills that have their old values back.
    pub restored: usize,
}

/// The accounts of bills that the import refunded and did not bring.
pub fn refunded_accounts(db: &Db, id: BatchId) -> Result<Vec<AccountId>, Refusal> {
    db.all(include_str!("refunded_accounts.sql"), [id])
}

/// Takes the import back.
pub fn undo(db: &Db, id: BatchId, at: DateTime<Utc>, by: UserId) -> Result<Undone, Refusal> {
    let mut undone = Undone { refunds: undo_refunds(db, id)?, ..Undone::default() };
    undone.restored = restore(db, id)?;
    let kept = db.execute(include_str!("undo_entries_as_records.sql"), [id])?;
    undone.non_invoiceable = kept + db.execute(include_str!("undo_entries.sql"), [id])?;
    let records: Vec<BillId> = db.all(include_str!("undo_bills_as_records.sql"), [id])?;
    for bill in &records {
        bill::amend::remove(db, *bill)?;
    }
    undone.bills = records.len() + undo_bills(db, id)?;
    let added: Vec<AccountId> = db.all(include_str!("added_accounts.sql"), [id])?;
    for account in &added {
        account::remove(db, *account)?;
    }
    undone.accounts = added.len();
    db.execute(include_str!("undone.sql"), params![id, at, by])?;
    Ok(undone)
}

/// Removes the bills that are nobody's record.
fn undo_bills(db: &Db, id: BatchId) -> Result<usize, Refusal> {
    let mut changes = Changes::default();
    db.each(include_str!("bills_to_undo.sql"), [id], |(account, bill): (AccountId, Bill)| {
        changes.add(account, Some(&bill), None);
        Ok(true)
    })?;
    let undone = db.execute(include_str!("undo_bills.sql"), [id])?;
    changes.write(db)?;
    Ok(undone)
}

fn undo_refunds(db: &Db, id: BatchId) -> Result<usize, Refusal> {
    let refunded: Vec<(BillId, Fen)> = db.all(include_str!("refunded_by.sql"), [id])?;
    let undone = db.execute(include_str!("undo_refunds.sql"), [id])?;
    for (bill, amount) in refunded {
        bill::add_refunded(db, bill, -amount)?;
    }
    Ok(undone)
}

/// Gives what was changed its old values and its old version back, the last change first.
fn restore(db: &Db, id: BatchId) -> Result<usize, Refusal> {
    let bills: Vec<(BillId, i64, BillBefore)> = db.all(include_str!("bill_changes.sql"), [id])?;
    for (bill, version, was) in &bills {
        bill::amend::restore(db, *bill, was.paid_on, version - 1)?;
    }
    let accounts: Vec<(AccountId, i64, AccountBefore)> = db.all(include_str!("account_changes.sql"), [id])?;
    for (account, version, was) in &accounts {
        account::restore(db, *account, &was.account, &was.profile, version - 1)?;
    }
    db.execute(include_str!("forget_changes.sql"), [id])?;
    Ok(bills.len() + accounts.len())
}

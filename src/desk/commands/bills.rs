//! What customers were charged, paid, topped up and got back.

use crate::desk::clock::Moment;
use crate::desk::commands::coverage;
use crate::desk::commands::named_account::account;
use crate::desk::commands::texts::{optional, required};
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::fields::fields;
use crate::domain::balance::LedgerReason;
use crate::domain::bill::{Bill, BillKind};
use crate::domain::ids::{AccountId, BatchId, UserId};
use crate::domain::money::{Fen, MoneyError};
use crate::domain::reading::Day;
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::rules::{bill_not_paid, opening_exceeds_bill, refund_exceeds_bill};
use crate::domain::text::{Code, Line, Prose};
use crate::domain::timeline::{self, EventKind};
use crate::store::application;
use crate::store::bill::{self, NewBill};
use crate::store::engine::Db;
use crate::store::ledger::{self, Entered};
use chrono::NaiveDate;

fields! {
    /// Adds a bill.
    AddBill {
        account: Code,
        bill_no: Code,
        kind: BillKind,
        amount: Fen,
        billed_on: Day,
        due_on: Day,
        paid_on: Option<Day>,
        item: Option<Line>,
        #[serde(skip_serializing_if = "Option::is_none")]
        opening: Option<Fen>,
    }
    /// Records that a bill was paid.
    PayBill {
        bill_no: Code,
        paid_on: Day,
    }
    /// Records money paid in.
    AddTopUp {
        account: Code,
        amount: Fen,
        on: Day,
    }
    /// Records money given back on a bill.
    AddRefund {
        bill_no: Code,
        amount: Fen,
        on: Day,
        reason: Option<Prose>,
    }
    /// Adds an entry to the non-invoiceable ledger.
    AddNonInvoiceable {
        account: Code,
        amount: Fen,
        reason: LedgerReason,
        note: Option<Prose>,
    }
}

impl AddBill {
    /// As it is written for an account.
    pub(crate) fn written(&self, account: AccountId) -> NewBill<'_> {
        NewBill {
            account,
            bill_no: &self.bill_no,
            kind: self.kind,
            amount: self.amount,
            billed_on: *self.billed_on,
            due_on: *self.due_on,
            paid_on: self.paid_on.as_deref().copied(),
            item: self.item.as_deref(),
            opening: self.opening.unwrap_or_default(),
            batch: None,
        }
    }
}

/// An amount that a bill can have: zero or more.
pub(crate) fn not_negative(field: &str, amount: Fen) -> Result<Fen, Refusal> {
    if amount < Fen::ZERO {
        let fault = FieldError::Amount(MoneyError::Sign);
        return Err(Refusal::bad_field(field, fault));
    }
    Ok(amount)
}

/// An amount of which something must be there.
fn positive(field: &str, amount: Fen) -> Result<Fen, Refusal> {
    match not_negative(field, amount)? {
        Fen::ZERO => Err(Refusal::not_positive(amount)),
        amount => Ok(amount),
    }
}

pub(crate) fn find(db: &Db, bill_no: &str) -> Result<(AccountId, Bill), Refusal> {
    bill::by_no(db, bill_no)?.ok_or_else(|| Refusal::not_found(Noun::Bill, bill_no))
}

pub(crate) fn add_bill(tx: &Transaction<'_>, c: &AddBill) -> Result<(), Refusal> {
    let &Transaction { db, .. } = tx;
    let bill_no = required("bill_no", &c.bill_no)?;
    let account = account(db, &c.account)?.id;
    let amount = not_negative("amount", c.amount)?;
    let opening = not_negative("opening", c.opening.unwrap_or_default())?;
    opening_exceeds_bill::check(bill_no, amount, opening)?;
    let item = optional("item", c.item.as_deref())?;
    if bill::by_no(db, bill_no)?.is_some() {
        return Err(Refusal::conflict(Noun::Bill, bill_no));
    }
    bill::insert(db, &NewBill { bill_no, item: item.as_deref(), ..c.written(account) }).map(drop)
}

pub(crate) fn pay_bill(tx: &Transaction<'_>, c: &PayBill) -> Result<(), Refusal> {
    let (_, bill) = find(tx.db, &c.bill_no)?;
    match bill.paid_on {
        None => bill::pay(tx.db, bill.id, *c.paid_on, None)?,
        Some(on) if on == *c.paid_on => {}
        Some(_) => {
            let fields = vec!["paid_on".to_owned()];
            return Err(Refusal::Conflict { what: Noun::Bill, key: bill.bill_no, fields });
        }
    }
    Ok(())
}

pub(crate) fn add_top_up(tx: &Transaction<'_>, c: &AddTopUp) -> Result<(), Refusal> {
    let account = account(tx.db, &c.account)?.id;
    ledger::insert_top_up(tx.db, account, positive("amount", c.amount)?, *c.on)
}

pub(crate) fn add_refund(tx: &Transaction<'_>, c: &AddRefund) -> Result<(), Refusal> {
    let &Transaction { db, moment, user, .. } = tx;
    let amount = positive("amount", c.amount)?;
    let reason = optional("reason", c.reason.as_deref())?;
    let (account, bill) = find(db, &c.bill_no)?;
    refund(
        db,
        moment,
        user.id,
        (account, &bill),
        &Refunded { amount, on: *c.on, reason: reason.as_deref(), batch: None },
    )
}

/// Money given back on a bill.
pub(crate) struct Refunded<'a> {
    pub amount: Fen,
    pub on: NaiveDate,
    pub reason: Option<&'a str>,
    /// By which import, if one tells of it.
    pub batch: Option<BatchId>,
}

/// Records a refund of an account's bill. Where applications hold more of the bill than is left, they are flagged as no
/// longer covered.
pub(crate) fn refund(
    db: &Db,
    moment: &Moment,
    by: UserId,
    (account, bill): (AccountId, &Bill),
    refunded: &Refunded<'_>,
) -> Result<(), Refusal> {
    let amount = refunded.amount;
    if refunded.on > moment.today {
        // Money that is yet to be given back is no refund: the bill is whole until then.
        return Err(Refusal::bad_field("on", FieldError::InFuture));
    }
    bill_not_paid::check_bill(bill, moment.today)?;
    refund_exceeds_bill::check(bill, amount)?;
    ledger::insert_refund(db, bill.id, amount, refunded.on, refunded.reason, refunded.batch)?;
    bill::add_refunded(db, bill.id, amount)?;
    if bill.used > bill.amount - bill.refunded - amount {
        let note = timeline::refund_note(&bill.bill_no, amount);
        for application in coverage::settle(db, account)? {
            application::insert_event(db, application, moment.now, by, EventKind::Uncovered, Some(&note))?;
        }
    }
    Ok(())
}

pub(crate) fn add_non_invoiceable(tx: &Transaction<'_>, c: &AddNonInvoiceable) -> Result<(), Refusal> {
    let &Transaction { db, moment, user, .. } = tx;
    let account = account(db, &c.account)?.id;
    let amount = positive("amount", c.amount)?;
    let note = optional("note", c.note.as_deref())?;
    let entered = Entered { by: user.id, at: moment.now, batch: None };
    ledger::insert_entry(db, account, amount, c.reason, note.as_deref(), entered).map(drop)
}

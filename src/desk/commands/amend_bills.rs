//! What an admin corrects or removes: a bill that nothing uses, a refund, a ledger entry. RULES.md section 10, "A way
//! back".

use serde::Serialize;
use serde_json::{Value, json};

use crate::desk::commands::bills::AddBill;
use crate::desk::commands::bills::{find, not_negative};
use crate::desk::commands::coverage;
use crate::desk::commands::named_account::account;
use crate::desk::commands::texts::{optional, required};
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::changes::{self, Changes};
use crate::desk::protocol::fields::fields;
use crate::domain::balance::LedgerReason;
use crate::domain::bill::Bill;
use crate::domain::ids::AccountId;
use crate::domain::money::Fen;
use crate::domain::reading::Day;
use crate::domain::refusal::{FieldError, InUse, Noun, Refusal};
use crate::domain::rules::{bill_in_use, bill_not_paid, opening_exceeds_bill};
use crate::domain::text::{Code, Line, Prose};
use crate::store::account as accounts;
use crate::store::amendment::{self, Amendment};
use crate::store::bill::{self, amend, uses};
use crate::store::engine::Db;
use crate::store::ledger::amend as ledger;

fields! {
    /// Corrects a bill that nothing uses: the fields to change, as they are added, and what to.
    CorrectBill {
        bill_no: Code,
        reason: Prose,
        changes: Changes,
    }
    /// Removes a bill that nothing uses.
    RemoveBill {
        bill_no: Code,
        reason: Prose,
    }
    /// Removes a refund of a bill.
    RemoveRefund {
        bill_no: Code,
        amount: Fen,
        on: Day,
        reason: Prose,
    }
    /// Removes an entry of the non-invoiceable ledger of which nothing is offset.
    RemoveNonInvoiceable {
        account: Code,
        amount: Fen,
        reason: LedgerReason,
        why: Line,
    }
}

/// What the commands answer, and what the audit log keeps of them: what was there before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Amended {
    /// The old values of what was corrected, or the whole of what was removed.
    pub was: Value,
}

pub(crate) fn correct_bill(tx: &Transaction<'_>, c: &CorrectBill) -> Result<Amended, Refusal> {
    let &Transaction { db, .. } = tx;
    let reason = required("reason", &c.reason)?;
    let (owner, bill) = find(db, &c.bill_no)?;
    let old = stored(db, owner, &bill)?;
    if c.changes.is_empty() {
        return Err(Refusal::bad_field("changes", FieldError::Missing));
    }
    let new = corrected(&old, &c.changes)?;
    let account = account(db, &new.account)?.id;
    bill_in_use::check_correction(&bill.bill_no, &uses::of_it(db, bill.id)?, account != owner)?;
    if *new.bill_no != *bill.bill_no && bill::by_no(db, &new.bill_no)?.is_some() {
        return Err(Refusal::conflict(Noun::Bill, &new.bill_no));
    }
    let opening = new.opening.unwrap_or_default();
    opening_exceeds_bill::check(&new.bill_no, new.amount, opening)?;
    if bill.refunded.is_positive() {
        let paid_on = new.paid_on.as_deref().copied();
        bill_not_paid::check_bill(&Bill { paid_on, ..bill.clone() }, tx.moment.today)?;
        if bill.refunded > new.amount {
            let Bill { bill_no, refunded, .. } = bill;
            return Err(Refusal::RefundExceedsBill { bill_no, amount: new.amount, refunded });
        }
    }
    let amendment = amendment("correct_bill", &bill.bill_no, reason, tx);
    amendment::during(db, amendment, || amend::correct(db, bill.id, &new.written(account)))?;
    amended(tx, json!(changes::between(&new, &old)))
}

pub(crate) fn remove_bill(tx: &Transaction<'_>, c: &RemoveBill) -> Result<Amended, Refusal> {
    let &Transaction { db, .. } = tx;
    let reason = required("reason", &c.reason)?;
    let (owner, bill) = find(db, &c.bill_no)?;
    bill_in_use::check_removal(&bill.bill_no, &uses::of_it(db, bill.id)?, bill.refunded)?;
    let was = stored(db, owner, &bill)?;
    let amendment = amendment("remove_bill", &bill.bill_no, reason, tx);
    amendment::during(db, amendment, || amend::remove(db, bill.id))?;
    amended(tx, was)
}

/// Removes the newest refund of that amount and day. What of the bill's deficit was offset beyond what is left of it is
/// given back.
pub(crate) fn remove_refund(tx: &Transaction<'_>, c: &RemoveRefund) -> Result<Amended, Refusal> {
    let &Transaction { db, .. } = tx;
    let reason = required("reason", &c.reason)?;
    let (owner, bill) = find(db, &c.bill_no)?;
    let (amount, on) = (c.amount, *c.on);
    let refund = ledger::refund_of(db, bill.id, amount, on)?
        .ok_or_else(|| Refusal::not_found(Noun::Refund, format!("{} {amount} {on}", bill.bill_no)))?;
    let amendment = amendment("remove_refund", &bill.bill_no, reason, tx);
    amendment::during(db, amendment, || ledger::remove_refund(db, refund))?;
    bill::add_refunded(db, bill.id, -c.amount)?;
    coverage::give_back(db, owner)?;
    coverage::settle(db, owner)?;
    amended(tx, json!({ "bill_no": bill.bill_no, "amount": c.amount, "on": c.on }))
}

/// Removes the newest ledger entry of that amount and reason of which nothing is offset.
pub(crate) fn remove_non_invoiceable(
    tx: &Transaction<'_>,
    c: &RemoveNonInvoiceable,
) -> Result<Amended, Refusal> {
    let &Transaction { db, .. } = tx;
    let why = required("why", &c.why)?;
    let owner = account(db, &c.account)?;
    let entries = ledger::entries_of(db, owner.id, c.amount, c.reason)?;
    let free = entries.iter().find(|(_, offset)| !offset.is_positive());
    let (entry, number) = match (free, entries.first()) {
        (Some((entry, _)), _) => (*entry, format!("N{}", entry.0)),
        (None, Some((entry, _))) => {
            let applications = ledger::offset_by(db, *entry)?;
            let what = InUse::Entry(format!("N{}", entry.0));
            return Err(Refusal::BillInUse { what, applications, refunded: None });
        }
        (None, None) => {
            let key = format!("{} {}", owner.account.code, c.amount);
            return Err(Refusal::not_found(Noun::LedgerEntry, key));
        }
    };
    let amendment = amendment("remove_non_invoiceable", &number, why, tx);
    amendment::during(db, amendment, || ledger::remove_entry(db, entry))?;
    let was =
        json!({ "entry": number, "account": owner.account.code, "amount": c.amount, "reason": c.reason });
    amended(tx, was)
}

fn amendment<'a>(op: &'a str, subject: &'a str, reason: &'a str, tx: &Transaction<'_>) -> Amendment<'a> {
    Amendment { op, subject, reason: Some(reason), at: tx.moment.now, by: tx.user.id }
}

/// The answer, which the audit log keeps too.
fn amended(tx: &Transaction<'_>, was: Value) -> Result<Amended, Refusal> {
    // A command is carried out once in its transaction, so nothing stands there yet.
    let _ = tx.was.set(was.clone());
    Ok(Amended { was })
}

/// A bill in the fields in which it is added.
pub fn said(account: &str, bill: &Bill, item: Option<&str>) -> Value {
    json!({
        "account": account,
        "bill_no": bill.bill_no,
        "kind": bill.kind,
        "amount": bill.amount,
        "billed_on": bill.billed_on,
        "due_on": bill.due_on,
        "paid_on": bill.paid_on,
        "item": item,
        "opening": bill.opening,
    })
}

fn stored(db: &Db, owner: AccountId, bill: &Bill) -> Result<Value, Refusal> {
    let account = accounts::by_id(db, owner)?.account.code;
    Ok(said(&account, bill, bill::item(db, bill.id)?.as_deref()))
}

/// What a bill says with the changes, each in the form in which a bill may be added.
fn corrected(old: &Value, changes: &Changes) -> Result<AddBill, Refusal> {
    let new: AddBill = changes::changed(old, changes, &[])?;
    required("changes.bill_no", &new.bill_no)?;
    not_negative("changes.amount", new.amount)?;
    optional("changes.item", new.item.as_deref())?;
    let opening = Some(not_negative("changes.opening", new.opening.unwrap_or_default())?);
    Ok(AddBill { item: new.item.as_ref().and_then(Line::given), opening, ..new })
}

#[cfg(test)]
mod tests;

//! Bills: new, unchanged, or now paid or refunded further. Anything else that differs is a conflict.

use std::collections::HashMap;

use super::bill_changes::BillChanges;
use super::refunds::IN_TOTAL;
use super::{Intake, Taken, Target, refuse};
use crate::desk::commands::bills::{Refunded, refund};
use crate::desk::import::batch::Writer;
use crate::desk::import::report::Outcome;
use crate::domain::bill::{Bill, BillKind};
use crate::domain::ids::{AccountId, BillId};
use crate::domain::import::{Field, LeftOutReason, RowFault};
use crate::domain::refusal::Refusal;
use crate::exchange::import::{BillRecord, Header};
use crate::store::account;
use crate::store::batch::{self, BillBefore};
use crate::store::bill::{self, Additions, NewBill};

pub(in crate::desk::import) struct Bills {
    /// Whether the file says anything about payment; if not, what the desk knows stands.
    tells_payment: bool,
    /// Whether the store has done all that it does where many come.
    is_ready: bool,
    /// What the store has of the bills that come next, by number.
    known: HashMap<String, (AccountId, Bill)>,
    additions: Additions,
}

impl Bills {
    pub(in crate::desk::import) fn new(header: &Header) -> Self {
        let has = |field| header.column(field).is_some();
        Self {
            tells_payment: has(Field::PaidOn) || has(Field::Status),
            is_ready: false,
            known: HashMap::new(),
            additions: Additions::default(),
        }
    }

    fn add(
        &mut self,
        target: &Target<'_>,
        account: AccountId,
        record: &BillRecord,
    ) -> Result<Taken, Refusal> {
        let changes = BillChanges { paid_on: None, refunded: record.refunded.unwrap_or_default() };
        if !changes.are_possible(record.paid_on, target.moment.today) {
            return refuse(Field::Refunded, RowFault::BillNotPaid);
        }
        if let Some(writer) = target.writer {
            let id = self.additions.add(target.db, &new(writer, account, record))?;
            self.change(target, writer, id, &record.bill_no, &changes)?;
        }
        Ok(Taken::As(Outcome::Added))
    }

    /// Records that a bill was paid or refunded further. The file does not say when it was refunded; the desk learns of it
    /// today.
    fn change(
        &mut self,
        target: &Target<'_>,
        writer: Writer,
        id: BillId,
        bill_no: &str,
        changes: &BillChanges,
    ) -> Result<(), Refusal> {
        if *changes == BillChanges::default() {
            return Ok(());
        }
        self.end(target)?;
        if let Some(paid_on) = changes.paid_on {
            bill::pay(target.db, id, paid_on, Some(writer.batch))?;
            batch::changed_bill(target.db, writer.batch, id, &BillBefore { paid_on: None })?;
        }
        if !changes.refunded.is_positive() {
            return Ok(());
        }
        let Some((account, bill)) = bill::by_no(target.db, bill_no)? else { return Ok(()) };
        let refunded = Refunded {
            amount: changes.refunded,
            on: target.moment.today,
            reason: Some(IN_TOTAL),
            batch: Some(writer.batch),
        };
        refund(target.db, target.moment, writer.by, (account, &bill), &refunded)
    }
}

impl Intake for Bills {
    type Record = BillRecord;

    fn look_ahead(&mut self, target: &Target<'_>, records: &[&BillRecord]) -> Result<(), Refusal> {
        let numbers = records.iter().map(|record| record.bill_no.as_str());
        self.known = bill::by_numbers(target.db, numbers)?;
        Ok(())
    }

    fn take(&mut self, target: &Target<'_>, record: &BillRecord) -> Result<Taken, Refusal> {
        let Some(account) = target.account(&record.account)? else {
            return refuse(Field::Account, RowFault::UnknownAccount);
        };
        let today = target.moment.today;
        if let Some(paid_on) = record.paid_on.filter(|on| record.is_said_unpaid && *on <= today) {
            return refuse(Field::Status, RowFault::PaidOnOfUnpaid { paid_on });
        }
        // It may be asked for again: a row that was refused is no repetition.
        let Some((owner, stored)) = self.known.get(&record.bill_no).cloned() else {
            return self.add(target, account, record);
        };
        if owner != account {
            let existing = account::by_id(target.db, owner)?.account.code;
            return refuse(Field::Account, RowFault::Conflict { existing });
        }
        let changes = match BillChanges::of(&stored, record, self.tells_payment) {
            Ok(changes) => changes,
            Err((field, existing)) => return refuse(field, RowFault::Conflict { existing }),
        };
        if !changes.are_possible(stored.paid_on, today) {
            return refuse(Field::Refunded, RowFault::BillNotPaid);
        }
        if let Some(writer) = target.writer {
            self.change(target, writer, stored.id, &record.bill_no, &changes)?;
        }
        Ok(Taken::As(if changes == BillChanges::default() { Outcome::Unchanged } else { Outcome::Changed }))
    }

    fn expect(&mut self, target: &Target<'_>, added: u64) -> Result<(), Refusal> {
        if target.writer.is_some() && !self.is_ready {
            self.is_ready = bill::expect(target.db, added)?;
        }
        Ok(())
    }

    fn end(&mut self, target: &Target<'_>) -> Result<(), Refusal> {
        self.additions.write(target.db)
    }

    /// A bill that was called off is not left out where the desk has it: a person must see to that.
    fn leave_out(
        &mut self,
        target: &Target<'_>,
        reason: LeftOutReason,
        number: Option<&str>,
    ) -> Result<Option<(Field, RowFault)>, Refusal> {
        let Some(bill_no) = number.filter(|_| reason == LeftOutReason::Void) else { return Ok(None) };
        let is_known = bill::by_no(target.db, bill_no)?.is_some();
        Ok(is_known.then_some((Field::Status, RowFault::VoidButKnown)))
    }
}

fn new<'r>(writer: Writer, account: AccountId, record: &'r BillRecord) -> NewBill<'r> {
    NewBill {
        account,
        bill_no: &record.bill_no,
        kind: record.kind.unwrap_or(BillKind::Other),
        amount: record.amount,
        billed_on: record.billed_on,
        due_on: record.due_on.unwrap_or(record.billed_on),
        paid_on: record.paid_on,
        item: record.item.as_deref(),
        opening: record.opening.unwrap_or_default(),
        batch: Some(writer.batch),
    }
}

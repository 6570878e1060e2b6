//! Bills: new, unchanged, or now paid or refunded further. Anything else that differs is a conflict.

use super::batch::Writer;
use super::bill_state::{Contradiction, Known, News};
use super::ground::{Ground, Intake, Taken};
use super::refunds::IN_TOTAL;
use super::{Header, ImportError, Outcome};
use crate::desk::commands::bills::{Refunded, refund};
use crate::domain::ids::{AccountId, BillId};
use crate::domain::import::{Field, LeftOutReason, RowFault};
use crate::domain::refusal::Refusal;
use crate::exchange::import::BillRecord;
use crate::store::account;
use crate::store::batch::{self, BillBefore};
use crate::store::bill::{self, NewBill};

/// Takes in bills.
pub(super) struct Bills {
    /// Whether the file says anything about payment; if not, what the desk knows stands.
    tells_payment: bool,
}

impl Bills {
    pub(super) fn new(header: &Header) -> Self {
        let has = |field| header.column(field).is_some();
        Self { tells_payment: has(Field::PaidOn) || has(Field::Status) }
    }

    /// A bill that the store does not have.
    fn add(
        &self,
        ground: &Ground<'_>,
        account: AccountId,
        record: &BillRecord,
    ) -> Result<Taken, ImportError> {
        let bill = Known::first(account, record);
        let news = News { paid_on: None, refunded: record.refunded.unwrap_or_default() };
        if !bill.admits(&news, ground.moment.today) {
            return Ok(Taken::Refused(Field::Refunded, RowFault::BillNotPaid));
        }
        if let Some(writer) = ground.writer {
            let id = bill::insert(
                ground.db,
                &NewBill {
                    account,
                    bill_no: &record.bill_no,
                    kind: bill.kind,
                    amount: bill.amount,
                    billed_on: bill.billed_on,
                    due_on: bill.due_on,
                    paid_on: bill.paid_on,
                    item: record.item.as_deref(),
                    opening: bill.opening,
                    batch: Some(writer.batch),
                },
            )?;
            write(ground, writer, id, &record.bill_no, &news)?;
        }
        Ok(Taken::As(Outcome::Added))
    }
}

impl Intake for Bills {
    type Record = BillRecord;

    fn take(&mut self, ground: &Ground<'_>, record: BillRecord) -> Result<Taken, ImportError> {
        let Some(account) = ground.account(&record.account)? else {
            return Ok(Taken::Refused(Field::Account, RowFault::UnknownAccount));
        };
        if let Some(paid_on) = record.paid_on.filter(|on| record.is_said_unpaid && *on <= ground.moment.today)
        {
            return Ok(Taken::Refused(Field::Status, RowFault::PaidOnOfUnpaid { paid_on }));
        }
        let Some((owner, stored)) = bill::by_no(ground.db, &record.bill_no)? else {
            return self.add(ground, account, &record);
        };
        let known = Known::stored(owner, &stored);
        let news = match known.compare(account, &record, self.tells_payment) {
            Ok(news) => news,
            Err(contradiction) => {
                let (field, existing) = match contradiction {
                    Contradiction::Account => {
                        (Field::Account, account::by_id(ground.db, owner)?.account.code)
                    }
                    Contradiction::Of(field, existing) => (field, existing),
                };
                return Ok(Taken::Refused(field, RowFault::Conflict { existing }));
            }
        };
        if !known.admits(&news, ground.moment.today) {
            return Ok(Taken::Refused(Field::Refunded, RowFault::BillNotPaid));
        }
        if let Some(writer) = ground.writer {
            write(ground, writer, stored.id, &record.bill_no, &news)?;
        }
        Ok(Taken::As(if news == News::default() { Outcome::Unchanged } else { Outcome::Changed }))
    }

    /// A bill that was called off is not left out where the desk has it: a person must see to that.
    fn leave_out(
        &mut self,
        ground: &Ground<'_>,
        reason: LeftOutReason,
        number: Option<&str>,
    ) -> Result<Option<(Field, RowFault)>, ImportError> {
        let Some(bill_no) = number.filter(|_| reason == LeftOutReason::Void) else { return Ok(None) };
        let is_known = bill::by_no(ground.db, bill_no)?.is_some();
        Ok(is_known.then_some((Field::Status, RowFault::VoidButKnown)))
    }
}

/// Records that a bill was paid or refunded further. The file does not say when it was refunded; the desk learns of it
/// today.
fn write(ground: &Ground<'_>, writer: Writer, id: BillId, bill_no: &str, news: &News) -> Result<(), Refusal> {
    if let Some(paid_on) = news.paid_on {
        bill::pay(ground.db, id, paid_on, Some(writer.batch))?;
        batch::changed_bill(ground.db, writer.batch, id, &BillBefore { paid_on: None })?;
    }
    if !news.refunded.is_positive() {
        return Ok(());
    }
    match bill::by_no(ground.db, bill_no)? {
        Some((account, bill)) => {
            let refunded = Refunded {
                amount: news.refunded,
                on: ground.moment.today,
                reason: Some(IN_TOTAL),
                batch: Some(writer.batch),
            };
            refund(ground.db, ground.moment, writer.by, (account, &bill), &refunded)
        }
        None => Ok(()),
    }
}

//! Bills: new, unchanged, or now paid or refunded further. Anything else that differs is a conflict.

use std::collections::HashMap;

use super::batch::Writer;
use super::bill_state::{Contradiction, Known, News};
use super::ground::{Ground, Intake, Taken};
use super::refunds::IN_TOTAL;
use super::rivals::{Claim, PassedOver, Rivals, settle};
use super::{Header, ImportError, Outcome};
use crate::desk::money_in::{Refunded, refund};
use crate::domain::ids::{AccountId, BillId};
use crate::domain::import::{Field, RowFault};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::exchange::import::BillRecord;
use crate::store::account;
use crate::store::batch::{self, BillBefore};
use crate::store::bill::{self, NewBill};

/// Takes in bills.
pub(super) struct Bills<'a> {
    /// Whether the file says anything about payment; if not, what the desk knows stands.
    tells_payment: bool,
    passed_over: &'a PassedOver,
    /// What the rows before have said, by bill number.
    seen: HashMap<Box<str>, Seen>,
    rivals: Vec<Rivals>,
    /// The sum of the bills that were taken, each once.
    taken: Fen,
}

struct Seen {
    row: u32,
    is_new: bool,
    /// What is known of the bill now. Where it is written, the store knows it; a million bills need not be kept twice.
    bill: Option<Box<Known>>,
}

impl<'a> Bills<'a> {
    pub(super) fn new(header: &Header, passed_over: &'a PassedOver) -> Self {
        let has = |field| header.column(field).is_some();
        let tells_payment = has(Field::PaidOn) || has(Field::Status);
        Self { tells_payment, passed_over, seen: HashMap::new(), rivals: Vec::new(), taken: Fen::ZERO }
    }

    /// A bill that neither the store nor a row before has.
    fn add(
        &mut self,
        ground: &Ground<'_>,
        row: u32,
        account: AccountId,
        record: BillRecord,
    ) -> Result<Taken, ImportError> {
        let bill = Known::first(account, &record);
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
                    opening: Fen::ZERO,
                    batch: Some(writer.batch),
                },
            )?;
            write(ground, writer, id, &record.bill_no, &news)?;
        }
        self.taken += bill.amount;
        self.see(ground, record.bill_no, row, true, bill.after(&news));
        Ok(Taken::As(Outcome::Added))
    }

    fn see(&mut self, ground: &Ground<'_>, bill_no: String, row: u32, is_new: bool, bill: Known) {
        let bill = ground.writer.is_none().then(|| Box::new(bill));
        self.seen.insert(bill_no.into(), Seen { row, is_new, bill });
    }

    /// What is known of a bill, from the store and from the rows before.
    fn known(&self, ground: &Ground<'_>, bill_no: &str) -> Result<Option<Known>, Refusal> {
        if let Some(bill) = self.seen.get(bill_no).and_then(|seen| seen.bill.as_deref()) {
            return Ok(Some(bill.clone()));
        }
        Ok(bill::by_no(ground.db, bill_no)?.map(|(account, bill)| Known::stored(account, &bill)))
    }

    /// What of a bill that is known cannot be true as well.
    fn contradict(
        &mut self,
        ground: &Ground<'_>,
        claim: Claim,
        known: &Known,
        before: Option<(u32, bool)>,
        contradiction: Contradiction,
    ) -> Result<Taken, ImportError> {
        let (field, existing) = match contradiction {
            Contradiction::Account => {
                (Field::Account, account::by_id(ground.db, known.account)?.account.code)
            }
            Contradiction::Of(field, existing) => (field, existing),
        };
        let Some((row, is_new)) = before else {
            return Ok(Taken::Refused(field, RowFault::Conflict { existing }));
        };
        if field == Field::Amount && is_new {
            self.rivals.push(Rivals { first: Claim { row, amount: known.amount }, later: claim });
        }
        Ok(Taken::Refused(field, RowFault::DuplicateRow { other_row: row, existing }))
    }
}

impl Intake for Bills<'_> {
    type Record = BillRecord;

    fn take(&mut self, ground: &Ground<'_>, row: u32, record: BillRecord) -> Result<Taken, ImportError> {
        if let Some(Claim { row, amount }) = self.passed_over.get(&row) {
            let fault = RowFault::DuplicateRow { other_row: *row, existing: amount.to_string() };
            return Ok(Taken::Refused(Field::Amount, fault));
        }
        let Some(account) = ground.account(&record.account)? else {
            return Ok(Taken::Refused(Field::Account, RowFault::UnknownAccount));
        };
        let Some(known) = self.known(ground, &record.bill_no)? else {
            return self.add(ground, row, account, record);
        };
        let before = self.seen.get(record.bill_no.as_str()).map(|seen| (seen.row, seen.is_new));
        let news = match known.compare(account, &record, self.tells_payment) {
            Ok(news) => news,
            Err(contradiction) => {
                let claim = Claim { row, amount: record.amount };
                return self.contradict(ground, claim, &known, before, contradiction);
            }
        };
        if !known.admits(&news, ground.moment.today) {
            return Ok(Taken::Refused(Field::Refunded, RowFault::BillNotPaid));
        }
        if let (Some(writer), Some(id)) = (ground.writer, known.id) {
            write(ground, writer, id, &record.bill_no, &news)?;
        }
        if before.is_none() {
            self.taken += known.amount;
        }
        let (row, is_new) = before.unwrap_or((row, false));
        self.see(ground, record.bill_no, row, is_new, known.after(&news));
        Ok(Taken::As(if news == News::default() { Outcome::Unchanged } else { Outcome::Changed }))
    }

    fn settle(&self, total: Option<Fen>) -> PassedOver {
        if self.passed_over.is_empty() { settle(&self.rivals, self.taken, total) } else { PassedOver::new() }
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

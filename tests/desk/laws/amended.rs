//! What is corrected, removed, imported and taken back, and what the model expects of it.

use fapiao_desk::desk::commands::amend_bills::{CorrectBill, RemoveBill, RemoveRefund};
use fapiao_desk::desk::protocol::changes::Changes;
use fapiao_desk::desk::protocol::table::Command;
use fapiao_desk::domain::application::ApplicationState as State;
use fapiao_desk::domain::balance::Source;
use fapiao_desk::domain::money::{Fen, MoneyError};
use fapiao_desk::domain::refusal::{FieldError, InUse, Refusal};

use serde_json::json;

use super::model::{Applied, Charge, Model, bill_id};
use super::said::{Expected, day, opening_fits, text};

impl Model {
    /// The applications that stand in the way of correcting or removing a bill: whatever is live or was issued and took
    /// from it, or offset what it lacked.
    pub fn in_use(&self, bill: usize) -> Vec<String> {
        let offsets = |i: usize| {
            self.offsets.iter().any(|o| o.application == i && o.source == Source::Bill(bill_id(bill)))
        };
        let uses = |(i, a): &(usize, &Applied)| {
            !matches!(a.state, State::Cancelled | State::Rejected)
                && (a.lines.iter().any(|line| line.0 == bill) || offsets(*i))
        };
        let mut numbers: Vec<String> =
            self.applications.iter().enumerate().filter(uses).map(|(_, a)| a.number.clone()).collect();
        numbers.sort_unstable();
        numbers
    }

    pub(super) fn correct_bill(&mut self, bill: usize, fen: i64) -> (Command, Expected) {
        let Charge { bill_no, owner, .. } = self.bills[bill].clone();
        let changes = Changes::between(&json!({}), &json!({ "amount": Fen(fen) })).unwrap();
        let said = CorrectBill { bill_no: text(&bill_no), reason: text("录入错"), changes };
        let outcome = self.take_correction(bill, fen);
        (Command::CorrectBill(said), Expected { outcome, owner, ended: None, shrinks: false })
    }

    fn take_correction(&mut self, bill: usize, fen: i64) -> Result<(), Refusal> {
        if fen > Fen::MAX.0 {
            return Err(Refusal::bad_field("changes.amount", FieldError::Amount(MoneyError::TooLarge)));
        }
        let (today, applications) = (self.today(), self.in_use(bill));
        let charge = &mut self.bills[bill];
        let bill_no = charge.bill_no.clone();
        if !applications.is_empty() {
            return Err(Refusal::BillInUse { what: InUse::Bill(bill_no), applications, refunded: None });
        }
        opening_fits(&bill_no, fen, charge.opening)?;
        let refunded: i64 = charge.refunds.iter().sum();
        if refunded > 0 && charge.paid_on.is_none_or(|on| on > today) {
            return Err(Refusal::BillNotPaid { bill_no });
        }
        if refunded > fen {
            return Err(Refusal::RefundExceedsBill { bill_no, amount: Fen(fen), refunded: Fen(refunded) });
        }
        charge.fen = fen;
        charge.is_changed = true;
        Ok(())
    }

    pub(super) fn remove_bill(&mut self, bill: usize) -> (Command, Expected) {
        let applications = self.in_use(bill);
        let charge = &mut self.bills[bill];
        let (bill_no, owner) = (charge.bill_no.clone(), charge.owner);
        let refunded: i64 = charge.refunds.iter().sum();
        let refunded = (refunded > 0).then_some(Fen(refunded));
        let outcome = if applications.is_empty() && refunded.is_none() {
            charge.is_removed = true;
            Ok(())
        } else {
            Err(Refusal::BillInUse { what: InUse::Bill(bill_no.clone()), applications, refunded })
        };
        let said = RemoveBill { bill_no: text(&bill_no), reason: text("重复") };
        (Command::RemoveBill(said), Expected { outcome, owner, ended: None, shrinks: false })
    }

    pub(super) fn remove_refund(&mut self, bill: usize) -> (Command, Expected) {
        let charge = &mut self.bills[bill];
        let owner = charge.owner;
        let said = RemoveRefund {
            bill_no: text(&charge.bill_no),
            amount: Fen(charge.refunds.pop().unwrap()),
            on: day(charge.refunded_on.pop().unwrap()),
            reason: text("登记错"),
        };
        self.give_back(owner);
        (Command::RemoveRefund(said), Expected { outcome: Ok(()), owner, ended: None, shrinks: true })
    }

    /// An import of paid bills, as a file; its bills are in the model once it is in the desk.
    pub fn import(&mut self, owner: usize, fens: &[i64]) -> String {
        let mut text = "账单号,客户编号,账单日期,付款期限,账单金额,付款日期\n".to_owned();
        let mut batch = Vec::new();
        for fen in fens {
            let bill = Charge {
                owner,
                bill_no: format!("B{:03}", self.bills.len() * 37 % 1000),
                fen: *fen,
                billed_on: self.day(3),
                due_on: self.day(1),
                paid_on: Some(self.day(2)),
                opening: 0,
                refunds: Vec::new(),
                refunded_on: Vec::new(),
                is_removed: false,
                is_changed: false,
            };
            let Charge { bill_no, billed_on, due_on, paid_on, .. } = &bill;
            let (code, amount, paid_on) = (self.code(owner), Fen(*fen), paid_on.unwrap());
            text.push_str(&format!("{bill_no},{code},{billed_on},{due_on},{amount},{paid_on}\n"));
            batch.push(self.bills.len());
            self.bills.push(bill);
        }
        self.batches.push(batch);
        text
    }

    /// Takes an import back: whether nothing stands in the way.
    pub fn undo(&mut self, batch: usize) -> bool {
        let own = |&bill: &usize| !self.bills[bill].is_removed;
        let bills: Vec<usize> = self.batches[batch].iter().copied().filter(own).collect();
        let is_barred = |&bill: &usize| {
            let charge = &self.bills[bill];
            !self.in_use(bill).is_empty() || !charge.refunds.is_empty() || charge.is_changed
        };
        if bills.iter().any(is_barred) {
            return false;
        }
        bills.iter().for_each(|&bill| self.bills[bill].is_removed = true);
        true
    }
}

//! Bills on their way into the store, which are written by the hundred.
//!
//! Errors of every call: `store`.

use super::NewBill;
use super::months::Changes;
use crate::domain::bill::Bill;
use crate::domain::ids::BillId;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, ToSql, Value};

/// Bills that are added, as far as they are not written, and what all of them add to their months. Nobody else may add
/// any meanwhile.
#[derive(Debug, Default)]
pub struct Additions {
    /// The number of the last row.
    last: Option<BillId>,
    /// The rows that are not written, one value behind the other.
    rows: Vec<Value<'static>>,
    months: Changes,
}

impl Additions {
    /// Adds a bill, which is written by [`Additions::write`] at the latest.
    pub fn add(&mut self, db: &Db, bill: &NewBill<'_>) -> Result<BillId, Refusal> {
        /// So many are written at once.
        const MANY: usize = 2_048;
        let last = self.last.map_or_else(|| db.one(include_str!("newest.sql"), []), Ok)?;
        let id = BillId(last.0.saturating_add(1));
        self.last = Some(id);
        self.months.add(bill.account, None, Some(&entered(id, bill)));
        self.rows.extend(row(id, bill));
        if self.rows.len() >= MANY * COLUMNS.len() {
            self.write_rows(db)?;
        }
        Ok(id)
    }

    /// Writes what is not written.
    pub fn write(&mut self, db: &Db) -> Result<(), Refusal> {
        self.write_rows(db)?;
        std::mem::take(&mut self.months).write(db)
    }

    fn write_rows(&mut self, db: &Db) -> Result<(), Refusal> {
        db.add_rows("bill", &COLUMNS, &self.rows)?;
        self.rows.clear();
        Ok(())
    }
}

/// A bill as it is once it is entered: nothing of it is refunded, and used of it is its opening.
fn entered(id: BillId, new: &NewBill<'_>) -> Bill {
    Bill {
        id,
        bill_no: String::new(),
        kind: new.kind,
        amount: new.amount,
        refunded: Fen::ZERO,
        opening: new.opening,
        used: new.opening,
        billed_on: new.billed_on,
        due_on: new.due_on,
        paid_on: new.paid_on,
    }
}

/// What is said of a bill that is added.
const COLUMNS: [&str; 12] = [
    "id",
    "bill_no",
    "account_id",
    "kind",
    "amount",
    "billed_on",
    "due_on",
    "paid_on",
    "item",
    "opening",
    "used",
    "batch_id",
];

fn row(id: BillId, new: &NewBill<'_>) -> [Value<'static>; COLUMNS.len()] {
    let columns: [&dyn ToSql; COLUMNS.len()] = [
        &id,
        &new.bill_no,
        &new.account,
        &new.kind,
        &new.amount,
        &new.billed_on,
        &new.due_on,
        &new.paid_on,
        &new.item,
        &new.opening,
        &new.opening,
        &new.batch,
    ];
    columns.map(|column| column.to_sql().owned())
}

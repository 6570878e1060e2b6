//! What the bills of an account come to by month: kept by everything that changes a bill, in the same transaction, and
//! worked out anew from the bills by [`crate::desk::check`].
//!
//! Errors of every call: `store`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::bill::Bill;
use crate::domain::ids::AccountId;
use crate::domain::month::Month;
use crate::domain::month_sums::{BillSums, ByMonth, Counted, MonthSums, Open};
use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, ToSql, Value, columns, params};

/// Changes of bills, added up until they are written.
#[derive(Debug, Default)]
pub struct Changes(BTreeMap<AccountId, ByMonth>);

impl Changes {
    /// Adds what becomes of a bill of the account: it was `before`, and is `after`.
    pub fn add(&mut self, account: AccountId, before: Option<&Bill>, after: Option<&Bill>) {
        self.0.entry(account).or_default().change(before, after);
    }

    /// Whose bills have changed.
    pub(super) fn accounts(&self) -> impl Iterator<Item = AccountId> {
        self.0.keys().copied()
    }

    /// Writes them.
    pub fn write(self, db: &Db) -> Result<(), Refusal> {
        let of_account = |(account, months): (AccountId, ByMonth)| {
            months.0.into_iter().flat_map(move |(month, sums)| row(account, month, &sums))
        };
        let rows: Vec<Value<'_>> = self.0.into_iter().flat_map(of_account).collect();
        db.for_rows(include_str!("add_to_month.sql"), COLUMNS, &rows, |()| Ok(()))
    }
}

/// How many columns a month has.
const COLUMNS: usize = 12;

fn row(account: AccountId, month: NaiveDate, sums: &MonthSums) -> [Value<'static>; COLUMNS] {
    let MonthSums { bills, opening, unpaid, owing, open, last_paid_on } = sums;
    let columns: [&dyn ToSql; COLUMNS] = [
        &account,
        &month,
        bills,
        opening,
        unpaid,
        &owing.bills,
        &owing.amount,
        &open.bills,
        &open.amount,
        &open.refunded,
        &open.used,
        last_paid_on,
    ];
    columns.map(|column| column.to_sql().owned())
}

/// The sums of an account, by the first day of the month; also of months without a bill that once had some.
pub fn of_account(db: &Db, account: AccountId) -> Result<ByMonth, Refusal> {
    let rows: Vec<(NaiveDate, MonthSums)> = db.all(include_str!("months.sql"), [account])?;
    Ok(ByMonth(rows.into_iter().collect()))
}

/// The bills of an account as they stand under the policy on a day. Bills are read only of months that say too little.
pub fn on_day(
    db: &Db,
    account: AccountId,
    months: &ByMonth,
    policy: &Policy,
    today: NaiveDate,
) -> Result<BillSums, Refusal> {
    let mut sums = BillSums::default();
    for (month, kept) in &months.0 {
        if !sums.add_month(*month, kept, policy, today) {
            super::of_days(db, account, (*month, Month::of(*month).days()[1]), |bill| {
                sums.add_bill(&bill, policy, today);
                Ok(true)
            })?;
        }
    }
    Ok(sums)
}

/// What was invoiced before they came to the desk of the bills of an account that count on a day. Bills are read only
/// of months that have an opening.
pub fn opening(db: &Db, account: AccountId, months: &ByMonth, today: NaiveDate) -> Result<Counted, Refusal> {
    let mut opening = Counted::default();
    for (month, _) in months.0.iter().filter(|(_, kept)| kept.opening.is_positive()) {
        let last = Month::of(*month).days()[1];
        let of_month: Counted = db.one(include_str!("opened.sql"), params![account, month, last, today])?;
        opening.bills += of_month.bills;
        opening.amount += of_month.amount;
    }
    Ok(opening)
}

/// The bills, at most one for each, that are the first to block the account under the policy: by being overdue, and by
/// freezing it.
pub fn blocking(
    db: &Db,
    account: AccountId,
    months: &ByMonth,
    policy: &Policy,
    today: NaiveDate,
) -> Result<Vec<Bill>, Refusal> {
    let mut found = Vec::new();
    let overdue = policy.overdue_bill_blocks.then_some(today);
    for before in [policy.freezes_when_due_before(today), overdue].into_iter().flatten() {
        for (month, _) in months.0.iter().filter(|(_, kept)| !kept.is_paid(today)) {
            let first: Option<Bill> = db.maybe(
                include_str!("first_due.sql"),
                params![account, month, Month::of(*month).days()[1], before, today],
            )?;
            if let Some(bill) = first {
                found.push(bill);
                break;
            }
        }
    }
    Ok(found)
}

columns! {
    MonthSums { bills, opening, unpaid, owing, open, last_paid_on }
    Counted { bills, amount }
    Open { bills, amount, refunded, used }
}

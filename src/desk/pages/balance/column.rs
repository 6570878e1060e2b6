//! The balance as a column: today's from the sums that are kept with the account, and of each of its parts the items,
//! a page at a time.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::past::BalanceDay;
use super::{BalanceView, SourceView, without_bills};
use crate::desk::clock::Moment;
use crate::desk::commands::account_balance::AccountBalance;
use crate::desk::commands::named_account::{Customer, customer};
use crate::domain::balance::{Offset, Source};
use crate::domain::bill::Bill;
use crate::domain::ids::OffsetId;
use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::month_sums::Counted;
use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;
use crate::domain::waterfall::{BalanceLine, BalancePart, Parts, Waterfall};
use crate::store::bill::months;
use crate::store::engine::Db;
use crate::store::ledger::{self, NamedOffset};
use crate::store::{bill, past};

/// A customer's column today, with what explains it.
#[derive(Clone, Debug)]
pub struct BalanceColumn {
    /// The customer, its issuer and policy.
    pub customer: Customer,
    /// Its lines.
    pub waterfall: Waterfall,
    /// Why the account is blocked, if it is.
    pub blocked: Option<Refusal>,
}

/// The column of the account of this number today.
pub fn column(db: &Db, moment: &Moment, account: &str) -> Result<BalanceColumn, Refusal> {
    let customer = customer(db, account)?;
    let blocked = customer.balance_on(moment.today).blocked(db)?;
    let waterfall = waterfall(db, moment.today, &customer)?;
    Ok(BalanceColumn { customer, waterfall, blocked })
}

fn waterfall(db: &Db, today: NaiveDate, customer: &Customer) -> Result<Waterfall, Refusal> {
    let account = customer.stored.id;
    let AccountBalance { sums, balance, .. } = customer.balance_on(today).balance(db)?;
    let months = months::of_account(db, account)?;
    let opening = if sums.opening.is_positive() {
        months::opening(db, account, &months, today)?
    } else {
        Counted::default()
    };
    let counted = |fens: Vec<Fen>| {
        let mut counted = Counted::default();
        fens.into_iter().for_each(|fen| counted.add(fen));
        counted
    };
    let refunded = counted(bill::refunded(db, account)?.iter().map(|b| b.refunded - b.deficit()).collect());
    let invoiced =
        counted(past::live_applications(db, account)?.into_iter().map(|(_, amount)| amount).collect());
    let absorbed = counted(ledger::offsets(db, account)?.iter().map(|offset| offset.amount).collect());
    let parts = Parts::of_sums(&sums, refunded, opening, invoiced, absorbed);
    let blocking = match balance.blocked {
        Some(_) => bill::overdue_count(db, account, today)?,
        None => 0,
    };
    Ok(Waterfall::of(&parts, &balance, blocking))
}

/// What a part of a balance is made up of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BalanceItem {
    /// A bill, what of it is in the part, and the last day on which it can be invoiced, where there is one.
    Bill {
        /// The bill.
        bill: Bill,
        /// What of it is in the part.
        amount: Fen,
        /// Where the policy sets one.
        last_day: Option<NaiveDate>,
    },
    /// An application, and what it invoices or reserves.
    Application {
        /// Its number.
        number: String,
        /// How much.
        amount: Fen,
    },
    /// What was absorbed of a source on a bill.
    Offset {
        /// The row.
        id: OffsetId,
        /// The number of the bill that absorbed it.
        bill_no: String,
        /// A bill number, or `N` and the number of a ledger entry.
        source: String,
        /// How much stands of it.
        amount: Fen,
    },
    /// What is left of a source.
    Source(SourceView),
}

impl BalanceItem {
    /// What it adds to its part.
    pub fn amount(&self) -> Fen {
        match self {
            Self::Bill { amount, .. } | Self::Application { amount, .. } | Self::Offset { amount, .. } => {
                *amount
            }
            Self::Source(source) => source.amount - source.offset,
        }
    }

    /// The number that it is known by.
    pub fn name(&self) -> &str {
        match self {
            Self::Bill { bill, .. } => &bill.bill_no,
            Self::Application { number, .. } => number,
            Self::Offset { bill_no, .. } => bill_no,
            Self::Source(source) => &source.source,
        }
    }
}

fn of_bill(bill: Bill, part: BalancePart, policy: &Policy, today: NaiveDate) -> Option<BalanceItem> {
    let amount = part.of(&bill, policy, today);
    let last_day = policy.last_day_to_invoice(bill.billed_on);
    amount.is_positive().then_some(BalanceItem::Bill { bill, amount, last_day })
}

/// At most `limit` items of a part of a customer's balance today, behind this one.
pub fn items(
    db: &Db,
    moment: &Moment,
    account: &str,
    part: BalancePart,
    after: Option<&BalanceItem>,
    limit: u32,
) -> Result<Vec<BalanceItem>, Refusal> {
    let customer = customer(db, account)?;
    let id = customer.stored.id;
    let all: Vec<BalanceItem> = match part {
        BalancePart::Line(BalanceLine::Invoiced) => {
            let live = past::live_applications(db, id)?;
            live.into_iter().map(|(number, amount)| BalanceItem::Application { number, amount }).collect()
        }
        BalancePart::Line(BalanceLine::Absorbed) => {
            let after = match after {
                Some(BalanceItem::Offset { id, .. }) => *id,
                _ => OffsetId(0),
            };
            let offset = |NamedOffset { id, bill_no, entry, source_bill_no, amount }: NamedOffset| {
                let source = entry.map(|entry| format!("N{}", entry.0)).or(source_bill_no);
                BalanceItem::Offset { id, bill_no, source: source.unwrap_or_default(), amount }
            };
            return Ok(ledger::offsets_behind(db, id, after, limit)?.into_iter().map(offset).collect());
        }
        BalancePart::Line(BalanceLine::NonInvoiceable | BalanceLine::InArrears) => {
            let (BalanceView { sources, .. }, _) = without_bills(db, moment, &customer)?;
            left_of(sources)
        }
        BalancePart::Line(_) | BalancePart::Eligible | BalancePart::Unpaid => {
            return bill_items(db, moment, &customer, part, after, limit);
        }
    };
    Ok(behind(all, after, limit))
}

/// At most `limit` of the items behind this one.
pub(super) fn behind(all: Vec<BalanceItem>, after: Option<&BalanceItem>, limit: u32) -> Vec<BalanceItem> {
    let from = after.map_or(0, |after| all.iter().position(|item| item == after).map_or(0, |at| at + 1));
    all.into_iter().skip(from).take(limit as usize).collect()
}

fn bill_items(
    db: &Db,
    moment: &Moment,
    customer: &Customer,
    part: BalancePart,
    after: Option<&BalanceItem>,
    limit: u32,
) -> Result<Vec<BalanceItem>, Refusal> {
    let after = match after {
        Some(BalanceItem::Bill { bill, .. }) => Some((bill.billed_on, bill.bill_no.as_str())),
        _ => None,
    };
    let (account, policy, today) = (customer.stored.id, &customer.policy, moment.today);
    let mut items = Vec::new();
    for (month, sums) in &months::of_account(db, account)?.0 {
        let [_, last] = Month::of(*month).days();
        let is_over = items.len() >= limit as usize || after.is_some_and(|(on, _)| last < on);
        if is_over || !part.may_be_of(*month, sums, policy, today) {
            continue;
        }
        let first = after.map_or(*month, |(on, _)| on.max(*month));
        bill::of_days(db, account, (first, last), |bill| {
            if after.is_none_or(|after| (bill.billed_on, bill.bill_no.as_str()) > after) {
                items.extend(of_bill(bill, part, policy, today));
            }
            Ok(items.len() < limit as usize)
        })?;
    }
    Ok(items)
}

fn left_of(sources: Vec<SourceView>) -> Vec<BalanceItem> {
    sources.into_iter().filter(|source| source.amount > source.offset).map(BalanceItem::Source).collect()
}

impl BalanceDay {
    /// The items of a part.
    pub fn items(&self, part: BalancePart) -> Vec<BalanceItem> {
        match part {
            BalancePart::Line(BalanceLine::Invoiced) => {
                let item = |(number, amount): &(String, Fen)| BalanceItem::Application {
                    number: number.clone(),
                    amount: *amount,
                };
                self.applications.iter().map(item).collect()
            }
            BalancePart::Line(BalanceLine::Absorbed) => {
                let item = |offset: &Offset| BalanceItem::Offset {
                    id: offset.id,
                    bill_no: self.source_name(Source::Bill(offset.bill)),
                    source: self.source_name(offset.source),
                    amount: offset.amount,
                };
                self.ledger.offsets.iter().map(item).collect()
            }
            BalancePart::Line(BalanceLine::NonInvoiceable | BalanceLine::InArrears) => {
                left_of(self.sources())
            }
            BalancePart::Line(_) | BalancePart::Eligible | BalancePart::Unpaid => {
                let bills = self.ledger.bills.iter().cloned();
                bills.filter_map(|bill| of_bill(bill, part, &self.policy, self.on)).collect()
            }
        }
    }
}

/// What an item of a part was on one day and is on another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChange {
    /// The number of the bill, the application or the source.
    pub name: String,
    /// What it was.
    pub before: Fen,
    /// What it is.
    pub after: Fen,
}

/// What changed of a part from one day to another, by number.
pub fn changes(from: &BalanceDay, to: &BalanceDay, part: BalancePart) -> Vec<ItemChange> {
    let mut by_name: BTreeMap<String, (Fen, Fen)> = BTreeMap::new();
    for item in from.items(part) {
        by_name.entry(item.name().to_owned()).or_default().0 += item.amount();
    }
    for item in to.items(part) {
        by_name.entry(item.name().to_owned()).or_default().1 += item.amount();
    }
    let changed = by_name.into_iter().filter(|(_, (before, after))| before != after);
    changed.map(|(name, (before, after))| ItemChange { name, before, after }).collect()
}

//! The list of bills against the rules themselves: whichever way it is read, it is what going through every bill
//! finds.

use super::*;
use crate::domain::account::{Account, AccountKind, AccountStatus, Region};
use crate::domain::bill::BillKind;
use crate::domain::issuer::Issuer;
use crate::domain::list_columns::ListColumn;
use crate::domain::policy::Policy;
use crate::domain::rules;
use crate::store::account::{self, Profile};
use crate::store::bill::{NewBill, insert};
use crate::store::engine::params;
use crate::store::issuer;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Some bills of every kind, of two customers of each of two issuers; on 2026-11-22.
struct World {
    db: Db,
    policies: Vec<(IssuerId, Policy)>,
    bills: Vec<ListedBill>,
    _folder: tempfile::TempDir,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open_writer(&folder.path().join("desk.sqlite")).unwrap();
        // What was refunded and used is entered as it is wanted, without the refunds and applications behind it.
        db.execute("DROP TRIGGER bill_counts_what_is_used", []).unwrap();
        db.execute("DROP TRIGGER bill_counts_what_was_refunded", []).unwrap();
        db.execute("DROP TRIGGER bill_is_used_as_far_as_it_remains", []).unwrap();
        let policies: Vec<(IssuerId, Policy)> = Policy::bundled()
            .unwrap()
            .into_iter()
            .map(|policy| {
                let issuer = Issuer {
                    code: policy.code.clone(),
                    name: policy.name_zh.clone(),
                    policy: policy.code.clone(),
                    tax_id: None,
                    address: None,
                    phone: None,
                    bank: None,
                    bank_account: None,
                    max_invoice_amount: None,
                    taxpayer: None,
                    full_rate_reason: None,
                    items: Vec::new(),
                };
                (issuer::insert(&db, &issuer).unwrap(), policy)
            })
            .collect();
        let mut bills = Vec::new();
        for (i, name) in
            ["北京云帆物流", "成都青禾农业", "上海云锦数据", "苏州璟瑜数据"].into_iter().enumerate()
        {
            let (issuer, code) = (policies[i % 2].0, format!("C{i}"));
            let account = Account {
                code: code.clone(),
                name: name.to_owned(),
                kind: AccountKind::Enterprise,
                region: Region::Mainland,
                status: AccountStatus::Active,
                verified_name: None,
                verified_tax_id: None,
            };
            let id = account::insert(&db, issuer, &account, &Profile::default(), None).unwrap();
            for k in 0..60_u64 {
                bills.push(bill(&db, (id, issuer), &code, name, i as u64 * 60 + k));
            }
        }
        Self { db, policies, bills, _folder: folder }
    }

    fn filter(&self) -> BillFilter {
        let today = day("2026-11-22");
        BillFilter {
            today,
            oldest: self.policies.iter().map(|(id, policy)| (*id, policy.oldest_to_invoice(today))).collect(),
            issuer: None,
            account: None,
            state: None,
            from: None,
            to: None,
            text: String::new(),
            few: FEW,
        }
    }

    /// What going through every bill finds.
    fn expected(&self, filter: &BillFilter, order: BillColumn, descending: bool) -> Vec<ListedBill> {
        let mut found: Vec<ListedBill> =
            self.bills.iter().filter(|b| self.fits(b, filter)).cloned().collect();
        found.sort_by(|a, b| {
            let (x, y) = (&a.bill, &b.bill);
            let ordering = match order {
                BillColumn::BilledOn => x.billed_on.cmp(&y.billed_on),
                BillColumn::BillNo => x.bill_no.cmp(&y.bill_no),
                BillColumn::Amount => x.amount.cmp(&y.amount),
                BillColumn::Remaining => left_over(x).cmp(&left_over(y)),
                BillColumn::DueOn => x.due_on.cmp(&y.due_on),
                BillColumn::Kind => format!("{:?}", x.kind).cmp(&format!("{:?}", y.kind)),
                BillColumn::AccountName => {
                    let of = |listed: &ListedBill| (listed.account_name.clone(), listed.account.clone());
                    let bill = |bill: &Bill| (bill.billed_on, bill.bill_no.clone());
                    of(a).cmp(&of(b)).then_with(|| bill(x).cmp(&bill(y)))
                }
                BillColumn::Standing => {
                    let place = |listed: &ListedBill| {
                        let policy = &self.policies.iter().find(|(id, _)| *id == listed.issuer).unwrap().1;
                        let standing = listed.bill.standing(policy, filter.today);
                        BillStanding::ALL.iter().position(|other| *other == standing)
                    };
                    place(a).cmp(&place(b)).then(x.billed_on.cmp(&y.billed_on))
                }
                other => panic!("{other:?} does not sort"),
            };
            let ordering = ordering.then(x.id.cmp(&y.id));
            if descending { ordering.reverse() } else { ordering }
        });
        found
    }

    fn fits(&self, listed: &ListedBill, filter: &BillFilter) -> bool {
        let (bill, today) = (&listed.bill, filter.today);
        let policy = &self.policies.iter().find(|(id, _)| *id == listed.issuer).unwrap().1;
        let rest = bill.remaining(today).is_positive();
        let in_state = filter.state.is_none_or(|state| match state {
            BillStateFilter::Eligible => rules::refuse_bill(bill, policy, today).is_ok(),
            BillStateFilter::PartlyInvoiced => bill.used.is_positive() && rest,
            BillStateFilter::Invoiced => bill.used.is_positive() && !rest,
            BillStateFilter::Unpaid => !bill.is_paid(today),
            BillStateFilter::Overdue => bill.is_overdue(today),
            BillStateFilter::TooOld => {
                bill.is_paid(today)
                    && rest
                    && policy.last_day_to_invoice(bill.billed_on).is_some_and(|last| last < today)
            }
            BillStateFilter::Refunded => bill.refunded.is_positive(),
        });
        in_state
            && filter.issuer.is_none_or(|issuer| issuer == listed.issuer)
            && filter.from.is_none_or(|from| from <= bill.billed_on)
            && filter.to.is_none_or(|to| bill.billed_on <= to)
            && (listed.account_name.contains(&filter.text)
                || listed.account.contains(&filter.text)
                || bill.bill_no.starts_with(&filter.text))
    }
}

fn kind(n: u64) -> BillKind {
    BillKind::ALL[(n % 3) as usize]
}

/// The `n`-th bill: its values go through all that matters.
fn bill(db: &Db, (account, issuer): (AccountId, IssuerId), code: &str, name: &str, n: u64) -> ListedBill {
    let billed_on = ["2026-11-01", "2026-05-31", "2025-11-22", "2025-11-21", "2024-02-29"][(n % 5) as usize];
    let due_on = ["2026-11-21", "2026-11-22", "2025-12-31"][(n % 3) as usize];
    let paid_on =
        [None, Some("2026-11-22"), Some("2026-11-23"), Some("2025-01-01")][(n % 4) as usize].map(day);
    let amount = Fen([10_000, 20_000, 10_000, 0][(n % 7 % 4) as usize]);
    let bill_no = format!("B{:03}", n * 37 % 240);
    let new = NewBill {
        account,
        bill_no: &bill_no,
        kind: kind(n),
        amount,
        billed_on: day(billed_on),
        due_on: day(due_on),
        paid_on,
        item: None,
        opening: Fen::ZERO,
        batch: None,
    };
    let id = insert(db, &new).unwrap();
    let (refunded, used) = match (paid_on, n % 6) {
        (None, _) | (_, 0 | 1) => (Fen::ZERO, Fen::ZERO),
        (_, 2) => (Fen(amount.0 / 4), Fen::ZERO),
        (_, 3) => (Fen(amount.0 / 4), Fen(amount.0 / 2)),
        (_, 4) => (Fen::ZERO, amount),
        _ => (Fen(amount.0 / 2), amount),
    };
    db.execute("UPDATE bill SET refunded = ?2, used = ?3 WHERE id = ?1", params![id, refunded, used])
        .unwrap();
    let bill = Bill {
        id,
        bill_no,
        kind: kind(n),
        amount,
        refunded,
        opening: Fen::ZERO,
        used,
        billed_on: day(billed_on),
        due_on: day(due_on),
        paid_on,
    };
    ListedBill {
        bill,
        item: None,
        issuer,
        account: code.to_owned(),
        account_name: name.to_owned(),
        absorbed: Fen::ZERO,
    }
}

/// Every column that sorts.
fn orders() -> impl Iterator<Item = BillColumn> {
    BillColumn::ALL.iter().copied().filter(|column| column.shape().sorts)
}

/// Every page of a list, of seven rows each.
fn pages(world: &World, filter: &BillFilter, order: BillColumn, descending: bool) -> Vec<ListedBill> {
    let mut rows: Vec<ListedBill> = Vec::new();
    loop {
        let more = page(&world.db, filter, order, descending, rows.last(), 7).unwrap();
        let ended = more.len() < 7;
        rows.extend(more);
        if ended {
            return rows;
        }
    }
}

/// Filters that each ask for something else.
fn filters(world: &World) -> Vec<BillFilter> {
    let all = world.filter();
    let mut filters: Vec<BillFilter> = BillStateFilter::ALL
        .into_iter()
        .map(|state| BillFilter { state: Some(state), ..all.clone() })
        .collect();
    for text in ["B0", "云", "C2", "数据", "北京云帆", "zzz"] {
        filters.push(BillFilter { text: text.to_owned(), ..all.clone() });
    }
    filters.push(BillFilter { issuer: Some(world.policies[1].0), ..all.clone() });
    filters.push(BillFilter { from: Some(day("2025-11-22")), to: Some(day("2026-05-31")), ..all.clone() });
    filters.push(BillFilter {
        issuer: Some(world.policies[1].0),
        state: Some(BillStateFilter::Eligible),
        from: Some(day("2025-11-22")),
        text: "数据".to_owned(),
        ..all.clone()
    });
    filters.push(all);
    filters
}

#[test]
fn whichever_way_it_is_read_a_list_is_what_going_through_every_bill_finds() {
    let world = World::new();
    for filter in filters(&world) {
        for few in [0, FEW] {
            let filter = BillFilter { few, ..filter.clone() };
            for (order, descending) in orders().flat_map(|order| [(order, false), (order, true)]) {
                let found = pages(&world, &filter, order, descending);
                let expected = world.expected(&filter, order, descending);
                assert_eq!(found, expected, "{filter:?} {order:?} {descending}");
            }
        }
    }
}

#[test]
fn the_whole_list_row_by_row_is_all_its_pages() {
    let world = World::new();
    let filter = BillFilter { state: Some(BillStateFilter::Eligible), ..world.filter() };
    let mut rows = Vec::new();
    each(&world.db, &filter, BillColumn::Amount, true, |row| {
        rows.push(row);
        Ok(true)
    })
    .unwrap();
    assert_eq!(rows, pages(&world, &filter, BillColumn::Amount, true));
}

#[test]
fn totals_are_the_sums_of_the_whole_list() {
    let world = World::new();
    for filter in filters(&world) {
        let rows = world.expected(&filter, BillColumn::BilledOn, false);
        let eligible = BillFilter { state: Some(BillStateFilter::Eligible), ..filter.clone() };
        let expected = BillTotals {
            count: rows.len() as u64,
            amount: rows.iter().map(|row| row.bill.amount).sum(),
            refunded: rows.iter().map(|row| row.bill.refunded).sum(),
            used: rows.iter().map(|row| row.bill.used).sum(),
            eligible: rows
                .iter()
                .filter(|row| world.fits(row, &eligible))
                .map(|row| row.bill.remaining(filter.today))
                .sum(),
        };
        for few in [0, FEW] {
            assert_eq!(
                totals(&world.db, &BillFilter { few, ..filter.clone() }).unwrap(),
                expected,
                "{filter:?}"
            );
        }
    }
}

#[test]
fn every_state_is_counted_whatever_state_is_looked_for() {
    let world = World::new();
    for filter in filters(&world) {
        let count = |state| {
            world.expected(&BillFilter { state, ..filter.clone() }, BillColumn::BilledOn, false).len() as u64
        };
        let expected = (count(None), BillStateFilter::ALL.map(|state| count(Some(state))));
        assert_eq!(counts(&world.db, &filter, 1_000).unwrap(), Some(expected), "{filter:?}");
    }
}

#[test]
fn more_than_can_be_counted_soon_are_not_counted() {
    let world = World::new();
    let filter = world.filter();
    assert!(counts(&world.db, &filter, 240).unwrap().is_some());
    assert_eq!(counts(&world.db, &filter, 239).unwrap(), None);
}

#[test]
fn a_number_is_found_as_it_is_typed_and_in_capital_letters() {
    let world = World::new();
    let filter = BillFilter { text: "b01".to_owned(), ..world.filter() };
    let found = pages(&world, &filter, BillColumn::BillNo, false);
    assert_eq!(found.len(), 10);
}

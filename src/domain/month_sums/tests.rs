use chrono::Days;

use crate::domain::rules::testing::{World, day};

use super::*;

/// Bills of two years, paid early, late, ahead and never, used and refunded to the last fen and less.
fn bills() -> Vec<Bill> {
    let pattern = World::qweather().ledger.bills.remove(0);
    let mut bills = Vec::new();
    for (i, billed_on) in day("2024-10-15").iter_days().step_by(13).take(60).enumerate() {
        let paid_on = [Some(3), None, Some(40), Some(400)][i % 4].map(|days| billed_on + Days::new(days));
        let amount = Fen([10_000, 1, 0][i % 3]);
        let opening = Fen(if i % 5 == 0 { amount.0 / 2 } else { 0 });
        let (used, refunded) = match (paid_on, i % 7) {
            (Some(_), 1) => (amount, Fen::ZERO),
            (Some(_), 2) => (Fen(opening.0 + amount.0 / 4), Fen(amount.0 / 4)),
            (Some(_), 3) => (amount, Fen(amount.0 / 3)),
            (Some(_), 4) => (opening, amount - opening),
            _ => (opening, Fen::ZERO),
        };
        bills.push(Bill { billed_on, paid_on, amount, opening, used, refunded, ..pattern.clone() });
    }
    bills
}

fn by_month(bills: &[Bill]) -> ByMonth {
    let mut months = ByMonth::default();
    bills.iter().for_each(|bill| months.change(None, Some(bill)));
    months
}

#[test]
fn the_sums_of_the_months_are_those_of_the_bills_on_every_day() {
    let bills = bills();
    let months = by_month(&bills);
    for policy in [World::qweather().policy, World::tencent_cloud().policy] {
        let mut one_by_one = 0;
        for today in day("2024-10-01").iter_days().take(1_200) {
            let (mut expected, mut sums) = (BillSums::default(), BillSums::default());
            bills.iter().for_each(|bill| expected.add_bill(bill, &policy, today));
            for (month, kept) in &months.0 {
                if !sums.add_month(*month, kept, &policy, today) {
                    one_by_one += 1;
                    let of_month = bills.iter().filter(|bill| month_of(bill.billed_on) == *month);
                    of_month.for_each(|bill| sums.add_bill(bill, &policy, today));
                }
            }
            assert_eq!(sums, expected, "{} on {today}", policy.code);
        }
        assert!(one_by_one > 0, "some days ask for the bills themselves");
    }
}

#[test]
fn only_the_month_of_the_age_limit_is_read_once_everything_is_paid() {
    let (mut world, today) = (World::qweather(), day("2026-11-22"));
    world.paid_bill("B2", Fen(100), "2025-11-23");
    let (policy, mut bills) = (world.policy, bills());
    bills.extend(world.ledger.bills);
    bills.retain(|bill| bill.paid_on.is_none_or(|on| on < today));
    let mut sums = BillSums::default();
    let months = by_month(&bills);
    let read = months.0.iter().filter(|(month, kept)| !sums.add_month(**month, kept, &policy, today));
    assert_eq!(read.map(|(month, _)| *month).collect::<Vec<_>>(), [day("2025-11-01")]);
}

#[test]
fn what_becomes_of_a_bill_leaves_the_sums_of_what_is_there() {
    let mut bills = bills();
    let mut months = by_month(&bills);
    for bill in &mut bills {
        let after = Bill { paid_on: bill.paid_on.or(Some(bill.due_on)), ..bill.clone() };
        months.change(Some(bill), Some(&after));
        *bill = after;
    }
    assert!(months.holds(&by_month(&bills)));
    while let Some(removed) = bills.pop() {
        months.change(Some(&removed), None);
        assert!(months.holds(&by_month(&bills)));
    }
    months.change(None, Some(&World::qweather().ledger.bills[0]));
    assert!(!months.holds(&by_month(&bills)));
}

#[test]
fn an_earlier_last_payment_than_there_is_does_not_hold() {
    let mut kept = by_month(&bills());
    let month = *kept.0.keys().next().unwrap();
    kept.0.get_mut(&month).unwrap().last_paid_on = None;
    assert!(!kept.holds(&by_month(&bills())));
    kept.0.get_mut(&month).unwrap().last_paid_on = Some(day("2099-01-01"));
    assert!(kept.holds(&by_month(&bills())));
}

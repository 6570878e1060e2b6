//! The column adds up for every kind of customer, whatever happened, and its bills are those of its lines.

use super::*;
use crate::domain::balance::Offset;
use crate::domain::ids::OffsetId;
use crate::domain::rules::testing::*;

fn column(world: &World, applications: &[Fen]) -> Waterfall {
    let (ledger, policy, today) = (&world.ledger, &world.policy, world.today);
    let parts = Parts::of_ledger(ledger, applications.iter().copied(), policy, today);
    let column = Waterfall::of(&parts, &world.balance(), 1);
    assert_eq!(column.sum(), column.invoiceable, "the column adds up");
    for fall in &column.lines {
        let of_bills: Fen =
            ledger.bills.iter().map(|b| BalancePart::Line(fall.line).of(b, policy, today)).sum();
        assert!(of_bills == Fen::ZERO || of_bills == fall.amount || fall.line == BalanceLine::Blocked);
    }
    column
}

fn amounts(column: &Waterfall) -> Vec<(BalanceLine, i64)> {
    column.lines.iter().filter(|fall| fall.amount.is_positive()).map(|f| (f.line, f.amount.0)).collect()
}

#[test]
fn a_refund_after_the_invoice_stands_in_one_line_whether_it_was_absorbed_or_not() {
    use BalanceLine as L;
    for mut world in [World::qweather(), World::tencent_cloud()] {
        // B1 of 100 invoiced in full, then 40 given back.
        (world.ledger.bills[0].used, world.ledger.bills[0].refunded) = (Fen(10_000), Fen(4_000));
        let b2 = world.paid_bill("B2", Fen(10_000), "2026-10-02");
        let open = column(&world, &[Fen(10_000)]);
        let expected = [(L::Billed, 20_000), (L::Invoiced, 10_000), (L::NonInvoiceable, 4_000)];
        assert_eq!((amounts(&open), open.invoiceable), (expected.to_vec(), Fen(6_000)));
        // An application for B2 absorbs it.
        world.ledger.bills[1].used = Fen(10_000);
        let source = crate::domain::balance::Source::Bill(world.ledger.bills[0].id);
        world.ledger.offsets.push(Offset { id: OffsetId(1), source, bill: b2, amount: Fen(4_000) });
        let taken = column(&world, &[Fen(10_000), Fen(6_000)]);
        let expected = [(L::Billed, 20_000), (L::Invoiced, 16_000), (L::Absorbed, 4_000)];
        assert_eq!((amounts(&taken), taken.invoiceable), (expected.to_vec(), Fen::ZERO));
    }
}

#[test]
fn of_a_blocked_account_the_block_is_a_line_and_the_column_ends_at_nothing() {
    let mut world = World::qweather();
    world.unpaid_bill("late", "2026-11-01", "2026-11-21");
    let blocked = column(&world, &[]);
    assert_eq!(amounts(&blocked), [(BalanceLine::Billed, 10_000), (BalanceLine::Blocked, 10_000)]);
    assert_eq!((blocked.invoiceable, blocked.once_free()), (Fen::ZERO, Fen(10_000)));
    assert_eq!(blocked.unpaid, Counted { bills: 1, amount: Fen(100) });
    let late = world.ledger.bills.last().unwrap();
    let why = BalancePart::Line(BalanceLine::Blocked);
    assert_eq!(why.of(late, &world.policy, world.today), Fen(100), "the bill that is to be paid");
}

#[test]
fn arrears_are_a_line_that_brings_the_column_up_to_nothing() {
    let mut world = World::tencent_cloud();
    world.ledger_entry(Fen(15_000));
    let short = column(&world, &[]);
    let expected = [
        (BalanceLine::Billed, 10_000),
        (BalanceLine::NonInvoiceable, 15_000),
        (BalanceLine::InArrears, 5_000),
    ];
    assert_eq!((amounts(&short), short.invoiceable), (expected.to_vec(), Fen::ZERO));
}

#[test]
fn what_is_old_opened_given_back_or_paid_ahead_each_has_its_line() {
    use BalanceLine as L;
    let mut world = World::qweather();
    world.paid_bill("old", Fen(700), "2025-11-21");
    world.paid_bill("opened", Fen(900), "2026-10-02");
    world.ledger.bills[2].opening = Fen(300);
    world.ledger.bills[2].used = Fen(300);
    world.ledger.bills[2].refunded = Fen(50);
    // A clock that was set back makes the payment of a bill that was used one to come.
    world.paid_bill("ahead", Fen(80), "2026-10-03");
    world.ledger.bills[3].paid_on = Some(day("2026-11-23"));
    world.ledger.bills[3].due_on = day("2026-12-10");
    world.ledger.bills[3].used = Fen(20);
    let all = column(&world, &[Fen(20)]);
    let expected = [
        (L::Billed, 11_680),
        (L::Refunded, 50),
        (L::Opening, 300),
        (L::Invoiced, 20),
        (L::TooOld, 700),
        (L::PaidAhead, 60),
    ];
    assert_eq!((amounts(&all), all.invoiceable), (expected.to_vec(), Fen(10_550)));
}

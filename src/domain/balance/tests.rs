//! The worked examples of RULES.md section 4, and the edges of plans and of giving back.

use crate::domain::rules::testing::*;

use super::*;

/// An application in a world: what it took, so that it can be ended again.
struct Applied {
    plan: Plan,
    offsets: Vec<OffsetId>,
}

fn apply(world: &mut World, ask: Ask) -> Applied {
    world.ask = ask;
    assert_eq!(world.refuse(), Ok(()));
    let plan = world.ledger.plan(&world.balance(), &world.ask);
    for line in &plan.lines {
        bill(world, line.bill).used += line.invoiced + line.absorbed;
    }
    let next = world.ledger.offsets.iter().map(|o| o.id.0).max().unwrap_or(0) + 1;
    let mut offsets = Vec::new();
    for (id, o) in (next..).map(OffsetId).zip(&plan.offsets) {
        offsets.push(id);
        world.ledger.offsets.push(Offset { id, source: o.source, bill: o.bill, amount: o.amount });
    }
    assert_law(world);
    Applied { plan, offsets }
}

/// Cancels or reverses: gives back what was invoiced and what still stands of the offsets.
fn end(world: &mut World, applied: &Applied) -> Vec<(OffsetId, Fen)> {
    let before = world.ledger.clone();
    for line in &applied.plan.lines {
        bill(world, line.bill).used -= line.invoiced;
    }
    for offset in world.ledger.offsets.clone().iter().filter(|o| applied.offsets.contains(&o.id)) {
        bill(world, offset.bill).used -= offset.amount;
    }
    world.ledger.offsets.retain(|o| !applied.offsets.contains(&o.id));
    let cut = world.ledger.give_back();
    assert_law(world);
    let held = |bill: &BillId| {
        let line = applied.plan.lines.iter().find(|line| line.bill == *bill);
        let standing = before.offsets.iter().filter(|o| o.bill == *bill && applied.offsets.contains(&o.id));
        line.map_or(Fen::ZERO, |line| line.invoiced) + standing.map(|o| o.amount).sum()
    };
    let held: HashMap<_, _> = before.bills.iter().map(|bill| (bill.id, held(&bill.id))).collect();
    assert_eq!(
        before.clone().without(&held, &applied.offsets.iter().copied().collect()),
        world.ledger,
        "seen before it is done"
    );
    cut
}

fn bill(world: &mut World, id: BillId) -> &mut Bill {
    world.ledger.bills.iter_mut().find(|b| b.id == id).unwrap()
}

/// Σ remaining(all paid bills) − non_invoiceable = Σ net − Σ opening − Σ invoiced and reserved − Σ ledger entries.
fn assert_law(world: &World) {
    let bills = &world.ledger.bills;
    let absorbed: Fen = world.ledger.offsets.iter().map(|o| o.amount).sum();
    let invoiced: Fen = bills.iter().map(|b| b.used - b.opening).sum::<Fen>() - absorbed;
    let opening: Fen = bills.iter().filter(|b| b.counts(world.today)).map(|b| b.opening).sum();
    let left: Fen = bills.iter().map(|b| b.remaining(world.today)).sum();
    let right: Fen = bills.iter().map(|b| b.net(world.today)).sum();
    let entries: Fen = world.ledger.entries.iter().map(|e| e.amount).sum();
    assert_eq!(left - world.balance().non_invoiceable, right - opening - invoiced - entries);
}

fn empty(mut world: World) -> World {
    world.ledger = Ledger::default();
    world
}

fn chosen(numbers: &[&str]) -> Ask {
    Ask::Bills(numbers.iter().map(|&n| n.to_owned()).collect())
}

#[test]
fn example_1_a_paid_bill_is_invoiceable() {
    let mut world = empty(World::qweather());
    world.paid_bill("B1", Fen(12_345), "2026-10-01");
    assert_eq!(world.balance().invoiceable, Fen(12_345));
}

#[test]
fn example_2_bills_paid_from_a_top_up_count_and_the_top_up_does_not() {
    let mut world = empty(World::qweather());
    world.paid_bill("plan", Fen(60_000), "2026-10-01");
    world.paid_bill("usage", Fen(20_000), "2026-11-01");
    assert_eq!(world.balance().invoiceable, Fen(80_000));
}

#[test]
fn example_3_money_invoiced_as_a_top_up_and_unspent_is_taken_off() {
    let mut world = empty(World::qweather());
    world.ledger_entry(Fen(3_000));
    world.paid_bill("B1", Fen(5_000), "2026-10-01");
    assert_eq!(world.balance().invoiceable, Fen(2_000));
}

/// Bill A invoiced in full for 100 and then 40 refunded; bill B of 100 paid.
fn refunded_after_invoice() -> (World, Applied) {
    let mut world = empty(World::qweather());
    let a = world.paid_bill("A", Fen(10_000), "2026-09-01");
    let applied = apply(&mut world, chosen(&["A"]));
    bill(&mut world, a).refunded = Fen(4_000);
    world.paid_bill("B", Fen(10_000), "2026-10-01");
    (world, applied)
}

#[test]
fn example_4_an_application_absorbs_what_was_refunded_after_it_was_invoiced() {
    let (mut world, _) = refunded_after_invoice();
    assert_eq!(world.balance().invoiceable, Fen(6_000));
    let b = apply(&mut world, chosen(&["B"]));
    assert_eq!(b.plan.amount, Fen(6_000));
    assert_eq!(b.plan.lines, [PlanLine { bill: BillId(2), invoiced: Fen(6_000), absorbed: Fen(4_000) }]);
    assert_eq!(world.balance().remaining, Fen::ZERO);
    assert_eq!(world.balance().non_invoiceable, Fen::ZERO);
}

#[test]
fn example_5_reversing_the_refunded_invoice_gives_the_absorbed_part_back() {
    let (mut world, a) = refunded_after_invoice();
    apply(&mut world, chosen(&["B"]));
    end(&mut world, &a);
    assert_eq!(world.balance().invoiceable, Fen(10_000));
    let left: Vec<Fen> = world.balance().bills.iter().map(|b| b.remaining).collect();
    assert_eq!(left, [Fen(6_000), Fen(4_000)]);
}

#[test]
fn example_6_cancelling_gives_back_what_was_reserved_and_absorbed_once() {
    let (mut world, _) = refunded_after_invoice();
    let before = world.ledger.clone();
    let b = apply(&mut world, chosen(&["B"]));
    assert_eq!(end(&mut world, &b), []);
    assert_eq!(world.ledger, before);
}

#[test]
fn a_free_amount_takes_the_oldest_bills_and_offsets_come_first_ledger_before_deficits() {
    let mut world = empty(World::tencent_cloud());
    let old = world.paid_bill("old", Fen(5_000), "2026-01-01");
    apply(&mut world, Ask::All);
    bill(&mut world, old).refunded = Fen(1_000);
    let entry = world.ledger_entry(Fen(500));
    let b1 = world.paid_bill("B1", Fen(1_200), "2026-02-01");
    let b2 = world.paid_bill("B2", Fen(5_000), "2026-03-01");
    world.paid_bill("B3", Fen(5_000), "2026-04-01");
    let plan = apply(&mut world, Ask::Amount(Fen(2_000))).plan;
    assert_eq!(
        plan.lines,
        [
            PlanLine { bill: b1, invoiced: Fen::ZERO, absorbed: Fen(1_200) },
            PlanLine { bill: b2, invoiced: Fen(2_000), absorbed: Fen(300) },
        ]
    );
    assert_eq!(
        plan.offsets,
        [
            PlanOffset { source: Source::Entry(entry), bill: b1, amount: Fen(500) },
            PlanOffset { source: Source::Bill(old), bill: b1, amount: Fen(700) },
            PlanOffset { source: Source::Bill(old), bill: b2, amount: Fen(300) },
        ]
    );
}

#[test]
fn offsets_are_given_back_newest_first_and_on_where_another_source_shrinks() {
    let mut world = empty(World::qweather());
    let a = world.paid_bill("A", Fen(10_000), "2026-05-01");
    let first = apply(&mut world, chosen(&["A"]));
    bill(&mut world, a).refunded = Fen(10_000);
    // B absorbs all of A's deficit of 100, and is refunded too: 60 of what it absorbed becomes B's deficit.
    let b = world.paid_bill("B", Fen(12_000), "2026-06-01");
    apply(&mut world, chosen(&["B"]));
    bill(&mut world, b).refunded = Fen(6_000);
    let c = world.paid_bill("C", Fen(9_000), "2026-07-01");
    apply(&mut world, chosen(&["C"]));
    assert_eq!(world.balance().non_invoiceable, Fen::ZERO);
    // Reversing A's invoice ends A's deficit: B gives back 100, so B's deficit of 60 is gone, so C gives back 60.
    let cut = end(&mut world, &first);
    assert_eq!(cut, [(OffsetId(1), Fen::ZERO), (OffsetId(2), Fen::ZERO)]);
    assert_eq!(world.ledger.bills.iter().find(|x| x.id == b).unwrap().remaining(world.today), Fen(4_000));
    assert_eq!(world.ledger.bills.iter().find(|x| x.id == c).unwrap().remaining(world.today), Fen(6_000));
}

#[test]
fn of_several_offsets_of_one_source_the_newest_is_given_back_first_and_no_more_than_has_to_be() {
    let mut world = empty(World::tencent_cloud());
    let source = world.paid_bill("S", Fen(10_000), "2026-01-01");
    apply(&mut world, Ask::Amount(Fen(6_000)));
    let second = apply(&mut world, Ask::Amount(Fen(4_000)));
    bill(&mut world, source).refunded = Fen(10_000);
    let (b, c) =
        (world.paid_bill("B", Fen(3_000), "2026-02-01"), world.paid_bill("C", Fen(8_000), "2026-03-01"));
    let absorbing = apply(&mut world, Ask::Amount(Fen(1_000)));
    let absorbed = |bill, fen| PlanOffset { source: Source::Bill(source), bill, amount: Fen(fen) };
    assert_eq!(absorbing.plan.offsets, [absorbed(b, 3_000), absorbed(c, 7_000)]);
    // What the second application held of the source is 40 of the 100 that it lacks.
    assert_eq!(end(&mut world, &second), [(absorbing.offsets[1], Fen(3_000))]);
}

#[test]
fn more_non_invoiceable_than_bills_is_arrears() {
    let mut world = empty(World::tencent_cloud());
    world.paid_bill("B1", Fen(1_000), "2026-10-01");
    world.ledger_entry(Fen(1_500));
    let balance = world.balance();
    assert_eq!((balance.invoiceable, balance.in_arrears), (Fen::ZERO, Fen(500)));
}

#[test]
fn a_blocked_account_has_nothing_invoiceable_but_shows_what_remains() {
    let mut world = World::qweather();
    world.unpaid_bill("late", "2026-11-01", "2026-11-21");
    let balance = world.balance();
    assert_eq!(balance.blocked, Some(RuleId::OverdueBill));
    assert_eq!((balance.invoiceable, balance.remaining), (Fen::ZERO, Fen(10_000)));
}

#[test]
fn a_bill_that_is_too_old_is_out_of_the_balance_and_keeps_its_rest() {
    let mut world = World::qweather();
    world.paid_bill("old", Fen(700), "2025-11-21");
    let balance = world.balance();
    assert_eq!(balance.remaining, Fen(10_000));
    assert_eq!(balance.bills[1].remaining, Fen(700));
    assert_eq!(balance.bills[1].refused_by, Some(RuleId::BillAgeLimit));
}

/// A bill of which `opening` was invoiced before it came to the desk.
fn with_opening(world: &mut World, bill_no: &str, amount: Fen, opening: Fen) -> BillId {
    let id = world.paid_bill(bill_no, amount, "2026-10-01");
    let bill = bill(world, id);
    (bill.opening, bill.used) = (opening, opening);
    id
}

#[test]
fn what_was_invoiced_before_the_desk_is_used_and_is_not_given_back_with_an_application() {
    let mut world = empty(World::tencent_cloud());
    let id = with_opening(&mut world, "A", Fen(10_000), Fen(3_000));
    assert_eq!(world.balance().invoiceable, Fen(7_000));
    let applied = apply(&mut world, Ask::All);
    assert_eq!(applied.plan.amount, Fen(7_000));
    end(&mut world, &applied);
    assert_eq!((bill(&mut world, id).used, world.balance().invoiceable), (Fen(3_000), Fen(7_000)));
}

#[test]
fn a_refund_of_what_was_invoiced_before_the_desk_is_a_deficit_that_the_next_application_absorbs() {
    let mut world = empty(World::qweather());
    let a = with_opening(&mut world, "A", Fen(10_000), Fen(10_000));
    bill(&mut world, a).refunded = Fen(4_000);
    world.paid_bill("B", Fen(10_000), "2026-10-02");
    assert_law(&world);
    assert_eq!(world.balance().invoiceable, Fen(6_000));
    assert_eq!(apply(&mut world, chosen(&["B"])).plan.amount, Fen(6_000));
}

#[test]
fn an_unpaid_bill_that_was_invoiced_before_the_desk_has_no_deficit_and_leaves_its_rest_once_it_is_paid() {
    let mut world = empty(World::qweather());
    let id = with_opening(&mut world, "A", Fen(10_000), Fen(4_000));
    for paid_on in [None, Some(day("2026-11-23"))] {
        bill(&mut world, id).paid_on = paid_on;
        assert_law(&world);
        let balance = world.balance();
        assert_eq!(
            (balance.bills[0].remaining, balance.non_invoiceable),
            (Fen::ZERO, Fen::ZERO),
            "{paid_on:?}"
        );
    }
    world.today = day("2026-11-23");
    assert_law(&world);
    assert_eq!(world.balance().invoiceable, Fen(6_000));
}

#[test]
fn a_clock_set_back_to_before_a_bill_was_paid_leaves_nothing_of_it_to_a_replacement() {
    let mut world = empty(World::qweather());
    let a = world.paid_bill("A", Fen(10_000), "2026-10-01");
    bill(&mut world, a).refunded = Fen(4_000);
    assert_eq!(world.ledger.replan(&HashSet::from([a]), Fen(10_000), world.today).amount, Fen(6_000));
    world.today = day("2026-09-30");
    assert_eq!(world.ledger.replan(&HashSet::from([a]), Fen(10_000), world.today).amount, Fen::ZERO);
    assert_eq!(world.ledger.cover(&HashSet::from([a]), world.today).0, Fen::ZERO);
}

#[test]
fn a_clock_set_back_to_before_a_bill_was_paid_makes_no_deficit_of_it() {
    let mut world = empty(World::qweather());
    world.paid_bill("A", Fen(10_000), "2026-10-01");
    apply(&mut world, chosen(&["A"]));
    world.today = day("2026-09-30");
    assert_eq!(world.balance().non_invoiceable, Fen::ZERO);
    assert_eq!(world.ledger.give_back(), []);
}

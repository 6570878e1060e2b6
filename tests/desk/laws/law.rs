//! The laws, said again in plain whole numbers: from what was said to the desk and what it answered, without the
//! code that is under test.

use std::collections::HashMap;

use fapiao_desk::desk::pages::balance::BalanceView;
use fapiao_desk::domain::balance::{Ask, Balance, BillLine, Plan, Source, SourceLine};

use super::model::{Absorbed, Charge, Model, bill_id};

/// RULES.md section 4: Σ remaining(all paid bills) − non_invoiceable = Σ net(paid bills) − Σ opening(paid bills) −
/// Σ invoiced and reserved − Σ ledger entries. The left side is what the desk answers, the right side what was said to it.
pub fn every_fen_is_explained(model: &Model, owner: usize, answer: &BalanceView) {
    let today = model.today();
    // What was used or refunded here was paid, even if the clock was set back to before that.
    let is_paid = |(i, b): &(usize, &Charge)| {
        b.paid_on.is_some_and(|on| on <= today) || model.used(*i) > b.opening || !b.refunds.is_empty()
    };
    let paid = || {
        let all = model.bills.iter().enumerate();
        all.filter(|(_, b)| b.owner == owner && !b.is_removed).filter(is_paid).map(|(_, b)| b)
    };
    let is_among = |no: &str| paid().any(|b| b.bill_no == no);
    let remaining: i64 = answer.bills.iter().filter(|b| is_among(&b.bill_no)).map(|b| b.remaining.0).sum();
    let net: i64 = paid().map(|b| b.fen - b.refunds.iter().sum::<i64>()).sum();
    let held: i64 =
        model.applications.iter().filter(|a| a.owner == owner && a.is_live()).map(|a| a.fen).sum();
    let entries: i64 = model.entries.iter().filter(|e| e.owner == owner).map(|e| e.fen).sum();
    let opening: i64 = paid().map(|b| b.opening).sum();
    assert_eq!(
        remaining - answer.non_invoiceable.0,
        net - opening - held - entries,
        "the law of account {owner}"
    );
}

/// What the answer says of itself: its totals are the sums of its lines.
pub fn the_answer_adds_up(answer: &BalanceView) {
    let remaining: i64 = answer.bills.iter().filter(|b| b.eligible).map(|b| b.remaining.0).sum();
    let not: i64 = answer.sources.iter().map(|s| s.amount.0 - s.offset.0).sum();
    assert_eq!((answer.remaining.0, answer.non_invoiceable.0), (remaining, not));
    assert_eq!(answer.in_arrears.0, (not - remaining).max(0));
    let invoiceable = if answer.blocked.is_some() { 0 } else { (remaining - not).max(0) };
    assert_eq!(answer.invoiceable.0, invoiceable);
    for source in &answer.sources {
        assert!(0 <= source.offset.0 && source.offset <= source.amount, "{source:?}");
    }
    for bill in &answer.bills {
        assert!(0 <= bill.remaining.0 && bill.remaining <= bill.amount, "{bill:?}");
        assert!(0 <= bill.used.0 && bill.used <= bill.amount, "{bill:?}");
        assert_eq!(bill.eligible, bill.rule.is_none());
    }
}

/// What a source holds: a ledger entry its amount, a bill what was refunded of it beyond what is not used.
fn size(model: &Model, source: Source) -> i64 {
    match source {
        Source::Entry(id) => model.entries[id.0 as usize - 1].fen,
        Source::Bill(id) => {
            let bill = model.bills.iter().zip(0..).find(|(_, i)| bill_id(*i) == id).unwrap();
            (model.used(bill.1) + bill.0.refunds.iter().sum::<i64>() - bill.0.fen).max(0)
        }
    }
}

/// Offsets are given back as RULES.md says: only where their source has shrunk, no more than by which it has, newest
/// first; those of an ended application in full.
pub fn offsets_are_given_back_newest_first(
    before: &[Absorbed],
    after: &Model,
    ended: Option<usize>,
    shrinks: bool,
) {
    let mut by_source: HashMap<Source, Vec<(&Absorbed, i64)>> = HashMap::new();
    for (was, is) in before.iter().zip(&after.offsets) {
        if ended == Some(is.application) {
            assert_eq!(is.standing, 0);
        } else {
            assert!(0 <= is.standing && is.standing <= was.standing);
            by_source.entry(is.source).or_default().push((is, was.standing - is.standing));
        }
    }
    for (source, oldest_first) in by_source {
        let standing: i64 = oldest_first.iter().map(|(offset, _)| offset.standing).sum();
        let given_back: i64 = oldest_first.iter().map(|(_, back)| back).sum();
        let size = size(after, source);
        assert!(standing <= size, "more is offset of {source:?} than it holds");
        if given_back > 0 {
            assert!(shrinks, "given back though nothing ended and no refund was removed");
            assert_eq!(standing, size, "more was given back of {source:?} than it shrank by");
            let oldest_cut = oldest_first.iter().position(|(_, back)| *back > 0).unwrap();
            let newer_stand = oldest_first[oldest_cut + 1..].iter().any(|(offset, _)| offset.standing > 0);
            assert!(!newer_stand, "a newer offset of {source:?} stands though an older was given back");
        }
    }
}

/// An application takes from bills oldest first; the offsets come first and in full, absorbed by the oldest of the
/// bills it takes, the sources in their order.
pub fn the_oldest_bills_are_taken_and_offsets_come_first(balance: &Balance, ask: &Ask, plan: &Plan) {
    let eligible = balance.bills.iter().filter(|line| line.refused_by.is_none());
    let taken = |line: &BillLine| plan.lines.iter().find(|l| l.bill == line.bill);
    // Fen by fen, as a clerk would lay them in a row: every bill in its order, every source in its order.
    let row: Vec<&BillLine> = match ask {
        Ask::Bills(_) => eligible.filter(|line| taken(line).is_some()).collect(),
        Ask::Amount(_) | Ask::All => eligible.collect(),
    };
    let absorbed: i64 = balance.sources.iter().map(|s| s.left().0).sum();
    let amount = match ask {
        Ask::Amount(fen) => fen.0,
        Ask::All => balance.invoiceable.0,
        Ask::Bills(chosen) => {
            assert_eq!(chosen.len(), row.len(), "a chosen bill is left out");
            row.iter().map(|line| line.remaining.0).sum::<i64>() - absorbed
        }
    };
    assert_eq!(plan.amount.0, amount);
    let mut begin = 0;
    for line in row {
        let end = begin + line.remaining.0;
        let within = |from: i64, to: i64| (end.min(to) - begin.max(from)).max(0);
        let got = taken(line).map_or((0, 0), |l| (l.absorbed.0, l.invoiced.0));
        assert_eq!(got, (within(0, absorbed), within(absorbed, absorbed + amount)), "{line:?}");
        begin = end;
    }
    let in_order: Vec<(Source, i64)> = balance.sources.iter().filter(|s| s.left().0 > 0).map(whole).collect();
    let mut offsets: Vec<(Source, i64)> = Vec::new();
    for offset in &plan.offsets {
        match offsets.last_mut() {
            Some((source, fen)) if *source == offset.source => *fen += offset.amount.0,
            _ => offsets.push((offset.source, offset.amount.0)),
        }
    }
    assert_eq!(offsets, in_order);
}

fn whole(source: &SourceLine) -> (Source, i64) {
    (source.source, source.left().0)
}

//! A ledger as it was: what happened to an account's money, told again from its beginning.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::balance::{Ledger, LedgerEntry, Offset, Source};
use super::bill::{Bill, BillKind};
use super::ids::{ApplicationId, BillId, EntryId, OffsetId};
use super::money::Fen;

/// Something that happened to an account's money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// A bill was entered, as it was then.
    Billed(Bill),
    /// A bill that nothing used was corrected.
    Corrected(BillId, BillCorrection),
    /// A bill that nothing used was removed, or became another customer's.
    Unbilled(BillId),
    /// A date of payment was entered; a bill that had one kept it.
    Paid(BillId, NaiveDate),
    /// So much was given back on a bill.
    Refunded(BillId, Fen),
    /// That was taken back.
    RefundRemoved(BillId, Fen),
    /// Non-invoiceable money was entered.
    Entered(LedgerEntry),
    /// An entry was removed.
    EntryRemoved(EntryId),
    /// An application was made.
    Applied(Taken),
    /// It was cancelled, rejected or reversed.
    Ended(ApplicationId),
}

/// What of a bill was corrected, and to what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BillCorrection {
    /// Its number.
    pub bill_no: Option<String>,
    /// How it was charged.
    pub kind: Option<BillKind>,
    /// What was charged.
    pub amount: Option<Fen>,
    /// What was invoiced of it before.
    pub opening: Option<Fen>,
    /// Bill date.
    pub billed_on: Option<NaiveDate>,
    /// Due date.
    pub due_on: Option<NaiveDate>,
    /// The date of payment, or that there is none.
    pub paid_on: Option<Option<NaiveDate>>,
}

impl BillCorrection {
    /// Makes a bill say what this says.
    pub fn apply(&self, bill: &mut Bill) {
        if let Some(bill_no) = &self.bill_no {
            bill.bill_no.clone_from(bill_no);
        }
        bill.kind = self.kind.unwrap_or(bill.kind);
        bill.amount = self.amount.unwrap_or(bill.amount);
        if let Some(opening) = self.opening {
            bill.used += opening - bill.opening;
            bill.opening = opening;
        }
        bill.billed_on = self.billed_on.unwrap_or(bill.billed_on);
        bill.due_on = self.due_on.unwrap_or(bill.due_on);
        bill.paid_on = self.paid_on.unwrap_or(bill.paid_on);
    }
}

/// What an application took when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The application.
    pub application: ApplicationId,
    /// What it invoices of which bill.
    pub lines: Vec<(BillId, Fen)>,
    /// What it absorbed.
    pub offsets: Vec<Offset>,
}

impl Taken {
    /// What it invoices.
    pub fn amount(&self) -> Fen {
        self.lines.iter().map(|(_, fen)| *fen).sum()
    }
}

/// An account's money after what happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Everything that decides its balance.
    pub ledger: Ledger,
    /// The applications that were live, and what each invoices or reserves.
    pub live: BTreeMap<ApplicationId, Fen>,
}

/// Tells what happened in its order.
pub fn tell(happenings: impl IntoIterator<Item = Happening>) -> Told {
    let mut teller = Teller::default();
    happenings.into_iter().for_each(|happening| teller.tell(happening));
    let live = teller.live.iter().map(|(id, taken)| (*id, taken.amount())).collect();
    let ledger = Ledger {
        bills: Vec::new(),
        entries: teller.entries.into_values().collect(),
        offsets: teller.offsets.into_values().map(|(_, offset)| offset).collect(),
    };
    Told { ledger: ledger.with(teller.bills.into_values().collect()), live }
}

#[derive(Default)]
struct Teller {
    bills: HashMap<BillId, Bill>,
    entries: BTreeMap<EntryId, LedgerEntry>,
    offsets: BTreeMap<OffsetId, (ApplicationId, Offset)>,
    live: BTreeMap<ApplicationId, Taken>,
}

impl Teller {
    fn tell(&mut self, happening: Happening) {
        match happening {
            Happening::Billed(bill) => drop(self.bills.insert(bill.id, bill)),
            Happening::Corrected(id, to) => self.change(id, |bill| to.apply(bill)),
            Happening::Unbilled(id) => drop(self.bills.remove(&id)),
            Happening::Paid(id, on) => self.change(id, |bill| bill.paid_on = bill.paid_on.or(Some(on))),
            Happening::Refunded(id, amount) => self.change(id, |bill| bill.refunded += amount),
            Happening::RefundRemoved(id, amount) => {
                self.change(id, |bill| bill.refunded -= amount);
                self.give_back();
            }
            Happening::Entered(entry) => drop(self.entries.insert(entry.id, entry)),
            Happening::EntryRemoved(id) => drop(self.entries.remove(&id)),
            Happening::Applied(taken) => {
                for (bill, invoiced) in &taken.lines {
                    self.change(*bill, |bill| bill.used += *invoiced);
                }
                for offset in &taken.offsets {
                    self.change(offset.bill, |bill| bill.used += offset.amount);
                    self.offsets.insert(offset.id, (taken.application, offset.clone()));
                }
                self.live.insert(taken.application, taken);
            }
            Happening::Ended(id) => {
                let Some(taken) = self.live.remove(&id) else { return };
                for (bill, invoiced) in &taken.lines {
                    self.change(*bill, |bill| bill.used -= *invoiced);
                }
                for offset in &taken.offsets {
                    if let Some((_, standing)) = self.offsets.remove(&offset.id) {
                        self.change(standing.bill, |bill| bill.used -= standing.amount);
                    }
                }
                self.give_back();
            }
        }
    }

    fn change(&mut self, id: BillId, change: impl FnOnce(&mut Bill)) {
        if let Some(bill) = self.bills.get_mut(&id) {
            change(bill);
        }
    }

    /// Gives back what is offset of bills beyond what is left of their deficits.
    fn give_back(&mut self) {
        let of_bills = self.offsets.values().filter_map(|(_, offset)| match offset.source {
            Source::Bill(source) => Some([source, offset.bill]),
            Source::Entry(_) => None,
        });
        let mut touched: Vec<BillId> = of_bills.flatten().collect();
        touched.sort_unstable();
        touched.dedup();
        if touched.is_empty() {
            return;
        }
        let mut at_stake = Ledger {
            bills: touched.iter().filter_map(|id| self.bills.get(id).cloned()).collect(),
            entries: Vec::new(),
            offsets: self.offsets.values().map(|(_, offset)| offset.clone()).collect(),
        };
        for (id, left) in at_stake.give_back() {
            if left.is_positive() {
                self.offsets.entry(id).and_modify(|(_, offset)| offset.amount = left);
            } else {
                self.offsets.remove(&id);
            }
        }
        for bill in at_stake.bills {
            self.bills.insert(bill.id, bill);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::testing::{World, day};

    fn bill(id: i64, fen: i64) -> Bill {
        let mut bill = World::qweather().ledger.bills.remove(0);
        (bill.id, bill.bill_no, bill.amount) = (BillId(id), format!("B{id}"), Fen(fen));
        bill
    }

    fn applied(id: i64, bill: i64, fen: i64, offsets: &[(i64, i64, i64)]) -> Happening {
        let offset = |&(id, source, fen): &(i64, i64, i64)| Offset {
            id: OffsetId(id),
            source: Source::Bill(BillId(source)),
            bill: BillId(bill),
            amount: Fen(fen),
        };
        Happening::Applied(Taken {
            application: ApplicationId(id),
            lines: vec![(BillId(bill), Fen(fen))],
            offsets: offsets.iter().map(offset).collect(),
        })
    }

    /// Worked examples 4 and 5 of RULES.md, on the day after each step.
    #[test]
    fn each_step_is_told_with_what_is_given_back_by_it() {
        let steps = [
            Happening::Billed(bill(1, 10_000)),
            applied(1, 1, 10_000, &[]),
            Happening::Refunded(BillId(1), Fen(4_000)),
            Happening::Billed(bill(2, 10_000)),
            applied(2, 2, 6_000, &[(1, 1, 4_000)]),
            Happening::Ended(ApplicationId(1)),
        ];
        let expected = [
            (&[10_000][..], 0),
            (&[0], 0),
            (&[0], 4_000),
            (&[0, 10_000], 4_000),
            (&[0, 0], 0),
            (&[6_000, 4_000], 0),
        ];
        for (count, (remaining, non_invoiceable)) in (1..).zip(expected) {
            let Told { ledger, .. } = tell(steps[..count].iter().cloned());
            let left: Vec<i64> = ledger.bills.iter().map(|b| b.remaining(day("2026-11-22")).0).collect();
            assert_eq!(
                (left.as_slice(), ledger.non_invoiceable()),
                (remaining, Fen(non_invoiceable)),
                "{count}"
            );
        }
        assert_eq!(tell(steps).live, BTreeMap::from([(ApplicationId(2), Fen(6_000))]));
    }

    #[test]
    fn a_bill_is_what_was_known_of_it_then() {
        let unpaid = Bill { paid_on: None, ..bill(1, 10_000) };
        let to = BillCorrection { amount: Some(Fen(9_000)), opening: Some(Fen(500)), ..Default::default() };
        let steps = [
            Happening::Billed(unpaid.clone()),
            Happening::Corrected(BillId(1), to),
            Happening::Paid(BillId(1), day("2026-10-05")),
            Happening::Paid(BillId(1), day("2026-10-06")),
            Happening::Unbilled(BillId(1)),
        ];
        let at = |count: usize| tell(steps[..count].iter().cloned()).ledger.bills;
        assert_eq!(at(1), std::slice::from_ref(&unpaid));
        let corrected = Bill { amount: Fen(9_000), opening: Fen(500), used: Fen(500), ..unpaid };
        assert_eq!(at(2), std::slice::from_ref(&corrected));
        assert_eq!(
            at(4),
            [Bill { paid_on: Some(day("2026-10-05")), ..corrected }],
            "the first payment counts"
        );
        assert_eq!(at(5), []);
    }
}

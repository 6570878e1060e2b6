//! The balance (可开票金额): every fen explained. RULES.md section 4.
//!
//! A [`Ledger`] is everything about one account's money. From it come the [`Balance`] that people see (by asking the
//! rules, so [`Ledger::balance`] stands with them), the [`Plan`] of an application, and what has to be given back when
//! a source of non-invoiceable money shrinks.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::bill::Bill;
use super::ids::{BillId, EntryId, OffsetId};
use super::money::Fen;
use super::rule_id::RuleId;

/// What decides one account's balance: everything, or of the bills only those that a question is about. The sources are
/// always whole: every entry, every bill in deficit, and what is offset of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The bills, oldest first (bill date, then bill number).
    pub bills: Vec<Bill>,
    /// The non-invoiceable ledger, in the order of entry.
    pub entries: Vec<LedgerEntry>,
    /// The offsets of live applications, oldest first.
    pub offsets: Vec<Offset>,
}

/// One entry of the non-invoiceable ledger (不可开票金额).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerEntry {
    /// The row.
    pub id: EntryId,
    /// Why it is not invoiceable.
    pub reason: LedgerReason,
    /// How much.
    pub amount: Fen,
}

/// Why an amount is not invoiceable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, VariantArray, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerReason {
    /// Invoiced when it was topped up before 2022-10-08, and not spent by then.
    LegacyPrepaidInvoice,
    /// Another reason, given in the note.
    Other,
}

listed!(LedgerReason);

/// Where non-invoiceable money comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// An entry of the ledger.
    Entry(EntryId),
    /// A bill with a deficit: refunded after it was used.
    Bill(BillId),
}

/// A part of a source that a live application absorbed on one of its bills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offset {
    /// The row; later ones are newer.
    pub id: OffsetId,
    /// What was offset.
    pub source: Source,
    /// The bill that absorbed it.
    pub bill: BillId,
    /// How much of it still stands.
    pub amount: Fen,
}

/// What an application asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// These bills, by number, in full.
    Bills(Vec<String>),
    /// This amount from the whole invoiceable amount.
    Amount(Fen),
    /// Everything that is invoiceable.
    All,
}

/// What can be invoiced now, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// What the rules allow to be applied for by amount; nothing while the account is blocked.
    pub invoiceable: Fen,
    /// The sum of what remains of the eligible bills.
    pub remaining: Fen,
    /// What must be taken off first: the sources less what has been offset of them.
    pub non_invoiceable: Fen,
    /// How far `remaining − non_invoiceable` is below zero (欠票).
    pub in_arrears: Fen,
    /// The rule that blocks the whole account, if one does.
    pub blocked: Option<RuleId>,
    /// One line a bill, in the ledger's order.
    pub bills: Vec<BillLine>,
    /// One line a source: ledger entries first, then bills in deficit.
    pub sources: Vec<SourceLine>,
}

/// A bill's part in the balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillLine {
    /// The bill.
    pub bill: BillId,
    /// What remains of it.
    pub remaining: Fen,
    /// The first bill rule that refuses it; none: it is eligible.
    pub refused_by: Option<RuleId>,
}

/// A source's part in the balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    /// The source.
    pub source: Source,
    /// The whole of it.
    pub amount: Fen,
    /// What live applications have offset of it.
    pub offset: Fen,
}

impl SourceLine {
    /// What has not been offset yet.
    pub fn left(&self) -> Fen {
        self.amount - self.offset
    }
}

impl Ledger {
    /// The same with these bills too.
    #[must_use]
    pub fn with(mut self, bills: Vec<Bill>) -> Self {
        self.bills.extend(bills);
        self.bills.sort_by(|a, b| (a.billed_on, &a.bill_no).cmp(&(b.billed_on, &b.bill_no)));
        self.bills.dedup_by_key(|bill| bill.id);
        self
    }

    /// The bills by their numbers.
    pub fn by_number(&self) -> HashMap<&str, &Bill> {
        self.bills.iter().map(|bill| (bill.bill_no.as_str(), bill)).collect()
    }

    /// What must be taken off before anything is invoiced.
    pub fn non_invoiceable(&self) -> Fen {
        self.sources().iter().map(SourceLine::left).sum()
    }

    /// Every source of non-invoiceable money: ledger entries in the order of entry, then bills in deficit, oldest
    /// first.
    pub(super) fn sources(&self) -> Vec<SourceLine> {
        let mut offset: HashMap<Source, Fen> = HashMap::new();
        for o in &self.offsets {
            *offset.entry(o.source).or_default() += o.amount;
        }
        let entries = self.entries.iter().map(|e| (Source::Entry(e.id), e.amount));
        let deficits = self.bills.iter().map(|b| (Source::Bill(b.id), b.deficit()));
        entries
            .chain(deficits.filter(|(_, amount)| amount.is_positive()))
            .map(|(source, amount)| SourceLine {
                source,
                amount,
                offset: offset.get(&source).copied().unwrap_or_default(),
            })
            .collect()
    }

    /// What a plan for `ask` takes from which bill. The rules must have allowed it.
    pub fn plan(&self, balance: &Balance, ask: &Ask) -> Plan {
        let eligible = balance.bills.iter().filter(|line| line.refused_by.is_none());
        let (taken, total): (Vec<&BillLine>, Fen) = match ask {
            Ask::Amount(amount) => (eligible.collect(), *amount + balance.non_invoiceable),
            Ask::All => (eligible.collect(), balance.remaining),
            Ask::Bills(chosen) => {
                let numbers: HashSet<&str> = chosen.iter().map(String::as_str).collect();
                let chosen: HashSet<BillId> = self
                    .bills
                    .iter()
                    .filter(|b| numbers.contains(b.bill_no.as_str()))
                    .map(|b| b.id)
                    .collect();
                let lines: Vec<&BillLine> = eligible.filter(|line| chosen.contains(&line.bill)).collect();
                let total = lines.iter().map(|line| line.remaining).sum();
                (lines, total)
            }
        };
        allocate(&taken, total, &balance.sources)
    }

    /// A plan for an application that takes the place of a reversed one: `bills`, whatever the eligibility rules say
    /// of their age by now, up to `amount`. A bill that a clock that was set back makes unpaid is not taken from.
    pub fn replan(&self, bills: &HashSet<BillId>, amount: Fen, today: NaiveDate) -> Plan {
        let lines: Vec<BillLine> = self.takable(bills, today).collect();
        let (remaining, non_invoiceable) = self.cover(bills, today);
        let total = remaining.min(amount + non_invoiceable);
        allocate(&lines.iter().collect::<Vec<_>>(), total, &self.sources())
    }

    /// The ledger as it is once an application ends: what it `held` of its bills is free, its `offsets` are gone, and
    /// what was offset of other sources beyond what is left of them is given back.
    #[must_use]
    pub fn without(mut self, held: &HashMap<BillId, Fen>, offsets: &HashSet<OffsetId>) -> Self {
        for bill in &mut self.bills {
            bill.used -= held.get(&bill.id).copied().unwrap_or_default();
        }
        self.offsets.retain(|offset| !offsets.contains(&offset.id));
        self.give_back();
        self
    }

    /// What remains of `bills`, and what must be taken off before anything of it is invoiced.
    pub fn cover(&self, bills: &HashSet<BillId>, today: NaiveDate) -> (Fen, Fen) {
        (self.takable(bills, today).map(|line| line.remaining).sum(), self.non_invoiceable())
    }

    fn takable(&self, bills: &HashSet<BillId>, today: NaiveDate) -> impl Iterator<Item = BillLine> {
        let taken = self.bills.iter().filter(move |bill| bills.contains(&bill.id) && bill.is_paid(today));
        taken.map(move |bill| BillLine { bill: bill.id, remaining: bill.remaining(today), refused_by: None })
    }

    /// The offsets to cut because their source has shrunk below what was taken from it, with what is left of
    /// each: newest first, and on where giving back makes another source shrink. Applies the cuts to `self`.
    pub fn give_back(&mut self) -> Vec<(OffsetId, Fen)> {
        let mut cut: BTreeMap<OffsetId, Fen> = BTreeMap::new();
        let place: HashMap<BillId, usize> = (0..).zip(&self.bills).map(|(i, bill)| (bill.id, i)).collect();
        let mut of_bill: BTreeMap<BillId, Vec<usize>> = BTreeMap::new();
        for (i, offset) in self.offsets.iter().enumerate() {
            if let Source::Bill(id) = offset.source {
                of_bill.entry(id).or_default().push(i);
            }
        }
        // Giving back only makes sources shrink, so it ends at the same whatever source is looked at first.
        let mut shrunk: Vec<BillId> = of_bill.keys().copied().collect();
        while let Some(id) = shrunk.pop() {
            let (Some(offsets), Some(&at)) = (of_bill.get(&id), place.get(&id)) else { continue };
            let taken: Fen = offsets.iter().map(|&i| self.offsets[i].amount).sum();
            let mut excess = taken - self.bills[at].deficit();
            for &i in offsets.iter().rev() {
                if !excess.is_positive() {
                    break;
                }
                let offset = &mut self.offsets[i];
                let back = offset.amount.min(excess);
                if !back.is_positive() {
                    continue;
                }
                offset.amount -= back;
                excess -= back;
                cut.insert(offset.id, offset.amount);
                if let Some(&i) = place.get(&offset.bill) {
                    self.bills[i].used -= back;
                    shrunk.push(offset.bill);
                }
            }
        }
        self.offsets.retain(|o| o.amount.is_positive());
        cut.into_iter().collect()
    }
}

/// What an application takes: an amount, from which bills, absorbing which sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The amount to be invoiced: the sum of the lines' `invoiced`.
    pub amount: Fen,
    /// One line a bill it touches, oldest first.
    pub lines: Vec<PlanLine>,
    /// What each source gives to which bill.
    pub offsets: Vec<PlanOffset>,
}

/// What an application takes from one bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// The bill.
    pub bill: BillId,
    /// What is invoiced from it.
    pub invoiced: Fen,
    /// What is absorbed on it by offsets.
    pub absorbed: Fen,
}

/// A part of a source absorbed on a bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanOffset {
    /// What is offset.
    pub source: Source,
    /// The bill that absorbs it.
    pub bill: BillId,
    /// How much.
    pub amount: Fen,
}

/// Takes `total` from `bills`, oldest first; the first of it is absorbed by what is left of the sources, in full
/// and in their order, the rest is invoiced.
fn allocate(bills: &[&BillLine], total: Fen, sources: &[SourceLine]) -> Plan {
    let mut plan = Plan::default();
    let mut left_of_sources =
        sources.iter().map(|s| (s.source, s.left())).filter(|(_, left)| left.is_positive());
    let mut source = left_of_sources.next();
    let mut total = total;
    for line in bills {
        let mut take = line.remaining.min(total);
        total -= take;
        let mut absorbed = Fen::ZERO;
        while let (Some((from, left)), true) = (source, take.is_positive()) {
            let part = left.min(take);
            plan.offsets.push(PlanOffset { source: from, bill: line.bill, amount: part });
            take -= part;
            absorbed += part;
            source = if left > part { Some((from, left - part)) } else { left_of_sources.next() };
        }
        if take.is_positive() || absorbed.is_positive() {
            plan.amount += take;
            plan.lines.push(PlanLine { bill: line.bill, invoiced: take, absorbed });
        }
        if !total.is_positive() {
            break;
        }
    }
    plan
}

#[cfg(test)]
mod tests;

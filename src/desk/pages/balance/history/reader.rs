//! Reads an account's history out of its rows and the log.

mod applied;
mod said;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use chrono::{DateTime, NaiveDate, Utc};

use self::applied::Step;
use self::said::{Said, correction, reason_text, text};
use super::{FIRST, History, Place, Standing};
use crate::desk::commands::named_account::Customer;
use crate::domain::account::AccountStatus;
use crate::domain::balance::{LedgerEntry, LedgerReason};
use crate::domain::bill::{Bill, BillKind};
use crate::domain::calendar::{china_date, china_day_start};
use crate::domain::ids::{BatchId, BillId, EntryId};
use crate::domain::import::ImportKind;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::replay::{Happening, Taken};
use crate::store::batch::StoredBatch;
use crate::store::engine::Db;
use crate::store::past::{self, PastApplication, PastBill, PastEntry};

/// A bill at an entry of the log: as it was after it.
struct Held {
    bill: Bill,
    /// How often it was changed, as far as it is not known by what: by payments that were entered by hand.
    unexplained: i64,
    /// The places of payments that were entered by hand.
    paid_by_hand: Vec<usize>,
}

/// Whether an entry of this op tells of money, and is read for what it asks.
fn is_of_money(op: &str) -> bool {
    matches!(
        op,
        "add_bill"
            | "pay_bill"
            | "correct_bill"
            | "remove_bill"
            | "add_refund"
            | "remove_refund"
            | "add_non_invoiceable"
            | "remove_non_invoiceable"
            | "import"
            | "add_account"
            | "set_account_status"
            | "add_issuer"
            | "change_issuer"
    )
}

/// What an entry of money asks for.
pub(super) fn said(op: &str, request: &str) -> Option<Said> {
    if is_of_money(op) { serde_json::from_str(request).ok() } else { None }
}

pub(super) struct Reader<'a> {
    db: &'a Db,
    code: &'a str,
    issuer: &'a str,
    bills: HashMap<BillId, Held>,
    /// Who has a number, at the entry that was read last.
    holders: HashMap<String, BillId>,
    /// What is left of removed bills, by the number that they had, the newest last.
    records: HashMap<String, Vec<BillId>>,
    /// How many removed bills are gone without a record; they have numbers below zero.
    vanished: i64,
    of_batch: HashMap<BatchId, Vec<BillId>>,
    refunds: HashMap<BatchId, Vec<(BillId, Fen)>>,
    payments: HashMap<BatchId, Vec<(BillId, Option<NaiveDate>)>>,
    entries: Vec<PastEntry>,
    /// Entries that are gone without a record, until it is read when they were made.
    gone: Vec<LedgerEntry>,
    applications: Vec<(PastApplication, Taken)>,
    batches: &'a HashMap<BatchId, StoredBatch>,
    /// The import that brought the account, if one did.
    came_by: Option<BatchId>,
    /// The instants at which applications were made or ended.
    stepped_at: HashSet<DateTime<Utc>>,
    steps: HashMap<DateTime<Utc>, Vec<Step>>,
    /// When each entry was written, the newest first; known once all of them were heard.
    written: Rc<[(DateTime<Utc>, i64)]>,
    history: History,
}

impl<'a> Reader<'a> {
    /// `batches`: every import.
    pub fn new(
        db: &'a Db,
        customer: &'a Customer,
        batches: &'a HashMap<BatchId, StoredBatch>,
    ) -> Result<Self, Refusal> {
        let account = customer.stored.id;
        let issuer = customer.issuer.issuer.code.as_str();
        let at = |batch: &BatchId| batches.get(batch).map(|batch| batch.at);
        let before_imports = past::account_before(db, account)?;
        let came_by = past::batch_of_account(db, account)?;
        let applications = past::applications(db, account)?;
        let ends = |(a, _): &(PastApplication, Taken)| [Some(a.submitted_at), a.ended_at];
        let history = History {
            read_to: 0,
            happenings: Vec::new(),
            added_at: came_by.as_ref().and_then(at),
            standings: Vec::new(),
            before_imports: before_imports
                .into_iter()
                .filter_map(|(batch, was)| Some((batch, at(&batch)?, was.account)))
                .collect(),
            policies: Vec::new(),
            numbers: applications.iter().map(|(a, _)| (a.id, a.number.clone())).collect(),
            undone: batches
                .values()
                .filter(|batch| batch.issuer == issuer)
                .filter_map(|batch| Some((batch.id, batch.at, batch.undone.as_ref()?.0)))
                .collect(),
            unlisted: Vec::new(),
            undated: Vec::new(),
        };
        let mut reader = Self {
            db,
            code: &customer.stored.account.code,
            issuer,
            bills: HashMap::new(),
            holders: HashMap::new(),
            records: HashMap::new(),
            vanished: 0,
            of_batch: HashMap::new(),
            refunds: HashMap::new(),
            payments: HashMap::new(),
            entries: past::entries(db, account)?,
            gone: Vec::new(),
            stepped_at: applications.iter().flat_map(ends).flatten().collect(),
            applications,
            batches,
            came_by,
            steps: HashMap::new(),
            written: Rc::default(),
            history,
        };
        for bill in past::bills(db, account)? {
            reader.hold(bill);
        }
        for (bill, fen, batch) in past::imported_refunds(db, account)? {
            reader.refunds.entry(batch).or_default().push((bill, fen));
        }
        for (bill, batch, was) in past::imported_payments(db, account)? {
            reader.bills.entry(bill).and_modify(|held| held.unexplained -= 1);
            reader.payments.entry(batch).or_default().push((bill, was.paid_on));
        }
        Ok(reader)
    }

    /// A bill as it is now. What applications use of it is told with them.
    fn hold(&mut self, PastBill { mut bill, removed_no, batch, version }: PastBill) {
        let id = bill.id;
        bill.used = bill.opening;
        match removed_no {
            None => drop(self.holders.insert(bill.bill_no.clone(), id)),
            // What was removed with its import is not told of, since nothing is left of what it said.
            Some(_) if batch.is_some_and(|batch| self.is_undone(batch)) => return,
            Some(number) => {
                bill.bill_no.clone_from(&number);
                self.records.entry(number).or_default().push(id);
            }
        }
        if let Some(batch) = batch {
            self.of_batch.entry(batch).or_default().push(id);
        }
        let held = Held { bill, unexplained: version - 1, paid_by_hand: Vec::new() };
        self.bills.insert(id, held);
    }

    fn is_undone(&self, batch: BatchId) -> bool {
        self.batches.get(&batch).is_some_and(|batch| batch.undone.is_some())
    }

    fn tell(&mut self, place: Place, at: DateTime<Utc>, what: Happening) {
        self.history.happenings.push((place, at, what));
    }

    /// Takes an entry of the log; they come from behind. `said`: what one of money asks for.
    pub fn hear(
        &mut self,
        id: i64,
        at: DateTime<Utc>,
        op: &str,
        request: &str,
        said: Option<&Said>,
    ) -> Result<(), Refusal> {
        if !is_of_money(op) {
            if self.stepped_at.contains(&at) {
                self.steps.entry(at).or_default().push(Step::of(id, op, request));
            }
            return Ok(());
        }
        // What no desk has written tells of nothing.
        let Some(said) = said else { return Ok(()) };
        let place = (id, 0);
        match op {
            "add_bill" => self.added(place, at, said),
            "pay_bill" => {
                if let (Some(bill), Some(on)) = (self.holder(said), said.paid_on) {
                    let index = self.history.happenings.len();
                    self.tell(place, at, Happening::Paid(bill, on));
                    self.bills.entry(bill).and_modify(|held| held.paid_by_hand.push(index));
                }
            }
            "correct_bill" => self.corrected(place, at, said)?,
            "remove_bill" => self.removed(place, at, said),
            "add_refund" => {
                if let (Some(bill), Some(fen)) = (self.holder(said), said.amount) {
                    self.refunded(place, at, bill, fen);
                }
            }
            "remove_refund" => {
                if let (Some(bill), Some(fen)) = (self.holder(said), said.amount) {
                    self.bills.entry(bill).and_modify(|held| held.bill.refunded += fen);
                    self.tell(place, at, Happening::RefundRemoved(bill, fen));
                }
            }
            "add_non_invoiceable" if self.is_ours(said) => self.entered(place, at, said),
            "remove_non_invoiceable" if self.is_ours(said) => self.entry_removed(place, at, said),
            "import" => self.imported(id, at, said),
            "add_account" if self.is_ours(said) => {
                self.history.added_at = Some(at);
                self.stood(at, None, Some(AccountStatus::default()));
            }
            "set_account_status" if self.is_ours(said) => self.stood(at, None, said.status),
            "add_issuer" | "change_issuer" if said.code.as_deref() == Some(self.issuer) => {
                let policy = said.policy.clone().or_else(|| text(&said.changes, "policy"));
                self.history.policies.extend(policy.map(|policy| (at, policy)));
            }
            _ => {}
        }
        Ok(())
    }

    fn stood(&mut self, at: DateTime<Utc>, before: Option<AccountStatus>, after: Option<AccountStatus>) {
        self.history.standings.push(Standing { at, before, after });
    }

    fn is_ours(&self, said: &Said) -> bool {
        said.account.as_deref() == Some(self.code)
    }

    fn holder(&self, said: &Said) -> Option<BillId> {
        self.holders.get(said.bill_no.as_deref()?).copied()
    }

    fn added(&mut self, place: Place, at: DateTime<Utc>, said: &Said) {
        let found = said.bill_no.as_deref().and_then(|number| self.holders.remove(number));
        if let Some(mut held) = found.and_then(|id| self.bills.remove(&id)) {
            held.bill.paid_on = said.paid_on;
            self.tell(place, at, Happening::Billed(held.bill));
        }
    }

    fn corrected(&mut self, place: Place, at: DateTime<Utc>, said: &Said) -> Result<(), Refusal> {
        let Some(before) = said.bill_no.clone() else { return Ok(()) };
        let now = text(&said.changes, "bill_no").unwrap_or_else(|| before.clone());
        let came_from = text(&said.was, "account");
        let is_from_us = came_from.as_deref() == Some(self.code);
        let id = match self.holders.remove(&now) {
            Some(id) => id,
            None if is_from_us => {
                // It is another customer's since.
                let Some((_, mut bill)) = crate::store::bill::by_no(self.db, &now)? else {
                    self.history.unlisted.push(at);
                    return Ok(());
                };
                (bill.used, bill.refunded) = (bill.opening, Fen::ZERO);
                let id = bill.id;
                self.bills.insert(id, Held { bill, unexplained: 1, paid_by_hand: Vec::new() });
                id
            }
            None => return Ok(()),
        };
        let Some(held) = self.bills.get_mut(&id) else { return Ok(()) };
        held.unexplained -= 1;
        if came_from.is_some() && !is_from_us {
            // It was another customer's before.
            let told = held.bill.clone();
            self.bills.remove(&id);
            self.tell(place, at, Happening::Billed(told));
            return Ok(());
        }
        correction(&said.was).apply(&mut held.bill);
        let what = if is_from_us {
            Happening::Unbilled(id)
        } else {
            Happening::Corrected(id, correction(&said.changes))
        };
        self.tell(place, at, what);
        self.holders.insert(before, id);
        Ok(())
    }

    fn removed(&mut self, place: Place, at: DateTime<Utc>, said: &Said) {
        let (Some(number), Some(account)) = (said.bill_no.clone(), text(&said.was, "account")) else {
            return;
        };
        if account != self.code {
            return;
        }
        let id = self.records.get_mut(&number).and_then(Vec::pop).unwrap_or_else(|| {
            self.vanished += 1;
            BillId(-self.vanished)
        });
        let blank = Bill {
            id,
            bill_no: number.clone(),
            kind: BillKind::Other,
            amount: Fen::ZERO,
            refunded: Fen::ZERO,
            opening: Fen::ZERO,
            used: Fen::ZERO,
            billed_on: NaiveDate::default(),
            due_on: NaiveDate::default(),
            paid_on: None,
        };
        let held = self.bills.entry(id).or_insert_with(|| Held {
            bill: blank,
            unexplained: 0,
            paid_by_hand: Vec::new(),
        });
        correction(&said.was).apply(&mut held.bill);
        self.holders.insert(number, id);
        self.tell(place, at, Happening::Unbilled(id));
    }

    fn refunded(&mut self, place: Place, at: DateTime<Utc>, bill: BillId, fen: Fen) {
        if let Some(held) = self.bills.get_mut(&bill) {
            held.bill.refunded -= fen;
            self.tell(place, at, Happening::Refunded(bill, fen));
        }
    }

    fn entered(&mut self, place: Place, at: DateTime<Utc>, said: &Said) {
        let is_it = |entry: &LedgerEntry| {
            Some(entry.amount) == said.amount && said.reason.as_deref() == Some(reason_text(entry.reason))
        };
        // The newest of those that it may be: they are read from behind.
        let kept = self.entries.iter().rposition(|e| e.entered_at == at && is_it(&e.entry));
        let entry = match kept {
            Some(index) => Some(self.entries.remove(index).entry),
            None => self.gone.iter().rposition(is_it).map(|index| self.gone.remove(index)),
        };
        if let Some(entry) = entry {
            self.tell(place, at, Happening::Entered(entry));
        }
    }

    fn entry_removed(&mut self, place: Place, at: DateTime<Utc>, said: &Said) {
        let number = text(&said.was, "entry");
        let id = number.and_then(|number| number.strip_prefix('N')?.parse().ok()).map(EntryId);
        let (Some(id), Some(amount)) = (id, said.amount) else { return };
        let is_kept = self.entries.iter().any(|e| e.entry.id == id && e.is_removed);
        if !is_kept {
            let reasons = LedgerReason::ALL.into_iter();
            let reason = reasons.clone().find(|reason| said.reason.as_deref() == Some(reason_text(*reason)));
            self.gone.push(LedgerEntry { id, reason: reason.unwrap_or(LedgerReason::Other), amount });
        }
        self.tell(place, at, Happening::EntryRemoved(id));
    }

    fn imported(&mut self, id: i64, at: DateTime<Utc>, said: &Said) {
        let batch = said.batch.as_deref().and_then(|batch| batch.parse().ok()).map(BatchId);
        let Some(batch) = batch else {
            self.history.unlisted.push(at);
            if said.kind.as_deref().is_none_or(|kind| kind == ImportKind::Accounts.id()) {
                self.stood(at, None, None);
            }
            return;
        };
        let changed = self.history.before_imports.iter().find(|(of, ..)| *of == batch);
        if changed.is_some() || self.came_by == Some(batch) {
            let before = changed.map(|(.., was)| was.status);
            self.stood(at, before, None);
        }
        for (bill, fen) in self.refunds.remove(&batch).unwrap_or_default() {
            self.refunded((id, 2), at, bill, fen);
        }
        for (bill, was) in self.payments.remove(&batch).unwrap_or_default() {
            let now =
                self.bills.get_mut(&bill).and_then(|held| std::mem::replace(&mut held.bill.paid_on, was));
            if let Some(on) = now {
                self.tell((id, 1), at, Happening::Paid(bill, on));
            }
        }
        for bill in self.of_batch.remove(&batch).unwrap_or_default() {
            let Some(held) = self.bills.remove(&bill) else { continue };
            if self.holders.get(&held.bill.bill_no) == Some(&bill) {
                self.holders.remove(&held.bill.bill_no);
            }
            self.first_said((id, 0), at, held);
        }
        let is_undone = self.is_undone(batch);
        let (of_it, others): (Vec<PastEntry>, _) = std::mem::take(&mut self.entries)
            .into_iter()
            .partition(|entry| entry.entered_at == at && !(entry.is_removed && is_undone));
        self.entries = others;
        for entry in of_it {
            self.tell((id, 0), at, Happening::Entered(entry.entry));
        }
    }

    /// Tells of a bill of which no command says how it came. Whether a payment that was entered by hand was the first
    /// is known by how often the bill was changed.
    fn first_said(&mut self, place: Place, at: DateTime<Utc>, mut held: Held) {
        if !held.paid_by_hand.is_empty() && held.unexplained > 0 {
            held.bill.paid_on = None;
        }
        self.tell(place, at, Happening::Billed(held.bill));
    }

    /// What was heard; `written`: when each entry was, the newest first.
    pub fn end(mut self, written: Rc<[(DateTime<Utc>, i64)]>) -> History {
        self.written = written;
        let holders: HashSet<BillId> = self.holders.values().copied().collect();
        // Of the other records no entry says what they were.
        for (_, held) in std::mem::take(&mut self.bills).into_iter().filter(|(id, _)| holders.contains(id)) {
            self.history.undated.push(held.bill.billed_on);
            let at = china_day_start(held.bill.billed_on);
            self.first_said(FIRST, at, held);
        }
        for PastEntry { entry, entered_at, is_removed } in std::mem::take(&mut self.entries) {
            if !is_removed {
                let place = self.place_at(entered_at);
                self.tell(place, entered_at, Happening::Entered(entry));
            }
        }
        if let Some((first, _)) = self.written.last().filter(|_| !self.gone.is_empty()) {
            self.history.undated.push(china_date(*first));
        }
        self.applied();
        let mut history = self.history;
        history.read_to = self.written.first().map_or(0, |(_, id)| *id);
        history.happenings.sort_by_key(|(place, ..)| *place);
        history.standings.reverse();
        history.policies.reverse();
        history
    }

    /// Behind the last entry of an instant, or of one before it.
    fn place_at(&self, at: DateTime<Utc>) -> Place {
        let last = self.written.iter().find(|(written, _)| *written <= at);
        (last.map_or(0, |(_, id)| *id), u32::MAX)
    }
}

//! The model: what was said to the desk, kept in plain lists, and what must be true of it. It never counts up or
//! down: everything is worked out anew from the facts, with the domain's balance, rules, plan and giving back.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use fapiao_desk::domain::account::{Account, AccountKind, AccountStatus, Region};
use fapiao_desk::domain::address::MailingAddress;
use fapiao_desk::domain::application::ApplicationState as State;
use fapiao_desk::domain::balance::{Ask, Balance, Ledger, LedgerEntry, LedgerReason, Offset, Plan, Source};
use fapiao_desk::domain::bill::{Bill, BillKind};
use fapiao_desk::domain::calendar::china_date;
use fapiao_desk::domain::ids::{BillId, EntryId, OffsetId};
use fapiao_desk::domain::invoice_info::{InvoiceInfo, InvoiceType};
use fapiao_desk::domain::money::Fen;
use fapiao_desk::domain::policy::Policy;
use fapiao_desk::domain::refusal::Refusal;
use fapiao_desk::domain::rules::{self, Case};

use super::history::ACCOUNTS;

pub const NAME: &str = "杭州砺行新能源有限责任公司";
pub const TAX_ID: &str = "913301067L53XQJUQR";
pub const EMAIL: &str = "fin@example.com";

/// Everything that was said and not refused. Rows are numbered from one, in the order in which they were added.
#[derive(Clone)]
pub struct Model {
    pub now: DateTime<Utc>,
    pub owners: Vec<Owner>,
    pub bills: Vec<Charge>,
    pub entries: Vec<Entry>,
    pub applications: Vec<Applied>,
    pub offsets: Vec<Absorbed>,
    pub numbers: HashSet<String>,
    /// The bills of each import.
    pub batches: Vec<Vec<usize>>,
    /// Which of them were undone.
    pub undone: HashSet<usize>,
}

#[derive(Clone)]
pub struct Owner {
    pub account: Account,
    pub policy: Policy,
}

#[derive(Clone)]
pub struct Charge {
    pub owner: usize,
    pub bill_no: String,
    pub fen: i64,
    pub billed_on: NaiveDate,
    pub due_on: NaiveDate,
    pub paid_on: Option<NaiveDate>,
    pub opening: i64,
    pub refunds: Vec<i64>,
    /// The days of the refunds.
    pub refunded_on: Vec<NaiveDate>,
    pub is_removed: bool,
    /// Whether it was corrected.
    pub is_changed: bool,
}

#[derive(Clone)]
pub struct Entry {
    pub owner: usize,
    pub fen: i64,
}

#[derive(Clone)]
pub struct Applied {
    pub owner: usize,
    pub number: String,
    pub state: State,
    pub submitted_on: NaiveDate,
    pub fen: i64,
    /// Bill and what was invoiced from it.
    pub lines: Vec<(usize, i64)>,
    pub uncovered: i64,
    /// The numbers of its invoices.
    pub invoices: Vec<String>,
}

#[derive(Clone)]
pub struct Absorbed {
    pub application: usize,
    pub bill: usize,
    pub source: Source,
    pub fen: i64,
    pub standing: i64,
}

impl Applied {
    pub fn is_live(&self) -> bool {
        !matches!(self.state, State::Cancelled | State::Rejected | State::Reversed)
    }
}

pub fn bill_id(bill: usize) -> BillId {
    BillId(bill as i64 + 1)
}

impl Model {
    pub fn new(now: DateTime<Utc>) -> Self {
        let policies = Policy::bundled().unwrap();
        let owner = |i: usize| Owner {
            account: Account {
                code: format!("C{i}"),
                name: NAME.into(),
                kind: AccountKind::Enterprise,
                region: Region::Mainland,
                status: AccountStatus::Active,
                verified_name: None,
                verified_tax_id: None,
            },
            policy: policies[i % 2].clone(),
        };
        Self {
            now,
            owners: (0..ACCOUNTS).map(owner).collect(),
            bills: Vec::new(),
            entries: Vec::new(),
            applications: Vec::new(),
            offsets: Vec::new(),
            numbers: HashSet::new(),
            batches: Vec::new(),
            undone: HashSet::new(),
        }
    }

    pub fn today(&self) -> NaiveDate {
        china_date(self.now)
    }

    pub fn day(&self, days_ago: i64) -> NaiveDate {
        self.today() - TimeDelta::days(days_ago)
    }

    /// What was invoiced of a bill before, what live applications invoiced from it, and what of their offsets stands on
    /// it.
    pub fn used(&self, bill: usize) -> i64 {
        let live = self.applications.iter().filter(|a| a.is_live());
        let invoiced: i64 =
            live.flat_map(|a| &a.lines).filter(|line| line.0 == bill).map(|line| line.1).sum();
        let absorbed: i64 = self.offsets.iter().filter(|o| o.bill == bill).map(|o| o.standing).sum();
        self.bills[bill].opening + invoiced + absorbed
    }

    pub fn ledger(&self, owner: usize) -> Ledger {
        let mut bills: Vec<Bill> = self
            .bills
            .iter()
            .enumerate()
            .filter(|(_, charge)| charge.owner == owner && !charge.is_removed)
            .map(|(i, charge)| Bill {
                id: bill_id(i),
                bill_no: charge.bill_no.clone(),
                kind: BillKind::Other,
                amount: Fen(charge.fen),
                refunded: Fen(charge.refunds.iter().sum()),
                opening: Fen(charge.opening),
                used: Fen(self.used(i)),
                billed_on: charge.billed_on,
                due_on: charge.due_on,
                paid_on: charge.paid_on,
            })
            .collect();
        bills.sort_by(|a, b| (a.billed_on, &a.bill_no).cmp(&(b.billed_on, &b.bill_no)));
        let entries = self.entries.iter().zip(1..).filter(|(entry, _)| entry.owner == owner);
        let standing = self
            .offsets
            .iter()
            .zip(1..)
            .filter(|(o, _)| o.standing > 0 && self.applications[o.application].owner == owner);
        Ledger {
            bills,
            entries: entries
                .map(|(entry, id)| LedgerEntry {
                    id: EntryId(id),
                    reason: LedgerReason::Other,
                    amount: Fen(entry.fen),
                })
                .collect(),
            offsets: standing
                .map(|(o, id)| Offset {
                    id: OffsetId(id),
                    source: o.source,
                    bill: bill_id(o.bill),
                    amount: Fen(o.standing),
                })
                .collect(),
        }
    }

    pub fn balance(&self, owner: usize) -> Balance {
        let Owner { account, policy } = &self.owners[owner];
        self.ledger(owner).balance(account, policy, self.today())
    }

    /// What an application would take, or the rule that refuses it.
    pub fn plan(&self, owner: usize, ask: &Ask) -> Result<Plan, Refusal> {
        let Owner { account, policy } = &self.owners[owner];
        let (ledger, balance) = (self.ledger(owner), self.balance(owner));
        let info = InvoiceInfo { name: NAME.into(), tax_id: Some(TAX_ID.into()), ..InvoiceInfo::default() };
        rules::refuse(&Case {
            today: self.today(),
            policy,
            account,
            ledger: &ledger,
            balance: &balance,
            ask,
            invoice_type: InvoiceType::EnterpriseGeneral,
            info: Some(&info),
            qualification: None,
            address: Some(&MailingAddress::default()),
            email: Some(EMAIL),
            remark: None,
        })?;
        Ok(ledger.plan(&balance, ask))
    }

    /// Keeps an application that was made by a plan.
    pub fn apply(&mut self, owner: usize, plan: &Plan) {
        let application = self.applications.len();
        let bill = |id: BillId| id.0 as usize - 1;
        let today = self.today();
        let of_day = self.applications.iter().filter(|a| a.submitted_on == today).count();
        self.applications.push(Applied {
            owner,
            number: format!("FP{}-{:04}", today.format("%Y%m%d"), of_day + 1),
            state: State::Submitted,
            submitted_on: today,
            fen: plan.amount.0,
            lines: plan.lines.iter().map(|line| (bill(line.bill), line.invoiced.0)).collect(),
            uncovered: 0,
            invoices: Vec::new(),
        });
        self.offsets.extend(plan.offsets.iter().map(|o| Absorbed {
            application,
            bill: bill(o.bill),
            source: o.source,
            fen: o.amount.0,
            standing: o.amount.0,
        }));
    }

    /// Ends an application: what it holds is free, and so is what others absorbed of it.
    pub fn end(&mut self, application: usize, state: State) {
        self.applications[application].state = state;
        for offset in self.offsets.iter_mut().filter(|o| o.application == application) {
            offset.standing = 0;
        }
        self.give_back(self.applications[application].owner);
    }

    /// Gives back what is offset beyond what is left of its source, and covers what was not.
    pub fn give_back(&mut self, owner: usize) {
        for (id, left) in self.ledger(owner).give_back() {
            self.offsets[id.0 as usize - 1].standing = left.0;
        }
        self.cover(owner);
    }

    /// What each application of an owner misses: what its bills lack, the newest application first.
    pub fn cover(&mut self, owner: usize) {
        let of_owner = |a: &&mut Applied| a.owner == owner;
        self.applications.iter_mut().filter(of_owner).for_each(|a| a.uncovered = 0);
        for bill in 0..self.bills.len() {
            let charge = &self.bills[bill];
            let mut lacking = self.used(bill) + charge.refunds.iter().sum::<i64>() - charge.fen;
            for application in (0..self.applications.len()).rev() {
                let applied = &self.applications[application];
                if applied.owner != owner || !applied.is_live() {
                    continue;
                }
                let invoiced = applied.lines.iter().filter(|line| line.0 == bill).map(|line| line.1);
                let absorbed = self.offsets.iter().filter(|o| o.application == application && o.bill == bill);
                let held = invoiced.sum::<i64>() + absorbed.map(|o| o.standing).sum::<i64>();
                let share = held.min(lacking).max(0);
                lacking -= share;
                self.applications[application].uncovered += share;
            }
        }
    }
}

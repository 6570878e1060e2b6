//! The reference: what was said to the desk, in plain maps, and nothing of the program's own arithmetic or rules.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, TimeDelta, Utc};

use serde_json::{Value, json};

use super::said::Said;

/// The users, and the roles they have.
pub const USERS: [(&str, &[&str]); 4] =
    [("王敏", &["clerk"]), ("李强", &["reviewer"]), ("周平", &["clerk", "reviewer"]), ("赵静", &["admin"])];

/// The accounts, each of the issuer that its first letter names: under `T` amounts are free, special invoices are
/// reviewed and plans run; under `Q` bills are chosen, go out of date and block, and corrections are offered. `QX` is
/// abroad.
pub const ACCOUNTS: [&str; 5] = ["Q1", "Q2", "QX", "T1", "T2"];

#[derive(Clone, Debug)]
pub struct Model {
    pub now: DateTime<Utc>,
    pub accounts: BTreeMap<&'static str, Account>,
    pub bills: BTreeMap<String, Bill>,
    /// How many bills there ever were.
    pub billed: usize,
    /// The non-invoiceable ledger: whose, and how much.
    pub entries: Vec<(&'static str, i64)>,
    pub applications: BTreeMap<String, Application>,
    /// Oldest first.
    pub offsets: Vec<Offset>,
    /// Oldest first.
    pub corrections: Vec<Correction>,
    /// Account and month.
    pub runs: BTreeSet<(&'static str, String)>,
    /// Every invoice number that is used, red ones among them.
    pub numbers: BTreeSet<String>,
    /// What was said last, and what is to come of it.
    pub said: Option<Said>,
}

#[derive(Clone, Debug, Default)]
pub struct Account {
    pub is_frozen: bool,
    /// Which special info is saved, by its bank account.
    pub special: Option<u32>,
    pub qualification: Option<Stand>,
    /// Who last changed it.
    pub changer: &'static str,
    /// Who submitted last, and which special info, and who had changed that last.
    pub submitted: Option<(&'static str, u32, &'static str)>,
    pub held_by: Option<&'static str>,
    /// Whether a plan is enabled, and since when.
    pub plan: Option<(bool, NaiveDate)>,
}

/// Where a qualification stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    Draft,
    Pending,
    Approved,
    Rejected,
    Stale,
    Revoked,
}

#[derive(Clone, Debug)]
pub struct Bill {
    pub account: &'static str,
    pub fen: i64,
    pub refunded: i64,
    pub opening: i64,
    pub billed_on: NaiveDate,
    pub due_on: NaiveDate,
    pub paid_on: Option<NaiveDate>,
}

#[derive(Clone, Debug)]
pub struct Application {
    pub account: &'static str,
    pub state: &'static str,
    pub is_special: bool,
    pub fen: i64,
    pub submitted_on: NaiveDate,
    pub issued_on: Option<NaiveDate>,
    /// Bill, and what is invoiced from it.
    pub lines: BTreeMap<String, i64>,
    /// The numbers of its invoices.
    pub invoices: Vec<String>,
}

/// Where non-invoiceable money comes from: an entry by its place, or a bill.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    Entry(usize),
    Bill(String),
}

#[derive(Clone, Debug)]
pub struct Offset {
    pub application: String,
    pub bill: String,
    pub source: Source,
    pub standing: i64,
}

#[derive(Clone, Debug)]
pub struct Correction {
    pub application: String,
    pub account: &'static str,
    pub state: &'static str,
    /// When it was approved.
    pub approved_on: Option<NaiveDate>,
    pub by: &'static str,
}

/// An account whose invoices are those of `T`.
pub fn is_t(account: &str) -> bool {
    account.starts_with('T')
}

impl Application {
    pub fn is_live(&self) -> bool {
        !["cancelled", "rejected", "reversed"].contains(&self.state)
    }

    pub fn is_issued(&self) -> bool {
        ["issued", "delivered", "received"].contains(&self.state)
    }
}

impl Model {
    pub fn new() -> Self {
        Self {
            now: "2026-01-05T01:00:00Z".parse().unwrap(),
            accounts: ACCOUNTS.into_iter().map(|code| (code, Account::default())).collect(),
            bills: BTreeMap::new(),
            billed: 0,
            entries: Vec::new(),
            applications: BTreeMap::new(),
            offsets: Vec::new(),
            corrections: Vec::new(),
            runs: BTreeSet::new(),
            numbers: BTreeSet::new(),
            said: None,
        }
    }

    /// Today in China.
    pub fn today(&self) -> NaiveDate {
        (self.now + TimeDelta::hours(8)).date_naive()
    }

    pub fn ago(&self, days: i64) -> NaiveDate {
        self.today() - TimeDelta::days(days)
    }

    pub fn is_paid(&self, bill: &Bill) -> bool {
        bill.paid_on.is_some_and(|on| on <= self.today())
    }

    pub fn used(&self, bill_no: &str) -> i64 {
        let live = self.applications.values().filter(|a| a.is_live());
        let invoiced: i64 = live.filter_map(|a| a.lines.get(bill_no)).sum();
        let opening = self.bills.get(bill_no).map_or(0, |bill| bill.opening);
        opening
            + invoiced
            + self.offsets.iter().filter(|o| o.bill == bill_no).map(|o| o.standing).sum::<i64>()
    }

    pub fn remaining(&self, bill_no: &str) -> i64 {
        let bill = &self.bills[bill_no];
        if self.is_paid(bill) { (bill.fen - bill.refunded - self.used(bill_no)).max(0) } else { 0 }
    }

    pub fn deficit(&self, bill_no: &str) -> i64 {
        // What an ended application took from may have been removed since.
        let Some(bill) = self.bills.get(bill_no) else { return 0 };
        (self.used(bill_no) + bill.refunded - bill.fen).max(0)
    }

    /// Whether an application has lost a part of what it holds: what a bill lacks is missing to the newest first.
    pub fn is_uncovered(&self, number: &str) -> bool {
        let held = |number: &String, application: &Application, bill: &str| -> i64 {
            let of = |o: &&Offset| o.application == *number && o.bill == bill;
            let absorbed: i64 = self.offsets.iter().filter(of).map(|o| o.standing).sum();
            absorbed + application.lines.get(bill).copied().unwrap_or_default()
        };
        self.applications[number].lines.keys().any(|bill| {
            let newer = self.applications.iter().filter(|(other, a)| other.as_str() > number && a.is_live());
            self.deficit(bill) > newer.map(|(other, a)| held(other, a, bill)).sum()
        })
    }

    /// Numbers of invoices that are new.
    pub fn new_numbers(&self, count: usize) -> Vec<String> {
        (1..=count).map(|n| format!("{:020}", self.numbers.len() + n)).collect()
    }

    /// The red-letter invoices of an application: a field of the command, and their numbers; at least one, since what
    /// has none is asked for it too. The first is `used`, where one is.
    pub fn red_numbers(&self, number: &str, used: Option<String>) -> (&'static str, Value, Vec<String>) {
        let invoices = &self.applications[number].invoices;
        let mut red = self.new_numbers(invoices.len().max(1));
        if let Some(used) = used {
            red[0] = used;
        }
        if invoices.len() < 2 {
            return ("red_number", json!(red[0]), red);
        }
        let pairs =
            invoices.iter().zip(&red).map(|(number, red)| json!({"number": number, "red_number": red}));
        ("reversals", pairs.collect(), red)
    }

    /// Whether an application that is live or was issued took from a bill, or offset what it lacked.
    pub fn is_in_use(&self, bill_no: &str) -> bool {
        let uses = |(number, a): (&String, &Application)| {
            let offsets =
                |o: &Offset| o.application == *number && o.source == Source::Bill(bill_no.to_owned());
            !["cancelled", "rejected"].contains(&a.state)
                && (a.lines.contains_key(bill_no) || self.offsets.iter().any(offsets))
        };
        self.applications.iter().any(uses)
    }

    /// The bills of an account, oldest first.
    pub fn bills_of(&self, account: &str) -> Vec<String> {
        let mut bills: Vec<_> = self.bills.iter().filter(|(_, b)| b.account == account).collect();
        bills.sort_by_key(|(bill_no, bill)| (bill.billed_on, (*bill_no).clone()));
        bills.into_iter().map(|(bill_no, _)| bill_no.clone()).collect()
    }

    /// The rule that refuses a bill, if one does.
    pub fn bill_barred(&self, bill_no: &str) -> Option<&'static str> {
        let bill = &self.bills[bill_no];
        if !self.is_paid(bill) {
            Some("bill-not-paid")
        } else if self.is_too_old(bill) {
            Some("bill-age-limit")
        } else if self.remaining(bill_no) == 0 {
            Some("bill-fully-invoiced")
        } else {
            None
        }
    }

    pub fn is_too_old(&self, bill: &Bill) -> bool {
        !is_t(bill.account) && self.today() > bill.billed_on + Months::new(12)
    }

    /// The rule that blocks a whole account, if one does.
    pub fn blocked(&self, account: &str) -> Option<&'static str> {
        let unpaid_since = |day: NaiveDate| {
            let of = |b: &&Bill| b.account == account && !self.is_paid(b) && b.due_on < day;
            !is_t(account) && self.bills.values().any(|bill| of(&bill))
        };
        if account == "QX" {
            Some("account-outside-mainland")
        } else if self.accounts[account].is_frozen || unpaid_since(self.today() - Days::new(30)) {
            Some("account-frozen")
        } else if unpaid_since(self.today()) {
            Some("overdue-bill")
        } else {
            None
        }
    }

    /// Every source of an account with what is left of it, in the order in which they are offset.
    pub fn sources(&self, account: &str) -> Vec<(Source, i64)> {
        let own = self.entries.iter().enumerate().filter(|(_, entry)| entry.0 == account);
        let entries = own.map(|(place, entry)| (Source::Entry(place), entry.1));
        let bills = self.bills_of(account).into_iter();
        let deficits = bills.map(|bill| (self.deficit(&bill), bill)).filter(|(fen, _)| *fen > 0);
        entries
            .chain(deficits.map(|(fen, bill)| (Source::Bill(bill), fen)))
            .map(|(source, fen)| {
                let taken: i64 = self.offsets.iter().filter(|o| o.source == source).map(|o| o.standing).sum();
                (source, fen - taken)
            })
            .collect()
    }

    pub fn non_invoiceable(&self, account: &str) -> i64 {
        self.sources(account).iter().map(|(_, left)| left).sum()
    }

    /// What remains of the bills that no rule refuses.
    pub fn open(&self, account: &str) -> i64 {
        let bills = self.bills_of(account).into_iter();
        bills.filter(|bill| self.bill_barred(bill).is_none()).map(|bill| self.remaining(&bill)).sum()
    }

    pub fn invoiceable(&self, account: &str) -> i64 {
        match self.blocked(account) {
            Some(_) => 0,
            None => (self.open(account) - self.non_invoiceable(account)).max(0),
        }
    }

    /// Lays the bills in a row and takes `total` from it: first what is not invoiceable, then what is invoiced.
    /// Answers a line for every bill that is touched, with what is absorbed on it, and the offsets.
    pub fn take(&self, account: &str, bills: &[String], total: i64) -> Taken {
        let mut taken = Taken::default();
        let mut sources = self.sources(account);
        sources.retain(|(_, left)| *left > 0);
        sources.reverse();
        let mut total = total;
        for bill in bills {
            let mut room = self.remaining(bill).min(total);
            total -= room;
            let mut absorbed = 0;
            while room > 0 {
                let Some((source, left)) = sources.pop() else { break };
                let part = left.min(room);
                taken.offsets.push((bill.clone(), source.clone(), part));
                absorbed += part;
                room -= part;
                if part < left {
                    sources.push((source, left - part));
                    break;
                }
            }
            if room > 0 || absorbed > 0 {
                taken.fen += room;
                taken.lines.push((bill.clone(), room, absorbed));
            }
        }
        taken
    }

    /// Ends an application; what it held is free, and what was absorbed of it beyond what is left is given back,
    /// newest first, and so on.
    pub fn end(&mut self, number: &str, state: &'static str) {
        self.applications.get_mut(number).unwrap().state = state;
        for offset in self.offsets.iter_mut().filter(|o| o.application == number) {
            offset.standing = 0;
        }
        loop {
            let overdrawn = self.bills.keys().find_map(|bill| {
                let of = |o: &&Offset| o.source == Source::Bill(bill.clone());
                let taken: i64 = self.offsets.iter().filter(of).map(|o| o.standing).sum();
                let excess = taken - self.deficit(bill);
                (excess > 0).then(|| (Source::Bill(bill.clone()), excess))
            });
            let Some((source, mut excess)) = overdrawn else { break };
            for offset in self.offsets.iter_mut().rev().filter(|o| o.source == source) {
                let back = offset.standing.min(excess);
                offset.standing -= back;
                excess -= back;
            }
        }
    }

    /// How many corrections of the calendar year count: those approved in it, and those that wait.
    pub fn corrections_of_year(&self, account: &str) -> usize {
        let year = self.today().year();
        let counts = |c: &&Correction| {
            c.account == account
                && (c.state == "requested" || c.approved_on.is_some_and(|on| on.year() == year))
        };
        self.corrections.iter().filter(counts).count()
    }
}

/// What an application takes.
#[derive(Default)]
pub struct Taken {
    pub fen: i64,
    /// Bill, what is invoiced from it, what is absorbed on it.
    pub lines: Vec<(String, i64, i64)>,
    /// Bill, source, how much.
    pub offsets: Vec<(String, Source, i64)>,
}

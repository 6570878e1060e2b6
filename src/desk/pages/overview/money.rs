//! What is invoiceable, of the whole store or of one customer, by the age of the bills it is made of.
//!
//! One customer's is the balance itself. The whole store's is the sum of all balances, put together from sums that
//! the store makes; tests hold the two together.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};

use super::{BANDS, Task, What, horizon};
use crate::desk::clock::Moment;
use crate::desk::commands::named_account::{Customer, customer, newest_policy};
use crate::desk::pages::summary;
use crate::domain::account::{Account, AccountStatus, Region};
use crate::domain::balance::{Balance, Ledger};
use crate::domain::money::Fen;
use crate::domain::policy::Policy;
use crate::domain::refusal::Refusal;
use crate::domain::rule_id::RuleId;
use crate::store::engine::Db;
use crate::store::overview::{self, Aging, CustomerName, OpenBills, Spans};
use crate::store::{issuer, ledger};

/// What is invoiceable, and what keeps the rest from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invoiceable {
    /// The sum of every account's invoiceable amount.
    pub total: Fen,
    /// How many customers it belongs to.
    pub customers: u64,
    /// The total by the age of the bills, youngest first: up to each of [`BAND_DAYS`], older, and what will be too old
    /// within [`super::AGES_OUT_WITHIN_DAYS`] days. What is not invoiceable is taken off the oldest, which absorb it.
    pub by_age: [Fen; BANDS],
    /// The last day on which a bill was billed that will be too old by then; none where there is none.
    pub ages_out_billed_by: Option<NaiveDate>,
    /// How much of the total will be too old within [`super::AGES_OUT_WITHIN_DAYS`] days.
    pub ages_out: Fen,
    /// After how many months a bill is too old, if that is the same for all of `ages_out`.
    pub age_limit_months: Option<u32>,
    /// What could be invoiced if accounts were not blocked.
    pub waiting: Fen,
    /// What has to be taken off first.
    pub non_invoiceable: Fen,
    /// How far below zero accounts are (欠票).
    pub in_arrears: Fen,
    /// The rule that blocks the one customer that is looked at.
    pub blocked: Option<RuleId>,
    /// What the user at the desk can do about it, in no order.
    pub tasks: Vec<Task>,
    /// The accounts that overdue bills block, where that is the user's business, in no order.
    pub known: Vec<Task>,
}

/// The ages in days at which bands end.
pub const BAND_DAYS: [u64; BANDS - 2] = [30, 90, 180];

/// What is invoiceable of one customer, by number, or of all.
pub fn invoiceable(db: &Db, moment: &Moment, of: Option<&str>) -> Result<Invoiceable, Refusal> {
    let mut sum = match of {
        None => of_all(db, moment),
        Some(code) => of_one(db, moment, code),
    }?;
    let (_, roles) = summary::user(db, moment)?;
    let (known, tasks) =
        sum.tasks.into_iter().filter(|task| task.is_for(&roles)).partition(Task::is_only_known);
    (sum.known, sum.tasks) = (known, tasks);
    Ok(sum)
}

fn of_all(db: &Db, moment: &Moment) -> Result<Invoiceable, Refusal> {
    let today = moment.today;
    let mut sum = Invoiceable::default();
    let mut non_invoiceable: HashMap<_, _> = overview::non_invoiceable(db)?.into_iter().collect();
    let overdue: HashMap<_, _> = overview::overdue(db, today)?.into_iter().collect();
    for issuer in issuer::all(db)? {
        let policy = newest_policy(db, &issuer.issuer.policy)?;
        let spans = spans(&policy, today);
        let aging: HashMap<_, _> = overview::aging(db, &spans)?.into_iter().collect();
        for bills in overview::open_bills(db, issuer.id, &spans)? {
            let account = bills.customer.id;
            let off = non_invoiceable.remove(&account).unwrap_or_default();
            let (first_due, aging) = (overdue.get(&account).copied(), aging.get(&account).copied());
            sum.add(&policy, today, Part { first_due, non_invoiceable: off, aging, bills });
        }
    }
    Ok(sum)
}

fn of_one(db: &Db, moment: &Moment, code: &str) -> Result<Invoiceable, Refusal> {
    let Customer { stored, policy, .. } = customer(db, code)?;
    let ledger = ledger::load(db, stored.id)?;
    let today = moment.today;
    let balance = ledger.balance(&stored.account, &policy, today);
    let first_due = ledger.bills.iter().filter(|bill| bill.is_overdue(today)).map(|bill| bill.due_on).min();
    let Account { code, name, kind, region, status, .. } = stored.account;
    let customer = CustomerName { id: stored.id, code, name, kind, status };
    let (bills, aging) = open_bills(customer, region, &ledger, &balance, &spans(&policy, today));
    let mut sum = Invoiceable::default();
    sum.add(&policy, today, Part { first_due, non_invoiceable: balance.non_invoiceable, aging, bills });
    sum.blocked = balance.blocked;
    Ok(sum)
}

/// The bill dates that belong together under a policy.
fn spans(policy: &Policy, today: NaiveDate) -> Spans {
    let oldest = policy.oldest_to_invoice(today).unwrap_or(NaiveDate::MIN);
    let ages_out_before = policy.oldest_to_invoice(horizon(today)).unwrap_or(oldest);
    let ago = |days| today.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN).max(ages_out_before);
    let [b0, b1, b2] = BAND_DAYS.map(ago);
    Spans { today, bands: [b0, b1, b2, ages_out_before, oldest] }
}

/// The same sums of one balance as the store makes of every account.
fn open_bills(
    customer: CustomerName,
    region: Region,
    ledger: &Ledger,
    balance: &Balance,
    spans: &Spans,
) -> (OpenBills, Option<Aging>) {
    let mut bills = OpenBills { customer, region, by_age: [Fen::ZERO; BANDS] };
    let mut aging: Option<Aging> = None;
    let eligible = ledger.bills.iter().zip(&balance.bills).filter(|(_, line)| line.refused_by.is_none());
    for (bill, line) in eligible {
        let band = spans.bands.iter().position(|first| bill.billed_on >= *first).unwrap_or(BANDS - 1);
        bills.by_age[band] += line.remaining;
        if band == BANDS - 1 {
            aging.get_or_insert(Aging { bills: 0, oldest: bill.billed_on }).bills += 1;
        }
    }
    (bills, aging)
}

/// What an account adds to the sum.
struct Part {
    /// What remains of its bills.
    bills: OpenBills,
    /// Those that are about to be too old, if there are any.
    aging: Option<Aging>,
    /// What has to be taken off first.
    non_invoiceable: Fen,
    /// The earliest due date of what is overdue.
    first_due: Option<NaiveDate>,
}

impl Part {
    /// The rule that blocks the account, in the order of RULES.md section 5.
    fn blocked(&self, policy: &Policy, today: NaiveDate) -> Option<RuleId> {
        let freezes = self.first_due.is_some_and(|due_on| policy.freezes(due_on, today));
        if self.bills.region != Region::Mainland {
            Some(RuleId::AccountOutsideMainland)
        } else if self.bills.customer.status == AccountStatus::Frozen || freezes {
            Some(RuleId::AccountFrozen)
        } else {
            self.first_due.filter(|_| policy.overdue_bill_blocks).map(|_| RuleId::OverdueBill)
        }
    }
}

impl Invoiceable {
    fn add(&mut self, policy: &Policy, today: NaiveDate, part: Part) {
        let remaining: Fen = part.bills.by_age.iter().copied().sum();
        let sum = remaining - part.non_invoiceable;
        self.non_invoiceable += part.non_invoiceable;
        self.in_arrears += (-sum).or_zero();
        if !sum.is_positive() {
            return;
        }
        let ages_out = (part.bills.by_age[BANDS - 1] - part.non_invoiceable).or_zero();
        let aging = part.aging.filter(|_| ages_out.is_positive());
        let last_day = aging.and_then(|aging| policy.last_day_to_invoice(aging.oldest));
        if let Some(rule) = part.blocked(policy, today) {
            self.waiting += sum;
            let by_hand =
                part.bills.region != Region::Mainland || part.bills.customer.status == AccountStatus::Frozen;
            if let Some(since) = part.first_due.filter(|_| !by_hand) {
                let what = What::Blocked { rule, since };
                self.tasks.push(Task::new(what, part.bills.customer, sum, last_day));
            }
            return;
        }
        self.total += sum;
        self.customers += 1;
        let mut absorbed = part.non_invoiceable;
        for (band, remaining) in self.by_age.iter_mut().zip(part.bills.by_age).rev() {
            let part = absorbed.min(remaining);
            absorbed -= part;
            *band += remaining - part;
        }
        if let (Some(aging), Some(last_day)) = (aging, last_day) {
            let is_first = !self.ages_out.is_positive();
            self.age_limit_months = policy
                .bill_age_limit_months
                .filter(|months| is_first || self.age_limit_months == Some(*months));
            self.ages_out += ages_out;
            let billed_by =
                policy.oldest_to_invoice(horizon(today)).and_then(|on| on.pred_opt()).unwrap_or(today);
            self.ages_out_billed_by = self.ages_out_billed_by.max(Some(billed_by));
            let what = What::AgesOut { bills: aging.bills, billed_by };
            self.tasks.push(Task::new(what, part.bills.customer, ages_out, Some(last_day)));
        }
    }
}

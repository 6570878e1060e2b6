//! The list of bills: pages that begin behind a row, totals, and the whole list row by row.
//!
//! A list is read in one of two ways. Where one of its conditions leaves few bills, these are collected by that
//! condition's index and sorted. Otherwise the bills are read along the index of the order, and those that do not
//! fit are passed over: as many fit, a page is soon full.
//!
//! Errors of every call: `store`, or what a caller's closure refuses.

use chrono::NaiveDate;

use crate::domain::bill::Bill;
use crate::domain::ids::{AccountId, IssuerId};
use crate::domain::list_columns::BillColumn;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::conditions::Conditions;
use crate::store::engine::{Db, columns};
use crate::store::order::ListOrder;

/// How many bills are few: collecting and sorting them takes less than a page may take.
pub const FEW: u32 = 20_000;

/// Which bills are listed: those for which everything that is given holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillFilter {
    /// The day on which it is asked.
    pub today: NaiveDate,
    /// Every issuer whose bills there may be, with the oldest bill date that can be invoiced today, where there is
    /// a limit.
    pub oldest: Vec<(IssuerId, Option<NaiveDate>)>,
    /// Of this issuer.
    pub issuer: Option<IssuerId>,
    /// Of this account.
    pub account: Option<AccountId>,
    /// In this state.
    pub state: Option<BillStateFilter>,
    /// Billed on this day or later.
    pub from: Option<NaiveDate>,
    /// Billed on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Whose number begins so, or whose customer is found by it.
    pub text: String,
    /// Up to how many bills are collected and sorted: [`FEW`]. It decides the way, never the list.
    pub few: u32,
}

/// A state that bills are looked for in. A bill may be in several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BillStateFilter {
    /// Can be invoiced, in full or for what remains.
    Eligible,
    /// Something was used and something remains.
    PartlyInvoiced,
    /// Something was used and nothing remains.
    Invoiced,
    /// Not paid, whether due or not.
    Unpaid,
    /// Not paid, and past the due date.
    Overdue,
    /// Paid, and something remains, but the bill is too old for it to be invoiced.
    TooOld,
    /// Something was given back.
    Refunded,
}

impl BillStateFilter {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Eligible,
        Self::PartlyInvoiced,
        Self::Invoiced,
        Self::Unpaid,
        Self::Overdue,
        Self::TooOld,
        Self::Refunded,
    ];
}

/// A bill in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedBill {
    /// The bill.
    pub bill: Bill,
    /// What was billed, in words.
    pub item: Option<String>,
    /// Whose bill it is.
    pub issuer: IssuerId,
    /// The number of its account.
    pub account: String,
    /// The name of its account.
    pub account_name: String,
    /// What of `used` is absorbed by offsets.
    pub absorbed: Fen,
}

columns! { ListedBill { bill, item, issuer, account, account_name, absorbed } }

/// What the bills of a list come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BillTotals {
    /// How many.
    pub count: u64,
    /// What was charged.
    pub amount: Fen,
    /// What was given back.
    pub refunded: Fen,
    /// Invoiced, reserved and absorbed.
    pub used: Fen,
    /// What remains of those that can be invoiced.
    pub eligible: Fen,
}

columns! { BillTotals { count, amount, refunded, used, eligible } }

/// The bills behind `after`, or the first ones, at most `limit`.
pub fn page(
    db: &Db,
    filter: &BillFilter,
    order: BillColumn,
    descending: bool,
    after: Option<&ListedBill>,
    limit: u32,
) -> Result<Vec<ListedBill>, Refusal> {
    let mut query = Query::new(db, filter, Some(order))?;
    let tail = sorted(order, descending).page(&mut query.conditions, after, limit);
    db.all(&query.select(COLUMNS, &tail), query.conditions.values().as_slice())
}

/// Hands the whole list to `each`, a bill at a time, until it says to stop.
pub fn each(
    db: &Db,
    filter: &BillFilter,
    order: BillColumn,
    descending: bool,
    each: impl FnMut(ListedBill) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    let query = Query::new(db, filter, Some(order))?;
    let sql = query.select(COLUMNS, &sorted(order, descending).whole());
    db.each(&sql, query.conditions.values().as_slice(), each)
}

/// What the whole list comes to.
pub fn totals(db: &Db, filter: &BillFilter) -> Result<BillTotals, Refusal> {
    let mut query = Query::new(db, filter, None)?;
    let eligible = state(&mut query.conditions, filter, BillStateFilter::Eligible, None);
    let sums = format!(
        "count(*), coalesce(sum(b.amount), 0), coalesce(sum(b.refunded), 0), coalesce(sum(b.used), 0),
        coalesce(sum(b.amount - b.refunded - b.used) FILTER (WHERE {eligible}), 0)"
    );
    db.one(&query.select(&sums, ""), query.conditions.values().as_slice())
}

/// How many bills of a filter are in each state, in the order of [`BillStateFilter::ALL`], and how many there are, whatever
/// state the filter names; none where there are more than `most`, which would take long to count.
pub fn counts(db: &Db, filter: &BillFilter, most: u64) -> Result<Option<(u64, [u64; 7])>, Refusal> {
    let filter = BillFilter { state: None, ..filter.clone() };
    let mut probe = Query::new(db, &filter, None)?;
    let limit = probe.conditions.bind(i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1));
    let sql = format!("SELECT count(*) FROM ({}) AS probe", probe.select("b.id", &format!("LIMIT {limit}")));
    let found: u64 = db.one(&sql, probe.conditions.values().as_slice())?;
    if found > most {
        return Ok(None);
    }
    let mut query = Query::new(db, &filter, None)?;
    let columns = BillStateFilter::ALL.map(|wanted| {
        format!("count(*) FILTER (WHERE {})", state(&mut query.conditions, &filter, wanted, None))
    });
    let counts = db.one(&query.select(&columns.join(", "), ""), query.conditions.values().as_slice())?;
    Ok(Some((found, counts)))
}

/// The columns of a [`ListedBill`], of a bill `b` and its account `a`.
pub(super) const COLUMNS: &str =
    "b.id, b.bill_no, b.kind, b.amount, b.refunded, b.opening, b.used, b.billed_on, b.due_on,
    b.paid_on, b.item, a.issuer_id, a.code, a.name,
    coalesce((SELECT sum(o.standing) FROM bill_offset o WHERE o.bill_id = b.id), 0)";

/// What remains, as it is sorted by.
const REMAINING: &str = "CASE WHEN b.paid_on IS NULL OR b.amount - b.refunded < b.used THEN 0
                ELSE b.amount - b.refunded - b.used END";

/// How the list is sorted by a column: by the bill date where the column does not sort.
fn sorted(by: BillColumn, descending: bool) -> ListOrder<ListedBill> {
    let (key, key_of): (_, fn(&mut Conditions, &ListedBill) -> String) = match by {
        BillColumn::BillNo => ("b.bill_no", |query, row| query.bind(row.bill.bill_no.clone())),
        BillColumn::Amount => ("b.amount", |query, row| query.bind(row.bill.amount)),
        BillColumn::Remaining => (REMAINING, |query, row| query.bind(left_over(&row.bill))),
        BillColumn::DueOn => ("b.due_on", |query, row| query.bind(row.bill.due_on)),
        _ => ("b.billed_on", |query, row| query.bind(row.bill.billed_on)),
    };
    ListOrder { key, key_of, id: "b.id", id_of: |query, row| query.bind(row.bill.id), descending }
}

/// What [`REMAINING`] is of a bill.
fn left_over(bill: &Bill) -> Fen {
    if bill.paid_on.is_none() { Fen::ZERO } else { (bill.amount - bill.refunded - bill.used).or_zero() }
}

/// A condition that may leave few bills, and whose index finds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Narrow {
    Account,
    Text,
    State,
    Period,
    Issuer,
}

/// A statement in the making.
struct Query {
    /// What collects the bills, where they are few.
    candidates: Option<String>,
    conditions: Conditions,
}

impl Query {
    /// The statement for a filter that is read in `order`; without one, everything is read.
    fn new(db: &Db, filter: &BillFilter, order: Option<BillColumn>) -> Result<Self, Refusal> {
        let mut conditions = Conditions::default();
        let mut candidates = None;
        for narrow in [Narrow::Account, Narrow::Text, Narrow::State, Narrow::Period, Narrow::Issuer] {
            let mut probe = Conditions::default();
            let Some(ids) = collect(&mut probe, filter, narrow, "UNION ALL") else { continue };
            let limit = probe.bind(i64::from(filter.few) + 1);
            let sql = format!("SELECT count(*) FROM (SELECT 1 FROM ({ids}) AS ids LIMIT {limit}) AS probe");
            let found: i64 = db.one(&sql, probe.values().as_slice())?;
            if found <= i64::from(filter.few) {
                candidates = collect(&mut conditions, filter, narrow, "UNION");
                break;
            }
        }
        let along = order.filter(|_| candidates.is_none());
        restrict(&mut conditions, filter, along);
        Ok(Self { candidates, conditions })
    }

    /// The whole text, of which the tables are read in this order.
    fn select(&self, columns: &str, tail: &str) -> String {
        let conditions = self.conditions.text();
        match &self.candidates {
            None => format!(
                "SELECT {columns} FROM bill b /*+ in order */ JOIN account a ON a.id = b.account_id
                WHERE {conditions} {tail}"
            ),
            Some(ids) => format!(
                "WITH candidate AS /*+ once */ ({ids})
                SELECT {columns} FROM candidate c /*+ in order */ JOIN bill b ON b.id = c.id
                    /*+ in order */ JOIN account a ON a.id = b.account_id
                WHERE {conditions} {tail}"
            ),
        }
    }
}

/// What selects the ids of at least all bills that fit, by one condition alone; where two indexes are needed, put
/// together by `union`.
fn collect(query: &mut Conditions, filter: &BillFilter, narrow: Narrow, union: &str) -> Option<String> {
    match narrow {
        Narrow::Account => {
            let account = query.bind(filter.account?);
            Some(format!("SELECT id FROM bill WHERE account_id = {account}"))
        }
        Narrow::Text => {
            let text = filter.text.trim();
            if text.is_empty() {
                return None;
            }
            let by_number = format!("SELECT id FROM bill WHERE {}", query.begins("bill_no", text));
            Some(match query.accounts_with(text) {
                None => by_number,
                Some(accounts) => {
                    format!("{by_number} {union} SELECT id FROM bill WHERE account_id IN ({accounts})")
                }
            })
        }
        Narrow::State => filter.state.map(|wanted| match wanted {
            BillStateFilter::Eligible | BillStateFilter::TooOld => {
                let bounds = age_bounds(query, filter, wanted, "billed_on");
                format!("SELECT id FROM bill WHERE used < amount - refunded AND paid_on IS NOT NULL{bounds}")
            }
            BillStateFilter::PartlyInvoiced | BillStateFilter::Invoiced => {
                "SELECT id FROM bill WHERE used > 0".to_owned()
            }
            BillStateFilter::Refunded => "SELECT id FROM bill WHERE refunded > 0".to_owned(),
            BillStateFilter::Unpaid | BillStateFilter::Overdue => {
                let today = query.bind(filter.today);
                format!(
                    "SELECT id FROM bill WHERE paid_on IS NULL
                    UNION ALL SELECT id FROM bill WHERE paid_on > {today}"
                )
            }
        }),
        Narrow::Period => {
            let mut bounds = Vec::new();
            bounds.extend(filter.from.map(|from| format!("billed_on >= {}", query.bind(from))));
            bounds.extend(filter.to.map(|to| format!("billed_on <= {}", query.bind(to))));
            (!bounds.is_empty()).then(|| format!("SELECT id FROM bill WHERE {}", bounds.join(" AND ")))
        }
        Narrow::Issuer => {
            let issuer = query.bind(filter.issuer?);
            let accounts = format!("SELECT id FROM account WHERE issuer_id = {issuer}");
            Some(format!("SELECT id FROM bill WHERE account_id IN ({accounts})"))
        }
    }
}

/// Everything that a filter asks for, read `along` the index of an order, or not.
fn restrict(query: &mut Conditions, filter: &BillFilter, along: Option<BillColumn>) {
    query.also("b.removed_no IS NULL".to_owned());
    query.is("/*+ no index */ b.account_id", filter.account);
    query.is("a.issuer_id", filter.issuer);
    query.between(billed_on(along), filter.from, filter.to);
    if let Some(wanted) = filter.state {
        let condition = state(query, filter, wanted, along);
        query.also(condition);
        // Those of which nothing remains stand together.
        match (along, wanted) {
            (
                Some(BillColumn::Remaining),
                BillStateFilter::Eligible | BillStateFilter::PartlyInvoiced | BillStateFilter::TooOld,
            ) => {
                query.also(format!("{} > 0", REMAINING));
            }
            (Some(BillColumn::Remaining), BillStateFilter::Invoiced) => {
                query.also(format!("{} <= 0", REMAINING));
            }
            _ => {}
        }
    }
    let text = filter.text.trim();
    if !text.is_empty() {
        let number = query.begins("/*+ no index */ b.bill_no", text);
        let found = match query.accounts_with(text) {
            None => number,
            Some(accounts) => format!("/*+ no index */ b.account_id IN ({accounts}) OR {number}"),
        };
        query.also(format!("({found})"));
    }
}

/// The bill date, for the index of its order to be entered with, or so that no index is: which one is read has been
/// decided. The hints in other conditions are for that too.
fn billed_on(along: Option<BillColumn>) -> &'static str {
    if along == Some(BillColumn::BilledOn) { "b.billed_on" } else { "/*+ no index */ b.billed_on" }
}

/// The condition of a state. Read along the bill date, it says what the partial indexes of that order say, so that
/// these are read; otherwise it says the same in other words, so that they are not.
fn state(
    query: &mut Conditions,
    filter: &BillFilter,
    wanted: BillStateFilter,
    along: Option<BillColumn>,
) -> String {
    let by_date = along == Some(BillColumn::BilledOn);
    let [remains, used, refunded] = if by_date {
        ["b.used < b.amount - b.refunded AND b.paid_on IS NOT NULL", "b.used > 0", "b.refunded > 0"]
    } else {
        ["b.amount - b.refunded - b.used > 0", "b.used + 0 > 0", "b.refunded + 0 > 0"]
    };
    match wanted {
        BillStateFilter::Eligible | BillStateFilter::TooOld => {
            let today = query.bind(filter.today);
            let bounds = age_bounds(query, filter, wanted, billed_on(along));
            let sign = if wanted == BillStateFilter::Eligible { ">=" } else { "<" };
            let of_issuer = oldest(query, filter);
            format!(
                "{remains} AND /*+ no index */ b.paid_on <= {today}{bounds} AND /*+ no index */ b.billed_on {sign} {of_issuer}"
            )
        }
        // What was invoiced elsewhere of a bill that is unpaid leaves nothing until it is paid.
        BillStateFilter::PartlyInvoiced => {
            format!("{used} AND b.amount - b.refunded - b.used > 0 AND /*+ no index */ b.paid_on IS NOT NULL")
        }
        BillStateFilter::Invoiced => format!("{used} AND b.amount - b.refunded - b.used <= 0"),
        BillStateFilter::Refunded => refunded.to_owned(),
        BillStateFilter::Unpaid => {
            let today = query.bind(filter.today);
            format!("coalesce(b.paid_on > {today}, true)")
        }
        BillStateFilter::Overdue => {
            let today = query.bind(filter.today);
            format!("coalesce(b.paid_on > {today}, true) AND /*+ no index */ b.due_on < {today}")
        }
    }
}

/// The oldest bill date of a bill's issuer that can be invoiced.
fn oldest(query: &mut Conditions, filter: &BillFilter) -> String {
    let arms: Vec<String> = filter
        .oldest
        .iter()
        .filter_map(|(issuer, oldest)| {
            let oldest = (*oldest)?;
            Some(format!("WHEN {} THEN {}", query.bind(*issuer), query.bind(oldest)))
        })
        .collect();
    if arms.is_empty() { "''".to_owned() } else { format!("CASE a.issuer_id {} ELSE '' END", arms.join(" ")) }
}

/// Bounds of the bill date that hold whoever the issuer is, for an index to be entered with.
fn age_bounds(query: &mut Conditions, filter: &BillFilter, wanted: BillStateFilter, column: &str) -> String {
    let limits: Option<Vec<NaiveDate>> = filter.oldest.iter().map(|(_, oldest)| *oldest).collect();
    let bound = match wanted {
        // Where one issuer has no limit, no bill date is too old.
        BillStateFilter::Eligible => limits.and_then(|limits| limits.into_iter().min()),
        _ => filter.oldest.iter().filter_map(|(_, oldest)| *oldest).max(),
    };
    match (bound, wanted) {
        (Some(bound), BillStateFilter::Eligible) => format!(" AND {column} >= {}", query.bind(bound)),
        (None, BillStateFilter::Eligible) => String::new(),
        (Some(bound), _) => format!(" AND {column} < {}", query.bind(bound)),
        (None, _) => " AND false".to_owned(),
    }
}

#[cfg(test)]
mod tests;

//! The list of bills: pages that begin behind a row, totals, and the whole list row by row.
//!
//! A list is read in one of two ways. Where one of its conditions leaves few bills, these are collected by that
//! condition's index and sorted. Otherwise the bills are read along the index of the order, and those that do not
//! fit are passed over: as many fit, a page is soon full.
//!
//! Errors of every call: `store`, or what a caller's closure refuses.

mod restrict;
mod way;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use self::restrict::{age_bounds, restrict, state};
use self::way::{Way, among, by_date};
use crate::domain::bill::{Bill, BillStanding};
use crate::domain::ids::{AccountId, BillId, IssuerId};
use crate::domain::list_columns::BillColumn;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::conditions::Conditions;
use crate::store::engine::{Db, columns};
use crate::store::order::{Keys, ListOrder, keyed};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    let mut rows = Vec::new();
    let mut after = after;
    for group in groups(filter, order, descending, after) {
        let order = sorted(order, descending);
        let mut query = Query::new(db, filter, group)?;
        // Those of the next group are all behind.
        let tail = order.page(&mut query.conditions, after.take(), limit - rows.len() as u32);
        rows.extend(db.all::<ListedBill>(&query.page(&order, &tail), query.conditions.values().as_slice())?);
        if rows.len() >= limit as usize {
            break;
        }
    }
    Ok(rows)
}

/// The bill in this row, as the list has it.
pub fn by_id(db: &Db, id: BillId) -> Result<Option<ListedBill>, Refusal> {
    let sql = format!("SELECT {COLUMNS} FROM bill b JOIN account a ON a.id = b.account_id WHERE b.id = ?1");
    db.maybe(&sql, [id])
}

/// Hands the whole list to `each`, a bill at a time, until it says to stop.
pub fn each(
    db: &Db,
    filter: &BillFilter,
    order: BillColumn,
    descending: bool,
    mut each: impl FnMut(ListedBill) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    let mut goes_on = true;
    for group in groups(filter, order, descending, None) {
        let query = Query::new(db, filter, group)?;
        let sql =
            format!("/*+ whole: exported */ {}", query.select(COLUMNS, &sorted(order, descending).whole()));
        db.each(&sql, query.conditions.values().as_slice(), |row| {
            goes_on = each(row)?;
            Ok(goes_on)
        })?;
        if !goes_on {
            break;
        }
    }
    Ok(())
}

/// A part of a list that one statement reads: all of it, or, where it is sorted by where the bills stand, those that
/// stand alike, by their date.
#[derive(Clone, Copy)]
struct Group {
    /// What it is read in the order of; none: everything is read.
    order: Option<BillColumn>,
    standing: Option<BillStanding>,
}

/// The groups of a list, from that of `after` on.
fn groups(
    filter: &BillFilter,
    order: BillColumn,
    descending: bool,
    after: Option<&ListedBill>,
) -> Vec<Group> {
    if order != BillColumn::Standing {
        return vec![Group { order: Some(order), standing: None }];
    }
    let mut standings = standings(filter.state);
    if descending {
        standings.reverse();
    }
    if let Some(last) = after {
        let oldest =
            filter.oldest.iter().find(|(issuer, _)| *issuer == last.issuer).and_then(|(_, day)| *day);
        let here = last.bill.standing_since(oldest, filter.today);
        standings = standings.into_iter().skip_while(|standing| *standing != here).collect();
    }
    let group = |standing| Group { order: Some(BillColumn::BilledOn), standing: Some(standing) };
    standings.into_iter().map(group).collect()
}

/// Where the bills in a state can stand.
fn standings(state: Option<BillStateFilter>) -> Vec<BillStanding> {
    use BillStanding::{Invoiceable, Invoiced, Overdue, PartlyInvoiced, PartlyRefunded, TooOld, Unpaid};
    match state {
        None | Some(BillStateFilter::Refunded) => BillStanding::ALL.to_vec(),
        Some(BillStateFilter::Eligible) => vec![PartlyInvoiced, PartlyRefunded, Invoiceable],
        // With a payment still to come, too.
        Some(BillStateFilter::PartlyInvoiced) => vec![Overdue, Unpaid, TooOld, PartlyInvoiced],
        Some(BillStateFilter::Invoiced) => vec![Overdue, Unpaid, Invoiced],
        Some(BillStateFilter::Unpaid) => vec![Overdue, Unpaid],
        Some(BillStateFilter::Overdue) => vec![Overdue],
        Some(BillStateFilter::TooOld) => vec![TooOld],
    }
}

/// Everything is read, whatever its order.
const ALL: Group = Group { order: None, standing: None };

/// What the whole list comes to.
pub fn totals(db: &Db, filter: &BillFilter) -> Result<BillTotals, Refusal> {
    let mut query = Query::new(db, filter, ALL)?;
    let eligible = state(&mut query.conditions, filter, BillStateFilter::Eligible, Way::Whole);
    let sums = format!(
        "count(*), coalesce(sum(b.amount), 0), coalesce(sum(b.refunded), 0), coalesce(sum(b.used), 0),
        coalesce(sum(b.amount - b.refunded - b.used) FILTER (WHERE {eligible}), 0)"
    );
    let sql = format!("/*+ whole: the list is added up */ {}", query.select(&sums, ""));
    db.one(&sql, query.conditions.values().as_slice())
}

/// How many bills of a filter are in each state, in the order of [`BillStateFilter::ALL`], and how many there are, whatever
/// state the filter names; none where there are more than `most`, which would take long to count.
pub fn counts(db: &Db, filter: &BillFilter, most: u64) -> Result<Option<(u64, [u64; 7])>, Refusal> {
    let filter = BillFilter { state: None, ..filter.clone() };
    let mut probe = Query::new(db, &filter, ALL)?;
    let limit = probe.conditions.bind(i64::try_from(most).unwrap_or(i64::MAX).saturating_add(1));
    let sql = format!("SELECT count(*) FROM ({}) AS probe", probe.select("b.id", &format!("LIMIT {limit}")));
    let found: u64 = db.one(&sql, probe.conditions.values().as_slice())?;
    if found > most {
        return Ok(None);
    }
    let mut query = Query::new(db, &filter, ALL)?;
    let columns = BillStateFilter::ALL.map(|wanted| {
        format!("count(*) FILTER (WHERE {})", state(&mut query.conditions, &filter, wanted, Way::Whole))
    });
    let sql = format!("/*+ whole: as many as were counted */ {}", query.select(&columns.join(", "), ""));
    let counts = db.one(&sql, query.conditions.values().as_slice())?;
    Ok(Some((found, counts)))
}

/// The columns of a [`ListedBill`], of a bill `b` and its account `a`.
pub(super) const COLUMNS: &str =
    "b.id, b.bill_no, b.kind, b.amount, b.refunded, b.opening, b.used, b.billed_on, b.due_on,
    b.paid_on, b.item, a.issuer_id, a.code, a.name,
    coalesce((SELECT sum(o.standing) FROM bill_offset o WHERE o.bill_id = b.id), 0)";

/// How the list is sorted by a column: by the bill date where the column does not sort. The bills of a customer are
/// sorted by their date.
fn sorted(by: BillColumn, descending: bool) -> ListOrder<ListedBill> {
    let (keys, of): Keys<ListedBill> = match by {
        BillColumn::BillNo => {
            (&["b.bill_no", "b.id"], |query, row| keyed(query, row.bill.bill_no.clone(), row.bill.id))
        }
        BillColumn::AccountName => (&["a.name", "a.id", "b.billed_on", "b.bill_no"], |query, row| {
            let (name, code) = (query.bind(row.account_name.clone()), query.bind(row.account.clone()));
            let bill = keyed(query, row.bill.billed_on, row.bill.bill_no.clone());
            format!("{name}, (SELECT id FROM account WHERE code = {code}), {bill}")
        }),
        BillColumn::Kind => (&["b.kind", "b.id"], |query, row| keyed(query, row.bill.kind, row.bill.id)),
        BillColumn::Amount => {
            (&["b.amount", "b.id"], |query, row| keyed(query, row.bill.amount, row.bill.id))
        }
        BillColumn::Remaining => {
            (&["b.left_over", "b.id"], |query, row| keyed(query, left_over(&row.bill), row.bill.id))
        }
        BillColumn::DueOn => (&["b.due_on", "b.id"], |query, row| keyed(query, row.bill.due_on, row.bill.id)),
        _ => (&["b.billed_on", "b.id"], |query, row| keyed(query, row.bill.billed_on, row.bill.id)),
    };
    ListOrder { keys, of, descending }
}

/// What `left_over` is of a bill: what remains, where it is paid some day.
fn left_over(bill: &Bill) -> Fen {
    if bill.paid_on.is_none() { Fen::ZERO } else { (bill.amount - bill.refunded - bill.used).or_zero() }
}

/// A condition that may leave few bills, and whose index finds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Narrow {
    Account,
    Text,
    Standing,
    State,
    Period,
    Issuer,
}

/// A statement in the making.
struct Query {
    /// What collects the bills, where they are few.
    candidates: Option<String>,
    way: Way,
    /// The index of the bill date.
    dated: &'static str,
    conditions: Conditions,
}

impl Query {
    /// The statement for a part of what a filter asks for.
    fn new(db: &Db, filter: &BillFilter, group: Group) -> Result<Self, Refusal> {
        let mut conditions = Conditions::default();
        let mut candidates = None;
        for narrow in
            [Narrow::Account, Narrow::Text, Narrow::Standing, Narrow::State, Narrow::Period, Narrow::Issuer]
        {
            let mut probe = Conditions::default();
            let Some(ids) = collect(&mut probe, filter, group, narrow, "UNION ALL") else { continue };
            let limit = probe.bind(i64::from(filter.few) + 1);
            let sql = format!("SELECT count(*) FROM (SELECT 1 FROM ({ids}) AS ids LIMIT {limit}) AS probe");
            let found: i64 = db.one(&sql, probe.values().as_slice())?;
            if found <= i64::from(filter.few) {
                let ids = collect(&mut conditions, filter, group, narrow, "UNION");
                let few = conditions.bind(filter.few);
                candidates = ids.map(|ids| format!("SELECT id FROM ({ids}) AS ids LIMIT {few}"));
                break;
            }
        }
        let way = match group.order {
            Some(order) if candidates.is_none() => {
                among(filter.state, order).map_or(Way::Along(order), Way::Among)
            }
            _ => Way::Whole,
        };
        let dated = by_date(filter.state, group.standing);
        restrict(&mut conditions, filter, group, way);
        Ok(Self { candidates, way, dated, conditions })
    }

    /// The whole text, of which the tables are read in this order.
    fn select(&self, columns: &str, tail: &str) -> String {
        let (with, from) = self.from();
        format!("{with} SELECT {columns} FROM {from} WHERE {} {tail}", self.conditions.text())
    }

    /// The text for a page, which ends with `tail`. Where the bills have to be put in order, that is done before
    /// everything else about those of the page is looked up.
    fn page(&self, order: &ListOrder<ListedBill>, tail: &str) -> String {
        if matches!(self.way, Way::Along(_)) {
            return self.select(COLUMNS, tail);
        }
        let (with, from) = self.from();
        let (with, tail) = match self.way {
            Way::Among(_) => (
                "/*+ whole: put in order from an index of some bills alone */ WITH".to_owned(),
                tail.replacen(order.keys[0], &format!("/*+ sorted */({})", order.keys[0]), 1),
            ),
            _ => (format!("{with},"), tail.to_owned()),
        };
        format!(
            "{with} page AS /*+ once */ (SELECT b.id FROM {from} WHERE {} {tail})
            SELECT {COLUMNS} FROM page p /*+ in order */ JOIN bill b ON b.id = p.id
                /*+ in order */ JOIN account a ON a.id = b.account_id {}",
            self.conditions.text(),
            order.whole()
        )
    }

    /// What stands before SELECT and behind FROM.
    fn from(&self) -> (String, String) {
        const ACCOUNT: &str = "/*+ in order */ JOIN account a ON a.id = b.account_id";
        match (&self.candidates, self.way) {
            (Some(ids), _) => (
                format!("WITH candidate AS /*+ once */ ({ids})"),
                format!("candidate c /*+ in order */ JOIN bill b ON b.id = c.id {ACCOUNT}"),
            ),
            (None, Way::Along(BillColumn::AccountName)) => (
                String::new(),
                "account a /*+ in order */ JOIN bill b /*+ by bill_by_account */ ON b.account_id = a.id"
                    .to_owned(),
            ),
            (None, Way::Along(BillColumn::BilledOn)) => {
                (String::new(), format!("bill b /*+ by {} */ {ACCOUNT}", self.dated))
            }
            (None, Way::Among(index)) => (String::new(), format!("bill b /*+ by {index} */ {ACCOUNT}")),
            (None, _) => (String::new(), format!("bill b {ACCOUNT}")),
        }
    }
}

/// What selects the ids of at least all bills that fit, by one condition alone; where two indexes are needed, put
/// together by `union`.
fn collect(
    query: &mut Conditions,
    filter: &BillFilter,
    group: Group,
    narrow: Narrow,
    union: &str,
) -> Option<String> {
    match narrow {
        Narrow::Standing => match group.standing? {
            BillStanding::Overdue | BillStanding::Unpaid => Some(unpaid(query, filter.today)),
            BillStanding::PartlyInvoiced => Some(PARTLY_USED.to_owned()),
            BillStanding::PartlyRefunded => Some(format!("{REFUNDED} AND left_over > 0")),
            BillStanding::NothingLeft => Some(format!(
                "SELECT id FROM bill WHERE amount = 0
                UNION ALL {REFUNDED} AND amount = refunded"
            )),
            BillStanding::Invoiced | BillStanding::TooOld | BillStanding::Invoiceable => None,
        },
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
            BillStateFilter::PartlyInvoiced => PARTLY_USED.to_owned(),
            BillStateFilter::Invoiced => "SELECT id FROM bill WHERE used > 0".to_owned(),
            BillStateFilter::Refunded => REFUNDED.to_owned(),
            BillStateFilter::Unpaid | BillStateFilter::Overdue => unpaid(query, filter.today),
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

/// What selects the bills of which a part is used.
const PARTLY_USED: &str = "SELECT id FROM bill /*+ by bill_partly_used */ WHERE used > 0 AND left_over > 0";

/// What selects the bills of which something was given back.
const REFUNDED: &str = "SELECT id FROM bill /*+ by bill_refunded_by_date */ WHERE refunded > 0";

/// What selects the bills that are not paid.
fn unpaid(query: &mut Conditions, today: NaiveDate) -> String {
    let today = query.bind(today);
    format!(
        "SELECT id FROM bill WHERE paid_on IS NULL
        UNION ALL SELECT id FROM bill WHERE paid_on > {today}"
    )
}

#[cfg(test)]
mod tests;

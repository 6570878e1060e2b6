//! What a filter asks of a bill, as conditions.

use chrono::NaiveDate;

use super::{BillFilter, BillStateFilter, Group, Way};
use crate::domain::bill::BillStanding;
use crate::domain::list_columns::BillColumn;
use crate::store::engine::conditions::Conditions;

/// Everything that a part of what a filter asks for has to be.
pub(super) fn restrict(query: &mut Conditions, filter: &BillFilter, group: Group, way: Way) {
    use BillStateFilter::{Eligible, Invoiced, PartlyInvoiced, Refunded, TooOld};
    // A removed bill holds nothing, and is in none of these states.
    if !matches!(filter.state, Some(Eligible | TooOld | PartlyInvoiced | Invoiced | Refunded)) {
        query.also("b.removed_no IS NULL".to_owned());
    }
    query.is("/*+ no index */ b.account_id", filter.account);
    if way == Way::Along(BillColumn::AccountName) {
        query.is("a.id", filter.account);
    }
    query.is("/*+ no index */ a.issuer_id", filter.issuer);
    query.between(billed_on(way), filter.from, filter.to);
    if let Some(standing) = group.standing {
        let condition = stands(query, filter, standing, way);
        query.also(condition);
    }
    if let Some(wanted) = filter.state {
        let condition = state(query, filter, wanted, way);
        query.also(condition);
        // Those of which nothing remains stand together.
        match (way, wanted) {
            (Way::Along(BillColumn::Remaining), Eligible | TooOld) => query.also("b.left_over > 0"),
            (Way::Along(BillColumn::Remaining), Invoiced) => query.also("b.left_over <= 0"),
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
fn billed_on(way: Way) -> &'static str {
    if way.takes_some() { "b.billed_on" } else { "/*+ no index */ b.billed_on" }
}

/// The condition of a state, in the words of the partial indexes or, where none is to be read, in others.
pub(super) fn state(
    query: &mut Conditions,
    filter: &BillFilter,
    wanted: BillStateFilter,
    way: Way,
) -> String {
    let [remains, used, refunded] = if way.takes_some() {
        ["b.used < b.amount - b.refunded AND b.paid_on IS NOT NULL", "b.used > 0", "b.refunded > 0"]
    } else {
        ["b.amount - b.refunded - b.used > 0", "b.used + 0 > 0", "b.refunded + 0 > 0"]
    };
    match wanted {
        BillStateFilter::Eligible | BillStateFilter::TooOld => {
            let today = query.bind(filter.today);
            let bounds = age_bounds(query, filter, wanted, billed_on(way));
            let sign = if wanted == BillStateFilter::Eligible { ">=" } else { "<" };
            let of_issuer = oldest(query, filter);
            format!(
                "{remains} AND /*+ no index */ b.paid_on <= {today}{bounds} AND /*+ no index */ b.billed_on {sign} {of_issuer}"
            )
        }
        // What was invoiced elsewhere of a bill that is unpaid leaves nothing until it is paid.
        BillStateFilter::PartlyInvoiced => format!("{used} AND b.left_over > 0"),
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

/// The condition that a bill stands so today, as [`Bill::standing`] says it.
fn stands(query: &mut Conditions, filter: &BillFilter, standing: BillStanding, way: Way) -> String {
    let mut is = |wanted| state(query, filter, wanted, way);
    let (in_state, more) = match standing {
        BillStanding::Overdue => (is(BillStateFilter::Overdue), ""),
        BillStanding::Unpaid => (is(BillStateFilter::Unpaid), " AND /*+ no index */ b.due_on >= "),
        BillStanding::Invoiced => (is(BillStateFilter::Invoiced), " AND /*+ no index */ b.paid_on <= "),
        BillStanding::NothingLeft => (
            "b.used + 0 = 0 AND b.amount - b.refunded - b.used <= 0".to_owned(),
            " AND /*+ no index */ b.paid_on <= ",
        ),
        BillStanding::TooOld => (is(BillStateFilter::TooOld), ""),
        BillStanding::PartlyInvoiced => (is(BillStateFilter::Eligible), " AND b.used + 0 > 0"),
        BillStanding::PartlyRefunded => {
            (is(BillStateFilter::Eligible), " AND b.used = 0 AND b.refunded + 0 > 0")
        }
        BillStanding::Invoiceable => (is(BillStateFilter::Eligible), " AND b.used = 0 AND b.refunded = 0"),
    };
    let today = if more.ends_with("= ") { query.bind(filter.today) } else { String::new() };
    format!("{in_state}{more}{today}")
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
pub(super) fn age_bounds(
    query: &mut Conditions,
    filter: &BillFilter,
    wanted: BillStateFilter,
    column: &str,
) -> String {
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

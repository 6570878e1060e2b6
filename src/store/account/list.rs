//! The list of customers: pages that begin behind a row, and counts.

use chrono::NaiveDate;

use super::{COLUMNS, StoredAccount, read};
use crate::domain::account::AccountKind;
use crate::domain::ids::{AccountId, IssuerId};
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
use crate::store::engine::conditions::{Conditions, direction};

/// Which customers are listed: those for which everything that is given holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The day on which it is asked.
    pub today: NaiveDate,
    /// For each issuer, before which due date an unpaid bill blocks the account, where one does.
    pub blocks_when_due_before: Vec<(IssuerId, Option<NaiveDate>)>,
    /// Of this issuer.
    pub issuer: Option<IssuerId>,
    /// Of this kind.
    pub kind: Option<AccountKind>,
    /// Blocked by a rule, or not.
    pub blocked: Option<bool>,
    /// Whose name or number has every part of this.
    pub text: String,
}

/// What customers are sorted by; equal ones by their id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// Customer number.
    #[default]
    Code,
    /// Name.
    Name,
}

impl Order {
    const fn key(self) -> &'static str {
        match self {
            Self::Code => "a.code",
            Self::Name => "a.name",
        }
    }
}

/// The customers behind `after`, or the first ones, at most `limit`.
///
/// # Errors
/// `store`.
pub fn page(
    db: &Db,
    filter: &Filter,
    order: Order,
    descending: bool,
    after: Option<&StoredAccount>,
    limit: u32,
) -> Result<Vec<StoredAccount>, Refusal> {
    let mut query = conditions(filter);
    if let Some(blocked) = filter.blocked {
        let condition = is_blocked(&mut query, filter);
        query.also(if blocked { condition } else { format!("NOT {condition}") });
    }
    let (way, behind) = direction(descending);
    let key = order.key();
    if let Some(last) = after {
        let value = match order {
            Order::Code => &last.account.code,
            Order::Name => &last.account.name,
        };
        let (value, id) = (query.bind(value.clone()), query.bind(last.id));
        query.also(format!("({key}, a.id) {behind} ({value}, {id})"));
    }
    let conditions = query.text();
    let limit = query.bind(limit);
    let sql = format!(
        "SELECT {COLUMNS} FROM account a WHERE {conditions} ORDER BY {key} {way}, a.id {way} LIMIT {limit}"
    );
    db.all(&sql, query.values().as_slice(), read)
}

/// How many customers there are, and how many of them are blocked, whatever the filter says about that.
///
/// # Errors
/// `store`.
pub fn counts(db: &Db, filter: &Filter) -> Result<(u64, u64), Refusal> {
    let mut query = conditions(filter);
    let conditions = query.text();
    let blocked = is_blocked(&mut query, filter);
    let sql = format!("SELECT count(*), count(*) FILTER (WHERE {blocked}) FROM account a WHERE {conditions}");
    db.one(&sql, query.values().as_slice(), |row| Ok((row.get(0)?, row.get(1)?)))
}

/// How many of an account's applications are still to be issued or delivered.
///
/// # Errors
/// `store`.
pub fn open_applications(db: &Db, account: AccountId) -> Result<u64, Refusal> {
    db.one(include_str!("open_applications.sql"), [account], |row| row.get(0))
}

fn conditions(filter: &Filter) -> Conditions {
    let mut query = Conditions::default();
    if let Some(issuer) = filter.issuer {
        let issuer = query.bind(issuer);
        query.also(format!("a.issuer_id = {issuer}"));
    }
    if let Some(kind) = filter.kind {
        let kind = query.bind(kind);
        query.also(format!("a.kind = {kind}"));
    }
    if let Some(accounts) = query.accounts_with(&filter.text) {
        query.also(format!("a.id IN ({accounts})"));
    } else if !filter.text.trim().is_empty() {
        // Nothing but signs, which no name is found by.
        query.also("false");
    }
    query
}

/// The condition that a rule blocks the whole account.
fn is_blocked(query: &mut Conditions, filter: &Filter) -> String {
    let arms: Vec<String> = filter
        .blocks_when_due_before
        .iter()
        .filter_map(|(issuer, before)| {
            let before = (*before)?;
            Some(format!("WHEN {} THEN {}", query.bind(*issuer), query.bind(before)))
        })
        .collect();
    let by_itself = "a.region <> 'mainland' OR a.status = 'frozen'";
    if arms.is_empty() {
        return format!("({by_itself})");
    }
    let today = query.bind(filter.today);
    // The first condition on the payment is that of the index; the second asks about today.
    format!(
        "({by_itself} OR EXISTS (SELECT 1 FROM bill b WHERE b.account_id = a.id
            AND (b.paid_on IS NULL OR b.paid_on > b.due_on) AND coalesce(b.paid_on > {today}, true)
            AND b.due_on < CASE a.issuer_id {} ELSE '' END))",
        arms.join(" ")
    )
}

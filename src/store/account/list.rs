//! The list of customers: pages that begin behind a row, and counts. Errors of every call: `store`.

use chrono::NaiveDate;

use super::{COLUMNS, StoredAccount};
use crate::domain::account::AccountKind;
use crate::domain::ids::{AccountId, IssuerId};
use crate::domain::list_columns::AccountColumn;
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
use crate::store::engine::conditions::Conditions;
use crate::store::order::{ListOrder, keyed};

/// Which customers are listed: those for which everything that is given holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountFilter {
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
    /// Whose name or number has every part of this, or whose phone or bank account ends with it.
    pub text: String,
}

/// The customers behind `after`, or the first ones, at most `limit`.
pub fn page(
    db: &Db,
    filter: &AccountFilter,
    order: AccountColumn,
    descending: bool,
    after: Option<&StoredAccount>,
    limit: u32,
) -> Result<Vec<StoredAccount>, Refusal> {
    // An issuer has many customers: they are read in their order.
    let issuer = if order == AccountColumn::Name { "/*+ no index */ a.issuer_id" } else { "a.issuer_id" };
    let mut query = conditions(filter, issuer);
    if let Some(blocked) = filter.blocked {
        let condition = is_blocked(&mut query, filter);
        query.also(if blocked { condition } else { format!("NOT {condition}") });
    }
    let tail = sorted(order, descending).page(&mut query, after, limit);
    let sql = format!("SELECT {COLUMNS} FROM account a WHERE {} {tail}", query.text());
    db.all(&sql, query.values().as_slice())
}

/// The customer in this row.
pub fn by_id(db: &Db, id: AccountId) -> Result<Option<StoredAccount>, Refusal> {
    db.maybe(include_str!("by_id.sql"), [id])
}

/// How the list is sorted by a column: by the number where the column does not sort.
fn sorted(by: AccountColumn, descending: bool) -> ListOrder<StoredAccount> {
    match by {
        AccountColumn::Name => ListOrder {
            keys: &["a.name", "a.id"],
            of: |query, row| keyed(query, row.account.name.clone(), row.id),
            descending,
        },
        _ => ListOrder {
            keys: &["a.code", "a.id"],
            of: |query, row| keyed(query, row.account.code.clone(), row.id),
            descending,
        },
    }
}

/// How many customers there are, and how many of them are blocked, whatever the filter says about that.
pub fn counts(db: &Db, filter: &AccountFilter) -> Result<(u64, u64), Refusal> {
    let mut query = conditions(filter, "a.issuer_id");
    let conditions = query.text();
    let blocked = is_blocked(&mut query, filter);
    let sql = format!(
        "/*+ whole: the list is counted */ SELECT count(*), count(*) FILTER (WHERE {blocked}) FROM account a WHERE {conditions}"
    );
    db.one(&sql, query.values().as_slice())
}

/// How many of an account's applications are still to be issued or delivered.
pub fn open_applications(db: &Db, account: AccountId) -> Result<u64, Refusal> {
    db.one(include_str!("open_applications.sql"), [account])
}

fn conditions(filter: &AccountFilter, issuer: &str) -> Conditions {
    let mut query = Conditions::default();
    query.is(issuer, filter.issuer);
    query.is("a.kind", filter.kind);
    if let Some(accounts) = query.accounts_with(&filter.text) {
        let found = match number_end(&filter.text) {
            None => format!("a.id IN ({accounts})"),
            Some(end) => {
                let ways = [
                    ends_with(&mut query, "a.mobile", &end),
                    ends_before_extension(&mut query, "a.phone", &end),
                    ends_with(&mut query, "a.bank_account", &end),
                ];
                format!("(a.id IN ({accounts}) OR {})", ways.join(" OR "))
            }
        };
        query.also(found);
    } else if !filter.text.trim().is_empty() {
        // Nothing but signs, which no name is found by.
        query.also("false");
    }
    query
}

/// What stands among the digits of a phone number or bank account, and is not compared.
const AMONG_DIGITS: [char; 4] = [' ', '-', '(', ')'];

/// What stands between a phone number and its extension, of which lists show nothing.
const BEFORE_EXTENSION: [&str; 5] = ["-", "转", "分机", "x", "#"];

/// The fewest digits of a phone number without its area code: these are not found in others by chance.
const WHOLE_PHONE: usize = 7;

/// What may be the end of a phone number or bank account, or all of it: lists show no more of them.
fn number_end(text: &str) -> Option<String> {
    let digits: String = text.trim().chars().filter(|c| !AMONG_DIGITS.contains(c)).collect();
    (digits.len() >= 4 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// The condition that the number in a column ends so.
fn ends_with(query: &mut Conditions, column: &str, end: &str) -> String {
    format!("{} LIKE {}", digits_of(column), query.bind(format!("%{end}")))
}

/// The same, and that the phone number in it ends so before its extension.
fn ends_before_extension(query: &mut Conditions, column: &str, end: &str) -> String {
    let has = format!("{} LIKE {}", digits_of(column), query.bind(format!("%{end}%")));
    // What stands before the end is no area code.
    let before = "_".repeat(WHOLE_PHONE.saturating_sub(end.len()));
    if before.is_empty() {
        return has;
    }
    let mut ways = vec![ends_with(query, column, end)];
    for between in BEFORE_EXTENSION {
        let end = query.bind(format!("%{before}{end}{between}%"));
        ways.push(format!("replace(lower({column}), ' ', '') LIKE {end}"));
    }
    format!("({has} AND ({}))", ways.join(" OR "))
}

/// A number without what stands among its digits.
fn digits_of(column: &str) -> String {
    AMONG_DIGITS.iter().fold(column.to_owned(), |text, sign| format!("replace({text}, '{sign}', '')"))
}

/// The condition that a rule blocks the whole account.
fn is_blocked(query: &mut Conditions, filter: &AccountFilter) -> String {
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

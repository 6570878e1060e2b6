//! Pages of the list of applications. A page begins behind a row, never at an offset, so the thousandth costs what
//! the first does.

use chrono::NaiveDate;

use super::ApplicationState;
use crate::domain::ids::{AccountId, ApplicationId};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, ReadError, Row, ToSql, search};

/// Which applications are listed: those for which everything that is given holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this account.
    pub account: Option<AccountId>,
    /// In this state.
    pub state: Option<ApplicationState>,
    /// Still to be issued or delivered, and due before this day.
    pub late_on: Option<NaiveDate>,
    /// For which a correction was asked for that nobody has decided on.
    pub to_correct: bool,
    /// Submitted on this day or later.
    pub from: Option<NaiveDate>,
    /// Submitted on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Whose number or invoice number begins so, or whose customer is found by it.
    pub text: String,
}

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The day of submission.
    #[default]
    Submitted,
    /// The last day to issue and deliver.
    Due,
    /// The amount.
    Amount,
}

/// An application in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRow {
    /// The row.
    pub id: ApplicationId,
    /// Its number.
    pub number: String,
    /// The number of its account.
    pub account: String,
    /// The name of its account.
    pub account_name: String,
    /// The buyer's name on it.
    pub buyer_name: String,
    /// Where it stands.
    pub state: ApplicationState,
    /// The type of invoice.
    pub invoice_type: InvoiceType,
    /// The amount to be invoiced.
    pub amount: Fen,
    /// The day it was submitted, in China.
    pub submitted_on: NaiveDate,
    /// The last day to issue and deliver.
    pub due_on: NaiveDate,
    /// What was refunded of its bills since, and is no longer covered.
    pub uncovered: Fen,
    /// The numbers of its invoices, comma separated.
    pub invoices: Option<String>,
}

/// How many applications there are, and what they come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// How many.
    pub count: u64,
    /// The sum of their amounts.
    pub amount: Fen,
}

/// The applications behind `after`, or the first ones, at most `limit`; equal ones by their id.
///
/// # Errors
/// `store`.
pub fn page(
    db: &Db,
    filter: &Filter,
    order: Order,
    descending: bool,
    after: Option<&PageRow>,
    limit: u32,
) -> Result<Vec<PageRow>, Refusal> {
    let mut query = conditions(db, filter)?;
    let column = order.column();
    let (direction, behind) = if descending { ("DESC", "<") } else { ("ASC", ">") };
    if let Some(last) = after {
        let value: Box<dyn ToSql> = match order {
            Order::Submitted => Box::new(last.submitted_on),
            Order::Due => Box::new(last.due_on),
            Order::Amount => Box::new(last.amount),
        };
        let (value, id) = (query.bind(value), query.bind(Box::new(last.id)));
        query.also(&format!("({column}, a.id) {behind} ({value}, {id})"));
    }
    let limit = query.bind(Box::new(limit));
    // The list is read in its order, and the accounts one by one beside it.
    let sql = format!(
        "SELECT {COLUMNS}
        FROM application a /*+ in order */ JOIN account c ON c.id = a.account_id
        WHERE true{}
        ORDER BY {column} {direction}, a.id {direction} LIMIT {limit}",
        query.also
    );
    db.all(&sql, query.values().as_slice(), read)
}

/// How many applications of a filter stand in each state, whatever state the filter names.
///
/// # Errors
/// `store`.
pub fn totals_by_state(db: &Db, filter: &Filter) -> Result<Vec<(ApplicationState, Total)>, Refusal> {
    let query = conditions(db, &Filter { state: None, late_on: None, to_correct: false, ..filter.clone() })?;
    let sql = format!(
        "SELECT a.state, count(*), sum(a.amount) FROM application a WHERE true{} GROUP BY a.state",
        query.also
    );
    db.all(&sql, query.values().as_slice(), |row| {
        let count: i64 = row.get(1)?;
        Ok((row.get(0)?, Total { count: count.unsigned_abs(), amount: row.get(2)? }))
    })
}

/// How many applications of a filter there are, and what they come to.
///
/// # Errors
/// `store`.
pub fn total(db: &Db, filter: &Filter) -> Result<Total, Refusal> {
    let query = conditions(db, filter)?;
    let sql =
        format!("SELECT count(*), coalesce(sum(a.amount), 0) FROM application a WHERE true{}", query.also);
    db.one(&sql, query.values().as_slice(), |row| {
        let count: i64 = row.get(0)?;
        Ok(Total { count: count.unsigned_abs(), amount: row.get(1)? })
    })
}

impl Order {
    const fn column(self) -> &'static str {
        match self {
            Self::Submitted => "a.submitted_on",
            Self::Due => "a.due_on",
            Self::Amount => "a.amount",
        }
    }
}

/// Conditions and the values of their parameters.
#[derive(Default)]
struct Conditions {
    also: String,
    values: Vec<Box<dyn ToSql>>,
}

impl Conditions {
    /// The parameter that stands for `value`.
    fn bind(&mut self, value: Box<dyn ToSql>) -> String {
        self.values.push(value);
        format!("?{}", self.values.len())
    }

    fn also(&mut self, condition: &str) {
        self.also.push_str(" AND ");
        self.also.push_str(condition);
    }

    fn values(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(AsRef::as_ref).collect()
    }
}

/// How many customers a search may find for it to be worth going through their applications one customer at a
/// time; beyond that the list is read in its order, and soon shows enough of them.
const FEW_CUSTOMERS: u32 = 300;

fn conditions(db: &Db, filter: &Filter) -> Result<Conditions, Refusal> {
    let mut query = Conditions::default();
    if let Some(account) = filter.account {
        let account = query.bind(Box::new(account));
        query.also(&format!("a.account_id = {account}"));
    }
    if let Some(state) = filter.state {
        let state = query.bind(Box::new(state));
        query.also(&format!("a.state = {state}"));
    }
    if let Some(today) = filter.late_on {
        let today = query.bind(Box::new(today));
        query.also(&format!("a.state IN ('submitted', 'issuing', 'issued') AND a.due_on < {today}"));
    }
    if filter.to_correct {
        query.also("a.id IN (SELECT c.application_id FROM correction c WHERE c.state = 'requested')");
    }
    if let Some(from) = filter.from {
        let from = query.bind(Box::new(from));
        query.also(&format!("a.submitted_on >= {from}"));
    }
    if let Some(to) = filter.to {
        let to = query.bind(Box::new(to));
        query.also(&format!("a.submitted_on <= {to}"));
    }
    let text = filter.text.trim();
    if !text.is_empty() {
        let found = found(db, &mut query, text, filter.account.is_some())?;
        query.also(&found);
    }
    Ok(query)
}

/// The condition that `text` finds an application: by the beginning of its number or of one of its invoices'
/// numbers, or by its customer.
fn found(db: &Db, query: &mut Conditions, text: &str, of_one_account: bool) -> Result<String, Refusal> {
    let mut ways = Vec::new();
    if let Some(number) = number_from(text) {
        let (from, to) = prefix(query, &number);
        ways.push(format!("a.number >= {from} AND a.number < {to}"));
    }
    if may_be_invoice(text) {
        let (from, to) = prefix(query, text);
        ways.push(format!(
            "a.id IN (SELECT i.application_id FROM invoice i WHERE i.number >= {from} AND i.number < {to})"
        ));
    }
    if let (Some(words), false) = (search::query(text), of_one_account) {
        let few = search::count_at_most(db, &words, FEW_CUSTOMERS + 1)? <= FEW_CUSTOMERS;
        let words = query.bind(Box::new(words));
        let column = if few { "a.account_id" } else { "/*+ no index */ a.account_id" };
        ways.push(format!("{column} IN ({})", search::matching(&words)));
    }
    Ok(if ways.is_empty() { "false".to_owned() } else { format!("({})", ways.join(" OR ")) })
}

/// How the number of an application begins that is typed like this, with or without its letters; none where it can
/// be none.
pub(super) fn number_from(text: &str) -> Option<String> {
    let plain = text.to_uppercase();
    let digits = plain.strip_prefix("FP").unwrap_or(&plain);
    digits.chars().all(|c| c.is_ascii_digit() || c == '-').then(|| format!("FP{digits}"))
}

/// Whether `text` may be the beginning of the number of an invoice.
pub(super) fn may_be_invoice(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

/// The parameters between which all texts lie that begin with `text`.
fn prefix(query: &mut Conditions, text: &str) -> (String, String) {
    let beyond = format!("{text}\u{10FFFF}");
    (query.bind(Box::new(text.to_owned())), query.bind(Box::new(beyond)))
}

/// What [`read`] reads, of an application `a` and its account `c`.
pub(super) const COLUMNS: &str =
    "a.id, a.number, c.code, c.name, a.buyer_name, a.state, a.type, a.amount, a.submitted_on, a.due_on, a.uncovered,
    (SELECT string_agg(i.number, ', ' ORDER BY i.id) FROM invoice i WHERE i.application_id = a.id)";

pub(super) fn read(row: &Row<'_>) -> Result<PageRow, ReadError> {
    Ok(PageRow {
        id: row.get(0)?,
        number: row.get(1)?,
        account: row.get(2)?,
        account_name: row.get(3)?,
        buyer_name: row.get(4)?,
        state: row.get(5)?,
        invoice_type: row.get(6)?,
        amount: row.get(7)?,
        submitted_on: row.get(8)?,
        due_on: row.get(9)?,
        uncovered: row.get(10)?,
        invoices: row.get(11)?,
    })
}

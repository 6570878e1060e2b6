//! Pages of the list of applications, and totals. Errors of every call: `store`.

use chrono::NaiveDate;

use super::{ApplicationLine, ApplicationState, StoredApplication};
use crate::domain::ids::{AccountId, ApplicationId};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::list_columns::ApplicationColumn;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::conditions::Conditions;
use crate::store::engine::{Db, columns, search};
use crate::store::order::{Keys, ListOrder, keyed};

/// Which applications are listed: those for which everything that is given holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ApplicationFilter {
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
    /// With an invoice issued from the one day to the other, and not reversed.
    pub issued: Option<(NaiveDate, NaiveDate)>,
    /// Rejected for this reason.
    pub rejected_for: Option<String>,
    /// Whose number or invoice number begins so, or whose customer is found by it.
    pub text: String,
}

/// An application in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedApplication {
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

columns! {
    ListedApplication {
        id, number, account, account_name, buyer_name, state, invoice_type, amount, submitted_on,
        due_on, uncovered, invoices
    }
}

/// How many applications there are, and what they come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ApplicationTotal {
    /// How many.
    pub count: u64,
    /// The sum of their amounts.
    pub amount: Fen,
}

columns! { ApplicationTotal { count, amount } }

/// The applications behind `after`, or the first ones, at most `limit`; equal ones by their id.
pub fn page(
    db: &Db,
    filter: &ApplicationFilter,
    order: ApplicationColumn,
    descending: bool,
    after: Option<&ListedApplication>,
    limit: u32,
) -> Result<Vec<ListedApplication>, Refusal> {
    let mut query = conditions(db, filter)?;
    let tail = sorted(order, descending).page(&mut query, after, limit);
    // The list is read in its order, and the accounts one by one beside it.
    let whole = put_in_order(filter, order);
    let sql = format!(
        "{whole}SELECT {COLUMNS} FROM application a /*+ in order */ JOIN account c ON c.id = a.account_id WHERE {} {tail}",
        query.text()
    );
    db.all(&sql, query.values().as_slice())
}

/// The application in this row, as lists have it.
pub fn by_id(db: &Db, id: ApplicationId) -> Result<Option<ListedApplication>, Refusal> {
    let sql =
        format!("SELECT {COLUMNS} FROM application a JOIN account c ON c.id = a.account_id WHERE a.id = ?1");
    db.maybe(&sql, [id])
}

/// What a statement says of itself that puts all in order that an index of another order finds.
fn put_in_order(filter: &ApplicationFilter, order: ApplicationColumn) -> &'static str {
    let of_a_period = filter.from.is_some() || filter.to.is_some();
    let is_by_day = !matches!(order, ApplicationColumn::DueOn | ApplicationColumn::Amount);
    if filter.late_on.is_some() || filter.to_correct {
        "/*+ whole: what waits is put in order */ "
    } else if filter.issued.is_some() || filter.rejected_for.is_some() {
        "/*+ whole: what a bar of a chart stands for is put in order */ "
    } else if !filter.text.trim().is_empty() {
        "/*+ whole: what is found is put in order */ "
    } else if of_a_period && !is_by_day {
        "/*+ whole: what was submitted in a period is put in order */ "
    } else {
        ""
    }
}

/// The applications behind `after`, or the first ones, newest first; at most `limit`, or all of them.
pub fn newest(
    db: &Db,
    filter: &ApplicationFilter,
    after: Option<&StoredApplication>,
    limit: Option<u32>,
) -> Result<Vec<ApplicationLine>, Refusal> {
    let mut query = conditions(db, filter)?;
    let order: ListOrder<StoredApplication> = ListOrder {
        keys: &["a.submitted_on", "a.id"],
        of: |query, row| keyed(query, row.submitted_on, row.id),
        descending: true,
    };
    let tail = match limit {
        Some(limit) => order.page(&mut query, after, limit),
        None => order.rest(&mut query, after),
    };
    let whole = match limit {
        None => "/*+ whole: asked for without a limit */ ",
        Some(_) => put_in_order(filter, ApplicationColumn::SubmittedOn),
    };
    let sql = format!(
        "{whole}SELECT a.number, c.code, c.name, a.state, a.type, a.amount, a.submitted_on, a.due_on, a.buyer_name
        FROM application a /*+ in order */ JOIN account c ON c.id = a.account_id WHERE {} {tail}",
        query.text()
    );
    db.all(&sql, query.values().as_slice())
}

/// How many applications of a filter stand in each state, whatever state the filter names.
pub fn totals_by_state(
    db: &Db,
    filter: &ApplicationFilter,
) -> Result<Vec<(ApplicationState, ApplicationTotal)>, Refusal> {
    let query = conditions(
        db,
        &ApplicationFilter { state: None, late_on: None, to_correct: false, ..filter.clone() },
    )?;
    let sql = format!(
        "/*+ whole: the list is added up */
        SELECT a.state, count(*), sum(a.amount) FROM application a WHERE {} GROUP BY a.state ORDER BY a.state",
        query.text()
    );
    db.all(&sql, query.values().as_slice())
}

/// How many applications of a filter there are, and what they come to.
pub fn total(db: &Db, filter: &ApplicationFilter) -> Result<ApplicationTotal, Refusal> {
    let query = conditions(db, filter)?;
    let sql = format!(
        "/*+ whole: the list is added up */ SELECT count(*), coalesce(sum(a.amount), 0) FROM application a WHERE {}",
        query.text()
    );
    db.one(&sql, query.values().as_slice())
}

/// How the list is sorted by a column: by the day of submission where the column does not sort.
fn sorted(by: ApplicationColumn, descending: bool) -> ListOrder<ListedApplication> {
    let (keys, of): Keys<ListedApplication> = match by {
        ApplicationColumn::DueOn => (&["a.due_on", "a.id"], |query, row| keyed(query, row.due_on, row.id)),
        ApplicationColumn::Amount => (&["a.amount", "a.id"], |query, row| keyed(query, row.amount, row.id)),
        _ => (&["a.submitted_on", "a.id"], |query, row| keyed(query, row.submitted_on, row.id)),
    };
    ListOrder { keys, of, descending }
}

/// How many customers a search may find for it to be worth going through their applications one customer at a
/// time; beyond that the list is read in its order, and soon shows enough of them.
const FEW_CUSTOMERS: u32 = 300;

fn conditions(db: &Db, filter: &ApplicationFilter) -> Result<Conditions, Refusal> {
    let mut query = Conditions::default();
    query.is("a.account_id", filter.account);
    // Those of one customer are fewer than those in a state.
    let state = if filter.account.is_some() { "/*+ no index */ a.state" } else { "a.state" };
    query.is(state, filter.state);
    if let Some(today) = filter.late_on {
        let today = query.bind(today);
        query.also(format!("{state} IN ('submitted', 'issuing', 'issued') AND a.due_on < {today}"));
    }
    if filter.to_correct {
        query.also("a.id IN (SELECT c.application_id FROM correction c WHERE c.state = 'requested')");
    }
    if let Some((from, to)) = filter.issued {
        let (from, to) = (query.bind(from), query.bind(to));
        query.also(format!(
            "a.state <> 'reversed' AND a.id IN (
                SELECT i.application_id FROM invoice i WHERE i.issued_on >= {from} AND i.issued_on <= {to})"
        ));
    }
    if let Some(reason) = &filter.rejected_for {
        let reason = query.bind(reason.clone());
        query.also(format!(
            "{state} = 'rejected' AND EXISTS (SELECT 1 FROM event e
                WHERE e.application_id = a.id AND e.event = 'rejected' AND trim(e.note) = {reason})"
        ));
    }
    query.between("a.submitted_on", filter.from, filter.to);
    let text = filter.text.trim();
    if !text.is_empty() {
        let found = found(db, &mut query, text, filter.account.is_some())?;
        query.also(found);
    }
    Ok(query)
}

/// The condition that `text` finds an application: by the beginning of its number or of one of its invoices'
/// numbers, or by its customer.
fn found(db: &Db, query: &mut Conditions, text: &str, of_one_account: bool) -> Result<String, Refusal> {
    let mut ways = Vec::new();
    if let Some(number) = number_from(text) {
        ways.push(query.range("a.number", &number));
    }
    if may_be_invoice(text) {
        let number = query.range("i.number", text);
        ways.push(format!("a.id IN (SELECT i.application_id FROM invoice i WHERE {number})"));
    }
    if let (Some(words), false) = (search::query(text), of_one_account) {
        let few = search::count_at_most(db, &words, FEW_CUSTOMERS + 1)? <= FEW_CUSTOMERS;
        let words = query.bind(words);
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

/// The columns of a [`ListedApplication`], of an application `a` and its account `c`.
pub(super) const COLUMNS: &str =
    "a.id, a.number, c.code, c.name, a.buyer_name, a.state, a.type, a.amount, a.submitted_on, a.due_on, a.uncovered,
    (SELECT string_agg(i.number, ', ' ORDER BY i.id) FROM invoice i WHERE i.application_id = a.id)";

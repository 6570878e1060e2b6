//! The list of invoices: pages that begin behind a row, totals, and the whole list row by row.
//! Errors of every call: `store`, or what a caller's closure refuses.

use chrono::NaiveDate;

use crate::domain::application::ApplicationState;
use crate::domain::ids::AccountId;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::list_columns::InvoiceColumn;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::tax::TaxRate;
use crate::store::application::Snapshot;
use crate::store::engine::conditions::Conditions;
use crate::store::engine::{Db, columns, search};
use crate::store::order::{ListOrder, keyed};

/// Up to how many customers that a search finds their invoices are collected; beyond that, invoices are read in
/// their order, and soon enough of them are found.
const FEW_CUSTOMERS: u32 = 300;

/// Which invoices are listed: those for which everything that is given holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvoiceFilter {
    /// Of this account.
    pub account: Option<AccountId>,
    /// Issued on this day or later.
    pub from: Option<NaiveDate>,
    /// Issued on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Whose number or application number begins so, or whose customer is found by it.
    pub text: String,
}

/// An invoice in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedInvoice {
    /// The row.
    pub id: i64,
    /// Its number.
    pub number: String,
    /// The date on it.
    pub issued_on: NaiveDate,
    /// Without tax.
    pub net: Fen,
    /// The tax.
    pub tax: Fen,
    /// With tax.
    pub gross: Fen,
    /// The rate of tax.
    pub rate: TaxRate,
    /// The number of its application.
    pub application: String,
    /// Where that stands.
    pub state: ApplicationState,
    /// The type of invoice.
    pub invoice_type: InvoiceType,
    /// What the application was made with: buyer, item, remark.
    pub snapshot: Snapshot,
    /// The number of its account.
    pub account: String,
    /// The name of its account.
    pub account_name: String,
    /// The number of the red-letter invoice that reversed it, where it is known.
    pub red_number: Option<String>,
}

columns! {
    ListedInvoice {
        id, number, issued_on, net, tax, gross, rate, application, state, invoice_type, snapshot,
        account, account_name, red_number
    }
}

/// What the invoices of a list come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InvoiceTotals {
    /// How many.
    pub count: u64,
    /// Without tax.
    pub net: Fen,
    /// The tax.
    pub tax: Fen,
    /// With tax.
    pub gross: Fen,
}

columns! { InvoiceTotals { count, net, tax, gross } }

/// The invoices behind `after`, or the first ones, at most `limit`.
pub fn page(
    db: &Db,
    filter: &InvoiceFilter,
    order: InvoiceColumn,
    descending: bool,
    after: Option<&ListedInvoice>,
    limit: u32,
) -> Result<Vec<ListedInvoice>, Refusal> {
    let mut query = conditions(db, filter)?;
    let tail = sorted(order, descending).page(&mut query, after, limit);
    db.all(&select(&query, &tail), query.values().as_slice())
}

/// Hands the whole list to `each`, an invoice at a time, until it says to stop.
pub fn each(
    db: &Db,
    filter: &InvoiceFilter,
    order: InvoiceColumn,
    descending: bool,
    each: impl FnMut(ListedInvoice) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    let query = conditions(db, filter)?;
    let sql = format!("/*+ whole: exported */ {}", select(&query, &sorted(order, descending).whole()));
    db.each(&sql, query.values().as_slice(), each)
}

/// How the list is sorted by a column: by the date where the column does not sort.
fn sorted(by: InvoiceColumn, descending: bool) -> ListOrder<ListedInvoice> {
    match by {
        InvoiceColumn::Number => ListOrder {
            keys: &["i.number", "i.id"],
            of: |query, row| keyed(query, row.number.clone(), row.id),
            descending,
        },
        _ => ListOrder {
            keys: &["i.issued_on", "i.id"],
            of: |query, row| keyed(query, row.issued_on, row.id),
            descending,
        },
    }
}

/// What the whole list comes to.
pub fn totals(db: &Db, filter: &InvoiceFilter) -> Result<InvoiceTotals, Refusal> {
    let query = conditions(db, filter)?;
    let sql = format!(
        "/*+ whole: the list is added up */
        SELECT count(*), coalesce(sum(i.net), 0), coalesce(sum(i.tax), 0), coalesce(sum(i.gross), 0)
        FROM invoice i JOIN application a ON a.id = i.application_id WHERE {}",
        query.text()
    );
    db.one(&sql, query.values().as_slice())
}

/// The list is read in its order, and the rest beside it.
fn select(query: &Conditions, tail: &str) -> String {
    format!(
        "SELECT i.id, i.number, i.issued_on, i.net, i.tax, i.gross, i.rate, a.number, a.state, a.type, a.snapshot,
            c.code, c.name, (SELECT r.red_number FROM reversal r WHERE r.invoice_id = i.id)
        FROM invoice i /*+ in order */ JOIN application a ON a.id = i.application_id
            /*+ in order */ JOIN account c ON c.id = a.account_id
        WHERE {} {tail}",
        query.text()
    )
}

fn conditions(db: &Db, filter: &InvoiceFilter) -> Result<Conditions, Refusal> {
    let mut query = Conditions::default();
    if let Some(account) = filter.account {
        let account = query.bind(account);
        query.also(format!("i.application_id IN (SELECT id FROM application WHERE account_id = {account})"));
    }
    query.between("i.issued_on", filter.from, filter.to);
    let text = filter.text.trim();
    if text.is_empty() {
        return Ok(query);
    }
    let few = match search::query(text) {
        Some(words) => search::count_at_most(db, &words, FEW_CUSTOMERS + 1)? <= FEW_CUSTOMERS,
        None => true,
    };
    let by_number = query.begins(if few { "x.number" } else { "/*+ no index */ i.number" }, text);
    let by_application = query.begins(if few { "y.number" } else { "/*+ no index */ a.number" }, text);
    let accounts = query.accounts_with(text);
    let found = if few {
        let by_account = accounts.map_or(String::new(), |accounts| {
            format!(
                " UNION SELECT x.id FROM application y JOIN invoice x ON x.application_id = y.id
                WHERE y.account_id IN ({accounts})"
            )
        });
        format!(
            "i.id IN (SELECT x.id FROM invoice x WHERE {by_number}
            UNION SELECT x.id FROM application y JOIN invoice x ON x.application_id = y.id
                WHERE {by_application}{by_account})"
        )
    } else {
        let by_account = accounts
            .map_or(String::new(), |accounts| format!(" OR /*+ no index */ a.account_id IN ({accounts})"));
        format!("({by_number} OR {by_application}{by_account})")
    };
    query.also(found);
    Ok(query)
}

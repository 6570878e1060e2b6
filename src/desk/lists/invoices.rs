//! The list of issued invoices.

use chrono::NaiveDate;

use crate::desk::commands::named_account;
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
pub use crate::store::invoice::list::{ListedInvoice, Order, Totals};

use crate::store::invoice::list::{self, Filter};

/// Which invoices are looked for, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Wanted {
    /// Of the customer of this number.
    pub account: Option<String>,
    /// Issued on this day or later.
    pub from: Option<NaiveDate>,
    /// Issued on this day or earlier.
    pub to: Option<NaiveDate>,
    /// Whose number or application number begins so, or whose customer is found by it.
    pub text: String,
    /// What they are sorted by.
    pub order: Order,
    /// Late days and large numbers first.
    pub descending: bool,
}

/// The invoices behind `after`, or the first ones, at most `limit`.
///
/// # Errors
/// `not-found`, `store`.
pub fn page(
    db: &Db,
    wanted: &Wanted,
    after: Option<&ListedInvoice>,
    limit: u32,
) -> Result<Vec<ListedInvoice>, Refusal> {
    list::page(db, &filter(db, wanted)?, wanted.order, wanted.descending, after, limit)
}

/// What all invoices that are looked for come to.
///
/// # Errors
/// `not-found`, `store`.
pub fn totals(db: &Db, wanted: &Wanted) -> Result<Totals, Refusal> {
    list::totals(db, &filter(db, wanted)?)
}

/// Hands every invoice that is looked for to `each`, until it says to stop.
///
/// # Errors
/// `not-found`, `store`, or what `each` refuses.
pub fn each(
    db: &Db,
    wanted: &Wanted,
    each: impl FnMut(ListedInvoice) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    list::each(db, &filter(db, wanted)?, wanted.order, wanted.descending, each)
}

fn filter(db: &Db, wanted: &Wanted) -> Result<Filter, Refusal> {
    let account = wanted.account.as_deref().map(|code| named_account::account(db, code)).transpose()?;
    Ok(Filter {
        account: account.map(|stored| stored.id),
        from: wanted.from,
        to: wanted.to,
        text: wanted.text.clone(),
    })
}

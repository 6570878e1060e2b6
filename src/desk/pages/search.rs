//! Finding anything by what somebody types: customers, bills and applications at once, a few of each. Every question
//! is answered along an index and ends at its limit, so it costs the same in a store of a million bills.

use crate::desk::commands::named_account::{self, StoredAccount};
use crate::domain::refusal::Refusal;
pub use crate::store::application::page::PageRow;
pub use crate::store::bill::list::ListedBill;

use crate::store::engine::Db;
use crate::store::{application, bill};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Customers whose name or number has every part of the text.
    pub customers: Vec<StoredAccount>,
    /// Bills whose number begins so.
    pub bills: Vec<ListedBill>,
    /// Applications whose number begins so.
    pub applications: Vec<PageRow>,
    /// Applications of which an invoice has a number that begins so, where their own does not.
    pub invoiced: Vec<PageRow>,
}

/// What `text` finds, at most `limit` of each; nothing where nothing was typed.
pub fn find(db: &Db, text: &str, limit: u32) -> Result<Found, Refusal> {
    let text = text.trim();
    if !text.contains(char::is_alphanumeric) {
        return Ok(Found::default());
    }
    let applications = application::numbered::numbered(db, text, limit)?;
    let mut invoiced = application::numbered::invoiced(db, text, limit)?;
    invoiced.retain(|row| applications.iter().all(|other| other.id != row.id));
    Ok(Found {
        customers: named_account::find(db, text, limit)?,
        bills: bill::numbered::numbered(db, text, limit)?,
        applications,
        invoiced,
    })
}

#[cfg(test)]
mod tests;

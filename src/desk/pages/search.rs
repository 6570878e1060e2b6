//! Finding anything by what somebody types: customers, bills and applications at once, a few of each. Almost every
//! question is answered along an index and ends at its limit, so it costs the same in a store of a million bills; the
//! middle of a number is looked for only where no number begins so.

use crate::desk::commands::named_account::{self, StoredAccount};
use crate::domain::ids::AccountId;
use crate::domain::money::Fen;
use crate::domain::pinyin::sounds_like;
use crate::domain::refusal::Refusal;
pub use crate::store::application::page::ListedApplication;
pub use crate::store::bill::list::ListedBill;

use crate::store::engine::Db;
use crate::store::{account, application, bill};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchResults {
    /// Customers whose name or number has every part of the text, then those whose name sounds like it.
    pub customers: Vec<StoredAccount>,
    /// Bills whose number begins so, or else has it; then those whose amount it is, and where it is whole yuan those
    /// whose amount begins so.
    pub bills: Vec<ListedBill>,
    /// Applications whose number begins so; then those whose amount it is or begins so.
    pub applications: Vec<ListedApplication>,
    /// Applications of which an invoice has a number that begins so, where their own does not; or else those of which
    /// some number has it.
    pub invoiced: Vec<ListedApplication>,
}

/// From so many characters on a number is found by its middle.
const MIDDLE: usize = 4;

/// The names of all customers, for those that are found by how they sound. Read once, and again when something has
/// changed.
#[derive(Clone, Debug, Default)]
pub struct Names(Vec<(AccountId, String)>);

impl Names {
    /// All of them.
    pub fn read(db: &Db) -> Result<Self, Refusal> {
        account::names(db).map(Self)
    }

    /// The customers whose name sounds like `text`, at most `limit`, those first whose name begins so.
    fn find(&self, text: &str, limit: u32) -> Vec<AccountId> {
        let mut found: Vec<(usize, AccountId)> =
            self.0.iter().filter_map(|(id, name)| Some((sounds_like(name, text)?, *id))).collect();
        found.sort_unstable();
        found.into_iter().take(limit as usize).map(|(_, id)| id).collect()
    }
}

/// The customers whose name or number has every part of `text`, then those whose name sounds like it, at most `limit`;
/// where nothing was typed, the first of all.
pub fn customers(db: &Db, names: &Names, text: &str, limit: u32) -> Result<Vec<StoredAccount>, Refusal> {
    let mut customers = named_account::find(db, text, limit)?;
    for id in names.find(text, limit) {
        if customers.len() < limit as usize && customers.iter().all(|customer| customer.id != id) {
            // One that is gone since the names were read is not found.
            customers.extend(account::list::by_id(db, id)?);
        }
    }
    Ok(customers)
}

/// What `text` finds, at most `limit` of each; nothing where nothing was typed.
pub fn find(db: &Db, names: &Names, text: &str, limit: u32) -> Result<SearchResults, Refusal> {
    let text = text.trim();
    if !text.contains(char::is_alphanumeric) {
        return Ok(SearchResults::default());
    }
    let most = limit as usize;
    let customers = customers(db, names, text, limit)?;
    let mut bills = bill::numbered::numbered(db, text, limit)?;
    let mut applications = application::numbered::numbered(db, text, limit)?;
    let mut invoiced = application::numbered::invoiced(db, text, limit)?;
    let has_middle = text.chars().count() >= MIDDLE && text.chars().all(|c| c.is_ascii_alphanumeric());
    if has_middle && text.contains(|c: char| c.is_ascii_digit()) {
        if bills.is_empty() {
            bills = bill::numbered::having(db, text, limit)?;
        }
        if applications.is_empty() && invoiced.is_empty() {
            invoiced = application::numbered::having(db, text, limit)?;
        }
    }
    if let Ok(amount) = Fen::parse(text) {
        let is_whole = !text.contains(['.', '\u{FF0E}']);
        let with_fen = is_whole.then_some(Fen(amount.0 + 1)..=Fen(amount.0 + 99));
        for amounts in std::iter::once(amount..=amount).chain(with_fen) {
            bills.extend(bill::numbered::of_amounts(db, amounts.clone(), limit)?);
            applications.extend(application::numbered::of_amounts(db, amounts, limit)?);
        }
        each_once(&mut bills, |listed| listed.bill.id);
        each_once(&mut applications, |listed| listed.id);
        bills.truncate(most);
        applications.truncate(most);
    }
    invoiced.retain(|row| applications.iter().all(|other| other.id != row.id));
    Ok(SearchResults { customers, bills, applications, invoiced })
}

/// Leaves out what stands before already.
fn each_once<T, K: PartialEq>(rows: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let mut seen = Vec::new();
    rows.retain(|row| {
        let key = key(row);
        let is_new = !seen.contains(&key);
        if is_new {
            seen.push(key);
        }
        is_new
    });
}

#[cfg(test)]
mod tests;

//! Why applications were rejected.

use super::issued::first_month;
use crate::desk::clock::Moment;
use crate::desk::lists::named_account;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
use crate::store::overview;

/// How many reasons are told apart.
const REASONS: u32 = 8;

/// Applications that were rejected for the same reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The reason as it was written.
    pub reason: String,
    /// How many.
    pub count: u64,
    /// What they come to.
    pub amount: Fen,
}

/// The most frequent reasons for which applications were rejected that were submitted in the months of
/// [`Issued`](super::Issued), of one customer, by number, or of all.
pub fn rejected(db: &Db, moment: &Moment, of: Option<&str>) -> Result<Vec<Rejected>, Refusal> {
    let account = named_account(db, of)?;
    let found = overview::rejected(db, first_month(moment.today), account, REASONS)?;
    Ok(found.into_iter().map(|(reason, count, amount)| Rejected { reason, count, amount }).collect())
}

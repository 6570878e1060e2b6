//! The months that were sealed, and how often something that is dated in them or before was entered since.

use chrono::{DateTime, Utc};

use crate::desk::seal::verify::changed_since;
use crate::domain::month::Month;
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
use crate::store::seal;

/// A month that was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedMonth {
    /// The month.
    pub month: Month,
    /// When it was sealed last.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// How many operations that are dated in it or before were entered since.
    pub changed: usize,
}

/// Every month that was sealed, the latest first.
///
/// # Errors
/// `store`.
pub fn sealed_months(db: &Db) -> Result<Vec<SealedMonth>, Refusal> {
    let mut months = Vec::new();
    for sealed in seal::all(db)? {
        let changed = changed_since(db, &sealed)?.len();
        let month = Month::parse(&sealed.month);
        months.extend(month.map(|month| SealedMonth { month, at: sealed.sealed_at, by: sealed.by, changed }));
    }
    Ok(months)
}

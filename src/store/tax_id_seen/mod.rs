//! Credit codes that fail their check, and that somebody has seen on the certificate.

use chrono::{DateTime, Utc};

use crate::domain::ids::UserId;
use crate::domain::refusal::Refusal;
use crate::domain::tax_id::TaxId;
use crate::store::engine::{At, Db, ReadError, Row, params};

/// A code that was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenTaxId {
    /// The code.
    pub tax_id: TaxId,
    /// By whom, by name.
    pub by: String,
    /// When that was said.
    pub at: DateTime<Utc>,
}

/// Records who has seen a code; whoever was first stays.
///
/// # Errors
/// `store`.
pub fn insert(db: &Db, tax_id: &TaxId, by: UserId, at: DateTime<Utc>) -> Result<(), Refusal> {
    db.execute(include_str!("insert.sql"), params![tax_id, by, At(at)])?;
    Ok(())
}

/// Every code that was seen.
///
/// # Errors
/// `store`.
pub fn all(db: &Db) -> Result<Vec<SeenTaxId>, Refusal> {
    db.all(include_str!("all.sql"), [], read)
}

/// Who has seen this code.
///
/// # Errors
/// `store`.
pub fn by_id(db: &Db, tax_id: &TaxId) -> Result<Option<SeenTaxId>, Refusal> {
    db.maybe(include_str!("by_id.sql"), [tax_id], read)
}

fn read(row: &Row<'_>) -> Result<SeenTaxId, ReadError> {
    Ok(SeenTaxId { tax_id: row.get(0)?, by: row.get(1)?, at: row.get::<_, At>(2)?.0 })
}

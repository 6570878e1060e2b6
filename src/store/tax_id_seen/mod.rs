//! Credit codes that fail their check, and that somebody has seen on the certificate.
//!
//! Errors of every call: `store`.

use chrono::{DateTime, Utc};

use crate::domain::ids::UserId;
use crate::domain::refusal::Refusal;
use crate::domain::tax_id::TaxId;
use crate::store::engine::{Db, columns, params};

/// A code that was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenTaxId {
    pub tax_id: TaxId,
    /// By whom, by name.
    pub by: String,
    /// When that was said.
    pub at: DateTime<Utc>,
}

columns! { SeenTaxId { tax_id, by, at } }

/// Records who has seen a code; whoever was first stays.
pub fn insert(db: &Db, tax_id: &TaxId, by: UserId, at: DateTime<Utc>) -> Result<(), Refusal> {
    db.run(include_str!("insert.sql"), params![tax_id, by, at])
}

/// Every code that was seen.
pub fn all(db: &Db) -> Result<Vec<SeenTaxId>, Refusal> {
    db.all(include_str!("all.sql"), [])
}

/// Who has seen this code.
pub fn by_id(db: &Db, tax_id: &TaxId) -> Result<Option<SeenTaxId>, Refusal> {
    db.maybe(include_str!("by_id.sql"), [tax_id])
}

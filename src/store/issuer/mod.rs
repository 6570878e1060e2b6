//! Issuers.

use crate::domain::ids::IssuerId;
use crate::domain::issuer::Issuer;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, ReadError, Row, params};

/// An issuer as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredIssuer {
    /// The row.
    pub id: IssuerId,
    /// The issuer.
    pub issuer: Issuer,
}

/// Adds an issuer.
///
/// # Errors
/// `store`.
pub fn insert(db: &Db, issuer: &Issuer) -> Result<IssuerId, Refusal> {
    let id = db.insert(
        include_str!("insert.sql"),
        params![
            issuer.code,
            issuer.name,
            issuer.policy,
            issuer.tax_id,
            issuer.address,
            issuer.phone,
            issuer.bank,
            issuer.bank_account,
            issuer.max_invoice_amount
        ],
    )?;
    Ok(IssuerId(id))
}

/// The issuer of this code.
///
/// # Errors
/// `store`.
pub fn by_code(db: &Db, code: &str) -> Result<Option<StoredIssuer>, Refusal> {
    db.maybe(include_str!("by_code.sql"), [code], read)
}

/// The issuer in this row.
///
/// # Errors
/// `store`.
pub fn by_id(db: &Db, id: IssuerId) -> Result<StoredIssuer, Refusal> {
    db.one(include_str!("by_id.sql"), [id], read)
}

/// Every issuer, the first added first.
///
/// # Errors
/// `store`.
pub fn all(db: &Db) -> Result<Vec<StoredIssuer>, Refusal> {
    db.all(include_str!("all.sql"), [], read)
}

fn read(row: &Row<'_>) -> Result<StoredIssuer, ReadError> {
    Ok(StoredIssuer {
        id: row.get(0)?,
        issuer: Issuer {
            code: row.get(1)?,
            name: row.get(2)?,
            policy: row.get(3)?,
            tax_id: row.get(4)?,
            address: row.get(5)?,
            phone: row.get(6)?,
            bank: row.get(7)?,
            bank_account: row.get(8)?,
            max_invoice_amount: row.get(9)?,
        },
    })
}

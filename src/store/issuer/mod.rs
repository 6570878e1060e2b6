//! Issuers, and the invoice items of their own.
//!
//! Errors of every call: `store`.

use std::collections::HashMap;

use crate::domain::ids::IssuerId;
use crate::domain::issuer::Issuer;
use crate::domain::policy::{EffectiveRate, InvoiceItem};
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, FromRow, ReadError, Row, params};

/// An issuer as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredIssuer {
    /// The row.
    pub id: IssuerId,
    /// The issuer.
    pub issuer: Issuer,
    /// Counts its changes.
    pub version: i64,
}

/// Adds an issuer.
pub fn insert(db: &Db, issuer: &Issuer) -> Result<IssuerId, Refusal> {
    let id: IssuerId = db.insert(
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
            issuer.max_invoice_amount,
            issuer.taxpayer,
            issuer.full_rate_reason
        ],
    )?;
    insert_items(db, id, &issuer.items)?;
    Ok(id)
}

/// Keeps an issuer as it is from now on, with the items of its own; its code stays.
pub fn update(db: &Db, id: IssuerId, issuer: &Issuer) -> Result<(), Refusal> {
    db.execute(
        include_str!("update.sql"),
        params![
            id,
            issuer.name,
            issuer.policy,
            issuer.tax_id,
            issuer.address,
            issuer.phone,
            issuer.bank,
            issuer.bank_account,
            issuer.max_invoice_amount,
            issuer.taxpayer,
            issuer.full_rate_reason
        ],
    )?;
    db.execute(include_str!("remove_items.sql"), [id])?;
    insert_items(db, id, &issuer.items)
}

fn insert_items(db: &Db, id: IssuerId, items: &[InvoiceItem]) -> Result<(), Refusal> {
    for (place, item) in (0_i64..).zip(items) {
        let InvoiceItem { name, short_name, tax_code, rates } = item;
        db.execute(include_str!("insert_item.sql"), params![id, place, name, short_name, tax_code])?;
        for rate in rates {
            db.execute(include_str!("insert_rate.sql"), params![id, place, rate.from, rate.rate])?;
        }
    }
    Ok(())
}

/// The issuer of this code.
pub fn by_code(db: &Db, code: &str) -> Result<Option<StoredIssuer>, Refusal> {
    db.maybe(include_str!("by_code.sql"), [code])?.map(|found| with_items(db, found)).transpose()
}

/// The issuer in this row.
pub fn by_id(db: &Db, id: IssuerId) -> Result<StoredIssuer, Refusal> {
    with_items(db, db.one(include_str!("by_id.sql"), [id])?)
}

/// Every issuer, the first added first.
pub fn all(db: &Db) -> Result<Vec<StoredIssuer>, Refusal> {
    db.all(include_str!("all.sql"), [])?.into_iter().map(|found| with_items(db, found)).collect()
}

impl FromRow for StoredIssuer {
    /// Without its items, which are rows of their own.
    fn from_row(row: &Row<'_>) -> Result<Self, ReadError> {
        Ok(Self {
            id: row.take()?,
            issuer: Issuer {
                code: row.take()?,
                name: row.take()?,
                policy: row.take()?,
                tax_id: row.take()?,
                address: row.take()?,
                phone: row.take()?,
                bank: row.take()?,
                bank_account: row.take()?,
                max_invoice_amount: row.take()?,
                taxpayer: row.take()?,
                full_rate_reason: row.take()?,
                items: Vec::new(),
            },
            version: row.take()?,
        })
    }
}

fn with_items(db: &Db, mut stored: StoredIssuer) -> Result<StoredIssuer, Refusal> {
    let mut rates: HashMap<i64, Vec<EffectiveRate>> = HashMap::new();
    for (place, from, rate) in db.all(include_str!("rates.sql"), [stored.id])? {
        rates.entry(place).or_default().push(EffectiveRate { from, rate });
    }
    for (place, name, short_name, tax_code) in db.all(include_str!("items.sql"), [stored.id])? {
        let rates = rates.remove(&place).unwrap_or_default();
        stored.issuer.items.push(InvoiceItem { name, short_name, tax_code, rates });
    }
    Ok(stored)
}

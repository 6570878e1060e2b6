//! Invoice info (开票信息), one of each type an account.
//!
//! Errors of every call: `store`.

use chrono::{DateTime, Utc};

use crate::domain::ids::{AccountId, InfoId, UserId};
use crate::domain::invoice_info::{InvoiceInfo, InvoiceType};
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, FromRow, ReadError, Row, params};

/// Invoice info as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredInfo {
    pub id: InfoId,
    pub invoice_type: InvoiceType,
    pub info: InvoiceInfo,
    pub saved_at: DateTime<Utc>,
    pub saved_by: String,
    /// Counts up with every saving.
    pub version: i64,
    /// Who changed it last, which saving what was there already does not; none: it was before this was kept.
    pub changer: Option<UserId>,
}

impl FromRow for StoredInfo {
    fn from_row(row: &Row<'_>) -> Result<Self, ReadError> {
        Ok(Self {
            id: row.take()?,
            invoice_type: row.take()?,
            info: InvoiceInfo {
                name: row.take()?,
                tax_id: row.take()?,
                tax_id_seen_by: row.take()?,
                address: row.take()?,
                phone: row.take()?,
                bank: row.take()?,
                bank_account: row.take()?,
            },
            saved_at: row.take()?,
            saved_by: row.take()?,
            version: row.take()?,
            changer: row.take()?,
        })
    }
}

/// Keeps invoice info, in the place of what was there of its type; `is_changed`: it is not what was there.
pub fn save(
    db: &Db,
    account: AccountId,
    invoice_type: InvoiceType,
    info: &InvoiceInfo,
    is_changed: bool,
    by: UserId,
    at: DateTime<Utc>,
) -> Result<InfoId, Refusal> {
    db.one(
        include_str!("save.sql"),
        params![
            account,
            invoice_type,
            info.name,
            info.tax_id,
            info.address,
            info.phone,
            info.bank,
            info.bank_account,
            at,
            by,
            is_changed
        ],
    )
}

/// The invoice info of one type.
pub fn get(db: &Db, account: AccountId, invoice_type: InvoiceType) -> Result<Option<StoredInfo>, Refusal> {
    db.maybe(include_str!("get.sql"), params![account, invoice_type])
}

/// Every invoice info of an account.
pub fn of_account(db: &Db, account: AccountId) -> Result<Vec<StoredInfo>, Refusal> {
    db.all(include_str!("of_account.sql"), [account])
}

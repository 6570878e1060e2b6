//! Invoice info (开票信息), one of each type an account.

use chrono::{DateTime, Utc};

use crate::domain::ids::{AccountId, InfoId, UserId};
use crate::domain::invoice_info::{InvoiceInfo, InvoiceType};
use crate::domain::refusal::Refusal;
use crate::store::engine::{At, Db, ReadError, Row, params};

/// Invoice info as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredInfo {
    /// The row.
    pub id: InfoId,
    /// Its type.
    pub invoice_type: InvoiceType,
    /// The title block.
    pub info: InvoiceInfo,
    /// When it was saved last.
    pub saved_at: DateTime<Utc>,
    /// Who saved it last.
    pub saved_by: String,
    /// Counts up with every change.
    pub version: i64,
}

/// Keeps invoice info, in the place of what was there of its type.
///
/// # Errors
/// `store`.
pub fn save(
    db: &Db,
    account: AccountId,
    invoice_type: InvoiceType,
    info: &InvoiceInfo,
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
            At(at),
            by
        ],
        |row| row.get(0),
    )
}

/// The invoice info of one type.
///
/// # Errors
/// `store`.
pub fn get(db: &Db, account: AccountId, invoice_type: InvoiceType) -> Result<Option<StoredInfo>, Refusal> {
    db.maybe(include_str!("get.sql"), params![account, invoice_type], read)
}

/// Every invoice info of an account.
///
/// # Errors
/// `store`.
pub fn of_account(db: &Db, account: AccountId) -> Result<Vec<StoredInfo>, Refusal> {
    db.all(include_str!("of_account.sql"), [account], read)
}

fn read(row: &Row<'_>) -> Result<StoredInfo, ReadError> {
    Ok(StoredInfo {
        id: row.get(0)?,
        invoice_type: row.get(1)?,
        info: InvoiceInfo {
            name: row.get(2)?,
            tax_id: row.get(3)?,
            tax_id_seen_by: row.get(11)?,
            address: row.get(4)?,
            phone: row.get(5)?,
            bank: row.get(6)?,
            bank_account: row.get(7)?,
        },
        saved_at: row.get::<_, At>(8)?.0,
        saved_by: row.get(9)?,
        version: row.get(10)?,
    })
}

//! Mailing addresses: many an account, at most one of them the default.

use crate::domain::address::MailingAddress;
use crate::domain::ids::{AccountId, AddressId};
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, ReadError, Row, params};

/// A mailing address as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAddress {
    /// The row.
    pub id: AddressId,
    /// Whose it is.
    pub account: AccountId,
    /// The address.
    pub address: MailingAddress,
    /// Whether it is the account's default.
    pub is_default: bool,
    /// Counts up with every change.
    pub version: i64,
}

/// Adds an address.
///
/// # Errors
/// `store`.
pub fn insert(
    db: &Db,
    account: AccountId,
    address: &MailingAddress,
    is_default: bool,
) -> Result<AddressId, Refusal> {
    let a = address;
    let id = db.insert(
        include_str!("insert.sql"),
        params![account, a.recipient, a.phone, a.region, a.street, a.postcode, is_default],
    )?;
    Ok(AddressId(id))
}

/// Writes a changed address.
///
/// # Errors
/// `store`.
pub fn update(db: &Db, id: AddressId, address: &MailingAddress, is_default: bool) -> Result<(), Refusal> {
    let a = address;
    db.execute(
        include_str!("update.sql"),
        params![id, a.recipient, a.phone, a.region, a.street, a.postcode, is_default],
    )?;
    Ok(())
}

/// Removes an address; applications keep the snapshot they were made with.
///
/// # Errors
/// `store`.
pub fn delete(db: &Db, id: AddressId) -> Result<(), Refusal> {
    db.execute(include_str!("delete.sql"), [id])?;
    Ok(())
}

/// Makes no address of the account the default.
///
/// # Errors
/// `store`.
pub fn clear_default(db: &Db, account: AccountId) -> Result<(), Refusal> {
    db.execute(include_str!("clear_default.sql"), [account])?;
    Ok(())
}

/// The address in this row.
///
/// # Errors
/// `store`.
pub fn by_id(db: &Db, id: AddressId) -> Result<Option<StoredAddress>, Refusal> {
    db.maybe(include_str!("by_id.sql"), [id], read)
}

/// Every address of an account, the default first.
///
/// # Errors
/// `store`.
pub fn of_account(db: &Db, account: AccountId) -> Result<Vec<StoredAddress>, Refusal> {
    db.all(include_str!("of_account.sql"), [account], read)
}

fn read(row: &Row<'_>) -> Result<StoredAddress, ReadError> {
    Ok(StoredAddress {
        id: row.get(0)?,
        account: row.get(1)?,
        address: MailingAddress {
            recipient: row.get(2)?,
            phone: row.get(3)?,
            region: row.get(4)?,
            street: row.get(5)?,
            postcode: row.get(6)?,
        },
        is_default: row.get(7)?,
        version: row.get(8)?,
    })
}

//! Mailing addresses: many an account, at most one of them the default.
//!
//! Errors of every call: `store`.

use crate::domain::address::MailingAddress;
use crate::domain::ids::{AccountId, AddressId};
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, columns, params};

/// A mailing address as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAddress {
    pub id: AddressId,
    pub account: AccountId,
    pub address: MailingAddress,
    pub is_default: bool,
    /// Counts up with every change.
    pub version: i64,
}

columns! { StoredAddress { id, account, address, is_default, version } }

/// Adds an address.
pub fn insert(
    db: &Db,
    account: AccountId,
    address: &MailingAddress,
    is_default: bool,
) -> Result<AddressId, Refusal> {
    let a = address;
    db.insert(
        include_str!("insert.sql"),
        params![account, a.recipient, a.phone, a.region, a.street, a.postcode, is_default],
    )
}

/// Writes a changed address.
pub fn update(db: &Db, id: AddressId, address: &MailingAddress, is_default: bool) -> Result<(), Refusal> {
    let a = address;
    db.run(
        include_str!("update.sql"),
        params![id, a.recipient, a.phone, a.region, a.street, a.postcode, is_default],
    )
}

/// Removes an address; applications keep the snapshot they were made with.
pub fn delete(db: &Db, id: AddressId) -> Result<(), Refusal> {
    db.run(include_str!("delete.sql"), [id])
}

/// Makes no address of the account the default.
pub fn clear_default(db: &Db, account: AccountId) -> Result<(), Refusal> {
    db.run(include_str!("clear_default.sql"), [account])
}

/// The address in this row.
pub fn by_id(db: &Db, id: AddressId) -> Result<Option<StoredAddress>, Refusal> {
    db.maybe(include_str!("by_id.sql"), [id])
}

/// Every address of an account, the default first.
pub fn of_account(db: &Db, account: AccountId) -> Result<Vec<StoredAddress>, Refusal> {
    db.all(include_str!("of_account.sql"), [account])
}

columns! { MailingAddress { recipient, phone, region, street, postcode } }

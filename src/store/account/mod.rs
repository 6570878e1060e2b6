//! Customer accounts.
//!
//! Errors of every call: `store`.

pub mod list;

use serde::{Deserialize, Serialize};

use crate::domain::account::{Account, AccountStatus};
use crate::domain::ids::{AccountId, BatchId, IssuerId};
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, columns, params, search};

/// An account as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAccount {
    /// The row.
    pub id: AccountId,
    /// Whose customer it is.
    pub issuer_id: IssuerId,
    /// The account.
    pub account: Account,
    /// What else is known of the customer.
    pub profile: Profile,
    /// Counts up with every change.
    pub version: i64,
}

columns! { StoredAccount { id, issuer_id, account, profile, version } }

/// What a billing system knows of a customer besides: it prefills invoice info and contacts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Registered address.
    pub address: Option<String>,
    /// Registered phone.
    pub phone: Option<String>,
    /// Bank.
    pub bank: Option<String>,
    /// Bank account.
    pub bank_account: Option<String>,
    /// Who to speak to.
    pub contact: Option<String>,
    /// That person's mobile phone.
    pub mobile: Option<String>,
    /// Where e-mail goes.
    pub email: Option<String>,
}

columns! { Profile { address, phone, bank, bank_account, contact, mobile, email } }

/// Adds an account, by the import that brings it if one does, and what it is found by.
pub fn insert(
    db: &Db,
    issuer: IssuerId,
    account: &Account,
    profile: &Profile,
    batch: Option<BatchId>,
) -> Result<AccountId, Refusal> {
    let id: AccountId = db.insert(
        include_str!("insert.sql"),
        params![
            issuer,
            account.code,
            account.name,
            account.kind,
            account.region,
            account.status,
            account.verified_name,
            account.verified_tax_id,
            profile.address,
            profile.phone,
            profile.bank,
            profile.bank_account,
            profile.contact,
            profile.mobile,
            profile.email,
            batch
        ],
    )?;
    index(db, id, account)?;
    Ok(id)
}

/// Writes what changed of an account.
pub fn update(db: &Db, id: AccountId, account: &Account, profile: &Profile) -> Result<(), Refusal> {
    db.execute(
        include_str!("update.sql"),
        params![
            id,
            account.name,
            account.kind,
            account.region,
            account.status,
            account.verified_name,
            account.verified_tax_id,
            profile.address,
            profile.phone,
            profile.bank,
            profile.bank_account,
            profile.contact,
            profile.mobile,
            profile.email
        ],
    )?;
    index(db, id, account)
}

/// Gives an account back what it was, and the version that it had then.
pub fn restore(
    db: &Db,
    id: AccountId,
    account: &Account,
    profile: &Profile,
    version: i64,
) -> Result<(), Refusal> {
    update(db, id, account, profile)?;
    db.run(include_str!("set_version.sql"), params![id, version])
}

/// Removes an account to which nothing belongs. The store lets it happen only while an amendment is open.
pub fn remove(db: &Db, id: AccountId) -> Result<(), Refusal> {
    search::forget_account(db, id)?;
    db.run(include_str!("delete.sql"), [id])
}

/// Has all accounts found by what they are found by, in a store that keeps nothing of it yet.
pub fn index_all(db: &Db) -> Result<(), Refusal> {
    all(db)?.iter().try_for_each(|stored| index(db, stored.id, &stored.account))
}

fn index(db: &Db, id: AccountId, account: &Account) -> Result<(), Refusal> {
    let verified = account.verified_name.as_deref().unwrap_or_default();
    search::index_account(db, id, &format!("{} {} {verified}", account.code, account.name))
}

/// Sets the standing of an account.
pub fn set_status(db: &Db, id: AccountId, status: AccountStatus) -> Result<(), Refusal> {
    db.run(include_str!("set_status.sql"), params![id, status])
}

/// The account of this number.
pub fn by_code(db: &Db, code: &str) -> Result<Option<StoredAccount>, Refusal> {
    db.maybe(include_str!("by_code.sql"), [code])
}

/// The account in this row.
pub fn by_id(db: &Db, id: AccountId) -> Result<StoredAccount, Refusal> {
    db.one(include_str!("by_id.sql"), [id])
}

/// Every account's row and name.
pub fn names(db: &Db) -> Result<Vec<(AccountId, String)>, Refusal> {
    db.all(include_str!("names.sql"), [])
}

/// Every account, by number.
pub fn all(db: &Db) -> Result<Vec<StoredAccount>, Refusal> {
    db.all(include_str!("all.sql"), [])
}

/// The columns of a [`StoredAccount`].
const COLUMNS: &str = "a.id, a.issuer_id, a.code, a.name, a.kind, a.region, a.status, a.verified_name,
    a.verified_tax_id, a.address, a.phone, a.bank, a.bank_account, a.contact, a.mobile, a.email, a.version";

columns! { Account { code, name, kind, region, status, verified_name, verified_tax_id } }

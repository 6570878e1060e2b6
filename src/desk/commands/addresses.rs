//! The mailing addresses of an account.

use serde::Serialize;

use crate::desk::commands::named_account;
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::fields::fields;
use crate::domain::address::MailingAddress;
use crate::domain::ids::{AccountId, AddressId};
use crate::domain::log::{LogObject, ObjectKind};
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::text::{self, Code};
use crate::store::account;
use crate::store::address::{self, StoredAddress};
use crate::store::engine::Db;

fields! {
    /// Saves a mailing address: a new one, or with `address` a changed one.
    SaveAddress {
        account: Code,
        #[serde(default, deserialize_with = "text::code_if_any")]
        address: Option<Code>,
        recipient: String,
        phone: String,
        region: String,
        street: String,
        postcode: Option<String>,
        default: Option<bool>,
        version: Option<i64>,
    }
    /// Removes a mailing address.
    RemoveAddress {
        address: Code,
    }
}

/// What saving an address answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SavedAddress {
    /// The address.
    pub address: String,
}

pub(crate) fn save_address(tx: &Transaction<'_>, c: &SaveAddress) -> Result<SavedAddress, Refusal> {
    let &Transaction { db, .. } = tx;
    let account = named_account::account(db, &c.account)?.id;
    let new = MailingAddress {
        recipient: c.recipient.clone(),
        phone: c.phone.clone(),
        region: c.region.clone(),
        street: c.street.clone(),
        postcode: c.postcode.clone(),
    }
    .normalised();
    let problems = new.validate();
    if let Some(first) = problems.first() {
        return Err(Refusal::bad_field(first.field.as_str(), FieldError::Address(problems)));
    }
    let before = c.address.as_deref().map(|id| find_address(db, account, id)).transpose()?;
    if c.version.is_some_and(|seen| before.as_ref().is_some_and(|b| b.version != seen)) {
        let key = c.address.as_deref().unwrap_or_default();
        return Err(Refusal::conflict(Noun::Address, key));
    }
    // One address is always the default: the only one without being asked to be, and another where it is to be no
    // longer.
    let mut others = address::of_account(db, account)?;
    others.retain(|other| before.as_ref().is_none_or(|b| b.id != other.id));
    let was_default = before.as_ref().is_some_and(|b| b.is_default);
    let is_default = c.default.unwrap_or(was_default) || others.is_empty();
    if is_default || was_default {
        address::clear_default(db, account)?;
    }
    if was_default
        && !is_default
        && let Some(oldest) = others.first()
    {
        address::update(db, oldest.id, &oldest.address, true)?;
    }
    let id = match before {
        None => address::insert(db, account, &new, is_default)?,
        Some(before) => {
            address::update(db, before.id, &new, is_default)?;
            before.id
        }
    };
    Ok(SavedAddress { address: id.0.to_string() })
}

/// Removes an address. Where it was the default, the oldest of those that are left is the default from now on:
/// an application that names no address goes to the default one (`address-required`).
pub(crate) fn remove_address(tx: &Transaction<'_>, c: &RemoveAddress) -> Result<(), Refusal> {
    let &Transaction { db, .. } = tx;
    let stored = by_id(db, &c.address)?.ok_or_else(|| Refusal::not_found(Noun::Address, &c.address))?;
    let number = account::by_id(db, stored.account)?.account.code;
    tx.about.borrow_mut().push(LogObject { kind: ObjectKind::Account, number });
    address::delete(db, stored.id)?;
    if stored.is_default
        && let Some(oldest) = address::of_account(db, stored.account)?.first()
    {
        address::update(db, oldest.id, &oldest.address, true)?;
    }
    Ok(())
}

/// The address of this id, if it is the account's.
pub fn find_address(db: &Db, account: AccountId, id: &str) -> Result<StoredAddress, Refusal> {
    let found = by_id(db, id)?.filter(|stored| stored.account == account);
    found.ok_or_else(|| Refusal::not_found(Noun::Address, id))
}

fn by_id(db: &Db, id: &str) -> Result<Option<StoredAddress>, Refusal> {
    Ok(id.parse().ok().map(|id| address::by_id(db, AddressId(id))).transpose()?.flatten())
}

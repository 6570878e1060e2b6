//! Invoice info and mailing addresses.

use serde::{Deserialize, Serialize};

use crate::desk::clock::Moment;
use crate::desk::commands::named_account::{self, Customer};
use crate::desk::commands::review_qualification;
use crate::desk::commands::setup::Done;
use crate::desk::commands::tax_ids;
use crate::desk::protocol::command::{RemoveAddress, SaveAddress, SaveInvoiceInfo};
use crate::domain::address::MailingAddress;
use crate::domain::ids::{AccountId, AddressId, UserId};
use crate::domain::invoice_info::{InvoiceInfo, InvoiceType, validate};
use crate::domain::qualification::QualificationState;
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::rules::type_not_allowed;
use crate::exchange::scans::Archive;
use crate::store::address::{self, StoredAddress};
use crate::store::engine::Db;
use crate::store::{info, qualification};

/// What saving invoice info answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedInfo {
    /// The info.
    pub info: String,
    /// Whether it can be used, or has to be reviewed first.
    pub status: InfoStatus,
}

/// Whether invoice info can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InfoStatus {
    /// At once.
    Active,
    /// After a qualification review.
    NeedsReview,
}

pub(in crate::desk) fn save_invoice_info(
    db: &Db,
    archive: &Archive,
    moment: &Moment,
    by: UserId,
    c: &SaveInvoiceInfo,
) -> Result<SavedInfo, Refusal> {
    let Customer { stored, policy, .. } = named_account::customer(db, &c.account)?;
    type_not_allowed::check_type(stored.account.kind, c.r#type, &policy)?;
    let new = InvoiceInfo {
        name: c.name.clone().unwrap_or_default(),
        tax_id: c.tax_id.clone(),
        tax_id_seen_by: None,
        address: c.address.clone(),
        phone: c.phone.clone(),
        bank: c.bank.clone(),
        bank_account: c.bank_account.clone(),
    }
    .normalised();
    let seen = c.tax_id_seen.unwrap_or_default().then_some((moment, by));
    let new = InvoiceInfo { tax_id_seen_by: tax_ids::who_has_seen(db, new.tax_id.as_deref(), seen)?, ..new };
    let problems = validate(&new, c.r#type, stored.account.verified_name.as_deref());
    if !problems.is_empty() {
        return Err(Refusal::InvoiceInfoInvalid { problems });
    }
    let before = info::get(db, stored.id, c.r#type)?;
    if c.version.is_some_and(|seen| before.as_ref().is_some_and(|b| b.version != seen)) {
        return Err(Refusal::Conflict {
            what: Noun::InvoiceInfo,
            key: c.account.clone(),
            fields: Vec::new(),
        });
    }
    let changed = before.is_none_or(|b| b.info != new);
    let id = info::save(db, stored.id, c.r#type, &new, changed, by, moment.now)?;
    let saved = |status| Ok(SavedInfo { info: id.0.to_string(), status });
    if !c.r#type.is_special() {
        return saved(InfoStatus::Active);
    }
    let needs_review = policy.qualification_review_working_days.is_some();
    let state = qualification::state(db, stored.id)?;
    let mut approved = !changed && state == Some(QualificationState::Approved);
    match state {
        None if needs_review => {
            qualification::set_state(db, stored.id, QualificationState::Draft, None, None)?;
        }
        // Also where nobody asks for the approval today: the issuer may go over to a policy that does.
        Some(QualificationState::Approved) if changed => {
            qualification::set_state(db, stored.id, QualificationState::Stale, None, None)?;
        }
        Some(QualificationState::Stale) => {
            approved = review_qualification::restore(db, archive, stored.id, &new)?
        }
        _ => {}
    }
    saved(if approved || !needs_review { InfoStatus::Active } else { InfoStatus::NeedsReview })
}

/// The invoice info that an application of this type would be made with: what was saved, or what the policy lets
/// be derived from the verified name and tax id.
///
/// # Errors
/// `store`.
pub fn info_for(
    db: &Db,
    customer: &Customer,
    invoice_type: InvoiceType,
) -> Result<Option<InvoiceInfo>, Refusal> {
    if let Some(saved) = info::get(db, customer.stored.id, invoice_type)? {
        return Ok(Some(saved.info));
    }
    Ok(derived_info(customer, invoice_type))
}

/// The info that the policy lets be derived from the verified name and tax id.
pub fn derived_info(customer: &Customer, invoice_type: InvoiceType) -> Option<InvoiceInfo> {
    let account = &customer.stored.account;
    if !customer.policy.info_may_be_derived_for.contains(&invoice_type) {
        return None;
    }
    account.verified_name.as_ref().map(|name| InvoiceInfo {
        name: name.clone(),
        tax_id: account.verified_tax_id.as_ref().map(|id| id.as_str().to_owned()),
        tax_id_seen_by: customer.tax_id_seen_by.clone(),
        ..InvoiceInfo::default()
    })
}

/// What saving an address answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedAddress {
    /// The address.
    pub address: String,
}

pub(in crate::desk) fn save_address(db: &Db, c: &SaveAddress) -> Result<SavedAddress, Refusal> {
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
        let key = c.address.clone().unwrap_or_default();
        return Err(Refusal::Conflict { what: Noun::Address, key, fields: Vec::new() });
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
pub(in crate::desk) fn remove_address(db: &Db, c: &RemoveAddress) -> Result<Done, Refusal> {
    let found = parse_id(&c.address).map(|id| address::by_id(db, id)).transpose()?.flatten();
    let stored = found.ok_or_else(|| Refusal::NotFound { what: Noun::Address, key: c.address.clone() })?;
    address::delete(db, stored.id)?;
    if stored.is_default
        && let Some(oldest) = address::of_account(db, stored.account)?.first()
    {
        address::update(db, oldest.id, &oldest.address, true)?;
    }
    Ok(Done {})
}

/// The address of this id, if it is the account's.
///
/// # Errors
/// `not-found`, `store`.
pub fn find_address(db: &Db, account: AccountId, id: &str) -> Result<StoredAddress, Refusal> {
    let found = parse_id(id).map(|id| address::by_id(db, id)).transpose()?.flatten();
    found
        .filter(|stored| stored.account == account)
        .ok_or_else(|| Refusal::NotFound { what: Noun::Address, key: id.to_owned() })
}

fn parse_id(text: &str) -> Option<AddressId> {
    text.parse().ok().map(AddressId)
}

//! The invoice info of an account: one for each type of invoice.

use serde::Serialize;

use crate::desk::commands::named_account::{self, Customer};
use crate::desk::commands::review_qualification;
use crate::desk::commands::tax_ids;
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::fields::fields;
use crate::domain::invoice_info::{InvoiceInfo, InvoiceType, validate};
use crate::domain::qualification::QualificationState;
use crate::domain::refusal::{Noun, Refusal};
use crate::domain::rules::type_not_allowed;
use crate::domain::text::Code;
use crate::store::engine::Db;
use crate::store::{info, qualification};

fields! {
    /// Saves the invoice info of one type. With `version` it is refused if somebody saved in the meantime.
    SaveInvoiceInfo {
        account: Code,
        r#type: InvoiceType,
        name: Option<String>,
        tax_id: Option<String>,
        address: Option<String>,
        phone: Option<String>,
        bank: Option<String>,
        bank_account: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        tax_id_seen: Option<bool>,
        version: Option<i64>,
    }
}

/// What saving invoice info answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct SavedInfo {
    pub info: String,
    /// Whether it can be used, or has to be reviewed first.
    pub status: InfoStatus,
}

/// Whether invoice info can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InfoStatus {
    /// At once.
    Active,
    /// After a qualification review.
    NeedsReview,
}

pub(crate) fn save_invoice_info(tx: &Transaction<'_>, c: &SaveInvoiceInfo) -> Result<SavedInfo, Refusal> {
    let &Transaction { db, archive, moment, user, .. } = tx;
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
    let seen = c.tax_id_seen.unwrap_or_default().then_some((moment, user.id));
    let new = InvoiceInfo { tax_id_seen_by: tax_ids::who_has_seen(db, new.tax_id.as_deref(), seen)?, ..new };
    let problems = validate(&new, c.r#type, stored.account.verified_name.as_deref());
    if !problems.is_empty() {
        return Err(Refusal::InvoiceInfoInvalid { problems });
    }
    let before = info::get(db, stored.id, c.r#type)?;
    if c.version.is_some_and(|seen| before.as_ref().is_some_and(|b| b.version != seen)) {
        return Err(Refusal::conflict(Noun::InvoiceInfo, &c.account));
    }
    let changed = before.is_none_or(|b| b.info != new);
    let id = info::save(db, stored.id, c.r#type, &new, changed, user.id, moment.now)?;
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

//! The companies that issue invoices.

use crate::desk::commands::named_account;
use crate::desk::commands::texts::{optional, required};
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::changes::{self, Changes};
use crate::desk::protocol::fields::fields;
use crate::domain::bureau::Waiver;
use crate::domain::issuer::{Issuer, Taxpayer};
use crate::domain::money::Fen;
use crate::domain::policy::{PolicyFault, PolicyProblem};
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::rules::policy_contradictory::item_problems;
use crate::domain::tax_id::{self, TaxId};
use crate::domain::text::{Code, Line};
use crate::store::issuer;

fields! {
    /// Adds a company that issues invoices.
    AddIssuer {
        code: Code,
        name: Line,
        policy: Code,
        #[serde(default, deserialize_with = "tax_id::if_any")]
        tax_id: Option<TaxId>,
        address: Option<Line>,
        phone: Option<Line>,
        bank: Option<Line>,
        bank_account: Option<Line>,
        max_invoice_amount: Option<Fen>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        taxpayer: Option<Taxpayer>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        full_rate_reason: Option<Waiver>,
    }
    /// Changes an issuer: the fields to change, and what to; its code stays. With `version` it is refused if
    /// somebody changed it in the meantime.
    ChangeIssuer {
        code: Code,
        changes: Changes,
        version: Option<i64>,
    }
}

pub(crate) fn add_issuer(tx: &Transaction<'_>, c: &AddIssuer) -> Result<(), Refusal> {
    let &Transaction { db, .. } = tx;
    let code = required("code", &c.code)?;
    named_account::newest_policy(db, &c.policy)?;
    if issuer::by_code(db, code)?.is_some() {
        return Err(Refusal::conflict(Noun::Issuer, code));
    }
    if c.max_invoice_amount.is_some_and(|max| !max.is_positive()) {
        return Err(Refusal::not_positive(c.max_invoice_amount.unwrap_or_default()));
    }
    let issuer = Issuer {
        code: code.to_owned(),
        name: required("name", &c.name)?.to_owned(),
        policy: c.policy.to_string(),
        tax_id: c.tax_id.clone(),
        address: optional("address", c.address.as_deref())?,
        phone: optional("phone", c.phone.as_deref())?,
        bank: optional("bank", c.bank.as_deref())?,
        bank_account: optional("bank_account", c.bank_account.as_deref())?,
        max_invoice_amount: c.max_invoice_amount,
        taxpayer: c.taxpayer,
        full_rate_reason: c.full_rate_reason,
        items: Vec::new(),
    };
    issuer::insert(db, &issuer).map(drop)
}

pub(crate) fn change_issuer(tx: &Transaction<'_>, c: &ChangeIssuer) -> Result<(), Refusal> {
    let &Transaction { db, .. } = tx;
    let found = issuer::by_code(db, &c.code)?;
    let found = found.ok_or_else(|| Refusal::not_found(Noun::Issuer, &c.code))?;
    if c.version.is_some_and(|version| version != found.version) {
        return Err(Refusal::conflict(Noun::Issuer, &c.code));
    }
    let new: Issuer = changes::changed(&found.issuer, &c.changes, &["code"])?;
    if let Some(max) = new.max_invoice_amount.filter(|max| !max.is_positive()) {
        return Err(Refusal::not_positive(max));
    }
    let policy = required("changes.policy", &new.policy)?.to_owned();
    named_account::newest_policy(db, &policy)?;
    let problems = item_problems(&new.items);
    let illegal: Vec<PolicyProblem> =
        problems.iter().filter(|problem| problem.fault == PolicyFault::RateNotLegal).cloned().collect();
    if !illegal.is_empty() {
        return Err(Refusal::PolicyContradictory { problems: illegal });
    }
    if let Some(problem) = problems.into_iter().next() {
        let field = format!("changes.{}", problem.field);
        return Err(Refusal::bad_field(field, FieldError::Item(problem.fault)));
    }
    let text = |field: &str, text: &Option<String>| optional(&format!("changes.{field}"), text.as_deref());
    let new = Issuer {
        name: required("changes.name", &new.name)?.to_owned(),
        policy,
        address: text("address", &new.address)?,
        phone: text("phone", &new.phone)?,
        bank: text("bank", &new.bank)?,
        bank_account: text("bank_account", &new.bank_account)?,
        ..new
    };
    if new != found.issuer {
        issuer::update(db, found.id, &new)?;
    }
    Ok(())
}

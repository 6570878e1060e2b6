//! Users, issuers, accounts and holidays: what has to be there before money is.

use std::collections::BTreeMap;

use chrono::Datelike;
use serde::Serialize;

use crate::desk::commands::named_account;
use crate::desk::protocol::changes;
use crate::desk::protocol::command::{
    AddAccount, AddHolidays, AddIssuer, AddUser, ChangeIssuer, ChangeUser, SetAccountStatus,
};
use crate::domain::account::Account;
use crate::domain::issuer::Issuer;
use crate::domain::policy::{PolicyFault, PolicyProblem};
use crate::domain::refusal::{FieldError, Noun, Refusal, Role};
use crate::domain::rules::policy_contradictory::item_problems;
use crate::store::account::Profile;
use crate::store::engine::Db;
use crate::store::{account, holiday, issuer, user};

/// The longest name, number or note of a command, in characters.
pub const MAX_TEXT_CHARS: usize = 500;

/// The answer of a command that has nothing to say.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Done {}

/// A text that must be there.
///
/// # Errors
/// `bad-field`: it is blank or too long.
pub(in crate::desk) fn required<'a>(field: &str, text: &'a str) -> Result<&'a str, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::bad_field(field, FieldError::Missing));
    }
    if text.chars().count() > MAX_TEXT_CHARS {
        return Err(Refusal::bad_field(field, FieldError::TooLong { max: MAX_TEXT_CHARS }));
    }
    Ok(text)
}

/// A text that may be left out; blank counts as left out.
///
/// # Errors
/// `bad-field`: it is too long.
pub(in crate::desk) fn optional(field: &str, text: Option<&str>) -> Result<Option<String>, Refusal> {
    match text.map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => required(field, text).map(|text| Some(text.to_owned())),
    }
}

fn conflict(what: Noun, key: &str) -> Refusal {
    Refusal::Conflict { what, key: key.to_owned(), fields: Vec::new() }
}

pub(in crate::desk) fn add_user(db: &Db, c: &AddUser) -> Result<Done, Refusal> {
    let name = required("name", &c.name)?;
    if c.roles.is_empty() {
        return Err(Refusal::bad_field("roles", FieldError::Missing));
    }
    if user::is_taken(db, name)? {
        return Err(conflict(Noun::User, name));
    }
    user::insert(db, name, &c.roles)?;
    Ok(Done {})
}

pub(in crate::desk) fn change_user(db: &Db, c: &ChangeUser) -> Result<Done, Refusal> {
    let found = user::by_name(db, &c.name)?;
    let found = found.ok_or_else(|| Refusal::NotFound { what: Noun::User, key: c.name.clone() })?;
    if c.roles.is_empty() {
        return Err(Refusal::bad_field("roles", FieldError::Missing));
    }
    if c.version.is_some_and(|version| version != found.version) {
        return Err(conflict(Noun::User, &c.name));
    }
    let is_another_admin =
        |other: &user::StoredUser| other.id != found.id && other.roles.contains(&Role::Admin);
    if !c.roles.contains(&Role::Admin) && !user::all(db)?.iter().any(is_another_admin) {
        return Err(Refusal::bad_field("roles", FieldError::LastAdmin));
    }
    user::set_roles(db, found.id, &c.roles)?;
    Ok(Done {})
}

pub(in crate::desk) fn add_issuer(db: &Db, c: &AddIssuer) -> Result<Done, Refusal> {
    let code = required("code", &c.code)?;
    named_account::newest_policy(db, &c.policy)?;
    if issuer::by_code(db, code)?.is_some() {
        return Err(conflict(Noun::Issuer, code));
    }
    if c.max_invoice_amount.is_some_and(|max| !max.is_positive()) {
        return Err(Refusal::not_positive(c.max_invoice_amount.unwrap_or_default()));
    }
    let issuer = Issuer {
        code: code.to_owned(),
        name: required("name", &c.name)?.to_owned(),
        policy: c.policy.clone(),
        tax_id: c.tax_id.clone(),
        address: optional("address", c.address.as_deref())?,
        phone: optional("phone", c.phone.as_deref())?,
        bank: optional("bank", c.bank.as_deref())?,
        bank_account: optional("bank_account", c.bank_account.as_deref())?,
        max_invoice_amount: c.max_invoice_amount,
        items: Vec::new(),
    };
    issuer::insert(db, &issuer)?;
    Ok(Done {})
}

pub(in crate::desk) fn change_issuer(db: &Db, c: &ChangeIssuer) -> Result<Done, Refusal> {
    let found = issuer::by_code(db, &c.code)?;
    let found = found.ok_or_else(|| Refusal::NotFound { what: Noun::Issuer, key: c.code.clone() })?;
    if c.version.is_some_and(|version| version != found.version) {
        return Err(conflict(Noun::Issuer, &c.code));
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
    Ok(Done {})
}

pub(in crate::desk) fn add_account(db: &Db, c: &AddAccount) -> Result<Done, Refusal> {
    let code = required("account", &c.account)?;
    let issuer = issuer::by_code(db, &c.issuer)?
        .ok_or_else(|| Refusal::NotFound { what: Noun::Issuer, key: c.issuer.clone() })?;
    if account::by_code(db, code)?.is_some() {
        return Err(conflict(Noun::Account, code));
    }
    let new = Account {
        code: code.to_owned(),
        name: required("name", &c.name)?.to_owned(),
        kind: c.kind,
        region: c.region.unwrap_or_default(),
        status: Default::default(),
        verified_name: optional("verified_name", c.verified_name.as_deref())?,
        verified_tax_id: c.verified_tax_id.clone(),
    };
    account::insert(db, issuer.id, &new, &Profile::default(), None)?;
    Ok(Done {})
}

pub(in crate::desk) fn set_account_status(db: &Db, c: &SetAccountStatus) -> Result<Done, Refusal> {
    optional("reason", c.reason.as_deref())?;
    account::set_status(db, named_account::account(db, &c.account)?.id, c.status)?;
    Ok(Done {})
}

pub(in crate::desk) fn add_holidays(db: &Db, c: &AddHolidays) -> Result<Done, Refusal> {
    if c.days.is_empty() {
        return Err(Refusal::bad_field("days", FieldError::Missing));
    }
    // A year's declaration may name days of the December before.
    let belongs = |year: i32, month: u32| year == c.year || (year == c.year - 1 && month == 12);
    if let Some(i) = c.days.iter().position(|d| !belongs(d.date.year(), d.date.month())) {
        return Err(Refusal::bad_field(format!("days[{i}].date"), FieldError::OtherYear { year: c.year }));
    }
    let days: BTreeMap<_, _> = c.days.iter().map(|day| (day.date, day.off)).collect();
    holiday::save(db, &(c.year, days))?;
    Ok(Done {})
}

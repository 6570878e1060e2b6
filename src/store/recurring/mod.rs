//! Plans of recurring invoicing, and what came of each month.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::ids::{AccountId, AddressId, ApplicationId};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::refusal::Refusal;
use crate::store::engine::{At, Db, ReadError, Row, params};

/// A plan as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPlan {
    /// Whose it is.
    pub account: AccountId,
    /// The account's number.
    pub account_code: String,
    /// The account's name.
    pub account_name: String,
    /// Whether it runs.
    pub enabled: bool,
    /// The type of invoice.
    pub invoice_type: InvoiceType,
    /// Where it is posted to; none: the default address.
    pub address: Option<AddressId>,
    /// Where it is e-mailed to.
    pub email: Option<String>,
    /// The day it was enabled: it does not run for days before.
    pub since: NaiveDate,
}

/// Keeps a plan, in the place of what was there.
///
/// # Errors
/// `store`.
pub fn save(db: &Db, plan: &StoredPlan) -> Result<(), Refusal> {
    let p = plan;
    db.execute(
        include_str!("save.sql"),
        params![p.account, p.enabled, p.invoice_type, p.address, p.email, p.since],
    )?;
    Ok(())
}

/// The plan of an account.
///
/// # Errors
/// `store`.
pub fn plan(db: &Db, account: AccountId) -> Result<Option<StoredPlan>, Refusal> {
    db.maybe(include_str!("plan.sql"), [account], read)
}

/// Every plan that runs, by account number.
///
/// # Errors
/// `store`.
pub fn enabled(db: &Db) -> Result<Vec<StoredPlan>, Refusal> {
    db.all(include_str!("enabled.sql"), [], read)
}

/// What came of a plan's month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRun {
    /// Whose plan.
    pub account: AccountId,
    /// The month, as `2026-11`.
    pub month: String,
    /// The application, if one was made.
    pub application: Option<ApplicationId>,
    /// The rule that refused one.
    pub rule: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Writes what came of a month.
///
/// # Errors
/// `store`, also when that month is written already.
pub fn insert_run(db: &Db, run: &StoredRun) -> Result<(), Refusal> {
    let outcome = if run.application.is_some() { "applied" } else { "skipped" };
    db.execute(
        include_str!("insert_run.sql"),
        params![run.account, run.month, outcome, run.application, run.rule, At(run.at)],
    )?;
    Ok(())
}

/// Whether a plan has run for a month.
///
/// # Errors
/// `store`.
pub fn has_run(db: &Db, account: AccountId, month: &str) -> Result<bool, Refusal> {
    db.one(include_str!("has_run.sql"), params![account, month], |row| row.get(0))
}

fn read(row: &Row<'_>) -> Result<StoredPlan, ReadError> {
    Ok(StoredPlan {
        account: row.get(0)?,
        account_code: row.get(1)?,
        account_name: row.get(2)?,
        enabled: row.get(3)?,
        invoice_type: row.get(4)?,
        address: row.get(5)?,
        email: row.get(6)?,
        since: row.get(7)?,
    })
}

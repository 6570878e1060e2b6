//! Plans of recurring invoicing, and what came of each month.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::account::{AccountKind, AccountStatus};
use crate::domain::ids::{AccountId, AddressId, ApplicationId, RunId};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
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

/// A plan as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPlan {
    /// The plan.
    pub plan: StoredPlan,
    /// The account's kind.
    pub kind: AccountKind,
    /// The account's standing.
    pub status: AccountStatus,
    /// The code of the issuer's policy.
    pub policy: String,
}

/// Every plan, of one account or of all, by account number.
///
/// # Errors
/// `store`.
pub fn listed(db: &Db, account: Option<AccountId>) -> Result<Vec<ListedPlan>, Refusal> {
    db.all(include_str!("listed.sql"), [account], |row| {
        Ok(ListedPlan { plan: read(row)?, kind: row.get(8)?, status: row.get(9)?, policy: row.get(10)? })
    })
}

/// What came of a plan's month, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedRun {
    /// The row.
    pub id: RunId,
    /// Whose plan.
    pub account: AccountId,
    /// The account's number.
    pub account_code: String,
    /// The customer's name.
    pub account_name: String,
    /// The month, as `2026-11`.
    pub month: String,
    /// The number and amount of the application, if one was made.
    pub application: Option<(String, Fen)>,
    /// The id of what refused one.
    pub rule: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// What came of a month, or of an account's plan, or of all; newest month first.
///
/// # Errors
/// `store`.
pub fn runs(db: &Db, month: Option<&str>, account: Option<AccountId>) -> Result<Vec<ListedRun>, Refusal> {
    db.all(include_str!("runs.sql"), params![month, account], read_run)
}

/// What came of the newest month of every plan.
///
/// # Errors
/// `store`.
pub fn newest_runs(db: &Db) -> Result<Vec<ListedRun>, Refusal> {
    db.all(include_str!("newest_runs.sql"), [], read_run)
}

/// A month in which plans have run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthRuns {
    /// The month, as `2026-11`.
    pub month: String,
    /// How many applied.
    pub applied: u64,
    /// How many were skipped.
    pub skipped: u64,
    /// What was applied for.
    pub amount: Fen,
}

/// The months in which plans have run, newest first.
///
/// # Errors
/// `store`.
pub fn months(db: &Db) -> Result<Vec<MonthRuns>, Refusal> {
    db.all(include_str!("months.sql"), [], |row| {
        Ok(MonthRuns {
            month: row.get(0)?,
            applied: row.get(1).map(i64::unsigned_abs)?,
            skipped: row.get(2).map(i64::unsigned_abs)?,
            amount: row.get(3)?,
        })
    })
}

/// The month for which a plan made an application; none if somebody made it.
///
/// # Errors
/// `store`.
pub fn month_of_application(db: &Db, number: &str) -> Result<Option<String>, Refusal> {
    db.maybe(include_str!("month_of_application.sql"), [number], |row| row.get(0))
}

/// How many plans under a policy are enabled since before `run_day` and have not run for its `month`.
///
/// # Errors
/// `store`.
pub fn count_due(db: &Db, policy: &str, run_day: NaiveDate, month: &str) -> Result<u64, Refusal> {
    db.one(include_str!("due.sql"), params![policy, run_day, month], |row| {
        row.get::<_, i64>(0).map(i64::unsigned_abs)
    })
}

fn read_run(row: &Row<'_>) -> Result<ListedRun, ReadError> {
    let number: Option<String> = row.get(5)?;
    Ok(ListedRun {
        id: row.get(0)?,
        account: row.get(1)?,
        account_code: row.get(2)?,
        account_name: row.get(3)?,
        month: row.get(4)?,
        application: match number {
            Some(number) => Some((number, row.get(6)?)),
            None => None,
        },
        rule: row.get(7)?,
        at: row.get::<_, At>(8)?.0,
    })
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

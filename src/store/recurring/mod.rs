//! Plans of recurring invoicing, and what came of each month.
//!
//! Errors of every call: `store`, where nothing else is said.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::account::{AccountKind, AccountStatus};
use crate::domain::ids::{AccountId, AddressId, ApplicationId, RunId, UserId};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::rule_id::RuleId;
use crate::store::engine::{Db, FromRow, ReadError, Row, columns, params};

/// A plan as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPlan {
    pub account: AccountId,
    pub account_code: String,
    pub account_name: String,
    pub enabled: bool,
    pub invoice_type: InvoiceType,
    /// Where it is posted to; none: the default address.
    pub address: Option<AddressId>,
    pub email: Option<String>,
    /// The day it was enabled: it does not run for days before.
    pub since: NaiveDate,
    /// Who last changed it, and so has applied where it does; none: an older desk did not keep who.
    pub set_by: Option<UserId>,
}

columns! { StoredPlan { account, account_code, account_name, enabled, invoice_type, address, email, since, set_by } }

/// Keeps a plan, in the place of what was there.
pub fn save(db: &Db, plan: &StoredPlan) -> Result<(), Refusal> {
    let p = plan;
    db.run(
        include_str!("save.sql"),
        params![p.account, p.enabled, p.invoice_type, p.address, p.email, p.since, p.set_by],
    )
}

/// The plan of an account.
pub fn plan(db: &Db, account: AccountId) -> Result<Option<StoredPlan>, Refusal> {
    db.maybe(include_str!("plan.sql"), [account])
}

/// Every plan that runs, by account number.
pub fn enabled(db: &Db) -> Result<Vec<StoredPlan>, Refusal> {
    db.all(include_str!("enabled.sql"), [])
}

/// What came of a plan's month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRun {
    pub account: AccountId,
    /// The month, as `2026-11`.
    pub month: String,
    /// The application, if one was made.
    pub application: Option<ApplicationId>,
    /// The rule that refused one.
    pub rule: Option<String>,
    pub at: DateTime<Utc>,
}

/// Writes what came of a month.
///
/// # Errors
/// `store`, also when that month is written already.
pub fn insert_run(db: &Db, run: &StoredRun) -> Result<(), Refusal> {
    let outcome = if run.application.is_some() { "applied" } else { "skipped" };
    db.run(
        include_str!("insert_run.sql"),
        params![run.account, run.month, outcome, run.application, run.rule, run.at],
    )
}

/// Whether a plan has run for a month.
pub fn has_run(db: &Db, account: AccountId, month: &str) -> Result<bool, Refusal> {
    db.one(include_str!("has_run.sql"), params![account, month])
}

/// A plan as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedPlan {
    pub plan: StoredPlan,
    pub kind: AccountKind,
    pub status: AccountStatus,
    /// The code of the issuer's policy.
    pub policy: String,
}

columns! { ListedPlan { plan, kind, status, policy } }

/// Every plan, of one account or of all, by account number.
pub fn listed(db: &Db, account: Option<AccountId>) -> Result<Vec<ListedPlan>, Refusal> {
    db.all(include_str!("listed.sql"), [account])
}

/// What came of a plan's month, as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedRun {
    pub id: RunId,
    pub account: AccountId,
    /// The number of the account.
    pub code: String,
    /// The name of the account.
    pub name: String,
    /// The month, as `2026-11`.
    pub month: String,
    /// The number and amount of the application, if one was made.
    pub application: Option<(String, Fen)>,
    /// The rule that refused one; none where it was no rule.
    pub rule: Option<RuleId>,
    pub at: DateTime<Utc>,
}

/// What came of a month, or of an account's plan, or of all; newest month first.
pub fn runs(db: &Db, month: Option<&str>, account: Option<AccountId>) -> Result<Vec<ListedRun>, Refusal> {
    db.all(include_str!("runs.sql"), params![month, account])
}

/// What came of the newest month of every plan.
pub fn newest_runs(db: &Db) -> Result<Vec<ListedRun>, Refusal> {
    db.all(include_str!("newest_runs.sql"), [])
}

/// A month in which plans have run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthRuns {
    /// The month, as `2026-11`.
    pub month: String,
    pub applied: u64,
    pub skipped: u64,
    /// What was applied for.
    pub amount: Fen,
}

columns! { MonthRuns { month, applied, skipped, amount } }

/// The months in which plans have run, newest first.
pub fn months(db: &Db) -> Result<Vec<MonthRuns>, Refusal> {
    db.all(include_str!("months.sql"), [])
}

/// The month for which a plan made an application; none if somebody made it.
pub fn month_of_application(db: &Db, number: &str) -> Result<Option<String>, Refusal> {
    db.maybe(include_str!("month_of_application.sql"), [number])
}

/// How many plans under a policy are enabled since before `run_day` and have not run for its `month`.
pub fn count_due(db: &Db, policy: &str, run_day: NaiveDate, month: &str) -> Result<u64, Refusal> {
    db.one(include_str!("due.sql"), params![policy, run_day, month])
}

impl FromRow for ListedRun {
    fn from_row(row: &Row<'_>) -> Result<Self, ReadError> {
        let (account, code, name, month): (_, _, _, String) = row.take()?;
        let (number, amount): (Option<String>, Option<Fen>) = row.take()?;
        let (id, application) = (run_id(account, &month), number.zip(amount));
        let (rule, at): (Option<String>, _) = row.take()?;
        let rule = RuleId::ALL.iter().copied().find(|id| Some(id.as_str()) == rule.as_deref());
        Ok(Self { id, account, code, name, month, application, rule, at })
    }
}

/// A run has no number of its own: an account runs once for a month, written `2026-11`.
fn run_id(account: AccountId, month: &str) -> RunId {
    let months =
        month.split('-').filter_map(|part| part.parse::<i64>().ok()).fold(0, |sum, part| sum * 100 + part);
    RunId(account.0 * 1_000_000 + months)
}

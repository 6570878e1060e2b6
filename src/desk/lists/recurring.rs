//! Plans and their runs as lists show them, with what the next run would come to. Errors of every call: see [`super`].

use std::collections::HashMap;

use chrono::NaiveDate;

use super::named_account;
use crate::desk::clock::Moment;
use crate::desk::commands::recurring::application_of;
use crate::desk::commands::submit_application;
use crate::desk::pages::summary;
use crate::desk::principal::CLERKS;
use crate::domain::account::{AccountKind, AccountStatus};
use crate::domain::ids::{AccountId, AddressId};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::policy::{Delivery, Policy};
use crate::domain::refusal::Refusal;
use crate::domain::rules::recurring_already_run::{month_of, newest_run_day, next_run_day};
use crate::store::engine::Db;
use crate::store::recurring::{self, ListedPlan};
pub(crate) use crate::store::recurring::{ListedRun as RunView, MonthRuns};
use crate::store::{address, policy};

/// The plans of one customer or of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plans {
    /// The plans, by account number.
    pub plans: Vec<PlanView>,
    /// How many of them wait to be run.
    pub due: usize,
    /// Why the user at the desk may neither change nor run plans.
    pub barred: Option<Refusal>,
}

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanView {
    /// Whose it is.
    pub account: AccountId,
    /// The account's number.
    pub code: String,
    /// The customer's name.
    pub name: String,
    /// The account's kind.
    pub kind: AccountKind,
    /// The account's standing.
    pub status: AccountStatus,
    /// Whether it runs.
    pub enabled: bool,
    /// The type of invoice.
    pub invoice_type: InvoiceType,
    /// How the policy delivers.
    pub delivery: Delivery,
    /// The address that was chosen; none: the default address.
    pub address: Option<AddressId>,
    /// That address, or the default one, in one line; none where there is none.
    pub sent_to: Option<String>,
    /// Where it is e-mailed to.
    pub email: Option<String>,
    /// The day it was enabled: it does not run for days before.
    pub since: NaiveDate,
    /// What came of the last month.
    pub last: Option<RunView>,
    /// The next run; none where the plan is off or the policy offers recurring invoicing no longer.
    pub next: Option<NextRun>,
    /// The day of the month on which the policy runs plans, where it does.
    pub day: Option<u32>,
}

/// The next run of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextRun {
    /// The month, as `2026-11`.
    pub month: String,
    /// The day: it has come where the run is due.
    pub day: NaiveDate,
    /// Whether it waits to be run now.
    pub is_due: bool,
    /// What would come of it as things stand.
    pub forecast: Forecast,
}

/// What would come of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forecast {
    /// An application.
    Applies {
        /// For how much.
        amount: Fen,
        /// From how many bills.
        bills: usize,
    },
    /// The month would be skipped, because of this.
    Skips(Refusal),
}

/// The plans of one customer, by number, or of all, each with its last and its next run.
pub fn plans(db: &Db, moment: &Moment, of: Option<&str>) -> Result<Plans, Refusal> {
    let policies = policy::all_newest(db)?;
    let mut newest: HashMap<AccountId, RunView> =
        recurring::newest_runs(db)?.into_iter().map(|run| (run.account, run)).collect();
    let account = named_account(db, of)?;
    let plans: Vec<PlanView> = recurring::listed(db, account)?
        .into_iter()
        .map(|listed| {
            let last = newest.remove(&listed.plan.account);
            let policy = policies.iter().find(|policy| policy.code == listed.policy);
            plan_view(db, moment, listed, policy, last)
        })
        .collect::<Result<_, _>>()?;
    let due = plans.iter().filter(|plan| plan.next.as_ref().is_some_and(|next| next.is_due)).count();
    Ok(Plans { plans, due, barred: summary::barred(db, moment, CLERKS)? })
}

/// What came of a month, or of a customer's plan, or of all; newest month first.
pub fn runs(db: &Db, month: Option<&str>, of: Option<&str>) -> Result<Vec<RunView>, Refusal> {
    let account = named_account(db, of)?;
    recurring::runs(db, month, account)
}

/// The months in which plans have run, newest first.
pub fn months(db: &Db) -> Result<Vec<MonthRuns>, Refusal> {
    recurring::months(db)
}

fn plan_view(
    db: &Db,
    moment: &Moment,
    listed: ListedPlan,
    policy: Option<&Policy>,
    last: Option<RunView>,
) -> Result<PlanView, Refusal> {
    let plan = &listed.plan;
    let delivery = policy.map_or(Delivery::Post, |policy| policy.delivery);
    let addresses = match delivery {
        Delivery::Post => address::of_account(db, plan.account)?,
        Delivery::Email => Vec::new(),
    };
    let chosen = |id: AddressId| addresses.iter().find(|address| address.id == id);
    let sent_to = match plan.address {
        Some(id) => chosen(id),
        None => addresses.iter().find(|address| address.is_default),
    };
    let day = policy.and_then(|policy| policy.recurring_day);
    let next = match day {
        Some(day) if plan.enabled => Some(next_run(db, moment, &listed, day)?),
        _ => None,
    };
    Ok(PlanView {
        sent_to: sent_to.map(|stored| stored.address.masked().one_line()),
        delivery,
        next,
        day,
        last,
        account: plan.account,
        kind: listed.kind,
        status: listed.status,
        enabled: plan.enabled,
        invoice_type: plan.invoice_type,
        address: plan.address,
        since: plan.since,
        code: listed.plan.account_code,
        name: listed.plan.account_name,
        email: listed.plan.email,
    })
}

fn next_run(db: &Db, moment: &Moment, listed: &ListedPlan, day: u32) -> Result<NextRun, Refusal> {
    let plan = &listed.plan;
    let newest = newest_run_day(day, moment.today);
    let is_due = newest >= plan.since && !recurring::has_run(db, plan.account, &month_of(newest))?;
    let run_day = if is_due { newest } else { next_run_day(day, moment.today) };
    let forecast = match application_of(plan).and_then(|c| submit_application::prepare(db, moment, &c)) {
        Err(refusal @ Refusal::Store { .. }) => return Err(refusal),
        Err(refusal) => Forecast::Skips(refusal),
        Ok(prepared) => Forecast::Applies { amount: prepared.plan.amount, bills: prepared.plan.lines.len() },
    };
    Ok(NextRun { month: month_of(run_day), day: run_day, is_due, forecast })
}

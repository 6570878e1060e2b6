//! Recurring invoicing: on the policy's day each plan applies for everything that is invoiceable. RULES.md section 9.

use serde::Serialize;

use crate::desk::clock::Moment;
use crate::desk::commands::addresses::find_address;
use crate::desk::commands::named_account::{self, Customer};
use crate::desk::commands::submit_application::{self, SubmitApplication};
use crate::desk::commands::texts::optional;
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::fields::fields;
use crate::domain::email::emails;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::refusal::{FieldError, Refusal, checked};
use crate::domain::rules::{recurring_already_run, type_not_allowed};
use crate::domain::text::{self, Code};
use crate::store::engine::Db;
use crate::store::recurring::{self, StoredPlan, StoredRun};
use crate::store::{application, policy};

fields! {
    /// Makes or changes an account's plan of recurring invoicing.
    SetRecurring {
        account: Code,
        enabled: bool,
        r#type: InvoiceType,
        #[serde(default, deserialize_with = "text::code_if_any")]
        address: Option<Code>,
        email: Option<String>,
    }
    /// Runs every plan whose day has come; with `preview` it only tells what would happen.
    RunRecurring {
        preview: Option<bool>,
    }
}

pub(crate) fn set_recurring(tx: &Transaction<'_>, c: &SetRecurring) -> Result<(), Refusal> {
    let &Transaction { db, moment, .. } = tx;
    let Customer { stored, policy, .. } = named_account::customer(db, &c.account)?;
    let before = recurring::plan(db, stored.id)?;
    // A plan that is there can be switched off also where the policy would not have it any more.
    if c.enabled || before.is_none() {
        if policy.recurring_day.is_none() {
            return Err(Refusal::bad_field("enabled", FieldError::NotOffered));
        }
        type_not_allowed::check_type(stored.account.kind, c.r#type, &policy)?;
    }
    let address = c.address.as_deref().map(|id| find_address(db, stored.id, id)).transpose()?;
    let email = optional("email", c.email.as_deref())?;
    if let Some(email) = &email {
        emails(email).map_err(|fault| Refusal::EmailInvalid { fault })?;
    }
    // A plan that goes on running keeps its first day; one that is enabled anew does not run for days before.
    let since = before.as_ref().filter(|plan| plan.enabled).map_or(moment.today, |plan| plan.since);
    let mut plan = StoredPlan {
        account: stored.id,
        account_code: stored.account.code,
        account_name: stored.account.name,
        enabled: c.enabled,
        invoice_type: c.r#type,
        address: address.map(|address| address.id),
        email,
        since,
        set_by: before.as_ref().and_then(|plan| plan.set_by),
    };
    // Whoever saves it as it was has changed nothing, and does not take it over.
    if plan.set_by.is_none() || before.is_none_or(|before| before != plan) {
        plan.set_by = Some(tx.user.id);
    }
    recurring::save(db, &plan)
}

/// What `run_recurring` answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Runs {
    /// One entry a plan, by account number.
    pub runs: Vec<Run>,
}

/// What came, or would come, of a plan's month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct Run {
    pub account: String,
    /// The month, as `2026-11`.
    pub month: String,
    pub outcome: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Fen>,
    /// The rule that refused one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

/// Whether an application was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was, or would be.
    Applied,
    /// The month is, or would be, skipped.
    Skipped,
}

/// Runs every plan whose day has come and that has not run for that month.
pub(crate) fn run_recurring(tx: &Transaction<'_>, c: &RunRecurring) -> Result<Runs, Refusal> {
    let &Transaction { db, moment, .. } = tx;
    if c.preview.unwrap_or(false) {
        return preview(db, moment);
    }
    let mut runs = Vec::new();
    for plan in recurring::enabled(db)? {
        let Some(month) = due_month(db, moment, &plan)? else { continue };
        if let Err(refusal) =
            recurring_already_run::check(&month, recurring::has_run(db, plan.account, &month)?)
        {
            runs.push(skipped(&plan, month, &refusal));
            continue;
        }
        let prepared = application_of(&plan)
            .and_then(|wish| Ok((submit_application::prepare(db, moment, &wish)?, wish)));
        let run = match prepared {
            Err(refusal @ Refusal::Store { .. }) => return Err(refusal),
            Err(refusal) => skipped(&plan, month, &refusal),
            Ok((prepared, wish)) => {
                let submitted = submit_application::submit(tx, &wish, prepared, plan.set_by)?;
                applied_run(&plan, month, Some(submitted.application), submitted.amount)
            }
        };
        let made = run.application.as_deref().map(|number| application::by_number(db, number)).transpose()?;
        let stored = StoredRun {
            account: plan.account,
            month: run.month.clone(),
            application: made.flatten().map(|made| made.id),
            rule: run.rule.clone(),
            at: moment.now,
        };
        recurring::insert_run(db, &stored)?;
        runs.push(run);
    }
    Ok(Runs { runs })
}

/// What would come of every plan's next month if it ran now. Changes nothing.
pub fn preview(db: &Db, moment: &Moment) -> Result<Runs, Refusal> {
    let mut runs = Vec::new();
    for plan in recurring::enabled(db)? {
        let due = due_month(db, moment, &plan)?;
        let month = match due {
            Some(month) if !recurring::has_run(db, plan.account, &month)? => Some(month),
            _ => next_month(db, moment, &plan)?,
        };
        let Some(month) = month else { continue };
        runs.push(match application_of(&plan).and_then(|c| submit_application::prepare(db, moment, &c)) {
            Err(refusal @ Refusal::Store { .. }) => return Err(refusal),
            Err(refusal) => skipped(&plan, month, &refusal),
            Ok(prepared) => applied_run(&plan, month, None, prepared.plan.amount),
        });
    }
    Ok(Runs { runs })
}

/// How many plans wait to be run. It is asked often, so it costs little: their day has come, and they have not run for it.
pub fn due(db: &Db, moment: &Moment) -> Result<u64, Refusal> {
    let mut plans = 0;
    for policy in policy::all_newest(db)? {
        if let Some(day) = policy.recurring_day {
            let run_day = recurring_already_run::newest_run_day(day, moment.today);
            plans +=
                recurring::count_due(db, &policy.code, run_day, &recurring_already_run::month_of(run_day))?;
        }
    }
    Ok(plans)
}

/// The month whose run day is the newest that has come since the plan was enabled.
fn due_month(db: &Db, moment: &Moment, plan: &StoredPlan) -> Result<Option<String>, Refusal> {
    let Some(day) = run_day(db, plan)? else { return Ok(None) };
    let due = recurring_already_run::newest_run_day(day, moment.today);
    Ok((due >= plan.since).then(|| recurring_already_run::month_of(due)))
}

/// The month of the run day that comes next.
fn next_month(db: &Db, moment: &Moment, plan: &StoredPlan) -> Result<Option<String>, Refusal> {
    let day = run_day(db, plan)?;
    let next = day.map(|day| recurring_already_run::next_run_day(day, moment.today));
    Ok(next.map(recurring_already_run::month_of))
}

/// The policy's day; none if it offers recurring invoicing no longer.
fn run_day(db: &Db, plan: &StoredPlan) -> Result<Option<u32>, Refusal> {
    Ok(named_account::customer(db, &plan.account_code)?.policy.recurring_day)
}

/// A plan's application: everything that is invoiceable.
pub(crate) fn application_of(plan: &StoredPlan) -> Result<SubmitApplication, Refusal> {
    Ok(SubmitApplication {
        account: checked("account", &plan.account_code)?,
        r#type: plan.invoice_type,
        bills: None,
        amount: None,
        all: Some(true),
        address: plan.address.map(|id| Code::of_id(id.0)),
        email: plan.email.clone(),
        contact: None,
        remark: None,
    })
}

fn applied_run(plan: &StoredPlan, month: String, application: Option<String>, amount: Fen) -> Run {
    let account = plan.account_code.clone();
    Run { account, month, outcome: Outcome::Applied, application, amount: Some(amount), rule: None }
}

fn skipped(plan: &StoredPlan, month: String, refusal: &Refusal) -> Run {
    let account = plan.account_code.clone();
    let rule = Some(refusal.id().to_owned());
    Run { account, month, outcome: Outcome::Skipped, application: None, amount: None, rule }
}

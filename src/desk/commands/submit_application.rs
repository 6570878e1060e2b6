//! Applying for an invoice, and what would happen if one did.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Serialize;

use crate::desk::clock::Moment;
use crate::desk::commands::account_balance::AccountBalance;
use crate::desk::commands::addresses;
use crate::desk::commands::invoice_info;
use crate::desk::commands::named_account::{self, Customer};
use crate::desk::commands::texts::optional;
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::fields::fields;
use crate::domain::amount_in_words::amount_in_words;
use crate::domain::balance::{Ask, Ledger, Plan, PlanLine};
use crate::domain::calendar::Deadline;
use crate::domain::ids::{AccountId, BillId, UserId};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::invoice_plan::InvoicePlan;
use crate::domain::money::Fen;
use crate::domain::policy::{Delivery, InvoiceItem, Policy};
use crate::domain::refusal::{FieldError, Refusal, StoreFault};
use crate::domain::rules::{self, Case};
use crate::domain::tax::{TaxRate, TaxSplit, split};
use crate::domain::text::{self, Code, Line, given};
use crate::domain::timeline::EventKind;
use crate::store::application::{self, NewApplication, Snapshot};
use crate::store::engine::Db;
use crate::store::{address, bill, ledger, qualification};

fields! {
    /// Applies for an invoice: exactly one of `bills`, `amount`, `all`.
    SubmitApplication {
        account: Code,
        r#type: InvoiceType,
        bills: Option<Vec<Code>>,
        amount: Option<Fen>,
        all: Option<bool>,
        #[serde(default, deserialize_with = "text::code_if_any")]
        address: Option<Code>,
        email: Option<String>,
        contact: Option<Line>,
        remark: Option<String>,
    }
}

/// What submitting answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct Submitted {
    pub application: String,
    pub amount: Fen,
    /// The last day to issue and deliver.
    pub due_on: NaiveDate,
    /// A year until `due_on` whose holidays are not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_assumes_year: Option<i32>,
    pub amount_in_words: String,
    pub bills: Vec<TakenBill>,
    /// How it is planned as several invoices, where it is above what its issuer may put on one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned: Option<InvoicePlan>,
}

/// What an application takes from one bill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct TakenBill {
    pub bill_no: String,
    pub invoiced: Fen,
    pub absorbed: Fen,
}

/// An application that the rules allow, before it is made.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The customer, the issuer and the policy.
    pub customer: Customer,
    /// What it takes.
    pub plan: Plan,
    /// The same, by bill number.
    pub bills: Vec<TakenBill>,
    /// What it is made with.
    pub snapshot: Snapshot,
    /// The last day to issue and deliver.
    pub deadline: Deadline,
    /// The rate of today, where the policy's item has one.
    pub rate: Option<TaxRate>,
    /// Net, tax and gross at that rate, as one invoice.
    pub split: Option<TaxSplit>,
    /// Whether the issuer pays the freight, where there is any.
    pub issuer_pays_freight: Option<bool>,
}

/// Asks every rule, and works out what an application would take.
///
/// # Errors
/// The first rule that refuses it, `bad-field`, `not-found`, `store`.
pub fn prepare(db: &Db, moment: &Moment, c: &SubmitApplication) -> Result<Prepared, Refusal> {
    let customer = named_account::customer(db, &c.account)?;
    let account = customer.stored.id;
    let ask = ask(c)?;
    let contact = optional("contact", c.contact.as_deref())?;
    let remark = c.remark.as_deref().and_then(given);
    let AccountBalance { ledger, balance, .. } = customer.balance_on(moment.today).asked(db, &ask)?;
    let info = invoice_info::info_for(db, &customer, c.r#type)?;
    // An address that is not there is wrong where one is required, and not before what other rules refuse.
    let (address, unknown) = match c.address.as_deref().map(|id| addresses::find_address(db, account, id)) {
        Some(Ok(found)) => (Some(found.address), None),
        Some(Err(unknown @ Refusal::NotFound { .. })) => (None, Some(unknown)),
        Some(Err(refusal)) => return Err(refusal),
        None => {
            let mut addresses = address::of_account(db, account)?.into_iter();
            (addresses.find(|a| a.is_default).map(|a| a.address), None)
        }
    };
    rules::refuse(&Case {
        today: moment.today,
        policy: &customer.policy,
        account: &customer.stored.account,
        ledger: &ledger,
        balance: &balance,
        ask: &ask,
        invoice_type: c.r#type,
        info: info.as_ref(),
        qualification: qualification::state(db, account)?,
        address: address.as_ref(),
        email: c.email.as_deref(),
        remark: remark.as_deref(),
    })
    .map_err(|refusal| match refusal {
        Refusal::AddressRequired => unknown.unwrap_or(refusal),
        other => other,
    })?;
    let plan = ledger.plan(&balance, &ask);
    let item = item(&customer)?;
    let rate = item.rate_on(moment.today);
    Ok(Prepared {
        bills: by_number(&ledger, &plan),
        deadline: moment.calendar.deadline(moment.today, customer.policy.deliver_within_working_days),
        rate,
        split: rate.map(|rate| split(plan.amount, rate)),
        issuer_pays_freight: customer.policy.issuer_pays_freight(plan.amount),
        snapshot: Snapshot {
            info: info.unwrap_or_default(),
            address: address.filter(|_| customer.policy.delivery == Delivery::Post),
            email: c.email.as_deref().and_then(given),
            contact,
            remark,
            item: item.printed(),
        },
        plan,
        customer,
    })
}

pub(crate) fn submit_application(tx: &Transaction<'_>, c: &SubmitApplication) -> Result<Submitted, Refusal> {
    submit(tx, c, prepare(tx.db, tx.moment, c)?, None)
}

/// Makes the application that was prepared, which `planned_by` had planned.
///
/// # Errors
/// `store` alone.
pub(crate) fn submit(
    tx: &Transaction<'_>,
    c: &SubmitApplication,
    prepared: Prepared,
    planned_by: Option<UserId>,
) -> Result<Submitted, Refusal> {
    let record = Record {
        account: prepared.customer.stored.id,
        invoice_type: c.r#type,
        policy: &prepared.customer.policy,
        plan: &prepared.plan,
        snapshot: &prepared.snapshot,
        note: None,
        planned_by,
    };
    let max = prepared.customer.issuer.issuer.max_invoice_amount;
    let (number, deadline) = self::record(tx, &record)?;
    Ok(Submitted {
        application: number,
        amount: prepared.plan.amount,
        due_on: deadline.due_on,
        due_assumes_year: deadline.assumed_year,
        amount_in_words: amount_in_words(prepared.plan.amount),
        bills: prepared.bills,
        planned: Some(InvoicePlan::of(prepared.plan.amount, max)).filter(InvoicePlan::is_split),
    })
}

/// An application that the rules have allowed, to be written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record<'a> {
    pub account: AccountId,
    pub invoice_type: InvoiceType,
    pub policy: &'a Policy,
    pub plan: &'a Plan,
    pub snapshot: &'a Snapshot,
    /// What the timeline says with the submission.
    pub note: Option<&'a str>,
    /// Who had last changed the plan that applies.
    pub planned_by: Option<UserId>,
}

/// Writes an application; answers its number and when it is due.
pub(crate) fn record(tx: &Transaction<'_>, r: &Record<'_>) -> Result<(String, Deadline), Refusal> {
    let &Transaction { db, moment, .. } = tx;
    let number = application::next_number(db, moment.today)?;
    let deadline = moment.calendar.deadline(moment.today, r.policy.deliver_within_working_days);
    let id = application::insert(
        db,
        &NewApplication {
            number: &number,
            account: r.account,
            invoice_type: r.invoice_type,
            amount: r.plan.amount,
            submitted_at: moment.now,
            submitted_on: moment.today,
            due_on: deadline.due_on,
            due_assumes_year: deadline.assumed_year,
            policy: &r.policy.code,
            policy_version: r.policy.version,
            snapshot: r.snapshot,
        },
    )?;
    application::insert_lines(db, id, &r.plan.lines)?;
    for offset in &r.plan.offsets {
        ledger::insert_offset(db, id, offset)?;
    }
    bill::add_used(db, r.plan.lines.iter().map(|line| (line.bill, line.invoiced + line.absorbed)))?;
    let (by, service) = tx.persons();
    let persons = (by, r.planned_by.or(service));
    application::insert_step(db, id, moment.now, persons, (EventKind::Submitted, None), r.note)?;
    Ok((number, deadline))
}

/// What is asked for: exactly one of bills, an amount, and all.
fn ask(c: &SubmitApplication) -> Result<Ask, Refusal> {
    match (&c.bills, c.amount, c.all.unwrap_or(false)) {
        (Some(bills), None, false) => {
            let mut seen = std::collections::HashSet::new();
            match bills.iter().position(|bill_no| !seen.insert(bill_no)) {
                None => Ok(Ask::Bills(bills.iter().map(String::from).collect())),
                Some(i) => {
                    let text = bills[i].to_string();
                    Err(Refusal::bad_field(format!("bills[{i}]"), FieldError::Repeated { text }))
                }
            }
        }
        (None, Some(amount), false) => Ok(Ask::Amount(amount)),
        (None, None, true) => Ok(Ask::All),
        _ => {
            let fields = ["bills", "amount", "all"].map(str::to_owned).to_vec();
            Err(Refusal::bad_field("bills", FieldError::OneOf { fields }))
        }
    }
}

/// The invoice item of a policy.
///
/// # Errors
/// `store`: the policy has none, which no policy of this program has.
pub(crate) fn item(customer: &Customer) -> Result<&InvoiceItem, Refusal> {
    customer.policy.items.first().ok_or_else(|| Refusal::Store {
        fault: StoreFault::Corrupt { detail: format!("policy {} has no invoice item", customer.policy.code) },
    })
}

fn by_number(ledger: &Ledger, plan: &Plan) -> Vec<TakenBill> {
    let numbers: HashMap<BillId, &str> =
        ledger.bills.iter().map(|bill| (bill.id, bill.bill_no.as_str())).collect();
    let taken = |line: &PlanLine| TakenBill {
        bill_no: numbers.get(&line.bill).copied().unwrap_or_default().to_owned(),
        invoiced: line.invoiced,
        absorbed: line.absorbed,
    };
    plan.lines.iter().map(taken).collect()
}

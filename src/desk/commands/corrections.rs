//! Corrections after issue: asked for by one person, decided by another; an approved one reverses the invoice and
//! opens a replacement in one step. RULES.md section 8.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use crate::desk::clock::Moment;
use crate::desk::commands::account_balance::AccountBalance;
use crate::desk::commands::addresses;
use crate::desk::commands::application_steps::{self, Taking};
use crate::desk::commands::named_account::{self, Customer};
use crate::desk::commands::reverse_application;
use crate::desk::commands::reverse_application::RedInvoice;
use crate::desk::commands::second_person;
use crate::desk::commands::submit_application;
use crate::desk::commands::tax_ids;
use crate::desk::commands::texts::{line, required};
use crate::desk::commands::transaction::Transaction;
use crate::desk::principal::DECIDERS;
use crate::desk::protocol::fields::fields;
use crate::domain::address::MailingAddress;
use crate::domain::application::{ReversalReason, Step};
use crate::domain::balance::{Ask, Ledger};
use crate::domain::ids::{AccountId, BillId, OffsetId};
use crate::domain::money::Fen;
use crate::domain::policy::{Delivery, InvoiceItem, Policy};
use crate::domain::qualification::QualificationState;
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::rules::{
    self, Case, correction_not_offered, correction_quota_used, correction_window_closed, four_eyes,
};
use crate::domain::text::{Code, Line, Prose, given};
use crate::domain::timeline::EventKind;
use crate::store::application::{self, Snapshot, StoredApplication};
use crate::store::correction::{self, Decision, NewCorrection, StoredCorrection};
use crate::store::engine::Db;
use crate::store::{account, address, info, invoice, ledger, qualification};

fields! {
    /// Asks for a correction of an issued application: the fields to change, and what to.
    RequestCorrection {
        application: Code,
        reason: Prose,
        changes: Option<BTreeMap<String, String>>,
    }
    /// Approves a correction, with the red-letter invoices that reverse the application's, as in a reversal.
    ApproveCorrection {
        application: Code,
        reason: Prose,
        red_number: Option<Line>,
        reversals: Option<Vec<RedInvoice>>,
    }
    /// Refuses a correction.
    RejectCorrection {
        application: Code,
        reason: Prose,
    }
}

/// The change that names the mailing address of a replacement; `address` is the registered one of the title block.
pub const MAILING_ADDRESS: &str = "mailing_address";

/// What the three commands answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "its fields are those of AUTOMATION.md")]
pub struct Corrected {
    pub correction: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replacement: Option<String>,
}

/// What a clerk is told before asking: how many corrections are left, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// How many of the calendar year are used or asked for.
    pub used: u32,
    /// How many there may be.
    pub allowed: u32,
    /// The last day to ask.
    pub last_day: NaiveDate,
}

impl Quota {
    /// How many are left.
    pub const fn left(&self) -> u32 {
        self.allowed.saturating_sub(self.used)
    }
}

/// The quota of an application's account, and the window of its invoices; none where corrections are not offered or
/// nothing was issued.
pub fn quota(db: &Db, moment: &Moment, number: &str) -> Result<Option<Quota>, Refusal> {
    let stored = application_steps::named(db, number)?;
    let policy = application_steps::policy_of(db, &stored)?;
    let Ok(offered) = correction_not_offered::check(&policy) else { return Ok(None) };
    let issued_on = invoice::of_application(db, stored.id)?.iter().map(|i| i.issued_on).min();
    let used = used_in_year(db, stored.account, moment.today.year())?;
    Ok(issued_on.map(|issued_on| Quota {
        used,
        allowed: offered.per_calendar_year,
        last_day: correction_window_closed::last_day(&offered, issued_on),
    }))
}

/// What bars an application from being corrected today, if something does; who asks, and whether somebody has asked
/// already, is no part of it.
pub fn barred(db: &Db, moment: &Moment, number: &str) -> Result<Option<Refusal>, Refusal> {
    let asked = || {
        let taking = allowed(db, moment, number, 0)?;
        account_may_apply(db, moment, &customer_of(db, &taking)?)?;
        something_is_left(db, moment, &taking)
    };
    match asked() {
        Ok(()) => Ok(None),
        Err(refusal @ (Refusal::NotFound { .. } | Refusal::Store { .. })) => Err(refusal),
        Err(refusal) => Ok(Some(refusal)),
    }
}

/// The corrections of an application, newest first.
pub fn history(db: &Db, number: &str) -> Result<Vec<StoredCorrection>, Refusal> {
    let stored = application_steps::named(db, number)?;
    correction::of_application(db, stored.id)
}

pub(crate) fn request_correction(tx: &Transaction<'_>, c: &RequestCorrection) -> Result<Corrected, Refusal> {
    let &Transaction { db, moment, user, .. } = tx;
    let taking = allowed(db, moment, &c.application, 0)?;
    let reason = required("reason", &c.reason)?;
    let changes = c.changes.clone().unwrap_or_default();
    replaceable(db, moment, &taking, &changes)?;
    if correction::open(db, taking.stored.id)?.is_some() {
        return Err(Refusal::conflict(Noun::Correction, &c.application));
    }
    let id = correction::insert(
        db,
        &NewCorrection {
            application: taking.stored.id,
            account: taking.stored.account,
            reason,
            changes: &changes,
            at: moment.now,
            on: moment.today,
            by: user.id,
        },
    )?;
    tx.event(taking.stored.id, EventKind::CorrectionRequested, Some(reason))?;
    Ok(Corrected { correction: id.0.to_string(), replacement: None })
}

pub(crate) fn approve_correction(tx: &Transaction<'_>, c: &ApproveCorrection) -> Result<Corrected, Refusal> {
    let &Transaction { db, moment, user, .. } = tx;
    let open = open(tx, &c.application)?;
    // The request itself is one of those that are counted.
    let taking = allowed(db, moment, &c.application, 1)?.by(tx)?;
    let reason = required("reason", &c.reason)?;
    let (customer, snapshot) = replaceable(db, moment, &taking, &open.changes)?;
    let given =
        reverse_application::Given { red_number: c.red_number.as_deref(), reversals: c.reversals.as_deref() };
    reverse_application::record(db, taking.stored.id, given, ReversalReason::WrongInvoice, moment.today)?;
    taking.take(tx, Some(reason))?;
    let replacement = replace(tx, &customer.policy, &taking, &snapshot)?;
    let replacement_id = application::by_number(db, &replacement)?.map(|made| made.id);
    let decision = Decision { by: user.id, at: moment.now, note: Some(reason), replacement: replacement_id };
    correction::decide(db, open.id, &decision)?;
    Ok(Corrected { correction: open.id.0.to_string(), replacement: Some(replacement) })
}

pub(crate) fn reject_correction(tx: &Transaction<'_>, c: &RejectCorrection) -> Result<Corrected, Refusal> {
    let open = open(tx, &c.application)?;
    let reason = required("reason", &c.reason)?;
    let decision = Decision { by: tx.user.id, at: tx.moment.now, note: Some(reason), replacement: None };
    correction::decide(tx.db, open.id, &decision)?;
    tx.event(open.application, EventKind::CorrectionRejected, Some(reason))?;
    Ok(Corrected { correction: open.id.0.to_string(), replacement: None })
}

/// The open request of an application, which `by` may decide on.
fn open(tx: &Transaction<'_>, number: &str) -> Result<StoredCorrection, Refusal> {
    let &Transaction { db, user: by, .. } = tx;
    second_person::is_person(tx, DECIDERS)?;
    let stored = application_steps::named(db, number)?;
    let open =
        correction::open(db, stored.id)?.ok_or_else(|| Refusal::not_found(Noun::Correction, number))?;
    four_eyes::check(open.requester, by.id, &by.name)?;
    Ok(open)
}

/// The application, if its policy, state, invoices and account allow a correction; `counted` of the year's requests
/// are this one itself.
fn allowed(db: &Db, moment: &Moment, number: &str, counted: u32) -> Result<Taking, Refusal> {
    let stored = application_steps::named(db, number)?;
    let offered = correction_not_offered::check(&application_steps::policy_of(db, &stored)?)?;
    let taking = application_steps::taking(db, moment, number, Step::Reverse)?;
    if let Some(issued_on) = invoice::of_application(db, stored.id)?.iter().map(|i| i.issued_on).min()
        && counted == 0
    {
        correction_window_closed::check(&offered, issued_on, moment.today)?;
    }
    let used = used_in_year(db, stored.account, moment.today.year())?;
    correction_quota_used::check(&offered, moment.today.year(), used.saturating_sub(counted))?;
    Ok(taking)
}

/// How many corrections of a calendar year, which is this one, are used or asked for. A correction is of the year in
/// which it is approved: whatever waits will be of this one at the earliest.
fn used_in_year(db: &Db, account: AccountId, year: i32) -> Result<u32, Refusal> {
    use crate::domain::calendar::china_day_start;
    let begin = |year| china_day_start(NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default());
    correction::count(db, account, begin(year), begin(year + 1))
}

fn customer_of(db: &Db, taking: &Taking) -> Result<Customer, Refusal> {
    named_account::customer(db, &account::by_id(db, taking.stored.account)?.account.code)
}

/// The customer, and what the replacement would be made with, if everything that can be known of it allows it: what is
/// refused when it is approved is refused when it is asked for.
fn replaceable(
    db: &Db,
    moment: &Moment,
    taking: &Taking,
    changes: &BTreeMap<String, String>,
) -> Result<(Customer, Snapshot), Refusal> {
    let customer = customer_of(db, taking)?;
    account_may_apply(db, moment, &customer)?;
    let snapshot = corrected(db, moment, &customer, &taking.stored, changes)?;
    something_is_left(db, moment, taking)?;
    Ok((customer, snapshot))
}

fn account_may_apply(db: &Db, moment: &Moment, customer: &Customer) -> Result<(), Refusal> {
    customer.balance_on(moment.today).blocked(db)?.map_or(Ok(()), Err)
}

/// Asks whether anything is left to invoice anew once the application is reversed. Where everything was refunded it is
/// reversed, and not corrected.
fn something_is_left(db: &Db, moment: &Moment, taking: &Taking) -> Result<(), Refusal> {
    let StoredApplication { id, account, ref number, .. } = taking.stored;
    let ledger = ledger::at_stake(db, account, Some(id))?;
    let mut held: HashMap<BillId, Fen> = application::invoiced(db, id)?.into_iter().collect();
    let bills: HashSet<BillId> = held.keys().copied().collect();
    let offsets = ledger::offsets_of_application(db, id)?;
    for offset in &offsets {
        *held.entry(offset.bill).or_default() += offset.amount;
    }
    let offsets: HashSet<OffsetId> = offsets.iter().map(|offset| offset.id).collect();
    left(&ledger.without(&held, &offsets), &bills, moment.today, number)
}

/// Asks whether something can be invoiced of these bills, which are those of the reversed application `number`.
fn left(ledger: &Ledger, bills: &HashSet<BillId>, today: NaiveDate, number: &str) -> Result<(), Refusal> {
    let (remaining, non_invoiceable) = ledger.cover(bills, today);
    if remaining > non_invoiceable {
        return Ok(());
    }
    let correcting = Some(number.to_owned());
    Err(Refusal::SelectionBelowOffset { remaining, non_invoiceable, correcting })
}

/// Where a replacement is posted to: the address that is `named` in the changes, else where the application was, else
/// the default one. Nowhere, where nothing is posted.
fn posted_to(
    db: &Db,
    customer: &Customer,
    before: Option<MailingAddress>,
    named: Option<&str>,
) -> Result<Option<MailingAddress>, Refusal> {
    let account = customer.stored.id;
    match (customer.policy.delivery, named) {
        (Delivery::Email, None) => Ok(None),
        (Delivery::Email, Some(_)) => {
            Err(Refusal::bad_field(format!("changes.{MAILING_ADDRESS}"), FieldError::NotOffered))
        }
        (Delivery::Post, Some(id)) => {
            addresses::find_address(db, account, id).map(|found| Some(found.address))
        }
        (Delivery::Post, None) if before.is_some() => Ok(before),
        (Delivery::Post, None) => {
            let default = address::of_account(db, account)?.into_iter().find(|address| address.is_default);
            Ok(default.map(|found| found.address))
        }
    }
}

/// The item of a replacement: the one it was made with, where the issuer still has it, else the one that any new
/// application would have.
fn item(customer: &Customer, before: &str) -> Result<String, Refusal> {
    match customer.policy.items.iter().find(|item| item.printed() == before) {
        Some(item) => Ok(item.printed()),
        None => submit_application::item(customer).map(InvoiceItem::printed),
    }
}

/// The snapshot of an application with the changes, if the rules about type, info and delivery allow it.
pub(crate) fn corrected(
    db: &Db,
    moment: &Moment,
    customer: &Customer,
    stored: &StoredApplication,
    changes: &BTreeMap<String, String>,
) -> Result<Snapshot, Refusal> {
    let mut snapshot = stored.snapshot.clone();
    let mut named = None;
    let info = &mut snapshot.info;
    for (field, value) in changes {
        let path = format!("changes.{field}");
        let text = given(value);
        match field.as_str() {
            "name" => info.name = text.unwrap_or_default(),
            "tax_id" => info.tax_id = text,
            "address" => info.address = text,
            "phone" => info.phone = text,
            "bank" => info.bank = text,
            "bank_account" => info.bank_account = text,
            "email" => snapshot.email = text,
            "contact" => snapshot.contact = line(&path, text.as_deref())?,
            "remark" => snapshot.remark = text,
            MAILING_ADDRESS => named = text,
            _ => return Err(Refusal::bad_field(path, FieldError::Unknown)),
        }
    }
    snapshot.info = snapshot.info.normalised();
    snapshot.address = posted_to(db, customer, snapshot.address, named.as_deref())?;
    snapshot.item = item(customer, &snapshot.item)?;
    snapshot.info.tax_id_seen_by = tax_ids::who_has_seen(db, snapshot.info.tax_id.as_deref(), None)?;
    let account = customer.stored.id;
    let invoice_type = stored.invoice_type;
    // What was approved is the saved info, and nothing else.
    let is_saved = info::get(db, account, invoice_type)?.is_some_and(|saved| saved.info == snapshot.info);
    let qualification = qualification::state(db, account)?.map(|state| match state {
        QualificationState::Approved if !is_saved => QualificationState::Stale,
        state => state,
    });
    let AccountBalance { ledger, balance, .. } = customer.balance_on(moment.today).balance(db)?;
    rules::refuse_content(&Case {
        today: moment.today,
        policy: &customer.policy,
        account: &customer.stored.account,
        ledger: &ledger,
        balance: &balance,
        ask: &Ask::All,
        invoice_type,
        info: Some(&snapshot.info),
        qualification,
        address: snapshot.address.as_ref(),
        email: snapshot.email.as_deref(),
        remark: snapshot.remark.as_deref(),
    })?;
    Ok(snapshot)
}

/// Opens the application that takes the place of a reversed one: the same bills, up to the same amount, whatever
/// their age is by now.
fn replace(
    tx: &Transaction<'_>,
    policy: &Policy,
    taking: &Taking,
    snapshot: &Snapshot,
) -> Result<String, Refusal> {
    let &Transaction { db, moment, .. } = tx;
    let ledger = ledger::at_stake(db, taking.stored.account, Some(taking.stored.id))?;
    let invoiced = application::invoiced(db, taking.stored.id)?;
    let bills: HashSet<BillId> = invoiced.into_iter().map(|(bill, _)| bill).collect();
    left(&ledger, &bills, moment.today, &taking.stored.number)?;
    let plan = ledger.replan(&bills, taking.stored.amount, moment.today);
    let note = taking.stored.number.clone();
    submit_application::record(
        tx,
        &submit_application::Record {
            account: taking.stored.account,
            invoice_type: taking.stored.invoice_type,
            policy,
            plan: &plan,
            snapshot,
            note: Some(&note),
            planned_by: None,
        },
    )
    .map(|(number, _)| number)
}

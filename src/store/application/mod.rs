//! Applications, what they took from which bill, and their timelines.
//!
//! Errors of every call: `store`.

pub mod numbered;
pub mod page;

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::address::MailingAddress;
use crate::domain::application::{ApplicationState, application_number, count_of_day};
use crate::domain::balance::PlanLine;
use crate::domain::bill::BillKind;
use crate::domain::coverage::Held;
use crate::domain::ids::{AccountId, ApplicationId, BillId, IssuerId, UserId};
use crate::domain::invoice_info::{InvoiceInfo, InvoiceType};
use crate::domain::money::Fen;
use crate::domain::refusal::{Refusal, StoreFault};
use crate::domain::timeline::{Event, EventKind};
use crate::store::engine::{Db, Value, columns, json, params};

/// What an application was made with, and keeps whatever is changed later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    pub info: InvoiceInfo,
    /// Where it is posted to, where it is posted.
    pub address: Option<MailingAddress>,
    pub email: Option<String>,
    pub contact: Option<String>,
    pub remark: Option<String>,
    pub item: String,
}

json! { Snapshot }

/// An application as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredApplication {
    pub id: ApplicationId,
    pub number: String,
    pub account: AccountId,
    pub state: ApplicationState,
    pub invoice_type: InvoiceType,
    pub amount: Fen,
    pub submitted_at: DateTime<Utc>,
    /// That day in China.
    pub submitted_on: NaiveDate,
    /// The last day to issue and deliver.
    pub due_on: NaiveDate,
    /// A year on the way to `due_on` whose holidays were not known.
    pub due_assumes_year: Option<i32>,
    pub policy: String,
    pub policy_version: u32,
    pub snapshot: Snapshot,
    /// What of it is no longer covered, since bills that it holds were refunded.
    pub uncovered: Fen,
    pub carrier: Option<String>,
    pub tracking_no: Option<String>,
    pub sent_to: Option<String>,
}

columns! {
    StoredApplication {
        id, number, account, state, invoice_type, amount, submitted_at, submitted_on, due_on,
        due_assumes_year, policy, policy_version, snapshot, uncovered, carrier, tracking_no, sent_to
    }
}

/// An application to be added.
#[derive(Clone, Debug)]
pub struct NewApplication<'a> {
    pub number: &'a str,
    pub account: AccountId,
    pub invoice_type: InvoiceType,
    pub amount: Fen,
    pub submitted_at: DateTime<Utc>,
    /// That day in China.
    pub submitted_on: NaiveDate,
    /// The last day to issue and deliver.
    pub due_on: NaiveDate,
    /// A year on the way to `due_on` whose holidays are not known.
    pub due_assumes_year: Option<i32>,
    pub policy: &'a str,
    pub policy_version: u32,
    pub snapshot: &'a Snapshot,
}

/// Adds an application as submitted.
pub fn insert(db: &Db, new: &NewApplication<'_>) -> Result<ApplicationId, Refusal> {
    db.insert(
        include_str!("insert.sql"),
        params![
            new.number,
            new.account,
            new.invoice_type,
            new.amount,
            new.submitted_at,
            new.submitted_on,
            new.due_on,
            new.due_assumes_year,
            new.policy,
            new.policy_version,
            new.snapshot.info.name,
            new.snapshot
        ],
    )
}

/// Writes what an application takes from bills.
pub fn insert_lines(db: &Db, application: ApplicationId, lines: &[PlanLine]) -> Result<(), Refusal> {
    let row = |line: &PlanLine| [application.0, line.bill.0, line.invoiced.0].map(Value::Integer);
    let rows: Vec<Value<'_>> = lines.iter().flat_map(row).collect();
    db.add_rows("application_bill", &["application_id", "bill_id", "invoiced"], &rows)
}

/// What an application invoices, by bill.
pub fn invoiced(db: &Db, application: ApplicationId) -> Result<Vec<(BillId, Fen)>, Refusal> {
    db.all(include_str!("invoiced.sql"), [application])
}

/// The number that the next application of a day has: one more than the newest of that day, which has the largest.
///
/// # Errors
/// `store`: also where that one has a number that no desk makes.
pub fn next_number(db: &Db, day: NaiveDate) -> Result<String, Refusal> {
    let newest: Option<String> = db.maybe(include_str!("newest_of_day.sql"), [day])?;
    let count = newest.as_deref().map_or(Some(0), count_of_day).and_then(|count| count.checked_add(1));
    count.map(|count| application_number(day, count)).ok_or_else(|| {
        let detail = format!("an application's number is {:?}", newest.unwrap_or_default());
        Refusal::Store { fault: StoreFault::Corrupt { detail } }
    })
}

/// The carrier of the newest parcel of an issuer, among the newest applications that were delivered.
pub fn last_carrier(db: &Db, issuer: IssuerId) -> Result<Option<String>, Refusal> {
    db.maybe(include_str!("last_carrier.sql"), [issuer])
}

/// The newest application of an account that was neither rejected nor cancelled.
pub fn last_of_account(db: &Db, account: AccountId) -> Result<Option<StoredApplication>, Refusal> {
    db.maybe(include_str!("last_of_account.sql"), [account])
}

/// The application of this number.
pub fn by_number(db: &Db, number: &str) -> Result<Option<StoredApplication>, Refusal> {
    db.maybe(include_str!("by_number.sql"), [number])
}

/// The number of an application.
pub fn number(db: &Db, id: ApplicationId) -> Result<String, Refusal> {
    db.one(include_str!("number.sql"), [id])
}

/// The applications that are issued and not sent, in the order in which they were made.
pub fn issued(db: &Db) -> Result<Vec<StoredApplication>, Refusal> {
    db.all(include_str!("issued.sql"), [])
}

/// The applications that were sent under the carrier's number, in small or large letters, in no order.
pub fn sent_with(db: &Db, tracking_no: &str) -> Result<Vec<StoredApplication>, Refusal> {
    db.all(include_str!("sent_with.sql"), [tracking_no])
}

/// Moves an application to a state.
pub fn set_state(db: &Db, id: ApplicationId, state: ApplicationState) -> Result<(), Refusal> {
    db.run(include_str!("set_state.sql"), params![id, state])
}

/// Has an application that the tax bureau refused be made with something else from now on.
pub fn set_snapshot(db: &Db, id: ApplicationId, snapshot: &Snapshot) -> Result<(), Refusal> {
    db.run(include_str!("set_snapshot.sql"), params![id, snapshot.info.name, snapshot])
}

/// Writes how an application was sent.
pub fn set_delivery(
    db: &Db,
    id: ApplicationId,
    carrier: Option<&str>,
    tracking_no: Option<&str>,
    sent_to: Option<&str>,
) -> Result<(), Refusal> {
    db.run(include_str!("set_delivery.sql"), params![id, carrier, tracking_no, sent_to])
}

/// What live applications of an account hold of bills that were refunded below what is used of them.
pub fn held(db: &Db, account: AccountId) -> Result<Vec<Held>, Refusal> {
    db.all(include_str!("held.sql"), [account])
}

/// The applications of an account that are flagged as no longer covered, and for how much.
pub fn flagged(db: &Db, account: AccountId) -> Result<Vec<(ApplicationId, Fen)>, Refusal> {
    db.all(include_str!("flagged.sql"), [account])
}

/// Flags an application as no longer covered for this much; for nothing: not any more.
pub fn set_uncovered(db: &Db, id: ApplicationId, amount: Fen) -> Result<(), Refusal> {
    db.run(include_str!("set_uncovered.sql"), params![id, amount])
}

/// One bill of an application, with what it took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StoredLine {
    /// The bill's number.
    pub bill_no: String,
    /// How the bill was charged: for the window, not a part of answers.
    #[serde(skip)]
    pub kind: BillKind,
    /// The bill's date.
    pub billed_on: NaiveDate,
    /// What the bill charged.
    pub amount: Fen,
    /// What the application invoices from it.
    pub invoiced: Fen,
    /// What it absorbed on it.
    pub absorbed: Fen,
    /// What of that was given back since.
    pub given_back: Fen,
}

columns! { StoredLine { bill_no, billed_on, amount, invoiced, kind, absorbed, given_back } }

/// The bills of an application, oldest first.
pub fn lines(db: &Db, id: ApplicationId) -> Result<Vec<StoredLine>, Refusal> {
    db.all(include_str!("lines.sql"), [id])
}

/// Adds what happened to a timeline.
pub fn insert_event(
    db: &Db,
    id: ApplicationId,
    at: DateTime<Utc>,
    by: UserId,
    event: EventKind,
    note: Option<&str>,
) -> Result<(), Refusal> {
    insert_step(db, id, at, (by, None), (event, None), note)
}

/// Adds what happened to a timeline, with who else did it (see [`FirstPersons`](crate::domain::rules::four_eyes::FirstPersons)), and whether a second person had to where
/// that can be.
pub fn insert_step(
    db: &Db,
    id: ApplicationId,
    at: DateTime<Utc>,
    (by, also_by): (UserId, Option<UserId>),
    (event, second_person): (EventKind, Option<bool>),
    note: Option<&str>,
) -> Result<(), Refusal> {
    let params = params![id, at, by, event.as_str(), note, second_person, also_by];
    db.run(include_str!("insert_event.sql"), params)
}

/// The timeline of an application, oldest first.
///
/// # Errors
/// `store`: also where something is kept that no desk writes.
pub fn events(db: &Db, id: ApplicationId) -> Result<Vec<Event>, Refusal> {
    let rows = db.all(include_str!("events.sql"), [id])?;
    let event = |(at, by, event, note): (_, _, String, _)| match EventKind::from_str(&event) {
        Ok(event) => Ok(Event { at, by, event, note }),
        Err(_) => {
            let detail = format!("an application's event is {event:?}");
            Err(Refusal::Store { fault: StoreFault::Corrupt { detail } })
        }
    };
    rows.into_iter().map(event).collect()
}

/// An application in a list; its fields are those of AUTOMATION.md.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ApplicationLine {
    pub application: String,
    pub account: String,
    pub account_name: String,
    pub state: ApplicationState,
    pub r#type: InvoiceType,
    pub amount: Fen,
    /// The day it was submitted, in China.
    pub submitted_on: NaiveDate,
    /// The last day to issue and deliver.
    pub due_on: NaiveDate,
    pub buyer_name: String,
}

columns! {
    ApplicationLine {
        application, account, account_name, state, r#type, amount, submitted_on, due_on, buyer_name
    }
}

columns! { Held { bill, lacking, application, amount } }

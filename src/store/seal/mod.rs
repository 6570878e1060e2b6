//! The months that were sealed, and which rows have figures that belong to a month.
//!
//! Errors of every call: `store`.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::ids::{ApplicationId, UserId};
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::month::Month;
use crate::domain::refusal::Refusal;
use crate::store::engine::{DatedRows, Db, columns, params};

/// The rows that figures of a month are made of, by the day that puts them there. What an application takes from a bill, or
/// gives back, is of the day on which it does: neither is a figure of the bill's month.
pub const FIGURES: &[DatedRows<'_>] = &[
    dated("bill", "billed_on", &["account_id", "amount", "opening", "billed_on", "removed_no"]),
    dated("bill", "paid_on", &["paid_on"]),
    dated("bill", "due_on", &["due_on"]),
    dated("refund", "refunded_on", &["bill_id", "amount", "refunded_on"]),
    dated("non_invoiceable", "entered_at", &["account_id", "amount", "removed"]),
    dated("application", "submitted_on", &["account_id", "type", "amount", "buyer_name", "snapshot"]),
    dated("invoice", "issued_on", &["number", "issued_on", "net", "tax", "gross", "rate"]),
    dated("reversal", "reversed_on", &["red_number", "reversed_on", "invoice_id"]),
    dated("import_batch", "at", &["state"]),
    DatedRows { table: "account", day: None, figures: &["issuer_id", "region", "status"] },
    DatedRows { table: "application", day: None, figures: &["state"] },
];

const fn dated(
    table: &'static str,
    day: &'static str,
    figures: &'static [&'static str],
) -> DatedRows<'static> {
    DatedRows { table, day: Some(day), figures }
}

/// A month that was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSeal {
    /// The entry of the log that says so.
    pub entry: i64,
    /// The month, as `2026-10`.
    pub month: String,
    pub sealed_at: DateTime<Utc>,
    /// The name of whoever sealed it.
    pub by: String,
    /// The newest entry of the log that the seal is of.
    pub head_entry: i64,
    /// Its hash.
    pub head_hash: Vec<u8>,
    /// The SHA-256 of the manifest.
    pub manifest_hash: Vec<u8>,
}

columns! { StoredSeal { entry, month, sealed_at, by, head_entry, head_hash, manifest_hash } }

/// A seal that is not kept yet.
#[derive(Clone, Copy, Debug)]
pub struct NewSeal<'a> {
    /// The entry of the log that will say so.
    pub entry: i64,
    pub month: Month,
    pub sealed_at: DateTime<Utc>,
    pub user: UserId,
    /// The newest entry of the log that it is of, and its hash.
    pub head: (i64, &'a [u8]),
    /// The SHA-256 of the manifest.
    pub manifest_hash: &'a [u8],
}

/// An application that was submitted in a month.
#[derive(Clone, Debug)]
pub struct Submitted {
    pub id: ApplicationId,
    pub number: String,
    /// The code of the issuer.
    pub issuer: String,
    /// The code of the account.
    pub account: String,
    /// The customer's name.
    pub customer: String,
    pub invoice_type: InvoiceType,
    pub submitted_on: NaiveDate,
    pub amount: Fen,
}

columns! { Submitted { id, number, issuer, account, customer, invoice_type, submitted_on, amount } }

/// The applications that were submitted in a month, the oldest first.
pub fn submitted(db: &Db, month: Month) -> Result<Vec<Submitted>, Refusal> {
    db.all(include_str!("applications.sql"), month.days())
}

/// Hands over what each entry of the log changed that made keys known, the oldest first.
///
/// # Errors
/// `store`, or what `each` refuses.
pub fn each_with_keys(
    db: &Db,
    each: impl FnMut((i64, String)) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    db.each(include_str!("keys.sql"), [], each)
}

/// Keeps that a month was sealed.
pub fn insert(db: &Db, seal: NewSeal<'_>) -> Result<(), Refusal> {
    let NewSeal { entry, month, sealed_at, user, head: (head_entry, head_hash), manifest_hash } = seal;
    let [_, last_day] = month.days();
    let [head_hash, manifest_hash] = [head_hash, manifest_hash].map(<[u8]>::to_vec);
    db.run(
        include_str!("insert.sql"),
        params![entry, month.to_string(), last_day, sealed_at, user, head_entry, head_hash, manifest_hash],
    )
}

/// The newest seal of every month that was sealed, the latest month first.
pub fn all(db: &Db) -> Result<Vec<StoredSeal>, Refusal> {
    db.all(include_str!("all.sql"), [])
}

/// The seal that this entry of the log tells of.
pub fn by_entry(db: &Db, entry: i64) -> Result<Option<StoredSeal>, Refusal> {
    db.maybe(include_str!("by_entry.sql"), [entry])
}

/// Whether any month was sealed.
pub fn is_any(db: &Db) -> Result<bool, Refusal> {
    db.one(include_str!("is_any.sql"), [])
}

/// The sealed months that end on this day or later, the earliest first.
pub fn reached(db: &Db, earliest: NaiveDate) -> Result<Vec<Month>, Refusal> {
    let months: Vec<String> = db.all(include_str!("reached.sql"), [earliest])?;
    Ok(months.iter().filter_map(|month| Month::parse(month)).collect())
}

/// The entries of the log behind this one that changed figures of a sealed month, the newest first, at most `limit`.
pub fn changed_since(db: &Db, month: &str, entry: i64, limit: u32) -> Result<Vec<i64>, Refusal> {
    db.all(include_str!("changed_since.sql"), params![month, entry, limit])
}

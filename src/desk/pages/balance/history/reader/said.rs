//! What the entries of the log say, as far as the history is about it.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;

use crate::domain::account::AccountStatus;
use crate::domain::balance::LedgerReason;
use crate::domain::money::Fen;
use crate::domain::replay::BillCorrection;

/// What of a command's fields the history is about.
#[derive(Deserialize)]
pub(in crate::desk::pages::balance::history) struct Said {
    pub account: Option<String>,
    pub bill_no: Option<String>,
    pub amount: Option<Fen>,
    pub paid_on: Option<NaiveDate>,
    pub reason: Option<String>,
    pub batch: Option<String>,
    pub code: Option<String>,
    pub policy: Option<String>,
    pub status: Option<AccountStatus>,
    pub kind: Option<String>,
    #[serde(default)]
    pub changes: Value,
    #[serde(default)]
    pub was: Value,
}

/// A text among these fields.
pub(super) fn text(fields: &Value, name: &str) -> Option<String> {
    fields.get(name)?.as_str().map(str::to_owned)
}

fn field<T: for<'de> Deserialize<'de>>(fields: &Value, name: &str) -> Option<T> {
    T::deserialize(fields.get(name)?).ok()
}

/// What these fields say of a bill.
pub(super) fn correction(fields: &Value) -> BillCorrection {
    BillCorrection {
        bill_no: field(fields, "bill_no"),
        kind: field(fields, "kind"),
        amount: field(fields, "amount"),
        opening: fields.get("opening").map(|_| field(fields, "opening").unwrap_or_default()),
        billed_on: field(fields, "billed_on"),
        due_on: field(fields, "due_on"),
        paid_on: field(fields, "paid_on"),
    }
}

/// A reason as commands call it.
pub(super) fn reason_text(reason: LedgerReason) -> &'static str {
    match reason {
        LedgerReason::LegacyPrepaidInvoice => "legacy_prepaid_invoice",
        LedgerReason::Other => "other",
    }
}

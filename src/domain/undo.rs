//! What stands in the way of taking an import back. RULES.md section 10.

use serde::Serialize;
use strum::VariantArray;

/// Something that happened since with what an import brought or changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Obstacle {
    /// What it is.
    pub what: ObstacleKind,
    /// The number of the bill, customer or ledger entry.
    pub subject: String,
    /// The number of the application or the later import, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// What can stand in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ObstacleKind {
    /// An application that is live or was issued took from a bill.
    Application,
    /// An application that is live or was issued offset a ledger entry, or what a bill lacked.
    Offset,
    /// A bill was refunded since, not by this import.
    Refund,
    /// A bill was paid or corrected since.
    BillChanged,
    /// A customer was changed since.
    AccountChanged,
    /// A customer has bills that this import did not bring.
    Bills,
    /// A customer has applications, whether or not they ended.
    Applications,
    /// A customer has invoice info.
    InvoiceInfo,
    /// A customer has mailing addresses.
    Addresses,
    /// A customer submitted a special-invoice qualification.
    Qualification,
    /// A customer has a plan of recurring invoicing.
    Recurring,
    /// A customer has support tickets.
    Tickets,
    /// A customer has top-ups.
    TopUps,
    /// A customer has ledger entries that this import did not bring.
    NonInvoiceable,
}

listed!(ObstacleKind);

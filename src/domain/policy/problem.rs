//! What is wrong with the parameters of a policy, or with invoice items, as data.

use serde::{Deserialize, Serialize};

use crate::domain::invoice_info::InvoiceType;

/// A parameter that contradicts another, or itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyProblem {
    /// The parameter by its name in the policy's file, with the way into it: `items[0].rates[1].from`.
    pub field: String,
    /// What is wrong with it.
    pub fault: PolicyFault,
}

/// Why a parameter cannot be as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyFault {
    /// It must be there.
    Missing,
    /// It is longer than this many characters.
    TooLong {
        /// How many may be.
        max: usize,
    },
    /// It is a number outside of what makes sense.
    OutOfRange {
        /// The least.
        min: u32,
        /// The greatest.
        max: u32,
    },
    /// It is an amount below zero.
    Negative,
    /// No account of this kind can ever have this invoice type.
    TypeImpossible(InvoiceType),
    /// It names the same twice.
    NamedTwice,
    /// It is about an invoice type that no account may have under the policy.
    TypeNobodyHas(InvoiceType),
    /// The info of special invoices cannot be derived: address, phone and bank are not verified.
    NotDerivable,
    /// It is about special invoices, which no account may have under the policy.
    NoSpecialInvoices,
    /// It is about freight, and nothing is posted under the policy.
    NothingIsPosted,
    /// A tax classification code is 19 digits.
    TaxCode,
    /// Rates stand in the order of their dates, each date once.
    RatesNotInOrder,
    /// A tax rate that the law does not have.
    RateNotLegal,
}

//! The invoices of an issuer in a period, blue and red. Errors of every call: `store`.

use chrono::NaiveDate;

use crate::domain::application::ApplicationState;
use crate::domain::ids::IssuerId;
use crate::domain::invoice_info::InvoiceType;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::tax::{TaxRate, TaxSplit};
use crate::store::engine::{Db, columns, params};

/// An invoice of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whether it reverses another one.
    pub is_red: bool,
    pub number: String,
    /// The day of issue, or of the reversal.
    pub on: NaiveDate,
    /// The number of the invoice that it reverses; none of a red one: an older desk did not ask.
    pub reverses: Option<String>,
    /// As on the invoice, or on the one that it reverses.
    net: Option<Fen>,
    tax: Option<Fen>,
    gross: Option<Fen>,
    rate: Option<TaxRate>,
    pub application: String,
    pub state: ApplicationState,
    pub invoice_type: InvoiceType,
    pub buyer: String,
}

columns! {
    Entry {
        is_red, number, on, reverses, net, tax, gross, rate, application, state, invoice_type, buyer
    }
}

impl Entry {
    /// Its amounts, below zero of a red one, and its rate; none where it is not known what it reverses.
    pub fn split(&self) -> Option<(TaxSplit, TaxRate)> {
        let signed = |amount: Fen| if self.is_red { -amount } else { amount };
        let split = TaxSplit { net: signed(self.net?), tax: signed(self.tax?), gross: signed(self.gross?) };
        Some((split, self.rate?))
    }
}

/// The invoices that an issuer issued from a day to a day, in no order.
pub fn blue(db: &Db, issuer: IssuerId, from: NaiveDate, to: NaiveDate) -> Result<Vec<Entry>, Refusal> {
    db.all(include_str!("register_blue.sql"), params![issuer, from, to])
}

/// The red invoices of these days, in no order.
pub fn red(db: &Db, issuer: IssuerId, from: NaiveDate, to: NaiveDate) -> Result<Vec<Entry>, Refusal> {
    db.all(include_str!("register_red.sql"), params![issuer, from, to])
}

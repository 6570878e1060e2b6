//! What is wrong with a row, as data. Words for it are in `i18n::exchange`.

use chrono::NaiveDate;
use strum::IntoStaticStr;

use super::field::Field;
use crate::domain::email::EmailError;
use crate::domain::money::{Fen, MoneyError};
use crate::domain::tax_id::TaxIdError;

/// A row that is refused, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// The row, as a spreadsheet shows it.
    pub row: u32,
    /// The header of the cell as it stands in the file; empty where the file has no such column.
    pub column: String,
    /// The field that the cell is.
    pub field: Field,
    /// What stands in the cell.
    pub value: String,
    /// What is wrong with it.
    pub fault: RowFault,
    /// What else is wrong with the row, cell by cell; none of these has more.
    pub also: Vec<RowProblem>,
}

impl RowProblem {
    /// Every wrong cell of the row, this one first.
    pub fn cells(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.also)
    }
}

/// What is wrong with a cell, or with a row.
#[derive(Clone, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
#[expect(missing_docs, reason = "a fault says what its fields are")]
pub enum RowFault {
    /// Something is required and missing.
    MissingField,
    /// Not an amount of zero or more with at most two decimals.
    BadAmount(MoneyError),
    /// An amount of nothing, where there must be something.
    AmountNotPositive,
    /// Not a day of the calendar, or not clear which.
    BadDate,
    /// A day that has not come yet.
    #[strum(serialize = "bad-date")]
    InFuture,
    /// A character that cannot be seen: the first one.
    BadCharacter { character: char },
    /// No known kind of account or bill.
    BadKind,
    /// No known status of an account, or of a payment.
    BadStatus,
    /// Said to be unpaid, but has a date of payment.
    #[strum(serialize = "bad-status")]
    PaidOnOfUnpaid { paid_on: NaiveDate },
    /// It cannot be told where this is.
    BadRegion,
    /// Not a tax id.
    BadTaxId(TaxIdError),
    /// Not e-mail addresses.
    #[strum(serialize = "email-invalid")]
    BadEmail(EmailError),
    /// A currency other than CNY.
    BadCurrency,
    /// More characters than the field holds.
    TooLong { limit: usize },
    /// The error of a formula stands where text belongs.
    CellError,
    /// A long number that was kept as a number, so that its last digits are lost.
    DigitsLost,
    /// A formula whose result is not stored in the file.
    FormulaNotCalculated,
    /// An amount in a cell that is merged over the rows of several bills.
    MergedAmount,
    /// More was refunded than the bill's amount.
    RefundExceedsBill { amount: Fen },
    /// A refund of a bill of whose refunds only the total is known, and more than what is left of that total: it is
    /// neither one of them nor surely another one.
    #[strum(serialize = "conflict")]
    RefundBeyondTotal { left: Fen },
    /// A refund of a bill that is not paid.
    BillNotPaid,
    /// Refunded in part, and nothing says how much.
    RefundAmountMissing,
    /// Invoiced elsewhere, and nothing says how much.
    InvoicedAmountMissing,
    /// More was invoiced elsewhere than the bill's amount.
    OpeningExceedsBill { amount: Fen },
    /// An amount that cannot be true together with the others of the row, and the one that could.
    AmountsDisagree { expected: Fen },
    /// An amount of which the tax beside it, if there is one, does not tell whether it is with or without tax.
    TaxUnclear { amount: Fen, tax: Option<Fen> },
    /// Not a rate of tax.
    BadTaxRate,
    /// A bill that was called off elsewhere, and that the desk has.
    #[strum(serialize = "conflict")]
    VoidButKnown,
    /// The desk knows no such account of the issuer.
    UnknownAccount,
    /// The desk knows no such bill of the issuer.
    #[strum(serialize = "bill-not-found")]
    UnknownBill,
    /// It is there already, with something else in this place that cannot be changed.
    Conflict { existing: String },
    /// Another row of the file has the same number and something else beside it; neither is taken.
    #[strum(serialize = "conflict")]
    DuplicateRow { other_row: u32 },
    /// Another row of the file has the same number and another amount, and the file's own total is reached with that
    /// one alone.
    #[strum(serialize = "conflict")]
    OtherRowMeant { other_row: u32 },
}

impl RowFault {
    /// The stable id of what is wrong.
    pub fn rule(&self) -> &'static str {
        self.into()
    }
}

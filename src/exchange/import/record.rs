//! Records: what a row says, checked as far as the row alone can be.

use chrono::NaiveDate;

use super::reader::RowView;
use super::words;
use crate::domain::account::{AccountKind, AccountStatus, Region};
use crate::domain::balance::LedgerReason;
use crate::domain::bill::BillKind;
use crate::domain::import::{Field, ImportKind, RowFault, RowProblem};
use crate::domain::money::Fen;
use crate::domain::tax_id::TaxId;

/// Something that a row can be read as.
pub trait Record: Sized {
    /// What a table of these is.
    const KIND: ImportKind;

    /// Reads a row.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    fn read(row: &RowView<'_>) -> Result<Self, RowProblem>;
}

/// A customer account. What the table does not have is `None`, so that nothing is overwritten with nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRecord {
    /// The customer number.
    pub account: String,
    /// The name that the issuer knows the customer by.
    pub name: String,
    /// Individual, enterprise or organisation.
    pub kind: AccountKind,
    /// Where the customer is registered.
    pub region: Option<Region>,
    /// Active or frozen.
    pub status: Option<AccountStatus>,
    /// The verified name.
    pub verified_name: Option<String>,
    /// The verified tax id.
    pub verified_tax_id: Option<TaxId>,
    /// The registered address.
    pub address: Option<String>,
    /// The registered phone.
    pub phone: Option<String>,
    /// The bank.
    pub bank: Option<String>,
    /// The number of the bank account.
    pub bank_account: Option<String>,
    /// Whom to talk to.
    pub contact: Option<String>,
    /// The mobile phone.
    pub mobile: Option<String>,
    /// E-mail addresses, separated by commas.
    pub email: Option<String>,
}

/// A bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillRecord {
    /// The bill's number.
    pub bill_no: String,
    /// The customer number.
    pub account: String,
    /// How it was charged, if the table says so.
    pub kind: Option<BillKind>,
    /// What was charged.
    pub amount: Fen,
    /// Its date.
    pub billed_on: NaiveDate,
    /// Until when it is to be paid; on a paid bill, where it decides nothing, it may be missing.
    pub due_on: Option<NaiveDate>,
    /// When it was paid.
    pub paid_on: Option<NaiveDate>,
    /// What was sold.
    pub item: Option<String>,
    /// What was refunded of it so far; `None` where the table does not say.
    pub refunded: Option<Fen>,
}

/// A refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundRecord {
    /// The bill's number.
    pub bill_no: String,
    /// What was given back; more than nothing.
    pub amount: Fen,
    /// The date of the refund.
    pub on: NaiveDate,
    /// Why.
    pub reason: Option<String>,
}

/// An entry of the non-invoiceable ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRecord {
    /// The customer number.
    pub account: String,
    /// What cannot be invoiced; more than nothing.
    pub amount: Fen,
    /// Why.
    pub reason: LedgerReason,
    /// Further words; those of a reason that is none of the known ones come first.
    pub note: Option<String>,
}

/// The longest texts, in characters.
const MAX_NAME: usize = 100;
const MAX_PHONE: usize = 60;
const MAX_NOTE: usize = 500;

impl Record for AccountRecord {
    const KIND: ImportKind = ImportKind::Accounts;

    fn read(row: &RowView<'_>) -> Result<Self, RowProblem> {
        Ok(Self {
            account: row.required(Field::Account, RowView::id)?,
            name: row.required(Field::Name, |row, field| row.text(field, MAX_NAME))?,
            kind: row.required(Field::Kind, |row, field| {
                row.word(field, words::account_kind, RowFault::BadKind)
            })?,
            region: row.word(Field::Region, words::region, RowFault::BadRegion)?,
            status: row.word(Field::Status, words::account_status, RowFault::BadStatus)?,
            verified_name: row.text(Field::VerifiedName, MAX_NAME)?,
            verified_tax_id: row.tax_id(Field::VerifiedTaxId)?,
            address: row.text(Field::Address, MAX_NAME)?,
            phone: row.text(Field::Phone, MAX_PHONE)?,
            bank: row.text(Field::Bank, MAX_NAME)?,
            bank_account: row.text(Field::BankAccount, MAX_PHONE)?,
            contact: row.text(Field::Contact, MAX_NAME)?,
            mobile: row.text(Field::Mobile, MAX_PHONE)?,
            email: row.email(Field::Email)?,
        })
    }
}

impl Record for BillRecord {
    const KIND: ImportKind = ImportKind::Bills;

    fn read(row: &RowView<'_>) -> Result<Self, RowProblem> {
        let bill_no = row.required(Field::BillNo, RowView::id)?;
        let account = row.required(Field::Account, RowView::id)?;
        let kind = row.word(Field::Kind, words::bill_kind, RowFault::BadKind)?;
        row.check_currency()?;
        let amount = row.required(Field::Amount, RowView::money)?;
        let billed_on = row.required(Field::BilledOn, RowView::date)?;
        let paid_on = paid_on(row)?;
        let due_on = row.date(Field::DueOn)?;
        if due_on.is_none() && paid_on.is_none() {
            return Err(row.problem(Field::DueOn, RowFault::MissingField));
        }
        let refunded = row.money(Field::Refunded)?;
        if refunded.is_some_and(|refunded| refunded > amount) {
            return Err(row.problem(Field::Refunded, RowFault::RefundExceedsBill { amount }));
        }
        if paid_on.is_none() && refunded.is_some_and(Fen::is_positive) {
            return Err(row.problem(Field::Refunded, RowFault::BillNotPaid));
        }
        let item = row.text(Field::Item, MAX_NAME)?;
        Ok(Self { bill_no, account, kind, amount, billed_on, due_on, paid_on, item, refunded })
    }
}

/// When a bill was paid. The status and the date must agree; without a status, the date alone decides.
fn paid_on(row: &RowView<'_>) -> Result<Option<NaiveDate>, RowProblem> {
    let is_paid = row.word(Field::Status, words::is_paid, RowFault::BadStatus)?;
    let paid_on = row.date(Field::PaidOn)?;
    match (is_paid, paid_on) {
        (Some(true), None) => Err(row.problem(Field::PaidOn, RowFault::MissingField)),
        (Some(false), Some(paid_on)) => Err(row.problem(Field::Status, RowFault::PaidOnOfUnpaid { paid_on })),
        _ => Ok(paid_on),
    }
}

impl Record for RefundRecord {
    const KIND: ImportKind = ImportKind::Refunds;

    fn read(row: &RowView<'_>) -> Result<Self, RowProblem> {
        row.check_currency()?;
        Ok(Self {
            bill_no: row.required(Field::BillNo, RowView::id)?,
            amount: row.required(Field::Amount, RowView::positive_money)?,
            on: row.required(Field::On, RowView::date)?,
            reason: row.text(Field::Reason, MAX_NOTE)?,
        })
    }
}

impl Record for LedgerRecord {
    const KIND: ImportKind = ImportKind::NonInvoiceable;

    fn read(row: &RowView<'_>) -> Result<Self, RowProblem> {
        row.check_currency()?;
        let account = row.required(Field::Account, RowView::id)?;
        let amount = row.required(Field::Amount, RowView::positive_money)?;
        let words = row.required(Field::Reason, |row, field| row.text(field, MAX_NAME))?;
        let note = row.text(Field::Note, MAX_NOTE)?;
        let reason = words::ledger_reason(&words);
        let note = match (reason, note) {
            (LedgerReason::Other, note) if !words::is_just_other(&words) => {
                Some(note.map_or_else(|| words.clone(), |note| format!("{words}; {note}")))
            }
            (_, note) => note,
        };
        Ok(Self { account, amount, reason, note })
    }
}

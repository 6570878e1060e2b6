//! Records: what a row says, checked as far as the row alone can be.

/// What a person has said that a word means, where it is a meaning of this sort.
macro_rules! said {
    ($sort:ident) => {
        |meaning| match meaning {
            crate::domain::import::Meaning::$sort(said) => Some(said),
            _ => None,
        }
    };
}

mod amount;
mod bill;
mod row_problems;

use std::hash::Hash;

use chrono::NaiveDate;

pub use self::bill::BillRecord;
use self::row_problems::RowProblems;
use super::reader::{RowView, Unread};
use super::words;
use crate::domain::account::{AccountKind, AccountStatus, Region};
use crate::domain::balance::LedgerReason;
use crate::domain::import::{
    BillState, ControlTotals, Field, ImportKind, LeftOutReason, NoticeKind, RowFault,
};
use crate::domain::money::Fen;
use crate::domain::tax_id::TaxId;

/// Something that a row can be read as. Two that are equal, and hash alike, say the same.
pub trait Record: Sized + Hash + Send {
    const KIND: ImportKind;
    /// The field that no two rows may have the same of, unless they say the same.
    const KEY: Option<Field> = None;

    /// Reads a row.
    fn read(row: &RowView<'_>) -> Result<Self, Unread>;

    fn key(&self) -> Option<&str> {
        None
    }

    /// The amount as it is listed, in the column of which the table gives a total.
    fn listed_amount(&self) -> Option<Fen> {
        None
    }

    /// What it adds to the control totals.
    fn totals(&self) -> ControlTotals {
        ControlTotals::default()
    }

    /// What a person should be told of it, though nothing is wrong.
    fn notices(&self, _today: NaiveDate) -> Vec<NoticeKind> {
        Vec::new()
    }
}

/// A customer account. What the table does not have is `None`, so that nothing is overwritten with nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AccountRecord {
    pub account: String,
    /// The name that the issuer knows the customer by.
    pub name: String,
    pub kind: AccountKind,
    /// Where the customer is registered.
    pub region: Option<Region>,
    pub status: Option<AccountStatus>,
    pub verified_name: Option<String>,
    pub verified_tax_id: Option<TaxId>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub bank: Option<String>,
    pub bank_account: Option<String>,
    pub contact: Option<String>,
    pub mobile: Option<String>,
    /// E-mail addresses, separated by commas.
    pub email: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RefundRecord {
    pub bill_no: String,
    /// What was given back; more than nothing.
    pub amount: Fen,
    pub on: NaiveDate,
    pub reason: Option<String>,
}

/// An entry of the non-invoiceable ledger.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LedgerRecord {
    pub account: String,
    /// What cannot be invoiced; more than nothing.
    pub amount: Fen,
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
    const KEY: Option<Field> = Some(Field::Account);

    fn read(row: &RowView<'_>) -> Result<Self, Unread> {
        let mut wrong = RowProblems::default();
        let account = wrong.take(row.required(Field::Account, RowView::id));
        let name = wrong.take(row.required(Field::Name, |row, field| row.text(field, MAX_NAME)));
        let kind = wrong.take(row.required(Field::Kind, |row, field| {
            row.word(field, said!(AccountKind), |word| words::ACCOUNT_KINDS.look_up(word), RowFault::BadKind)
        }));
        let region = wrong.take(row.word(Field::Region, said!(Region), words::region, RowFault::BadRegion));
        let status = wrong.take(row.word(
            Field::Status,
            said!(Status),
            |word| words::ACCOUNT_STATUSES.look_up(word),
            RowFault::BadStatus,
        ));
        let mut text = |field, limit| wrong.take(row.text(field, limit)).flatten();
        let verified_name = text(Field::VerifiedName, MAX_NAME);
        let address = text(Field::Address, MAX_NAME);
        let phone = text(Field::Phone, MAX_PHONE);
        let bank = text(Field::Bank, MAX_NAME);
        let bank_account = text(Field::BankAccount, MAX_PHONE);
        let contact = text(Field::Contact, MAX_NAME);
        let mobile = text(Field::Mobile, MAX_PHONE);
        let verified_tax_id = wrong.take(row.tax_id(Field::VerifiedTaxId)).flatten();
        let email = wrong.take(row.email(Field::Email)).flatten();
        match (account, name, kind) {
            (Some(account), Some(name), Some(kind)) if wrong.is_nothing() => Ok(Self {
                account,
                name,
                kind,
                region: region.flatten(),
                status: status.flatten(),
                verified_name,
                verified_tax_id,
                address,
                phone,
                bank,
                bank_account,
                contact,
                mobile,
                email,
            }),
            _ => Err(wrong.of(row, Field::Account)),
        }
    }

    fn key(&self) -> Option<&str> {
        Some(&self.account)
    }
}

impl Record for RefundRecord {
    const KIND: ImportKind = ImportKind::Refunds;

    fn read(row: &RowView<'_>) -> Result<Self, Unread> {
        let mut wrong = RowProblems::default();
        wrong.take(row.check_currency());
        let bill_no = wrong.take(row.required(Field::BillNo, RowView::id));
        let amount = wrong.take(row.positive(Field::Amount, RowView::refund));
        let on = wrong.take(row.required(Field::On, RowView::date));
        let reason = wrong.take(row.text(Field::Reason, MAX_NOTE));
        let state = row.word(
            Field::RefundState,
            said!(State),
            |word| words::REFUNDING.look_up(word),
            RowFault::BadStatus,
        );
        if matches!(state, Ok(Some(BillState::Paid | BillState::Void))) {
            return Err(Unread::LeftOut(LeftOutReason::Void));
        }
        wrong.take(state);
        match (bill_no, amount, on, reason) {
            (Some(bill_no), Some(amount), Some(on), Some(reason)) if wrong.is_nothing() => {
                Ok(Self { bill_no, amount, on, reason })
            }
            _ => Err(wrong.of(row, Field::BillNo)),
        }
    }

    fn listed_amount(&self) -> Option<Fen> {
        Some(self.amount)
    }

    fn totals(&self) -> ControlTotals {
        ControlTotals { amount: self.amount, refunded: self.amount, ..ControlTotals::default() }
    }
}

impl Record for LedgerRecord {
    const KIND: ImportKind = ImportKind::NonInvoiceable;

    fn read(row: &RowView<'_>) -> Result<Self, Unread> {
        let mut wrong = RowProblems::default();
        wrong.take(row.check_currency());
        let account = wrong.take(row.required(Field::Account, RowView::id));
        let amount = wrong.take(row.positive(Field::Amount, RowView::money));
        let words = wrong.take(row.required(Field::Reason, |row, field| row.text(field, MAX_NAME)));
        let note = wrong.take(row.text(Field::Note, MAX_NOTE));
        let (Some(account), Some(amount), Some(words), Some(note), true) =
            (account, amount, words, note, wrong.is_nothing())
        else {
            return Err(wrong.of(row, Field::Account));
        };
        let reason = words::ledger_reason(&words);
        let note = match (reason, note) {
            (LedgerReason::Other, note) if !words::is_just_other(&words) => {
                Some(note.map_or_else(|| words.clone(), |note| format!("{words}; {note}")))
            }
            (_, note) => note,
        };
        Ok(Self { account, amount, reason, note })
    }

    fn listed_amount(&self) -> Option<Fen> {
        Some(self.amount)
    }

    fn totals(&self) -> ControlTotals {
        ControlTotals { amount: self.amount, ..ControlTotals::default() }
    }
}

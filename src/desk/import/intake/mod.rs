//! Records on their way into the store: each is compared with what is there, and written unless it is only a preview.

mod accounts;
mod bill_changes;
mod bills;
mod non_invoiceable;
mod refunds;

use std::cell::RefCell;
use std::collections::HashMap;

pub(super) use self::accounts::Accounts;
pub(super) use self::bills::Bills;
pub(super) use self::non_invoiceable::NonInvoiceable;
pub(super) use self::refunds::Refunds;
use super::batch::Writer;
use super::report::Outcome;
use crate::desk::clock::Moment;
use crate::domain::ids::AccountId;
use crate::domain::import::{Field, LeftOutReason, RowFault};
use crate::domain::refusal::Refusal;
use crate::exchange::import::Record;
use crate::store::account;
use crate::store::engine::Db;
use crate::store::issuer::StoredIssuer;

/// Takes in records of one kind, one after the other.
pub(super) trait Intake {
    type Record: Record;

    /// Is shown records before they are taken, to look for what the store has of them at once.
    fn look_ahead(&mut self, _target: &Target<'_>, _records: &[&Self::Record]) -> Result<(), Refusal> {
        Ok(())
    }

    /// Compares a record with the store, and writes it if the target has a writer. No record before had its number, but for
    /// such as were refused.
    fn take(&mut self, target: &Target<'_>, record: &Self::Record) -> Result<Taken, Refusal>;

    /// Is told now and then how many rows will have been added at the end, as it looks.
    fn expect(&mut self, _target: &Target<'_>, _added: u64) -> Result<(), Refusal> {
        Ok(())
    }

    /// Writes what is not written yet, at the end and before somebody reads it.
    fn end(&mut self, _target: &Target<'_>) -> Result<(), Refusal> {
        Ok(())
    }

    /// What speaks against leaving out the row of this number.
    fn leave_out(
        &mut self,
        _target: &Target<'_>,
        _reason: LeftOutReason,
        _number: Option<&str>,
    ) -> Result<Option<(Field, RowFault)>, Refusal> {
        Ok(None)
    }
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Taken {
    As(Outcome),
    Refused(Field, RowFault),
}

fn refuse(field: Field, fault: RowFault) -> Result<Taken, Refusal> {
    Ok(Taken::Refused(field, fault))
}

/// What records are taken into.
pub(super) struct Target<'a> {
    pub db: &'a Db,
    pub moment: &'a Moment,
    pub issuer: StoredIssuer,
    /// Who writes; nobody, if this is only a preview.
    pub writer: Option<Writer>,
    /// The issuer's accounts by number, as far as rows have named them.
    accounts: RefCell<HashMap<String, Option<AccountId>>>,
}

impl<'a> Target<'a> {
    pub(super) fn new(db: &'a Db, moment: &'a Moment, issuer: StoredIssuer, writer: Option<Writer>) -> Self {
        Self { db, moment, issuer, writer, accounts: RefCell::default() }
    }

    /// The issuer's account of this number.
    fn account(&self, code: &str) -> Result<Option<AccountId>, Refusal> {
        if let Some(known) = self.accounts.borrow().get(code) {
            return Ok(*known);
        }
        let stored = account::by_code(self.db, code)?.filter(|stored| stored.issuer_id == self.issuer.id);
        let id = stored.map(|stored| stored.id);
        self.accounts.borrow_mut().insert(code.to_owned(), id);
        Ok(id)
    }
}

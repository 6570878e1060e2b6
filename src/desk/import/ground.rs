//! What every import stands on: the store, the issuer, the customers that rows name.

use std::cell::RefCell;
use std::collections::HashMap;

use super::batch::Writer;
use super::{ImportError, Outcome};
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
    /// What it takes in.
    type Record: Record;

    /// Compares a record with the store, and writes it if the ground is for writing. No record before had its number.
    fn take(&mut self, ground: &Ground<'_>, record: Self::Record) -> Result<Taken, ImportError>;

    /// What speaks against leaving out the row of this number.
    fn leave_out(
        &mut self,
        _ground: &Ground<'_>,
        _reason: LeftOutReason,
        _number: Option<&str>,
    ) -> Result<Option<(Field, RowFault)>, ImportError> {
        Ok(None)
    }
}

/// What comes of a record.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Taken {
    As(Outcome),
    Refused(Field, RowFault),
}

/// Where an import stands.
pub(super) struct Ground<'a> {
    pub db: &'a Db,
    pub moment: &'a Moment,
    pub issuer: StoredIssuer,
    /// Who writes; nobody, if this is only a preview.
    pub writer: Option<Writer>,
    /// The issuer's accounts by number, as far as rows have named them.
    accounts: RefCell<HashMap<String, Option<AccountId>>>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(db: &'a Db, moment: &'a Moment, issuer: StoredIssuer, writer: Option<Writer>) -> Self {
        Self { db, moment, issuer, writer, accounts: RefCell::default() }
    }

    /// The issuer's account of this number.
    pub(super) fn account(&self, code: &str) -> Result<Option<AccountId>, Refusal> {
        if let Some(known) = self.accounts.borrow().get(code) {
            return Ok(*known);
        }
        let stored = account::by_code(self.db, code)?.filter(|stored| stored.issuer_id == self.issuer.id);
        let id = stored.map(|stored| stored.id);
        self.accounts.borrow_mut().insert(code.to_owned(), id);
        Ok(id)
    }
}

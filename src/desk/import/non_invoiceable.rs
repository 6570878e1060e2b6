//! Entries of the non-invoiceable ledger. As many equal ones as the account has are the same ones.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::ground::{Ground, Intake, Taken};
use super::{ImportError, Outcome};
use crate::domain::balance::LedgerReason;
use crate::domain::ids::AccountId;
use crate::domain::import::{Field, RowFault};
use crate::domain::money::Fen;
use crate::exchange::import::LedgerRecord;
use crate::store::ledger::{self, Entered};

/// What an entry says.
type Said = (Fen, LedgerReason, Option<String>);

/// Takes in ledger entries.
#[derive(Default)]
pub(super) struct NonInvoiceable {
    /// Entries in the store that no row has been yet, by account.
    unmatched: HashMap<AccountId, Vec<Said>>,
}

impl Intake for NonInvoiceable {
    type Record = LedgerRecord;

    fn take(&mut self, ground: &Ground<'_>, record: LedgerRecord) -> Result<Taken, ImportError> {
        let Some(account) = ground.account(&record.account)? else {
            return Ok(Taken::Refused(Field::Account, RowFault::UnknownAccount));
        };
        let unmatched = match self.unmatched.entry(account) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let stored = ledger::entries_in_words(ground.db, account)?;
                unknown.insert(stored.into_iter().map(|e| (e.amount, e.reason, e.note)).collect())
            }
        };
        let entry = (record.amount, record.reason, record.note);
        if let Some(same) = unmatched.iter().position(|stored| *stored == entry) {
            unmatched.swap_remove(same);
            return Ok(Taken::As(Outcome::Unchanged));
        }
        if let Some(writer) = ground.writer {
            let (amount, reason, note) = entry;
            let entered = Entered { by: writer.by, at: ground.moment.now, batch: Some(writer.batch) };
            ledger::insert_entry(ground.db, account, amount, reason, note.as_deref(), entered)?;
        }
        Ok(Taken::As(Outcome::Added))
    }
}

//! Entries of the non-invoiceable ledger. As many equal ones as the account has are the same ones.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Place;

use super::{Intake, Taken, Target, refuse};
use crate::desk::import::report::Outcome;
use crate::domain::balance::LedgerReason;
use crate::domain::ids::AccountId;
use crate::domain::import::{Field, RowFault};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::exchange::import::LedgerRecord;
use crate::store::ledger::{self, Entered};

type Entry = (Fen, LedgerReason, Option<String>);

#[derive(Default)]
pub(in crate::desk::import) struct NonInvoiceable {
    /// Entries in the store that no row has been yet, by account.
    unmatched: HashMap<AccountId, Vec<Entry>>,
}

impl Intake for NonInvoiceable {
    type Record = LedgerRecord;

    fn take(&mut self, target: &Target<'_>, record: &LedgerRecord) -> Result<Taken, Refusal> {
        let Some(account) = target.account(&record.account)? else {
            return refuse(Field::Account, RowFault::UnknownAccount);
        };
        let unmatched = match self.unmatched.entry(account) {
            Place::Occupied(known) => known.into_mut(),
            Place::Vacant(unknown) => {
                let stored = ledger::entries_in_words(target.db, account)?;
                unknown.insert(stored.into_iter().map(|e| (e.amount, e.reason, e.note)).collect())
            }
        };
        let entry = (record.amount, record.reason, record.note.clone());
        if let Some(same) = unmatched.iter().position(|stored| *stored == entry) {
            unmatched.swap_remove(same);
            return Ok(Taken::As(Outcome::Unchanged));
        }
        if let Some(writer) = target.writer {
            let (amount, reason, note) = entry;
            let entered = Entered { by: writer.by, at: target.moment.now, batch: Some(writer.batch) };
            ledger::insert_entry(target.db, account, amount, reason, note.as_deref(), entered)?;
        }
        Ok(Taken::As(Outcome::Added))
    }
}

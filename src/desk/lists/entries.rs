//! The list of non-invoiceable amounts of every account, by account and in the order of entry.

use super::{CellValue, Each, Exported, ListRow};
use crate::desk::clock::Moment;
use crate::domain::calendar::china_date;
use crate::domain::list_columns::{EntryColumn, ListName, Phrase};
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;
use crate::store::ledger::list;

/// All of them.
#[derive(Clone, Copy, Debug)]
pub struct EntryQuery;

impl ListRow for list::ListedEntry {
    type Column = EntryColumn;
    type Id = crate::domain::ids::EntryId;

    fn id(&self) -> Self::Id {
        self.entry.id
    }

    fn value(&self, column: EntryColumn) -> CellValue<'_> {
        let entry = &self.entry;
        match column {
            EntryColumn::Account => self.account.as_str().into(),
            EntryColumn::AccountName => self.account_name.as_str().into(),
            EntryColumn::Amount => entry.amount.into(),
            EntryColumn::Reason => Phrase::LedgerReason(entry.reason).into(),
            EntryColumn::Note => entry.note.as_deref().into(),
            EntryColumn::EnteredOn => china_date(entry.entered_at).into(),
            EntryColumn::EnteredBy => entry.entered_by.as_str().into(),
            EntryColumn::Offset => self.offset.into(),
        }
    }
}

impl Exported for EntryQuery {
    type Row = list::ListedEntry;
    const NAME: ListName = ListName::NonInvoiceable;

    fn all() -> Self {
        Self
    }

    fn count(&self, db: &Db, _: &Moment) -> Result<u64, Refusal> {
        list::count(db)
    }

    fn each(&self, db: &Db, _: &Moment, each: Each<'_, Self::Row>) -> Result<(), Refusal> {
        list::each(db, each)
    }
}

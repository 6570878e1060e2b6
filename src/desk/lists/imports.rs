//! The list of imports, and what stands in the way of taking one back, with where that is seen.

use super::{CellValue, Choosable, ListQuery, ListRow, Page};
use crate::desk::clock::Moment;
use crate::desk::import::undo::{self, StoredBatch};
use crate::domain::ids::{BatchId, BillId};
use crate::domain::list_columns::{ImportColumn, Phrase};
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::domain::undo::{Obstacle, ObstacleKind};
use crate::store::batch;
use crate::store::bill;
use crate::store::engine::Db;

/// Which imports are looked for, and in which order; equal ones as they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportQuery {
    /// Undone, or not.
    pub undone: Option<bool>,
    /// What the name of the file, of the person, of the issuer or the number contains.
    pub text: String,
    pub order: ImportColumn,
    /// Large and late ones first.
    pub descending: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// All, whatever is looked for.
    pub all: usize,
    /// Those that were undone, whatever is looked for.
    pub undone: usize,
    /// Those that are looked for.
    pub found: usize,
}

impl ListRow for StoredBatch {
    type Column = ImportColumn;
    type Id = BatchId;

    fn id(&self) -> BatchId {
        self.id
    }

    fn value(&self, column: ImportColumn) -> CellValue<'_> {
        match column {
            ImportColumn::Number => self.id.0.to_string().into(),
            ImportColumn::When => self.at.into(),
            ImportColumn::Who => self.by.as_str().into(),
            ImportColumn::Kind => Phrase::ImportKind(self.kind).into(),
            ImportColumn::File => self.file.as_str().into(),
            ImportColumn::Sha256 => self.sha256.as_str().into(),
            ImportColumn::Issuer => self.issuer.as_str().into(),
            ImportColumn::Added => i64::from(self.counts.added).into(),
            ImportColumn::Changed => i64::from(self.counts.changed).into(),
            ImportColumn::Refused => i64::from(self.counts.refused).into(),
            ImportColumn::Amount => self.totals.amount.into(),
            ImportColumn::Refunded => self.totals.refunded.into(),
            ImportColumn::Opening => self.totals.opening.into(),
            ImportColumn::State => Phrase::IsUndone(self.undone.is_some()).into(),
        }
    }

    fn amount(&self) -> Option<Fen> {
        Some(self.totals.amount)
    }
}

impl ListQuery for ImportQuery {
    type Row = StoredBatch;
    type Summary = ImportCounts;

    /// Imports are few: the first page has them all.
    fn page(&self, db: &Db, _: &Moment, after: Option<&Self::Row>, _: u32) -> Page<Self> {
        if after.is_some() {
            return Ok(Vec::new());
        }
        let mut found = batch::all(db)?;
        found.retain(|batch| self.finds(batch));
        match self.order {
            ImportColumn::File => found.sort_by(|a, b| a.file.cmp(&b.file)),
            ImportColumn::Who => found.sort_by(|a, b| a.by.cmp(&b.by)),
            ImportColumn::Added => found.sort_by_key(|batch| batch.counts.added),
            ImportColumn::Amount => found.sort_by_key(|batch| batch.totals.amount),
            _ => found.sort_by_key(|batch| batch.id),
        }
        if self.descending {
            found.reverse();
        }
        Ok(found)
    }

    fn summary(&self, db: &Db, _: &Moment) -> Result<ImportCounts, Refusal> {
        let all = batch::all(db)?;
        let count = |fits: &dyn Fn(&StoredBatch) -> bool| all.iter().filter(|batch| fits(batch)).count();
        Ok(ImportCounts {
            all: all.len(),
            undone: count(&|batch| batch.undone.is_some()),
            found: count(&|batch| self.finds(batch)),
        })
    }
}

impl Choosable for ImportQuery {
    fn row(db: &Db, _: &Moment, id: BatchId) -> Result<Option<StoredBatch>, Refusal> {
        batch::by_id(db, id)
    }
}

impl ImportQuery {
    fn finds(&self, batch: &StoredBatch) -> bool {
        let text = self.text.to_lowercase();
        self.undone.is_none_or(|undone| batch.undone.is_some() == undone)
            && [&batch.file, &batch.by, &batch.issuer, &batch.id.0.to_string()]
                .iter()
                .any(|said| said.to_lowercase().contains(&text))
    }
}

/// What there is to know before an import is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayBack {
    /// The import; nothing, where there is none of this number.
    pub batch: Option<StoredBatch>,
    /// What stands in the way; nothing: it can be taken back.
    pub in_the_way: Vec<InTheWay>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InTheWay {
    pub obstacle: Obstacle,
    /// Where it is seen, and dealt with.
    pub seen_at: Option<SeenAt>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeenAt {
    Application(String),
    /// A later import, which is to be taken back first.
    Import(BatchId),
    /// A bill, with its number.
    Bill(BillId, String),
    /// The customer of this number.
    Customer(String),
}

/// Looks at an import that is to be taken back.
pub fn way_back(db: &Db, id: BatchId) -> Result<WayBack, Refusal> {
    let batch = batch::by_id(db, id)?;
    // Nothing stands in the way of what was done already.
    if batch.as_ref().is_none_or(|batch| batch.undone.is_some()) {
        return Ok(WayBack { batch, in_the_way: Vec::new() });
    }
    let found = undo::in_the_way(db, id)?;
    let seen = |obstacle: Obstacle| {
        let seen_at = seen_at(db, &obstacle)?;
        Ok(InTheWay { obstacle, seen_at })
    };
    Ok(WayBack { batch, in_the_way: found.into_iter().map(seen).collect::<Result<_, Refusal>>()? })
}

fn seen_at(db: &Db, obstacle: &Obstacle) -> Result<Option<SeenAt>, Refusal> {
    let Obstacle { what, subject, by } = obstacle;
    let import = || by.as_ref()?.parse().ok().map(|id| SeenAt::Import(BatchId(id)));
    Ok(match what {
        ObstacleKind::Application | ObstacleKind::Offset => by.clone().map(SeenAt::Application),
        ObstacleKind::Refund | ObstacleKind::BillChanged => match import() {
            Some(import) => Some(import),
            None => bill::by_no(db, subject)?.map(|(_, bill)| SeenAt::Bill(bill.id, bill.bill_no)),
        },
        ObstacleKind::AccountChanged
        | ObstacleKind::Bills
        | ObstacleKind::Applications
        | ObstacleKind::InvoiceInfo
        | ObstacleKind::Addresses
        | ObstacleKind::Qualification
        | ObstacleKind::Recurring
        | ObstacleKind::Tickets
        | ObstacleKind::TopUps
        | ObstacleKind::NonInvoiceable => import().or_else(|| Some(SeenAt::Customer(subject.clone()))),
    })
}

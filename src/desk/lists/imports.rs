//! Imports as a page lists them, and what stands in the way of taking one back, with where that is seen.

use crate::desk::import::undo::{self, StoredBatch};
use crate::domain::ids::{BatchId, BillId};
use crate::domain::refusal::Refusal;
use crate::domain::undo::{Obstacle, ObstacleKind};
use crate::store::batch;
use crate::store::bill;
use crate::store::engine::Db;

/// What there is to know before an import is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayBack {
    /// The import; nothing, where there is none of this number.
    pub batch: Option<StoredBatch>,
    /// What stands in the way; nothing: it can be taken back.
    pub in_the_way: Vec<InTheWay>,
}

/// Something that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InTheWay {
    /// What it is.
    pub obstacle: Obstacle,
    /// Where it is seen, and dealt with.
    pub seen_at: Option<SeenAt>,
}

/// Where something is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SeenAt {
    /// The application of this number.
    Application(String),
    /// A later import, which is to be taken back first.
    Import(BatchId),
    /// A bill, with its number.
    Bill(BillId, String),
    /// The customer of this number.
    Customer(String),
}

/// Looks at an import that is to be taken back.
///
/// # Errors
/// `store`.
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

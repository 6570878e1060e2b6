//! Laws that SQL cannot ask: they need the program's own reading of what stands in a row.

use super::{Broken, Law};
use crate::domain::application::ApplicationState;
use crate::domain::ids::ApplicationId;
use crate::domain::refusal::Refusal;
use crate::domain::tax::{TaxRate, TaxSplit, split};
use crate::domain::tax_id::TaxId;
use crate::domain::timeline::state_behind;
use crate::store::application::Snapshot;
use crate::store::engine::Db;

/// The invoices whose net is not the gross without tax, rounded half up, or whose tax is further from the rate than the
/// tax platform allows; and those whose rate the law does not have.
pub(super) fn wrongly_taxed(db: &Db) -> Result<Broken, Refusal> {
    let mut broken = Vec::new();
    db.each(include_str!("taxes.sql"), [], |(number, parts, rate): (String, TaxSplit, Option<String>)| {
        // A rate that cannot be read is wrong, and no reason to read no further.
        let rate: Option<TaxRate> = rate.and_then(|rate| rate.parse().ok());
        let holds = |rate| parts == split(parts.gross, rate) && parts.is_within_tolerance(rate);
        if !rate.is_some_and(holds) {
            broken.push((Law::TaxIsOfItsRate, number));
        } else if !rate.is_some_and(TaxRate::is_legal) {
            broken.push((Law::RateIsLegal, number));
        }
        Ok(true)
    })?;
    Ok(broken)
}

/// The numbers of the applications of which it can no longer be told what they were made with.
pub(super) fn lost_snapshots(db: &Db) -> Result<Broken, Refusal> {
    let mut broken = Vec::new();
    db.each(include_str!("snapshots.sql"), [], |(number, buyer, text): (String, String, String)| {
        if !serde_json::from_str(&text).is_ok_and(|snapshot: Snapshot| snapshot.info.name == buyer) {
            broken.push((Law::SnapshotIsKept, number));
        }
        Ok(true)
    })?;
    Ok(broken)
}

/// The tax ids of customers and of invoice info that fail their check, and that nobody has seen.
pub(super) fn unseen_codes(db: &Db) -> Result<Broken, Refusal> {
    let mut broken = Vec::new();
    db.each(include_str!("unseen_codes.sql"), [], |code: String| {
        if TaxId::parse_seen(&code, |_| true).is_ok_and(|tax_id| tax_id.fails_its_check()) {
            broken.push((Law::FailingCodesSeen, code));
        }
        Ok(true)
    })?;
    Ok(broken)
}

/// An application on its way through its timeline.
struct Walk {
    id: ApplicationId,
    number: String,
    /// Where it stands by its row.
    state: ApplicationState,
    /// Where its timeline has led so far; none: nowhere.
    reached: Option<ApplicationState>,
}

impl Walk {
    fn takes(&mut self, event: &str) {
        if let Ok(event) = event.parse() {
            self.reached = state_behind(self.reached, event);
        }
    }
}

/// The numbers of the applications whose timelines do not lead to the state in which they are.
pub(super) fn astray(db: &Db) -> Result<Broken, Refusal> {
    let mut broken = Vec::new();
    let mut end = |walk: Option<Walk>| {
        let walk = walk.filter(|walk| walk.reached != Some(walk.state));
        broken.extend(walk.map(|walk| (Law::TimelineLeadsToState, walk.number)));
    };
    let mut walk: Option<Walk> = None;
    db.each(include_str!("timelines.sql"), [], |(id, number, state, event): (_, _, _, Option<String>)| {
        let mut next = Walk { id, number, state, reached: None };
        if let Some(before) = walk.take() {
            if before.id == next.id {
                next.reached = before.reached;
            } else {
                end(Some(before));
            }
        }
        next.takes(event.as_deref().unwrap_or_default());
        walk = Some(next);
        Ok(true)
    })?;
    end(walk);
    Ok(broken)
}

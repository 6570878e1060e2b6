//! What stands in the way of taking an import back.
//!
//! Errors: `store`.

use crate::domain::ids::BatchId;
use crate::domain::refusal::Refusal;
use crate::domain::undo::{Obstacle, ObstacleKind};
use crate::store::engine::{Db, params};

/// Each statement lists what something happened to, and by which application or later import.
const STATEMENTS: [(ObstacleKind, &str); 14] = [
    (ObstacleKind::Application, include_str!("obstacle_applications.sql")),
    (ObstacleKind::Offset, include_str!("obstacle_offsets.sql")),
    (ObstacleKind::Refund, include_str!("obstacle_refunds.sql")),
    (ObstacleKind::BillChanged, include_str!("obstacle_bill_changes.sql")),
    (ObstacleKind::AccountChanged, include_str!("obstacle_account_changes.sql")),
    (ObstacleKind::Bills, include_str!("obstacle_bills.sql")),
    (ObstacleKind::Applications, include_str!("obstacle_account_applications.sql")),
    (ObstacleKind::InvoiceInfo, include_str!("obstacle_infos.sql")),
    (ObstacleKind::Addresses, include_str!("obstacle_addresses.sql")),
    (ObstacleKind::Qualification, include_str!("obstacle_qualifications.sql")),
    (ObstacleKind::Recurring, include_str!("obstacle_plans.sql")),
    (ObstacleKind::Tickets, include_str!("obstacle_tickets.sql")),
    (ObstacleKind::TopUps, include_str!("obstacle_top_ups.sql")),
    (ObstacleKind::NonInvoiceable, include_str!("obstacle_entries.sql")),
];

/// Everything that stands in the way, at most `limit` of each kind.
pub fn of(db: &Db, id: BatchId, limit: u32) -> Result<Vec<Obstacle>, Refusal> {
    let mut found = Vec::new();
    for (what, sql) in STATEMENTS {
        let rows: Vec<(String, Option<String>)> = db.all(sql, params![id, limit])?;
        found.extend(rows.into_iter().map(|(subject, by)| Obstacle { what, subject, by }));
    }
    Ok(found)
}

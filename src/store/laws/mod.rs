//! The money laws of RULES.md, asked of every row. The triggers keep them; this finds what got past.

use serde::Serialize;

use crate::domain::ids::AccountId;
use crate::domain::money::Fen;
use crate::domain::refusal::Refusal;
use crate::store::engine::Db;

/// A law and the statement that lists what breaks it, one text a violation.
const LAWS: &[(Law, &str)] = &[
    (Law::RefundsAddUp, include_str!("refunds_add_up.sql")),
    (Law::UsedAddsUp, include_str!("used_adds_up.sql")),
    (Law::EndedHoldNothing, include_str!("ended_hold_nothing.sql")),
    (Law::OffsetsWithinSources, include_str!("offsets_within_sources.sql")),
    (Law::LinesAddUp, include_str!("lines_add_up.sql")),
    (Law::InvoicesAddUp, include_str!("invoices_add_up.sql")),
];

/// A law that every store keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Law {
    /// What a bill counts as refunded is the sum of its refunds.
    RefundsAddUp,
    /// What a bill counts as used is what live applications invoiced from it and absorbed on it.
    UsedAddsUp,
    /// A cancelled, rejected or reversed application absorbs nothing.
    EndedHoldNothing,
    /// No more is offset of a source than it holds.
    OffsetsWithinSources,
    /// What an application takes from its bills is its amount.
    LinesAddUp,
    /// The invoices of an issued application add up to its amount, and net and tax to gross.
    InvoicesAddUp,
}

/// Everything that breaks a law: the law, and the number of what breaks it.
///
/// # Errors
/// `store`.
pub fn broken(db: &Db) -> Result<Vec<(Law, String)>, Refusal> {
    let mut broken = Vec::new();
    for (law, sql) in LAWS {
        broken.extend(db.all(sql, [], |row| row.get(0))?.into_iter().map(|subject| (*law, subject)));
    }
    Ok(broken)
}

/// What live applications have invoiced and reserved, by account; accounts without any are left out.
///
/// # Errors
/// `store`.
pub fn invoiced_and_reserved(db: &Db) -> Result<Vec<(AccountId, Fen)>, Refusal> {
    db.all(include_str!("invoiced_and_reserved.sql"), [], |row| Ok((row.get(0)?, row.get(1)?)))
}

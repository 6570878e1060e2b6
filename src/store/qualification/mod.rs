//! Special-invoice qualifications: where each account's stands.

use crate::domain::ids::AccountId;
use crate::domain::qualification::QualificationState;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, params};

/// Where the account's qualification stands; none: nothing was ever submitted.
///
/// # Errors
/// `store`.
pub fn state(db: &Db, account: AccountId) -> Result<Option<QualificationState>, Refusal> {
    db.maybe(include_str!("state.sql"), [account], |row| row.get(0))
}

/// Moves the account's qualification to a state.
///
/// # Errors
/// `store`.
pub fn set_state(db: &Db, account: AccountId, state: QualificationState) -> Result<(), Refusal> {
    db.execute(include_str!("set_state.sql"), params![account, state])?;
    Ok(())
}

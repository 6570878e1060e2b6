//! Special-invoice qualifications: where each account's stands.
//!
//! Errors of every call: `store`.

use crate::domain::ids::{AccountId, UserId};
use crate::domain::qualification::QualificationState;
use crate::domain::refusal::Refusal;
use crate::store::engine::{Db, params};

/// Where the account's qualification stands; none: nothing was ever submitted.
pub fn state(db: &Db, account: AccountId) -> Result<Option<QualificationState>, Refusal> {
    db.maybe(include_str!("state.sql"), [account])
}

/// Moves the account's qualification to a state, with who submitted and who decided what it stands on.
pub fn set_state(
    db: &Db,
    account: AccountId,
    state: QualificationState,
    submitted_by: Option<UserId>,
    reviewed_by: Option<UserId>,
) -> Result<(), Refusal> {
    db.run(include_str!("set_state.sql"), params![account, state, submitted_by, reviewed_by])
}

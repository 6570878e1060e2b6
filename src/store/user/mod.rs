//! Users of the desk and their roles.

use crate::domain::ids::UserId;
use crate::domain::refusal::{Refusal, Role};
use crate::store::engine::{Db, ReadError, Row, params, parse_column};

/// A user as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredUser {
    /// The row.
    pub id: UserId,
    /// The name that `by` gives.
    pub name: String,
    /// What the user may do.
    pub roles: Vec<Role>,
    /// Counts the changes of the roles.
    pub version: i64,
}

/// Adds a user.
///
/// # Errors
/// `store`.
pub fn insert(db: &Db, name: &str, roles: &[Role]) -> Result<UserId, Refusal> {
    let roles = serde_json::to_string(roles).unwrap_or_default();
    db.insert(include_str!("insert.sql"), params![name, roles]).map(UserId)
}

/// Gives a user other roles.
///
/// # Errors
/// `store`.
pub fn set_roles(db: &Db, id: UserId, roles: &[Role]) -> Result<(), Refusal> {
    let roles = serde_json::to_string(roles).unwrap_or_default();
    db.execute(include_str!("set_roles.sql"), params![id, roles])?;
    Ok(())
}

/// The user of this name.
///
/// # Errors
/// `store`.
pub fn by_name(db: &Db, name: &str) -> Result<Option<StoredUser>, Refusal> {
    db.maybe(include_str!("by_name.sql"), [name], read)
}

/// Every user, the first added first.
///
/// # Errors
/// `store`.
pub fn all(db: &Db) -> Result<Vec<StoredUser>, Refusal> {
    db.all(include_str!("all.sql"), [], read)
}

fn read(row: &Row<'_>) -> Result<StoredUser, ReadError> {
    Ok(StoredUser { id: row.get(0)?, name: row.get(1)?, roles: parse_column(row, 2)?, version: row.get(3)? })
}

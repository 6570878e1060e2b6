//! Users of the desk and their roles, and the program itself, which is none of them.
//!
//! Errors of every call: `store`.

use crate::domain::ids::UserId;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::store::engine::{Db, columns, params};

/// A user as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredUser {
    pub id: UserId,
    /// The name that `by` gives.
    pub name: String,
    pub roles: Vec<Role>,
    /// Counts the changes of the roles.
    pub version: i64,
}

columns! { StoredUser { id, name, roles, version } }

/// What the program itself is called.
const PROGRAM: &str = "fapiao-desk";

/// Adds a user.
pub fn insert(db: &Db, name: &str, roles: &[Role]) -> Result<UserId, Refusal> {
    let roles = serde_json::to_string(roles).unwrap_or_default();
    db.insert(include_str!("insert.sql"), params![name, roles])
}

/// Gives a user other roles.
pub fn set_roles(db: &Db, id: UserId, roles: &[Role]) -> Result<(), Refusal> {
    let roles = serde_json::to_string(roles).unwrap_or_default();
    db.run(include_str!("set_roles.sql"), params![id, roles])
}

/// The user of this name.
pub fn by_name(db: &Db, name: &str) -> Result<Option<StoredUser>, Refusal> {
    db.maybe(include_str!("by_name.sql"), [name])
}

/// The program itself, as it stands in histories and the audit log; it is entered when it is first asked for.
pub fn program(db: &Db) -> Result<StoredUser, Refusal> {
    if let Some(program) = db.maybe(include_str!("program.sql"), [])? {
        return Ok(program);
    }
    // Older versions of the program let users be called as it is.
    let mut name = PROGRAM.to_owned();
    while is_there(db, &name)? {
        name.push_str(" (program)");
    }
    db.run(include_str!("insert_program.sql"), [&name])?;
    db.one(include_str!("program.sql"), [])
}

/// Whether nobody can be called so any more: somebody is, or the program.
pub fn is_taken(db: &Db, name: &str) -> Result<bool, Refusal> {
    Ok(name == PROGRAM || is_there(db, name)?)
}

fn is_there(db: &Db, name: &str) -> Result<bool, Refusal> {
    db.one(include_str!("is_there.sql"), [name])
}

/// Every user, the first added first.
pub fn all(db: &Db) -> Result<Vec<StoredUser>, Refusal> {
    db.all(include_str!("all.sql"), [])
}

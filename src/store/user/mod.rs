//! Users of the desk and their roles, and the program itself, which is none of them.
//!
//! Errors of every call: `store`.

use chrono::{DateTime, Utc};

use crate::domain::ids::UserId;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::domain::user_name::are_alike;
use crate::store::engine::{Db, columns, params};

/// A user as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredUser {
    pub id: UserId,
    /// The name that `by` gives.
    pub name: String,
    pub roles: Vec<Role>,
    /// Counts the changes of the user.
    pub version: i64,
    /// Since when nobody is let in under this name; none: the user is active.
    pub disabled_at: Option<DateTime<Utc>>,
}

columns! { StoredUser { id, name, roles, version, disabled_at } }

impl StoredUser {
    /// Whether the user may do anything at all.
    pub fn is_active(&self) -> bool {
        self.disabled_at.is_none()
    }
}

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

/// Has nobody let in under this name from `at` on; none: lets the user in again.
pub fn set_disabled(db: &Db, id: UserId, at: Option<DateTime<Utc>>) -> Result<(), Refusal> {
    db.run(include_str!("set_disabled.sql"), params![id, at])
}

/// Gives a user another name.
pub fn rename(db: &Db, id: UserId, name: &str) -> Result<(), Refusal> {
    db.run(include_str!("rename.sql"), params![id, name])
}

/// The user of this number; none: there is none, or it is the program's.
pub fn by_id(db: &Db, id: UserId) -> Result<Option<StoredUser>, Refusal> {
    db.maybe(include_str!("by_id.sql"), [id])
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

/// The one whom a name could be taken for: a user who is called so, else one whose name looks like it, or the program.
pub fn who_looks_like(db: &Db, name: &str) -> Result<Option<String>, Refusal> {
    if is_there(db, name)? {
        return Ok(Some(name.to_owned()));
    }
    let names = all(db)?.into_iter().map(|user| user.name);
    Ok(names.chain([PROGRAM.to_owned()]).find(|there| are_alike(there, name)))
}

/// The user who is called so, else one whose name looks like it.
pub fn by_look(db: &Db, name: &str) -> Result<Option<StoredUser>, Refusal> {
    let exact = by_name(db, name)?;
    if exact.is_some() {
        return Ok(exact);
    }
    Ok(all(db)?.into_iter().find(|user| are_alike(&user.name, name)))
}

fn is_there(db: &Db, name: &str) -> Result<bool, Refusal> {
    db.one(include_str!("is_there.sql"), [name])
}

/// Every user, the first added first.
pub fn all(db: &Db) -> Result<Vec<StoredUser>, Refusal> {
    db.all(include_str!("all.sql"), [])
}

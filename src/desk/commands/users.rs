//! The users of a store and their roles.

use crate::desk::commands::texts::required;
use crate::desk::commands::transaction::Transaction;
use crate::desk::protocol::fields::fields;
use crate::domain::refusal::{FieldError, Noun, Refusal};
use crate::domain::role::Role;
use crate::domain::text::{Code, Line};
use crate::store::user;

fields! {
    /// Adds a user with roles.
    AddUser {
        name: Line,
        roles: Vec<Role>,
    }
    /// Gives a user other roles. With `version` it is refused if somebody changed them in the meantime.
    ChangeUser {
        name: Code,
        roles: Vec<Role>,
        version: Option<i64>,
    }
}

pub(crate) fn add_user(tx: &Transaction<'_>, c: &AddUser) -> Result<(), Refusal> {
    let name = required("name", &c.name)?;
    if c.roles.is_empty() {
        return Err(Refusal::bad_field("roles", FieldError::Missing));
    }
    if user::is_taken(tx.db, name)? {
        return Err(Refusal::conflict(Noun::User, name));
    }
    user::insert(tx.db, name, &c.roles).map(drop)
}

pub(crate) fn change_user(tx: &Transaction<'_>, c: &ChangeUser) -> Result<(), Refusal> {
    let &Transaction { db, .. } = tx;
    let found = user::by_name(db, &c.name)?;
    let found = found.ok_or_else(|| Refusal::not_found(Noun::User, &c.name))?;
    if c.roles.is_empty() {
        return Err(Refusal::bad_field("roles", FieldError::Missing));
    }
    if c.version.is_some_and(|version| version != found.version) {
        return Err(Refusal::conflict(Noun::User, &c.name));
    }
    let is_another_admin =
        |other: &user::StoredUser| other.id != found.id && other.roles.contains(&Role::Admin);
    if !c.roles.contains(&Role::Admin) && !user::all(db)?.iter().any(is_another_admin) {
        return Err(Refusal::bad_field("roles", FieldError::LastAdmin));
    }
    user::set_roles(db, found.id, &c.roles)
}
